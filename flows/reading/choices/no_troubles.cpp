#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// "The repair itself was fine", 维修本身没事, 体验目前还行: which part went wrong is not told.
std::string found_fine() {
    const std::string alone = std::string{"(?<=^[^\\x01]{0,90}|^\\x01\\x04{1,40}[,;. ]{1,3})"} +
                              kClauseBegin + "[^,.;:!?\\n\\x01]{0,24}";
    // "Repair went fine, the visit too", 咨询挺好，维修 blame neither.
    const std::string rest =
        "(?=[^\\x01]*$|[^\\x01]*<option>[^\\x01]{4,}$)(?![^\\x01]*\\x01[^\\x01]*(?: too| as "
        "well|也)[^\\x01]{0,9}$)";
    const std::string chinese =
        "<option>(?:的时候|那时候?|当时|之前|本身|自身|这边|那边|方面|那步|那块|这块|环节|这一?步|部分|过程|"
        "人员|师傅|的人|人(?=挺|很|不错|都|蛮|倒|还)|倒|倒是|都|"
        "其实|是|暂时|"
        "目前|眼下|现在|一直|还|也|本来|算|挺|很|蛮|还算)*(?:没事|没毛病|没问题|没出问题|没出错|没啥|没什么|"
        "挺好|好好|好|行|可以|"
        "正常|顺利|不错)(?:的|啊|呢|吧|呀|了)*(?=[,.;!?\\n ]|$)";
    const std::string english =
        "<option>(?:(?: itself| part| bit| step| side| process| actually| always)* (?:was|were|is|went|has "
        "been|seems|"
        "seemed|worked)(?: all| really| quite| perfectly| very| actually| absolutely| always| done| pretty| "
        "out)* "
        "(?:fine|ok|okay|alright|right|good|great|well|lovely|grand|smooth(?:ly)?|perfect(?:ly)?|excellent(?:"
        "ly)?|"
        "spot on|properly|nicely)(?: so far| for now| at the moment| enough| this time| with me)?|(?: "
        "itself| part| "
        "bit)? worked)(?= ?(?:[,.;!?\\n]|$))";
    return alone + "(?:" + chinese + "|" + english + ")" + rest;
}

/// "Our efficiency actually went up", 成本反而降了: better than before.
std::string better_for_it() {
    return "(?<![a-z])(?:efficiency|productivity|experience)(?: "
           "(?:actually|really|even|has|have|only|just))* "
           "(?:(?:went|gone|going|is) up|rose|risen|increased|improved|got better|is better)(?![a-z])|"
           "(?<![a-z])(?:costs?|spending|expenses?)(?: (?:actually|really|even|has|have|only|just))* "
           "(?:(?:went|gone|came|is|are) down|dropped|fell|fallen|decreased)(?![a-z])|"
           "(?:效率|体验)(?:反而|其实|倒是|也|还|都)*(?:提高|提升|上升|变高|变好|改善|高)了|"
           "成本(?:反而|其实|倒是|也|还|都)*(?:降|下降|降低|省)了?(?=[,.;!? ]|$)";
}

/// "No effect on you guys I'm sure": on somebody else.
std::string on_others() {
    return "(?<![a-z])no (?:effect|impact) on (?:you|your|them|their|the "
           "(?:company|boss|bosses|shareholders)|him|her)"
           "(?![a-z])|对(?:你们|他们|公司|老板|别人)(?:来说)?(?:当然|肯定|倒是|反正|是)*(?:没有?|无)(?:什么|"
           "啥|任何)?影响";
}

/// 成本要问财务才知道: who would know.
std::string to_be_asked() {
    return std::string{
               "<option>(?:这块|这个|方面|的事|的话)?(?:我)?(?:要|得|需要|该|应该)(?:去|先)?(?:问|查|看|等|"
               "核)"} +
           kInClause + "{0,12}|<option>(?: is| are|'s)? (?:something|one|a question) (?:for|to ask) " +
           kInClause + "{1,24}|(?<![a-z])(?:ask|check with|have to ask|need to ask) " + kInClause +
           "{1,20} about (?:the )?<option>|(?:有没有|有无|是不是|是否|影不影响|会不会)" + kInClause +
           "{0,8}<option>" + kInClause +
           "{0,8}[,.;:!?… "
           "]*(?:这|那|这个|你们?|您|我|恐怕|可能|还|就|都)*(?:要|得|需要|该|应该|不如|最好)(?:去|先)?"
           "(?:问|请教|请示)" +
           kInClause + "{1,10}|(?:ask|check with) " + kInClause + "{1,24} (?:if|whether) " + kInClause +
           "{0,24}<option>|<option>" + kInClause +
           "{0,12}[,.;:!?-]+ (?:well |then |that |but )*(?:you'd (?:have to|better|need to|best)|you should|"
           "you'll have to|you had better|i'd have to|better|best) (?:ask|check with)(?![a-z])";
}

