// What people add after they have sent a message: corrections and the rest of a sentence.
#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "flows/folding.h"
#include "flows/reading.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows {
namespace {

using namespace reading;

/// How much the words after a correction may say, so that a story which begins like one is none.
enum class Target {
    number,  ///< one number, with a unit
    brief,   ///< a few words
    none,    ///< nothing: only the mistake is told
};

struct Rule {
    Pattern pattern;  ///< group 1 is what it shall be instead
    Target target;
};

/// True when some rule could apply. Nearly every reply is no correction, and the rules are dear.
bool may_correct(std::string_view folded) {
    constexpr std::array<std::string_view, 41> kSigns{
        "meant",  "mean",   "say",  "typo",    "correct", "mistake", "edit",     "wrong",  "oops",
        "sorry",  "my bad", "wait", "hold on", "hang on", "change",  "make",     "switch", "set ",
        "update", "no,",    "no ",  "no.",     "oh",      "ah",      "actually", "finger", "pressed",
        "*",      "错",     "改",   "手",      "误",      "不是",    "不对",     "纠正",   "修正",
        "是说",   "的是",   "意思", "换成",    "更正"};
    return contains_any(folded, kSigns);
}

/// Words as a reader counts them: an ideograph, a word or a number each.
std::size_t count_words(std::string_view text) {
    std::size_t count = 0;
    bool inside = false;
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        i += point.length;
        const bool word = is_word_character(point.value) || point.value == U'\'' || point.value == U'.';
        count += is_han(point.value) || (word && !inside) ? 1 : 0;
        inside = word;
    }
    return count;
}

bool is_number(std::string_view text) {
    static const Pattern unit{
        "^ ?(?:分|星|分吧|points?|stars?|/ "
        "?[0-9]+|号|天|日|次|点)?(?:吧|哦|啊|呢|谢谢|才对|please|thanks|sorry)?[ .!,~]*$"};
    const auto number = number_at(text, 0);
    return number && unit.found_in(text.substr(number->length));
}

bool is_brief(std::string_view text) {
    constexpr std::size_t kFewWords = 6;
    // What is meant to be said or done, or why: a story, not an answer.
    static const Pattern story{
        "因为|所以|问题|希望|建议|为什么|他|她|你们|没人|(?<![a-z])(?:to|it|that|because|what|why|you|they|"
        "he|she|well|every|business)"
        "(?![a-z])"};
    return !trim_marks(text).empty() && count_words(text) <= kFewWords && !story.found_in(text);
}

std::vector<Rule> english_rules() {
    const std::string sigh =
        "(?:oops|whoops|sorry|so sorry|my bad|oh|ah|no|wait|hang on|hold on|actually|i'm sorry)[ ,.!-]+";
    const std::string is =
        "(?:it's |it is |it was |(?:it |that |this )?should be |(?:that |it )?should have been |(?:that |it "
        ")was "
        "meant to be |i meant |make it |make that )?";
    const std::string not_that = "(?:,? not .+)?$";
    const std::string say = "(?:say|type|put|write|press|select|choose|hit|enter|send|pick|click|tap|give)";
    const std::string answer = "my (?:answer|score|rating|last answer)";
    std::vector<Rule> rules;
    const auto add = [&rules](const std::string& source, Target target) {
        rules.push_back({Pattern{source}, target});
    };
    add("^(?:" + sigh +
            ")*(?:typo|my mistake|that was (?:a typo|a mistake|wrong)|that's wrong|"
            "wrong (?:one|button|key|answer)|fat fingers?|i (?:made a "
            "(?:typo|mistake)|mis(?:typed|clicked|pressed|tapped)|"
            "(?:pressed|hit|tapped|clicked)(?: on)? the wrong (?:one|button|key|number|option)))[ ,.!]*"
            "(?:sorry|oops|my bad)?[ .!]*()$",
        Target::none);
    add("^\\* ?([^* ].*)$", Target::brief);
    add("^(?:" + sigh + ")*i (?:had )?(?:meant to " + say + "|was going to " + say + "|wanted to " + say +
            "|meant)[ :,]+(?:a |an )?(.+?)" + not_that,
        Target::brief);
    add("^(?:" + sigh + ")+meant[ :,]+(?:a |an )?(.+?)" + not_that, Target::number);
    add("^(?:" + sigh + ")*i mean[ :,]+(?:a |an )?(.+?)" + not_that, Target::number);
    add("^(?:" + sigh + ")*(?:typo|correction|mistake|my mistake|edit|wrong button|wrong key)[ :,.!-]+" + is +
            "(?:sorry[, ]+)?(.+?)" + not_that,
        Target::brief);
    add("^(?:oops|whoops)[ ,.!-]+" + is + "(.+)$", Target::brief);
    add("^(?:" + sigh + ")+" + is + "(?:a )?(.+?)" + not_that, Target::number);
    add("^(?:please )?(?:change|make|correct|set|switch|update) (?:it|that|this|" + answer +
            "|the (?:answer|score|last one)) (?:to |into )?(?:a )?(.+)$",
        Target::number);
    add("^(?:please )?(?:change|correct|switch|update) " + answer + " (?:to|into) (.+)$", Target::brief);
    return rules;
}

