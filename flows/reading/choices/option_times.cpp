#include "flows/reading/choices/option_times.h"

#include <string_view>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/reply.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kLongest = 600;  // bytes; a longer reply is a letter, and patterns take their time

std::optional<FoldedText> behind(const FoldedText& reply, const HintedPattern& hinted) {
    if (reply.text.size() > kLongest || !hinted.may_be_in(reply.text)) return std::nullopt;
    const auto found = hinted.pattern().first(reply.text);
    if (!found || trim_marks(std::string_view{reply.text}.substr(found->end)).empty()) return std::nullopt;
    return part_of(reply, found->end, reply.text.size());
}

}  // namespace

std::optional<FoldedText> without_other_times(const FoldedText& reply) {
    static const HintedPattern other_time{
        "^[^,.;!?\\n]{0,12}(?:上次|上回|以前|之前|原来|一般|平时|通常|往常|平常)[^,.;!?\\n]*[,.;! ]+"
        "(?=[^,.;!?\\n]{0,6}(?:这次|这回|今天|现在|今年))|"
        "^本来(?:想|要|打算)[^,.;!?\\n]*[,.;!]+ *(?:算了|后来)[,.;! ]*|"
        "^[^.;!?\\n]{0,24}(?:used to|last time|normally|usually|previously)[^,.;!?\\n]*[,.;!]+ *(?:but |and "
        ")?"
        "(?=[^.;!?\\n]{0,24}(?:this time|now|today|these days))|"
        "^i? ?(?:normally|usually|generally) [^.,;!?\\n]{1,30}? but (?=(?:this time|today|now)(?![a-z]))|"
        "^[^.,;!?\\n]{1,40}[.,;! -]+(?:no,? |oh,? |wait,? )*(?:actually|wait|sorry|oops|hang on),? no[,.;! "
        "-]+",
        {"上次",  "上回",     "以前",     "之前", "原来",    "一般",      "平时",
         "通常",  "往常",     "平常",     "本来", "used to", "last time", "norm",
         "usual", "previous", "actually", "wait", "sorry",   "oops",      "hang on"}};
    return behind(reply, other_time);
}

bool is_withdrawn(std::string_view folded) {
    static const HintedPattern withdrawn{
        "[.,;!] *(?:no,? |oh,? )*(?:wait|sorry|actually|oops)?[, ]*(?:it|that) (?:wasn't|was not|isn't|is "
        "not)"
        "(?: it| that| right)?[.! ]*$|[,.;!] *(?:不对|哦不|等等)[,. ]*(?:不是|没有)[.! "
        "]*$|呵呵.*\"|\".*呵呵",
        {"n't", " not", "不是", "没有", "呵呵"}};
    return withdrawn.found_in(folded);
}

bool was_before(std::string_view folded) {
    static const Pattern before{
        "(?:去年|前年|以前|曾经|当年|原来|之前)(?:我)?(?:还|也|都)?(?:是|在)|(?<![a-z])(?:used to "
        "(?:be|work)|"
        "former|ex-(?:employee|staff|worker))(?![a-z])"};
    static const Pattern now{"现在|如今|今年|(?<![a-z])(?:now|today)(?![a-z])"};
    // 以前是银行的，就是个个人客户: the last clause tells what the customer is.
    static const Pattern is{"[,.;!] ?(?:我)?(?:就|只|不过|只不过)是[^,.;!]*$"};
    return before.found_in(folded) && !now.found_in(folded) && !is.found_in(folded);
}

bool comes_and_goes(const OptionNames& names, std::string_view text) {
    constexpr std::string_view kOver[] = {"又好了",         "现在好了",    "现在行了",      "现在可以了",
                                          "现在能用了",     "现在正常了",  "现在没事了",    "又能用了",
                                          "又可以了",       "又正常了",    "works again",   "working again",
                                          "back to normal", "is fine now", "it's fine now", "is ok now"};
    if (contains_any(text, kOver)) return true;  // 昨天用不了，今天又好了
    for (const std::string_view word : {"有时", "一会儿", "sometimes"}) {
        const std::size_t first = text.find(word);
        const bool twice =
            first != std::string_view::npos && text.find(word, first + 1) != std::string_view::npos;
        if (twice && (names.at(text, first) == nullptr || names_a_span(text))) return true;
    }
    return false;
}

std::optional<FoldedText> after_taken_back(const FoldedText& reply) {
    static const HintedPattern taken_back{
        "^.+?[.,;! -]+(?:no,? |oh,? )*(?:wait|sorry|oops|actually|hang on|hold on)[,. ]+not that(?: one)?[ "
        ",.;:-]+|"
        "^.+?[,.;!]+ *(?:不对|哦不|等等|打错了)[,. ]*不是这个[,. ]*|"
        "^.+?[,.;! -]+(?:no|nah|nope|actually|scratch that|make that|make it|on second thoughts?)[, "
        "]+(?:just|only) "
        "(?=[0-9a-z]{1,20}[.! ]*$)|^.+?[,.;! ]+(?:不|不对|哦不|算了|还是)[,. "
        "]*(?:就|只|只有|只选|就选|只要|就是)+(?=[0-9][.! "
        "]*$)",
        {"not that", "不是这个", "just ", "only ", "就", "只"}};
    return behind(reply, taken_back);
}

}  // namespace askwell::flows::reading
