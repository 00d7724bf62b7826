#include "flows/reading/details/phone_numbers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "flows/reading/details/beside.h"
#include "flows/reading/details/spoken_digits.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kRuledOut = "a number that is ruled out";
/// "13912345678，最后两位也可能是87": some digits may be others.
bool doubts_digits(std::string_view text) {
    static const Pattern doubt{
        "(?:最后|后面?|末尾|中间|前面?)(?:[一两二三四几][位个]|的?数字)?(?:数字)?(?:也|好像|应该)?(?:可能|"
        "不确定|记不清|忘了)|"
        "(?:digits?|number|numbers) (?:might|may|could) (?:also )?be(?! reached)|(?:can't|cannot) tell if"};
    return doubt.found_in(text);
}

constexpr std::size_t kShortest = 7;  ///< digits of E.164 with the country code
constexpr std::size_t kLongest = 15;

/// ASCII digits of a run, Chinese numerals digit by digit (幺 is spoken for one).
std::string digits_of(std::string_view run) {
    constexpr std::u32string_view kHan = U"零一二三四五六七八九";
    std::string digits;
    for (std::size_t i = 0; i < run.size();) {
        const CodePoint point = code_point_at(run, i);
        i += point.length;
        if (point.value >= U'0' && point.value <= U'9') digits += static_cast<char>(point.value);
        if (const auto value = kHan.find(point.value); value != std::u32string_view::npos)
            digits += static_cast<char>('0' + value);
        if (point.value == U'〇') digits += '0';
        if (point.value == U'幺') digits += '1';
    }
    return digits;
}

bool whole(const Pattern& pattern, std::string_view text) {
    const auto match = pattern.first(text);
    return match && match->begin == 0 && match->end == text.size();
}

/// A mainland number without its leading zero: mobile, or area code and seven or eight digits, or 400 and
/// 800.
bool is_mainland(std::string_view digits) {
    static const Pattern national{
        "1[3-9][0-9]{9}|(?:10|2[0-57-9])[2-9][0-9]{7}|[3-9][0-9]{2}[2-9][0-9]{6,7}|[48]00[0-9]{7}"};
    return whole(national, digits);
}

bool is_landline(std::string_view digits) {
    static const Pattern landline{"0(?:10|2[0-57-9])[1-9][0-9]{7}|0[3-9][0-9]{2}[1-9][0-9]{6,7}"};
    return whole(landline, digits);
}

bool is_north_american(std::string_view digits) {
    static const Pattern number{"[2-9][0-9]{2}[2-9][0-9]{6}"};
    return whole(number, digits);
}

/// A number of Singapore or Hong Kong as its people write it, eight digits in one piece or two; no day.
bool is_in_fours(std::string_view written, std::string_view digits) {
    static const Pattern number{"[235-9][0-9]{7}"};
    static const Pattern pieces{"^[0-9]{4}[ -]?[0-9]{4}$|^[0-9]{4}(?: [0-9]){4}$|^(?:[0-9] ){7}[0-9]$"};
    static const Pattern day{"^20[0-9]{2}(?:0[1-9]|1[0-2])"};
    return whole(number, digits) && pieces.found_in(written) && !day.found_in(digits);
}

/// A number with its country code, digits only.
std::optional<std::string> international(std::string digits) {
    if (digits.empty() || digits.front() == '0') return std::nullopt;
    if (digits.size() < kShortest || digits.size() > kLongest) return std::nullopt;
    if (digits.starts_with("86")) {
        if (digits[2] == '0') digits.erase(2, 1);  // the trunk zero people keep writing
        if (!is_mainland(std::string_view{digits}.substr(2))) return std::nullopt;
    }
    if (digits.front() == '1' && !is_north_american(std::string_view{digits}.substr(1))) return std::nullopt;
    constexpr std::size_t kHongKongOrMacau = 11;
    if ((digits.starts_with("852") || digits.starts_with("853")) && digits.size() != kHongKongOrMacau)
        return std::nullopt;
    return "+" + digits;
}

struct Run {
    bool plus = false;
    bool grouped = false;   ///< (415) 555-0132
    bool in_fours = false;  ///< 9123 4567
    std::string digits;
};

