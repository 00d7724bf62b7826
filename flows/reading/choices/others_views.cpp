#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// From one clause to the next.
constexpr const char* kNext = "[,.;:!?\\n -]+";

/// Anybody but the customer: "my manager", "the helpdesk upstairs", "everyone here".
std::string english_others() {
    return "(?<![a-z])(?:(?:all )?(?:my|our|the|your|their|that|some|one of my|one of the) [a-z-]+"
           "(?: (?!said|says|say|is|was|will|would)[a-z-]+)?|everyone|everybody|someone|somebody|most people|"
           "people|others|some|they|he|she|manager|boss|supervisor|wife|husband|rumou?rs?(?: at "
           "[a-z]+)?|gossip|the "
           "grapevine|accounts|accounting|finance|hr|head office|management|it support|sales|"
           "marketing|procurement)(?: (?:else|here|there|upstairs))?(?![a-z])";
}

std::string english_says() {
    return "(?:(?:'d|'ll| would| will| might| always| all| just| keeps?| still| also) )?(?:'s |'re )? ?"
           "(?:says?|said|saying|claims?|claimed|thinks?|thought|reckons?|believes?|believed|insists?|"
           "insisted|swears?|swore|blames?|blamed|blaming|puts? it down to|picked|picks?|ticks?|ticked|"
           "chose|choose|calls? it|called it|points? (?:at|to)|pointed "
           "(?:at|to)|suspects?|suspected|assumes?|assumed|"
           "suggests?|suggested|recommend(?:s|ed)|advise[sd]|told me|tells me|maintains?)(?![a-z])";
}

std::string english_denial() {
    return "(?:(?:but|and|though|although|only|well|so|yet),? )*(?:"
           "(?:i|i'm|im|me|myself|personally)" +
           std::string{kInClause} +
           "{0,14}?(?:wouldn't|would not|(?:don't|do not|can't|cannot) (?:[a-z]+ )?(?:think|believe|agree|"
           "buy|see it|share|trust)|(?:suspect|blame|doubt|ignore|distrust|mistrust|question|pity) "
           "(?:him|her|"
           "them|the same|that|(?:the|my|our) (?:auditors?|accountants?|boss|bosses|manager|managers|"
           "management|messenger|colleagues?|consultants?|experts?))(?![a-z])|ignored "
           "(?:him|her|them|it|that)|didn't(?: (?:listen|bother|want to|do (?:it|that)|use it|try|try "
           "it))?(?= ?(?:[.!,;]|$))|never (?:tried|used|did)(?: it)?(?= ?(?:[.!,;]|$))|disagree|beg to "
           "differ|have my "
           "doubts|doubt (?:it|that)|not (?:so |too |that |"
           "all that |really |quite |entirely )?(?:sure|convinced|certain|persuaded)|see it differently|"
           "think (?:he|she|they|that|it)(?:'s|'re| is| are) (?:wrong|mistaken|nonsense|rubbish|not))|"
           "(?:not so|not too|not|no) (?:sure|convinced)(?![a-z])|not "
           "(?:me|mine|i)(?![a-z])|(?:rubbish|nonsense|not "
           "true|wrong|as if|hardly|nope)(?= ?[.!,;]| ?$)|(?:he|she|they)(?:'s|'re| is| are) "
           "(?:wrong|mistaken|not right)|(?:that's|it's|which is) (?:wrong|nonsense|rubbish|not true|not my "
           "view|not how i see it))";
}

/// What the customer has not seen: "mine I haven't opened", "I haven't tried it".
std::string english_untried() {
    return "(?:(?:but|and|though|while),? )*(?:(?:mine|my own|as for me|me|i)" + std::string{kInClause} +
           "{0,16}?(?:haven't|have not|'ve not|never|not yet|didn't|have yet to)(?: even| actually| yet)? "
           "(?:tried|opened|used|tested|checked|looked|switched|turned|unpacked|installed|try|open|use|test|"
           "check)|(?:mine|my own)(?: one)?(?:'s| is| was| works| seems| runs)? (?:is |still )?"
           "(?:fine|ok|okay|alright|works|working)|i (?:can|do|could)(?= ?(?:[.!,;]|$))|i'm "
           "(?:fine|ok|okay|alright))(?![a-z])";
}