std::vector<Rule> han_rules() {
    const std::string sigh =
        "^(?:(?:啊|哎呀|哎|呃|额|哦|不好意思|抱歉|对不起|糟糕|sorry|oops)[ "
        ",.!~]*)*我?(?:刚才|刚刚|上面|前面|之前)?的?";
    // 打错了 is a slip of the customer's, 打错了电话 somebody's deed.
    const std::string slip =
        "(?:[打按点选说写发输填回答弄搞]错字?|手滑|手误|手抖|笔误|口误|错(?=了))[了啦咯]*+"
        "(?=$|[ ,.!:~0-9]|[零一二两三四五六七八九十]分|应该|应为|不?是|要|改|想|选|不好意思|抱歉)";
    const std::string rather =
        "我?(?:应该是|应该选|应该|应为|想选的?是?|想说的?是?|想打的?是?|要选的?是?|选的是|是|选|改成|改为|要|"
        "给|打)?[ :]*";
    std::vector<Rule> rules;
    const auto add = [&rules](const std::string& source, Target target) {
        rules.push_back({Pattern{source}, target});
    };
    add(sigh + slip + "[ ,.!~]*(?:不好意思|抱歉|对不起|sorry)?[ ,.!~]*()$", Target::none);
    add(sigh + slip + "[ ,.!:~]*不是[^,]{1,12}[ ,]+(?:系|" + rather + ")(.+)$", Target::brief);
    add(sigh + slip + "[ ,.!:~]*" + rather + "(.+?)(?:,? ?不是.+)?$", Target::brief);
    add("^[啊哎呀哦]*[ ,]*不对[ ,.!]+我?(?:应该是|应为|是|选|改成|改为)(.+)$", Target::brief);
    add("^[啊哎呀哦]*[ ,]*不对[ ,.!]*(.+)$", Target::number);
    add("^(?:请|帮我|麻烦|我要|我想|我|要)*(?:把.{1,18})?(?:改成|改为|更正为|修改为|修正为|换成|更改为)[ "
        ":]*(.+?)(?:吧|谢谢)?$",
        Target::brief);
    add("^(?:更正|改正|修正|纠正|勘误)(?:一下)?[ :,.]+" + rather + "(.+)$", Target::brief);
    add("^我?(?:是说|的意思是|意思是|说的是|想说的是|要说的是|选的是)[ :]*(.+)$", Target::number);
    add("^((?:[0-9]+|[零一二三四五六七八九十])分?)[ ,]*而?不是 ?(?:[0-9]+|[零一二三四五六七八九十])分?[ "
        ".!]*$",
        Target::number);
    return rules;
}

std::vector<Rule> make_rules() {
    std::vector<Rule> rules = english_rules();
    std::vector<Rule> more = han_rules();
    std::move(more.begin(), more.end(), std::back_inserter(rules));
    return rules;
}

bool accepted(Target target, std::string_view text) {
    switch (target) {
        case Target::number:
            return is_number(text);
        case Target::brief:
            return is_brief(text);
        case Target::none:
            return true;
    }
    return false;
}

}  // namespace

std::optional<std::string_view> read_correction(std::string_view text) {
    constexpr std::size_t kLongest = 200;  // bytes; a correction is short
    if (text.size() > kLongest) return std::nullopt;
    static const std::vector<Rule> rules = make_rules();
    const FoldedText folded = fold(text);
    if (!may_correct(folded.text)) return std::nullopt;
    const std::string_view trimmed = trim_space(folded.text);
    static const Pattern ordinal{"^no\\.?[0-9]"};  // "No.1!" is the best, where "no. 1" may correct a 2
    if (ordinal.found_in(trimmed)) return std::nullopt;
    const auto offset = static_cast<std::size_t>(trimmed.data() - folded.text.data());
    for (const Rule& rule : rules) {
        const auto match = rule.pattern.first(trimmed);
        if (!match || !accepted(rule.target, match->group(1))) continue;
        if (match->group(1).empty()) return std::string_view{};
        const std::size_t begin = offset + static_cast<std::size_t>(match->group(1).data() - trimmed.data());
        return trim_space(folded.raw_between(begin, begin + match->group(1).size()));
    }
    return std::nullopt;
}

bool continues_a_sentence(std::string_view text) {
    static const Pattern begins{
        "^(?:\\.{2,}|…|,)? ?(?:"
        "(?:and|but|also|because|cause|cuz|cos|plus|or|nor|which|although|though|however|besides|moreover|"
        "furthermore|"
        "except that|as well as|not to mention|even though|on top of that|in addition)(?![a-z'])(?! "
        "*[.!?]*$)|"
        "(?:so|then) (?:i|we|he|she|they|it|the|that|this|nobody|no one|my|you)(?![a-z])|"
        "(?:而且|并且|还有|另外|但是|不过|可是|然而|因为|所以|然后|以及|再说|再有|况且|何况|加上|同时|此外|"
        "尤其|特别是|比如|例如|不然|"
        "否则|结果|接着|后来|甚至|或者|只是|就是说)(?! *[.!?]*$)|"
        "但(?!愿)|也(?!行|可以|可|好|许|罢|还行|就那样)(?=.{2})|"
        "还(?!行|好|可以|可|凑合|不错|成|算|没|未|有点|是|早)(?=.{2})|还没人)"};
    static const Pattern hangs{"^(?:\\.{2,}|…|,) ?[\\p{L}]"};
    constexpr std::size_t kEnough = 120;  // bytes; the beginning decides
    const std::string folded = fold_for_matching(text.substr(0, kEnough));
    return begins.found_in(folded) || hangs.found_in(folded);
}

}  // namespace askwell::flows
