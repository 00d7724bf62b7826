#include "flows/reading/yes_no/other_matters.h"

#include <algorithm>
#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kEnglishAnswer =
    "^(?:hi|hello|oh|ah|[, ])*(?:yes|yeah|yep|yup|yea|aye|ok|okay|no|nope)[,.! ]+(?:yes[,.! ]+)?(?:sure[,. "
    "]+)?";
constexpr const char* kHanAnswer =
    "^(?:系(?:的|啊|呀)?|是的?|是啊|是呀|对的?|对啊|对对|没错|嗯+|好的?|行|哦|喂|不是?)(?:啊|呀)?[,.! ]*";

/// "I got your text", 收到短信了. The thing received is group 1, or 2.
bool tells_of_receipt(std::string_view reply, std::string_view question) {
    static const HintedPattern english{
        std::string{kEnglishAnswer} +
            "(?:(?<!no[,.! ])(?<!nope[,.! ])(?<!no[,.] )(?<!nope[,.] )|(?=(?:i |we "
            ")?(?:didn't|haven't|never|did not|have not)))"
            "(?:i |we |i've |we've )?(?:did |do |have |already |just |only |never |didn't |haven't |not )*"
            "(?:get|got|gotten|had|receive|received|saw|see|seen|read|notice|noticed)(?: all| both)? "
            "(?:your|the|that|this|an?|my) (?:(?!but |no |not |and )[a-z]+ "
            "){0,3}?(texts?|messages?|sms|e-?mails?|letters?|"
            "voicemails?|calls?|links?|notes?|reminders?|invites?|invitations?|surveys?)"
            "(?: (?:already|earlier|before|yesterday|today|this morning|thanks|thank "
            "you|twice|too|again|just "
            "now|ok|fine|alright|from you))*[.! ]*$",
        {"get", "got", "had", "receive", "saw", "see", "read", "notice"}};
    static const HintedPattern chinese{
        std::string{kHanAnswer} +
            "(?:我)?(?:已经|都|刚|刚刚|早就|是)*(?:收到|看到|看见|接到)(?:了|过|你们?|您|的|那|这|条|个|封)*"
            "(短信|信息|消息|微信|邮件|电话|通知|回访|链接)?(?:啦|了|的)*[.!~ ]*$",
        {"收到", "看到", "看见", "接到"}};
    for (const HintedPattern* pattern : {&english, &chinese}) {
        if (!pattern->may_be_in(reply)) continue;
        const auto found = pattern->pattern().first(reply);
        if (!found) continue;
        std::string_view thing = found->group(1);
        if (thing.ends_with('s')) thing.remove_suffix(1);
        if (thing.empty()) return !contains_any(question, {"收到", "看到", "接到"});
        return question.find(thing) == std::string_view::npos;
    }
    return false;
}

/// "It was me who called", "this is Mrs Chan", 我是陈太, 我姓李, 这是我的号码.
bool tells_who(std::string_view reply, std::string_view question) {
    static const HintedPattern english{
        std::string{kEnglishAnswer} +
            "(?:(?:it'?s|it is|it was|this is|that'?s|that is|that was|i'?m|i am|i was) "
            "(?:not )?(?:me|him|he|she|(?:mrs?|ms|miss|dr|sir|madam)\\.? [a-z]+|the "
            "(?:owner|customer|account "
            "holder|right person|caller|householder|tenant|one who "
            "(?:called|rang|phoned|wrote|complained))|my "
            "(?:number|name|address|phone|account|email|mobile)|the right (?:number|person|address))"
            "(?: (?:who|that) (?:called|rang|phoned|wrote|ordered|complained|reported it|contacted "
            "you|bought "
            "it))?(?: speaking| here)?|(?:[a-z]+ )?speaking|i (?:did "
            ")?(?:call|called|ring|rang|phone|phoned)(?: you)? from [a-z ]+)[.! ]*$",
        {"it", "this", "that", "i'm", "i am", "i was", "speaking", " from "}};
    static const HintedPattern chinese{
        std::string{kHanAnswer} +
            "(?:我就?是(?:[\\p{Han}]{1,2}(?:太太?|先生|女士|小姐|老师|师傅|经理|总|生)|本人|机主|户主|车主|"
            "业主|"
            "客户|[小老][\\p{Han}]|打(?:过?来|电话)的(?:那个)?(?:人)?)?|我姓[\\p{Han}]|我叫[\\p{Han}]{2,3}|(?"
            ":这|那)就?是我的?(?:号码|"
            "电话|手机|手机号|名字|地址|微信|号)|是?我打的(?:电话)?)(?:啊|呀|的|呢|没错)*[.!~ ]*$",
        {"我是", "我就是", "我姓", "我叫", "是我", "我打"}};
    if (contains_any(question, {"are you", "is this", "您是", "是您", "本人"})) return false;
    return english.found_in(reply) || chinese.found_in(reply);
}

