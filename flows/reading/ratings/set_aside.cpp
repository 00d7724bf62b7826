#include "flows/reading/ratings/set_aside.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "flows/reading/ratings/score_sums.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

/// Where a clause begins that is not the first, where one ends, and what stands within.
constexpr const char* kNext = "(?<=[,.;:!?\\n (])";
constexpr const char* kEnd = "\\)?(?=[,.;:!?\\n ]|$)";
constexpr const char* kInside = "[^,.;:!?\\n()]";
constexpr const char* kBefore =
    "(?:上次|上一次|上回|之前|以前|原来|原先|原本|从前|去年|前年|上个月|前几次|前两次|头一次)";
constexpr const char* kLastTime = "(?:last time|last year|last month|previously|the time before)";

std::string earlier() {
    const std::string told =
        std::string{kNext} + kBefore + kInside + "{0,16}?" + written_score() + "(?:的|了|吧|来着)*" + kEnd;
    const std::string verdict =
        std::string{kNext} + kBefore +
        "(?:你们|那次|可|都|还|也|是|就|倒|一般|通常|一直|觉得|的|很|挺|非常|特别|比较|不|没|太){0,5}"
        "[\\p{Han}]{1,4}(?:的|了)?(?=[,.;!?\\n]|$)";
    const std::string then = std::string{"^"} + kBefore + kInside + "{0,24}?" + written_score() + kInside +
                             "{0,6}[,.;:!] *(?=这次|这回|现在|今天|今年|换|后来|但|不过|最后)";
    // 2 上个月修过这个月又坏了
    const std::string so_far = std::string{"(?<=^[0-9][ ,])"} + kBefore + "[\\p{Han}]{3,}";
    const std::string until = "^(?:it|this|that)? ?(?:was|would have been) (?:going to be )?(?:an? )?" +
                              written_score() +
                              " (?:until|till|before) [^,.;:!?\\n]+[,.;:!] *(?=now|but|then|so)";
    const std::string english = std::string{kNext} +
                                "(?:(?:it |you |which )?(?:was|were|got|used to be) (?:an? )?" +
                                written_score() + " (?:" + kLastTime + "|before)|" + kLastTime +
                                "(?: it| you| i)?(?: was| were| got| gave(?: it| you)?)?(?: an?)? " +
                                written_score() + "|" + written_score() + " " + kLastTime + ")" + kEnd;
    const std::string story = "^(?:last (?:year|month|week|time)|previously|the first time)[^?]{0,80}?" +
                              written_score() + "[,.;:!] *(?:but )?(?=this time|this year|now|today)";
    return told + "|" + verdict + "|" + then + "|" + so_far + "|" + until + "|" + english + "|" + story;
}

std::string usual() {
    return std::string{kNext} +
           "(?:and |but |though )?(?:usually|normally) [^,.;:!?\\n]+|^(?:usually|normally) "
           "[^,.;:!?\\n]+[,;.] *(?=this time|today|but)|" +
           std::string{kNext} + "(?:平时|平常|往常|通常)[^,.;:!?\\n]+";
}

/// What the next words put right or strengthen: "clear, actually very clear", 满意，非常满意, "half an hour,
/// more like 40 mins".
std::string put_right() {
    return "^[^,.;:!?\\n0-9零一二两三四五六七八九十]{1,40}[,.;:!]+ *(?:no,? |well,? |or )*"
           "(?:actually|or rather|rather|make that|应该说|准确地?说|确切地?说|或者说)[, ]*|"
           "^[^,.;:!?\\n]{1,40}[,.;:!]+ *(?:or |no,? |well,? )*more like (?=[0-9a-z]+ (?:min|hour|hr))|"
           "^([\\p{Han}]{2,6}?|[a-z]{4,14})(?:[,.;!]+ *\\1)*[,.;!]+ *(?=(?:非常|十分|特别|超级|极其|very "
           "|extremely )(?:地)?\\1)";
}

