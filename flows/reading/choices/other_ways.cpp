#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// "I didn't, you phoned me", 不是我打的，是你们打来的: ours was the call, and how the customer comes to us
/// is not told. Who only says 你们给我打的电话 names the way.
std::string we_called() {
    return "(?<![a-z])i (?:didn't|did not|never did)(?: (?:contact|call|phone|reach|ring) "
           "(?:you|anyone))?[,;. ]+(?:it was )?"
           "(?:you|your (?:people|staff|company|team|agent)|(?:someone|somebody) from your [a-z]+)(?: who| "
           "that| lot| "
           "guys| people)? (?:phoned|called|rang|emailed|texted|messaged|contacted)|"
           "(?:不是我|我(?:没有?|从来?没有?))(?:打|找|联系)" +
           std::string{kInClause} + "{0,8}[,;. ]+(?:是|都是|明明是)?(?:你们|客服|贵司|贵公司)" + kInClause +
           "{0,6}?(?:打|找|联系)";
}

/// 电话没打通，后来又换了个法子: which, is not told.
std::string another_way() {
    const std::string failed =
        "(?:没打通|打不通|打不进|打不开|没接通|接不通|用不了|登不上|不好用|没人接|占线|不行|坏了|崩了|卡)";
    return "<option>" + std::string{kInClause} + "{0,4}?" + failed + kInClause +
           "{0,3}[,;. "
           "]+(?:我)?(?:后来|最后|就|只好|只能|于是|又|才|所以)*(?:换|想|找|改|试)(?:了|用)?(?:一)?(?:个|种|"
           "条)?(?:别|其他|"
           "另外?|新)?(?:的|一个|一种)?(?:法子|办法|方法|方式|路子|途径|渠道|招)(?=[,.;!?\\n ]|$)|"
           "<option>(?: [a-z']+){0,3}? (?:didn't work|wouldn't work|was "
           "(?:engaged|busy|down|broken|dead)|failed|crashed|"
           "wouldn't open|didn't open)[, ]*(?:so |and |then |but )+(?:i |we )?(?:had to "
           ")?(?:tried|used|found|went|try|use|"
           "find|go) (?:for |by )?(?:something else|another way|other means|(?:a|some) (?:different|other) "
           "way)"
           "(?= ?(?:[,.;!?\\n]|$))";
}

/// "The phone was engaged all day so I wrote an email": not by phone. What came instead may be on no list.
std::string failed_and_left() {
    return "(?:your |the |ur |that )?<option>(?: [a-z]+)?(?: (?:was|is|were|kept|went|just))?(?: "
           "[a-z]+){0,2}? "
           "(?:engaged|busy|down|broken|dead|crash(?:ed|ing)|fr(?:oze|eezing)|ring(?:ing)?(?: out)?|rang out|"
           "offline|(?:didn't|wouldn't|doesn't|won't|never) "
           "(?:work|open|load|answer|connect|worked|opened|loaded|"
           "answered|connected))(?: [a-z]+){0,3}?[,. ]+so (?:then )?(?:i|we)(?: just| had to| then)? (?="
           "(?:went|go|wrote|write|walked|walk|drove|drive|e-?mailed|e-?mail|sent|send|used|use|tried|popped|"
           "texted|messaged|"
           "came|come|switched|turned)(?![a-z]))";
}

