#include <string>

#include "flows/reading/choices/passing_kinds.h"

namespace askwell::flows::reading {
namespace {

/// "My boyfriend is one of your employees", 我表哥就是你们店员: what somebody of the customer's is.
std::string kinsman_is() {
    const std::string english =
        "(?:boy|girl)?friends?|husband|wife|partner|fianc[eé]e?|spouse|hubby|missus|other half|better half|"
        "son|daughter|kids?|child|(?:step|half|grand)?-?(?:brother|sister|mother|father|son|daughter|mum|mom|"
        "dad)(?:-in-law)?|parents?|uncle|aunt|auntie|cousin|nephew|niece|nan|gran|granny|grandma|grandad|"
        "grandpa|mates?|pal|buddy|bestie|flatmate|roommate|housemate|lodger|neighbou?r|landlord|landlady|"
        "tenant|relatives?|family|classmate|acquaintance|ex";
    const std::string chinese =
        "男友|女友|朋友|对象|老公|老婆|爱人|先生|太太|媳妇|妻子|丈夫|未婚[夫妻]|爸爸?|妈妈?|父亲|母亲|儿子|"
        "女儿|孩子|闺女|[哥姐弟妹舅叔姑姨伯婶][哥姐弟妹舅叔姑姨伯婶妈父夫]?|爷爷|奶奶|外公|外婆|姥姥|姥爷|"
        "侄子|侄女|外甥女?|亲戚|闺蜜|哥们|兄弟|室友|舍友|邻居|同学|老乡|家人|家里人|房东|房客|租客|熟人";
    return "(?<![a-z])(?:(?:my|our|a|an|the|his|her|some) (?:[a-z]+ )?(?:" + english +
           ")(?: of (?:mine|ours|"
           "my [a-z]+))?)(?:'s| is| was| works?| worked| used to be)(?: [a-z]+){0,3}? <option>|"
           "(?<![和跟与及陪]|[和跟与及]我|[和跟与及]我家)(?:" +
           chinese + ")(?:们|那边|家的?" + kInClause +
           "{1,4}?)?(?:以前|原来|现在|也|就|都|正好|刚好|还|恰好)*(?:是|在|当|做)" + kInClause +
           "{0,8}?<option>";
}

/// 你们员工应该知道, 问你们员工去: our people, and not the customer.
std::string your_people() {
    const std::string people =
        "(?:你们|您们|贵司|贵公司|您公司)(?:公司|单位|店里?|那边|那里|那儿|这边|这里|自己|内部)?的?(?:一线|"
        "在职|内部)?(?:员工|职工|店员|客服(?:人员)?|工作人员|服务人员|同事|营业员|导购|的人)们?";
    return "(?<!是|是咱|当|做)" + people +
           "(?:都|也|应该|应当|总该|早就?|自己|难道|肯定|最|才|总|老)*(?:知道|清楚|明白|了解|说|讲|让|叫|"
           "告诉|"
           "态度|服务|素质|水平|怎么|为什么|没|不(?!是))|(?:问|找|听|被|怪)(?:一?下|问)?" +
           people;
}

/// "Your staff ought to know", "ask your staff".
std::string your_staff() {
    return "(?<![a-z])(?<!(?:one|some|part|member|i'm|im|am|on|as|was) (?:of )?)your <option>(?: all| here| "
           "there| just| still| even| themselves)* (?:should|shouldn't|ought|must|can|can't|could|couldn't|"
           "knows?|knew|ha(?:s|ve|d)|haven't|hasn't|do|does|did|don't|doesn't|didn't|said|told|say|says|are|"
           "aren't|were|weren't|was|will|won't|would|never|always|keeps?|kept|seems?|asked|sent|gave|treat)"
           "(?![a-z])|(?<![a-z])(?:ask|asked|tell|told|met|spoke (?:to|with)|talk(?:ed)? (?:to|with)|unlike|"
           "thanks to|blame|sack|train|pay|hate|love|seen|saw) (?:(?:all |some |any |one )?(?:of )?your )?"
           "<option>";
}

/// "A member of staff was rude to me": what somebody was like, or did.
std::string was_rude() {
    return "(?<!i'm )(?<!i am )(?<!as )<option>(?: of (?:yours|your company))? (?:was|were|is|are) (?:very "
           "|so |really |"
           "quite |extremely "
           ")?(?:rude|nasty|unhelpful|kind|lovely|helpful|nice|polite|late|useless|horrible|awful|"
           "friendly|impatient)(?![a-z])|<option> (?:shouted|laughed|hung "
           "up|lied|ignored|refused|swore|yelled)(?![a-z])";
}

/// "The member of staff was called Jenny", 帮公司员工小刘问的: of whom the customer speaks, or for whom.
std::string somebody_else() {
    return "(?<![a-z])(?:the|that|your) (?:[a-z]+ |member of )?<option>(?: member| person| lady| guy| "
           "man)?(?: (?:i|we) (?:spoke to|dealt "
           "with|had|met|saw))? "
           "(?:was|is|'s) (?:called|named)(?![a-z])|(?:^|[,.;!?] ?)(?:an?|some|the|your|one of your) "
           "<option>(?: "
           "member| person| lady| guy| man)? (?:has |had |just "
           ")*(?:sent|gave|given|asked|told|helped|forwarded|showed|"
           "made|rang|called|phoned|said|pointed|recommended|suggested)(?![a-z])|(?:帮|替|代|给)" +
           std::string{kInClause} + "{0,4}?<option>" + kInClause + "{0,6}?(?:问|填|反映|提|报|答)的?";
}

/// 员工态度不好: of our people, and not what the customer is.
std::string peoples_ways() {
    return "(?:员工|客服|店员|工作人员|职工|营业员)的?(?:态度|服务(?!的|员|部|工作)|素质|水平|说|讲|叫我|"
           "让我|骗|答应|告诉|不理|骂)";
}

/// "I'd rather be staff", 下辈子也做你们员工: what the customer would be, and is not.
std::string would_be() {
    const std::string be = "(?: (?:a|an|on|your|in|one|of|the|good|proud|happy|member|paid))*";
    return "(?<![a-z])(?:(?:i'd|i would|we'd|we would)(?: much| far| so| really| quite)? (?:rather|sooner|"
           "prefer to|love to|like to|want to|hate to)|(?:wish|wishing|dream(?:t|ed|ing)?|hop(?:e|ed|ing)|"
           "plan(?:ned|ning)?|want(?:ed)?|applied|train(?:ed|ing)?|tr(?:y|ied|ying)|interview(?:"
           "ed|"
           "ing)?|about|going|might|could|should)(?: i| we| of| to| for| as| soon| one day)*)(?: be| being| "
           "was| were| been| become| becoming| have been| join| joining| work as| as| for)" +
           be + " <option>|(?:想|愿意?|希望|梦想|考虑|打算|准备|来世|下辈子)" + kInClause +
           "{0,4}?(?:当|做|成为|应聘|转|变成)" + kInClause +
           "{0,6}?<option>|(?:应聘|面试|报考|投简历|投过简历)" + kInClause + "{0,8}?<option>";
}

/// 叫你们员工来跟我说, "get one of your staff to ring me": asked for.
std::string sent_for() {
    return "(?:叫|让|请|派|喊|找|安排)(?:个|一个|一位|位|你们|贵司|你们的|的|真正的)*<option>(?!的)" +
           std::string{kInClause} +
           "{0,2}?(?:来|给|跟|和|联系|打|回|上门|出来|过来|处理)|(?<![a-z])(?:get|have|send|ask|let|put) "
           "(?:me )?(?:a |an |one of |your |"
           "the |some |real )*<option>(?: on| member| of yours)? ?(?:to "
           ")?(?:call|ring|phone|contact|come|talk|speak|sort|help|"
           "get back|here|the phone|out)(?![a-z])|(?<![a-z])(?:speak|talk) (?:to|with) (?:a |an |one of "
           "|your |real )*<option>";
}

/// "I buy from your company": ours, and not what the customer is.
std::string our_own() {
    return "(?<![a-z])(?<!work (?:at|in|for) |working (?:at|in|for) |works (?:at|in|for) )(?:your|ur) "
           "(?:company|firm|business)(?! "
           "(?:customer|client|account|user|tariff))(?![a-z])";
}

/// "Both my company and myself": two at once.
std::string and_oneself() {
    return "both (?:for |as )?(?:a |an |my |the |our )*<option> and (?!so|i |it|that)|<option> and (?:for "
           "|as )?(?:myself|me|"
           "personal(?:ly)?)(?![a-z])|(?:myself|me) and (?:for |as )?(?:my |our |a "
           ")*<option>|<option>(?:和|跟|与)(?:我)?(?:自己|个人)(?:都|也)|"
           "(?:自己|个人)(?:和|跟|与)(?:我们?)?<option>(?:都|也)";
}

}  // namespace

const std::vector<Passing>& other_people() {
    static const std::vector<Passing> kinds = [] {
        std::vector<Passing> made;
        const auto add = [&made](const std::string& source, std::initializer_list<std::string_view> words) {
            made.push_back(passing(Asked::self, source, words));
        };
        add(kinsman_is(), {" is ", "'s ", " was ", " work", "used to be", "是", "在", "当", "做"});
        add(your_people(), {"你们", "您", "贵"});
        add(your_staff(), {"your ", "ask", "told", "tell", "met ", "sp", "talk", "unlike", "thanks", "blame",
                           "sack", "train", "pay", "hate", "love", "see", "saw"});
        add(was_rude(), {" was ", " were ", " is ", " are ", "shouted", "laughed", "hung", "lied", "ignored",
                         "refused", "swore", "yelled"});
        add(peoples_ways(),
            {"态度", "服务", "素质", "水平", "说", "讲", "叫我", "让我", "骗", "答应", "告诉", "不理", "骂"});
        add(somebody_else(), {"called",  "named",       "sent",      "gave", "given", "asked",  "told",
                              "helped",  "forwarded",   "showed",    "made", "rang",  "phoned", "said",
                              "pointed", "recommended", "suggested", "帮",   "替",    "代",     "给"});
        add(sent_for(), {"叫", "让", "请", "派", "喊", "找", "安排", "get ", "have ", "send ", "ask ", "let ",
                         "put ", "speak", "talk"});
        add(and_oneself(), {"both ", "myself", " me ", "and me", "and personal", "自己", "个人"});
        add(would_be(), {" be ", "being", " was ", " were ", "been", "becom", " join", " as ", " for ", "当",
                         "做", "成", "转", "应聘", "面试", "报考", "简历"});
        add(our_own(), {"your ", "ur "});
        made.back().alone = true;
        return made;
    }();
    return kinds;
}

}  // namespace askwell::flows::reading