/// "4, nearly gave a 5", 差点就给5分了，4分吧: what was not given in the end, beside what was.
std::string nearly_given() {
    const std::string han =
        "(?:差一?点|险些|几乎)儿?(?:就)?(?:给|打|是|到|能给)?个?" + written_score() + "(?:了|的)*";
    const std::string gave = "(?: (?:gave|got|give))(?: it| you| them)?(?: an?)? ";
    const std::string nearly = "(?:it (?:was|is|'s) |i )?(?:very |so )?(?:nearly|almost)";
    const std::string given = "(?:" + han + "|" + nearly + gave + written_score() + ")";
    // "4, nearly a 5" may be something between.
    return std::string{kNext} + "(?:但|不过|but |and |though )?" + given + kEnd + "|^(?:" + given + "|" +
           nearly + "(?: an?)? " + written_score() +
           ")(?:[,.;:!]| but)[ ,]*(?=[^a-z]*[0-9零一二两三四五六七八九十])";
}

/// What would have been given behind the score that is.
std::string supposed() {
    const std::string given = "(?<=[0-9零一二两三四五六七八九十分吧][ ,.;:]{1,2})";
    return given + "(?:要是|如果|若是|若|假如|再|早|快)" + kInside +
           "{0,16}?(?:就是|就给|就打|就|便是|能给|会给|给|是)个?" + written_score() + "(?:了|的|吧)*" + kEnd +
           "|(?<=[0-9][,.;:] )(?:and |but )?(?:an? )?" + written_score() +
           " if (?:(?:it|you|they|there|he|she|(?:the|your) [a-z]+)(?:'d| had| hadn't| were| weren't| was| "
           "wasn't| did| didn't| could)|cheaper|faster|quicker)(?![a-z])[^,.;:!?\\n()]{0,60}" +
           kEnd;
}

/// 说非常专业那是夸张了，一般吧; "calling it excellent would be a stretch, average": a word too big, before
/// the own one.
std::string exaggerated() {
    return "^(?:要)?(?:说|讲)(?:是|成)?[\\p{Han}]{1,8}?(?:那|就|可|也|倒|是|有点儿?|有些|未免|实在|太|显得|"
           "都)*"
           "(?:夸张|过了|过头|过誉|抬举|言过其实|谈不上|算不上|还不至于|不至于|违心|吹牛|勉强|牵强)(?:了|点|"
           "一点|些)*"
           "(?:吧|啊|呢)?[,.; ]+(?=[^,.;!?\\n ])|"
           "^(?:to (?:say|call)|saying|calling)(?: it| they| that| it's| it was| they were| them| he| she| "
           "was)* "
           "[^,.;!?\\n]{2,30}? (?:would be|is|might be|'d be|was) (?:a |an |a bit |a little |rather |quite "
           "|far )*"
           "(?:stretch|exaggeration|overstatement|too (?:much|generous|far|kind|strong)|going too far|over "
           "the top|"
           "lie|generous|of a stretch|much)[,.;!-]+ (?:it was |i'd say |more |just |so |but )*(?=[^,.;!?\\n "
           "])";
}

/// 4分，少一分都不行: the point more or less is none that is given.
std::string not_a_point_off() {
    return "[,.;! ]+(?:多|少)(?:给)?一分(?:我)?(?:都|也)(?:不行|不给|不可以|不能)(?:了)?|[,.;! "
           "]+一分(?:都|也)?(?:不能|不可)(?:再)?(?:多|少)(?:了|给)?|"
           "[,.;! ]+(?:and )?not (?:a|one) (?:point|star) (?:more|less|higher|lower)(?: or less| and no "
           "less)?";
}

/// "Prompt isn't the word I'd use... slow": the word that is not used. 问到第二遍就不耐烦了: when it came to
/// it.
std::string not_the_word() {
    return "^[\"']?[a-z ]{3,20}[\"']? (?:isn't|isnt|is not|ain't|wasn't|wouldn't be|is hardly|is not quite) "
           "(?:exactly |quite |really )?the word(?: (?:that )?(?:i'd|id|i would|i'll|we'd)?(?: use| pick| "
           "choose)?)?(?: for "
           "(?:it|him|her|them|that))?[,.;:!… -]+(?:more like |it was |it's |i'd say )*(?=[a-z])|"
           "^(?:才|刚|我)*(?:问|说|讲|聊|等|打)(?:到|了|完)?第?[一二两三四五六七八九十几0-9](?:遍|次|句|回|"
           "个问题)(?:话)?(?:"
           "他|她|客服|师傅|他们|人家)?就(?=[^,.;!?]{1,8}了[.! ]*$)";
}

