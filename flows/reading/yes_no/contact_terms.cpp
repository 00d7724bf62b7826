#include "flows/reading/yes_no/contact_terms.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// Words that take back, put in doubt or tell of calls there were.
bool is_qualified(std::string_view text) {
    static const Pattern words{
        "(?<![a-z])(?:no|nope|nah|not(?! before| after| "
        "until)|never|don't|doesn't|won't|but|unless|maybe|perhaps|called|rang|phoned)"
        "(?![a-z])|[?]|不用|不需要|不必|算了|没必要|推销|天天|每天|已经|昨|上次|不是"};
    return words.found_in(text);
}

/// "If it's about the refund then yes", 如果是退款的事就可以: what the call is about, or that it is needed.
bool is_conditional_yes(std::string_view text) {
    static const Pattern english{
        "^if (?:it's|its|it is|that's|this is|there's|there is|you need|it helps|that helps)"
        "(?![a-z])[^,.;?!]{1,60}?(?:,(?: then)?|(?<=[^,]) then,?) ?"
        "(?:yes|yeah|yep|sure|ok|okay|fine|of course|go ahead|please do|no problem)(?: please| sure| "
        "thanks)?$"};
    static const Pattern chinese{
        "^(?:如果|要是|若是|假如)真?的?(?:是|跟|和|关于|有|需要)[^,;?!不没别]{1,14},?(?:的话)?,?那?就?"
        "(?:可以|行|好的|打吧|打|没问题|联系吧|联系)[了的吧啊]?$"};
    return english.found_in(text) || chinese.found_in(text);
}

/// "Only after 6, I'm on shift till then", 工作日接不了，周末打吧.
bool is_time_to_call(std::string_view text) {
    static const std::string day =
        "(?:(?:after|before|from|around|past|till|until) [0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm|o'clock)?|"
        "(?:(?:after|before|in|at|on|during) )?(?:the )?(?:mornings?|afternoons?|evenings?|nights?|weekends?|"
        "weekdays?|lunch ?time|lunch|dinner|work|school|(?:mon|tues|wednes|thurs|fri|satur|sun)days?))";
    static const std::string days = day + "(?:(?: and| or| only|,)? " + day + ")*";
    static const Pattern english{
        "^(?:(?:only|just|best|preferably|ideally) " + days + "|" + days +
        " (?:only|please|is best|are best|would be best|preferably|is better|are better))"
        "(?: please| thanks| if possible)?(?=$|[,.;(]| (?:after|before|from|between) [0-9])"};
    static const Pattern chinese{
        "(?:^|[^\\p{Han}a-z0-9])(?:我?[只就得]能?|麻烦|请)?(?:工作日|周末|双休日|节假日|(?:周|星期|礼拜)["
        "一二三四五六日天]|今天|下周|下星期|"
        "明天|后天|早上|上午|中午|午休|下午|傍晚|晚上|下班|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})点)"
        "(?:[0-9一二三四五六七八九十]{1,3}点|(?:周|星期|礼拜)[一二三四五六日天]|早上|上午|中午|下午|晚上|"
        "下班|半|以后|之后|后|以前|之前|前|左右|"
        "的时候|"
        "的|了|再|都|才|到|至|和|时间)*(?:可以|能|方便)?"
        "(?:打|来电|(?:再|跟我|和我)?联系我?(?:一下)?|找我|打电话|给我打|打给我|打过来|打来)(?:就行|就好|"
        "即可|可以的?|也行|都行|吧|哈|呗|哦|"
        "谢谢|[ ,.!~])*$"};
    return english.found_in(text) || chinese.found_in(text);
}

