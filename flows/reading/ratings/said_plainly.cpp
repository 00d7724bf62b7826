#include "flows/reading/ratings/said_plainly.h"

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// "So" before words that nobody cries out ("so slow!", "so patient!"), behind a clause that is a statement.
const HintedPattern& concluding_so() {
    static const HintedPattern so{
        "(?<=[a-z'][a-z]|[a-z'][a-z],|[a-z'][a-z], "
        ")(?<!\\b(?:be|am|is|are|was|were|been|feel|felt|not|never|ever|and|just|"
        "got|left|all|i'm|he's|she's|it's|they're|we're|seemed|looked|so|or|think|thought|say|said|hope|if) )"
        "(?<!\\b(?:be|am|is|are|was|were|been|feel|felt|not|never|ever|and|just|so|or|think|say|hope|if))"
        " ?so (?=(?:(?:dis|un|quite |pretty |only |just )?satisfied|(?:in)?accurate|partly|basically|mostly|"
        "average|neutral|probably|certainly|rarely|sometimes|usually|below|above|far |as expected)(?![a-z]))",
        {"so "}};
    return so;
}

/// "…, was he?": asks for assent to what was said before it.
const HintedPattern& tag() {
    static const HintedPattern tag{
        "(?<=[a-z]),? (?:is|was|are|were|isn't|wasn't|aren't|weren't) (?:it|he|she|they)[?.! ]*$",
        {" is ", " was ", " are ", " were ", "n't "}};
    return tag;
}

}  // namespace

std::optional<FoldedText> said_plainly(const FoldedText& reply) {
    constexpr std::size_t kLongest = 300;  // bytes; a longer reply tells a story of its own
    constexpr std::size_t kStatement = 8;  // bytes
    if (reply.text.size() > kLongest) return std::nullopt;
    Replacements plain{reply};
    if (concluding_so().may_be_in(reply.text)) {
        for (const PatternMatch& match : concluding_so().pattern().all(reply.text)) {
            if (match.begin >= kStatement) plain.add(match.begin, match.end, ", ");
        }
    }
    if (tag().may_be_in(reply.text)) {
        const auto asked = tag().pattern().first(reply.text);
        const std::string_view before = std::string_view{reply.text}.substr(0, asked ? asked->begin : 0);
        const bool denied = contains_any(before, {"not ", "n't ", "never "});
        const bool denies = asked && contains_any(asked->group(0), {"n't"});  // "was he?" alone doubts it
        if (asked && denied != denies) plain.add(asked->begin, asked->end);
    }
    return plain.changed();
}

}  // namespace askwell::flows::reading
