#include "flows/reading/numbers/counts.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <numeric>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// The end of the number of goes at `position`, or `position`: two at least, or as many as nobody counted.
std::size_t after_amount(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> amounts{
        {true, {"好几",     "几",           "多",         "很多",        "好多",      "n",
                "无数",     "several",      "a few",      "few",         "many",      "multiple",
                "various",  "numerous",     "countless",  "a couple of", "couple of", "a couple",
                "too many", "two or three", "a number of"}}};
    for (const std::string_view about : {"like ", "about ", "around "}) {  // "after like 5 visits"
        if (!text.substr(position).starts_with(about) || !word_boundary(text, position)) continue;
        const std::size_t counted = after_amount(text, position + about.size());
        return counted > position + about.size() ? counted : position;
    }
    if (const auto* amount = amounts.at(text, position)) return position + amount->phrase.size();
    if (!word_boundary(text, position)) return position;
    const auto number = number_at(text, position);
    return number && !number->fraction && number->low >= 2 ? position + number->length : position;
}

std::size_t after_goes(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> goes{
        {true, {"次", "趟", "回", "遍", "tries", "attempts", "visits", "goes", "trips", "times"}}};
    const std::size_t start = position < text.size() && text[position] == ' ' ? position + 1 : position;
    const auto* word = goes.at(text.substr(start), 0);
    return word == nullptr ? position : start + word->phrase.size();
}

/// 换了三个师傅, "took three engineers": as many goes, where the words before say that it took them.
std::size_t after_people(std::string_view text, std::size_t begin, std::size_t position) {
    static const PhraseMap<bool> people{
        {true, {"个师傅",           "位师傅",           "个人",        "拨人",        "波人",
                "拨师傅",           "波师傅",           "个电话",      "通电话",      "个工程师",
                "个维修工",         "个客服",           "位客服",      "个技术员",    "个零件",
                "个部门",           "engineers",        "technicians", "plumbers",    "different engineers",
                "different people", "people",           "calls",       "phone calls", "phonecalls",
                "agents",           "different agents", "fitters",     "emails"}}};
    constexpr std::string_view kTaking[] = {"换了",       "来了",     "找了",     "打了",
                                            "派了",       "问了",     "took ",    "needed ",
                                            "took them ", "took me ", "took us ", "took you "};
    const std::string_view before = text.substr(0, begin);
    const bool taken = std::any_of(std::begin(kTaking), std::end(kTaking),
                                   [before](std::string_view verb) { return before.ends_with(verb); });
    const std::size_t start = position < text.size() && text[position] == ' ' ? position + 1 : position;
    const auto* word = taken ? people.at(text.substr(start), 0) : nullptr;
    return word == nullptr ? position : start + word->phrase.size();
}

/// `counted` with one wording for tries that came to an end: 来来回回修了好几次才算弄利索 is
/// 修了好几次才修好.
FoldedText with_plain_success(FoldedText counted) {
    static const Pattern success{
        "(?:师傅|客服|工程师|你们|他们|他|前后|来来回回|来回|反复|反反复复|前前后后|前后|一共|总共|折腾|返厂|"
        "返修|返工|上门|处理|维修|修|跑|来|弄|换|搞|"
        "整|试|约|联系|找|打|叫|"
        "催|了|过)*第?好几次(?:零件|配件|电话|师傅|客服|板子|上门|返厂|返修|维修|处理|打来|打|来|修|换|去|跑|"
        "联系)*(?:,? ?最后)?(?:才|总算|终于)(?:算|是|给|帮我|"
        "彻底|完全|真正)*(?:修理?|弄|搞|整|解|处理|办)(?:好|定|决|利索|妥|完|掂)了?"};
    constexpr std::string_view kWords[] = {"才", "总算", "终于"};
    if (counted.text.find("好几次") == std::string::npos || !contains_any(counted.text, kWords))
        return counted;
    Replacements plain{counted};
    for (const PatternMatch& match : success.all(counted.text))
        plain.add(match.begin, match.end, "修了好几次才修好");
    return plain.finished();
}

}  // namespace

std::optional<FoldedText> with_plain_counts(const FoldedText& reply) {
    const std::string_view text = reply.text;
    Rewrite plain{reply};
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t amount = after_amount(text, i);
        const std::size_t goes = amount > i ? after_goes(text, amount) : amount;
        const std::size_t end = goes == amount && amount > i ? after_people(text, i, amount) : goes;
        if (amount > i && end > amount) {
            plain.put(static_cast<unsigned char>(text[end - 1]) < 0x80 ? "several tries" : "好几次", i);
            i = end;
            continue;
        }
        const std::size_t length = code_point_at(text, i).length;
        plain.keep(i, i + length);
        i += length;
    }
    FoldedText counted = with_plain_success(plain.finished());
    if (counted.text == reply.text) return std::nullopt;
    return counted;
}

std::string with_plain_counts(std::string_view folded) {
    FoldedText label;
    label.raw = folded;
    label.text = folded;
    label.origin.resize(folded.size() + 1);
    std::iota(label.origin.begin(), label.origin.end(), 0U);
    const auto plain = with_plain_counts(label);
    return plain ? plain->text : std::string{folded};
}

}  // namespace askwell::flows::reading
