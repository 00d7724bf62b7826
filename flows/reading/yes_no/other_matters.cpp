#include "flows/reading/yes_no/other_matters.h"

#include <algorithm>
#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/text.h"
#include "flows/reading/text/who_writes.h"
#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/answer_forms.h"
#include "flows/reading/yes_no/receipt.h"
#include "flows/reading/yes_no/yes_no_patterns.h"

namespace askwell::flows::reading {
namespace {

/// "It was me who called", "this is Mrs Chan", 我是陈太, 我姓李, 这是我的号码.
bool tells_who(std::string_view reply, std::string_view question) {
    static const HintedPattern english{
        std::string{kEnglishAnswer} +
            "(?:(?:it'?s|it is|it was|this is|that'?s|that is|that was|i'?m|i am|i was) "
            "(?:not )?(?:me|him|he|she|(?:mrs?|ms|miss|dr|sir|madam)\\.? [a-z]+|the "
            "(?:owner|customer|account "
            "holder|right person|caller|householder|tenant|one who "
            "(?:called|rang|phoned|wrote|complained))|(?:his|her|their|my "
            "(?:husband|wife|mum|mom|mother|dad|father|"
            "son|daughter|boss)'s|the (?:customer|owner|account holder)'s) "
            "(?:wife|husband|partner|son|daughter|mum|"
            "mom|mother|dad|father|sister|brother|secretary|assistant|carer|neighbou?r|colleague|phone|"
            "number)|"
            "(?:answering|replying|writing) (?:for|on behalf of) [a-z ]{2,20}|not (?:him|her|the "
            "customer|the owner)|my "
            "(?:number|name|address|phone|account|email|mobile)|the right (?:number|person|address))"
            "(?: (?:who|that) (?:called|rang|phoned|wrote|ordered|complained|reported it|contacted "
            "you|bought "
            "it))?(?: speaking| here)?|(?:[a-z]+ )?speaking|i (?:did "
            ")?(?:call|called|ring|rang|phone|phoned)(?: you)? from [a-z ]+)[.! ]*$",
        {"it", "this", "that", "i'm", "i am", "i was", "speaking", " from ", "answering", "replying",
         "writing"}};
    static const HintedPattern chinese{
        std::string{kHanAnswer} +
            "(?:(?:(?:就|正)?是)?我(?:本人|自己)?|(?:我)?(?:就)?是?本人|(?:我)?不?是(?:他|她|机主|户主|客户)?"
            "本人|"
            "(?:我|这)是(?:他|她|机主|户主|客户)的?(?:老婆|老公|爱人|太太|先生|儿子|女儿|妈妈?|爸爸?|母亲|"
            "父亲|姐姐?|哥哥?|"
            "弟弟?|妹妹?|家属|家人|同事|朋友|邻居|秘书|保姆)|(?:我)?(?:替|帮)(?:我|他|她)[\\p{Han}]{0,4}(?:"
            "回|答|填)的?|"
            "我就?是(?:[\\p{Han}]{1,2}(?:太太?|先生|女士|小姐|老师|师傅|经理|总|生)|本人|机主|户主|车主|"
            "业主|"
            "客户|[小老][\\p{Han}]|打(?:过?来|电话)的(?:那个)?(?:人)?)?|我姓[\\p{Han}]|我叫[\\p{Han}]{2,3}|(?"
            ":这|那)就?是我的?(?:号码|"
            "电话|手机|手机号|名字|地址|微信|号)|是?我打的(?:电话)?)(?:啊|呀|的|呢|没错)*(?:[,.! "
            "]+(?:怎么了|有事吗?|什么事|啥事|[你您]哪位|[你您]是谁|[你您]说|请讲))?"
            "[.!?~ ]*$",
        {"我", "本人", "这是"}};
    if (contains_any(question, {"are you", "is this", "您是", "是您", "本人"})) return false;
    return english.found_in(reply) || chinese.found_in(reply);
}

/// "My wife deals with all that, I think she has", 都是我老婆管，她应该打过: another's doing, and not known.
bool leaves_it_to_kin(std::string_view reply) {
    static const HintedPattern words{
        "(?<![a-z])(?:my|our) "
        "(?:wife|husband|mum|mom|mother|dad|father|son|daughter|partner|brother|sister|boss|"
        "colleague|secretary)[^.;!?]{3,50}[,.;] ?(?:but )?(?:i think |i believe |i guess |i suppose |i'm "
        "sure |"
        "maybe |perhaps |probably )+(?:she|he|they)(?:'s|'ve| has| have| did| does| might| may| "
        "probably)(?![a-z])"
        "|我?(?:老婆|老公|爱人|媳妇|太太|妈妈?|爸爸?|儿子|女儿|同事|老板|秘书)(?:在)?(?:管|负责|弄|处理|办|"
        "搞)"
        "[^,.;!?]{0,6}[,.; "
        "]+(?:我想|可能|应该|大概|好像|估计|也许)+(?:是)?(?:他|她)?(?:应该|可能|大概)?(?:打|有|联系|问)过?",
        {"she", "he", "they", "应该", "可能", "大概", "好像", "估计", "也许", "我想"}};
    return words.found_in(reply);
}

/// "It was the first time I ever called you": what was first is the call, not what it came to.
bool tells_of_first_call_ever(std::string_view reply) {
    static const HintedPattern words{
        std::string{kEnglishAnswer} +
            "(?:it|this|that) (?:was|is) (?:the |my )?(?:very )?(?:first (?:ever )?(?:time|call)(?: that)? "
            "(?:i|we)(?:'ve|'d| have| had)? ever|(?:first ever|ever first)) ?[a-z' ]{0,30}[.! ]*$|" +
            kEnglishAnswer +
            "(?:it|this|that) (?:was|is) (?:only )?my (?:very )?first (?:call|time (?:calling|ringing))"
            "(?: to you)?[.! ]*$|" +
            kHanAnswer + "我?(?:这|也|就|还)*是(?:我的?)?第一次(?:打|打电话|打过来|来电|找你们)[.! ]*$|" +
            kHanAnswer +
            "(?:我)?(?:是|还是)?(?:头一次|第一次|头一回|第一回)(?:给你们|跟你们|打给|找|联系)"
            "[^,.;!?]{0,8}[.! ]*$",
        {"ever", "my ", "第一", "头一"}};
    return words.found_in(reply);
}

/// "Yes, I spoke to Maria", "yes, I hung up first", 对，是我先挂的, 是的，我第一次打: what the customer did,
/// and not what came of it. One call ("yes, I only called once") may well tell that.
bool tells_of_own_call(std::string_view reply) {
    static const HintedPattern words{
        "^(?:yes|yeah|yep|yup|aye|ok|okay|right|correct)[,.! ]+(?:yes[,.! ]+)?(?:i|we)(?:'ve| have| did| "
        "had)?"
        "(?: already| also| really)? "
        "(?:(?:spoke|spoken|talked|chatted) (?:to|with)|hung up|rang off|put the phone down|"
        "(?:called|rang|phoned|dialled|contacted)(?! (?:you )?(?:just |only )?once))(?![a-z' "
        "]{0,30}(?<![a-z])(?:sort|fix|solv|resolv|done|help|answer|and (?!then)))"
        "[a-z0-9':. ]{0,30}(?:[,.] ?(?:sorry|apologies|my (?:mistake|fault|bad))[a-z ]{0,20})?[.! ]*$|"
        "^(?:yes|yeah|yep|yup|aye|right|correct)[,.! ]+(?:they|he|she|you|someone|somebody)(?: all| did)? "
        "(?:picked up|"
        "answered (?:on|at|after|straight|right|immediately|quickly|the phone|the call|my call)|rang off|put "
        "me on hold)"
        "[a-z' ]{0,30}[.! ]*$|"
        "^(?:是的?|对的?|对啊|嗯+|没错|好的?)[,.! "
        "]*(?:这?电话)?(?:是)?我们?(?:是|先|之前|昨天|今天|早上|上午|下午|已经|也|刚|刚才)*"
        "(?:(?:挂|打|拨|联系|找)(?![^,.;!?]{0,3}一次)|(?:第一次|头一次|第一回|头一回)(?:打|联系|找|来电|用)|("
        "?:跟|和)"
        "[^,.;!?]{1,6}(?:说|讲|聊|谈|通))(?![^,.;!?]{0,12}(?:解决|好了|搞定|就|才|完))[^,.;!?]{0,12}[.! ]*$",
        {"picked up", "answered", "put me on hold",
         "spoke",     "talked",   "chatted",
         "hung up",   "rang",     "phone",
         "called",    "dialled",  "contacted",
         "挂",        "打",       "拨",
         "联系",      "找",       "来电",
         "跟",        "和",       "用"}};
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

/// "Yes, I can hear you", "yes, I heard the beep", 在听, 喂，听得到: the line is tested, or the customer
/// there.
bool tells_of_listening(std::string_view reply, std::string_view question) {
    static const HintedPattern english{
        std::string{kEnglishAnswer} +
            "(?:i|we)(?:'m| am|'re| are| can| could| did|'ve| have| do)?(?: still| just| only)* "
            "(?:hear|heard|listening|hearing)"
            "(?: (?:you|u|ya|it|that|this|him|her|them)| (?:the|that|a|your) (?!back)[a-z]+)?"
            "(?: (?:fine|ok|okay|well|clearly|loud and clear|now|just fine|perfectly|all "
            "right|alright|already"
            "))*[.! ]*$",
        {"hear", "listening"}};
    static const HintedPattern chinese{
        "^(?:喂|有|是的?|对|嗯|好的?|啊|呀|哦|[,.! "
        "])*(?:我|我们)?(?:一直|都|还|有)*(?:在(?:这里|这儿|这边|度)?)?"
        "(?:听(?:着|紧|得到|得见|见|到|清楚)|(?<=在)听)(?:了|到|着|见|你(?:说|讲)|得到|得见)*"
        "(?:提示音|声音|铃声|滴声|嘟声)?(?:了|呢|啊|呀|的|啦)*[.!~ ]*$",
        {"听"}};
    static const HintedPattern here{
        std::string{kEnglishAnswer} +
            "(?:(?:hi|hello|hey)[,.! ]+)?(?:i'm|i am|im|we're) (?:still |right |just )*(?:here|on the "
            "line|there)"
            "[.! ]*$|^(?:喂|有|是的?|对|嗯|好的?|啊|哦|[,.! ])*(?:我|本人)(?:还|就|一直)?在"
            "(?:的|呢|啊|线上|这里|这儿)?[.! ]*$",
        {"here", "on the line", "there", "在"}};
    if (contains_any(question, {"听", "hear"})) return false;
    if (english.found_in(reply) || chinese.found_in(reply)) return true;
    return !offers_contact(question) && here.found_in(reply);
}

/// "Yes, the blue one", "no, no, the other washing machine", 对，白色那台: which thing is meant, where no
/// question asked for one.
bool says_which_thing(std::string_view reply, std::string_view question) {
    if (contains_any(question, {"还有", "left", "else"})) return false;  // that is left
    static const HintedPattern english{
        "^(?:(?:oh|ah|well|yes|yeah|yep|yup|aye|no|nope|nah)[,.! ]+)+(?:it'?s |it was |i mean |i meant |not "
        "that,? )?"
        "(?:the|that|my) (?:(?:other|wrong|same|blue|red|green|white|black|gr[ae]y|silver|brown|yellow|pink|"
        "purple|orange|golden?|beige|big|bigger|small|smaller|little|large|larger|tall|long|short|old|older|"
        "new|newer|left|right|upper|lower|top|bottom|front|back|electric|gas|wooden|square|round|"
        "(?:left|right)[- ]hand) )+"
        "(?:ones?|kind|sort|model|machine|(?:[a-z]+ "
        ")?(?:machine|washer|dryer|drier|oven|fridge|freezer|boiler|"
        "cooker|hob|tv|telly|set|laptop|tablet|router|printer|kettle|heater|lamp|car|van|bike|sofa|chair|"
        "table|bed|door|house|building|shop|branch|box|parcel|kitchen|bathroom|floor|button))"
        "(?: (?:on|by|near|with|in|from|at|next to) (?:the|my) [a-z]+)?[.! ]*$",
        {"the ", "that ", "my "}};
    static const HintedPattern chinese{
        "^(?:哦|啊|嗯|是的?|对的?|对对|没错|不|不是|不对|[,.! ])+(?:我说的|我的|说的|就|是|买的)*"
        "(?:(?:那|这|另外?|旁边|的){1,3}(?:一)?[台部辆款只件套](?:(?![没未还要不又也坏修])[\\p{Han}]){0,6}|"
        "(?:[红蓝绿白黑灰银黄粉紫橙棕金]色?|大|小|新|旧|左边|右边|楼上|楼下|老|双门|滚筒|另一?个?)的?"
        "(?:那|这)?一?[台部辆款只件套个]?(?:的)?)[.! ]*$",
        {"台", "部", "辆", "款", "只", "件", "套", "个", "色", "的"}};
    return english.found_in(reply) || chinese.found_in(reply);
}

/// "Sure it was Tuesday" (a fact is certain), "you may well ask", "you can imagine": words of leave that give
/// none to what asks for it.
bool only_sounds_like_leave(std::string_view reply) {
    static const HintedPattern words{
        "^(?:oh |well |yes |yeah |quite |pretty |fairly |very |dead )*sure (?:that )?(?:it|that|this|he|she|"
        "they|there|we|i|you) (?:was|were|had|did|came|said|told|rang|called|got)(?:n't)?(?: [^,.;!?]{1,40})|"
        "^(?:oh |well |yes,? |yeah,? |ah,? )*you (?:may|might|can|could|would) (?:well |indeed |only )?"
        "(?:well (?:ask|wonder|say|laugh)|"
        "(?:say|tell) that(?! to)|(?:think|say) so|imagine|wonder|laugh|joke|smile|guess|dream|keep (?:it|"
        "your|that|them)|(?:stick|stuff|shove) |forget (?:it|that)|be (?!my guest|in touch|sure)|believe|"
        "have (?:noticed|guessed|heard|seen|a point)|bet )",
        {"sure ", "you "}};
    return words.found_in(reply);
}

/// "Other companies call me", 别的公司老给我打电话: the calls go the other way than what was asked.
bool is_called_by_others(std::string_view reply) {
    static const HintedPattern words{
        "(?:companies|firms|banks?|providers?|hotlines?|sales ?people|call "
        "cent(?:re|er)s|insurers?|they|others|"
        "everyone|everybody|people)"
        "(?:(?: all| do| always| only| just| keep| constantly| often| sometimes)* )"
        "(?:call|calls|called|ring|rings|rang|phone|phones|phoned|calling|ringing|phoning|pester|"
        "contact|contacted) (?:me|us)(?![a-z])|"
        "(?:公司|银行|他们|人家|别人|推销的?|客服|别家|保险|[0-9]{5})(?:的)?(?:客服|人)?(?:都|也|老是?|总是?|"
        "经常|天天|"
        "一直|倒是?|会)*"
        "(?:(?:给|跟|向)我(?:们)?(?:打|来)(?:过|了)?(?:电话|来)?|打(?:过)?(?:电话)?(?:给|来找)我|来电)",
        {" me", " us", "我", "来电"}};
    static const Pattern own{
        "(?<![a-z])i(?:'ve| have| had)?(?: also| often| never| once| always)? "
        "(?:call|rang|rung|ring|phone|used)|"
        "(?<![给跟向])我(?:也|自己|都|还|常|主动)*(?:有|没|没有)?打|^(?:打过|没打过|没有|有|yes|no)(?![a-z]"
        ")"};
    return words.found_in(reply) && !own.found_in(reply);
}

/// Whether a call solved anything, or left anything to do: who called whom is no answer then, as it is to
/// "did you call us?".
bool asks_what_came_of_it(std::string_view question) {
    return contains_any(question, {"解决", "solved", "sorted", "resolved", "跟进", "follow up"});
}

/// 是的，昨天师傅来过, "yes, someone came yesterday": what has been, where we offer to get in touch.
bool tells_of_a_visit(std::string_view reply) {
    static const HintedPattern words{
        "^(?:(?:是的?|对的?|对|是|嗯+|没错|好的?|行)(?:啊|呀|呢)?[,.! "
        "]*)?(?:就|都|也|曾|老早|早|昨天|前天|今天|上午|下午|早上|上周|刚才|刚刚|已经|你们?的?|师傅|客服|"
        "有人|他们?|的|人)*"
        "(?:来|打|联系|找|问|回访|打电话|修)过(?:我|了|电话|啊|呀|的)*[.! ]*$|"
        "^(?:yes|yeah|yep|yup|aye|right)[,.! ]+(?:someone|somebody|a [a-z]+|the [a-z]+|your "
        "[a-z]+|they|he|she|you)(?: (?:has|have|"
        "did|already|just))* (?:came|come|been|called|rang|phoned|visited|contacted me|rung)(?: "
        "(?:me|us|round|out|by|over|back|"
        "already|yesterday|today|this morning|last week|earlier|on [a-z]+day))*[.! ]*$",
        {"过", "came", "come", "been", "called", "rang", "phoned", "visited", "contacted", "rung"}};
    return words.found_in(reply);
}

/// "Yes, your hotline I've called many times": ours, where others' were asked about.
bool tells_of_ours(std::string_view reply) {
    static const HintedPattern words{
        "^(?:yes|yeah|yep|yup)[,.! ]+(?:i(?:'ve| have)? (?:called|rung|rang|phoned) )?(?:only |just "
        ")?(?:yours|your (?:own )?(?:hotline|"
        "line|number|helpline|service|people|company)|(?<=called |rang |rung |phoned )you(?: guys| lot)?(?= "
        "|[.!]|$))(?! and)(?![^.;!?]*(?:other|else|too|also|bank|as well))[^.;!?]{0,40}[.! ]*$|"
        "^(?:是的?|对|嗯+|打过|有)[,.! "
        "]*(?:我)?(?:经常|常|老|总|就|只)*打(?:过)?你们(?:的|家)*(?:热线|电话|客服)?[^,.;!?]{0,6}[.! ]*$",
        {"you", "你们"}};
    // 有，你们的热线我打过好几次
    static const HintedPattern named_first{
        "^(?:是的?|对|嗯+|打过|有)[,.! "
        "]*你们(?:的|家)?(?:热线|电话|客服)?(?:我)?(?:倒|就|经常|常|老)*打过[^,.;!?]{0,6}[.! ]*$",
        {"你们"}};
    return words.found_in(reply) || named_first.found_in(reply);
}

/// "Yes, I got the refund", 是的，包裹收到了; "yes, I contacted you twice": what has been, where we offer to
/// get in touch.
bool tells_what_was_done(std::string_view reply) {
    static const HintedPattern words{
        "^(?:yes|yeah|yep|yup|aye|right)[,.! ]+(?:(?:i |we )?(?:have |'ve )?(?:got|received|had) "
        "(?:the|my|our|a|it) "
        "(?:package|parcel|refund|money|order|part|replacement|delivery|item|new "
        "one|leaflet|letter|e-?mail|text|"
        "message|flyer|form|invoice|receipt|voucher|card)s?|"
        "(?:the|my|our) (?:package|parcel|refund|money|order|part|replacement|delivery|item|new one)s? "
        "(?:(?:has |have )?(?:arrived|come|came)|is here|was delivered)|"
        "(?:i|we)(?:'ve| have)?(?: already)? (?:contacted|called|rang|rung|phoned|emailed|wrote "
        "to|messaged)(?: you)?)"
        "(?: (?:already|yesterday|today|this morning|earlier|last [a-z]+|on [a-z]+day|(?:once|twice|three "
        "times|many "
        "times|several times|before|back|again)))*[.! ]*$|"
        "^(?:yes|yeah|yep)[,.! ]+got (?:the|my|our) "
        "(?:package|parcel|refund|money|order|part|replacement|delivery)"
        "[a-z ]{0,12}[.! ]*$|"
        "^(?:是的?|对的?|对啊|嗯+|没错)[,.! "
        "]*(?:我)?(?:的)?(?:包裹|快递|货|退款|钱|配件|东西)(?:已经|都)*(?:收到|到|拿到)了[.! ]*$|"
        "^(?:是的?|对的?|对啊|嗯+|没错)[,.! "
        "]*(?:我)?(?:已经|上周|昨天|今天|之前|前几天|都)*(?:打|联系|找)过(?:你们|客服)?(?:电话)?"
        "(?:了|[一两三四五几好]+次(?:了)?)?[.! ]*$",
        {"got", "received", "had", "the ", "my ", "our ", "i ", "we ", "i'", "we'", "收到", "到了", "过"}};
    return words.found_in(reply);
}

/// "Yes, it happened again today", 是的，就是这个问题: what is wrong, where we ask for leave to call.
bool tells_what_is_wrong(std::string_view reply, std::string_view question) {
    static const HintedPattern words{
        "^(?:yes|yeah|yep|yup|aye|right)[,.! ]+(?:it|this|that)(?:'s| has| is| was)?(?: just| already| "
        "still| only| been)* "
        "(?:happen(?:s|ed|ing)|broke|broken|stopped|crashed|failed|failing|started|leak(?:s|ed|ing)|the "
        "same|that one|this "
        "one)(?: (?:again|today|yesterday|this morning|last night|twice|too|now|already|problem|thing|one|as "
        "before))*[.! ]*$|"
        "^(?:是的?|对的?|对啊|嗯+|没错)[,.! "
        "]*(?:就是|还是|又是|正是|又|还)(?:这个|那个|这|那|同样的?|老)?(?:问题|毛病|情况|事|样|样子|故障|"
        "坏了|"
        "不行|漏)(?:了|啊|呀|呢)*[.! ]*$",
        {"it", "th", "就是", "还是", "又", "正是", "还"}};
    return contains_any(question, {"may we", "can we", "可以"}) && words.found_in(reply);
}

/// "No problem with the phone, it's the internet": none there, and no leave given.
bool clears_a_thing(std::string_view reply) {
    static const HintedPattern words{
        "^no (?:problems?|issues?|trouble) with (?:the|my|your|our) (?!calls?|phone ?calls?|idea|you)[a-z]+",
        {"no "}};
    return words.found_in(reply);
}

/// "No, I didn't hang up, the line dropped", "no, I didn't call, I wrote": what the customer did not do.
bool denies_own_call(std::string_view reply) {
    static const HintedPattern words{
        "^(?:no|nope)[,.! ]+(?:i|we) (?:didn't|did not|never) (?:hang up|hung "
        "up|call|called|ring|rang|phone|phoned|"
        "cut (?:you|it) off)(?! (?:back|again|twice|a second))(?![a-z])",
        {"no"}};
    return words.found_in(reply);
}

/// 第一次是停电，第二次是断网，你问哪件; "which one do you mean": asks which matter is meant.
bool asks_which_matter(std::string_view reply) {
    static const HintedPattern words{
        "(?:你们?|您)(?:是|到底|现在|想|要)*(?:问|说|指|讲)的?(?:是|到底)*哪|哪(?:一)?[次件个回通桩](?:事|"
        "电话|"
        "问题)?(?:[?]|呢|啊|呀)|^哪(?:一)?[次件个回通桩](?:事|电话|问题)?$|"
        "(?<![a-z])which (?:[a-z]+ ){0,2}(?:do|did|are|were) (?:you|we) (?:mean|meaning|ask|asking|talking|"
        "referring|after|on about)|(?<![a-z])which (?:one|call|time|problem|of them)[.? ]*$",
        {"哪", "which"}};
    return words.found_in(reply);
}

/// 应该没有吧……也说不定有; "no, or maybe there was": the opposite may be true as well. 打过吧，记不清了:
/// unsure.
bool may_be_the_opposite(std::string_view reply) {
    static const HintedPattern words{
        "(?:没|不|未)[^,.;!?]{0,10}[,.;! "
        "]+(?:但|但是|不过|可|可是|也|又|还)*(?:说不定|没准儿?|保不齐|保不准|搞不好|"
        "也许|可能|或许|兴许|指不定|好像)(?:又|也|还|就|真|倒)*(?:有|是|会|要|行|可以|需要|解决|打过)"
        "(?:过|了|的|点|一点|些)*(?:吧|呢|啊|哦)?[.! ]*$|"
        "^(?:应该|可能|大概|好像)?(?:有|是|会|要|行|可以|需要|解决)(?:过|了|的)?(?:吧|啊|呀|呢)?[,.;! "
        "]+(?:但|但是|不过|可|可是|也|又)*(?:说不定|没准儿?|保不齐|搞不好|也许|可能|或许|兴许|指不定)"
        "(?:又|也|还|就)*(?:没有?|不)(?:有|是|会|要|行|可以|需要|解决)?(?:过|了)?(?:吧|呢|啊|哦)?[.! ]*$|"
        "(?:吧|应该|好像|大概)[^,.;!?]{0,6}[,.; "
        "]+(?:我|也|都|真)*(?:记不清|记不太清|不太?记得|记不得|忘了)(?:楚|了)?[.! ]*$",
        {"记", "忘了", "说不定", "没准", "保不", "搞不好", "也许", "可能", "或许", "兴许", "指不定", "好像"}};
    return words.found_in(reply);
}

}  // namespace

bool answers_another_matter(std::string_view reply, std::string_view question) {
    if (offers_contact(question) && only_sounds_like_leave(reply)) return true;
    if (offers_contact(question) && tells_of_a_visit(reply)) return true;
    if (asks_for_others(question) && (is_called_by_others(reply) || tells_of_ours(reply))) return true;
    if (offers_contact(question) && (tells_what_was_done(reply) || clears_a_thing(reply))) return true;
    if (tells_what_is_wrong(reply, question)) return true;
    if (asks_who_we_are(reply)) return true;  // 不是，您哪位？
    if (asks_what_came_of_it(question) && denies_own_call(reply)) return true;
    if (asks_what_came_of_it(question) && (tells_of_own_call(reply) || tells_of_first_call_ever(reply)))
        return true;
    const bool no_thing_asked =
        asks_what_came_of_it(question) || offers_contact(question) || asks_for_others(question);
    if (no_thing_asked && says_which_thing(reply, question)) return true;
    return tells_of_receipt(reply, question) || tells_who(reply, question) || names_a_house(reply) ||
           leaves_it_to_kin(reply) || is_part_of_other_words(reply) || tells_of_listening(reply, question);
}

bool leaves_it_open(std::string_view reply) {
    return asks_which_matter(reply) || may_be_the_opposite(reply);
}

bool bids_go_on(std::string_view reply) {
    static const HintedPattern words{
        "^(?:好的?|行|嗯+|可以|哦|ok|是的?|对|喂|没问题|啊|呀|有|,|\\.|!| "
        ")+(?:请|那)?(?:(?:你|您)(?:尽管|先|直接|继续|接着)?(?:说|讲|问)|请(?:说|讲|问))"
        "(?:吧|啊|呀|嘛)*[.!~ ]*$|"
        "^(?:yes|ok|okay|sure|yeah|yep|alright|right|hello|hi|[,.! ])+(?:go (?:ahead|on)|go on then,? "
        "what|go (?:ahead|on)[, ]+(?:then,? )?(?:what(?:'s| is| do| would| are)|ask|i'm listening|how "
        "can|which)[a-z' ]*|ask "
        "(?:me )?away|(?:go|carry) "
        "(?:ahead|on)(?: and| then)? ask[a-z ]*|fire away|i'm listening|im "
        "listening|i'm all ears|shoot|what is it|what(?:'s| is) (?:up|this about|your question))[.!? ]*$",
        {"说", "讲", "问", "ask", "fire", "listening", "ears", "shoot", "what", "go "}};
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
