#include "flows/reading/ratings/whose.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/text/hint_index.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

constexpr const char* kKin =
    "(?:我|我们|咱|俺|我家)?(?:的)?(?:同事|老婆|老公|爱人|媳妇|先生|太太|男友|女友|男朋友|女朋友|对象|朋友|"
    "邻居|"
    "个仔|阿仔|仔|囡囡|[阿老]?爸|[阿老]?妈|爸爸|妈妈|父亲|母亲|爷爷|奶奶|外公|外婆|姥姥|姥爷|公公|婆婆|岳父|"
    "岳母|儿子|女儿|孙子|孙女|孩子|[表堂大二]?[哥姐嫂]|[表堂]?(?:弟弟?|妹妹?)|姑[姑妈]|姨妈?|阿姨|舅舅?|叔叔?"
    "|伯伯|伯父|闺蜜|室友|"
    "家人|亲戚|领导|老板)们?";

/// A score, and that the clause ends with it.
constexpr const char* kChineseScore =
    "(?:[0-9]{1,2}|[零一二两三四五六七八九十])(?:颗?星|分)?(?:好评)?(?:的|了|吧|啊|呢|哈)*(?= "
    "|[,.;:!?\\n]|$|我|但|可|不过|而|对吧|对不对|是吧|是不是|吧)";
constexpr const char* kEnglishScore =
    "(?:[0-9]{1,2}|zero|one|two|three|four|five|six|seven|eight|nine|ten)(?: stars?| points?| out of "
    "(?:5|10|five|ten)|/5|/10)?(?: too| as well| also| online| there)?(?= ?(?:[,.;:!?\\n-]|$)| "
    "(?:but|and|so|i|i'd|me|though|"
    "while|this|you) ?)";

std::string chinese() {
    const std::string begins = "(?<=^|[,.;:!?\\n ]|分|吧|但|是|过|然|[0-9])";
    const std::string score = kChineseScore;
    const std::string given =
        "(?:也|都|就|却|则|还|只|会|可能|肯定|一定|绝对|准|应该|估计|当时|上次|那边|这次)*(?:说|讲|话|打|给|评|选|觉得|认为|坚持)"
        "(?:了|个|的|过|是|要|该|应该|值|打|给|一个|你们)*";
    // 师傅临走嘱咐我打5分, 客服交代要打5分
    const std::string bidden =
        "(?:叫|让|要|求|要求|请|逼|催|希望|盼|巴不得|指望|期待|等|嘱咐|叮嘱|叮咛|交代|交待|吩咐|拜托|暗示|"
        "示意|明示|"
        "提醒|建议|劝|教|恳求|央求|授意)(?:着|了|过|下|一下|再三)?(?:我|我们|大家)|"
        "(?:嘱咐|叮嘱|叮咛|交代|交待|吩咐|拜托|暗示|提醒|建议)(?:着|了|过)?(?:要|得|最好|应该|请|可以|"
        "希望)?|说(?:着|了|过)?(?:最好|请|希望|一定|务必|必须)";
    const std::string staff =
        std::string{
            "(?:(?:(?:临走|走|挂|挂断|挂电话|完事|修完|装完|办完|弄完|最后|结束)(?:的)?(?:之前|之后|以前|"
            "以后|前|后|"
            "时|时候)?)?(?:"} +
        kKin +
        "|(?:领导|老板|主管|前台|客服|师傅|小哥|店员|服务员|工作人员|业务员|员工|经理|店长|你们|您们|你|您|"
        "他们|她们|他|她|[维修安装理]{2}(?:的|工人?)|工人|工程师|技术员|送货员|快递员|接线员|话务员|坐席|"
        "导购|柜员|销售|"
        "人家|的人)"
        "[^,.;:!?\\n]{0,12}?)(?:" +
        bidden + "))(?:一定|必须|务必|帮忙|能|都|要|给)*(?:打|给|评|选|填|按)(?:了|个|满|他|她|你们)*";
    // The rest is told first, or behind this one: 态度5分，其他3分 are two scores.
    const std::string rest =
        "(?<=^|这[个项题次](?:给|打|是)?[0-9一二三四五六七八九十]分?[, ]{1,2})"
        "(?:其他|其它|别的|其余|另外|别家|其他家|别的家)"
        "(?:的|那|几项|几个|方面|项目|项|家|公司|那边|都|我|也|全|一律|是|打|给|了)*";
    const std::string company =
        "(?:别家|别人家|其他家|隔壁|移动|联通|电信|广电|10086|10010|10000|京东|淘宝|天猫|拼多多|顺丰|美团|"
        "饿了么)(?:的|那边|那里|那|"
        "家|公司|"
        "客服|都|我|也|是|能|可以|打|给|了|过)*";
    // 还叫我给5分: who asked was named before.
    const std::string urged =
        "(?:挂电话前|挂断前|最后|临走|临走前|完了|结束后?)?(?:(?:还|又|一直|老是?|总是?|非|硬|不停地?|反复|"
        "拼命|一个劲地?|死活|"
        "硬是|居然|竟然|再三)+(?:叫|让|要|求|要求|请|逼|催|教)|(?:叫|逼|催|求))(?:着|了)?(?:我|我们|大家)"
        "(?:一定|必须|务必|帮忙)?(?:打|给|评|选|填)(?:了|个|满分?|他|她|你们)*";
    // 我给别家都打8分: others, and what we get is not told.
    const std::string others =
        "(?:我)?(?:给|对)(?:别家|别人家?|其他家?|其他公司|别的公司|人家)(?:的|都|也|一般|通常|是|客服)*(?:打|"
        "给|评)(?:了|过|的)?";
    return begins + "(?:" + others + "|" + kKin + given + "|" + staff + "|" + rest + "|" + urged + ")" +
           score + "|" + begins + company + score +
           "(?=[ ,.;!]*(?:但|可|可是|但是|不过)?(?:你们|你家|您|贵))";
}

