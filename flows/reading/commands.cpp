#include "flows/reading/commands.h"

#include <memory>
#include <stdexcept>
#include <string>

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "flows/reading/languages.h"
#include "flows/reading/phrases.h"
#include "flows/reading/text.h"

namespace askwell::flows::reading {
namespace {

/// The keywords of Twilio's and AWS's lists, and what Chinese marketing texts ask people to reply.
const PhraseMap<bool>& carrier_stops() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"stop", "stopall", "stop all", "unsubscribe", "end", "quit", "revoke", "optout", "opt-out",
          "opt out", "cancel", "arret", "remove", "退订", "停止", "取消订阅", "td退订", "t退订", "退订t",
          "退订td", "退订n", "退订r", "退订回t", "退订回td", "退订回n", "退订回r", "退订回0000", "回t退订",
          "回td退订", "回n退订", "回复t", "回复td", "回复n", "回复r", "回复退订", "回复t退订", "回复td退订",
          "回t", "回td", "回n", "回r", "拒收回t", "拒收回r", "拒收请回复r", "拒收"}},
    };
    // clang-format on
    return words;
}

const PhraseMap<Command>& commands() {
    // clang-format off
    static const PhraseMap<Command> words{
        {Command::stop,
         {"别再发了", "别发了", "不要再发了", "不要发了", "别再发短信了", "别发短信了", "不要再发短信了",
          "不要发短信了", "请勿再发", "勿扰", "我要退订", "退订短信", "取消", "停", "结束", "退出",
          "停止发送", "停止短信", "不要再发", "别再发", "别再给我发了", "stop it", "stop this",
          "stop texting", "stop messaging", "unsubscribe me", "opt me out", "no more", "no more messages",
          "no more texts", "stop sending", "stop messages", "please stop", "stop please",
          "please unsubscribe", "unsub", "arrêt", "cancel all", "end survey", "cancel subscription",
          "请停止", "请退订", "终止"}},
        {Command::help,
         {"help", "info", "帮助", "help me", "帮助信息", "使用帮助", "说明", "怎么用", "怎么回复",
          "怎么回答", "怎么答", "help please", "please help", "what is this", "who is this", "你是谁",
          "这是什么", "求助", "how does this work", "菜单", "menu", "commands"}},
        {Command::skip,
         {"skip", "pass", "next", "跳过", "下一题", "略过", "不想回答", "skip it", "skip this",
          "skip this one", "skip question", "skip this question", "next question", "next one",
          "please skip", "skip please", "跳过吧", "跳过这题", "跳过此题", "跳过本题", "跳过这个",
          "跳过这道题", "跳过该题", "下一个", "下一题吧", "下个问题", "下一个问题", "下一道", "不想答",
          "不回答", "不答", "不想说", "不方便回答", "不便回答", "不便透露", "略", "过", "pass on this",
          "pass on this one", "i pass", "i'll pass", "i'd rather not say", "rather not say",
          "prefer not to say", "prefer not to answer", "i'd rather not answer", "no answer", "no comment",
          "拒绝回答", "无可奉告", "这题跳过", "这个跳过", "pass this one", "let's skip", "i want to skip",
          "i'd like to skip this one", "我想跳过", "先跳过", "skip that"}},
        {Command::back,
         {"back", "previous", "返回", "上一题", "改上一题", "go back", "undo", "previous question",
          "the previous question", "last question", "back please", "go back please", "上一个", "上一个问题",
          "上一步", "回上一题", "返回上一题", "返回上一步", "返回上一个", "回到上一题", "改一下上一题",
          "修改上一题", "更改上一题", "后退", "回退", "撤回", "重答上一题", "重新回答上一题",
          "我要改上一题", "上题", "改上题", "上一道", "prev", "one back", "change my answer",
          "change last answer", "change my last answer", "改答案", "修改答案"}},
        {Command::restart,
         {"restart", "重新开始", "start over", "start again", "begin again", "from the beginning",
          "start from the beginning", "重来", "重新来", "重新来过", "从头开始", "从头再来", "从头来",
          "重做", "重新填写", "重新填", "重填", "重新答", "重新作答", "重启", "reset", "start afresh",
          "再来一次", "重新评价", "redo"}},
        {Command::later,
         {"later", "not now", "稍后", "晚点再说", "改天", "maybe later", "later please", "do it later",
          "i'll do it later", "i will do it later", "another time", "some other time", "remind me later",
          "ask me later", "ask later", "busy", "i'm busy", "busy now", "i'm busy now", "busy right now",
          "i'm busy right now", "not right now", "no time now", "in a meeting", "i'm driving", "driving",
          "tomorrow", "稍后再说", "稍后再填", "稍后回复", "稍等", "等会", "等会儿", "等下", "等一下",
          "等一会", "等会再说", "等下再说", "一会再说", "一会儿再说", "待会", "待会儿", "待会再说",
          "待会儿再说", "晚点", "晚些", "晚一点", "晚点再填", "晚点回", "晚上再说", "晚点回复", "晚些时候",
          "改天吧", "改天再说", "回头再说", "回头", "下次", "下次再说", "下次吧", "以后再说", "现在没空",
          "没空", "现在没时间", "没时间", "现在忙", "在忙", "正忙", "我在忙", "忙着呢", "现在不方便",
          "现在不太方便", "在开会", "开会中", "在开车", "开车中", "明天再说", "过会", "过会儿",
          "过会儿再说", "过一会再说", "有空再说", "有空再填", "再说吧", "later on", "a bit later"}},
        {Command::start,
         {"start", "unstop", "开始", "恢复", "订阅", "begin", "resume", "subscribe", "恢复订阅", "重新订阅",
          "开始吧", "现在开始", "let's start", "let's go", "start now", "开始评价", "开始答题", "继续",
          "continue", "opt in", "opt-in", "optin"}},
    };
    // clang-format on
    return words;
}

