#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// "Here we go again", "nobody here ever listens": no place to reply to.
std::string here() {
    return std::string{"(?<=^|[,.;:!?\\n])(?!"} + kInClause +
           "{0,90}(?:repl|answer|message|tell|writ|text|respond|let me know|get back|do fine|will do|is fine|"
           "is ok|is best|is good|please|prefer|chat))" +
           kInClause +
           "{0,40}?(?<![a-z])(?:here (?:we|you|i|they|it|he|she) (?:go|goes|are|am|comes?|is)|here comes|"
           "here(?:'s| is) (?:hoping|to |the (?:thing|deal|catch|rub)|what|why|how)|here (?:and|or|nor) "
           "(?:there|now)|here today|(?:same|new|been|was|were|stuck|sat|sitting|waiting|lived?|works?|"
           "worked|born|nobody|no one|everyone|everybody|someone|somebody|anyone|anybody|people|staff|we're|"
           "we are|i'm|i am|they're) (?:still |all |only |just |right |over |out |round )*here|"
           "(?:up to|out of|get|got|come|came|weather|raining|snowing|morning|evening|night|problem|trouble) "
           "here)(?![a-z])|(?:这里|这儿)的(?:人|天气|服务|客服|员工)";
}

/// "Call me cynical", "it's your call": nobody rings.
std::string calls_it() {
    return "(?<![a-z])(?:call(?:s|ed)? (?:it|(?:that|this)(?! "
           "(?:number|phone|mobile|line|one|landline)))(?![a-z])|what (?:you|they|i) call |call me (?:a |an "
           ")?"
           "(?:cynic(?:al)?|old-?fashioned|crazy|mad|stupid|naive|fussy|picky|daft|silly|paranoid|biased|"
           "sceptic(?:al)?|skeptic(?:al)?|pessimist(?:ic)?|optimist(?:ic)?|lucky|names|spoilt)(?![a-z])|"
           "(?:it's|that's|is|was) (?:your|a close|a tough|a good|a bad|an? [a-z]+) call(?= ?[,.;!?]| ?$)|"
           "(?:close|wake-up|curtain|judge?ment) call|rings? (?:a bell|any bells|true|hollow))";
}

/// 你们的公众号好久没更新了, "your app needs an update": a remark on it.
std::string remark_on_it() {
    return "(?:你们?|贵司|您们?)的?这?个?<option>(?:里面?|上)?(?:都|也|可|已经|真|老|总)*(?:好久|很久|"
           "多久|多长时间|"
           "什么时候|该|得|要|需要)" +
           std::string{kInClause} +
           "{0,4}?(?:更新|升级|维护|改版|改进|改改|修修)|<option> (?:(?:hasn't|has not) been "
           "updated|needs? (?:an? |some |more |serious "
           ")*(?:updat|upgrad|fix|work|improv|redesign|facelift)[a-z]*|"
           "could do with|is (?:overdue|out of date|outdated|ugly))(?![a-z])|(?<![a-z])your (?:last |latest "
           "|own )?<option>"
           "(?: message)? (?:(?:has been|have been|was|is|keeps being) (?:down|offline|crashing|broken|full "
           "of bugs)|went "
           "(?:to|into|straight to)|ended up in|landed in|bounced|never (?:came|arrived|reached))(?![a-z])";
}

/// 我手机号没换, 电话费快没了: what belongs to it.
std::string parts_of_it() {
    return "(?:手机|电话|邮箱)(?:号码?|地址)?(?:一直|还是|都|也|倒|又)*(?:没有?|不曾)(?:换|变|改)|"
           "(?:手机|电话)(?:费|卡|壳|套餐|屏|膜|店|亭|充电)";
}

/// "I restarted it like you said, no effect", 重启了，没影响: what was tried did nothing.
std::string tried_in_vain() {
    return "(?<![a-z])(?:re-?start|re-?boot|re-?set|unplug|re-?install|updat|clean|replac|tried|turned|"
           "switched|chang)"
           "[^.;!?]{0,40}[,;.! -] ?(?:(?:but|and|still|it|with|had|has|made) )*no effect(?![a-z])|"
           "(?:重启|重装|更新|升级|拔|换|试|清|恢复出厂|设置)[^.;!?]{0,10}[了过][^.;!?]{0,6}[,. "
           "]+(?:还是|都|也|但)*(?:没有?影响|没作用)";
}

