#include "flows/reading/ratings/no_verdict.h"

#include "flows/reading/ratings/misplaced.h"
#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/ratings/set_aside.h"
#include "flows/reading/ratings/told_apart.h"
#include "flows/reading/ratings/whose.h"
#include "flows/reading/text/disowned.h"
#include "flows/reading/text/hearsay.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// "Is 1 good or bad", 5是最好吧: the scale is asked about, with or without a question mark.
bool asks_about_scale(std::string_view folded) {
    static const HintedPattern question{
        "^(?:so |and |wait )?(?:is|does|do|are) (?:an? )?" + written_score() +
            " (?:mean|stand|the (?:best|worst|top|highest|lowest)|good|bad|best|worst|high|low|top|max)|^" +
            written_score() +
            "(?:是|算|代表|就是)(?:最?(?:好|坏|高|低|差|满意|不满意)的?(?:吧|吗|么|呢)|[^,.;!?]{1,8}还是)|"
            "(?:is that|that'?s|which is|that means) (?:the "
            ")?(?:best|worst|highest|lowest|top|good|bad)[a-z, "
            "]*\\?|"
            "是最(?:好|高|低|差)的?(?:,? ?对吧|吧|吗|,? ?对不对)",
        {"is ", "does ", "do ", "are ", "that", "吧", "吗", "么", "呢", "还是", "对不对"}};
    // 5分是最满意吗？那就4分 answers.
    return question.found_in(folded) && figures_in(folded).size() == 1;
}

/// 所谓“高效解决”是你们内部的说法吗: a label in quotation marks is asked about; 是专业的还是外包的: one of
/// two is.
bool asks_about_label(std::string_view folded) {
    static const HintedPattern question{
        "[\"「『][^\"」』]{2,24}[\"」』][^,.;!?\"\\n]{0,14}(?:什么意思|啥意思|谁|怎么算|怎么定|哪来|(?:吗|么)"
        "[?]?$|是指)|"
        "(?:什么|啥)(?:叫|是)[\"「『]",
        {"意思", "谁", "怎么", "哪来", "吗", "么", "是指"}};
    static const HintedPattern either{
        "^(?:你们|他|她|他们|这|那)?(?:到底)?是[^,.;!?]{1,6}的?还是[^,.;!?]{1,8}的?(?:啊|呢|呀)?[? ]*$",
        {"还是"}};
    return either.found_in(folded) || (contains_any(folded, {"\"", "「", "『"}) && question.found_in(folded));
}

/// "Easy for my daughter who did hers online", 对年轻人方便, "clear to them"; "they always say 'we'll keep
/// you informed'".
bool is_of_kin_or_said(std::string_view folded) {
    static const HintedPattern words{
        "^(?:it was |it is |it's |very |quite |so |really |pretty )*[a-z]{3,14} (?:for (?:my|our) "
        "(?:daughter|son|wife|husband|mum|mom|dad|mother|father|kids?|sister|brother|friend|neighbou?r|"
        "colleague)|for (?:the )?(?:young|old|elderly|other|some|clever|techy) "
        "?(?:people|folks?|ones|users)?|"
        "for (?:youngsters|techies|experts|kids|pensioners|them|others|whoever)|to "
        "(?:them|others|him|her|you|"
        "experts|insiders))(?![a-z])|"
        "^(?:well,? )?(?:they|you|you lot|companies|these people) (?:always|never|usually) say "
        "(?:[\"'“]|that |you|we|they)|"
        "^对(?:年轻人|小孩|孩子|他们|别人|内行|外行|[会懂][用的电脑手机]*的?人|专业人士)(?:"
        "来说|而言|来讲)?",
        {" for ", " to ", " say ", "对"}};
    return words.found_in(folded) && !gives_figure(folded) &&
           !contains_any(folded, {" for me", "and me", "to me", "我"});
}

/// 小姑娘挂电话前让我一定打5分: what was asked for, and not what is given.
bool was_told_to_give(std::string_view folded) {
    static const HintedPattern words{
        "(?:客服|师傅|姑娘|小伙|小哥|小妹|小姐姐|店员|他们?|她们?|经理|销售|人家|技师|工程师|师父|大姐|小王|"
        "小李)"
        "[^,.;!?的]{0,8}(?:让|叫|要求?|求|教|催|逼|劝)着?我们?(?:一定|务必|必须|帮忙|帮[他她]|都|得|要)*(?:"
        "打|"
        "给|选|评|点|"
        "填)(?:个|[他她])*" +
            written_score(),
        {"让", "叫", "要", "求", "教", "催", "逼", "劝"}};
    const std::size_t certainly = contains_any(folded, {"一定"}) ? 1 : 0;  // is no figure
    return figures_in(folded).size() == 1 + certainly && words.found_in(folded) &&
           !contains_any(folded, {"就打", "就给", "那就", "好吧", "同意", "应该的", "没问题"});
}