/// "Tried the app, gave up, phoned"; 试了App不行，改打电话: the way that was tried in vain and left.
std::string tried_and_left() {
    const std::string left =
        "(?:gave up|no luck|no joy|got nowhere|didn't (?:work|help)|wouldn't (?:work|load|open)|in vain|to "
        "no "
        "avail|nothing happened)";
    const std::string other =
        "(?=(?:i |we )?(?:had to |just |then |finally |ended up )*(?:(?:used|use|using|tried|try|went "
        "(?:to|on|"
        "through|for)|"
        "turned to|switched to|opened|got you (?:on|by|through|via)) )?(?:the |your )?<option>)";
    return "^(?:i |we |so )?(?:first |originally |initially )?(?:tried|started|began|went)(?: off| out)?(?: "
           "with| on| in| by| to use| using)? (?:the |your |my )?<option>(?: first)?[,.; ]+(?:and |but "
           ")?(?:then )?(?:it |i |we )?" +
           left + "(?:[,.; ]+(?:and |so |but )?(?:then )?| and | so )" + other +
           "|^(?:i |we )?gave up (?:on|with) (?:the |your )?<option>[,.; ]+(?:and |so )?" + other +
           "|^(?:我)?(?:先|一开始|开始|最初|起初|先是|本来|原本|原来)?(?:我)?(?:是)?(?:想|打算|准备)?(?:试|"
           "用|点|打|登|在|上|去|从|"
           "通过)?(?:了|过)?(?:一下|半天|下|会儿)*(?:你们的?)?<option>(?:上|里|上面|里面)?(?:弄|搞|办|整|"
           "操作|处理|报修|反映|反馈|联系|问)?(?:半天|好几次|几次|了|来着)*[, "
           "]*(?:结果|但|可|可是|但是|后来)*"
           "(?:[整弄搞办][不没][来成了好懂]|[整弄搞]不(?:明白|清楚)|不会[弄用整搞操作]+|不行|没弄成|没成|"
           "没搞定|弄不了|没反应|不好使|"
           "打不开|进不去|搞不定|没用|没打通|打不通|打不进去?)(?:了)?[,.; "
           "]+(?:就|我|才|只好|只能|最后|后来|直接|干脆|所以|于是)*(?:改|换|转|换成|改成|改用|换了)?"
           "(?:打|用|找|走|转|去|上|问|联系|在|从|通过)*(?:了|的)?(?:你们的?)?(?=(?:门?店里?|营业厅|柜台|"
           "网点|"
           "前台)|<"
           "option>(?!" +
           std::string{kInClause} + "{0,4}?(?:打不|没人|用不|不通|崩|坏|占线|不行)))";
}

/// "Don't bother ringing, just text me".
std::string spared() {
    const std::string ways = "(?:ring|phon|call|text|messag|e-?mail|writ|mail)";
    return "(?:don't bother(?: with| to)?|no point(?: in)?|not worth|rather than|instead of) (?:a "
           "|an "
           "|the )?" +
           ways +
           "(?:e|ing)?(?: me| us)?[,.; ]+(?=(?:just |simply |you can |please |an? )*(?:here|reply|sms|" +
           ways + "))";
}

/// "I meant to phone but didn't".
std::string only_meant() {
    return "(?<![a-z])(?:meant|intended|planned|was going|were going|wanted|was about) to " +
           std::string{kInClause} +
           "{1,30}? but (?:i |we |in the end )?(?:didn't|did not|never|couldn't)(?: do (?:it|so)| did| "
           "g[eo]t (?:round|around) to it| bother| "
           "in the end)?(?= ?(?:[,.;!?\\n]|$))";
}

/// "You can reach me by phone": the way back.
std::string way_back() {
    return "(?<![a-z])you (?:can|may|could|should)(?: also| always| best)? "
           "(?:reach|call|contact|text|ring|email|phone|"
           "message) (?:me|us)(?![a-z])|(?:你们?|您们?)(?:可以|能|请)?(?:直接)?(?:打|发|用|加)" +
           std::string{kInClause} + "{0,6}?(?:给我|找我|联系我)(?!的)";
}

/// "I deleted your app": what the customer has no more.
std::string given_up() {
    return "(?<![a-z])i(?:'ve| have)? (?:just |long since |already "
           ")?(?:deleted|uninstalled|removed|unfollowed|never "
           "installed|never downloaded)(?![a-z])" +
           std::string{kInClause} +
           "{0,20}<option>|"
           "(?:删|卸载?|取关|取消关注)(?:了|掉)*(?:你们?的?)?<option>|<option>" +
           kInClause + "{0,4}?(?:早就?|已经|都)?(?:删|卸载?|取关)(?:了|掉)";
}

