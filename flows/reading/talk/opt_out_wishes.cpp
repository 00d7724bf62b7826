// Wishes to be left alone in words of their own: the conversation confirms them once.
#include "flows/reading/talk/opt_out_wishes.h"

#include <iterator>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "flows/folding.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// Matched in the folded text. Short, imperative, and about writing to me.
constexpr const char* kOptOutPatterns[] = {
    R"(\b(stop|quit|cease) (all |ever |the |these |those |with |your |this |sending |me |us |any |more |bloody |damn |stupid )*(text(s|ing)?|messag(e|es|ing)|sms|spam(ming)?|contacting|bothering|harassing|bugging|pestering|emailing|e-mailing|surveys?|survey(ing)? me|notifications|reminders|communications?|correspondence|contact|calling me|writing to me|writing me|asking( me)?+(?! (for|about|if|what|why|to|so|people|everyone|everybody|users|clients|guests|staff|customers|the same)\b))\b(?! (the|my|him|her|them|our|driver|customers)\b))",
    R"(\bstop sending (me |us )?(this|these|those|them|any|more|stuff|anything|things|messages|texts|sms|surveys|it)\b)",
    R"(\b(do not|don't|dont|never|no longer|not to) (ever |please |want (you )?to |want to be |wish to |be )*(send me|text|message|msg|contact|write to|write|bother|survey|disturb|spam|receive|contacted|texted)( me| us| my (phone|number)| this number| here| anymore| any more| again| ever| (any |more |these |your )+(messages|texts|sms|surveys)| (messages|texts|sms|surveys))+)",
    R"(\bno more (of (this|these|your) ?)?(text|message|survey|sms|question|email|spam|reminder|contact)s?\b)",
    R"(\b(take|remove|delete|get|drop|strike) (me|my (phone |mobile )?(number|contact|name|details)|us|this number) (off|from|out of)\b)",
    R"(\b(remove|delete) (me|my (phone |mobile )?(number|details|contact))\b)",
    R"(\b(unsubscribe|un-subscribe|opt(ing)? (me )?out|opt-out)\b)",
    R"(\bstop (getting|receiving) (any |all |more |the |these |those |your )*(texts?|messages|sms|surveys?)\b)",
    R"(\benough (with|of) (the|these|those|your|this) (texts?|texting|messages?|sms|surveys?|spam)\b)",
    R"(\b(text|message|contact|spam|bother) me (again|one more time|once more),? ?(and|or) )",
    R"(\b(don't|do not|dont|didn't|did not|never) (consent|agree|consented|agreed) to (be |being |receive |receiving |get |getting )*(this |these |those |your |any )*(texts?|messages|sms|texted|messaged|contacted|surveys?|spam)\b)",
    R"((^|[,.!] ?)(just |please |you )*(get lost|go away|(piss|bugger|sod) off)\b)",
    R"(\bleave me (alone|in peace|be)\b|\blose my number\b|\b(block|report) (you|this number|your number)\b)",
    R"(^(please |pls |plz |just |ok |hey )*stop( it| this| that| now| already| please| pls| thanks| all of this| immediately)*[ !.]*$)",
    R"(\b(i )?(don't|do not|dont) (want|wish|like)( to)? (get|receive|be getting|have|see|be)? ?(any |more |of |these |this |your |further |such )*(messages|texts|sms|surveys|texted|contacted|messaged|spam)\b)",
    R"(((?<![特分区告个性级识鉴派辨])别|不要|勿|不准|不许|不用|不需要|无需|不必|停止|不想让你们|禁止|少)(再|一直|老是|老|总是|总|继续|随便|天天|每天|经常)*(给|向|跟|对|往)?(我|本人|俺|这个号码|这个号|我手机|我们)?(再|一直|老是)?(打电话)?(发送|发|推送|推|传|send|sms)(任何|这些|这种|这类|此类|垃圾|骚扰|问卷|你们的|这|过来)*(短信|短讯|简讯|信息|讯息|消息|微信|问卷|调查|广告|通知|东西|来|我|了|过来|给我|这(个|玩意儿?|些)(了|啦|吧|吗|行吗|好吗)*$|$))",
    R"(((?<![特分区告个性级识鉴派辨])别|不要|勿|不准|不许|停止|请勿|禁止|少)(再|一直|老是|老|总是|总|继续|天天|每天)*(来|给|向|跟|对)?(我|本人|俺)?(再)?(打扰|骚扰|联系我|联系$|烦我|来烦|烦$|问我(?!.{0,8}[遍次])|问了|短信))",
    R"((不想|不愿|不愿意|不希望|拒绝|不要|不需要)(再|继续)*(收到|接收|接受|接到|看到)(任何|这些|这种|这类|此类|你们的?|垃圾|你们)*(短信|信息|消息|问卷|调查|推送|广告|通知|了|$))",
    R"((?<!怎么|客户|用户|回复|客人|帮[他她])(退订|取消订阅|拒收|拉黑|加黑名单|黑名单)(你们|这个号|这种|短信|信息|消息|[^\p{L}]|了|吧|啦|哈|谢谢|所有|全部|$)+(?!好|的|后|之后))",
    R"([,.!] *(please |just )?stop( it| this)?[ .!]*$)",
    R"((删除|移除|删掉|去掉)(我|我的)(号码|手机号|电话|联系方式|信息))",
    R"((把我|将我|我的号码|我的手机号|我的电话).{0,6}(移除|移出|删掉|删除|删了|去掉|剔除))",
    R"((再发|再骚扰|再打扰|再给我发).{0,8}(投诉|举报|拉黑|报警))",
    R"(\b(who gave you|where did you get|how did you get) my (phone )?number\b)",
    R"((怎么|哪里|哪儿|从哪|谁).{0,8}我的?(手机号|号码|电话号|联系方式))",
    R"(谁(让|允许|同意|准|叫).{0,4}给我发|(你们|这)(这|就|简直|已经)*(是|属于|构成|算)(在)?骚扰(?!电话))",
    R"((烦死了|够了|很烦|太烦).{0,3}(别|不要|停).{0,2}(发|烦|问|打)?)",
};