/// 给5分有什么好处没, ３，不对，４，哎到底哪个高: what a score is good for, or which way the scale runs.
bool asks_what_for(std::string_view folded) {
    static const HintedPattern question{
        "(?:有什么|有啥|有没有)(?:好处|用处|奖|礼|优惠|返现)|到底(?:哪个|几分)(?:高|好|最好)|"
        "(?:which|what) (?:one )?is (?:the )?(?:higher|highest|better|best|worst)",
        {"什么", "有啥", "有没有", "到底", "which", "what"}};
    return question.found_in(folded);
}

/// 去年那次调查我打的8分, "last survey: 9": what was given then, and what now is not told.
bool tells_only_earlier_score(std::string_view folded) {
    constexpr const char* kThen =
        "(?:上次|上一次|上回|上一回|之前|以前|从前|去年|前年|上个?月|上半年|年初|春天|半年前|[0-"
        "9一二两三四五六几]个?[月年]前)"
        "[^,.;:!?\\n]{0,14}?";
    static const HintedPattern chinese{std::string{"(?:^|[,.;:!?\\n ])(?:我|记得|好像|印象中|应该|是)*"} +
                                           kThen +
                                           "(?:(?:调查|问卷|评价|回访|调研|打分|评分|问)[^,.;:!?\\n]{0,6}?(?:"
                                           "打|给|填|选|评|写|是)(?:的是|的|了|过)?|"
                                           "(?:打|给|填|选|评|写)(?:的是|的|了|过))个?(?:你们)?" +
                                           written_score() + "(?:的|了|吧|啊|来着)*(?=[,.;:!?\\n ]|$)",
                                       {"上次", "上一", "上回", "上月", "上个月", "上半年", "之前", "以前",
                                        "从前", "去年", "前年", "年初", "春天", "年前", "月前"}};
    static const HintedPattern english{
        "(?:^|[,.;:!?\\n] ?)(?:on |in |for |from )?(?:my |your |the )?(?:last|previous|prior|earlier) "
        "(?:survey|questionnaire|form|poll|review|score|rating)[a-z ':]{1,24}?" +
            written_score() + "(?: stars?| points?)?(?=[,.;:!?\\n ]|$)",
        {"last ", "previous ", "prior ", "earlier "}};
    static const HintedPattern left_open{
        "(?:以前|之前|原来|原先|本来|去年|上次|上回)(?:我|是|能|会|可以|都|给|打|个)*" + written_score() +
            "(?:的|了)?[,.;! "
            "]+(?:但|不过|可)?(?:现在|如今|这次|今年)(?:就|可|真|我|还|倒)*(?:不好说|难说|说不准|说不好|"
            "不知道|"
            "不确定|没想好|不一定)|(?:used to|before|last year)[^.;!?0-9]{0,24}" +
            written_score() +
            "[^.;!?0-9]{0,10}[,.;] ?(?:but )?(?:these days|now),? (?:i )?(?:don't know|not sure|can't "
            "say|i'm not sure|who "
            "knows|hard to say)",
        {"现在", "如今", "这次", "今年", "now", "these days"}};
    // 上次那个客服我很满意，给了5分
    static const HintedPattern another_one{
        "^(?:上次|上回|上一次|以前|之前|去年)(?:来)?的?(?:那|那一)[个位回次](?!.*(?:这[次回个位]|今[天次年]|"
        "现在|你们))",
        {"那"}};
    if (another_one.found_in(folded)) return figures_in(folded).size() <= 1;
    if (left_open.found_in(folded)) return figures_in(folded).size() == 1;
    if (!chinese.found_in(folded) && !english.found_in(folded)) return false;
    return figures_in(folded).size() == 1 &&
           !contains_any(folded, {"一样", "同样", "不变", "没变", "还是", "仍", "照旧", "这次", "这回",
                                  "今年", "现在", "same", "still", "again", "now", "this"});
}