/// "My phone number hasn't changed", "my phone bill".
std::string goes_with_it() {
    return "<option> (?:number|no\\.?|address)(?: (?:on|in|from) (?:your|the|my) [a-z]+)?(?:'s)? "
           "(?:hasn't|has not|has|didn't|isn't|is (?:the|still|not|"
           "wrong|unchanged|right|correct|in|on)|was|stays?|remains?|changed|never)(?![a-z])|<option> "
           "(?:bills?|case|shops?|screen|charger|cover|contract|battery|insurance|box|addict|tariff)"
           "(?![a-z])";
}

/// "This company cost me my patience", 费了我不少口舌: no money.
std::string other_price() {
    return "(?<![a-z])cost(?:s|ing)?(?: (?:me|us|him|her|them|you|people|everyone|everybody))?(?: me my|(?: "
           "all| my| his| her| their| our| your| the| a| any| some| good| lot of| last| night's| many)* "
           "(?:patience|nerves?|sanity|sleep|peace|temper|faith|dignity|pride|friends?|friendship|marriage|"
           "weekends?|evenings?|lunch|holidays?|health|hair|youth|soul|tears|sweat|heart|mind))(?![a-z])|"
           "(?:花费|花|费|耗费?)(?:了|尽)?(?:我|大家|他|她)?(?:们)?的?(?:不少|很多|好多|多少|大量|太多|许多)?"
           "的?"
           "(?:心思|心血|口舌|力气|精力|脑筋|脑细胞|耐心|青春)";
}

/// 修一下用不了几块钱: it takes no more than that.
std::string takes_no_more() {
    return "用不[了着](?:几|多少|多久|多长|多大|太多|这么多|那么多|什么钱|(?:[0-9]+|["
           "一二三四五六七八九十半两]+)"
           "(?:块|元|分钟|小时|天|秒|个))";
}

/// "I complain to my wife", 我平时从不投诉: a habit, and no complaint.
std::string habit() {
    return "(?<![a-z])i(?:'m| am)?(?: just| only| usually| always| normally| generally| rather| mostly| "
           "can| could| like to| love to| do)* (?:complain|moan|grumble)(?:ing)? (?:to (?:my|the|our|"
           "anyone)|about (?:everything|anything|the weather)|all |a lot|too |very |much|often|for a living|"
           "every |lightly|easily)|(?<![a-z])i(?:'m| am)? (?:never|rarely|seldom|hardly ever|almost never|"
           "don't (?:usually|often|normally|generally)|(?:usually|normally|generally) (?:don't|never)|not "
           "one "
           "to|not (?:the|a) (?:type|kind|sort|person) (?:to|who|that)) (?:complains?|moan|grumble)(?![a-z])|"
           "我?(?:这人|本人|自己)?(?:从来|从|一般|平时|平常|向来|一向|轻易|通常)(?:都|也|是)*(?:不|很少|没)(?"
           ":太|"
           "怎么|爱|喜欢|会|去)*(?:投诉|抱怨|提意见)|我?(?:很少|不爱|不太爱|不喜欢|不怎么)(?:去|会)?(?:投诉|"
           "抱怨)|我?(?:只|常|老|总)?(?:跟|和|对|向)(?:我|自己)?(?:老婆|老公|朋友|家人|同事|爱人|[爸妈])(?:"
           "们)?"
           "(?:抱怨|投诉|吐槽)";
}

/// 上次的投诉是我儿子填的, "my last complaint was never answered": an earlier one.
std::string earlier_matter() {
    return "(?<![a-z])(?:my|our|the) (?:last|previous|earlier|old|first) <option>(?: [a-z']+){0,3}? "
           "(?:was|were|is|got|has|had|went|came|never)(?![a-z])|(?:上次|上回|上一次|上一回|之前|以前|前几天|"
           "去年|上个?月|上周|先前)(?:那个|那次|那份|那条|提|写)?的?<option>(?:都|也|就|还|可|表|单|信)*(?:"
           "是|"
           "由|已经|早|没|结果|石沉|后来|处理)";
}