/// What looks like such a wish and is not: a subscription to be cancelled at the shop is the customer's
/// matter.
constexpr const char* kNotOptOutPatterns[] = {
    R"(\b(?!how (do|can) i stop (getting |receiving |all |the |these |those |your )*(texts?|messages|sms)\b)(could not|couldn't|cannot|can't|can i|how (do|can|to)|unable to|tried to|trying to|wanted to|button|link|link to) .{0,12}(unsubscribe|opt out|opt-out|stop))",
    R"(\b(not|n't|never|wouldn't|won't|didn't|doesn't|hesitate to) stop(ped|s)?\b)",
    R"(\b(unsubscribe|opt-?out) (link|button|page|option)\b)",
    R"(\b(text|message|msg|call|contact) me (before|after|between|during|until|while|at (work|night|home|[0-9])|on (sun|mon|tues|wednes|thurs|fri|satur|week)))",
    R"(发(邮件|短信|信息|微信|消息)[了,;. ]*(请|还是|直接|改|给我)?(打电话|电话|发短信|发邮件|发微信|加微信|打(?!扰)))",
    R"((被|给).{0,8}拉黑|拉黑(过|我|了我))",
    R"((怎么|如何|无法|不能|没法|想办|办理|申请|要求|帮我|给我办|客服).{0,6}(退订|取消订阅|拉黑)|(退订|取消订阅).{0,4}(流程|业务|套餐|很|太|不|麻烦|按钮|失败|功能|成功|费))",
    R"((把我|将我|我的号码|我).{0,6}(订单|照片|记录|数据|账号|账户|评论).{0,4}(删掉|删除|删了))",
};

using Patterns = std::vector<std::unique_ptr<icu::RegexPattern>>;

Patterns compiled(const char* const* begin, const char* const* end) {
    Patterns patterns;
    for (; begin != end; ++begin) {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where;
        patterns.emplace_back(
            icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(*begin), where, status));
        if (U_FAILURE(status)) throw std::logic_error(std::string{"bad opt-out pattern: "} + *begin);
    }
    return patterns;
}

bool matches_any(const Patterns& patterns, const icu::UnicodeString& text) {
    constexpr std::int32_t kTimeLimit =
        1000;  // steps of the matcher, in units of ICU's choosing; about a second
    for (const auto& pattern : patterns) {
        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::RegexMatcher> matcher{pattern->matcher(text, status)};
        if (U_FAILURE(status)) continue;
        matcher->setTimeLimit(kTimeLimit, status);
        if (matcher->find(status) && U_SUCCESS(status)) return true;
    }
    return false;
}

}  // namespace

bool sounds_like_opt_out(std::string_view text) {
    constexpr std::size_t kLongestWish = 240;  // bytes; a longer text tells a story
    if (text.size() > 4 * kLongestWish) return false;
    const std::string folded = fold_for_matching(text);
    if (folded.empty() || folded.size() > kLongestWish) return false;
    static const Patterns wishes = compiled(std::begin(kOptOutPatterns), std::end(kOptOutPatterns));
    static const Patterns others = compiled(std::begin(kNotOptOutPatterns), std::end(kNotOptOutPatterns));
    const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(folded);
    return matches_any(wishes, unicode) && !matches_any(others, unicode);
}

}  // namespace askwell::flows::reading