/// "Satisfied would be nice for a change": a label is wished for.
bool only_wishes_for_label(std::string_view folded) {
    static const HintedPattern wish{
        "^\"?(?:very |quite |fully )?[a-z]+(?: [a-z]+)?\"?(?: would|'d) (?:have been|be|'ve been) (?:very "
        "|really |so )?"
        "(?:nice|great|lovely|good|welcome|wonderful|ideal|a (?:nice |fine )?(?:change|thing|start))"
        "(?: for (?:a change|once)| one day| wouldn't it)*[.! ]*$",
        {"would", "'d"}};
    return wish.found_in(folded);
}

/// "My sister would, definitely": who is not asked.
bool says_who_would(std::string_view folded) {
    if (!folded.starts_with("my ") && !folded.starts_with("our ")) return false;
    static const Pattern words{
        "^(?:my|our) [a-z]+ (?:would|will|might|may|wouldn't|won't)[,. "
        "]+(?:definitely|certainly|absolutely|for "
        "sure|probably|never|of course|surely)(?:,? (?:but|not me)[^0-9]{0,40})?[.! ]*$"};
    return words.found_in(folded);
}

/// 说明书上写得挺清楚的, "the website is clear": written matter, where we asked about ourselves.
bool is_said_of_a_text(std::string_view folded) {
    static const HintedPattern words{
        "^(?:你们?的?)?(?:产品)?(?:说明书|手册|官网|网上|网站|网页|合同|公告|海报|包装|标签|广告|传单|宣传册?"
        "|工服|墙|车|门口|横幅)(?:上|里|中)?(?:"
        "面)?(?:都|也|倒|明明|是)*"
        "(?:写|说|讲|标|印|贴|挂)(?:得|的是?|着)[^,.;!?]{1,10}[.! ]*$",
        {"书", "手册", "网", "合同", "公告", "海报", "包装", "标签", "广告", "传单", "宣传", "工服", "墙",
         "车", "门口", "横幅"}};
    return words.found_in(folded);
}

/// 等回访了再打分, "the waiting I'd rather not say": the verdict is to come, or kept.
bool puts_off_verdict(std::string_view folded) {
    static const HintedPattern later{
        "再(?:来|给|跟)?(?:你们)?(?:打分|评分|评价|评|给分)(?:吧|呢|哈)*[ .!]*$|(?:rather|prefer) not (?:to "
        ")?(?:say|comment|judge)|"
        "(?:i'll|i will|can only|will) (?:rate|score)(?: it| you| this)? (?:later|once|when|after)",
        {"再", "rate", "score", " not "}};
    return later.found_in(folded);
}

/// "They said 5 minutes", 说好的3分钟呢, 客服说5分钟，我没看表: how long it took is not told.
bool tells_only_promise(std::string_view folded) {
    static const std::string promise = told_promise(
        "(?:他们?|她们?|你们|客服|人家|系统|公众号|页面|机器人|语音|师傅|短信|小程序|官网|网站|网上|"
        "广告|海报|宣传|公告|平台|提示音|app|(?=说好|承诺|答应|号称|保证|写着?))");
    static const Pattern alone{"^" + promise + "\"?呢?[ .!]*$"};
    static const Pattern before_rest{"^" + promise + "\"?(?:呢|了|的)*(?:[,.;!]| but | and )"};
    if (alone.found_in(folded)) return true;
    const auto promised = before_rest.first(folded);
    if (!promised) return false;
    // What follows may bear it out ("and it was"), or tell another time.
    const std::string_view rest = folded.substr(promised->end);
    static const Pattern borne_out{
        "果然|确实|真的|还真|就是|差不多|没错|准|做到|兑现|"
        "(?<![a-z])(?:(?:it|they|that|he|she) (?:was|were|did|is)(?! "
        "not|n't)|true|right|correct|indeed|kept|spot "
        "on)(?![a-z'])"};
    constexpr std::string_view kTimes[] = {
        "分",   "小时",  "天",     "马上",   "立刻",  "秒",          "一直",     "没人",   "半",
        "久",   "长",    "快",     "慢",     "hour",  " min",        "day",      "long",   "more",
        "less", "never", "nobody", "no one", "still", "immediately", "straight", "at once"};
    return figures_in(rest).empty() && !contains_any(rest, kTimes) && !borne_out.found_in(rest);
}

