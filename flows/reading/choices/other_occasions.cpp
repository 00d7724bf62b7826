#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kMonths =
    "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|spring|summer|autumn|winter";

/// "My last one was a complaint", 上次那件影响了成本，这件还在看: what this one is, is told beside it or not.
std::string earlier_one() {
    return std::string{
               "(?<![a-z])(?:my|the|our) (?:last|previous|earlier) (?:one|report|feedback|message|"
               "form|survey|ticket|case|issue)(?: (?:i|we) [a-z]+)? (?:was|were|had|affected|hit|"
               "concerned)(?![a-z])|(?<=^|[,.;!?\\n]|[,.;!?\\n] )last time[^,.;!?\\n]*(?=[,.;!?\\n]+ *(?:but "
               "|"
               "and )?(?:this|now|today)(?![a-z]))|"} +
           kClauseBegin + kInClause +
           "{0,14}?(?:上次|上回|上一次|上一回|上一件|上一单|前一次|前一回|之前那|以前那|前面那|(?:上个?月|"
           "上周|去年|前几天|前阵子)那)" +
           kInClause + "*(?=[,.;!?\\n ]+" + kInClause + "{0,4}?(?:这次|这回|这件|这单|这一|这条|今次|今回))";
}

/// 上个月提过建议，这回不是; "I filed a complaint last month, not this time".
std::string not_this_time() {
    return std::string{kClauseBegin} + kInClause +
           "{0,6}?(?:上个?月|去年|上周|以前|之前|曾经|前阵子|前段时间)" + kInClause +
           "{1,14}(?=[,.;!? "
           "]+(?:但|不过|可)?(?:这次|这回|今次|今回|现在)(?:可|就|却|倒|还|仍|尚)*(?:不是|不算|没有|没|未知|"
           "不知|不清楚|不好说|说不准|难说))|" +
           kClauseBegin + "i " + kInClause + "{1,40} (?:last (?:week|month|year|time)|before)" + kInClause +
           "{0,16}(?=[,.;!? ]+(?:but )?(?:not this time|this (?:one )?(?:isn't|is not|time it's not)))";
}

/// "I prefer the phone normally", 平时习惯用电话: not of this time.
std::string usually() {
    const std::string habit =
        "(?:normally|usually|generally|as a rule|in general|most of the time|ordinarily)";
    return "(?<![a-z])i (?:do |really )?(?:prefer|like|use|go for|choose) (?:the |to use the |using the "
           ")?<option>,? "
           "(?:best,? )?" +
           habit + "(?= ?[,.;!]| ?$)|(?<![a-z])(?:i )?" + habit +
           ",? (?:i )?(?:prefer|like) (?:the |to use the |using the )?<option>(?= ?[,.;!]| ?$)|" +
           kClauseBegin +
           "(?:我)?(?:平时|平常|一般|通常|往常)(?:我)?(?:都|就|比较|更|是)*"
           "(?:喜欢|习惯|爱|用|走|打|找|在|去)?" +
           kInClause +
           "{0,4}?<option>(?:的|多|比较多)?(?= ?[,.;!]| ?$)|(?<![a-z])i (?:normally|usually|generally) "
           "(?:use |call on |go through |contact you (?:by|on|via) )?(?:the |your )?<option>(?: you)?(?= "
           "?[.;!]| ?$)";
}

/// "The app crashed before I could reach you with it".
std::string gave_way() {
    return "<option> (?:crashed|froze|failed|died|broke|hung|cut (?:out|off)|stopped working|went down) "
           "before "
           "(?:i|we) (?:could|got|was able|even|managed)(?![a-z])|<option>还?没" +
           std::string{kInClause} + "{1,6}?就(?:崩|卡|闪退|断|死机|挂)了";
}

/// "Cost was last month's story".
std::string of_the_past() {
    return "<option> (?:was|were) (?:only )?(?:last (?:week|month|year|time|quarter)'s|yesterday's|an? "
           "(?:earlier|previous|old) )";
}

/// "It was working fine last year", "we cut company cost last year": all that is told is of then.
std::string only_then() {
    const std::string then =
        "(?:last (?:week|month|year|summer|winter|spring|autumn|time)|yesterday|(?:years|months) ago)";
    return "^(?:(?:well|oh|but|,) ?)*(?:(?:it|everything|that|this|the [a-z]+|we|i) [^,.;:!?\\n]{3,50}? " +
           then + "|" + then +
           ",? (?:it|everything|that|this|the [a-z]+|we|i) [^,.;:!?\\n]{3,50}?)[.! ]*$|"
           "^(?:我们?|那|它|本来)*(?:上个?月|上周|去年|以前|前年)[^,.;:!?\\n]{0,8}?<option>[^,.;:!?\\n]{0,6}["
           ".! ]*$";
}

