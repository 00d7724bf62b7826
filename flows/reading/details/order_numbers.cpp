#include "flows/reading/details/order_numbers.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "flows/reading/details/beside.h"
#include "flows/reading/details/phone_numbers.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kShortest = 4;
constexpr std::size_t kLongest = 40;

struct Token {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool digits = false;  ///< holds a digit
    bool joins = false;   ///< one blank stands between it and the token before
};

/// A stretch of tokens that may be one order number written with blanks.
struct Candidate {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string number;
    bool several = false;  ///< two of its tokens are long enough to be numbers of their own
};

std::vector<Token> tokens_of(std::string_view text) {
    static const Pattern token{"[a-z0-9](?:[a-z0-9_/-]*[a-z0-9])?"};
    std::vector<Token> tokens;
    for (const PatternMatch& match : token.all(text)) {
        const bool joins =
            !tokens.empty() && match.begin == tokens.back().end + 1 && text[match.begin - 1] == ' ';
        const bool digits = match.group(0).find_first_of("0123456789") != std::string_view::npos;
        tokens.push_back({match.begin, match.end, digits, joins});
    }
    return tokens;
}

/// "AB" before "1234": a few capitals, or a few letters with which the reply's number begins.
bool is_prefix(const FoldedText& reply, const Token& token) {
    constexpr std::size_t kLongestPrefix = 4;
    if (token.digits || token.end - token.begin > kLongestPrefix) return false;
    const std::string_view raw = reply.raw_between(token.begin, token.end);
    const bool capitals = std::all_of(raw.begin(), raw.end(), [](char c) { return c < 'a' || c > 'z'; });
    static const PhraseMap<bool> words{
        {true, {"no", "id", "is", "it",  "the",  "ref", "of",  "i",  "and", "or",  "my",
                "in", "on", "at", "for", "code", "was", "not", "qq", "tel", "call"}}};
    const std::string_view word = std::string_view{reply.text}.substr(token.begin, token.end - token.begin);
    return capitals && words.whole(word) == nullptr;
}

/// A number of things, of money or of time, or part of a longer figure.
bool is_quantity(std::string_view text, const Token& token) {
    static const Pattern unit{
        "^(?: ?(?:元|块|个|件|天|年|月|日|次|分|点|岁|折|人|台|斤|小时|%)|[.:][0-9]| "
        "(?:dollars?|usd|yuan|rmb|euros?|pounds?"
        "|items?|pieces?|days?|weeks?|months?|years?|hours?|minutes?|times|people|percent)(?![a-z]))"};
    static const Pattern sign{"(?:[$€£¥￥] ?|[0-9][.:])$"};
    // "The 65-inch TV", "bought 3/11".
    static const Pattern measure{
        "^(?:[0-9]{1,3}-(?:inch|year|month|week|day|hour|door|lit(?:re|er)|kg|star|seater|piece|pack|watt|"
        "ton|"
        "speed|burner|ring|zone|port|in|bed|room|person|player|step|way)(?:-[a-z0-9]+)*|[0-9]{1,2}/"
        "[0-9]{1,2})$"};
    if (measure.found_in(text.substr(token.begin, token.end - token.begin))) return true;
    return unit.found_in(text.substr(token.end)) || sign.found_in(text.substr(0, token.begin));
}