/// "Hoped for a 5 but it was a 2": what had been looked for, and all before what came.
std::string hoped_for() {
    return "^(?:(?:i|we)(?:'d| had| was| were)? )?(?:expect(?:ed|ing)|hop(?:ed|ing) (?:for|to "
           "give)|wanted(?: to give)?) (?:an? )?" +
           written_score() +
           "[,;.]* (?:(?:but|and|so|it|i|you) )*(?:was|'s|got|get|gave|giving|only|actually|more like|ended "
           "up(?: with)?)? ?(?:an? )?"
           "(?=[0-9])";
}

/// 不是很快，一般: what it was not, before the middle that it was.
std::string short_of_it() {
    return "^[^,.;!?\\n]{0,2}不(?:是|算|太|怎么|大|够|很|特别|非常|那么){0,3}[\\p{Han}]{1,3}[, ]+"
           "(?=(?:就|也就|只能说|算是?|只是|属于)?(?:一般|普通|中等|马马虎虎))|"
           "^not (?:(?:very|that|so|exactly|particularly|too|all that|really) )?[a-z]+[,;.]? (?:just |but "
           "|only "
           ")?(?=average|neutral)";
}

/// 1分都不想给，但只能选1; "wouldn't even give a 0, but it's a 1": less than there is, before the lowest.
std::string less_than_lowest() {
    return "^(?:我|真|说实话|本来|本|连|想)*(?:给|打)?(?:[01零一负]分?|负分)(?:我)?(?:都|也)(?:不想|不愿意?|"
           "不配|"
           "嫌|不值|给|舍不得)(?:给|打|多|高|多了|了)*[,.;! "
           "]+(?:但是?|可是?|不过|可惜|既然|无奈|奈何|系统|你们|这里|最低|没有?办法|没办法|没法|没得选|"
           "没有|只有|是|必须|[,.; ])*(?=(?:只能|那就|就|只好|只得|选|给|打)*[0-9一])|"
           "(?<=^(?:[01零一]|(?:[01零一]分))[,.;! ])[,.;! "
           "]*(?:我)?(?:连)?(?:[01零一负]分?|负分)(?:我)?(?:都|也)(?:不想|不愿意?|不配|嫌|"
           "不值|舍不得)(?:给|打|多|高|了)*(?=[,.;!? ]|$)|(?<=^[01][,.;! ])[,.;! ]*(?:and )?(?:i )?wouldn't "
           "(?:even )?give "
           "(?:you|it|them|him|her) (?:an? |even (?:an? )?)?(?:1|one)(?=[,.;! ]|$)|"
           "^(?:我|真|本来|本)*想(?:给|打)个?(?:0|零|负)分?[,.;! "
           "]+(?:但是?|可是?|不过|可惜|没有|没这个选项|系统不让|不让|不行|只有|最低|[,.; "
           "])*(?=(?:只能|那就|就|只好|只得|选|给|打)*[0-9一])";
}

/// 从不给满分, "I never give a 10": how this customer always scores.
std::string never_given() {
    const std::string begins = std::string{"(?:^|"} + kNext + ")";
    const std::string top = "(?:满分|" + written_score() + ")";
    const std::string chinese =
        begins + "(?:我|本人|反正|因为|但|不过)*(?:" + kInside +
        "{0,8}?(?:从来?都?|一般|向来|基本上?|通常|平时)(?:我|都|就)*[不没](?:给|打|评)(?:过|出)?(?:别人|"
        "任何人|人)?" +
        top + "的?|" + top + "我?是?(?:从来?都?|一般|向来)不?[给打]不?(?:过|出)?(?:别人|任何人|人)?的?)";
    const std::string english = begins +
                                "(?:but |and |as |because |though )?(?:i|we)?(?:'ve)? ?(?:never|don't|do "
                                "not|rarely|hardly ever|seldom|"
                                "almost never) (?:ever |really |usually )*(?:give|given|award|hand|do)(?: "
                                "out| anyone| anybody| people)? "
                                "(?:an? )?(?:full marks|top marks|perfect (?:scores?|10s?)|maximum scores?|" +
                                written_score() + "'?s?)(?: to anyone| to anybody| out| to people)?";
    return "(?:" + chinese + "|" + english + ")(?:[,.;]? ?(?:so|所以) ?)?" +
           "(?=[,.;:!?\\n ]|$|[0-9一二三四五六七八九十])";
}