/// "Under 3 minutes would have been nice", 按理说5分钟该有人回了: how long it took is not told.
bool tells_only_wish(std::string_view folded) {
    static const Pattern time{time_told()};
    return wished_times().found_in(folded) && time.all(folded).size() <= 1;
}

/// "I gave up after 4 minutes": nobody answered, for all we know. "Felt like 30 minutes" is no measure.
bool gave_up(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])gave up after(?![a-z])|^(?:it )?(?:only )?felt like (?!less|under|seconds)|放弃了|没等到",
        {"gave", "felt", "放弃", "没等"}};
    return words.found_in(folded);
}

/// "Sorry that was meant for the kids' quiz", 发错人了: another reply than ours.
bool is_meant_for_another(std::string_view folded) {
    static const HintedPattern words{
        "(?:was|is|were) meant for(?! you)|"
        "wrong (?:chat|person|group|conversation)|发错(?:人|群|了)|不是(?:发|回)给你",
        {"meant for", "wrong ", "发错", "不是发", "不是回"}};
    return words.found_in(folded) || names_only_unmeant_score(folded);
}

/// 我说不清楚, 这个我不太清楚: the customer cannot say.
bool cannot_say(std::string_view folded) {
    static const HintedPattern words{
        "^(?:我|也|真|实在|还|都|这个|这题|这|具体)*(?:(?:说|讲|道)不清楚?|我(?:也|真|实在|还|都|是)*不太?"
        "清楚)"
        "(?:了|啊|呢|哎|哦|呀|吧)*(?:[. !]*$|[,.;! "
        "]+(?:反正|就那样|随便|你们?看着|一时))|(?:我哪|我怎么|鬼才?|天)(?:知道|晓得)",
        {"不清", "不太清", "知道", "晓得"}};
    return words.found_in(folded);
}

/// "Not at all, my pleasure", "certainly, what would you like to know": courtesies that begin with a label.
bool is_courtesy(std::string_view folded) {
    static const HintedPattern words{
        "^(?:not at all|certainly|absolutely|of course)[,.! ]+(?:my pleasure|you'?re welcome|don't mention|"
        "what (?:would|do) you|go ahead|ask away)",
        {"not at all", "certainly", "absolutely", "of course"}};
    return words.found_in(folded);
}

/// "Press 1 for billing, 2 for repairs", 按1查话费，按2报修: what the voice menu says.
bool recites_menu(std::string_view folded) {
    static const HintedPattern words{
        "^(?:press|dial|hit) [0-9] (?:for|to) [a-z' ]+?(?:[,.;\" ]+(?:and )?(?:(?:press|dial|hit) )?[0-9] "
        "(?:for|to) "
        "[a-z' ]+?)*[.!\" ]*$|^(?:按 ?[0-9](?:键)?(?:是|查|办|报|转|找|为|进|选)[^,.;!? ]{1,10}(?:[,.; "
        "]+|$))+$",
        {"press", "dial", "hit", "按"}};
    return words.found_in(folded);
}

/// "One more call and it's a 1": not yet.
bool only_threatens(std::string_view folded) {
    static const HintedPattern words{
        "^(?:one more|(?:just "
        ")?another|keep|ask|call|text|message|ring|bother|pester)(?![a-z])[^,.;!?]{1,30} and (?:it's|"
        "it'll be|it will be|that's|you get|you'll get|you're getting|i'll (?:give|put|say|make)|i'm "
        "giving)(?![a-z])",
        {" and "}};
    return words.found_in(folded);
}

/// "I'll be very satisfied once my refund shows up": not yet, and perhaps never.
bool sets_a_condition(std::string_view folded) {
    static const HintedPattern words{
        "^[^,.;!?0-9]{0,12}?(?:i'll|i will|we'll|we will|i'd|i would|we'd|we would)(?: only| gladly| "
        "happily| even)? (?:be|feel|say|call it|give|recommend)(?![a-z])[^,.;!?0-9]{1,40}? (?:once|when|as "
        "soon as|until|provided|on condition|the day|the "
        "moment)(?![a-z])|(?:等|要等|除非|只有)[^,.;!?]{2,12}(?:了|后|到账|修好|解决|回来|寄到)(?:我)?(?:才|"
        "再|自然|肯定|就会|就给|就打|就算)(?:会|能|给|打|算|说)?(?:是)?(?:很|非常|十分)?(?:满意|推荐|[0-9]|"
        "好评|五星)",
        {" once", " when", "as soon as", " until", "provided", "condition", "the day", "the moment", "才",
         "再", "自然", "肯定", "就会", "就给", "就打", "就算"}};
    static const HintedPattern lasting{
        "^(?:等|要是|只要)[^,.;!?]{0,8}(?:能|撑|顶|扛|不再|没再)[^,.;!?]{1,12}[, "
        "]+我?(?:就|一定|肯定|自然|再|才)",
        {"能", "撑", "顶", "扛", "不再", "没再"}};
    return (words.found_in(folded) || lasting.found_in(folded)) && !gives_figure(folded);
}