/// 表扬就算了, 工作效率是你们自己的事: not that.
std::string let_alone() {
    return "<option>(?:就|还是|也|我看)*(?:(?:那|都)?是(?:你们?|您们?|他们)(?:自己|公司)?(?:内部)?的(?:事|"
           "问题)|算了|免了|不必了|没必要|谈不上|算不上|不至于)(?:吧|啊|呢|的)?(?=[,"
           ".;!? ]|$)";
}

/// 邮件里说三天有结果: what is told there.
std::string told_there() {
    return "<option>(?:里|上|中)(?:面)?(?:都|也|明明|只|就)*(?:说|写|讲|回复|答应|承诺)(?:的是|的|了|是|好)*("
           "?!清楚)";
}

/// "I bought the phone in your shop": a thing that is sold. "I rang after I bought the phone" tells the way
/// before.
std::string bought() {
    return "(?<!\\x01[^,.;!?\\n]{0,30})(?<![a-z])(?:bought|ordered|"
           "purchased|returned|broke|dropped|sold me|my new|repaired|lost) "
           "(?:the |a |my |this |that |an? "
           ")?<option>(?! ?(?:number|call))(?= ?(?:[,.;!?]|$)| in | at | from | on | last | two | and | but "
           ")";
}

/// "Your phone line is always engaged", 你们App这两天打不开: that, and nothing else, is told of a way.
std::string only_troubled() {
    const std::string begins = "(?<=^|[,.;!?\\n]|[,.;!?\\n] )";
    const std::string fails =
        "(?:engaged|busy|down|out of order|broken|dead|useless|crash(?:es|ed|ing)?|freez(?:es|ing)|offline)";
    return begins +
           "(?:your |the |ur |that )?<option>(?: [a-z]+)?(?: (?:is|was|has "
           "been|keeps?|kept|went|always|'s)| 's)(?: "
           "[a-z]+){0,3}? " +
           fails +
           "(?: [a-z]+){0,4}(?: (?:on|in|with) (?:my|our|this|the) <option>)?[.! ]*(?=[,.;!?\\n]|$)|" +
           begins +
           "(?:your |the |ur |that "
           "|my )?<option>(?: [a-z]+)?(?:'s| "
           "has| is)? "
           "(?:stopped working|(?:keeps|kept) (?:crashing|freezing|failing|dropping|dying|timing "
           "out)|playing up|not working|"
           "broken|down)(?: [a-z]+){0,4}(?: (?:on|in|with) (?:my|our|this|the) <option>)?[.! "
           "]*(?=[,.;!?\\n]|$)|" +
           begins +
           "(?:your "
           "|the |ur |that )?<option>(?: [a-z]+)? "
           "(?:doesn't|does not|didn't|won't|wouldn't|isn't|never) (?:even )?(?:work|working|open|load|opens|"
           "works|loads|connect|ring|answer)(?: [a-z]+){0,4}[.! ]*(?=[,.;!?\\n]|$)|" +
           begins +
           "(?:你们?的?|这个?|那个?)*<option>(?:热线|客服)?(?:一直|老是?|总是?|这两天|这几天|今天|昨天|根本|"
           "都|也|又|经常|天天|"
           "现在)*(?:占线|打不通|打不开|登不上|登录不了|用不了|没人接|没人理|没人回|没反应|崩了?|坏了?|闪退|"
           "卡死)(?:了|的|啊|呀)*["
           ".! ]*(?=[,.;!?\\n]|$)|" +
           begins +
           "(?:我|我们|每次|一)?(?:每次|一直|老是?|昨天|今天)?(?:给你们|跟你们|打你们|打)?(?:的)?<"
           "option>(?:过去|给你们|"
           "你们|热线|客服|来)?[, ]*"
           "(?:你们|客服|热线|那边)?(?:都|也|老|总是?|从来|根本|一直|死活)*(?:不接|没人接|不理|打不通|占线|"
           "不通|没人理)(?:了|的|啊|呀)*[.! ]*(?=[,.;!?\\n]|$)";
}