/// "Everyone blames the repair. I'm not so sure", "cost is what my manager would tick, I wouldn't".
std::string english_disowned() {
    const std::string view = english_others() + english_says() + kInClause + "{0,50}";
    const std::string behind = "(?:according to|is what|was what|so says?|,? ?says?|said) ?" +
                               english_others() + kInClause + "{0,24}";
    const std::string gap = std::string{kNext} + "(?:" + kInClause + "{1,24}[,;-]+ *)?";
    return "(?:" + view + "|(?<=^|[.;!?\\n])[^.;!?\\n]{0,50}" + behind + ")" + gap + english_denial() + "|" +
           english_others() + "[^.;!?\\n]{0,50}" + kNext + english_untried();
}

/// "My boss would tick cost": what others would choose.
std::string english_supposed() {
    return english_others() +
           "(?:'d| would)(?: probably| surely| certainly| no doubt| definitely)? "
           "(?:tick|pick|choose|click|select|"
           "go for|answer)(?![a-z])";
}

/// "My boss will say efficiency, he always does".
std::string english_foreseen() {
    return english_others() +
           "(?:'d|'ll| would| will| is going to|'s going to|'s bound to| always)(?: probably| surely| "
           "certainly| no doubt| definitely| always| only)? (?:say|tell you|claim|blame|call it|insist|moan "
           "about|go on about) (?:it's |it is |it was |that )?" +
           std::string{kInClause} +
           "{1,30}(?:(?:,? (?:he|she|they) (?:always|usually) (?:does|do|says?))?[.! ]*$|(?=,? but "
           "(?:it'?s|it is|i'd|i would|the|really)(?![a-z])))";
}

/// "My boss says cost, accounts say efficiency": none of them is the customer's.
std::string english_several() {
    const std::string view = english_others() + english_says() + kInClause + "{1,40}";
    return view + kNext + "(?:(?:but|and|while|whereas) )?" + view;
}

/// "My manager says cost, I'd say efficiency": the customer's own view is behind it.
std::string english_beside_own() {
    return english_others() + english_says() + kInClause + "{1,40}(?=" + kNext +
           "(?:(?:but|and|though|while|whereas),? )*(?:personally,? |for me,? )?"
           "(?:i(?:'d|'ll| would| will|'m)?(?: rather)?(?: also)? (?:say|think|go (?:for|with)|pick|tick|"
           "choose|reckon|believe|call it|blame)|for me it's|to me it's|mine is|i "
           "(?:phoned|rang|called|emailed|wrote|texted|messaged|used) (?:[a-z' "
           "]{0,24}?)(?:instead|anyway))(?![a-z]))";
}

/// "My manager would tick that too", "all the teams say so": what was chosen is the customer's as well.
std::string english_agreed() {
    return "(?<=[,.;!\\n] )(?:and )?" + english_others() + "(?:" + english_says() +
           " (?:so|that|it|the same)|(?:'d| would| will)? (?:all )?(?:agrees?|agreed|concurs?))(?: too| as "
           "well| with me)?(?= ?[,.;!\\n]| ?$)";
}

std::string chinese_others() {
    return "(?:(?:我们?|你们?|咱们?|他们?)?的?(?:同事|领导|老板|老细|经理|主管|上司|上级|财务|会计|出纳|人事|"
           "师傅|工程师|技术员|客服|老公|老婆|爱人|先生|太太|媳妇|朋友|邻居|爸爸?|妈妈?|父亲|母亲|儿子|女儿|"
           "孩子|孙子|孙女|"
           "外孙女?|女婿|亲戚|同学|闺蜜|男友|女友|表?[哥姐弟妹]|家人|室友|房东|客户|顾客)们?|别人|人家|大家|"
           "有人|他们|"
           "她们|隔壁" +
           std::string{kInClause} + "{0,4}?)";
}

/// 我邻居的用不了: whose it is.
std::string chinese_theirs() {
    return "^(?:我|我家|俺)?(?:老婆|老公|爱人|媳妇|孩子|儿子|女儿|[爸妈]|父亲|母亲)(?:那|的那|另)(?:一)?["
           "部台个辆款][\\p{Han}"
           "]{0,4}?(?:也|都|倒|就|是|早就|一直|才)*"
           "<option>|(?:邻居|朋友|同事|同学|亲戚|别人|人家|隔壁|楼上|楼下)们?(?:家)?(?:的|那台|那个|那部|"
           "那款)(?:也|"
           "都|倒|就|是|早就|一直|才)*"
           "<option>";
}

std::string chinese_says() {
    return "(?:那边|都|也|老|总|一直|非|硬|会|就|倒|是|可能|跟我|和我|对我|同我)*"
           "(?:说|讲|话|觉得|认为|以为|怪|坚持|一口咬定|选|勾|怀疑|主张|让我|叫我|劝我|教我|建议|推荐)";
}