/// The number that a run of digits is, in normal form.
std::optional<std::string> number_in(Run run, bool english) {
    if (run.plus) return international(run.digits);
    if (run.grouped && run.digits.front() == '1') return international(run.digits);
    if (run.digits.starts_with("00")) return international(run.digits.substr(2));
    if (looks_like_mobile(run.digits) || is_landline(run.digits)) return run.digits;
    static const Pattern taiwanese_mobile{"09[0-9]{8}"};
    if (whole(taiwanese_mobile, run.digits)) return run.digits;
    static const Pattern service{"[48]00[0-9]{7}"};
    if (whole(service, run.digits)) return run.digits;
    constexpr std::size_t kMobileWithCountry = 13;
    if (run.digits.size() == kMobileWithCountry && run.digits.starts_with("86"))
        return international(run.digits);
    if (run.digits.front() == '0' && looks_like_mobile(std::string_view{run.digits}.substr(1)))
        return run.digits.substr(1);
    if (is_north_american(run.digits) && (run.grouped || english)) return run.digits;
    static const Pattern trunk{"0[1-9][0-9]{8,9}"};  // how most other countries write their own
    if (english && (run.in_fours || whole(trunk, run.digits))) return run.digits;
    return std::nullopt;
}

/// Digits that the words before them call something else.
bool another_kind(std::string_view before) {
    static const Pattern other{
        "# "
        "?$|订单|单号|工单|编号|快递|运单|身份证|卡号|账号|帐号|密码|验证码|发票|qq|微信(?!同号|电话)|(?<![a-"
        "z])(?:order|"
        "ticket|invoice|account|card|"
        "code|ref|reference|tracking|id|wechat|pin)(?![a-z])"};
    static const Pattern phone{"电话|手机|联系|(?<![a-z])(?:tel|phone|mobile|cell|call)(?![a-z])"};
    return other.found_in(before) && !phone.found_in(before);
}

struct Found {
    std::string number;
    std::size_t begin = 0;
    std::size_t end = 0;
};

}  // namespace

bool looks_like_mobile(std::string_view digits) {
    static const Pattern mobile{"1[3-9][0-9]{9}"};
    return whole(mobile, digits);
}

Reading read_phone(const FoldedText& said, const ReadingContext& context) {
    static const Pattern run_pattern{
        "(?<![a-z0-9@*_])(\\(?\\+ "
        "?)?\\(?(?:[0-9]|[零〇一二三四五六七八九幺](?=[零〇一二三四五六七八九幺]))(?:(?:[ ().\\-/·]|,(?= "
        "?[零〇一二三四五六七八九幺])| "
        "){0,3}[0-9零〇一二三四五六七八九幺]){4,}(?![a-z0-9@*_])"};
    static const Pattern north_american_groups{
        "^(?:1[ .-])?\\(?[2-9][0-9]{2}\\)?[ .-]{0,2}[0-9]{3}[ .-][0-9]{4}$"};
    static const Pattern trunk_zero{"\\(0\\)"};
    static const Pattern half_a_number{"[0-9][0-9 -]*(?:\\*|x{2,})|[0-9]{5,}[a-z]"};
    const auto written_out = with_written_digits(said);
    const FoldedText& reply = written_out ? *written_out : said;
    const std::string_view text = reply.text;
    if (doubts_digits(text)) return unclear("digits in doubt");
    std::optional<Found> found;
    bool beside = false;                        // a number of another kind is named
    std::vector<std::string> given_up_numbers;  // 旧号137…停机了，打新的177…
    for (const PatternMatch& match : run_pattern.all(text)) {
        const std::string_view written = match.group(0);
        Run run{!match.group(1).empty(), north_american_groups.found_in(written), false, {}};
        if (const auto zero = trunk_zero.first(written); zero && run.plus) {
            run.digits = digits_of(written.substr(0, zero->begin)) + digits_of(written.substr(zero->end));
        } else {
            run.digits = digits_of(written);
        }
        run.in_fours = is_in_fours(written, run.digits);
        const std::string_view before = clause_before(text, match.begin);
        if (another_kind(before)) {  // 13612345678，订单号20261101
            beside = true;
            continue;
        }
        const std::string_view after = clause_after(text, match.end);
        const bool former = given_up(before, after);
        if (!former && ruled_out(before, after)) return unclear(kRuledOut);
        auto number = number_in(std::move(run), context.language.starts_with("en"));
        if (former) {
            given_up_numbers.push_back(number.value_or(std::string{}));
            continue;
        }
        if (!number) return unclear("no telephone number that we know");
        if (found && found->number != *number) return unclear("several numbers");
        if (found) {
            found->end = match.end;
        } else {
            found = Found{*std::move(number), match.begin, match.end};
        }
    }
    const bool taken_back = found && std::find(given_up_numbers.begin(), given_up_numbers.end(),
                                               found->number) != given_up_numbers.end();
    if (taken_back || (!found && !given_up_numbers.empty())) return unclear(kRuledOut);
    if (!found && beside) return unclear("another kind of number");
    if (!found)
        return unclear(half_a_number.found_in(text) ? "a number with signs in it" : "no telephone number");
    return answer(Detail{std::move(found->number)}, words_beside(reply, found->begin, found->end));
}

}  // namespace askwell::flows::reading
