#include "flows/reading/ratings/expectations.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// Patterns are slow beside a label; few replies compare.
bool may_compare(std::string_view text) {
    return contains_any(text, {"比", "想", "预", "期", "料", "than ", "what i", "what we"});
}

/// `reply` with what `pattern` finds put by `words_for(match)`; nullopt when that changes nothing.
template <typename WordsFor>
std::optional<FoldedText> replaced(const FoldedText& reply, const Pattern& pattern, WordsFor words_for) {
    Replacements plain{reply};
    for (const PatternMatch& match : pattern.all(reply.text))
        plain.add(match.begin, match.end, words_for(match));
    return plain.changed();
}

const Pattern& chinese() {
    static const Pattern pattern{
        "(比|跟|和|与|没有?|不如)(?:我们?|俺)?(?:原来|原先|之前|当初|起初|本来)?"
        "(?:(?:所?(?:预想|预料|预期|想象|设想|预计|期望|期待|意料)(?:[中里]|当中)?的?)|(?:想|以为)的)要?"
        "(?=[\\p{Han}])"};
    return pattern;
}

const Pattern& english() {
    static const Pattern pattern{
        "(?<![a-z])(than|what) (?:i|we)(?:'d|'ve| had| have| was| were|'d been| had been)?(?: ever| "
        "originally| "
        "first)? "
        "(?:thought|feared|imagined|expected|expecting|anticipated|assumed|guessed|dreaded|bargained for)"
        "(?: (?:it|you|they)(?:'d| would| was going to)(?: be)?| to be)?(?![a-z])|"
        "(?<=below |above |beyond |exceeded )(what) (?:i|we)(?:'d| would)(?: ever)? expect(?![a-z])|"
        "(?<![a-z])(than) (?:feared|anticipated|imagined|hoped)(?![a-z])|"
        "(?<![a-z])(than) (?:i|we)(?:'d| had)? hoped(?: for)?(?![a-z])"};
    return pattern;
}

}  // namespace

std::optional<FoldedText> with_plain_expectations(const FoldedText& reply) {
    if (!may_compare(reply.text)) return std::nullopt;
    if (auto plain = replaced(reply, chinese(),
                              [](const PatternMatch& match) { return std::string{match.group(1)} + "预期"; }))
        return plain;
    return replaced(reply, english(), [](const PatternMatch& match) {
        return match.group(3).empty()
                   ? (match.group(1).empty() ? std::string{match.group(2).empty() ? "than" : match.group(2)}
                                             : std::string{match.group(1)}) +
                         " i expected"
                   : std::string{"than expected"};
    });
}

std::string with_plain_expectations(std::string_view folded) {
    if (!may_compare(folded)) return std::string{folded};
    const auto plain = with_plain_expectations(fold(folded));
    return plain ? plain->text : std::string{folded};
}

std::optional<FoldedText> without_expectations(const FoldedText& plain, std::string_view question) {
    static const Pattern compared{" ?(?<![a-z])than (?:i )?expected(?![a-z])|[比跟和与]预期"};
    if (!may_compare(plain.text) ||
        !contains_any(question, {"expect", "预期", "预想", "期望", "想象", "预计"}))
        return std::nullopt;
    return replaced(plain, compared, [](const PatternMatch&) { return std::string{}; });
}

}  // namespace askwell::flows::reading