std::string english() {
    const std::string begins = "(?<![a-z' -])(?:but |and |though |although )?|(?<=[,.;:!?\\n-] )|(?<=[0-9] )";
    const std::string score = kEnglishScore;
    const std::string kin =
        "(?:my|our|the) (?:wife|husband|partner|spouse|girlfriend|boyfriend|mum|mom|mother|dad|father|son|"
        "daughter|sister|brother|aunt|auntie|uncle|nan|nana|gran|granny|grandma|grandad|grandson|"
        "granddaughter|"
        "cousin|niece|nephew|missus|old "
        "man|lad|kids?|friend|mate|colleague|coworker|co-worker|neighbour|neighbor|flatmate|"
        "roommate|boss)s?(?: would| might| also| just)* "
        "(?:say|says|said|give|gives|gave|rate|rates|rated|score|scores|scored|think|thinks|thought|put|"
        "reckons)"
        "(?: it| you| you guys| them| that| this| us| a| an| is| it's| its| as)* ";
    const std::string wished =
        "(?:(?:asked|asking|told|telling|begged|begging|wanted|urged|made|reminded|instructed|advised|"
        "encouraged|nudged|coached)(?: me| us)|"
        "(?:want|wants|hope|hopes|expect|expects|'d like|'d love|would like|would love|(?:are|is|'re|'s) "
        "(?:after|hoping|expecting|fishing))(?: me| us)?|(?:said|says)(?= to )|asked(?= for ))"
        "(?: for| to (?:give|put|press|say|rate|score|choose|pick))|"
        "(?:said|says|suggested|hinted|insisted|recommended|advised|whispered)(?: that)? (?:i|we)(?: should| "
        "must| could| ought to| had to| might)?(?: please| just)? "
        "(?:give|put|press|say|rate|score|choose|pick)";
    const std::string staff =
        "(?:(?:the|your|my|that) (?:young |nice |repair |delivery )?"
        "(?:agent|rep|guy|lady|man|woman|girl|boy|lad|technician|engineer|driver|"
        "advisor|adviser|manager|staff|person|fitter|repairman|mechanic|plumber|electrician|installer|"
        "operator|bloke|chap|fellow|assistant|clerk|courier|supervisor|receptionist|people|team)|"
        "he|she|they|you)(?: even| kept| just| basically)* (?:" +
        wished + ")(?: it| you| him| her| them| this| that| a| an| as)* ";
    const std::string rest =
        "(?<=^|this (?:one )?(?:is |was )?(?:an? )?[0-9][, ]{1,2})(?:everything else|all else|all the "
        "others?|the others?|the rest|others)(?: was| were| is| are| "
        "get| "
        "gets| got| all| i gave| a| an)* ";
    const std::string rival =
        "i(?:'d|'ll| would)? (?:give|gave|rate|rated) (?:your|the|my|our) "
        "(?:competitors?|competition|rivals?|(?:last|old|"
        "previous|former|other|new|current) (?:[a-z]+ "
        ")?(?:provider|company|supplier|bank|shop|store|insurer|firm|brand|one))"
        "(?: a| an)? ";
    return "(?:" + begins + ")(?:" + kin + "|" + staff + "|" + rest + "|" + rival + ")" + score;
}