/// A score that is given to nobody, and points that are missing.
std::string unreachable() {
    const std::string ideal =
        std::string{kNext} + "(?:but |and |as |because )?" + written_score() +
        "(?:'?s)? (?:is|are|would be) (?:only |just |always )?(?:reserved |kept |left )?"
        "for [^,.;:!?\\n]+|" +
        kNext + written_score() + "是?只?(?:留给|留着给|得给)[^,.;:!?\\n]+|" + std::string{kNext} +
        "(?:没有|没什么是|哪有)(?:什么)?十全十美的?" + kInside + "{0,6}";
    const std::string deducted =
        std::string{kNext} + "有" + written_score() + "是?(?:扣|丢|差|少)" + kInside + "*";
    const std::string missed = std::string{kNext} + "(?:没给|没打|没能给|不给)" + written_score() +
                               "是?(?:因为|由于|主要)" + kInside + "*";  // 给4分，没给5分是因为等太久
    return ideal + "|" + deducted + "|" + missed + "|" + never_given() + "|(?:^|" + kNext +
           ")(?:" + too_much() + ")" + kEnd;
}

/// 9分，等太久扣一分: what was taken off to come to the score.
std::string taken_off() {
    return std::string{kNext} + kInside +
           "{1,16}?(?:所以|就|才|只)?(?:扣|减|少给)(?:了|掉|去|你们)?(?:一|1|两|二|2|半)分" +
           "(?:了|吧|哈)*" + kEnd;
}

/// A promise with another time behind it.
std::string promised() {
    return "(?:^|" + std::string{kNext} + ")" + told_promise("") + "(?:[,.;:!?]| but| and| -| )+ *(?=[^?]*" +
           time_told() + ")";
}

/// `reply` with a comma for everything that `pattern` finds and `counts`.
template <typename Counts>
std::optional<FoldedText> without(const FoldedText& reply, const Pattern& pattern, Counts counts) {
    Replacements rest{reply};
    for (const PatternMatch& match : pattern.all(reply.text)) {
        if (counts(match)) rest.add(match.begin, match.end, ",");
    }
    return rest.changed();
}

/// A score that was not meant: 刚才那个8是女儿乱按的, "the 10 was my toddler".
std::string not_meant() {
    return "(?:刚才|刚刚|前面|上面|上一条|上一个|之前|那个)(?:那|我|发|打|按|选|填|的|个|条)*" +
           written_score() + "(?:是|都是|可能是)?" + kInside +
           "{0,12}?(?:乱|误|瞎|不小心|手滑|点错|按错|打错|发错|碰到|碰着|不算|作废|无效|不作数)" + kInside +
           "{0,6}(?:[, ]+(?:不算数?|作废|不作数|别管|请?忽略|当没看见)" + kInside + "{0,3})?|" +
           "(?<![a-z])(?:that|the|my) (?:first |last |earlier |previous )?" + written_score() +
           "(?: before| earlier| above| just now)? (?:was|is|came from|got (?:sent|typed|pressed) by) "
           "(?:my (?!real|actual|answer|score|honest|final)|not (?:me|mine|meant|intended)|for (?!you)|from "
           "(?!me)|an? "
           "(?:slip|accident|mistake)|(?:sent |typed |pressed )?by (?:mistake|accident)|an accidental|"
           "pressed by|typed by|accidental)" +
           kInside + "{0,30}";
}

