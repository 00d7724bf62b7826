#include "flows/reading/talk/offered_skips.h"

#include <optional>
#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

enum class Case { absent, unknown };

/// When `question` offers to be skipped; nothing where it does not, or in words of its own.
std::optional<Case> case_offered(std::string_view question) {
    static const HintedPattern offer{
        "([\\p{Han}]{2,8}?)(?:的话)?,?(?:请|可以?)?(?:直接)?(?:回复|回|发送?|输入|说|打)[\"' ]*跳过|"
        "(?:reply|say|type|send|text|answer|enter|write) [\"']?skip[\"']? (?:if|when|where) ([a-z' ]+)",
        {"跳过", "skip"}};
    if (!offer.may_be_in(question)) return std::nullopt;
    const auto found = offer.pattern().first(question);
    if (!found) return std::nullopt;
    const std::string_view when = found->group(1).empty() ? found->group(2) : found->group(1);
    if (contains_any(when, {"判断", "知道", "清楚", "了解", "tell", "know", "judge", "sure"}))
        return Case::unknown;
    if (contains_any(when, {"没用", "没有", "未用", "没听", "没遇", "没去", "none", " no ", "n't", "not "}))
        return Case::absent;
    return std::nullopt;
}

constexpr const char* kReason = "(?:[,.;! ]+(?!.*[0-9]|.*(?:but|[?]))[^?]{1,60})?[.!~ ]*$";
constexpr const char* kHanReason =
    "(?:[,.;! "
    "]+(?!.*[0-9]|.*(?:但|不过|可是|难|好|[?]))(?:我|是|就|当时|因为|都)*(?:直接|转|人工|一接|打通|没看|没见|"
    "没留意|没注意|"
    "不懂|忘|谢|抱歉)[^?]{0,30})?[.!~ ]*$";

/// "There was none", 没用到: a group is the thing named, when one is.
const HintedPattern& absence() {
    static const HintedPattern words{
        std::string{"^(?:sorry|oh|well|[,. ])*(?:there (?:was|were) (?:none|no ([a-z]+)(?: (?!but )[a-z]+)?)|"
                    "there (?:wasn't|weren't|was not) (?:one|any|an? ([a-z]+)(?: (?!but )[a-z]+)?)|none|"
                    "(?:i |we )?(?:didn't|did not|never) "
                    "(?:use|used|get|got|hear|heard|have|had|see|saw|reach|reached) "
                    "(?:it|one|any|none|(?:the|an?|any) ([a-z]+)(?: (?!but )[a-z]+)?)|"
                    "no ([a-z]+)(?: (?!but )[a-z]+)?)"
                    "(?: (?:at all|for me|this time|on my call|when i called|there))*"} +
            kReason +
            "|^(?:我?(?:一?(?:打通|接通|打进去|拨通|上来|打))?(?:直接|就|马上|立刻)+(?:是|转|接|按|到|有|通)*"
            "(?:了|"
            "的)?(?:人工|客服|真人|人)(?:客服|坐席)?(?:了|接的?|接了)?[, ]+)?"
            "(?:我|我们|这次|当时|根本|压根|都|就|也|所以|[,. ])*(?:没|没有|未)(?!用(?:[,.;! ]|$))"
            "(?:用到?|使用|听到|听见|遇到|碰到|走|有|出现)?过?"
            "(?:这个|那个|什么|任何|到)*([\\p{Han}]{2,4})?(?:啊|呀|的|了|呢|嘛|吧)*" +
            kHanReason,
        {"no", "n't", "not ", "never", "没", "未"}};
    return words;
}

/// "I can't tell", 没法判断.
const HintedPattern& ignorance() {
    static const HintedPattern words{
        std::string{"^(?:sorry|oh|well|[,. ])*(?:i |we )?(?:really |honestly )?"
                    "(?:cannot|can't|cant|can not|couldn't|couldnt|don't|do not|dont|wouldn't|unable to) "
                    "(?:really |honestly |possibly )?(?:tell|say|know|judge)"
                    "(?: (?:that|this|it|you|either way))*(?: sorry)?"} +
            kReason +
            "|^(?:我|这个|这题|真|实在|根本|也|[,. ])*"
            "(?:(?:没法|无法|没办法|难以|不好|不会|不能|不知道怎么)(?:判断|评价|说|评判)|判断不了)"
            "(?:啊|呀|的|了|呢|吧)*" +
            kHanReason,
        {"tell", "say", "know", "judge", "判断", "评价", "说", "评判"}};
    return words;
}

}  // namespace

bool is_case_for_skipping(std::string_view reply, std::string_view question) {
    const auto offered = case_offered(question);
    if (!offered) return false;
    const HintedPattern& words = *offered == Case::absent ? absence() : ignorance();
    if (!words.may_be_in(reply)) return false;
    const auto found = words.pattern().first(reply);
    if (!found) return false;
    for (std::size_t i = 1; *offered == Case::absent && i < found->groups.size(); ++i) {
        const std::string_view thing = found->group(i);
        if (!thing.empty() && question.find(thing) == std::string_view::npos) return false;
    }
    return true;
}

}  // namespace askwell::flows::reading