/// What people give in general: 网上都给你们打4星, "others left you 4 stars". Beside it the customer's own
/// may be theirs as well, and two scores ask again.
std::string public_scores() {
    const std::string chinese =
        "(?<=^|[,.;:!?\\n ])"
        "(?:我?看)?(?:到|见)?(?:别人|其他人|大家|网上|网友|别的(?:客户|顾客|用户)|其他(?:客户|顾客|用户)|"
        "大众点评|点评|评论里?|评论区|评价里)(?:上|里|那里)?(?:也|都|却|全|就|还|可)*(?:你们|你家|贵公司)?"
        "(?:给|打|是|说|评|有)(?:了|你们?|你家|贵公司|的|是|打|给|评|个)*";
    const std::string english =
        "(?:i (?:can )?(?:see|saw|read|notice|noticed|hear|heard)(?: that)? "
        ")?(?:(?:(?:other|most|some|many|all) "
        "(?:people|customers|users|reviewers)|people|others|everyone(?: else)?|everybody(?: else)?|"
        "(?:the |your |online |google )*(?:reviewers?|reviews)|(?:your |online |google "
        ")+ratings?|google|trustpilot|"
        "yelp|tripadvisor|facebook)(?: all| have| has| only)* "
        "(?:say|says|said|give|gives|gave|given|left|leave|rate|rates|rated|are|is|show|shows)|"
        "(?:the |your |their )?(?:website|site|ads?|adverts?|homepage) "
        "(?:say|says|said|show|shows|claims?|gives?))"
        "(?: it| you| you guys| them| that| this| a| an| at| on average| is| it's)* ";
    const std::string shown =
        "|(?<![a-z' -])(?:you(?:'ve| have| had| got|'re)?(?: only| just)?(?: got| at| on)?|your) (?:an? "
        ")?[1-5](?:\\.[0-9])? "
        "?stars? (?:on|at|in) (?:the "
        ")?(?:google|trustpilot|yelp|tripadvisor|facebook|amazon|app|reviews?|internet|web)[a-z ]*";
    return chinese + kChineseScore + "|(?<![a-z' -])(?:but |and )?" + english + kEnglishScore + shown;
}

