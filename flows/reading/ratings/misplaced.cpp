#include "flows/reading/ratings/misplaced.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "flows/reading/ratings/of_things.h"
#include "flows/reading/ratings/other_times.h"
#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/ratings/set_aside.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// Where a clause begins.
constexpr const char* kBegins = "(?:^|[,.;:!?\\n ])";

/// 我已经非常耐心了, 我及时付了款, "I'm a professional electrician myself": said of the customer.
bool is_of_customer(std::string_view folded) {
    static const std::string adverbs =
        "(?:已经|也|都|够|算|本来|一直|是|真的|可|很|非常|挺|个|比较|每次|就|十分|特别|硬是|确实|始终|实在|"
        "还|向来|其实|自认|自认为)*";
    static const HintedPattern words{
        "(?<![a-z])(?:i'm|im|i am|i was|i've been)(?: "
        "(?:a|an|also|already|being|usually|very|so|really|quite|normally|"
        "too|always|pretty|extremely|a bit|bit))* (?:(?:(?:im)?patient|(?:un)?professional)(?![a-z])|"
        "(?:easy(?:[- ]?going)?(?= ?(?:[,.!]|$))|(?:slow|quick|prompt|late|fast)(?=[.! ]*$)))|" +
            std::string{kBegins} + "(?:我|本人|我自己)" + adverbs + "(?:不)?(?:耐心|专业)(?!地|的讲|的解)|" +
            "(?<![a-z])(?:the|my|our|all the|every) [a-z ]{3,24}? (?:that )?(?:i|we) "
            "(?:gave|provided|told|left|sent|wrote|supplied|"
            "entered|spelled|spelt)(?: you| them| him| her| in| out)? (?:was|were|is|are) (?:all |perfectly "
            "|definitely |"
            "always |absolutely |100% |quite )*(?:correct|accurate|right|clear)(?![a-z])|" +
            kBegins +
            "(?:我|我们|本人)(?:当时|自己|这边)?(?:给|报|说|讲|留|填|写|提供|发)(?:你们?|过去|出去)?的(?:可|"
            "都)?"
            "(?:(?![,.;:!?]|记|登|录|写)[\\p{Han}]){0,6}?(?:是|都|可|可是|绝对|肯定|很|非常|没问题)*(?:准确|"
            "正确|清楚)|" +
            kBegins +
            "(?:我|我们|本人)(?:一直|从头到尾)?(?:对|跟|和|与)(?:他|她|你|您|客服|师傅|工作人员)们?"
            "[^,.;!?他她你您的给]{0,6}?耐心|" +
            kBegins + "(?:我|我们|咱们?|本人)" + adverbs +
            "及时地?(?:就|也|都)?(?:把|付|交|缴|寄|汇|报|通知|告诉|告知|反馈|反映|联系|提交|提供|配合|归还|"
            "还|"
            "退|发|打|回)",
        {"patient", "professional", "easy", "slow", "quick", "prompt", "late", "fast", "耐心", "专业", "及时",
         "准确", "正确", "清楚", "correct", "accurate", "right", "clear"}};
    return words.found_in(folded);
}

/// 我清楚你们的套路, 大家心里都清楚, "I'm very clear about what I want": what people know, not what they
/// were told.
bool is_what_people_know(std::string_view folded) {
    static const HintedPattern words{
        std::string{kBegins} +
            "(?:我|我们|咱们?)(?:也|都|很|最|太|可|早就|一直|自己)*清楚(?:得很)?(?:,)?(?:你|他|她)们?(?!说|"
            "讲|的说|的讲|解释)|" +
            kBegins +
            "(?:你们?|大家|谁|他们|双方)(?:自己|心里|应该|都|也|很|最|比谁都|比我)*清楚(?!地|不清楚)|"
            "(?:我|你|他|她|大家)们?(?:的)?(?:心里|心中|自己心里)(?:都|很|最|也)*清楚|"
            "(?<![a-z])(?:i'm|i am|we're|we are|let me be|i've been|i was)(?: (?:very|quite|perfectly|"
            "absolutely|really|so))* clear(?: (?:about (?:what|that)|that|i |we |what i)|,? (?:i|we) want)",
        {"清楚", "clear"}};
    return words.found_in(folded);
}