/// "I'll ring you if I need anything", 有问题我再联系你们: no call of ours is wanted.
bool will_call_themselves(std::string_view text) {
    static const Pattern english{
        "^(?:no(?: thanks)?,? ?)?(?:(?:i|we)(?:'ll| will|ll)|will) (?:just |always )?(?:"
        "(?:ring|call|phone|contact|message|text|email)(?: you)?(?: guys| all| again| up| myself)?|"
        "(?:be|get) (?:back )?in touch|reach out|let you know|shout|"
        "give you (?:a |another )?(?:ring|call|shout|bell|buzz))(?: again)? "
        "(?:if|when|should|once|as and when|whenever) "
        "(?:i|we|anything|something|it|there|there's|need|needed|necessary|required|that)(?![a-z])[^?]*$"};
    static const Pattern chinese{
        "^(?:(?:等|如果|要是|以后|下次)?(?:还|再)?(?:有|碰到|遇到|出)(?:什么|任何|新的?)?(?:问题|事情?|需要|"
        "情况|毛病|"
        "故障)(?:的话|了|时)?|需要(?:的话|时)?),?(?:我们?(?:会|就|再|自己|自然|主动|可以)*(?:联系|联络|打|找|"
        "打电话)|"
        "(?:会|再|自然|主动)+(?:联系|联络|找|打给))(?:给)?(?:你们|您|你|客服)(?:电话)?(?:的|吧|好了|就行|"
        "就是了)?$"};
    // "I will contact you", 我会联系你们的: "contact" said by the customer is no echo of our own.
    static const Pattern plain{
        "^(?:no(?: thanks)?,? ?)?(?:(?:i|we)(?:'ll| will|ll|'d rather|'d prefer to| would rather| can| "
        "could)|let me|(?:i'm|"
        "we're) going to) (?:just |always |simply )?(?:ring|call|phone|contact|message|text|email|reach out "
        "to|get in touch "
        "with) you(?: guys| all| again| up| myself| ourselves| instead| directly| later| tomorrow)*(?:,? "
        "(?:thanks|thank you|"
        "cheers|ta|please))?$|"
        "^(?:不用了?,?|算了,?)?(?:还是)?(?:有事|有需要|需要了?|到时候?|回头|改天|以后)?,?我们?(?:会|就|再|"
        "自己|自然|主动|可以|来|直接|去|到时候?|"
        "另外)*(?:(?:联系|联络|找|打给|打电话给)(?:你们|您|你|客服)(?:电话)?|给(?:你们|您|你|客服)(?:打电话|"
        "打|去电)|打(?:电话)?(?:过去|过来|来|回去))"
        "(?:的|吧|好了|就行|就好|就是了|即可)*$|"
        "^(?:需要了?|有需要|到时候?|有问题|有事)(?:的话|时|的时候)?,?(?:会|我|我会)?再(?:联系|找|打给)(?:"
        "你们?|您|客服)?(?:的|吧|好了)*$"};
    return english.found_in(text) || chinese.found_in(text) || plain.found_in(text);
}

/// "I'll ring you back if I miss it", "I'll call when I'm free": a call is expected, or put off.
bool waits_for_a_call(std::string_view text) {
    static const Pattern words{
        "(?:i|we)(?:'ll| will|ll) (?:ring|call|phone)(?: you)?(?: back)? (?:if|when|once) .*"
        "(?<![a-z])(?:miss|missed|free|available|ready|can)(?![a-z])"};
    return words.found_in(text);
}

/// 没问题了，不用回访, "no need, no problem now": all is well now, and nobody needs to call.
bool needs_no_call(std::string_view text) {
    static const HintedPattern bare{
        "^(?:不用|不需要|不必|没必要|无需)(?:了|啦|谢谢|多谢|联系|打|再|我)*[ "
        ",.;!]*(?:都|已经|现在|目前|这边|我)*"
        "(?:没(?:有|什么|啥)?问题|可以了|没事)(?:了|啦|的|哈)*[ .!]*$|"
        "^(?:都|已经|现在)*没(?:有|什么|啥)?问题(?:了|啦)?[ "
        ",.;!]*(?:不用|不需要|不必)(?:了|啦|联系|打|哈|谢谢)*[ .!]*$|"
        "^(?:no(?: thanks| thank you| need)?|nah|nope)[, .]+(?:no (?:problems?|issues?)(?: now| here| any "
        "?more| at "
        "all)?|(?<=need[, .]{1,2})(?:ok|okay|fine))[ .!]*$|^no problems?[, ]+no need[ .!]*$",
        {"不", "没必要", "无需", "no ", "no,", "nah", "nope"}};
    if (bare.found_in(text)) return true;
    static const HintedPattern words{
        "^(?:(?:我|这边|现在|已经|暂时|目前|都|也|的|了)*(?:没(?:有|什么|啥)?(?:别的|其他)?问题|没什么事|"
        "没事|好了|"
        "解决了?|修好|弄好|处理好|搞定)(?:了|啦|的|哈)*[ "
        ",.;!]+)(?:所以|就|也)*(?:不用|不需要|不必|无需|没必要|别)"
        "(?:再|专门|特意|特地)*(?:给我|跟我)?(?:打电话|打|来电|致电|联系|联络|回访|跟进|回电)"
        "(?:我|来|了|啦|吧|哈|谢谢|[ ,.!])*$",
        {"不用", "不需要", "不必", "无需", "没必要", "别"}};
    return words.found_in(text);
}