/// The repair "will be next week", 下周才回访: no trouble so far.
std::string planned() {
    return "<option>(?: [a-z]+)? (?:will be|is (?:next|due|booked|scheduled|planned|set)|comes next|is "
           "coming)"
           "(?![a-z])|(?:下周|下个?月|明天|后天|过几天|过两天|改天)(?:[一二三四五六日])?(?:才|再|会|要)*(?:"
           "来|去|"
           "有|做|安排)?<option>";
}

/// "Working efficiency used to suffer": not what anybody is used to.
std::string once() {
    return "(?<![a-z])(?<!(?:get|got|are|is|be|am|was|were|getting|being|i'm|we're|you're|so|not) )"
           "used to (?!it(?![a-z])|this|that|the |your|you |having|being)[a-z]+";
}

/// "Before the repair", 维修之前; "after the repair, when you called": in time beside the option, not in it.
std::string around() {
    const std::string is =
        "(?:(?:it|this|that) (?:was|happened|started|began) |just |right |shortly |long |even )*";
    return std::string{kClauseBegin} + is +
           "(?:before|prior to) (?:the |my |your |our |an? )?(?:first |last )?<option>(?=[ .!]*$|[ "
           ".!]*[,;])|" +
           kClauseBegin + is +
           "after (?:the |my |your )?<option>,? when (?:you|they|somebody|someone) (?:called|rang|"
           "phoned|came|visited|checked|asked)" +
           kInClause + "*|" + kClauseBegin +
           "(?:是|就是|都是|在)*<option>(?:之前|以前|前)(?:的?时候|的?时|的)?"
           "(?:了|吧|啊|呢|出的|发生的|有的|出现的)?(?=[ .!]*$|[ .!]*[,;])";
}

/// "It may cost us customers one day", "next year it might become a cost issue": not so far.
std::string some_day() {
    const std::string day =
        "(?:one day|some ?day|next (?:week|month|year|quarter)|in (?:the )?future|down the "
        "(?:line|road)|later "
        "on|in the long run|sooner or later)";
    const std::string maybe = "(?:may|might|could|will|would|'ll)";
    return "(?<![a-z])" + maybe + " " + kInClause + "{3,50}? " + day + "(?![a-z])|(?<![a-z])" + day +
           ",? (?:it|this|that|they|we)(?: |')" + maybe + "(?![a-z])";
}

/// "Return visit is still to come", "it may yet stop working".
std::string to_come() {
    return std::string{
               "(?<![a-z])(?:is|are|'s) (?:still|yet) to (?:come|happen|follow|be (?:done|made|"
               "arranged|booked))(?![a-z])|(?<![a-z])(?:may|might|could) (?:yet|soon|well|"
               "eventually|one day|some day|even|still|at some point)(?: yet| soon| well| even)* "
               "(?:get|come|reach|end up|become|turn|stop|have|be|need)(?![a-z])|"} +
           "(?<=^|[,.;!?\\n])" + kInClause +
           "{1,12}还没(?:有)?(?:开始|到|轮到|进行|安排|做)[,.;! ]+(?:是|出在|问题(?:是|出)?在?)?(?:前面|之前|"
           "前头|更早|再往前|早就)|" +
           "(?:迟早|早晚|总有一天|再这样下去|再这么下去|说不定哪天|长此以往|再不[^,.;:!?\\n]{1,8}[, "
           "]+(?:以后)?|以后(?:搞不好|说不定|没准儿?|可能|"
           "恐怕|怕是|估计))" +
           kInClause + "{0,10}(?:会|要|得|就|影响)";
}

/// 客户那边目前还没感觉: nothing so far.
std::string not_so_far() {
    return std::string{"<option>"} + kInClause +
           "{0,12}?(?:目前|暂时|眼下|现在|到现在|至今|倒|都|也|这边|那边)*(?:还|暂时)没(?:有)?(?:什么|啥|"
           "太大|"
           "明显|任何)?(?:感觉|察觉|反馈|反映|反应|受影响|影响到|影响|发现|显现|体现|看出)|" +
           "<option>(?: [a-z']+){0,3}? (?:haven't|hasn't|have not|has not)(?: [a-z]+)? "
           "(?:noticed|felt|seen|complained|suffered|been (?:affected|hit))(?: [a-z]+){0,3} (?:yet|so far)|"
           "<option>(?: [a-z']+){0,3}? (?:not|hasn't been|haven't been) (?:affected|hit)(?: [a-z]+)? "
           "(?:yet|so far)";
}