/// 5分钟就高效解决了, 两天才基本解决: how long it took, before what came of it.
std::string time_taken() {
    return "(?<=^|[,.;!?\\n ])(?:只|仅|才|不到|不出|用了|花了|大概|前后|一共|总共)*"
           "(?:[0-9]+|[一二三四五六七八九十半两几]+)多?个?半?(?:分钟|小时|钟头|天|秒钟?|礼拜|星期|周|月)多?(?"
           ":左右)?(?:不到|之内|以内|内|里|后|之后|以后)?(?:就|才|便)(?=[\\p{Han}]{2})";
}

/// 4分（总分5分）, "4 (max 5)": the top of the scale, named in brackets.
const HintedPattern& named_tops() {
    static const HintedPattern pattern{
        "\\( ?(?:(?:总分|总共|一共|共|最高分?|满分|上限)(?:是|为|:|=| )?|(?:max(?:imum)?|top(?: "
        "score)?|best|highest)\\.?"
        "(?: is|:|=)? ?)([0-9]{1,2})(?:分|points)? ?\\)|(?:总分|最高分?|上限)(?:是|为)?([0-9]{1,2})分?的话,? "
        "?",
        {"(", "的话"}};
    return pattern;
}

const HintedPattern& unmeant_scores() {
    static const HintedPattern pattern{not_meant(),
                                       {"刚", "前", "上", "那个", " my ", " not m", " not int", " for ",
                                        " from ", "slip", "accident", "mistake", " by "}};
    return pattern;
}

/// What others say, or the customer had expected, before what it came to: 网上说繁琐，…, "I'd feared it would
/// be slow, but …".
std::string hearsay() {
    const std::string english =
        "(?<=^|[,.;:!?\\n] |[,.;:!?\\n])(?:but |and |well,? )?(?:(?:i|we)(?:'d| had)? (?:read|heard|expected|"
        "feared|dreaded|(?:was|were) (?:told|expecting|dreading|afraid)|thought "
        "(?:it|they|he|she|you|this|that|"
        "i|we)(?:'d| would| might))|(?:thought|expected|feared) (?:it|they|i|you)(?:'d| would| to)|(?:people|"
        "everyone|everybody|others|the (?:internet|reviews|forums?|web)|reviews|rumour has it|word is)(?: "
        "(?:all|always|often|online))? ?(?:say|says|said|think|complain|complained|claim|claimed|warned|told "
        "me|wrote|write)) [^.,;:!?]{1,60}(?:[,.;] ?(?:but |yet |and )?| but | yet )(?=[a-z])";
    const std::string chinese =
        "(?<=^|[,.;:!?\\n "
        "])(?:(?:网上|网友|听说|听人说|据说|传说|都说|别人|人家|大家|有人|评论里?|评论区|我?听别人)(?:都|总|"
        "老|们)*"
        "(?:说|讲|写|反映|吐槽|传)?|(?:我)?(?:本来|原来|原先|开始|一开始|起初|之前)?(?:我)?(?:还|都|本|原)?"
        "以为)[^.,;:!?\\n]{1,20}[,;] ?"
        "(?:结果发现|结果|后来发现|后来|没想到|谁知道?|哪知道?|其实|实际上|事实上|发现|但是?|可是?|不过|却)*";
    return english + "|" + chinese;
}

}  // namespace

std::string too_much() {
    const std::string english = "(?:an? )?" + written_score() +
                                " (?:is|would be|seems|sounds|feels)(?: maybe| perhaps)? (?:a bit|a little|a "
                                "tad|rather|quite|way|far|too|"
                                "way too|far too|a bit too|a little too)+ "
                                "(?:much|high|low|harsh|generous|steep|mean|kind|many|optimistic|"
                                "excessive)(?:,? (?:isn't it|is it not|no|right|though|for me))?";
    const std::string chinese =
        written_score() +
        "(?:有点儿?|有些|也?太|未免太?|是不是太?|好像太?|会不会太?)(?:高|低|多|少|夸张|过分|"
        "过|狠|苛刻)了?(?:点|些)?(?:吧|啊|呀)?";
    return english + "|" + chinese;
}

