#include "flows/reading/text/idle_talk.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "flows/reading/text/hint_index.h"
#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {
namespace {

constexpr std::size_t kLongest = 300;  // bytes; a longer reply is a letter, and patterns take their time

/// 在我看来, 说句实话, 总而言之. Not 确实 or 当然: they say yes.
std::string chinese_openers() {
    const std::string says = "(?:来)?(?:说|讲)";
    const std::string adverbs =
        "(?:坦白|坦率|实事求是|客观|公道|公平|老老实实|老实|严格|简单|不夸张|直白|凭良心|摸着良心|平心)";
    const std::string seen = "(?:看法|看|说|经验|感受|体验|体会|理解|观察|印象)(?:来说|来看|来讲)?";
    return "(?:" + adverbs + "(?:地|的|而)?" + says +
           "(?!了|过|明|清)|(?:说|讲)实在的?|(?:说|讲)句?(?:实话|老实话|真话|真心话|心里话|良心话|大实话|"
           "公道话|不好听的|"
           "公平话)|讲真的?|说真的|其实|"
           "(?:讲道理|平心而论|实事求是|总而言之|总之|简而言之|简言之|长话短说|说到底|说白了|不吹不黑|"
           "实不相瞒|有一说一|恕我直言|怎么说呢|"
           "老实话|实话(?:实说|说)?|不得不说|(?:总体|整体|大体|综合)上?来?(?:说|讲|看)|总的来说|总的来讲|"
           "总的来看|总的说来|综合来看|综合起来看|客观来看|"
           "不瞒你们?说|不瞒您说)|要我" +
           says + "|(?:依|照|按|以)我的?" + seen +
           "|在我(?:个人)?(?:看来|眼里|这里|这儿)|"
           "我(?:个人)?(?:认为|的(?:看法|感受|意见|回答|答案|评价)是)|(?:就|对|对于)我(?:个人|自己|们)?(?:"
           "而言|来说|来讲)|"
           "就(?:这次|这件事)(?:而言|来说|来讲)|从我的?(?:角度|立场)(?:来看|看|来说|出发)?|一句话(?:总结|"
           "概括|,|:)|(?:这么|这样)说吧|"
           "我?就?直(?:接)?说吧|我直说(?=,))(?:吧|呢|啊|哈)?";
}

/// "In my experience", "truth be told". Not "for the most part" or "I guess": they hold something back.
std::string english_openers() {
    return "(?:in (?:my|our) (?:honest |humble |own |personal )*(?:opinion|view|experience|case|eyes|book|"
           "judge?ment)|from (?:my|our) (?:own )?(?:experience|point of view|perspective|side|end)|from what "
           "(?:i|we)"
           "(?:'ve| have)? (?:saw|seen|can (?:tell|see)|could (?:tell|see)|gather)|if (?:you ask me|(?:i'm|i "
           "am|i'm being) "
           "(?:(?:totally|completely|really|perfectly|brutally) )?(?:honest|fair|truthful|frank))|(?:the "
           ")?truth be told|to "
           "tell (?:you )?the truth|in (?:truth|short|brief|a word|a nutshell|summary|conclusion)|in all "
           "(?:fairness|"
           "honesty)|needless to say|by and large|all in all|to sum (?:it )?up|to be "
           "(?:(?:perfectly|quite|completely|"
           "totally|really|brutally|very) )?(?:honest|fair|frank|truthful|clear|blunt)(?: with "
           "you)?|(?:(?:quite|perfectly|"
           "brutally) "
           ")?(?:honestly|frankly|truthfully|candidly|personally|obviously|naturally)|"
           "(?:generally|broadly|strictly|honestly|frankly|personally) speaking|speaking for myself|as for "
           "me|as far as "
           "(?:i|we)(?:'m| am|'re| are)? (?:can tell|can see|could tell|know|concerned)|(?:as|the way) "
           "(?:i|we) (?:see|saw) "
           "it|to (?:my|our) mind|on (?:balance|the whole)|long story short|to cut a long story short|(?:to "
           ")?put it "
           "(?:simply|bluntly|plainly|briefly)|(?:simply|bluntly|plainly) put|put simply|hand on heart|fair "
           "play|(?:my |"
           "the )?(?:honest|short|quick|simple) answer(?: is| would be)?|i(?:'d)? (?:must|have to|gotta|got "
           "to) (?:say|"
           "admit)|at the end of the day|being (?:totally |completely )?honest|my honest (?:opinion|view) "
           "is)(?![a-z'-])(?: that(?= ))?";
}

/// 不好意思才看到, 在开车, 这题, 我再说一遍: why so late or so short, and which question it is.
std::string chinese_greetings() {
    return "(?:(?:不好意思|抱歉|对不起|见谅)[, "
           "]*(?:我)?(?:才|刚|刚刚|现在才|这才|今天才)?(?:看到|看见|回复?)(?:得|的)?(?:有点|太)?(?:晚|迟|慢)?"
           "(?:你们的)?(?:消息|短信|信息)?|(?:昨天|昨晚|刚才|今天|这两天|前几天|上午|下午)?(?:实在)?(?:太|"
           "比较|有点|一直)忙[, "
           "]*(?:没来得及|没顾上|没|才|忘了)(?:回复?|看到?)|刚(?:刚)?(?:下班|到家|开完会|忙完|睡醒|起床|看到|"
           "吃完饭)|(?:我)?(?:现在)?(?:在|正在)(?:开车|上班|开会|外面|地铁上|路上|公交上|医院)|(?:打字|"
           "字打得?|手机打字)(?:太|有点|比较)?(?:慢|不方便)[, "
           "]*(?:见谅|别介意|理解一下)?|(?:就)?(?:这|本)(?:一|道|个)*题(?:我)?(?:的)?(?:就)?(?:选择?|回答|"
           "答案|答)?(?:是|的话)?|没(?:什么|啥)(?:好|可)说的|第一次(?:填|做|回|答)(?:这(?:个|种)?)?(?:问卷|"
           "调查|东西|玩意儿?)?(?=,)|(?:回复|回答|答案?)(?:是)?(?=:)|我?再说一(?:遍|次)|我?(?:刚才|上面|前面)"
           "?都?说过了|(?:我)?(?:帮|替)(?:我)?(?:妈妈?|爸爸?|老婆|老公|爷爷|奶奶|儿子|女儿|他|她)(?:回复?|填|"
           "答)的?|(?:您|你们?|大家)好|(?:早上|上午|下午|晚上|中午)好|早安|晚安)(?:了|啊|呀|哈|哦|嘛|吧)*";
}

/// "Sorry for the late reply", "just got off work", "my answer:".
std::string english_greetings() {
    return "(?:(?:(?:so|very|really|i'm|i am) )*(?:sorry|apologies)(?: for (?:the|my|this|such a|being)? "
           "?(?:late|delayed|slow|tardy|belated)(?: (?:reply|response|answer|text))?| about the delay| for "
           "the (?:delay|wait)| i(?:'m| am)? (?:so |a bit )?late| i (?:missed|only just saw|just saw|didn't "
           "see) (?:this|your (?:text|message))(?: earlier| before)?)|(?:i(?:'ve)? )?(?:only )?just "
           "(?:seen|saw|got|noticed|read) (?:this|your (?:text|message|sms))(?: now)?|(?:i(?:'ve)? )?just "
           "(?:got|came|finished|woke)(?: (?:off|back|home|in|out "
           "of|up|from|work|my|the|a|shift|meeting|school|bed|to))+|(?:i'm |i am )?(?:at work|on the "
           "(?:train|bus|road|tube)|in a meeting|driving|out shopping|in a hurry)(?: right now| at the "
           "moment| now| atm)?|excuse (?:my|the|any) (?:typing|typos?|spelling|english|mistakes)|(?:to "
           "answer|answering|in (?:answer|reply|response) to|re(?:garding)?:?) (?:your|the|that|this) "
           "(?:question|text|message|survey)|(?:i'm |i am )?(?:replying|answering|writing|texting) (?:for|on "
           "behalf of) (?:my|our|the) [a-z]+|(?:my )?(?:answer|reply|choice|pick|vote|response)(?: is|'s| "
           "would be| ?[:=-])|(?:hi|hello|hey|hiya)(?: there| team| guys| all)?|good "
           "(?:morning|afternoon|evening|day)|(?:ok|okay|right|alright) so|(?:like|as) i (?:said|told "
           "you|mentioned)(?: before| already| earlier)?|(?:i'll |i will |let me )?say (?:it|that) "
           "again|once again|i repeat|(?:(?:it's |this is )?my )?first time (?:doing|filling in|taking) "
           "(?:one of these|a survey|this(?: survey)?))(?![a-z'-])";
}

/// 再见, 就这样, "have a nice day", "mate": how a reply is closed.
std::string closings() {
    return "(?:(?:(?:你们)?(?:辛苦|加油|继续努力)|再见|拜拜|回聊|以上|完毕|回复完毕|答完|已回复|就这样|"
           "就这些|不用回复?|不必回复?|祝(?:你们?|您)?(?:生意兴隆|工作顺利|一切顺利|越来越好|周末愉快)|(?:"
           "打字|字打得?)(?:太|有点)?慢[, "
           "]*见谅|(?:我)?(?:老婆|老公|家人|全家|家里人)也(?:都)?(?:这么|这样)(?:说|觉得|认为)|望(?:知悉|"
           "采纳|重视))(?:了|啦|吧|哈|哦|啊|呀|的)*|(?:good)?bye(?: bye| now| for now)?|(?:have|hope you "
           "have) a (?:nice|good|great|lovely|wonderful) (?:day|evening|weekend|one|night)|take care|keep "
           "(?:it up|up the good work)|(?:i )?hope (?:that|this|it) helps|(?:i )?hope you(?:'re| are) (?:all "
           ")?(?:well|ok|okay)|(?:like|as) i (?:said|told you)(?: before| already)?|my "
           "(?:wife|husband|family|other half) (?:agrees?|thinks so too|says so "
           "too)|mate|bro|pal|buddy|guys|folks|sir|madam|(?:best|kind|warm) (?:wishes|regards)|regards|all "
           "the best|(?:best )?from (?:me|us)|over and out)";
}

/// "I'd go with", 我选: what leads up to a choice and may be one ("I'd say so").
std::string leads() {
    return "(?:我选择?|毫无疑问|i(?:'ll| will| would|'d) (?:say|go for|go with|pick|choose|tick|take|have to "
           "go with)(?![a-z'-])|"
           "(?:i'm )?going with(?![a-z'-])|(?:(?:without|beyond) (?:a|any) doubt|without question|no "
           "question)(?![a-z'-]))";
}

/// "For sure", "every time", 没别的: what stresses an answer and may be one.
std::string emphases() {
    return "(?:(?:没(?:有)?别的|(?:别的|其他)(?:都)?没(?:有)?|不解释|这还用问吗?)(?:了|啦|吧|哈|哦|啊|呀|的)*"
           "|plain and simple|(?:it's )?(?:as "
           ")?simple as that|(?:and |but )?that'?s (?:all|it|that|my answer|final)(?: from me)?|no doubt(?: "
           "about it)?|for "
           "sure|need i say more|'nuff said|for this (?:one|question)|is (?:my|the|our) "
           "(?:answer|choice|pick|vote)|all the "
           "way|every time)";
}

/// 谢谢师傅, "thanks for asking".
std::string thanks() {
    return "(?:(?:非常|十分|太)?(?:谢谢|多谢|感谢|谢了|唔该)(?:您|你们?|师傅|大家|了|啊|哈|啦)*|(?:many "
           "|much )?(?:thanks|thank you|thankyou|"
           "thx|tysm|cheers|ta)(?: (?:a lot|a bunch|very much|so much|again|all|guys|anyway|mate|for "
           "(?:asking|your (?:help|"
           "time)|the help|everything)))*)";
}

/// "Also, when do you open on Sundays?", 。另外问一下，你们周末上班吗: a question of the customer's own, in a
/// sentence of its own.
std::string own_question() {
    return "[.!;,\\n]+ ?(?:(?:而且|还有|对了|顺便|另外|再)[, "
           "]*(?:我)?(?:请|想|再|能|顺便)*问(?:一下|下|问|个事)?|请问|顺便问(?:一下|下)?)"
           "[^.!;\\n]{2,60}$|"
           "(?:[.!;\\n]+ ?|[,-] ?(?=also|btw|by the way|ps|one (?:more )?question|(?:a )?quick "
           "question))(?:also|btw|by the way|ps|p\\.s\\.|one (?:more )?question|"
           "(?:a )?quick question|and|but)?[:,]? ?(?:when|what time|where|how "
           "(?:do|can|much|long|late|soon)|do you|are you|are "
           "there|is there|can (?:i|you|we)|could (?:i|you|we)|will you|why)(?![a-z])[^.!;\\n]{2,80}\\?[ "
           "?]*$";
}

/// "My number is 13800138000", 订单号20261118003: for staff.
std::string own_numbers() {
    return "[ ,.;:-]+(?:(?:(?:my|the) )?(?:number|phone(?: number)?|mobile(?: number)?|tel|order(?: number| "
           "no\\.?| ref)?|ref(?:erence)?"
           "(?: number| no\\.?)?|ticket|case)(?: is|:| no\\.?)? ?#?|(?:call|ring|phone|reach) me on "
           "|(?:我的?|这是我的?)?(?:联系)?(?:电话|手机号?|号码|订单号?|"
           "单号|工单号?|服务单号?)(?:码)?(?:是|:)? ?)[a-z]{0,4}[0-9][0-9 -]{5,24}[.! ]*$";
}

struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::string_view within(std::string_view text, const Span& span) {
    return text.substr(span.begin, span.end - span.begin);
}

bool drop_opening(std::string_view text, Span& span, const Pattern& opening) {
    const auto found = opening.first(within(text, span));
    if (!found || found->end == 0) return false;
    span.begin += found->end;
    return true;
}

bool drop_ending(std::string_view text, Span& span, const Pattern& ending) {
    const auto found = ending.first(within(text, span));
    if (!found || says_nothing(within(text, {span.begin, span.begin + found->begin}))) return false;
    span.end = span.begin + found->begin;
    return true;
}

std::string openers() {
    return chinese_openers() + "|" + english_openers() + "|" + chinese_greetings() + "|" +
           english_greetings();
}

std::string at_begin(const std::string& words) {
    return "^ ?(?:" + words + ")(?:[ ,.:;!…]|[~-](?![0-9]))*(?=[^ ,.:;!])";
}

std::string at_end(const std::string& words) {
    return "(?:(?:[ ,.:;!…~()]|(?<![0-9])-)+(?:" + words + "))+[ ,.!~)…]*$";
}

/// The parts of idle talk, each of which is looked for only where one of its words stands: their patterns
/// take longer than all the rest of a short reply.
enum Part : std::size_t { kCourtesy, kEmphasis, kQuestion };

HintIndex::Patterns parts_in(std::string_view text) {
    static const HintIndex index = [] {
        HintIndex made;
        for (const std::string_view word :
             {"bye",        " nice",   " good",   " great",   "lovely",  "wonderful",  "take care",
              "keep ",      "hope",    "as i ",   "like i ",  " mate",   " bro",       " pal",
              " buddy",     " guys",   " folks",  " sir",     "madam",   "regards",    "wishes",
              "the best",   "from me", "from us", "over and", "my wife", "my husband", "my family",
              "other half", "than",    "thx",     "tysm",     "cheers",  " ta",        "辛苦",
              "加油",       "努力",    "再见",    "拜拜",     "回聊",    "以上",       "完毕",
              "答完",       "回复",    "这样",    "这些",     "祝",      "见谅",       "老婆",
              "老公",       "家人",    "全家",    "家里",     "望",      "谢",         "唔该"})
            made.add(word, kCourtesy);
        for (const std::string_view word :
             {"别的", "其他", "解释", "还用问", "simple", "that's", "thats", "no doubt", "for sure", "need i",
              "nuff", "for this", " is my", " is the", " is our", "all the way", "every time"})
            made.add(word, kEmphasis);
        for (const std::string_view word : {"问", " when", " what", " where", " how", " do ", " are ", " is ",
                                            " can ", " could ", " will ", " why"})
            made.add(word, kQuestion);
        return made;
    }();
    return index.in(text);
}

/// True when `text` begins as one of the openings and leads does.
bool may_open(std::string_view text) {
    constexpr std::string_view kBegins[] = {
        "in ",    "from ",  "if ",     "the ",    "truth",  "to ",    "needless", "by and",  "all in",
        "honest", "frank",  "candid",  "person",  "obv",    "natur",  "gener",    "broad",   "strict",
        "speak",  "as ",    "on ",     "long s",  "put ",   "simpl",  "blunt",    "plain",   "hand ",
        "fair ",  "my ",    "short",   "quick",   "i ",     "i'",     "at ",      "look",    "listen",
        "being",  "so ",    "very ",   "really ", "sorry",  "apolog", "only ",    "just ",   "excuse",
        "answer", "re",     "writing", "text",    "choice", "pick",   "vote",     "hi",      "hello",
        "hey",    "good ",  "ok",      "right",   "alrig",  "like ",  "let me",   "say ",    "once ",
        "it's ",  "this ",  "first ",  "going ",  "withou", "beyond", "no ",      "driving", "out ",
        "quite ", "perfec", "brutal",  "坦",      "实",     "客",     "公",       "老",      "严",
        "简",     "不",     "直",      "凭",      "摸",     "平",     "说",       "讲",      "其",
        "总",     "长",     "有",      "恕",      "怎",     "整",     "大",       "综",      "要",
        "依",     "照",     "按",      "以",      "在",     "我",     "就",       "对",      "从",
        "一",     "这",     "抱",      "见",      "昨",     "刚",     "今",       "前",      "上",
        "下",     "太",     "比",      "正",      "打",     "字",     "手",       "本",      "没",
        "第",     "回",     "答",      "再",      "帮",     "替",     "您",       "你",      "早",
        "晚",     "中",     "毫",      "现"};
    const std::string_view begin = text.substr(text.starts_with(' ') ? 1 : 0);
    return std::any_of(std::begin(kBegins), std::end(kBegins),
                       [begin](std::string_view word) { return begin.starts_with(word); });
}

/// True when six digits stand together: a number to call or of an order.
bool holds_long_number(std::string_view text) {
    constexpr int kShortest = 6;
    int run = 0;
    for (const char c : text) {
        run = c >= '0' && c <= '9' ? run + 1 : (c == ' ' || c == '-' ? run : 0);
        if (run == kShortest) return true;
    }
    return false;
}

/// "I'm good thanks": without its thanks it praises, or says nothing.
constexpr const char* kDeclined =
    "(?<!(?:'m|im|'re|am|are|all) (?:good|fine|okay|ok)|(?:^|[ ,.])(?:no|nah|nope))";

}  // namespace