/// "Prompt compared with what?", "convenient for whom": by whose measure?
bool asks_whose_measure(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])(?:compared (?:with|to) (?:what|who|whom)(?![a-z])|(?:for|to|by|with) "
        "(?:whom|whose standards?|what standards?)(?:,| or |[.?! ]*$)|in what (?:sense|way|respect)|"
        "by (?:whose|what|which) (?:standards?|measure|yardstick)|(?:please )?define [a-z]+[.?! ]*$|"
        "what do you (?:mean by|call)|what counts as)|"
        "(?:跟|和|与|同)(?:谁|什么|哪家)比(?!都|也)|对谁(?:来说|而言)?[?,.]|什么叫|怎么才?算(?!都|也)",
        {"compared", "whom", "whose", "what", "which", "define", "谁", "什么", "哪家", "怎么"}};
    return words.found_in(folded);
}

/// "Can't decide between not solved and basically solved", "torn between the two".
bool cannot_decide(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])(?:(?:can't|cannot|can not|couldn't|unable to|hard to|struggling to|trying to) "
        "(?:really )?(?:decide|choose|pick|make up my mind)(?: if| whether)? [^.;!?]{0,60}(?: and | or )|"
        "(?:torn|hovering|wavering|undecided|hesitating|toss[- ]?up|halfway|stuck|caught) between "
        ")[^,.;!?]{0,60}[.!?]*$|"
        "(?:不晓得|不知道|说不清|说不好|说不上|分不清|搞不清|不确定|判断不了)(?:该|应该|到底|究竟|这|那)*(?:"
        "算|是|叫|说)?[^,.;!?]{1,16}还是",
        {"decide", "choose", "pick", "mind", "between", "还是"}};
    return words.found_in(folded);
}

/// "10/10 for the biscuits in your waiting room", 等待音乐给10分, "5 for cheek": what comes with a service,
/// and virtues meant in jest.
bool is_for_an_amenity(std::string_view folded) {
    static const std::string things =
        "(?:biscuits?|cookies?|coffees?|tea|cakes?|sweets?|snacks?|sandwich(?:es)?|water|wine|music|jingles?|"
        "songs?|tunes?|sofas?|chairs?|decor|decoration|furniture|magazines?|wi-?fi|parking|car park|toilets?|"
        "loos?|view|logo|uniforms?|adverts?|ads?|packaging|wrapping|website design|cheek|nerve|audacity|"
        "imagination|chutzpah|comedy|entertainment)";
    static const HintedPattern english{
        "(?:^|[,;!] ?)(?:i'd give |i give |i'll give )?(?:an? |you )*" + written_score() +
            "(?: ?/ ?(?:5|10)| out of (?:5|10|five|ten))? for (?:the |your |their |those |all |sheer |pure )*"
            "(?:[a-z-]+ )?" +
            things + "(?![a-z])(?! and )|(?:^|[,;!] ?)(?:the |your |their |that )?(?:[a-z-]+ )?" + things +
            " (?:also |really |alone |itself )?(?:gets?|got|deserves?|earns?|scores?|would get|is worth) "
            "(?:an? )?" +
            written_score(),
        {" for ", " get", " got", " deserve", " earn", " score", " worth"}};
    static const HintedPattern chinese{
        "(?:饼干|咖啡|茶水|糖果|零食|点心|饮料|等待音乐|等候音乐|音乐|彩铃|铃声|装修|沙发|厕所|洗手间|停车场|"
        "包装盒|广告|吉祥物|脸皮|演技|借口|套路|想象力)(?:倒是?|可以|我|还|能)*(?:给|打|值)?个?(?:你们)?" +
            written_score(),
        {"分", "给", "打"}};
    for (const HintedPattern* pattern : {&english, &chinese}) {
        const auto found = pattern->may_be_in(folded) ? pattern->pattern().first(folded) : std::nullopt;
        if (found && figures_in(folded.substr(0, found->begin)).empty() &&
            figures_in(folded.substr(found->end)).empty())
            return true;  // "4 for the service, 5 for the coffee" gives another one
    }
    return false;
}