std::string chinese_denial() {
    return "(?:但|但是|可|可是|不过|只是|而)?(?:(?:我们?|咱|本人|俺)(?:自己|个人|可|倒|才|却|就|是|对此|也|"
           "一点|"
           "有点|不太)*(?:不信|看不出来|没看出来|不认|不同意|不赞成|不觉得|不这么|不敢苟同|不太信|没觉得|"
           "存疑|怀疑|有保留|"
           "(?:看|觉得|说|话|讲|想)(?:他们?|她们?|这|那|就|倒|可|也)?(?:不是|未必|不见得|不一定|不对|没有|"
           "不至于))|我(?:可|倒|就|也|才|又|嫌[^,.;:!?\\n]{1,4})?(?:没(?:有)?(?:打|用|选|去|听|理|照做|这么|"
           "试|信|采纳|照办)|不会用?|懒得)|未必|不见得|" +
           std::string{kInClause} +
           "{0,10}(?:我(?:一向|从来|都|才|可)?不信|信不过|不可信|说了不算|瞎说|胡说|乱讲|不是那么?回事)|"
           "(?:你们?|您)(?:看|说|觉得|认为|怎么看))";
}

std::string chinese_untried() {
    return "(?:但|但是|可|可是|不过)?我(?:们|自己|这边|这|家)?的?(?:我)?(?:还|都|倒|也|暂时|一直)*"
           "(?:没(?:有)?(?:来得及)?(?:试|用|打开|开|看|碰|装|拆|登|遇到|碰到|见到?过)|好好的|能用|正常|没事)";
}

/// 同事说是效率，我不觉得; 我老公说是建议，我说不是; 隔壁说用不了，我的还没试.
std::string chinese_disowned() {
    const std::string view = chinese_others() + chinese_says() + kInClause + "{0,16}";
    return view + "[,.;!? ]+(?:" + kInClause + "{1,10}[,;]+)?" + chinese_denial() + "|" + chinese_others() +
           kInClause + "{0,16}[,.;!? ]+" + chinese_untried();
}

/// 财务也这么说, 同事都这样觉得.
std::string chinese_agreed() {
    return "(?<=[,.;! ])" + chinese_others() +
           "(?:那边|们)?(?:也|都)+(?:是|会)?(?:这么|这样|同样|一样)?"
           "(?:说|讲|觉得|认为|看|想|选|勾|同意)(?:的)?(?=[,.;!]|$)";
}

std::string chinese_several() {
    const std::string view = chinese_others() + chinese_says() + kInClause + "{1,14}";
    return view + "[,.;! ]+(?:而|但|可)?" + view;
}

std::string chinese_beside_own() {
    return chinese_others() + chinese_says() + kInClause +
           "{1,14}(?=[,.;! ]+(?:但|但是|可|可是|不过|而)?我(?:自己|个人)?(?:倒|却|就|还是)?"
           "(?:说是|说|觉得是|觉得|认为是|认为|看是|选|勾))";
}

/// "The staff in your shop gave me this link", 回访的小妹叫我来填这个: who sent the customer here.
std::string sent_here() {
    return "(?<![a-z])(?:gave|sent|forwarded|passed|handed|showed) (?:me|us) (?:this|the|your|that|a) "
           "(?:link|survey|questionnaire|qr|web ?page|number to text)|(?<![a-z])(?:gave|sent|passed|handed) "
           "(?:me|us) "
           "(?:your|the) (?:phone "
           ")?(?:number|card|details|contact)(?![a-z])(?![^,.;!?]*(?:rang|ring|call|phone|"
           "text|mail))|(?:asking|writing|answering|filling (?:this|it) (?:in|out))(?: this)? for "
           "(?:a|my|an) "
           "[a-z]+(?: [a-z]+)? (?:who|that)(?![a-z])|(?<![a-z])(?:was|were|been|am) "
           "(?:asked|told|"
           "invited|made) to (?:fill|do this|answer (?:this|these|your)|complete (?:this|your)|take "
           "(?:this|your|"
           "part))(?![a-z])|(?<![a-z])(?:asked|told|got|made|"
           "wanted|begged|invited) (?:me|us) (?:to )?(?:fill (?:this|it|in this|out this|in your|out your)|"
           "do this|answer (?:this|these|your)|complete (?:this|your)|take (?:this|your|part)|reply to "
           "(?:this|your))(?![a-z])|(?:叫|让|请|喊|要|托|催|派)(?:我们?|俺)(?:过)?(?:来|帮忙|帮他|帮她|帮|去)"
           "*"
           "(?:填这|填的|填一下|填个?问卷|填表来|来填|做这?(?:个|份)?(?:问卷|调查)|答题|答这|回答这|回这)|"
           "(?:叫|让|请|喊|要|托|催|派)(?:我们?|俺)来填|(?:发|推|转)(?:给)?(?:了)?(?:我|俺)的?"
           "(?:这个?|一个?|的|了)*(?:链接|问卷|二维码)";
}