/// Patterns are slow beside a score, and few replies name others or what others wanted.
bool may_name_another(std::string_view text) {
    static constexpr std::string_view kWords[] = {
        "家",      "隔壁",      "同事",   "老婆",        "老公",     "爱人",     "媳妇",     "先生",
        "太太",    "友",        "对象",   "邻居",        "爸",       "妈",       "父亲",     "母亲",
        "爷爷",    "奶奶",      "儿",     "孩子",        "哥",       "姐",       "弟弟",     "妹妹",
        "闺蜜",    "家人",      "亲戚",   "仔",          "领导",     "老板",     "叫",       "让",
        "要我",    "要大",      "求",     "请",          "逼",       "催",       "其",       "别",
        "另",      "移动",      "联通",   "电信",        "广电",     "100",      "京东",     "淘宝",
        "天猫",    "拼多多",    "顺丰",   "美团",        "饿了么",   "wife",     "husb",     "aunt",
        "uncle",   "nan",       "gran",   "cousin",      "niece",    "nephew",   "missus",   "old man",
        "lad",     "岳",        "公公",   "婆",          "姥",       "孙",       "嫂",       "弟",
        "妹",      "姑",        "姨",     "舅",          "叔",       "伯",       "partn",    "spous",
        "friend",  "mum",       "mom",    "mother",      "dad",      "father",   "son",      "daug",
        "sister",  "brot",      "kid",    "mate",        "colleagu", "worker",   "neigh",    "boss",
        "ask",     "希望",      "盼",     "巴不得",      "指望",     "期待",     "等我",     "等大",
        "hope",    "hoping",    "expect", "d like",      "d love",   "after a",  "after me", "fishing",
        "told",    "tell",      "begg",   "want",        "urged",    "made",     "remind",   "else",
        "other",   "rest",      "comp",   "provider",    "supplier", "insurer",  "嘱",       "叮",
        "交代",    "交待",      "吩咐",   "拜托",        "暗示",     "示意",     "提醒",     "建议",
        "劝",      "教",        "说",     "instruct",    "advi",     "encourag", "nudge",    "coach",
        "suggest", "hint",      "insist", "recommended", "whisper",  "said",     "says",     "rival",
        "people",  "customers", "users",  "every",       "review",   "rating",   "site",     "google",
        "trustp",  "yelp",      "tripad", "faceb",       "大家",     "网",       "评"};
    static const HintIndex index = [] {
        HintIndex made;
        for (const std::string_view word : kWords) made.add(word, 0);
        return made;
    }();
    return index.in(text).any();
}

/// `reply` with a comma for everything that `pattern` finds; nullopt when it finds nothing.
std::optional<FoldedText> without_all(const FoldedText& reply, const Pattern& pattern) {
    Replacements own{reply};
    for (const PatternMatch& match : pattern.all(reply.text)) own.add(match.begin, match.end, ",");
    return own.changed();
}

}  // namespace

std::optional<FoldedText> without_others_scores(const FoldedText& reply) {
    static const Pattern patterns[] = {Pattern{chinese()}, Pattern{english()}};
    if (!may_name_another(reply.text)) return std::nullopt;
    for (const Pattern& pattern : patterns) {
        if (auto own = without_all(reply, pattern)) return own;
    }
    static const Pattern general{public_scores()};
    return figures_in(reply.text).size() == 1 ? without_all(reply, general) : std::nullopt;
}

bool was_not_there(std::string_view folded) {
    static const Pattern absent{
        std::string{"^(?:我)?(?:也|真|都)?不(?:太)?清楚(?:啊|呀|哎|呢|哦|欸|诶|的)?[ ,.!]*"
                    "(?:(?:这事|这|都|一直)*(?:是)?"} +
        kKin +
        "(?:去|帮我?|给我?)?(?:办|弄|处理|搞|联系|打|去|跟进|操作)的|(?:这事|这)?不是我|我(?:没|没有)去|"
        "(?:这个)?(?:要|得|你们?)?(?:去)?问(?:一下|下)?" +
        kKin + ")"};
    constexpr std::string_view kUnsure = "清楚";
    return folded.find(kUnsure) != std::string_view::npos && absent.found_in(folded);
}

}  // namespace askwell::flows::reading