/// 前年影响过体验，那是另一回事; "cost was a problem years ago, but that's another story".
std::string another_story() {
    const std::string within = "(?<=^|[.;!?\\n])[^.;!?\\n]{1,70}[,;.] *";
    return within +
           "(?:不过|但是?|可是?|只是)?(?:那|这)(?:个|件|次)?(?:都|可|又|就|已经|也)*(?:是|属于|算)"
           "(?:另(?:外)?一?(?:回|码|件|桩|档子?|个)事?|两码事|两回事|别的事|过去的事|从前的事|以前的事|"
           "老黄历|陈年旧事|历史|题外话)|" +
           within +
           "(?:(?:but|and|though|although|mind you),? )*(?:that|this|it)(?:'s|'d be| is| was| would be) "
           "(?:(?:an?other|a different|an old|an entirely different|a separate|a whole other) "
           "(?:matter|story|"
           "issue|thing|case|incident|occasion|time|question|business)|history|ancient history|water under|"
           "in the past|over(?: now)?(?= ?$| ?[,.;!])|behind us|neither here|"
           "not what (?:i mean|i meant|i'm (?:talking|writing|complaining)|i am "
           "(?:talking|writing|complaining)|this is "
           "about))|" +
           within +
           "(?:但是?|可是?|不过|只是)?我(?:想|要|今天)?(?:说|指|讲|提|反映|抱怨|问)的(?:并|可|却|又)?不是(?:"
           "这|那|它)";
}

/// 其他同事也想知道, "other people have asked as well": not what no option lists.
std::string other_persons() {
    return "(?<=^|[,.;!?\\n]|[,.;!?\\n] )(?:(?:the|my|our|some|many) )?other (?:people|customers|colleagues|"
           "folks?|users|teams?|departments?|guys|members|staff|companies|shops|brands|firms|banks|suppliers)"
           "(?:'s?)?(?: [a-z']+){0,3} "
           "(?:want|manage|get|got|do|did|have|had|can|seem|offer|charge|take|took|couriers?|"
           "would|wants|know|ask|asked|told|say|said|think|thought|wonder|might|may|complete|filled)(?![a-z])"
           "|"
           "(?:其他|其它|别的)的?(?:同事|客户|顾客|用户|员工|部门|人|家|公司|同学|朋友|邻居)们?(?:也|都|还|"
           "又|"
           "可能|应该|会|的人)*(?:想|要|问|知道|说|讲|觉得|认为|看|填|收到|好奇|关心|怎么|是不是|有没有)";
}

/// "It first happened in May", 首次出现那会儿: when it began, and not that it was the first time.
std::string began_then() {
    return "(?<![a-z])first (?:noticed|happened|saw|seen|spotted|reported|appeared|occurred|started|came "
           "up|heard|told "
           "you)(?![a-z])(?! yesterday| today| this| just| "
           "now)|first time (?:that )?(?:i've|i have|i'm|i am|i|we've)(?: ever)? (?:report|complain|writ|"
           "messag|contact)[a-z]*|首次(?:出现|发生|遇到)(?:那会儿|那时候?|的时候|时候|是在|那年|那天)(?!就是("
           "?:今|昨))";
}

/// 之前用不了，现在好了, "couldn't use it, but it's fine now": over.
std::string is_over() {
    return "(?:之前|以前|前几天|当时|那几天|那天|本来|原来)[^.;!?\\n]{0,8}?<option>" +
           std::string{kInClause} +
           "{0,8}[,;. "
           "]+(?:但是?|不过)?(?:现在|如今|目前|后来)(?:已经|都|又|是|就|算)*(?:好了|恢复|正常了?|可以用?了|"
           "能用了|"
           "没事了?|没问题了?|修好了|解决了)(?=[,.;!?]|$)";
}