/// "A friend of mine made a complaint", 我有个朋友投诉过: theirs, and not what the customer writes about.
std::string others_case() {
    return "^(?:my|an?|one of my) (?:good |old "
           ")?(?:friends?|colleagues?|neighbou?rs?|mates?|sister|brother|cousin|"
           "mum|mom|mother|dad|father|aunt|uncle|boss)(?: of mine| at work)?(?: once| also| had)? "
           "(?:made|filed|sent|"
           "wrote|lodged|put in|got|raised|left) (?:in )?(?:an? |some |such an? "
           ")?<option>[^,.;!?]{0,40}(?:$|[.!])|"
           "^(?:我)?(?:有|有一?个|一个)?(?:的)?(?:朋友|同事|邻居|亲戚|同学|闺蜜)(?:以前|去年|之前|上次|"
           "上个月|也|就)*<option>过";
}

/// "I read nothing but praise before I bought it": what others wrote.
std::string others_words() {
    return "(?<![a-z])(?:read|heard?|hears|saw|see|reviews?|ads?|adverts?|neighbou?rs?|friends|website)(?: "
           "(?:are|were|is|was|"
           "all|so|full|of|nothing|but|only|such|much|a|lot|lots|loads|i|we|promised|had|has|have))* "
           "<option>|"
           "all (?:i|we) (?:ever )?(?:hear|read|see|heard|saw) (?:is|was) <option>|"
           "<option>,? (?:from|by) (?:my|our|other|all) "
           "(?:neighbou?rs?|friends?|colleagues?|mates?|family|customers|reviewers|sister|brother|"
           "mum|mom|dad)(?![a-z])";
}

}  // namespace

const std::vector<Passing>& others_views() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](const std::string& source, std::initializer_list<std::string_view> words) {
            made.push_back(passing(Asked::anything, source, words));
        };
        made.push_back(
            passing(Asked::feedback, others_case(),
                    {"made", "filed", "sent", "wrote", "lodged", "put in", "got", "raised", "left", "过"}));
        made.push_back(passing(Asked::feedback, others_words(),
                               {"read", "hear", "saw", "see", "review", "ads", "advert", " from ", " by ",
                                "neigh", "friends", "website"}));
        add(english_disowned(),
            {"n't",      " not",    "cannot", "differ",  "disagree", "doubt",    "wrong",
             "mistaken", "suspect", "blame",  "ignore",  "trust",    "question", "pity",
             "nonsense", "rubbish", "never",  "ignored", "yet",      "mine",     "my own"});
        const std::initializer_list<std::string_view> says{"sa",    "advise", "recommend", "suggest", "told",
                                                           "claim", "think",  "thought",   "reckon",  "belie",
                                                           "insis", "sw",     "blam",      "put",     "pick",
                                                           "tick",  "choose", "chose",     "call"};
        add(english_several(), says);
        add(english_supposed(), {"tick", "pick", "choose", "click", "select", "go for", "answer"});
        add(english_foreseen(), {"'d", "'ll", " would", " will", "going to", "bound to", " always"});
        add(english_beside_own(), says);
        add(english_agreed(), {" so", " that", " it", "same", "agree", "concur"});
        add(chinese_agreed(), {"也", "都"});
        add(chinese_disowned(), {"不", "懒得", "没", "未必", "疑", "瞎说", "胡说", "乱讲", "有保留", "看",
                                 "说", "觉得", "认为", "好好的", "能用", "正常"});
        add(chinese_several(),
            {"说", "讲", "话", "觉得", "为", "怪", "坚持", "咬定", "选", "勾", "怀疑", "主张"});
        add(chinese_beside_own(), {"我"});
        add(chinese_theirs(), {"的", "那", "另"});
        add(sent_here(), {" me ", " us ", " to ", " for ", "我", "俺"});
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
