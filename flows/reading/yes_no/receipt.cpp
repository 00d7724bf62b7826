#include "flows/reading/yes_no/receipt.h"

#include <string>

#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/text.h"
#include "flows/reading/yes_no/answer_forms.h"

namespace askwell::flows::reading {
namespace {

/// "Did you get the notice?", 短信收到了吗: what came in writing, or was put up to be seen.
bool asks_for_message(std::string_view question) {
    return contains_any(question, {"收到", "看到", "接到", "did you get", "did you receive", "did you see",
                                   "have you got", "have you received", "have you seen"}) &&
           contains_any(question,
                        {"通知", "短信", "邮件", "账单", "公告", "提醒", "来信", "notice", "notification",
                         "message", " text", "email", "letter", "bill", "reminder"});
}

}  // namespace

Stance told_of_message(std::string_view reply, std::string_view question) {
    if (!asks_for_message(question)) return Stance::none;
    static const HintedPattern never{
        "^(?:no|nope|nah|[,.! ])*(?:i |we |i've |we've |there )?(?:(?:never|didn't|haven't|did not|have "
        "not)(?: even| actually)? (?:get|got|gotten|had|receive|received|saw|see|seen|read|notice|noticed)|"
        "(?:got|received|saw|had|was) (?:none|nothing|no (?:notice|message|text|letter|email|such thing)))"
        "(?: (?:it|one|any|mine|anything|a thing|any of them|any "
        "notice|an?|the|your|that|notice|message|text|"
        "letter|email|at all|yet|"
        "here))*[.! ]*$|"
        "^(?:没有?|不|没有啊|[,.! ])*(?:我|我们|这边)?(?:根本|压根|从来|完全|还|都|就)*没(?:有)?(?:人)?"
        "(?:收到|看到|看见|接到|见到|见过|通知)(?:过|你们|您|的|任何|什么|短信|通知|邮件|信息|消息|提醒|我们?"
        ")*[.!~ ]*$",
        {"never", "n't", "not", "none", "nothing", "no ", "没"}};
    static const HintedPattern came{
        "^(?:yes|yeah|yep|yup|sure|oh|[,.! ])*(?:i |we |i've |we've |i did )?(?:did |just |only |already )*"
        "(?:get|got|received|saw|seen|read|noticed|had) (?:it|one|mine|that|them|(?:the|your|that|this|a|an) "
        "(?:notice|message|sms|text|"
        "email|letter|note|reminder|bill|poster|sign)(?: message)?)"
        "(?: (?:on|in|by|from|at|through|via|under|over) (?:the |our |my |a )?[a-z]+(?: [a-z]+)?| yesterday| "
        "today| this morning| last week| thanks| thank you| already| in time)*[.! ]*$|"
        "^(?:有|是的?|嗯|对|[,.! "
        "])*(?:我|我们)?(?:在)?(?:业主)?(?:群里?|电梯里?|楼下|门口|手机上?|微信上?|微信群里?)?"
        "(?:已经|都|刚|早就|也|是|就)*(?:收到|看到|看见|接到)(?:了|过|你们?|您|的|那|这|条|个|封|短信|信息|"
        "消息|通知|邮件|提醒|公告)*"
        "(?:啦|了|的)?(?:[,.;! ]+(?![^?]*(?:但|不过|可是|没|不|晚|才|[?]))[^?]{1,60})?[.!~ ]*$",
        {"get", "got", "received", "saw", "seen", "read", "noticed", "had", "收到", "看到", "看见", "接到"}};
    if (never.found_in(reply)) return Stance::no;
    return came.found_in(reply) ? Stance::yes : Stance::none;
}

bool tells_of_receipt(std::string_view reply, std::string_view question) {
    if (asks_for_message(question)) return false;
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
            "(?:我)?(?:已经|都|刚|刚刚|早就|是|有)*(?:收到|看到|看见|接到)(?:了|过|你们?|您|的|那|这|条|个|"
            "封)*"
            "(短信|短讯|简讯|信息|讯息|消息|微信|邮件|电话|通知|回访|链接)?(?:啦|了|的)*[.!~ ]*$",
        {"收到", "看到", "看见", "接到"}};
    for (const HintedPattern* pattern : {&english, &chinese}) {
        if (!pattern->may_be_in(reply)) continue;
        const auto found = pattern->pattern().first(reply);  // group 1 is the thing received
        if (!found) continue;
        std::string_view thing = found->group(1);
        if (thing.ends_with('s')) thing.remove_suffix(1);
        // 是的，收到了 answers 到账了吗.
        if (thing.empty())
            return !contains_any(question,
                                 {"收到", "看到", "接到", "到账", "到货", "送到", "寄到", "到了", "拿到"});
        return question.find(thing) == std::string_view::npos;
    }
    return false;
}

}  // namespace askwell::flows::reading
