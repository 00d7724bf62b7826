#include "flows/reading/talk/command_forms.h"

#include <initializer_list>
#include <span>
#include <string>

#include "flows/reading/text/hint_index.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// `pattern` with the nouns put in that a command may be about, "@" for a question and "#" for the survey:
/// "go back to the shop" asks nothing of us. English forms stand as whole words.
std::string with_nouns(std::string_view pattern) {
    constexpr std::string_view kQuestion =
        "(?:question|qn|quest|q|one|answer|reply|response|score|rating|step|page|bit|part)";
    constexpr std::string_view kSurvey =
        "(?:it|this|that|everything|(?:the |this |your )?(?:whole )?(?:survey|thing|lot|form|questionnaire))";
    std::string filled;
    for (const char c : pattern) {
        if (c == '@') filled += kQuestion;
        if (c == '#') filled += kSurvey;
        if (c != '@' && c != '#') filled += c;
    }
    return filled;
}

struct Form {
    Form(Command command_, std::string_view pattern_, std::initializer_list<std::string_view> words_)
        : command(command_), pattern(with_nouns(pattern_)), words(words_) {}

    Command command;
    Pattern pattern;
    std::vector<std::string_view> words;  ///< literals; every match holds one of them
};

std::span<const Form> forms() {
    // clang-format off
    static const Form list[] = {
        // "take me back to the question before", "change my last answer", 退回上一题, 改一下刚才的上一个答案
        {Command::back,
         R"(\b(?:(?:go|get|step|move|head|jump|scroll|hop)|(?:take|bring|put|send) (?:me|us)) (?:right |straight )?back)"
         R"((?: (?:a|one|1)(?: @)?)?(?: to)?(?: (?:the|my|that))?(?: (?:last|previous|prior|earlier|other))?(?: @)?)"
         R"((?: (?:before|i (?:just )?(?:answered|did)))?(?: (?:this|that))?(?: one)?\b)",
         {"back"}},
        {Command::back, R"(\breturn to (?:the|my|that) (?:last|previous|prior|earlier) @\b)", {"return"}},
        {Command::back,
         R"(\b(?:change|redo|fix|correct|amend|edit|undo|re-?answer|update|alter|revise|answer)(?: (?:my|the|that))?)"
         R"( (?:last|previous|prior|earlier) @(?: (?:again|i gave))?\b)",
         {"last", "previous", "prior", "earlier"}},
        {Command::back,
         R"(\b(?:resend|repeat|reopen|(?:send|ask|show|give)(?: me)?) (?:the|my|that) (?:last|previous|prior|earlier) @(?: again)?\b)",
         {"last", "previous", "prior", "earlier"}},
        {Command::back,
         R"(\b(?:got|answered|did|tapped|typed|put|pressed|rated) (?:the|my) (?:last|previous) @ wrong\b)", {"wrong"}},
        {Command::back,
         "(?:刚才|刚刚|上面|前面|上|前)(?:的|那|一)?[个道题条]?(?:题|问题)?我?[按点选答填打写]错",
         {"错"}},
        {Command::back, "[退倒]回?去?一[个道]?题", {"题"}},
        {Command::back,
         "(?:退|返|倒|翻|跳|调|回|点)(?:回|到|返)?(?:去|到)?(?:我|刚才|刚刚|之前)?的?(?:上|前)面?[那一]?"
         "[个道条步页]?(?:题目?|问题|项|页|步)(?:去|那里|那儿)?",
         {"上", "前"}},
        {Command::back,
         "(?:修改|更改|改正|更正|纠正|重答|重选|重填|重打|改|重新(?:选|答|填|回答|打))(?:一下|下|返)?我?(?:刚才|刚刚|之前)?的?"
         "(?:上|前)面?[那一]?[个道条]?(?:题目?|问题|答案|回答|分)(?:的?答案)?",
         {"上", "前"}},
        {Command::back,
         R"(\b(?:take back|withdraw|cancel|undo|scrap|back up) (?:my |the |that |a |one )?(?:last |previous |prior |earlier )?@\b)",
         {"take back", "withdraw", "cancel", "undo", "scrap", "back up"}},
        {Command::back,
         R"(\bi (?:hit|pressed|tapped|typed|picked|chose|gave|put|sent|clicked) (?:the |a )?(?:wrong|incorrect) (?:number|button|option|key|thing|@))"
         R"( (?:before|last time|just now|earlier|back there|on the (?:last|previous) @)\b)",
         {"wrong", "incorrect"}},
        {Command::back,
         R"(\b(?:that|the|my) (?:last|previous) @ (?:was|is) (?:wrong|a mistake|incorrect|a slip|not right)(?:[,.]? (?:can|could|may) (?:i|we) (?:please )?(?:fix|change|correct|redo) (?:it|that))?\b)",
         {"last", "previous"}},
        {Command::back,
         "(?:撤回|撤销|作废|收回|取消)(?:一下)?我?(?:刚才|刚刚|上面|前面|上一?[题个道])(?:的|那个|那一?题|那道)*(?:答案|回答|评分|打分|选择)?", {"撤", "作废", "收回", "取消"}},
        // "do the whole thing again from question 1", "start all over", 从头再填一遍
        {Command::restart,
         R"(\b(?:start|begin|do|redo|go|run|take|try|answer|fill)(?: (?:in|out))?(?: through)?(?: #)?(?: (?:in|out))?)"
         R"((?: all)?(?: (?:over|again|afresh|anew))* (?:from|at) (?:the )?)"
         R"((?:(?:very )?(?:beginning|start|top)|scratch|square one|(?:very )?(?:first|1st) @|(?:question|q|qn|number|no\.?) ?(?:1|one))\b)",
         {"beginning", "start", "top", "scratch", "square one", "first", "1st", " 1", "q1", "n1", "r1", "o1", ".1", "one"}},
        {Command::restart, R"(\b(?:start|begin)(?: #)?(?: all)? (?:over(?: again)?|again|afresh|anew)\b)", {"start", "begin"}},
        {Command::restart, R"(\b(?:restart #(?: from (?:the )?(?:top|start|beginning|scratch))?|redo (?:the |this |your )?(?:whole )?(?:survey|questionnaire))\b)", {"restart", "redo"}},
        {Command::restart,
         "(?:[从重由]头|从第一(?:道题|个问题|题|步|条)|从最?开[始头]|从?最前面)(?:再|重新|重|又|来)?"
         "(?:开始|来|填|做|答|弄|搞|写|选|评|问)[起过]?一?[遍次回轮]?",
         {"头", "第一", "开始", "最前"}},
        {Command::restart,
         "重新?(?:来|填|做|答|写|评|弄|搞|作答|回答|开始)过?一?[遍次回轮]", {"重"}},
        {Command::restart, "(?:全部|全都?|整个|整份|推倒|一切)(?:都)?(?:重来|重新来|重填|重答|重新填|重新答)(?:一?[遍次])?", {"重"}},
        // "I'd rather not answer that", "on to the next one", 这题跳过
        {Command::skip,
         R"(\b(?:skip|jump over|leave out|miss out|pass on)(?: (?:over|past))?(?: (?:this|that|it|the))?(?: @)?\b)",
         {"skip", "jump", "leave out", "miss out", "pass on"}},
        {Command::skip,
         R"(\b(?:(?:go|move|on|onto|get|jump)(?: on)? to )?(?:the )?next @)", {"next"}},
        {Command::skip,
         R"(\b(?:(?:(?:i(?:'d| would) )?rather|prefer) not(?: to)? (?:say|answer|tell|comment|rate|share|disclose)|i(?:'d| would) prefer not to (?:answer|comment|rate))(?: (?:this|that|it))?(?: @)?\b)",
         {"rather", "prefer"}},
        {Command::skip,
         R"(\b(?:can't|cannot|can not|won't|couldn't|don't (?:want to|wish to|like to|care to|wanna)) (?:answer|rate|comment on) (?:this|that|it)(?: @)?\b)",
         {"answer", "rate", "comment"}},
        {Command::skip,
         "(?:[这该此本那]?一?(?:道?题目?|个问题|条|个|项)我?)?(?:就|先|给我|帮我|直接)*[跳略掠]过(?:去|它|这题|这个|这条)?",
         {"过"}},
        {Command::skip, "[来换看去到进]?下一?[道个条]?(?:题目?|问题)", {"题"}},
        {Command::skip,
         R"(\b(?:can'?t|cannot|couldn'?t) be (?:bothered|arsed|fussed)(?: (?:with|answering|to answer|doing))?(?: (?:this|that|it|the))?(?: @)?\b)",
         {"bothered", "arsed", "fussed"}},
        {Command::skip, R"(\b(?:i'm |i am |we're )?not (?:going to answer|gonna answer|answering) (?:this|that|it)(?: @)?\b)", {"answer"}},
        {Command::skip,
         "(?:[这那]一?(?:道?题|个|条)?我?)?(?:懒得|没兴趣|不乐意|没心情|不高兴)(?:回?答|填|选|评)(?:这个|这题|这种|这些|了)*(?:题|问题)?", {"懒得", "没兴趣", "不乐意", "没心情", "不高兴"}},
        {Command::skip, "[这那]一?(?:道题?|题|条)我?(?:先|就)?不(?:想)?(?:回?答|填|选)了?", {"不"}},
        {Command::skip, "下一道", {"下一道"}},
        // "what am I supposed to type?", "not sure how this works", 这个怎么回复
        {Command::help,
         R"(\b(?:how|what|where)(?: (?:exactly|on earth|the (?:hell|heck)))? (?:do|does|should|am|can|shall|would|must) (?:i|this|it|we|one))"
         R"((?: (?:thing|survey|form))?(?: (?:supposed|meant|expected|need|have|going|got|even))*(?: to)?)"
         R"( (?:answer|reply|respond|works?|type|write|text back|put|send back|press|fill (?:it|this) in|rate|score|vote)(?: (?:this|that|it|here|in|back|down|to))*\b)",
         {"how", "what", "where"}},
        {Command::help, R"(\b(?:how|what) to (?:answer|reply|respond|type|press|rate)(?: (?:this|that|it|here))?\b)", {" to "}},
        {Command::help,
         R"(\b(?:what|which) (?:number|letter|word)s? (?:do|should|must|can|shall) i (?:send|type|press|reply|write|put|use|pick|choose)(?: back| in)?\b)",
         {"number", "letter", "word"}},
        {Command::help,
         R"(\b(?:not sure|no idea|don'?t know|dunno|unsure|don'?t (?:understand|get)|tell me|explain|show me))"
         R"( (?:how|what) (?:this|it|that|to|i'?m supposed to|i should|i have to|i need to|i must|do i|i))"
         R"( (?:works?|answer|reply|do|type|put|write|respond|press|rate|fill (?:in|this in))(?: (?:this|that|it|here|now|back))*\b)",
         {"how", "what"}},
        {Command::help,
         "(?:这个?|这题|该|要|应该?|我|究竟|到底|请问)*(?:怎么样?|怎样|如何|咋|点样?)(?:去|来|才能|才)?"
         "(?:回(?:[复答]|(?!事|来|去|家))|作答|答题?|填写?|弄|操作|使用|用|打分|评分|玩|搞|选)法?",
         {"怎", "如何", "咋", "点"}},
        {Command::help,
         "不(?:会|懂|知道|晓得)(?:怎么|如何|咋|点样?)?(?:弄|填|操作|回[复答]|作答|玩|搞)", {"不"}},
        {Command::help, R"(\bwhat(?:'s| is) this for\b)", {"what"}},
        {Command::help, "(?:我)?(?:要|该|应该|需要|得)(?:我)?(?:回复?|发|填|打)(?:什么|啥|点啥|点什么|哪个|几)(?:过去|给你们|数字|字)?", {"什么", "啥", "哪个", "几"}},
        {Command::help, "这?(?:个)?(?:短信|问卷)?(?:到底)?是?(?:干嘛|干啥|干什么|做什么|做啥|弄啥)(?:的|用的|使的)", {"干", "做", "弄"}},
        {Command::help, "(?:没|不太?|看不)(?:看)?(?:明白|懂)(?:这题|题目|问题|你们?问的|你们?)*(?:是)?(?:啥|什么|几个)意思", {"意思"}},
        {Command::help, "(?:没|不太?|看不)(?:看)?(?:明白|懂)[, ]*(?:要|该|得)?(?:怎么|咋|如何)(?:答|填|回复?|弄|选)", {"怎么", "咋", "如何"}},
        // "will finish this tonight", "can we do it another time", 下班再填
        {Command::later,
         R"(\b(?:will )?(?:do|finish|answer|fill|complete|reply|respond|talk|text|speak|chat|get back|come back|look|carry on|continue|message|msg|ping|catch|ring|try|ask|remind|pick))"
         R"((?: (?:to|at|with|in|back|up|on|out|me|us|you|u|ya|this|it|that|again|your|the|my|survey|questions?|text|thing|rest))*)"
         R"( (?:later(?: on)?(?: today| tonight)?|tonight|tomorrow(?: (?:morning|evening|night|afternoon|am|pm))?|(?:another|some other) (?:time|day))"
         R"(|this (?:evening|afternoon|weekend)|in an? (?:bit|hour|while|minute|few)|(?:at|over) the weekend|after (?:work|dinner|lunch|tea|school|church|class))"
         R"(|(?:once|when|as soon as) i(?:'m|'ve)?(?: (?:am|have|get|got|can|a|home|done|back|off|out|free|finished|minute|moment|time|sec|chance|there|land|landed|arrive|finish|wake|up|park|parked|stop|eaten|sit|down|to|in|the|my|work|office|hotel|desk))+)\b)",
         {"later", "tonight", "tomorrow", "other", "this ", "in a", "weekend", "after", "once", "when", "as soon"}},
        {Command::later,
         "(?:等(?:我|到)?)?(?:等(?:一?下|一?会儿?|哈儿?|阵|我)|晚[点些上]儿?|迟[点些]|今[晚夜]|回头|下班|收工|忙完|放工|得闲|有空|有时间|一会儿?|一阵"
         "|过(?:会儿?|阵子?|哈儿)|明[天早晚]|改天|下次|到家|回家|吃完饭|开完会|午休|周末)(?:后|了|之后|以后|先|的?时候|就|我|来)*"
         "[再才先](?:讲|说|答|填|弄|做|回|搞|评|复|写|聊|整|摆|看)(?:复|答|写|分|你们?)*",
         {"再", "才", "先"}},
        {Command::later,
         "(?:回头|晚点儿?|晚些|待会儿?|等会儿?|等下|一会儿?|过会儿?|稍后|迟点|下班|忙完|到家|晚上|今晚|明天)(?:我)?(?:给你们?|帮你们?)?"
         "(?:填|答|评|回复|作答|弄|做)(?:吧|啊|哈|了)?(?![完过得])", {"填", "答", "评", "回复", "弄", "做"}},
        {Command::later,
         R"(\bgive me (?:a|an|one|two|three|five|ten|half an|a couple of|a few|[0-9]{1,2}) (?:hours?|hrs?|minutes?|mins?|days?|bit|while)\b)",
         {"give me"}},
        {Command::later, "等我?(?:有空|得闲|有时间|忙完|下班|收工|到家|回家|吃完饭|开完会|下课)(?:了|后|的?时候)*(?:吧|啊|哈)", {"吧", "啊", "哈"}},
        {Command::later,
         "等我?(?:有空|得闲|忙完|下班|放工|到家|回家|吃完饭|开完会)[了后]?(?:填|答|回|写|弄|说|讲|评)(?:复|答|写|分|你们?)*", {"有空", "得闲", "忙完", "下班", "放工", "到家", "回家", "吃完饭", "开完会"}},
    };
    // clang-format on
    return list;
}

const HintIndex& hints() {
    static const HintIndex index = [] {
        HintIndex made;
        for (std::size_t i = 0; i < forms().size(); ++i) {
            for (const std::string_view word : forms()[i].words) made.add(word, i);
        }
        return made;
    }();
    return index;
}

}  // namespace

std::vector<CommandForm> command_forms(std::string_view folded) {
    std::vector<CommandForm> found;
    const HintIndex::Patterns possible = hints().in(folded);
    for (std::size_t i = 0; i < forms().size() && possible.any(); ++i) {
        if (!possible.test(i)) continue;
        for (const PatternMatch& match : forms()[i].pattern.all(folded)) {
            if (word_boundary(folded, match.end))
                found.push_back({forms()[i].command, match.begin, match.end});
        }
    }
    return found;
}

}  // namespace askwell::flows::reading