/// 10分是给那个小妹的，不是给你们公司; "10 for the girl, not for the company", which is what would be
/// recommended.
bool is_for_a_person_alone(std::string_view folded, std::string_view asked) {
    if (!contains_any(asked, {"推荐", "recommend"})) return false;
    static const HintedPattern words{
        written_score() +
            "(?:是|都是|只是|也是)?(?:只|光|就|单)?(?:是)?(?:给|冲着?|打给|送给)(?:那|这|你们)?(?:个|位|名)?"
            "(?:的)?[\\p{Han}]{0,5}?(?:人|师傅|小妹|小哥|姑娘|小姐姐?|客服|小伙子?|店员|大姐|大哥|阿姨|"
            "接线员|话务员|工程师|技术员|"
            "他|她)(?:本人|个人|自己)?(?:的|打的|给的)?[, "
            "]*(?:而|但|可|并|跟|和|与)?(?:不是|不|没|别)(?:给|冲着?|代表|算|关|包括)?"
            "(?:你们|贵司|公司|平台|品牌|整个|服务)|" +
            written_score() +
            " (?:is |was |goes |only |just )*(?:for|to) (?:the |that |your |this )?(?:[a-z]+ "
            ")?(?:girl|lad|lady|man|guy|"
            "woman|agent|engineer|technician|driver|rep|fitter|bloke|chap|him|her|operator|person|people|"
            "staff|team)"
            "(?: alone| personally| himself| herself)?,? (?:and |but )?(?:not|nothing|zero|0|none) (?:for "
            "|to )?(?:the |your |you )?"
            "(?:company|firm|business|brand|organi[sz]ation|rest|service|system|lot|guys|as a)",
        {"给", "冲", " for ", " to "}};
    return words.found_in(folded);
}

/// "It was agent 5 I talked to", "operator 3 picked up": which of them it was.
bool names_which_agent(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])(?:agent|operator|rep|adviser|advisor|representative|assistant|person|desk|counter|window|"
        "line|"
        "extension|ext|engineer|technician)\\.? (?:no\\.? |number )?[0-9]{1,2} (?:that |who |which |whom )?"
        "(?:(?:i|we) (?:talked|spoke|got|had|dealt|was|were|rang|called)|was the "
        "one|answered|took|picked|helped|"
        "dealt|spoke|handled|transferred|hung|told|said|came|rang|called)",
        {"agent", "operator", "rep", "advis", "assistant", "person", "desk", "counter", "window", "line",
         "ext", "engineer", "technician"}};
    return words.found_in(folded);
}

/// "Press 2, then 4, then hash", 按1再按2: the keys of a menu, and nothing else.
bool names_only_keys(std::string_view folded) {
    static const std::string key = "(?:[0-9]|hash|star|pound|#|\\*)(?: key)?";
    static const HintedPattern words{
        "^(?:i |you |just |first |please |it's |then )*(?:press(?:ed|ing)?|push(?:ed)?|hit|dial(?:led|ed)?) "
        "(?:the )?(?:key |number |button )?" +
            key + "(?:,? (?:and |then |and then |followed by )*(?:press(?:ed)? |hit )?(?:the )?" + key +
            ")+(?:,? (?:right|ok|okay|yes|isn't it|is it|yeah))?[?!. ]*$|"
            "^(?:先|我|要|是|就)*按了?[0-9一二三四五六七八九零]键?(?:[, ]*(?:再|然后|接着|又|,)+按?了?"
            "[0-9一二三四五六七八九零#*井星]号?键?)+(?:对吧|对吗|是吧|是吗|吧|吗)?[?!. ]*$",
        {"press", "push", "hit ", "dial", "按"}};
    return words.found_in(folded);
}

/// 满意这两个字, 选“符合预期”是不是…: the words of the scale are talked about.
bool talks_of_the_words(std::string_view folded) {
    static const HintedPattern words{
        "^[^,.;!?]{0,8}\"[^\"]{2,40}\" ?(?:这|那)(?:几|两|三|四|五|个|种)*(?:字|词|选项|说法|评价)|"
        "^[\\p{Han}]{2,6}这(?:两|三|四|五|几)个字|"
        "^(?:我)?(?:选|勾|点|填)(?:了)?\"[^\"]{2,40}\"(?:的话)?(?:是不是|会不会|有没有|会怎么?样|算不算)|"
        "^the words? \"?[a-z ]{3,30}\"? (?:is|are|was|were|has|have|doesn't|don't|makes?|sounds?)(?![a-z])",
        {"字", "词", "选项", "说法", "评价", "选", "勾", "点", "填", "the word"}};
    return words.found_in(folded) && !gives_figure(folded);
}