std::string normal_form(std::string_view folded) {
    std::string number;
    for (const char c : folded) {
        if (c == ' ') continue;
        number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return number;
}

/// Long enough for a number of its own, or made of letters and digits as such numbers are.
bool is_whole(std::string_view text, const Token& token) {
    constexpr std::size_t kWhole = 6;
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    return word.size() >= kWhole ||
           word.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
}

std::vector<Candidate> candidates_in(const FoldedText& reply) {
    const std::string_view text = reply.text;
    const std::vector<Token> tokens = tokens_of(text);
    std::vector<Candidate> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        std::size_t first = i;
        if (!tokens[i].digits || is_quantity(text, tokens[i])) continue;
        if (i > 0 && tokens[i].joins && is_prefix(reply, tokens[i - 1])) first = i - 1;
        std::size_t whole = 0;
        std::size_t last = i;
        while (true) {
            whole += is_whole(text, tokens[last]) ? 1 : 0;
            if (last + 1 == tokens.size() || !tokens[last + 1].joins || !tokens[last + 1].digits ||
                is_quantity(text, tokens[last + 1]))
                break;
            ++last;
        }
        Candidate candidate{tokens[first].begin, tokens[last].end, {}, whole > 1};
        candidate.number = normal_form(text.substr(candidate.begin, candidate.end - candidate.begin));
        if (candidate.number.size() >= kShortest) found.push_back(std::move(candidate));
        i = last;
    }
    return found;
}

/// "WX20??88", "RMA 8 something 3", 后面看不清: not all of the number is there.
bool tells_gap(std::string_view text) {
    static const Pattern gap{
        "[a-z0-9][ -]?(?:\\?\\?|\\.\\.|__|\\*)|[0-9][ "
        "-]?(?:\\?[0-9]|(?:something|smth|sth|blank)(?![a-z])|什么|某)|"
        "看不清|看不见|看不到|看不出|认不出|认不清|模糊|磨掉|糊了|缺了|不确定|"
        "(?<![a-z])(?:can't|cannot|cant|couldn't|can not|unable to) (?:quite |really )?(?:read|tell|make "
        "out)(?![a-z])|"
        "(?<![a-z])(?:not sure|illegible|unreadable|smudged|faded|rest is|rest was)(?![a-z])"};
    return gap.found_in(text);
}

/// 只有快递单号，没有订单号: the number beside it is another one.
bool lacks_order_number(std::string_view text) {
    static const Pattern lack{
        "(?:没有?|无|忘了?|忘记|找不到|不记得|不知道|不清楚)订单(?:号|编号)|订单(?:号|编号)(?:我|都|是|就)*(?"
        ":没有?|无|忘|"
        "找不到|不记得|不知道|不清楚)|(?<![a-z])(?:no|without|lost|forgot|don't have|do not have|haven't "
        "got|can't find)(?: an?| the| my)? order (?:number|no|id|code)(?![a-z])"};
    return lack.found_in(text);
}

/// A早退款了，跟这事不相干; "12345 is the tracking number": another order, or another number.
bool is_of_something_else(std::string_view text, std::string_view behind) {
    static const HintedPattern unrelated{
        "[跟和与](?:这|本|此)(?:个|件|次)?[^,;]{0,4}?(?:不相干|无关|没关系|没有关系|两码事|不搭边)|(?<![a-z])"
        "(?:nothing|not anything) to do with (?:this|it)(?![a-z])|(?<![a-z])(?:unrelated|(?:that|this) is "
        "(?:an?other|a "
        "different) order)(?![a-z])",
        {"跟", "和", "与", "to do with", "unrelated", "order"}};
    static const Pattern another{
        "^ "
        "?(?:是|这是|为)(?:个|我的|的)?(?:快递|运单|物流|流水|手机|电话|会员|身份证|银行卡)(?:单)?(?:号|号码)"
        "?|"
        "^ ?(?:is|was|'s) (?:the|my|a|an|your) (?:tracking|parcel|courier|phone|account|customer|membership|"
        "policy|serial|bank|passport)(?![a-z])"};
    return unrelated.found_in(text) || another.found_in(behind);
}