/// 工作效率低是老问题了，跟这个没关系: another matter.
std::string unconnected() {
    return std::string{"<option>"} + kInClause +
           "{0,12}[,.;! "
           "]+(?:跟|和|与)(?:这个?|此|这次|这件?事|你们|这)(?:事|问题)?(?:没|没有|无)(?:啥|什么)?(?:关系?|干)"
           "|<option>" +
           kInClause +
           "{0,24}[,.;! -]+(?:(?:but|and|that|it) )*(?:has|had|have|got|that's|is|it's) (?:got )?nothing to "
           "do "
           "with (?:this|it|you|that)";
}

/// 客户回访的人也问过我这句: who asked the same before.
std::string asked_before() {
    return std::string{"<option>"} + kInClause + "{0,8}?(?:也|已经|早就|刚)" + kInClause +
           "{0,3}?(?:问过|问了|(?:这么|这样)问)(?:我|我们)?(?:这|同样|一样|一遍|同一|(?=[,.;!?]|$))|<option> "
           "[a-z' ]{0,24}?asked"
           "(?: me| us)? (?:the same|(?:this|that)(?: question)?(?= (?:too|already|as well|before|last)))|"
           "(?<![a-z])you(?:'ve| have)?(?: already| just| all)* (?:asked|questioned)(?: me| us)?(?: already| "
           "twice)? (?:about |for )"
           "(?:the |my |our "
           ")?<option>|你们?(?:不是|都|已经|上次|刚才?|早就?|之前)*问过(?:我|我们)?<option>|<option>(?:的事|"
           "的问题|这个)?"
           "你们?(?:不是|都|已经|上次|刚才?|早就?|之前)*问过";
}

/// 你们效率挺高啊: praise for our own.
std::string ours_praised() {
    return "(?:你们?|您们?|贵公司|贵司)[这的个]*<option>(?:真|挺|可|还|很|太|倒|也|是|够)*(?:高|快|好|不错|"
           "可以)(?!才怪)|"
           "<option>高的(?:那|时候|日子)";
}

/// "Customer experience is Lin's department", "ask customer experience, they're on the third floor".
std::string departments() {
    return "<option> is (?:[a-z]+'s|another|their|a different|not my|not our) (?:[a-z]+ "
           ")?(?:department|team|office|area|"
           "job|remit|responsibility|desk|division|problem)(?![a-z])|"
           "<option> (?:team|department|people|lot|office|desk|guys|lead|manager|director) "
           "(?:should|will|would|knows?|can|"
           "could|might|must|were|was|is|are|has|have|told|said|asked)(?![a-z])|"
           "<option> is (?:handled|run|managed|covered|looked after|dealt with) by(?![a-z])|"
           "(?<![a-z])(?:ask|next to|speak to|talk to|sits? (?:in|with|near)|works? (?:in|for)) (?:the |our "
           "|my )?"
           "<option>(?= ?(?:[,.;!?\\n]|$)| team| people| department| lot)|"
           "<option>(?:部|这块|那块|这事|的事)?(?:是|归|由)[^,.;:!?\\n]{1,6}?(?:的部门|部门的?|管的?|负责的?)"
           "(?=[,.;!?\\n ]|$)|"
           "(?:去?问|找)<option>(?:部|部门|那边)|"
           "(?:上次|上回|之前|以前)<option>(?:的时候|时|那次)?我?(?:都|就|已经|也)*(?:讲|说|反映|提|告诉|问)"
           "过";
}

/// "Whatever it costs, please fix it", 不惜一切成本: no money lost.
std::string at_any_price() {
    return "(?<![a-z])(?:(?:whatever|no matter what|care what|regardless of what|however much) "
           "(?:it|that|this|they)"
           "(?:'ll| will| may| might)? costs?|at (?:all|any|whatever) costs?)(?![a-z])(?! (?:us|me) )|"
           "(?:不惜|不计|不顾)(?:一切|任何)?(?:代价|成本)|(?:不管|无论|甭管)(?:花|要|得|是)?多(?:少|大|高)(?:"
           "的)?(?:钱|成本|费用)";
}

/// 怕用不了，所以还没试, "worried about cost": feared, and nothing happened yet. "I'm afraid it's dead" is
/// courtesy.
std::string only_feared() {
    return "(?:怕|担心|害怕|唯恐|顾虑)(?:会|要|以后|将来|万一|又|再|影响|增加)*<option>(?!" +
           std::string{kInClause} +
           "{0,6}(?:了[,.;!]|已经))|(?<![a-z])(?:worried|scared|nervous|fear)(?: about| of| that| it(?:'ll| "
           "will| might| "
           "would)| for| we(?:'ll| will| might)| our| the)* <option>";
}