/// "It was the first time I ever called you": what was first is the call, not what it came to.
bool tells_of_first_call_ever(std::string_view reply) {
    static const HintedPattern words{
        std::string{kEnglishAnswer} +
            "(?:it|this|that) (?:was|is) (?:the |my )?(?:very )?(?:first (?:ever )?(?:time|call)(?: that)? "
            "(?:i|we)(?:'ve|'d| have| had)? ever|(?:first ever|ever first)) ?[a-z' ]{0,30}[.! ]*$|" +
            kHanAnswer +
            "(?:我)?(?:是|还是)?(?:头一次|第一次|头一回|第一回)(?:给你们|跟你们|打给|找|联系)"
            "[^,.;!?]{0,8}[.! ]*$",
        {"ever", "第一", "头一"}};
    return words.found_in(reply);
}

/// "No. 7, second floor", "no 12 Elm Street".
bool names_a_house(std::string_view reply) {
    static const HintedPattern words{
        "^no\\.? ?[0-9]{1,4}[a-z]?(?: ?(?:$|[,.;])| (?:[a-z]+ "
        "){0,2}?(?:street|st|road|rd|lane|avenue|ave|close|"
        "court|drive|way|place|team|line|counter|window|room|floor|flat|bus)(?![a-z]))",
        {"no"}};
    return words.found_in(reply);
}

/// "No thanks to you the fridge is cold again", "you may call it a bug", "you can call me Anna".
bool is_part_of_other_words(std::string_view reply) {
    static const HintedPattern words{
        "^no thanks (?:at all )?to (?:you|your|them|their|him|her|his|any of you)(?![a-z])|"
        "(?<![a-z])(?:may|can|could|might|would|i'd|i)? ?call (?:it|this|that) (?:an? |the |what |whatever |"
        "bad |good )(?!day|yes|no(?![a-z]))|"
        "^(?:yes,? )?(?:you )?(?:may|can|could) call me "
        "(?!back|again|later|now|today|tonight|tomorrow|please|pls|"
        "asap|any|when|if|soon|here|there|direct|instead|first|too|then|sometime|ok|okay|thanks|after|before|"
        "mon|tue|wed|thu|fri|sat|sun|on|at|in|by|up|[a-z]+ly |[a-z]+ly$)(?:(?:mrs?|ms|miss|dr)\\.? "
        ")?[a-z]+[.! ]*$",
        {"no thanks", "call "}};
    return words.found_in(reply);
}

}  // namespace

bool answers_another_matter(std::string_view reply, std::string_view question) {
    return tells_of_receipt(reply, question) || tells_who(reply, question) ||
           tells_of_first_call_ever(reply) || names_a_house(reply) || is_part_of_other_words(reply);
}

bool bids_go_on(std::string_view reply) {
    static const HintedPattern words{
        "^(?:好的?|行|嗯+|可以|哦|ok|是的?|对|喂|没问题|啊|呀|,|\\.|!| "
        ")+(?:请|那)?(?:(?:你|您)(?:说|讲|问)|请(?:说|讲|问))"
        "(?:吧|啊|呀|嘛)*[.!~ ]*$|"
        "^(?:yes|ok|okay|sure|yeah|alright|right|[,.! ])+(?:go on then,? what|ask away|(?:go|carry) "
        "(?:ahead|on)(?: and| then)? ask[a-z ]*|fire away|i'm listening|im "
        "listening|i'm all ears|shoot|what is it|what(?:'s| is) (?:up|this about|your question))[.!? ]*$",
        {"说", "讲", "问", "ask", "fire", "listening", "ears", "shoot", "what"}};
    return words.found_in(reply);
}

bool forgot_which_call(std::string_view reply) {
    static const HintedPattern words{
        "(?:第几(?:次|个|通|回)|哪(?:次|一次|回|个电话)|打了?几(?:次|个|通|回)|几次)[^,.;!?]{0,6}(?:记不清|"
        "记不得|忘了|不记得|"
        "没数|说不清|不清楚|搞不清)|(?:记不清|记不得|忘了|忘记|不记得|没数过|说不清|不知道|不清楚)(?:了|是|"
        "打了|到底)*(?:第几|哪次|哪一次|几次|几个"
        "电话|几通)|"
        "(?:can't|cannot|can not|don't|do not|couldn't|not sure|no idea|forgot|forget|unsure)[a-z ,']{0,20}?"
        "(?:which|what|how many) (?:call|calls|time|times|attempt|go|try)(?![a-z])",
        {"第几", "哪", "几次", "几个", "几通", "几回", "which", "what", "how many"}};
    return words.found_in(reply);
}

}  // namespace askwell::flows::reading
