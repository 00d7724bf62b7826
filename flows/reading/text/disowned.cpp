#include "flows/reading/text/disowned.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"

namespace askwell::flows::reading {
namespace {

std::string english() {
    const std::string quoted = "^\"[^\"]{1,60}\"[,.]? ?";
    const std::string other = "(?:she|he|they|you|(?:the|your|that) [a-z]+)";
    const std::string possessive = "(?:her|his|their|your|the (?:agent|rep|lady|guy|man|woman|clerk|bot)'s)";
    const std::string said =
        quoted + "(?:" + other +
        "(?: just| only| always| kept| keeps)? (?:said|says|saying|told|wrote|claimed|"
        "typed|ticked|promised)|(?:those|these|that|it|which)?(?: was| were| is| are|'s) "
        "(?:what |how |all )?(?:" +
        possessive + "|" + other + "|the (?:last|only|first|very|same) (?:word|thing|words)))";
    const std::string told =
        "(?:^|[,.;!?] ?)(?:not my (?:own )?words|(?:her|his|their|your) words,? not mine|i "
        "(?:was )?(?:only )?(?:wrote|typed|put|was told) what (?:she|he|they) told me)";
    return said + "|" + told;
}

std::string chinese() {
    const std::string staff =
        "(?:她|他|你们?|客服|师傅|人家|系统|小哥|小妹|前台|经理|店员|坐席|机器人|工作人员|业务员)们?";
    const std::string word = "(?:这|那)?(?:[两几三四二]?个?字|话|句话?)?(?:都|就|才|也)?";
    const std::string said =
        "\"[^\"]{1,20}\"[, ]*" + word + "是" + staff + "(?:自己|亲口)?(?:说|讲|写|打|填|选|点)的";
    const std::string dictated =
        "是" + staff +
        "[^,.;!?的]{0,4}?(?:教|叫|让|逼|求|催|帮|替)(?:着)?我?(?:们)?[^,.;!?的]{0,3}?"
        "(?:打|写|说|填|选|点|按|勾|讲)(?:上)?的";
    const std::string denied =
        "\"[^\"]{1,20}\"[, ]*" + word + "(?:可|并|才|又)?不是我(?:自己|本人)?(?:说|讲|写|打|填|选|点|按)的";
    return said + "|" + dictated + "|" + denied;
}

}  // namespace

bool is_disowned(std::string_view folded) {
    static const HintedPattern others{
        english() + "|" + chinese(),
        {"\"", "words", "told me", "教", "叫", "让", "逼", "求", "催", "帮", "替"}};
    return others.found_in(folded);
}

bool leaves_it_to_us(std::string_view folded) {
    static const HintedPattern words{
        "(?:你们?|您|自己)(?:自己)?(?:看着(?:办|选|填|打|写|来)|(?:帮我|替我)?(?:挑|选|定)(?:一个|个|一下)?"
        "吧?[.! ]*$|(?:品品?|细品|体会|掂量|琢磨|想想|猜(?:猜|去)?)(?:吧|呗|去)?[.! ]*$)|"
        "(?<![a-z])(?:(?:up to you|you (?:decide|choose|pick)|your choice|take your "
        "pick)(?![a-z])|(?:^|[,.;!] ?|it's |that's )"
        "your call(?= ?[,.;!]| ?$))",
        {"看着", "品", "体会", "掂量", "琢磨", "想想", "猜", "挑", "选", "定", "up to you", "you ", "your "}};
    return words.found_in(folded);
}

}  // namespace askwell::flows::reading