/// "You already called me twice", 你们都打过两次电话了: what has been.
std::string have_called() {
    return "(?<![a-z])(?:you|they|someone|somebody|your [a-z]+)(?: guys| lot| people)?(?:'ve| have)?(?: "
           "already| "
           "just| all)? (?:called|rang|rung|phoned|e-?mailed|texted|messaged)(?: me| us)?(?: "
           "(?:already|before|"
           "twice|once|yesterday|today|earlier|last week|this morning|[a-z0-9]+ times))*(?= "
           "?(?:[,.;!?\\n]|$))|"
           "(?:你们|客服|有人)(?:都|已经|早就|昨天|今天|上周|刚才|刚)*(?:给我)?(?:打过|发过)" +
           std::string{kInClause} + "{0,10}";
}

/// "Sick of phone calls", 最怕打电话: a way that is not liked.
std::string disliked() {
    return "(?<![a-z])(?:too many|more than enough|enough|sick of|tired of|fed up (?:with|of)|weary of|bored "
           "of|scared of|afraid of|terrified of|dread(?:ing)?|loathe|detest|allergic to|averse to|bad at|no "
           "good "
           "(?:at|on|with)|useless (?:at|with|on)|nervous (?:on|about)|(?:rarely|hardly(?: "
           "ever)?|seldom|scarcely) "
           "(?:check|read|use|answer|open|look at|pick up)) (?:the |these |those |your |all |my |talking on "
           "(?:the )?|answering (?:the )?|making )*<option>|(?:怕|讨厌|厌烦|反感|烦|受够|嫌|懒得|抗拒)"
           "(?:了|接|打|听|看|收|你们|的|各种|这种)*<option>|骚扰<option>";
}

/// "Your emails end up in junk", 电话太多了: a way that does not suit, or has been too much.
std::string unsuited() {
    const std::string english =
        "<option>(?: [a-z]+){0,2}? (?:(?:makes?|drives?|freaks?|puts?|stress(?:es)?|scares?|annoys?|bothers?|"
        "upsets?|bugs?|terrif(?:y|ies)|wakes?|woke|disturbs?) (?:me|us|the (?:baby|kids|house))(?![a-z])|"
        "(?:is|are) (?:a |my |the |your )?(?:very )?(?:last resort|nightmare|pain|nuisance|hassle)(?![a-z])|"
        "(?:(?:always|usually|often|just|all|still) )*(?:go(?:es)?|ends?(?: up)?|lands?)(?: straight)? "
        "(?:to|in|into) (?:my |the )?(?:spam|junk|trash|bin)|(?:never stops?|keeps? "
        "(?:coming|ringing))(?![a-z]))|"
        "(?<![a-z])(?:i|we)(?: (?:get|got|had|have had|receive|received)|'ve had) (?:already |just )?(?:so "
        "many|lots of|loads of|plenty of|a lot of|several|two|three|four|five|ten|[0-9]+) (?:of )?(?:your "
        "|these "
        "|those )?<option>";
    const std::string many = "(?:好几|好多|很多|几|一堆|无数|[0-9一二两三四五六七八九十]+)";
    const std::string chinese =
        "<option>(?:已经|都|实在|真的|也|就|接得|接|收得|收|得)*(?:太多|多得|接怕|打爆|响个不停|烦死|[很太好]"
        "烦|烦人|"
        "看不过来|听不清|听不见|(?:容易|老是?|总是?|经常|都|会|直接)*(?:掉?进|跑进|被?当成)了?垃圾)|"
        "(?:收|接)(?:到|了|过)?(?:你们|贵司)?的?" +
        many + "(?:个|封|通|次)?的?<option>|<option>(?:都|已经)*打了" + many +
        "(?:次|个|遍|通)|接<option>(?:[很太]|特别)?贵";
    return english + "|" + chinese;
}