/// 上礼拜用不了，今天还没试; "couldn't log in last week, haven't tried since": as it was, not as it is.
std::string not_tried_since() {
    return std::string{
               "(?:上礼拜|上个?星期|上周[一二三四五六日天末]?|上次|上回|上个?月|昨[天晚]|前[天几两]|那天|"
               "那次|当时)"} +
           kInClause + "{0,8}<option>" + kInClause +
           "{0,8}[,.;!? "
           "]+(?:但|不过|可)?(?:今天|今早|今儿|现在|后来|之后|这两天|这几天|最近|目前)(?:我|也|都|就)*"
           "还?没(?:再|来得及|有|去|敢)*(?:试|用|登|打开)(?:过|了)?[.! ]*$|"
           "(?<![a-z])(?:last (?:week|month|time|night)|yesterday|the other "
           "day)(?![a-z])[^.!?\\n]{0,40}[,.;!? "
           "-]+(?:and |but |i |we )*(?:have not|haven't|havent|not|didn't) (?:tried|try|used|checked|retried)"
           "(?: it| again)*(?: since| today| yet| lately)(?: then)?[.! ]*$";
}

/// "Depends what you mean by customer experience", 看你怎么定义效率了: asked back.
std::string to_be_defined() {
    return "(?<![a-z])(?:what|how|however) (?:do |would |exactly )*(?:you|u|ye|they|we)(?: exactly| "
           "actually| '"
           "d)? (?:mean|count|call|define|class|understand|measure)(?: exactly)?(?: by| as)? (?:as |the "
           "|a "
           "|\"|')*<option>|(?:怎么|如何|怎样)(?:去)?(?:定义|理解|界定|衡量|看待|算)<option>|<option>(?:是|"
           "要|得|看|"
           "你们?)*(?:怎么|如何|怎样)(?:去)?(?:定义|理解|界定|衡量|算)(?:的|了|法)?";
}

/// 体验了一把当客户: the customer's own, in jest.
std::string tasted() {
    return "体验(?:了|过)?(?:一)(?:把|下(?!子)|回)";
}

/// 选1吧怕得罪客户，选3吧怕得罪老板: weighed, and none of them picked.
std::string weighed() {
    const std::string in = kInClause;
    const std::string pick = "(?:选|填|写|说|勾)" + in + "{1,8}?";
    const std::string but = "(?:(?:吧|呢|嘛|的话)" + in + "{2,16}|" + in +
                            "{0,3}?也(?:行|可以|对|不对|不是|不合适|不妥)" + in + "{0,3})";
    return pick + but + "[,;. ]+(?:但|可|而)?" + pick + but;
}

}  // namespace

const std::vector<Passing>& no_troubles() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](Asked asked, const std::string& source,
                                 std::initializer_list<std::string_view> words) {
            made.push_back(passing(asked, source, words));
        };
        add(Asked::part, found_fine(),
            {"没事",    "没毛病",    "没问题",  "没出",     "没啥",   "没什么", "好",
             "行",      "可以",      "正常",    "顺利",     "不错",   " fine",  " ok",
             "right",   " good",     " great",  " well",    "lovely", " grand", "smooth",
             "perfect", "excellent", "spot on", "properly", "nicely", "worked"});
        add(Asked::part, better_for_it(),
            {"improv", "better", " up", "rose", "increased", "down", "dropped", "fell", "fallen", "decreased",
             "效率", "成本"});
        add(Asked::anything, on_others(), {"no effect", "no impact", "影响"});
        add(Asked::trouble, to_be_asked(), {"问", "查", "看", "等", "核", "for", "ask", "check with"});
        add(Asked::trouble, unconnected(), {"关", "干", "nothing to do"});
        add(Asked::trouble, asked_before(), {"问", "asked", "questioned"});
        add(Asked::part, ours_praised(), {"你", "您", "贵", "高的"});
        add(Asked::part, departments(),
            {" is ",        "ask ",    "next to", "speak to", "talk to", "sit",   "work",  " team",
             " department", " people", " lot",    " office",  " desk",   " guys", " lead", " manager",
             " director",   "部门",    "管",      "负责",     "问",      "过",    "找"});
        add(Asked::part, at_any_price(), {"cost", "不惜", "不计", "不顾", "多少", "多大", "多高"});
        add(Asked::part, tasted(), {"体验"});
        add(Asked::trouble, to_be_defined(),
            {"mean", "count", "call", "define", "class", "understand", "measure", "定义", "理解", "界定",
             "衡量", "看待", "算"});
        add(Asked::anything, not_tried_since(), {"没", "tried", "try", "used", "checked"});
        add(Asked::trouble, only_feared(),
            {"怕", "担心", "唯恐", "顾虑", "worried", "scared", "nervous", "fear"});
        add(Asked::anything, weighed(), {"吧", "呢", "嘛", "的话", "也"});
        made.back().by_number = true;
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
