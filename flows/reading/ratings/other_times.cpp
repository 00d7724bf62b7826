#include "flows/reading/ratings/other_times.h"

#include <string>

#include "flows/reading/ratings/set_aside.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kMinutes =
    "(?:[0-9]+|an?|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|half an?)[ -]?"
    "(?:more )?(?:min|mins|minutes?|hours?|hrs?|secs?|seconds?)";
constexpr const char* kHanMinutes = "(?:[0-9]+|[一二两三四五六七八九十半]+)多?个?(?:分钟?|小时|钟头|秒钟?)";

/// "The whole chat took ten minutes", 我们聊了10分钟: the time of a call, where we ask how long until there
/// was an answer.
bool times_whole_call(std::string_view folded) {
    static const HintedPattern english{
        "(?<![a-z])(?:(?:the |my |our )?(?:whole|entire|complete|full) (?:chat|call|conversation|phone ?call|"
        "thing|exchange|session|process|talk)(?! (?:was|is|felt|went) (?:[a-z]+ )?(?!min|hour|sec)[a-z]+[.! "
        "]*$)|(?:from "
        ")?start to finish|from beginning to end|"
        "(?:we|i) (?:talked|spoke|chatted)|(?:was|were) (?:on the (?:phone|line|call)|talking|chatting)|"
        "(?:chat|call|conversation) (?:took|lasted|went on))(?![a-z])",
        {"whole", "entire", "complete", "full", "finish", "to end", "talk", "spoke", "chat", "on the ",
         "call", "conversation"}};
    static const HintedPattern chinese{
        "(?:整个|整通|全程)(?:通话|聊天|电话|对话|过程|沟通)|从头到尾|从开始到结束|全程(?:一共|总共|才|就|"
        "也就|大概|大约)*(?=[0-9零一二两三四五六七八九十半])|(?:聊|谈|通话|通了|沟通)了?"
        "(?:大概|大约|差不多|一共|有|将近|才|就|也就)*[0-9零一二两三四五六七八九十半]+(?:几|多)?个?(?:分|"
        "小时|钟头|刻)",
        {"整", "全程", "从头", "从开始", "聊", "谈", "通", "沟通"}};
    if (!english.found_in(folded) && !chinese.found_in(folded)) return false;
    const bool waited =
        contains_any(folded, {"before", "until", "till", "hold",   "wait",        "queue", "first", "answer",
                              "pick",   "reply", "repl", "respon", "got through", "等",    "才有",  "才接",
                              "响",     "排队",  "回应", "回复",   "接通",        "接的"});
    static const Pattern time{time_told()};
    static const Pattern digits{"[0-9]+"};
    return !waited && time.all(folded).size() == 1 && digits.all(folded).size() <= 1;
}

/// "3 minutes for the bot, 40 for a human being", 机器人2分钟，人工30: two times, of which the second has
/// left out its unit.
bool tells_two_times(std::string_view folded) {
    static const HintedPattern twice{
        "(?:min|mins|minutes?|hours?|secs?|seconds?) (?:for|by|via|with|on|to|in) (?!(?:the |a |an |your "
        "|their )?(?:first|initial|reply|response|answer))[^.;!?0-9]{2,30}?(?:,| and| but|,? "
        "then|;) ?(?:and |but |then )?[0-9]{1,3} (?:for|by|via|with|on|to|in) (?![0-9])|"
        "(?:分钟?|小时)(?:(?:有|就|的|才|得到|收到)[^,.;!?0-9]{0,8})?(?:,|;| "
        ")+(?:但|而|可)?(?:人工|真人|客服|电话|后来|第二次|转人工|机器人|在线|app)[^,.;!?0-9]{0,4}"
        "[0-9]{1,3}[.!]*$",
        {" for ", " by ", " via ", " with ", " on ", " to ", " in ", "分", "小时"}};
    static const HintedPattern of_another{
        "(?:min|mins|minutes?|hours?|secs?|seconds?)(?:,|;| and| but| then)+ ?(?:and |but |then )?"
        "(?:(?:an? |the |your |my |real |actual |proper |live )*(?:human(?: being)?|person|agent|advis[eo]r|"
        "operator|rep|man|woman|lady|someone|somebody|people|staff|reply|answer|call ?back|engineer|"
        "technician)[^.;!?0-9]{0,20} (?:in|after|took|within|waited)|(?:i |we )?(?:waited )?another) "
        "[0-9]{1,3}[.! ]*$",
        {"min", "hour", "sec"}};
    return twice.found_in(folded) || of_another.found_in(folded);
}