/// 成本要等财务算过了才知道, "we won't know the cost until month end": 等了半天才知道 is known.
std::string still_open() {
    const std::string known =
        "才(?:能|会|可以)?(?:知道|清楚|明白|看得出|看出来|算得出|算出来|说得准|定下来|有数|见分晓|确定)";
    const std::string later =
        "(?:月底|月末|年底|年末|季度末|下周|下个?月|明年|以后|将来|回头|到时候?|过(?:几天|阵子|段时间))";
    const std::string wait = "(?:还?要|还?得|需要?|只能|必须)等" + std::string{kInClause} + "{1,14}?";
    const std::string english =
        "(?:(?<![a-z])(?:(?:won't|will not|don't|can't) (?:really |yet )?(?:know|be able to (?:say|tell)|say|"
        "tell)" +
        std::string{kInClause} +
        "{0,20} (?:until|till|before|yet)|remains? to be seen|too (?:early|soon) to (?:say|tell|know)|(?:yet|"
        "still) to be (?:seen|worked out|confirmed|decided|calculated)|(?:only )?time will tell|jury(?:'s| "
        "is) (?:still )?out|(?:i'd|i'll|would|will) (?:have|need) to check(?= ?[,.;!]| ?$| with| first)|let "
        "me "
        "check)(?![a-z])|(?<![a-z])"
        "(?:ask|check with|one for|a question for) (?:the |my |our "
        ")?(?:finance|accounts|accounting|accountants?|"
        "boss|manager|head office|hr|management)(?![a-z]))";
    // "Cost, too early to say": the clause before it holds what is open, where its own names nothing.
    return std::string{"(?:"} + kInClause + "{0,12}(?:有没有|会不会|是不是|多不多|多少|多大)" + kInClause +
           "{0,8}[,; ]+)?" + kInClause + "{0,14}?(?:" + wait + known + "|" + later + kInClause + "{0,14}?" +
           known + ")|" + english + "|<option>" + kInClause + "{0,30}[,?:;-]+[^,.;:!?\\n\\x01]{0,30}" +
           english + "(?![^,.;:!?\\n]{0,40}\\x01)";
}

/// 成本有没有多，月底才晓得; 勾了又擦, "ticked and unticked it": the customer cannot decide.
std::string undecided() {
    return std::string{"<option>"} + kInClause + "{0,4}?(?:有没有|会不会)(?:多|增加|增|涨|变|受|影响|降)" +
           "|<option>(?:的事|这块|方面|多少|影响|损失)*" + kInClause +
           "{0,4}?(?:(?:还|都)没(?:有)?(?:算|统计|核算|查|评估)|(?:要|得|你们?)*(?:去)?问(?:问|一下)?(?:财务|"
           "会计|"
           "领导|老板|经理))" +
           "|(?:第?[0-9a-h](?:和|跟|与|或|还有|,| and | or "
           "|&)+第?[0-9a-h])(?:里头|里面|里边|里|当中|其中|之中|中)"
           "(?:的|有|选|挑|肯定|总)*(?:一个|一项|之一)|(?<![a-z])(?:one|either) of [0-9a-h](?:,| and | or "
           "|&)+[0-9a-h]"
           "(?![a-z0-9])"
           "|(?<=^|[.;!?\\n])[^.;!?\\n]{0,24}?(?:勾|选|填|写|打)(?:上)?了?又(?:擦|删|划|取消|去掉|勾掉)|" +
           "(?<=^|[.;!?\\n])[^.;!?\\n]{0,40}?(?<![a-z])(?:(?:ticked|selected|picked|chose)(?: it| that| "
           "them)?(?: and|,)(?: then)? (?:un-?ticked|un-?selected|de-?selected|rubbed|crossed|deleted)|"
           "(?:keep|kept) (?:changing my mind|going back and forth|ticking and)|back and forth (?:on|about|"
           "over))(?![a-z])";
}

/// 首次出现是在去年: when it began tells not how often.
std::string began() {
    return std::string{
               "(?:首次|第一次|头一次|头一回|最早|最初)(?:出现|发生|遇到|碰到)?(?:的时候)?(?:是|就是)?"
               "(?:在)?(?:去年|前年|大前年|上个?月|几个?月前|几年前|多年前|好多年|好几年|很久以前|"
               "年初|[0-9]{4}年|[0-9一二三四五六七八九十]{1,3}(?:个月|年)(?:以|之)?前)|"
               "(?<![a-z])(?:the )?first (?:time|one|happened|occurred|appeared)(?: it happened| it "
               "occurred|i saw it)?(?: was| was back)?(?: back)? (?:last (?:year|month|"} +
           kMonths + ")|in 20[0-9]{2}|(?:[a-z0-9]+ )?(?:years|months) (?:ago|back)|ages ago)(?![a-z])";
}

