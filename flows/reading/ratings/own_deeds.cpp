#include "flows/reading/ratings/own_deeds.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// "I was always the one doing the chasing", "had to chase you every single time", "always me asking".
std::string in_english() {
    const std::string asking =
        "(?:chas|ask|ring|rang|call|phon|text|e-?mail|push|nag|remind|follow)[a-z]*(?![a-z])";
    return "(?:(?:and|but|so|because|cos|as|plus) )?(?:"
           "(?:it (?:was|were|is|'s) )?(?:always|constantly|usually|every (?:single )?time) "
           "(?:(?:down|up) to )?me(?![a-z])[^,.;!?\\n]{0,12}?" +
           asking +
           "[^,.;!?\\n]*|(?:i|we)(?: was| were| am|'m|'d| had| have|'ve)?(?: been)? (?:always|"
           "constantly|usually|forever) (?:the one |the ones )?(?:who |that )?(?:(?:had|has|have|having) to "
           ")?"
           "(?:doing (?:all )?the |to do (?:all )?the )?" +
           asking + "[^,.;!?\\n]*|(?:i |we )?(?:always )?(?:had|have|having|needed) to (?:keep (?:on )?)?" +
           asking + "[^,.;!?\\n]*?(?:every|each)(?: and every)?(?: single)? time)(?=[,.;!?\\n]|$| -)";
}

/// 每次都是我追着问, 老是我催, 总是要我打电话问.
std::string in_chinese() {
    return "(?:都|全|总|老|一直|永远|每次|次次|回回|从来|每回|天天)+(?:都|全)?(?:是|要|得|靠|让|等|轮到)*"
           "我们?("
           "?:自己|主动|本人|一个人)?"
           "(?:在|去|来|要|得)*[^,.;!?\\n]{0,6}?(?:追|问|催|打电话|打过?去|联系|找)[^,.;!?\\n]{0,8}(?=[,.;!?"
           "\\n "
           "]|$)";
}

}  // namespace

std::optional<FoldedText> without_own_deeds(const FoldedText& reply, const LabelMatcher& labels) {
    constexpr std::size_t kLongest = 300;  // bytes
    if (reply.text.size() > kLongest || (!labels.at("always", 0) && !labels.at("总是", 0)))
        return std::nullopt;
    static const HintedPattern own{
        "(?<=^|[,.;!?\\n]|[,.;!?\\n] |- )(?:" + in_english() + "|" + in_chinese() + ")",
        {" me", " to ", "always", "constantly", "usually", "forever", "我"}};
    if (!own.may_be_in(reply.text)) return std::nullopt;
    Replacements rest{reply};
    for (const PatternMatch& match : own.pattern().all(reply.text)) rest.add(match.begin, match.end);
    return rest.changed();
}

}  // namespace askwell::flows::reading