/// "10 is a bit much, isn't it", 10分有点多吧, and no other score.
bool names_only_excess(std::string_view folded) {
    static const HintedPattern words{
        "^(?:" + too_much() + ")[?!. ]*$",
        {"much", "high", "low", "harsh", "generous", "steep", "mean", "kind", "many", "optim", "excess", "高",
         "低", "多", "少", "夸张", "过", "狠", "苛刻"}};
    return words.found_in(folded);
}

/// True when a word of `thing`, or two ideographs of it, are of the question as well.
bool is_asked(std::string_view thing, std::string_view asked) {
    static const PhraseMap<bool> idle{
        {true,
         {"the", "her", "his", "their", "your", "that", "this", "how", "my", "our", "with", "and", "was",
          "were", "you", "what", "for", "到", "的"}}};
    constexpr std::size_t kTwoIdeographs = 6;
    if (is_han(code_point_at(thing, 0).value)) {
        constexpr std::string_view kIdle[] = {"这次", "你们", "您的", "我们", "总的", "来说", "一次"};
        for (std::size_t i = 0; i + kTwoIdeographs <= thing.size(); i += code_point_at(thing, i).length) {
            const std::string_view two = thing.substr(i, kTwoIdeographs);
            const bool says = std::find(std::begin(kIdle), std::end(kIdle), two) == std::end(kIdle);
            if (says && asked.find(two) != std::string_view::npos) return true;
        }
        return false;
    }
    const bool person = thing == "her" || thing == "him" || thing == "them";
    if (person) return contains_any(asked, {"agent", "staff", "they"});
    for (std::size_t begin = 0; begin < thing.size();) {
        const std::size_t end = std::min(thing.find(' ', begin), thing.size());
        const std::string_view word = thing.substr(begin, end - begin);
        if (word.size() > 2 && idle.whole(word) == nullptr &&
            find_words(asked, word) != std::string_view::npos)
            return true;
        begin = end + 1;
    }
    return false;
}

std::string noun_phrase() {
    return "((?:(?:the|her|his|their|your|that|this|how|my|our) )?"
           "(?:(?!was |were |is |are |i |it |they |he |she |had |has |did )[a-z'-]+ ){0,3}"
           "(?!was|were|is|are|fine|good|great|ok|okay|bad)[a-z'-]+)";
}

/// The thing that the last words of an English reply leave open; it is group 1 of one of the alternatives.
std::string left_open_in_english() {
    const std::string behind = "(?<=[,.;:!?\\n] |[,.;:!?\\n])(?:but |and |now |yet )?";
    const std::string thing = noun_phrase();
    const std::string ends = "(?: yet| though)?[.! ]*$";
    const std::string trails =
        behind + "(?:as for|as to|regarding|about|concerning|when it comes to|with) " + thing +
        "(?:,? (?:though|well|hmm+|erm+|um+|meh))*[, ]*(?:\\.{2,}|\\?? ?(?:hmm+|erm+|meh)[.!?]*) *$|" +
        behind + thing + "(?:,? though|, ?(?:well|hmm+|erm+|meh))[, ]*\\.* *$";
    const std::string undecided =
        "(?:undecided|unsure|not sure|can't say|don't know yet) (?:yet )?(?:about|on|of) " + thing + ends +
        "|(?:haven't|have not|not|never|yet to)(?: really| yet| even)* (?:thought|think|decided|made up my "
        "mind|made my mind up|"
        "formed an opinion|form an opinion|looked|judged|considered)(?: yet| much| enough)? "
        "(?:about|on|of|at) " +
        thing + ends + "|no (?:opinion|comments?|views?|verdict|thoughts)(?: yet)? (?:about|on|of|as to) " +
        thing + ends;
    const std::string kept =
        behind + "(?:about|on|as for|of) " + thing +
        ",? (?:i(?:'ve| have|'d| would|'ll)? (?:said nothing|say nothing|rather not|prefer "
        "not|reserve)|no comment|that'?s an?other|it'?s an?other)";
    return trails + "|" + undecided + "|" + kept;
}