/// "I occasionally restart it", 偶尔我也会想换工作: how often the customer does something else.
std::string own_life() {
    return std::string{kClauseBegin} +
           "i (?:only |just )?(?:occasionally|sometimes|often|frequently|regularly|always|usually) "
           "(?:think|wonder|dream|consider|worry|work|restart|reboot|reset|clean|visit|travel|shop|walk|pop|"
           "drop|ask myself|feel like|help out|go)(?![a-z])|" +
           kClauseBegin +
           "(?:occasionally|sometimes|often|frequently|now and then),? i (?:think (?:of|about)|wonder|dream|"
           "consider|worry|feel like|ask myself)(?![a-z])|"
           "(?:我(?:自己|本人)?(?:也|都|就|只)*(?:偶尔|有时候?|经常|常常|时不时|总是|老是)|(?:偶尔|有时候?|"
           "经常|"
           "常常|时不时)我(?:自己|本人)?)(?:也|才|会|都|就|去|来|在)*(?:想(?!问)|考虑|琢磨|上班|上一?天班|"
           "值班|"
           "休息|出差|逛|做梦|散步|打扫|重启)";
}

/// "First time caller", 我第一次用你们产品: what the customer does for the first time, unless it is told what
/// came of it.
std::string first_deed() {
    const std::string first = "(?:第一次|首次|头一次|头一回|头一遭|第一回|初次)(?:是)?";
    const std::string nothing_came =
        std::string{"(?!"} + kInClause +
        "{0,14}(?:就|碰|遇|出现|出问题|出错|坏|错|失败|这种(?:事|情况|问题)|这样))";
    const std::string about_it = std::string{"(?!"} + kInClause +
                                 "{0,30} (?:about|over|for|with|because of) (?:it|this|that|such)(?![a-z]))";
    return first +
           "(?:(?:跟|和|与|给|向|到|去|来|找|问|用|在|买|填|打|拨打?|联系|光顾|体验|接触|投诉)(?:给)?(?:你们|"
           "贵|您|这家|你家)|(?:填|做|答|回|用|试|打|拨打?)(?:这|那)(?:个|款|种|类|张|份)|(?:打|拨打?)(?:"
           "热线|"
           "客服|400)|网购|下单|打电话|办业务|写(?:评价|反馈|意见)|来店)" +
           nothing_came +
           "|(?<![a-z])(?:first|1st)[ -]time (?:caller|customer|user|buyer|shopper|visitor|complainer|client)"
           "(?![a-z])|(?<![a-z])(?:first|1st) time(?: i've| i have| i'm| i am| i| we've| we have| we)?(?: "
           "ever| "
           "had| have| even| to)* (?:call(?:ed|ing)?|rang|rung|ring(?:ing)?|phon(?:e|ed|ing)|text(?:ed|ing)?|"
           "writ(?:e|ing|ten)|wrote|email(?:ed|ing)?|messag(?:e|ed|ing)|contact(?:ed|ing)?|complain(?:ed|ing)"
           "?|"
           "shop(?:ped|ping)?|bought|buy(?:ing)?|order(?:ed|ing)?|visit(?:ed|ing)?|us(?:ed|ing)|deal(?:t|ing)"
           "|"
           "fill(?:ed|ing)?|answer(?:ed|ing)?|do(?:ne|ing) (?:this|one|a)|spoken|speaking|talk(?:ed|ing)?)"
           "(?![a-z])" +
           about_it;
}