/// "Text is fine, phone calls are not", 电话不行，发微信吧: by another way than the telephone.
bool wants_another_way(std::string_view text) {
    static const std::string way = "(?:短信|微信|邮件|信息|消息|文字)";
    static const std::string by = "(?:可以|发|加|用|走|留)*" + way + "(?:联系|沟通|说|聊|通知|留言)?";
    static const std::string refused =
        "(?:打?电话|来电)(?:就|的话)*(?:不行|不要|不用|不方便|免了|算了|别打|接不了|不接|不太行|不了|不必)"
        "了?";
    static const HintedPattern words{
        "^" + by + "(?:都|就|是)?(?:可以|行|没问题|好|ok)?的?[ ,.;]*(?:但是?|不过)?" + refused +
            "[啊吧的哈 .!]*$|^" + refused + "[ ,.;]*(?:请|还是|就|直接|改)?(?:给我)?" + by +
            "(?:就|都)?(?:可以|行|好)?(?:吧|了|哈|我|[ .!])*$|"
            "(?<![a-z])(?:text(?:s|ing)?|sms|messag(?:e|es|ing)|e-?mails?|whatsapp|wechat)"
            "(?: (?:is|are|would be|me|only|works?|fine|ok|okay|good|please|instead))*[ ,.;-]+(?:but )?(?:"
            "(?:phone )?call(?:s|ing)? (?:is|are) not|(?:phone )?calls? (?:aren't|isn't|no|don't)|"
            "no (?:phone )?calls?|not (?:by )?(?:phone|calls?|calling)|i don't (?:do|take|like) (?:phone "
            ")?calls)"
            "(?: please| thanks|[ .!])*$|"
            "^(?:(?:rather |just )?not by (?:phone|telephone)|(?:only |just )?(?:by )?(?:e-?mail|"
            "whatsapp|wechat)(?: (?:me )?only)?(?<=only| only (?:by )?[a-z-]{3,8}|just [a-z-]{3,8}))"
            "(?: please| thanks|[ .!])*$|^" +
            by + "(?:吧|就好|就行|就可以|即可)[啊哈哦 .!]*$",
        {"电话", "来电", "call", "phone", "only", "just", "短信", "微信", "邮件", "信息", "消息", "文字"}};
    return words.found_in(text);
}

/// 可以，但上午别打: yes, at other times.
bool grants_other_times(std::string_view text) {
    static const HintedPattern words{
        "^(?:可以|行|好|没问题|ok|嗯|能)(?:的|啊|吧|呀|打)?[ ,.;]*(?:但是?|不过|就是|只是)?(?:请)?"
        "(?:上午|早上|早晨|中午|下午|傍晚|晚上|夜里|半夜|周末|周[一二三四五六日天]|工作日|午休|午饭|开会|"
        "上班|"
        "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})点(?:以|之)?[前后]|太早|太晚)(?:的?时候|时间|期间|就)?(?:"
        "请)?"
        "(?:别|不要|不能|不方便|没空|不行|不可以|勿)(?:打|来电|联系|接)?(?:电话)?(?:我|了|啊|哈|哦)?"
        "(?:[,.; "
        "]+(?:我|家里|孩子|那会儿?|那时候?|因为)*(?:要|在|都)*(?:开会|上班|上课|睡觉|午睡|睡|忙|休息|开车|"
        "带娃|"
        "不在|在家)[^,.;!?不]{0,6})?[ .!]*$",
        {"别", "不", "没空", "勿"}};
    return words.found_in(text);
}

}  // namespace

Stance terms_of_contact(std::string_view reply, std::string_view question) {
    const std::string_view text = trim_marks(reply);
    if (waits_for_a_call(text)) return Stance::maybe;
    if (grants_other_times(text)) return Stance::yes;
    if (will_call_themselves(text) || needs_no_call(text)) return Stance::no;
    if (wants_another_way(text)) {
        const bool of_calls = contains_any(question, {"电话", "回电", "call", "ring", "phone"});
        return of_calls ? Stance::no : Stance::yes;
    }
    const bool on_terms = is_conditional_yes(text) || is_time_to_call(text);
    return on_terms && !is_qualified(text) ? Stance::yes : Stance::none;
}

bool calls_it_off(std::string_view reply) {
    static const HintedPattern words{
        "(?:不过|但是?|还是|要不|想想|想了想)+,?(?:还是|就)?(?:算了|别打了|别联系了|不用(?:打|"
        "联系)?了|"
        "不打了|不必(?:打|联系)?了|免了|不麻烦(?:你们|您)?了?|不折腾了)(?:吧|啦|哈|谢谢|[ ,.!])*$|"
        "(?<![a-z])(?:but|though|actually|on second thoughts?),? (?:maybe |actually |i think |on second "
        "thoughts?,? )*"
        "(?:let'?s (?:just )?leave it|(?:just )?leave it(?: there| at that| for now)?|don'?t bother|never "
        "?mind|"
        "forget (?:it|about it)|better not)(?: thanks| please| ta|[ "
        ".!])*$",
        {"算了", "别打", "别联系", "了", "免了", "麻烦", "leave it", "bother", "mind", "forget",
         "better not"}};
    return words.found_in(trim_marks(reply));
}

}  // namespace askwell::flows::reading