/// The same in Chinese: 至于售后，呵; 服务还没想好.
std::string left_open_in_chinese() {
    return "(?:至于|说到|关于|论|,|;|[.]) ?([\\p{Han}]{2,8}?)(?:嘛|呢|么|吧|的话|就)*[, ]*"
           "(?:\\.{2,}|呵+|唉+|哼+|呃+|另说|另当别论|不好说|没想好|还没想好|不评价|暂不评价|先不说|就?算了|"
           "就?不说了|就?不提了|不予置评)[.! ]*$|"
           "(?:,|;|[.]) "
           "?([\\p{Han}]{2,6}?)的?(?:分|分数|评分)?(?:要|得|我)?(?:另外|分开|单独|单)(?:再)?(?:算|打|给|评|"
           "说)[.! ]*$|"
           "(?:,|;|[.]) ?([\\p{Han}]{2,6}?)我?(?:还|倒|可)*(?:没有?|未)(?:想好|想过|考虑|体会到|体验到|决定)";
}

/// "As for her tone, well...", "haven't thought about the time", 至于售后，呵: the thing named last is what
/// was asked, and left open.
bool leaves_asked_open(std::string_view folded, std::string_view asked) {
    // The patterns take longer than all the rest: whoever leaves a thing open begins anew with it, or says
    // so.
    const std::size_t mark = folded.find_first_of(",.;:!?\n");
    const bool begins_anew = mark != std::string_view::npos && mark + 1 < folded.size();
    if (!begins_anew && !contains_any(folded, {"undecided", "sure", "know yet", "thought", "think", "decided",
                                               "mind", "opinion", "looked", "judged", "considered", "comment",
                                               "view", "verdict", "can't say", "至于", "说到", "关于", "论"}))
        return false;
    static const HintedPattern english{left_open_in_english(),
                                       {"..", "hm", "erm", "meh", "though", "well", "not", "n't", "un", "no ",
                                        "never", "yet to", "nothing", "other"}};
    static const HintedPattern chinese{left_open_in_chinese(),
                                       {"..", "呵", "唉", "哼", "呃", "另", "分开", "单", "不好说", "没",
                                        "未", "不评", "不说", "不提", "算了", "不予"}};
    const auto asks = [asked](const PatternMatch& match) {
        return std::any_of(match.groups.begin() + 1, match.groups.end(),
                           [asked](auto thing) { return !thing.empty() && is_asked(thing, asked); });
    };
    for (const HintedPattern* pattern : {&english, &chinese}) {
        if (!pattern->may_be_in(folded)) continue;
        const std::vector<PatternMatch> matches = pattern->pattern().all(folded);
        if (std::any_of(matches.begin(), matches.end(), asks)) return true;
    }
    return false;
}

/// "Very accurate when it comes to the bill", "prompt at sending out surveys", "satisfied with the agent I
/// had last year": of that, and nothing was said of what was asked.
bool is_only_of(std::string_view folded, std::string_view asked) {
    static const HintedPattern words{
        "(?<![a-z])(?:(?:when|where|if) it comes "
        "to|(?:prompt|quick|fast|accurate|patient|professional|clear) with) ((?:the |your |my |their "
        "|sending |taking "
        ")*(?:bills?|billing|"
        "invoices?|payments?|money|surveys?|texts?|adverts?|advertising|sales|selling|charges?|charging|"
        "prices?|"
        "fees)(?:, (?:of course|naturally|as ever|always))?)[.! ]*$|"
        "^[^.;!?]{0,40} at ((?:sending|charging|taking|raising|billing|asking|collecting|putting "
        "up|losing|ignoring|"
        "making excuses|advertising|selling)(?: [a-z'-]+){1,5})(?= ?[,.;!]| ?$)",
        {"comes to", " at ", " with "}};
    static const HintedPattern earlier_one{
        " (?:with|about) (?:the|your|that|my) [a-z]+(?: (?:i|we|you) [a-z]+)?(?: [a-z]+)? (?:last "
        "(?:year|time|summer|winter|"
        "spring|autumn)|before|previously|years ago|in (?:19|20)[0-9]{2})[.! ]*$",
        {" last ", "before", "previously", "years ago", " in 19", " in 20"}};
    if (earlier_one.found_in(folded)) return true;
    const auto found = words.may_be_in(folded) ? words.pattern().first(folded) : std::nullopt;
    if (!found) return false;
    return std::none_of(found->groups.begin() + 1, found->groups.end(),
                        [asked](auto thing) { return !thing.empty() && is_asked(thing, asked); });
}