/// A bare telephone number, day or year, which nobody called an order number.
bool looks_like_something_else(const Candidate& candidate) {
    static const Pattern date{
        "^(?:(?:19|20)[0-9]{2}(?:[-/]?(?:0?[1-9]|1[0-2])[-/]?(?:0?[1-9]|[12][0-9]|3[01]))?|[0-9]{1,2}[-/"
        "][0-9]{1,2}[-/]"
        "(?:[0-9]{2}){1,2})$"};
    static const Pattern telephone{
        "^(?:[2-9][0-9]{2}-[2-9][0-9]{2}-[0-9]{4}|0[0-9]{2,3}-[0-9]{7,8}|[48]00-[0-9]{3}-?[0-9]{4}|(?:00)?86-"
        "?1[3-9][0-9]{9})$"};
    std::string digits = candidate.number;
    std::erase(digits, '-');
    return looks_like_mobile(digits) || date.found_in(candidate.number) ||
           telephone.found_in(candidate.number);
}

}  // namespace

Reading read_order_no(const FoldedText& reply) {
    static const Pattern label{
        "(?:订单|单号|编号|运单|快递|工单|流水|#|(?<![a-z])(?:orders?|ref|reference|no|nr|nbr|num|number|"
        "invoice|tracking|po|id|job|case|ticket|claim|rma|booking)(?![a-z])|(?<![a-z])(?:it|(?:the|my) "
        "(?:sticker|"
        "label|tag|box|slip|receipt|paper|paperwork|card|docket|form|e-?mail|text|message|screen)) (?:just "
        ")?(?:says|said|reads|shows|has)(?![a-z])|(?<![a-z])from (?:the|my|your) "
        "(?:sticker|label|box|slip|receipt|"
        "docket|e-?mail|text|message|invoice|app)(?![a-z])|(?:上面?|这里|里)(?:写着|写的|印着|印的|显示|贴的|"
        "标的))"
        "(?:号码?|编号|单号|单|是|的|为|如下|应该|大概|no\\.?|number|id|code|is|was|it's|says|on (?:the|my) "
        "(?:docket|receipt|slip|e-?mail|invoice|label|parcel|form|note|text|message|ticket)|[ #:.=-])*$"};
    static const Pattern telephone{
        "电话|手机|联系|(?<![a-z])(?:tel|phone|mobile|cell|call)(?![a-z])|身份证|卡号|qq|微信|\\+ ?$"};
    static const Pattern elsewhere{"@|://|www\\."};
    const std::string_view text = reply.text;
    if (elsewhere.found_in(text)) return unclear("an address or a link");
    if (tells_gap(text)) return unclear("a part of the number is missing");
    if (lacks_order_number(text)) return unclear("no order number");
    std::optional<Candidate> found;
    std::vector<Candidate> candidates = candidates_in(reply);
    // 订单66001234，电话是138…: a telephone number that is called so stands aside.
    const auto is_telephone = [&](const Candidate& candidate) {
        const std::string_view before = clause_before(text, candidate.begin);
        return telephone.found_in(before) && before.find_first_of("0123456789") == std::string_view::npos &&
               !label.found_in(before) && looks_like_something_else(candidate);
    };
    if (!std::all_of(candidates.begin(), candidates.end(), is_telephone))
        std::erase_if(candidates, is_telephone);
    for (Candidate& candidate : candidates) {
        const std::string_view before = clause_before(text, candidate.begin);
        if (candidate.several || (found && found->number != candidate.number))
            return unclear("several numbers");
        if (ruled_out(before, clause_after(text, candidate.end)))
            return unclear("a number that is ruled out");
        if (is_of_something_else(text, clause_after(text, candidate.end)))
            return unclear("a number of something else");
        const bool called_so = label.found_in(before);
        if (telephone.found_in(before) && !called_so) return unclear("another kind of number");
        if (!called_so && !only_labels(before)) return unclear("a number inside a sentence");
        if (!called_so && looks_like_something_else(candidate))
            return unclear("a telephone number or a date");
        if (found) {
            found->end = candidate.end;
        } else {
            found = std::move(candidate);
        }
    }
    if (!found) return unclear("no order number");
    if (found->number.size() > kLongest) return unclear("too long for an order number");
    return answer(Detail{std::move(found->number)}, words_beside(reply, found->begin, found->end));
}

}  // namespace askwell::flows::reading