/// A whole message without the marks and particles around it, and "/stop@our_bot" as "stop".
std::string_view bare_command(std::string_view folded) {
    std::string_view bare = trim_marks(folded);
    const std::string_view start = trim_space(folded);
    if (start.starts_with('/')) bare = bare.substr(0, bare.find('@'));
    return bare;
}

/// Matched in the folded text. Short, imperative, and about writing to me.
constexpr const char* kOptOutPatterns[] = {
    R"(\b(stop|quit|cease) (all |ever |the |these |those |with |your |this |sending |me |us |any |more |bloody |damn |stupid )*(text(s|ing)?|messag(e|es|ing)|sms|spam(ming)?|contacting|bothering|harassing|bugging|pestering|emailing|e-mailing|surveys?|survey(ing)? me|notifications|reminders|calling me|writing to me|writing me|asking me|asking)\b(?! (the|my|him|her|them|our|driver|customers)\b))",
    R"(\bstop sending (me |us )?(this|these|those|them|any|more|stuff|anything|things|messages|texts|sms|surveys|it)\b)",
    R"(\b(do not|don't|dont|never|no longer|not to) (ever |please |want (you )?to |want to be |wish to |be )*(send me|text|message|contact|e-?mail|call|write to|write|bother|survey|disturb|spam|receive|contacted|texted)( me| us| my (phone|number)| this number| here| anymore| any more| again| ever| (any |more |these |your )+(messages|texts|sms|surveys)| (messages|texts|sms|surveys))+)",
    R"(\bno more (of (this|these|your) ?)?(text|message|survey|sms|question|email|spam|reminder|contact)s?\b)",
    R"(\b(take|remove|delete|get|drop|strike) (me|my (phone |mobile )?(number|contact|name|details)|us|this number) (off|from|out of)\b)",
    R"(\b(remove|delete) (me|my (phone |mobile )?(number|details|contact))\b)",
    R"(\b(unsubscribe|un-subscribe|opt(ing)? (me )?out|opt-out)\b)",
    R"(\bleave me alone\b|\bget lost\b|\bgo away\b|\blose my number\b|\b(block|report) (you|this number|your number)\b)",
    R"(^(please |pls |plz |just |ok |hey )*stop( it| this| that| now| already| please| pls| thanks| all of this| immediately)*[ !.]*$)",
    R"(\b(i )?(don't|do not|dont) (want|wish|like)( to)? (get|receive|be getting|have|see|be)? ?(any |more |these |this |your |further |such )*(messages|texts|sms|surveys|texted|contacted|messaged|spam)\b)",
    R"((别|不要|勿|不准|不许|不用|停止|不想让你们|禁止|少)(再|一直|老是|老|总是|总|继续|随便|天天|每天|经常)*(给|向|跟|对|往)?(我|本人|俺|这个号码|这个号|我手机|我们)?(再|一直|老是)?(发送|发|推送|推|传)(任何|这些|这种|这类|此类|垃圾|骚扰|问卷|你们的|这|过来)*(短信|简讯|信息|讯息|消息|微信|邮件|问卷|调查|广告|通知|东西|来|我|了|过来|给我|$))",
    R"((别|不要|勿|不准|不许|停止|请勿|禁止|少)(再|一直|老是|老|总是|总|继续|天天|每天)*(来|给|向|跟|对)?(我|本人|俺)?(再)?(打扰|骚扰|联系我|联系$|烦我|来烦|烦$|问我|问了|打电话|打我电话|短信))",
    R"((不想|不愿|不愿意|不希望|拒绝|不要|不需要)(再|继续)*(收到|接收|接受|接到|看到)(任何|这些|这种|这类|此类|你们的?|垃圾|你们)*(短信|信息|消息|问卷|调查|推送|广告|通知|了|$))",
    R"((退订|取消订阅|拒收|拉黑|加黑名单|黑名单))",
    R"([,.!] *(please |just )?stop( it| this)?[ .!]*$)",
    R"((删除|移除|删掉|去掉)(我|我的)(号码|手机号|电话|联系方式|信息))",
    R"((把我|将我|我的号码|我的手机号|我的电话|我).{0,6}(移除|移出|删掉|删除|删了|去掉|剔除))",
    R"((再发|再骚扰|再打扰|再给我发).{0,8}(投诉|举报|拉黑|报警))",
    R"((烦死了|够了|很烦|太烦).{0,3}(别|不要|停).{0,2}(发|烦|问|打)?)",
};