/// "The invoice, now that was very prompt", 催款，那叫一个及时: of a thing named first, with a pause, that
/// was not asked about and is not staff's own work.
bool is_of_what_is_named_first(std::string_view folded, std::string_view asked) {
    static const HintedPattern english{
        "(?:^|[.;!?] )(?:oh |but |well,? )?((?:the|your|their|my|that) (?:[a-z'-]+ ){0,2}?[a-z'-]+),? "
        "(?:now,? |ah,? |oh,? )?(?:that|those|they) (?:was|were|is|are) ",
        {"that", "those", "they"}};
    static const HintedPattern chinese{
        "^(?:你们的?|那|这)?((?:催|扣|收|涨|推销|广告|账|罚|欠)[\\p{Han}]{0,4})[, ]*(?:那|这)?"
        "(?:才|倒|可|真|叫|是|一个|得)+(?:及时|快|主动|清楚|准确|专业|耐心)",
        {"催", "扣", "收", "涨", "推销", "广告", "账", "罚", "欠"}};
    static const Pattern own_work{
        "(?<![a-z])(?:agents?|staff|lady|ladies|man|men|guys?|girls?|woman|women|lads?|engineers?|"
        "technicians?|fitters?|drivers?|reps?|advis[eo]rs?|persons?|people|team|colleagues?|crew|plumbers?|"
        "electricians?|operators?|chaps?|bloke|fellow|ones?|service|repl(?:y|ies)|responses?|answers?|"
        "call ?backs?|help|support|repairs?|visits?|calls?|solutions?|fix|whole|all|experience|contact|"
        "process|explanations?|information|records?|follow[- ]?ups?|handling|care)(?![a-z])"};
    if (chinese.found_in(folded)) return true;
    const auto found = english.may_be_in(folded) ? english.pattern().first(folded) : std::nullopt;
    if (!found) return false;
    return !own_work.found_in(found->group(1)) && !is_asked(found->group(1), asked);
}

}  // namespace

bool gives_figure(std::string_view folded) {
    static const Pattern given{
        "(?:^|[,.;!\\n ])(?:so |it's |that's )?(?:我?(?:只|就)?(?:给|打)个?|an? |i'd say |i'd give |i give "
        ")?" +
        written_score() + "(?:吧|了|啊)* ?(?:$|[,.;!\\n])"};
    return given.found_in(folded);
}

namespace {

/// Why the label in a reply without a figure is about something else.
std::optional<const char*> why_label_misplaced(std::string_view folded, std::string_view asked) {
    if (is_of_customer(folded) || is_what_people_know(folded)) return "about the customer";
    if (is_of_what_is_named_first(folded, asked) || is_only_of(folded, asked) || is_of_a_thing(folded, asked))
        return "about something else";
    if (asks_whose_measure(folded)) return "a question";
    if (cannot_decide(folded)) return "two labels";
    if (leaves_asked_open(folded, asked)) return "about a part, the rest left open";
    return std::nullopt;
}

}  // namespace

std::optional<const char*> why_misplaced(std::string_view folded, std::string_view asked,
                                         const Scale& scale) {
    if (scale.by_range()) return why_other_time(folded, asked);
    if (is_for_an_amenity(folded) || scores_only_a_thing(folded, asked) || names_which_agent(folded))
        return "about something else";
    if (is_for_a_person_alone(folded, asked)) return "for a person, and not for the company";
    if (names_only_keys(folded)) return "keys of a menu";
    if (talks_of_the_words(folded)) return "the words of the scale";
    if (names_only_excess(folded)) return "a score in doubt";
    const auto label = why_label_misplaced(folded, asked);
    return label && !gives_figure(folded) ? label : std::nullopt;  // "I was patient, they weren't: 2"
}

}  // namespace askwell::flows::reading