/// 我给你们打电话吧, "I have your email already", 电话号码换了: no way to reach the customer.
std::string other_way_round() {
    return "我(?:再|会|来|直接|自己|明天|回头|过会儿?)*给(?:你们?|您|客服)<option>|<option>(?:号码?|号)?(?:"
           "都|已经|早就?)?(?:换|变|改)(?:了|过)|"
           "(?<![a-z])(?:i|we) (?:already |still )?(?:have|got|know|lost) your <option>";
}

/// "I follow your official account", 手机上装了你们的app: had, and not said to have been used.
std::string only_had() {
    // 关注了公众号，在里面留的言 tells of its use
    const std::string unused =
        "(?= ?[,.;:!?]| ?$)(?![^\\n]*(?:里|上面|那儿|就用|用它|用的|(?<![a-z])(?:there|that|it|used|"
        "so)(?![a-z])))";
    const std::string ours = "(?:your|the company|the company's) (?:own |new |latest |phone |hotline )*";
    return "(?<![a-z])(?:i|we)(?:'ve| have)?(?: already| always| been| been a| also| still| even| am|'m| "
           "just)* "
           "(?:(?:follow(?:ed|ing|er of)?|subscribed? to|subscriber "
           "of|have|own|install(?:ed)?|download(?:ed)?|"
           "saved?|keep|bookmarked) (?:" +
           ours + ")?|(?:got|had) " + ours +
           ")<option>(?: number| installed| saved| downloaded| bookmarked| on my (?:<option>|mobile|fridge|"
           "desk|laptop|home screen)| in my (?:<option>|contacts|favou?rites)| already| for "
           "(?:years|months|ages)| "
           "too| anyway)*" +
           unused +
           "|(?<=^|[,.;:!?\\n ])(?:我|我们|本人|俺|手机|<option>|里|上|一直|早就?|已经|也|都|倒|还|就)*"
           "(?:关注|订阅|收藏|安装|装|下载|存|保存|有)(?:了|着|过)?(?:(?:你们|贵司|贵公司|您们?)(?:公司|家)?"
           "的?)?"
           "<option>(?:号码?)?(?:的|了|呢|呀|啊)?" +
           unused +
           "|(?<=^|[,.;:!?\\n "
           "])(?:你们|贵司)?的?<option>(?:号码?)?(?:我|我们|我手机|手机|里|上|一直|早就?|已经|也|都|"
           "倒)*(?:有关注|关注|订阅|收藏|安装|装|下载|存|保存)(?:了|着|过|的)?" +
           unused;
}

}  // namespace