/// "Half an hour, might have been a bit over, might have been a bit under": a limit of the scale, and on
/// either side of it.
bool straddles_limit(std::string_view folded) {
    static const HintedPattern words{
        "(?:half an hour|30 ?min[a-z]*|15 ?min[a-z]*|(?:a )?quarter of an hour|(?<![0-9])[35] ?min[a-z]*)"
        "[^.;!?]{0,12}[,.;] ?(?:(?:it )?(?:might|could|may)(?: have|'ve| of)? (?:be|been) |maybe |perhaps )"
        "(?:a )?(?:bit |little |touch |tad )?(?:over|under|more|less|longer|shorter)[^a-z]{1,3}(?:or |and )?"
        "(?:(?:it )?(?:might|could|may)(?: have|'ve| of)? (?:be|been) |maybe |perhaps )?"
        "(?:a )?(?:bit |little |touch |tad )?(?:over|under|more|less|longer|shorter)|"
        "(?:半个?小时|30分钟?|15分钟?|一刻钟|(?<![0-9])[35]分钟)[^,.;!?]{0,6}[,.; ]+(?:可能|也许|或许|说不定)"
        "(?:还)?(?:多|少|不到|超)[^,.;!?]{0,4}[,.; "
        "]*(?:也)?(?:可能|也许|或许|说不定)(?:还)?(?:多|少|不到|超)",
        {"over", "under", "more", "less", "long", "short", "多", "少", "不到", "超"}};
    return words.found_in(folded);
}

/// "5 minutes left on my break", "spent 15 minutes explaining", "3 minutes too long".
bool times_something_else(std::string_view folded) {
    static const std::string time = kMinutes;
    static const HintedPattern words{
        "(?<![a-z0-9])" + time +
            " (?:(?:late|early|left|to go|walk|drive|ride|away|too long|of my "
            "(?:life|time|day|break))(?![a-z])|(?:is|are|was) "
            "(?:far |way |much )?too (?:long|much)(?![a-z])|from "
            "(?:now|here|my|home|work)(?![a-z])|(?:on|for|with|into) (?:this|"
            "your|the) (?:survey|questionnaire|form|quiz|thing)(?![a-z])|to "
            "(?:fill|fix|repair|solve|explain|sort|mend|spare|"
            "spend)(?![a-z]))|"
            "(?<![a-z])(?:(?:this|your|the) (?:survey|questionnaire|form|quiz) (?:took|takes|has "
            "taken|lasted)(?: me)?|give me|i'll "
            "give (?:you|it)|i gave (?:you|it|them)|you(?:'ve| have)(?: got)?|back in|ready in|^i(?: only| "
            "just)? have(?: only| "
            "just)?|^(?:i(?:'ve)? )?(?:only )?got(?: only| just)?|fixed in|repaired in|sorted in|solved in) "
            "(?:about |around )?" +
            time + "(?![a-z])|(?<![a-z])spent (?:about |around )?" + time +
            " (?!wait|on hold|hold|queu|listen|ring|in the queue|trying to get)[a-z]+ing(?![a-z])",
        {"late",  "early",    "left",   "to go",  "walk",          "drive",    "ride",  "away",
         "too ",  "of my",    "from ",  "survey", "questionnaire", "form",     "quiz",  "thing",
         " to ",  "give ",    "gave ",  "you",    "back in",       "ready in", "have ", "got ",
         "fixed", "repaired", "sorted", "solved", "spent"}};
    return words.found_in(folded);
}

/// 再给你们3分钟, 我只有5分钟, 修了20分钟, 离我家10分钟.
bool times_something_else_in_chinese(std::string_view folded) {
    static const std::string time = kHanMinutes;
    static const HintedPattern words{
        "(?:再|最多|只|就)?给(?:你们?|您|他们?)?(?:最多|再|只)?" + time +
            "|(?:^|[,.;!? ])(?:我(?:就|只|还)*|还|只|就)(?:有|剩)(?:最后)?" + time +
            "(?!(?:才|就|人|客服|接|回))|(?:^|[,.;!? ])(?:过|再过|等我|差|还差)" + time + "|" + time +
            "(?:之?后|以后)?(?:开会|上课|下班|上班|出门|路程|车程|再说|再聊|再填)|(?:问卷|调查)[^,.;!?0-9]{0,"
            "6}" +
            time + "|离(?:我|你们)?[^,.;!?0-9]{0,5}" + time +
            "|(?:修|讲|说|解释|迟到|迟|晚|早到|走路?|开车)了?" + time,
        {"给",   "有",   "剩", "过", "等我", "差", "开会", "上课", "班", "出门", "程", "再",
         "问卷", "调查", "离", "修", "讲",   "说", "解释", "迟",   "晚", "早到", "走", "开车"}};
    return words.found_in(folded);
}

}  // namespace

std::optional<const char*> why_other_time(std::string_view folded, std::string_view asked) {
    const bool until_answered =
        contains_any(asked, {"回应", "等了", "等多久", "接听", "wait", "respon", "answer", "reply"});
    if (until_answered && times_whole_call(folded)) return "how long the call took";
    static const Pattern time{time_told()};
    const bool lone = time.all(folded).size() <= 1;
    if (until_answered && lone && (times_something_else(folded) || times_something_else_in_chinese(folded)))
        return "how long something else took";
    if (straddles_limit(folded)) return "between the points";
    return tells_two_times(folded) ? std::optional{"several durations"} : std::nullopt;
}

}  // namespace askwell::flows::reading