/// "First time anybody's asked me", 第一次收到你们短信, 你们短信挺频繁.
std::string being_asked() {
    const std::string often =
        "(?:第一次|首次|头一次|头一回|头一遭|第一回|初次|偶尔|经常|常常|频繁|老是|总是)";
    const std::string mail = "(?:短信|信息|讯息|消息|问卷|调查|调研|链接|推送|广告|回访|推销|骚扰电话)";
    const std::string english_mail =
        "(?:texts?|messages?|surveys?|questionnaires?|sms|letters?|polls?|(?:sales|marketing|spam) "
        "(?:calls?|emails?))";
    return often + kInClause + "{0,6}?(?:(?:收到|接到|看到|填|做|参加|回)" + kInClause + "{0,8}?" + mail +
           "|(?:有(?:人|公司|商家|企业|单位)|被人?|碰到人|你们?)(?:来)?问(?:我|到)?)|"
           "(?:你们|贵司)(?:总是|老是|经常|天天|频繁|一直|老|常常)+(?:地)?(?:给我)?(?:发|推|寄)(?:这种|这些|"
           "这个)?" +
           mail +
           "|"
           "(?:你们|贵司|贵公司|这种|这类|这些)" +
           kInClause + "{0,6}?" + mail + kInClause +
           "{0,6}?(?:频繁|经常|偶尔|总是|老是|天天|不停|不断)|"
           "(?<![a-z])(?:first|1st) time(?: ever| that)?(?: |, (?=some|any|you))" +
           kInClause +
           "{0,24}?(?:ask(?:ed|s|ing)? (?:me|us)|(?:been|being|was|am) (?:asked|surveyed|texted|consulted)|"
           "(?:anybody|anyone|someone|somebody|you|you guys)(?:'ve|'s| have| has)?(?: ever)? (?:asked|texted|"
           "messaged|surveyed|bothered|wanted)|(?:filled|filling|fill|answering|answered|answer|doing|taking|"
           "done|get|gets|got|had|receive|received|getting|receiving|seen|see) (?:in |out )?(?:a|an|one "
           "of|this|these|such|your) "
           "(?:[a-z]+ )?" +
           english_mail + ")(?![a-z])|(?<![a-z])(?:your|these|those|the) (?:[a-z]+ )?" + english_mail +
           " (?:come|arrive|are|is|get|keep)" + kInClause +
           "{0,16}?(?:often|frequent|constant|all the time|always)|"
           "(?<![a-z])(?:first|1st) time[^,.;:!?\\n]{0,30}(?:wants?|wanted|cares?|cared|asks?|asked|asking|"
           "interested)(?: for| about| in)? (?:my|our) (?:opinions?|views?|feedback|thoughts|experience)|"
           "(?<![a-z])you (?:guys |people |lot |keep |always |constantly |often )*send(?:ing)? (?:me |us )?"
           "(?:these |those |such |so many )?" +
           english_mail + "(?![a-z])";
}

}  // namespace

const std::vector<Passing>& other_occasions() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::anything, earlier_one(), {"last", "previous", "earlier", "上", "前"});
        add(Asked::anything, not_this_time(), {"not", "n't", "不是", "不算", "没"});
        add(Asked::means, usually(),
            {"normally", "usually", "generally", "rule", "most of", "ordinarily", "平", "一般", "通常",
             "往常"});
        add(Asked::means, gave_way(), {" before ", "就"});
        add(Asked::anything, once(), {"used to"});
        add(Asked::anything, of_the_past(), {"'s", "an earlier", "previous", "an old"});
        add(Asked::trouble, planned(),
            {"will be", " is ", "comes next", "下", "明天", "后天", "过几天", "过两天", "改天"});
        add(Asked::anything, to_come(),
            {" to ", "may ", "might ", "could ", "还没", "迟早", "早晚", "总有一天", "下去", "说不定",
             "长此以往", "再不", "以后"});
        add(Asked::part, around(), {"before", "after", "prior to", "前"});
        add(Asked::trouble, some_day(),
            {" day", "someday", "next ", "future", "down the", "later", "long run"});
        add(Asked::trouble, only_then(),
            {"last ", "yesterday", "years ago", "months ago", "上", "去年", "以前"});
        add(Asked::trouble, not_so_far(), {"没", " yet", "so far"});
        add(Asked::anything, still_open(),
            {"才", " know", " say", " tell", " to be ", "jury", " check", "ask ", "one for", "question for"});
        add(Asked::anything, undecided(),
            {"有没有", "会不会", "一个", "一项", "之一", " of ", "又", "没", "问", "ed ", "ing ",
             "back and"});
        made.back().by_number = true;
        add(Asked::often, began(), {"次", "回", "最", "first"});
        add(Asked::often, own_life(), {"i ", "我"});
        add(Asked::often, first_deed(),
            {"第一次", "首次", "头一", "第一回", "初次", "first time", "first-time", "1st time"});
        add(Asked::often, being_asked(),
            {"问",         "推销",     "骚扰",          "calls", "信",       "消息",
             "讯息",       "调",       "链接",          "推送",  "广告",     "回访",
             "first time", "1st time", "opinion",       "view",  "feedback", "text",
             "message",    "survey",   "questionnaire", "sms",   "letter",   "poll"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