std::string time_told() {
    return "(?:[0-9]+|[零一二两三四五六七八九十半]+|an?|one|two|three|four|five|ten|fifteen|twenty|thirty|"
           "half)"
           "[^,.;:!?\\n]{0,10}?(?:分|小时|钟头|min|hour|hr)";
}

std::string told_promise(const char* who) {
    const std::string chinese = std::string{who} + kInside +
                                "{0,8}?(?:说|写|承诺|答应|显示|提示|号称|保证|宣传|宣称)(?:好|了|的|着|是)*" +
                                kInside + "{0,10}?(?:马上|立刻|立即|秒回|" + time_told() + ")" + kInside +
                                "{0,10}";
    const std::string english =
        "(?!i |i'd )(?:[a-z']+ ){0,4}?(?:promised|promises|said|says|told|quoted|advertised|claimed|claims|"
        "supposed to be|should be|should take|should have been|meant to be|estimated)(?: [a-z']+){0,5}? "
        "\"?(?:under |within |only )*" +
        time_told() + "[a-z ]{0,24}?";
    return "(?:" + chinese + "|" + english + ")";
}

const HintedPattern& wished_times() {
    static const HintedPattern pattern{
        time_told() +
            "[a-z ]{0,24}? would(?:'ve| have)? (?:been|be) (?:more )?(?:nice|fine|good|great|better|ok|okay|"
            "acceptable|reasonable|lovely|ideal|enough|perfect|plenty)|(?<![a-z])(?:i wish|if only|ideally|"
            "(?:i|we)(?:'d| had| would| was| were)? (?:have )?(?:been "
            ")?(?:hoped?|hoping|liked?|love|preferred|prefer|wanted|"
            "expected|expecting))(?! to (?:say|give|put|add))(?:(?! and | but | so |wait|took|got )[a-z' "
            "]){0,24}? (?:within |under )?" +
            time_told() + "[a-z]*|" + time_told() +
            "[a-z ]{0,12}? is (?:what|all) (?:i|we|you|one)(?:'d|'ll| would)? "
            "(?:expect|want|need|hope|ask)|(?:(?:要是|如果|若是?|能)[^,.;:!?\\n]{0,6}?)?" +
            time_told() +
            "[钟之以内左右]{0,3}(?:才|就|应该|就应|总|也)*(?:像话|才对|才合理|才正常|该有|该回|该接|该来|"
            "就好了|就够了)|"
            "(?<!等了|有|了)(?:希望|想着|盼着?|指望|期待|期望|按理说?|照理说?|理想)(?:的?是|能|在|要|该)*" +
            time_told() + "[钟之以内左右]{0,3}",
        {"would", "wish",   "if only", "ideally", "hop",  "like", "love", "prefer",
         "want",  "expect", "像话",    "才",      "该",   "就好", "就够", "希望",
         "想着",  "盼",     "指望",    "期",      "按理", "照理", "理想"}};
    return pattern;
}

bool names_only_unmeant_score(std::string_view folded) {
    if (!unmeant_scores().may_be_in(folded)) return false;
    const auto found = unmeant_scores().pattern().first(folded);
    return found && figures_in(folded.substr(0, found->begin)).empty() &&
           figures_in(folded.substr(found->end)).empty();
}