/// 成本是另一回事, "cost is another matter".
std::string is_another_story() {
    return "<option>(?:那|这)?(?:块|边|方面|问题)?(?:就|倒|又|可|都)*(?:是|算)(?:另(?:外)?一?(?:回|码|件|个)"
           "事?|"
           "两码事|两回事|别的事)|<option>(?:'s| is| was| would be) (?:<option>|another|a different|a "
           "separate) "
           "(?:matter|story|issue|question|thing)(?![a-z])";
}

/// "In other words", "the other day": idioms.
std::string other_in_idioms() {
    return "(?<![a-z])(?:in other words|on the other hand|the other "
           "(?:day|week|night|evening|month|side|end|way (?:a?round|about))|"
           "each other|other than (?:that|this)|every other (?:day|week|time|month)|one "
           "(?:way|thing|reason|time) or (?:the other|"
           "another|other)|some(?:how|thing|one|where) or other)(?![a-z])";
}

/// "At what cost", 客户是上帝, 质量第一嘛: sayings.
std::string sayings() {
    return "(?<![a-z])at what <option>|<option>(?: is)? over quantity|<option> (?:the "
           "lord|god|be)(?![a-z])|<option>就?是(?:上帝|生命"
           "|衣食父母)|<option>(?: is| are|'s)(?: always)? (?:king|always "
           "right)|^<option>(?:永远|总是|从来|都)?(?:第一|至上|为王)"
           "(?:嘛|啊|呀|呗|吧)+[.! ]*$";
}

/// "It was fine the first time", 偶尔会忘记.
std::string was_fine_then() {
    return "(?<![a-z])(?:fine|ok|okay|good|great|well|worked|works|working|smooth|perfect)(?: the| for the)? "
           "<option>|"
           "^(?:我)?<option>会?(?:忘|怀疑|怀念|走神|失眠|想起)";
}

/// "I saw this message late", 你们的短信我昨天才收到: ours.
std::string our_message() {
    return "(?<![a-z])(?:saw|seen|see|seeing|read|reading|got|get|getting|received|receiving|noticed|opened|"
           "missed|found|answer(?:ing)?|reply(?:ing)? to|respond(?:ing)? to) (?:only |just "
           ")?(?:this|your|the|that|these|"
           "those) (?:last |first |other )?<option>(?![a-z])|(?<![a-z])(?:this|your) <option> "
           "(?:came|arrived|reached|"
           "woke|got|only|just|popped)(?![a-z])|(?:这|那|你们的?|您的?)(?:一|几)?[条个]?<option>(?:我|是|也|"
           "都|"
           "今天|昨天|前天|昨晚|早上|晚上|刚刚?|现在|才|来得)*(?:看到|看见|收到|刷到|注意到|来|晚|没看|漏)|(?"
           ":看到|看见|收到|"
           "刷到|没看|漏看)了?(?:这|那|你们的?|您的?)(?:一|几)?[条个]?<option>";
}

/// 我是老客户了, "I have been a customer for years": who writes.
std::string customer_of_long_standing() {
    return "我们?(?:也|可|都|就|本来|一直)?是(?:你们|贵司|你家|多年|十年|几年|的)*(?:你们的|多年的?|老|新|大|"
           "vip)"
           "<option>(?:了|啊|呀|呢|哦|喔)?(?=[,.;!? ]|$)|(?<![a-z])(?:i am|i'm|i've been|i have been|we've "
           "been|we have "
           "been|we're|we are|been) (?:an? |long-?(?:time|standing) |loyal |regular |old |new |good "
           "|faithful "
           "|paying )+<option>(?: here| of yours| with you)?(?: (?:for|since) [^,.;!?]{1,30})?(?=[,.;!?]|$)";
}

/// "I have 12 years of customer experience": the customer's career.
std::string career() {
    return "(?<![a-z])(?:have|had|has|got|with|having|after|over|bring|brings)(?: [a-z0-9]+){0,3} "
           "(?:years?|decades?|months?)(?:'s?)? (?:of |worth of )?(?:[a-z]+ "
           ")?(?:experience|service)(?![a-z])";
}