/// "No.1!", "number one": the best, or the lowest score of all.
bool praises_as_first(std::string_view folded) {
    static const HintedPattern words{
        "^(?:(?:simply|absolutely|always|still|the|you(?:'re| are)?|it'?s|definitely) )*(?:no\\.?1|"
        "number (?:1|one)!+|#1)[!. ]*$",
        {"no", "number", "#"}};
    return words.found_in(folded);
}

/// "About 5", 大概3分, on a scale of minutes: nobody gives about a score, and nobody knows whether it is
/// one.
bool nears_figure(std::string_view folded) {
    static const HintedPattern words{
        "^(?:(?:i'd say|i think|maybe|probably|等了|应该|可能|我觉得) "
        "?)*(?:(?:about|around|roughly|approx\\.?|"
        "approximately|circa|~|大概|大约|约|差不多|将近|接近|近)+ ?(?:是|有|等了)? ?(?:[0-9]{1,2}|["
        "一二两三四五六七八九十]{1,2})|(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2}) ?分?(?:左右|上下|or so|"
        "give or take|-ish|ish)) ?分?(?:吧|的样子|,? i (?:think|guess|suppose|reckon))?[ .!]*$",
        {"about", "around", "roughly", "approx", "circa", "~", "大概", "大约", "约", "差不多", "近", "左右",
         "上下", "or so", "give or take", "ish"}};
    return words.found_in(folded);
}

/// 请及时给我回个电话, "prompt reply pls": what is asked for.
bool is_request(std::string_view folded) {
    static const HintedPattern words{
        "^(?:麻烦|请|希望|望|还请)(?:你们|您|你)?(?:能|可以|务必|一定)?(?:更|再|非常|尽量)?(?:及时|快速|专业|"
        "耐心|准确|清楚|主动)"
        "(?:一?点|一?些|地|的)?(?:给|帮|回|联系|处理|通知|跟进|解决|告知|说)|"
        "^(?:prompt|quick|fast|speedy) (?:reply|response|answer|callback|call back|action)[a-z "
        "]{0,16}(?:pls|plz|please)",
        {"请", "麻烦", "望", "pls", "plz", "please"}};
    return words.found_in(folded);
}

}  // namespace

std::optional<const char*> why_no_verdict(std::string_view folded, std::string_view asked,
                                          const Scale& scale) {
    if (was_not_there(folded)) return "does not know";
    if (asks_about_scale(folded) || asks_what_for(folded) || asks_about_label(folded)) return "a question";
    if (tells_parts_apart(folded)) return "two labels";
    if (only_threatens(folded) || sets_a_condition(folded)) return "a question or condition";
    if (puts_off_verdict(folded)) return "not yet";
    if (tells_only_earlier_score(folded)) return "another time";
    if (scale.by_range() && (tells_only_promise(folded) || tells_only_wish(folded) || gave_up(folded)))
        return "not how long it took";
    if (scale.by_range() && nears_figure(folded)) return "minutes, or a score";
    if (is_meant_for_another(folded)) return "meant for another";
    if (recites_menu(folded)) return "the menu's words";
    if (praises_as_first(folded)) return "praise, or a score";
    if (is_courtesy(folded)) return "a courtesy";
    if (only_wishes_for_label(folded)) return "a wish";
    if (says_who_would(folded) || is_of_kin_or_said(folded)) return "another's words";
    if (was_told_to_give(folded)) return "another's words";
    if (is_said_of_a_text(folded) || tells_of_a_part(folded, asked)) return "about something else";
    if (cannot_say(folded)) return "cannot say";
    if (is_request(folded)) return "a request";
    if (is_disowned(folded) && !gives_figure(folded)) return "another's words";
    if (tells_only_hearsay(folded)) return "what others say";
    return why_misplaced(folded, asked, scale);
}

}  // namespace askwell::flows::reading
