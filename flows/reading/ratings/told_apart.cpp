#include "flows/reading/ratings/told_apart.h"

#include <string>

#include "flows/reading/ratings/misplaced.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {
namespace {

/// "For my aunt, never. For my sister, certainly": the customer's people are parted.
bool parts_people(std::string_view folded) {
    static const std::string person =
        "(?:(?:for|to|with) )?(?:my |the |our |your |her |his |an? )?(?:own |younger |older |close "
        ")?[a-z-]{3,14}";
    static const std::string no = "(?:never|not? ?way|not at all|(?:definitely|certainly|absolutely) not|no)";
    static const std::string yes = "(?:yes,? )?(?:certainly|definitely|absolutely|of course|yes|always)";
    static const std::string joint = " ?[,.;!]*(?: and| but| while)? ";
    static const auto of = [](const std::string& verdict) {
        return "(?:" + person + "[,:?]*(?: yes,?)? " + verdict + "|" + verdict + ",? (?:for|to|with) " +
               person + ")";
    };
    static const HintedPattern english{
        "^(?:" + of(no) + joint + of(yes) + "|" + of(yes) + joint + of(no) + ")[.! ]*$",
        {"certainly", "definitely", "absolutely", "of course", "yes", "always"}};
    static const HintedPattern chinese{
        "(?:给|对|向|跟)[^,.;!?]{1,8}?(?:我)?(?:绝对?不|肯定不|一定不|决不|死也不)会?(?:推荐)?[,.;! ]*"
        "(?:但|但是|可是?|而|不过)?(?:给|对|向|跟)[^,.;!?]{1,8}?(?:我)?(?:就|倒|却)?(?:一定|肯定|绝对|当然)"
        "会",
        {"不"}};
    return english.found_in(folded) || chinese.found_in(folded);
}

/// "Name was accurate, address was wrong", 名字记对了，地址错了: one part so, another otherwise.
bool parts_record(std::string_view folded) {
    static const std::string part =
        "(?:name|address|number|phone(?: number)?|postcode|e-?mail|date|time|order|amount|"
        "model|surname|street|account|details?)";
    static const std::string han =
        "(?:名字|姓名|地址|电话|号码|手机号?|邮编|邮箱|日期|时间|订单|金额|型号|姓)";
    static const HintedPattern words{
        "(?<![a-z])" + part +
            " (?:was|were|is|are|got) (?:down )?(?!wrong|not)[a-z ]{3,20}[,.;] ?(?:but |and |the |my )*" +
            part +
            " (?:(?:was|were|is|are) (?:wrong|incorrect|off|inaccurate|missing|not |a mess)|wasn't|weren't|"
            "isn't)|" +
            han + "[^,.;!?]{0,4}(?<!不)(?:对|准|没错)[^,.;!?]{0,3}[,.; ]+(?:但是?|可是?|不过|就是)?" + han +
            "[^,.;!?]{0,4}(?:错|不对|不准|漏)",
        {"wrong", "incorrect", " off", "inaccurate", "missing", "n't", " not ", "mess", "错", "不对", "不准",
         "漏"}};
    return words.found_in(folded);
}

/// "Solved one, broke another", 修好一个又弄坏一个: what was gained was lost elsewhere.
bool mends_and_breaks(std::string_view folded) {
    static const HintedPattern words{
        "(?<![a-z])(?:solved|fixed|sorted|repaired|mended) one(?: [a-z]+)?,? ?(?:and |but |then )*"
        "(?:they |you |he |she |it )?(?:broke|created|caused|made|introduced|started) "
        "(?:another|a new|two|one more)|"
        "(?:修好|解决|弄好|搞定)了?一[个处样][^,.;!?]{0,4},?又?(?:弄坏|搞坏|修坏|冒出|出来|带来|多出|"
        "整出|多)了?(?:来)?(?:另外?)?一[个处样]",
        {"broke", "created", "caused", "made", "introduced", "started", "一个", "一处", "一样"}};
    return words.found_in(folded);
}

/// 记错我姓了，别的都对; "got my surname wrong, the rest was right": all but a part of it.
bool excepts_a_part(std::string_view folded) {
    static const HintedPattern words{
        "(?:(?:错|漏|反)了?(?:我|我的|一个|一处|个)?[\\p{Han}]{0,6},?(?:但|不过|可)?"
        "(?:别的|其他的?|其它的?|其余的?|剩下的?)都?(?:还|挺|是)*(?:对|准|没错|没问题)的?|"
        "(?:别的|其他的?|其它的?|其余的?)都?(?:对|准|没错)[^,.;!?]{0,3},?(?:就|但|可|只|唯独|除了)"
        "[^,.;!?]{1,8}(?:错|漏|反|不对)了?|"
        "(?<![a-z])(?:wrong|misspel(?:t|led)|missed|missing|mixed up),? ?(?:but |and |though )?"
        "(?:the rest|everything else|all else|the others?) (?:was|were|is|are) (?:all )?"
        "(?:right|correct|accurate|fine|spot on))[.! ]*$",
        {"别的", "其他", "其它", "其余", "剩下", "rest", "else", "other"}};
    return words.found_in(folded);
}

/// "Patient with me, short with my wife", 对我耐心，对我妈不耐烦, "the bot at once, a human after twenty
/// minutes": treated so, and otherwise.
bool treats_unlike(std::string_view folded) {
    static const std::string other = "(?:my|our|the|her|his|him|everyone|everybody|others)(?![a-z])";
    static const std::string worse =
        "[,.;] ?(?:but |and |though |yet )*(?:not|less|short|curt|rude|sharp|snappy|cold|horrible|awful|"
        "nasty|off|abrupt|impatient|grumpy)(?: so)?(?: [a-z]+)? ";
    static const HintedPattern words{
        "(?:with|to) (?:me|us)" + worse + "(?:with|to) " + other + "|(?:with|to) " + other + "(?: [a-z]+)?" +
            worse +
            "(?:with|to) (?:me|us)(?![a-z])|对我们?[^,.;!?对]{1,8}[,.; ]+(?:但|可|却|不过)*对(?:我|别|其|"
            "他|她|同|邻|老)|"
            "(?:机器人|自动回复|智能客服|ai)[^,.;!?]{0,8}[,.; ]+(?:但|可|不过|转)*(?:真人|人工)[^,.;!?]{0,4}"
            "(?:等|慢|半|没|很久|好久|[0-9一二三四五六七八九十两几])",
        {" me", " us", "对我", "机器人", "自动", "智能", "ai"}};
    static const HintedPattern persons{
        "(?:姑娘|客服|师傅|小哥|那个|那位|第一个|前台|接电话的)[^,.;!?]{0,8}(?:挺|很|蛮|非常|倒|还算)[^,.;!?]"
        "{1,6}[,.; ]+"
        "(?:但是?|可是?|不过|就是)?(?:上门|修|来|第二个|另一?个|后来|师傅|客服|前台|打电话)[^,.;!?]{0,8}"
        "(?:爱理不理|爱搭不理|爱答不理|不耐烦|很?冲|很?凶|不行|很?差|臭脸|甩脸|很?拽)",
        {"爱", "不耐烦", "冲", "凶", "不行", "差", "脸", "拽"}};
    if (persons.found_in(folded) && !gives_figure(folded)) return true;
    return words.found_in(folded) && !gives_figure(folded);
}

/// "To my enemies, certainly", "very satisfied with the bike itself", "clear about the price, not about the
/// rest": of something else, or of a part.
bool is_of_something_else(std::string_view folded, std::string_view asked) {
    static const HintedPattern words{
        "^to (?:my|our) (?:worst )?enem(?:y|ies)[, ]+(?:yes|certainly|definitely|of course|always)|"
        "(?:我的?)?(?:仇人|仇家|敌人|死对头)的?话?[, ]*(?:一定|肯定|当然|绝对)(?!不)|"
        "^(?:very |really |quite )?(?:clear|precise|happy|satisfied|accurate) (?:about|on|with) "
        "[a-z ]{3,24}, ?(?:but )?(?:not|less)(?: so)?(?: [a-z]+)? (?:about|on) [a-z ]{3,24}[.! ]*$|"
        "(?:satisfied|happy|pleased) with the ([a-z]+) itself(?![a-z])|([\\p{Han}]{1,2})本身(?!的)",
        {"enem", "仇", "敌人", "死对头", " not ", " less ", " itself", "本身"}};
    if (!words.may_be_in(folded)) return false;
    const auto found = words.pattern().first(folded);
    if (!found) return false;
    const std::string_view thing = found->group(found->group(1).empty() ? 2 : 1);
    const bool all = contains_any(asked, {"overall", "总的来说"});
    return thing.empty() || (!all && asked.find(thing) == std::string_view::npos && !gives_figure(folded));
}

/// "10 for Priya, the company is another story", 师傅5分，公司另说: what is told apart is not told.
bool leaves_rest_untold(std::string_view folded) {
    static const HintedPattern words{
        "^[0-9]+(?: stars?| points?)? for [^,.;!?0-9]{2,40}[,.;!?] ?(?:but |and |the )*[a-z' ]+[, "
        "]+(?:well,? )?"
        "(?:(?:that|it)?'?s|is|are|was|that is) (?:quite |altogether )?(?:another|a different|a whole "
        "other|an "
        "entirely different) (?:matter|story|thing|kettle of fish|question)(?: altogether| entirely)?[.! ]*$|"
        "^[0-9]+(?: stars?| points?)? (?:for|to) [^,.;!?0-9]{2,40}[,.;!?] ?(?:but |and |a |such a )*"
        "(?:(?:shame|pity|too bad) about |(?:none|nothing|nil|not so much|less so) for "
        ")[^,.;!?0-9]{3,40}$|"
        "^[^0-9]{6,90}[,.;] ?(?:but )?(?:today|yesterday|the (?:second|other|last|next|first))(?: [a-z']+)? "
        "(?:was|is) "
        "(?:another|a different) story[.! ]*$|"
        "^(?:师傅|客服|小哥|小姑娘|姑娘|店员|人)(?:给|打)?[0-9]+分[,.; ]+[^,.;!?]{1,6}"
        "(?:另说|另当别论|另外?一回事|又是一回事|是两回事|两码事)(?:了|吧|啊)*[.! ]*$",
        {"matter", "story", "thing", "kettle", "question", "shame", "pity", "too bad", "none", "not so",
         "less so", "另", "回事", "两码事"}};
    return words.found_in(folded);
}

}  // namespace

bool tells_parts_apart(std::string_view folded) {
    return parts_people(folded) || mends_and_breaks(folded) || excepts_a_part(folded) ||
           parts_record(folded) || treats_unlike(folded);
}

bool tells_of_a_part(std::string_view folded, std::string_view asked) {
    return is_of_something_else(folded, asked) || leaves_rest_untold(folded);
}

}  // namespace askwell::flows::reading