const std::vector<Passing>& other_ways() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::coming, we_called(),
            {"phoned", "called", "rang", "emailed", "texted", "messaged", "contacted", "打", "找", "联系"});
        add(Asked::means, another_way(),
            {"法", "方式", "路子", "途径", "渠道", "招", "something else", " way", "other means"});
        add(Asked::means, failed_and_left(), {"so i ", "so we ", "so then "});
        made.back().alone = true;
        add(Asked::coming, tried_and_left(),
            {"gave up", "no luck", "no joy", "nowhere", "didn't", "wouldn't", "in vain", "avail", "nothing",
             "不", "没"});
        made.back().alone = true;
        add(Asked::reaching, spared(), {"bother", "no point", "not worth", "rather", "instead"});
        made.back().alone = true;
        add(Asked::means, only_meant(), {" but "});
        add(Asked::anything, let_alone(),
            {"算了", "免了", "不必", "没必要", "谈不上", "算不上", "不至于", "的事", "的问题"});
        add(Asked::means, told_there(), {"里", "上", "中"});
        add(Asked::coming, bought(),
            {"bought", "order", "purchas", "return", "broke", "dropped", "sold", "my new", "repair", "lost"});
        for (const Asked asked : {Asked::means, Asked::reaching}) {
            add(asked, only_troubled(),
                {"engaged", "busy",    "down",   "order", "broken", "dead", "useless", "crash",
                 "freez",   "offline", "n't",    "never", "占线",   "不通", "不开",    "不上",
                 "不了",    "没人接",  "崩",     "坏",    "闪退",   "卡",   "stopped", "playing",
                 "drop",    "fail",    "timing", "dying", "不接",   "不理", "没人理"});
        }
        // 上次也说打电话，结果没人打
        add(Asked::reaching,
            "(?:上次|上回|之前|以前)(?:你们|客服)?(?:也|都|就|还)?(?:说|答应|承诺|讲)(?:了|好|会|要)*<"
            "option>",
            {"说", "答应", "承诺", "讲"});
        add(Asked::reaching,
            "(?:last time|before|the other day) (?:you|they|he|she|your [a-z]+)(?:'d| had| also| both)? "
            "(?:said|promised|told me|swore|wrote)(?: it'd be| it would be| you'd| to)? (?:by |an? |via )?"
            "<option>",
            {"said", "promis", "told", "swore", "wrote"});
        add(Asked::reaching,
            "(?:they|you|he|she) promised (?:me |us )?(?:to |an? )?<option>(?: back| me| us)* (?:and|but) "
            "(?:nobody|no ?one|never|didn't|it never|they never|you never|he never|she never)(?![a-z])",
            {"promised"});
        add(Asked::coming,
            "(?:kept?|keeps?) (?:telling|asking|sending|pushing|referring|pointing|directing) me (?:to |"
            "towards )(?:use |go to |try |download |install )?(?:the |your |an? )?<option>",
            {"kept ", "keep "});
        made.back().alone = true;
        add(Asked::reaching, have_called(),
            {"called", "rang", "rung", "phoned", "mailed", "texted", "messaged", "打过", "发过"});
        for (const Asked asked : {Asked::coming, Asked::reaching}) {
            add(asked, disliked(),
                {"many",    "enough",  "sick",    "tired",  "fed up", "weary",  "bored",    "scared",
                 "afraid",  "terrif",  "dread",   "loathe", "detest", "allerg", "averse",   "bad at",
                 "no good", "useless", "nervous", "rarely", "hardly", "seldom", "scarcely", "怕",
                 "厌",      "反感",    "烦",      "受够",   "嫌",     "懒得",   "抗拒",     "骚扰"});
        }
        add(Asked::reaching, unsuited(),
            {" me",    " us",     " the ", "resort", "nightmare",  "pain", "nuisance", "hassle",
             "spam",   "junk",    "trash", " bin",   "never stop", "keep", " get ",    " got ",
             " had ",  "receive", "太多",  "多得",   "接怕",       "打爆", "响个",     "烦",
             "不过来", "听不",    "垃圾",  "收",     "接",         "打了"});
        // 打电话我上班接不了，邮件我又不看
        add(Asked::reaching,
            std::string{kClauseBegin} +
                "<option>(?:我们?)?(?:上班|白天|平时|经常|一般|老|总|都|也|又|根本|几乎)*(?:接不[了到通]|"
                "不接|不看|"
                "看不[了到]|不怎么看|很少看|没法接)(?:的|了)?(?=[,.;! ]|$)",
            {"接", "看"});
        add(Asked::reaching, other_way_round(), {"我", "换", "变", "改", "your "});
        add(Asked::coming, only_had(),
            {"follow", "subscri", " got ", "have ", "had ", " own ", "install", "downloaded", "save", "keep",
             "bookmarked", "关注", "订阅", "收藏", "装", "下载", "存", "有"});
        add(Asked::coming, way_back(), {"you ", "你", "您"});
        add(Asked::coming, given_up(),
            {"delet", "uninstall", "removed", "unfollowed", "never", "删", "卸", "取"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