/// What looks like such a wish and is not: a subscription to be cancelled at the shop is the customer's
/// matter.
constexpr const char* kNotOptOutPatterns[] = {
    R"(\b(could not|couldn't|cannot|can't|can i|how (do|can|to)|unable to|tried to|trying to|wanted to|button|link|link to) .{0,12}(unsubscribe|opt out|opt-out|stop))",
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

std::optional<Command> command_in(std::string_view folded) {
    const std::string_view marks = trim_space(folded);
    if (!marks.empty() && marks.find_first_not_of('?') == std::string_view::npos) return Command::help;
    const std::string_view bare = bare_command(folded);
    if (carrier_stops().whole(bare) != nullptr) return Command::stop;
    if (const Command* found = commands().whole(bare)) return *found;
    if (!language_in(folded).empty()) return Command::language;
    return std::nullopt;
}

bool is_carrier_stop(std::string_view folded) {
    return carrier_stops().whole(bare_command(folded)) != nullptr;
}

bool is_opt_out_letter(std::string_view folded) {
    static const PhraseMap<bool> letters{{true, {"t", "td", "n", "r", "0000"}}};
    return letters.whole(trim_marks(folded)) != nullptr;
}

}  // namespace askwell::flows::reading

namespace askwell::flows {

bool sounds_like_opt_out(std::string_view text) {
    using namespace reading;
    constexpr std::size_t kLongestWish = 240;  // bytes; a longer text tells a story
    if (text.size() > 4 * kLongestWish) return false;
    const std::string folded = fold_for_matching(text);
    if (folded.empty() || folded.size() > kLongestWish) return false;
    static const Patterns wishes = compiled(std::begin(kOptOutPatterns), std::end(kOptOutPatterns));
    static const Patterns others = compiled(std::begin(kNotOptOutPatterns), std::end(kNotOptOutPatterns));
    const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(folded);
    return matches_any(wishes, unicode) && !matches_any(others, unicode);
}

}  // namespace askwell::flows