/// 我有十年客户体验经验.
std::string trade() {
    return "<option>的?(?:工作|行业|从业)?(?:经验|资历|出身)|(?:从事|干|做)(?:了|过)?<option>" +
           std::string{kInClause} + "{0,6}?(?:年|工作|行业)";
}

/// "The repair shop next door to yours", 隔壁维修店: a business of somebody else's.
std::string neighbouring() {
    return "<option> "
           "(?:shop|place|store|centre|center|firm|company|café|business|garage)s? (?:next "
           "door|down|up|across|opposite|near|nearby|round|around|on|in) (?!your)|"
           "(?<![a-z])(?:a|an|another|some|other|my local|a local|an independent) <option> (?:shop|place|"
           "store|guy|man|firm|company|business|garage)(?![a-z])|(?:隔壁|楼下|对门|对面|旁边|街口|巷口|路边|"
           "小区|别家|人家|另一家|附近)(?:的|那家?|家|有家|一家)*<option>(?:店|铺|部|点|公司|师傅)";
}

}  // namespace

const std::vector<Passing>& other_senses() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::reaching, here(), {"here", "这里", "这儿"});
        add(Asked::reaching, calls_it(), {"call", "ring"});
        add(Asked::means, goes_with_it(),
            {"number", " no", "address", "bill", "case", "shop", "screen", "charger", "cover", "contract",
             "battery", "insurance", "box", "addict", "tariff"});
        add(Asked::means, remark_on_it(),
            {"更新", "升级", "维护", "改", "修", "updat", "need", "could do", "overdue", "out", "ugly",
             "your "});
        add(Asked::means, parts_of_it(), {"手机", "电话", "邮箱"});
        add(Asked::trouble, tried_in_vain(), {"no effect", "没影响", "没有影响", "没作用"});
        add(Asked::trouble, other_price(), {"cost", "花", "费", "耗"});
        add(Asked::anything, takes_no_more(), {"用不"});
        add(Asked::feedback, habit(), {"complain", "moan", "grumble", "投诉", "抱怨", "提意见", "吐槽"});
        add(Asked::feedback, earlier_matter(),
            {"last", "previous", "earlier", "old", "first", "上", "之前", "以前", "前几天", "去年", "先前"});
        add(Asked::anything, another_story(), {"那", "这", "that", "this", "it"});
        add(Asked::anything, is_another_story(), {"事", "matter", "story", "issue", "question", "thing"});
        add(Asked::anything, began_then(), {"first ", "首次"});
        add(Asked::anything, is_over(), {"之前", "以前", "前几天", "当时", "那几天", "那天", "本来", "原来"});
        add(Asked::anything, other_in_idioms(), {"other"});
        made.back().alone = made.back().by_number = true;
        add(Asked::anything,
            "(?<![a-z])(?:this|that) one (?:is|was|isn't|wasn't)(?: a)?(?: very| quite| rather)? "
            "(?:different|another|about|other|separate|new)",
            {" one "});
        add(Asked::anything, other_persons(), {"other", "其他", "其它", "别的"});
        add(Asked::anything, sayings(),
            {"what", "quantity", " lord", " god", " be", "上帝", "生命", "衣食", "king", "right", "第一",
             "至上", "为王"});
        add(Asked::often, was_fine_then(),
            {"fine ", "ok", "good ", "great ", "well ", "work", "smooth ", "perfect ", "会", "忘", "怀",
             "走神", "失眠", "想起"});
        add(Asked::reaching, our_message(),
            {"this ", "your ", "the ", "that ", "these ", "those ", "这", "那", "你们", "您"});
        add(Asked::trouble, customer_of_long_standing(),
            {"是", "i am ", "i'm ", " been ", "we're ", "we are ", "been "});
        add(Asked::trouble, career(), {"experience", "service"});
        add(Asked::trouble, trade(), {"经验", "资历", "出身", "从事", "干", "做"});
        add(Asked::trouble, neighbouring(),
            {"shop", "place", "store", "guy", "man", "people", "cent", "firm", "company", "business",
             "garage", "department", "店", "铺", "部", "点", "公司", "师傅"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