std::optional<FoldedText> without_set_aside(const FoldedText& reply, const Scale& scale,
                                            const LabelMatcher& labels) {
    constexpr std::size_t kLongest = 600;  // bytes; a longer reply is a letter, and patterns take their time
    static const HintedPattern earlier_ones{
        earlier(),
        {"last ", "previous", "before", "until", " till", "first time", "上次", "上一次", "上回", "上个月",
         "前", "原来", "原先", "原本", "去年", "头一次"}};
    static const HintedPattern usual_ones{usual(), {"usually", "normally", "平", "往常", "通常"}};
    static const HintedPattern corrected_ones{
        put_right(),
        {"actually", "rather", "make that", "more like", "应该说", "确", "或者说", "非常", "十分", "特别",
         "超级", "极其", "very ", "extremely "}};
    static const HintedPattern supposed_ones{supposed(), {"要是", "如果", "若", "再", "早", "快", " if "}};
    static const HintedPattern nearly_ones{nearly_given(), {"差", "险些", "几乎", "nearly", "almost"}};
    static const HintedPattern unreachable_ones{
        unreachable(),
        {" for ",  "never", "don't", "do not", "rarely", "hardly", "seldom", " bit", " little", " tad",
         "rather", "quite", " way",  " far",   " too",   "留给",   "留着给", "得给", "十全",    "扣",
         "丢",     "差",    "少",    "不给",   "没给",   "没能给", "不打",   "没打", "不评",    "没评",
         "太",     "有点",  "有些",  "未免",   "是不是", "好像",   "会不会"}};
    static const HintedPattern promised_ones{promised(),
                                             {"promis", "sa", "told", "quot", "advert", "claim", "be", "take",
                                              "estimat", "说", "写", "诺", "应", "示", "号称", "保证", "宣"}};
    static const HintedPattern hearsay_ones{
        hearsay(), {"read", "heard", "expect", "fear",     "dread", "told", "afraid", "thought",
                    "say",  "said",  "claim",  "complain", "warn",  "wr",   "rumour", "word is",
                    "说",   "写",    "讲",     "网",       "以为",  "传",   "吐槽"}};
    if (reply.text.size() > kLongest) return std::nullopt;
    std::optional<FoldedText> rest;
    const auto drop = [&](const HintedPattern& aside, auto counts) {
        const FoldedText& text = rest ? *rest : reply;
        if (!aside.may_be_in(text.text)) return;
        if (auto shorter = without(text, aside.pattern(), counts)) rest = std::move(shorter);
    };
    const auto any = [](const PatternMatch&) { return true; };
    drop(unmeant_scores(), any);
    drop(hearsay_ones, any);
    drop(earlier_ones, any);
    if (!labels.at("usually", 0)) drop(usual_ones, any);  // it may be the label itself
    drop(corrected_ones, any);
    drop(unreachable_ones, any);
    drop(nearly_ones, any);
    static const HintedPattern short_ones{short_of_it(), {"不", "not "}};
    if (!scale.by_range()) drop(short_ones, any);
    static const HintedPattern off_ones{not_a_point_off(), {"一分", "not a", "not one"}};
    drop(off_ones, any);
    static const HintedPattern hoped_ones{hoped_for(), {"expect", "hop", "wanted"}};
    drop(hoped_ones, any);
    static const HintedPattern unused_words{not_the_word(),
                                            {" the word", "遍就", "次就", "句就", "回就", "题就", "话就",
                                             "他就", "她就", "服就", "傅就", "们就", "家就"}};
    drop(unused_words, any);
    static const HintedPattern lowest_ones{less_than_lowest(),
                                           {"分都", "分也", "0都", "1都", "想给", "想打", "wouldn't"}};
    drop(lowest_ones, any);
    static const HintedPattern exaggerated_ones{exaggerated(), {"说", "讲", "say", "call"}};
    drop(exaggerated_ones, any);
    drop(supposed_ones, [&reply](const PatternMatch& match) {
        // 4分，要是早一天就是5分; a lower one (5分，修不好就1分) is a threat that may come true.
        const std::vector<Figure> given = figures_in(reply.text);
        const std::vector<Figure> figures = figures_in(match.group(0));
        return !figures.empty() && !given.empty() && figures.back().value > given.front().value;
    });
    static const HintedPattern taken_off_ones{taken_off(), {"扣", "减", "少给"}};
    drop(taken_off_ones, [&](const PatternMatch& match) {
        // From the highest it is yet to be taken, and more than there was cannot be.
        const std::vector<Figure> given = figures_in(reply.text);
        const std::vector<Figure> taken = figures_in(match.group(0));
        return !given.empty() && !taken.empty() && given.front().value < scale.highest() &&
               given.front().value + taken.back().value <= scale.highest() &&
               !contains_any(reply.text, {"满分", "本来", "原本", "想给"});
    });
    drop(named_tops(), [&scale](const PatternMatch& match) {
        const std::string_view top = match.group(match.group(1).empty() ? 2 : 1);
        return top == std::to_string(scale.highest());
    });
    // 只解决了一部分，另外一半还在等: no part of a score.
    static const HintedPattern other_half{"(?<=[,.;! ])(?:还有)?(?:另外?|剩下的?|余下的?|其余)的?一半",
                                          {"一半"}};
    drop(other_half, any);
    // 满分10分，不怕你们骄傲: given, where no other score is.
    static const HintedPattern full_marks{
        "^满分(?:是)?(?=[0-9一二三四五六七八九十]{1,2}分?[,.;! ])|"
        "(?<=^(?:[0-9]|[五十])分)满分(?=[,.;! ])|(?<=^10分)满分(?=[,.;! ])",
        {"满分"}};
    drop(full_marks, [&](const PatternMatch&) {
        const std::vector<Figure> given = figures_in(reply.text);
        return given.size() == 1 && given.front().value == scale.highest();
    });
    static const HintedPattern taken{time_taken(),
                                     {"分钟", "小时", "钟头", "天", "秒", "礼拜", "星期", "周", "月"}};
    if (scale.by_range()) {
        drop(promised_ones, any);
        drop(wished_times(), any);  // 要是3分钟之内就好了，等了40分钟
    } else {
        drop(taken, any);
    }
    return rest;
}