std::optional<PlainReply> without_idle_talk(const FoldedText& reply, IdleTalk which) {
    constexpr std::size_t kShortest = 6;  // bytes
    constexpr int kMost = 3;              // 您好，不好意思才看到，这题…
    if (reply.text.size() < kShortest || reply.text.size() > kLongest) return std::nullopt;
    static const Pattern question{own_question()};
    static const Pattern number{own_numbers()};
    static const Pattern greeting{at_begin(openers())};
    static const Pattern lead{at_begin(openers() + "|" + leads())};
    static const Pattern courtesy{kDeclined + at_end(closings() + "|" + thanks())};
    static const Pattern emphasis{at_end(closings() + "|" + emphases())};
    const bool polite = which == IdleTalk::courtesies;
    const HintIndex::Patterns parts = parts_in(reply.text);
    Span kept{0, reply.text.size()};
    const bool asks = parts.test(kQuestion) && drop_ending(reply.text, kept, question);
    const bool tells = holds_long_number(reply.text) && drop_ending(reply.text, kept, number);
    const Pattern& opening = polite ? greeting : lead;
    int left = may_open(reply.text) ? kMost : 0;
    while (left > 0 && drop_opening(reply.text, kept, opening)) --left;
    if (parts.test(kCourtesy) || (!polite && parts.test(kEmphasis)))
        drop_ending(reply.text, kept, polite ? courtesy : emphasis);
    if (kept.begin == 0 && kept.end == reply.text.size()) return std::nullopt;
    return PlainReply{part_of(reply, kept.begin, kept.end), asks || tells, tells};
}

}  // namespace askwell::flows::reading