std::optional<FoldedText> without_story_figures(const FoldedText& reply) {
    static const Pattern given{"^(?:我?(?:给|打)个?)?" + written_score() +
                               "(?: ?/ ?(?:5|10)| out of (?:5|10|five|ten))?(?:吧|啊|呀)* ?[,.;!\\n]"};
    static const Pattern figure{
        "(?<=[a-z])[0-9]+(?![0-9]|分|/)|[0-9]+(?:\\.[0-9]+)?%|"
        "[0-9]+(?:\\.[0-9]+)? ?(?=[\\p{Han}])(?!分(?!钟|贝)|颗?星|[吧啊了的到至或和])|一半|两半"};
    static const Pattern claim{"[0-9](?: ?/ ?[0-9]| out of| ?stars?| ?points?)"};
    constexpr std::size_t kStory = 9;  // bytes: three ideographs beside the figure
    const auto first = given.first(reply.text);
    if (!first || contains_any(reply.text, {"不好说", "说不准", "难说", "之间"})) return std::nullopt;
    const std::string_view text = reply.text;
    Replacements plain{reply};
    for (std::size_t begin = first->end; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(",.;!?\n", begin), text.size());
        const std::string_view clause = text.substr(begin, end - begin);
        const auto letters = std::count_if(clause.begin(), clause.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        });
        if (static_cast<std::size_t>(letters) >= kStory && !claim.found_in(clause)) {
            for (const PatternMatch& match : figure.all(clause))
                plain.add(begin + match.begin, begin + match.end);
        }
        begin = end + 1;
    }
    return plain.changed();
}

std::optional<FoldedText> with_degree_first(const FoldedText& reply) {
    static const Pattern behind{
        "^([a-z' -]{3,40})[.,!;] ?(?:and i mean )?(very|extremely)(?: \\2)*(?: much so)?[.! ]*$|"
        "^([\\p{Han}]{2,6})[,.!;] ?(非常|十分|特别)(?:地|的)?[.! ]*$"};
    if (!contains_any(reply.text, {"very", "extremely", "非常", "十分", "特别"})) return std::nullopt;
    const auto found = behind.first(reply.text);
    if (!found) return std::nullopt;
    const bool english = !found->group(2).empty();
    const std::string_view label = found->group(english ? 1 : 3);
    const std::string_view degree = found->group(english ? 2 : 4);
    const auto begin = static_cast<std::size_t>(label.data() - reply.text.data());
    Rewrite swapped{reply};
    swapped.put(std::string{degree} + (english ? " " : ""), begin);
    swapped.keep(begin, begin + label.size());
    return swapped.finished();
}

}  // namespace askwell::flows::reading
