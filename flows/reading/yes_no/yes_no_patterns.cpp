#include "flows/reading/yes_no/yes_no_patterns.h"

#include <algorithm>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"
#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/repeats.h"

namespace askwell::flows::reading {
namespace {

bool has_any_words(std::string_view text, std::initializer_list<std::string_view> phrases) {
    return std::any_of(phrases.begin(), phrases.end(), [text](std::string_view phrase) {
        return find_words(text, phrase) != std::string_view::npos;
    });
}

bool is_answer(YesNoWord word) {
    return word == YesNoWord::yes || word == YesNoWord::no || word == YesNoWord::lone_yes ||
           word == YesNoWord::lone_no;
}

std::string_view without_prefix(std::string_view text, std::initializer_list<std::string_view> prefixes) {
    for (const std::string_view prefix : prefixes) {
        if (text.starts_with(prefix)) return trim_space(text.substr(prefix.size()));
    }
    return text;
}

/// True when all ideographs of `part` stand in `whole` in this order, four at least.
bool has_in_order(std::string_view whole, std::string_view part) {
    constexpr int kFewest = 4;
    int count = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < part.size();) {
        const CodePoint point = code_point_at(part, i);
        at = whole.find(part.substr(i, point.length), at);
        if (!is_han(point.value) || at == std::string_view::npos) return false;
        at += point.length;
        i += point.length;
        ++count;
    }
    return count >= kFewest;
}

/// True when all words of `part` are words of `whole` or persons and auxiliaries, and one of four letters or
/// more is of `whole`.
bool has_words(std::string_view whole, std::string_view part) {
    static const PhraseMap<bool> any{
        {true,
         {"i",   "me",  "my",    "you",  "your", "we",    "us",  "our",  "he",     "she",  "they", "it",
          "him", "her", "them",  "the",  "a",    "did",   "do",  "does", "have",   "has",  "was",  "were",
          "is",  "are", "would", "will", "can",  "could", "may", "any",  "others", "other"}}};
    constexpr std::size_t kContent = 4;
    bool content = false;
    for (std::size_t i = 0; i < part.size();) {
        if (!is_word_character(code_point_at(part, i).value)) {
            if (is_han(code_point_at(part, i).value)) return false;
            i += code_point_at(part, i).length;
            continue;
        }
        std::size_t end = i;
        while (end < part.size() && is_word_character(code_point_at(part, end).value))
            end += code_point_at(part, end).length;
        const std::string_view word = part.substr(i, end - i);
        const bool asked = has_any_words(whole, {word});
        if (!asked && any.whole(word) == nullptr) return false;
        content = content || (asked && word.size() >= kContent && any.whole(word) == nullptr);
        i = end;
    }
    return content;
}

/// 先发个短信, 但要提前讲, 别太晚: on what terms, and no reluctance.
bool sets_a_condition(std::string_view text) {
    static const Pattern reluctant{
        "没|不(?!要|能|可以|超过|得|过)|懒得|算了|看情况|再说|考虑|想想|[?]|吗|怕|为什么|何必|嫌|烦"};
    static const Pattern terms{"得|要|先|之前|提前|再|别|最好|时间|时候|以后|打|说一声|行|短信|微信"};
    return terms.found_in(text) && !reluctant.found_in(text);
}

/// The end of 可以是可以 or 打是可以打 at the beginning of `text`, behind a hum; or 0.
std::size_t end_of_concession(std::string_view text) {
    static const Pattern concession{
        "^(?:那个|呃|嗯|额|这个|[ ,.])*(可以|行|好|能打|打|能|成|方便|愿意)是(?:可以|能)?\\1"};
    const auto found = concession.first(text);
    return found ? found->end : 0;
}

}  // namespace

bool is_bare_answer(std::string_view text) {
    text = trim_marks(text);
    const auto* word = yes_no_words().at(text, 0);
    if (word == nullptr || !is_answer(word->meaning)) return false;
    const std::string_view rest = trim_marks(text.substr(word->phrase.size()));
    return rest.empty() || rest == word->phrase;  // 没有，没有
}

std::size_t after_repeated_question(std::string_view reply, std::string_view question) {
    const std::size_t mark = reply.find('?');
    if (mark == std::string_view::npos || trim_marks(reply.substr(mark)).empty()) return 0;
    const std::string_view repeated = trim_marks(reply.substr(0, mark));
    if (repeated.empty()) return 0;
    const bool same = question.find(repeated) != std::string_view::npos || has_in_order(question, repeated) ||
                      has_words(question, repeated);
    return same ? mark + 1 : 0;
}

std::size_t after_taken_back(std::string_view reply) {
    static const PhraseMap<bool> marks{
        {true, {"actually", "wait",       "no wait", "hang on", "hold on", "scratch that", "i mean",
                "sorry",    "correction", "oh wait", "oh yes",  "oh yeah", "对了",         "哦对",
                "啊对",     "噢对",       "哦对了",  "啊对了",  "噢对了",  "不对",         "不不",
                "哦不",     "啊不",       "等等",    "说错了",  "打错了",  "更正"}}};
    std::size_t begin = 0;
    for (std::size_t i = 0; i < reply.size();) {
        const auto* mark = marks.at(reply, i);
        if (mark == nullptr) {
            if (begin > 0 && !trim_marks(reply.substr(i, code_point_at(reply, i).length)).empty())
                return begin;
            i += code_point_at(reply, i).length;
            continue;
        }
        if (begin == 0 && !is_bare_answer(reply.substr(0, i))) return 0;
        i += mark->phrase.size();
        begin = i;
    }
    return 0;
}

std::size_t begin_of_conclusion(std::string_view reply) {
    for (const std::string_view so : {" so ", ",so ", "所以"}) {
        const std::size_t at = reply.rfind(so);
        if (at == std::string_view::npos || at == 0) continue;
        if (is_bare_answer(reply.substr(at + so.size()))) return at;
    }
    return 0;
}

Stance double_denial(std::string_view reply, std::string_view question) {
    const std::string_view text =
        without_prefix(trim_marks(reply), {"倒", "也", "当然", "肯定", "一定", "千万", "请"});
    for (const std::string_view opening :
         {"不是不可以", "不是不行", "不是不能", "不是不愿意", "不是不想", "不是不让", "并不是不可以"}) {
        if (text.starts_with(opening))
            return sets_a_condition(text.substr(opening.size())) ? Stance::yes : Stance::maybe;
    }
    if (const std::size_t granted = end_of_concession(text); granted > 0 && offers_contact(question))
        return sets_a_condition(text.substr(granted)) ? Stance::yes : Stance::maybe;
    for (const std::string_view opening : {"不会不", "不可能不", "不能不", "不要不", "别不", "可别不"}) {
        if (!text.starts_with(opening)) continue;
        const std::string_view rest = text.substr(opening.size());
        if (rest.empty() || rest.starts_with("好意思")) return Stance::none;
        const std::string_view deed = rest.substr(0, code_point_at(rest, 0).length);
        const bool asked = question.find(deed) != std::string_view::npos;
        return asked && is_han(code_point_at(rest, 0).value) ? Stance::yes : Stance::maybe;
    }
    return Stance::none;
}

Stance rhetorical_question(std::string_view reply, std::string_view question) {
    std::string_view text = without_prefix(trim_marks(reply), {"这", "那", "我", "啊", "嗨"});
    for (const std::string_view opening :
         {"哪能", "哪会", "哪可能", "怎么可能", "怎能", "岂能", "谁还", "谁能", "谁", "怎么会"}) {
        if (!text.starts_with(opening)) continue;
        text.remove_prefix(opening.size());
        for (const std::string_view particle : {"呢", "呀", "啊", "嘛", "哦", "啦", "吗"}) {
            if (text.ends_with(particle)) text.remove_suffix(particle.size());
        }
        // 谁打过 asks, 怎么会没解决 may complain.
        const bool of_deeds = (text.starts_with("没") || text.starts_with("不")) && text.ends_with("过");
        const bool open = opening == "怎么会" || opening.starts_with("谁");
        if (text.empty() || (open && !of_deeds)) return Stance::none;
        const YesNoWord* const word = yes_no_words().whole(text);
        const bool yes = word != nullptr && (*word == YesNoWord::yes || *word == YesNoWord::lone_yes);
        const bool no = word != nullptr && (*word == YesNoWord::no || *word == YesNoWord::lone_no);
        const Stance said = yes ? Stance::yes : no ? Stance::no : echo(text, question);
        return said == Stance::yes ? Stance::no : said == Stance::no ? Stance::yes : Stance::none;
    }
    return Stance::none;
}

bool asks_for_others(std::string_view question) {
    return has_any_words(question, {"其他公司", "别的公司", "other companies", "other companies'"});
}

bool names_one_called(std::string_view reply) {
    static const Pattern english{
        "^(?:only|just) (?:the |my )?+(?!(?:your|one|mine|husband|wife|mum|mom|dad|mother|father|friend|mate|"
        "partner|son|daughter|brother|sister|boss|colleague|neighbour|company|today|it|that|there|he|she|"
        "what|"
        "who)(?:'|s'))[a-z&]{2,}(?: [a-z]+)?'s$"};
    static const Pattern chinese{
        "^(?:只|就|也|以前)?[^我你您他她它人谁友妈爸老孩同听好像可能没不未别吗哪是天?,. "
        "]{2,10}?(?:的|客服|热线|和[^,.?]{2,4}(?=都))"
        "(?:客服|热线|电话)?(?:都|也|有|全|经常|常|倒是?)*打过(?:几次|好几次|几回|电话|的|了|啊|呀|呢)*$|"
        "^(?:只|就|也)?(?:别|别的|其他|其它)(?:家|公司|品牌|商家)(?:公司)?的?(?:客服|热线|电话)?(?:都|也|"
        "倒是?|当然|经常|常)*打过(?:的|了|啊|呀|呢)*(?:[, ]+(?:好几|好多|不少|很多)[家个](?:呢|了|啊)?)?$"};
    static const Pattern lists{
        "^(?:[a-z0-9&'. ]{1,16}, ?){1,5}(?:and )?(?:the (?:whole )?lot|all of them|every one of them|you "
        "name it)$|"
        "^(?:i(?:'ve)? |we(?:'ve)? )?(?:have )?(?:called|rang|rung|phoned) (?:quite )?(?:a few|a "
        "couple|several|many|most|loads|"
        "lots|plenty|some|two|three)(?: of (?:them|others|those))?(?:,? yes)?$|"
        "^(?:以前|之前|我)*(?:(?:移动|联通|电信|广电|铁通|京东|淘宝|天猫|拼多多|美团|饿了么|顺丰|中通|圆通|"
        "韵达|滴滴|携程|银行|保险公司|"
        "保险|小米|华为|苹果|海尔|美的|格力|航空公司|快递|[0-9]{5})(?:的|和|跟|与|、|,| "
        ")*){1,5}(?:都|也|全)*打过(?:的|了|啊|呀|呢)*$"};
    static const Pattern own_call{
        "^(?:yes,? )?(?:i|we)(?:'ve| have)? (?:called|rang|rung|phoned) (?:up )?(?:(?:my|the|our) "
        "(?:bank|insurer|council|landlord|gas|water|electricity|energy|phone|broadband|insurance|credit card)"
        "(?: company| provider| people)?|bt|sky|vodafone|o2|ee|three|virgin(?: "
        "media)?|talktalk|verizon|comcast|"
        "at&t|t-mobile|amazon|apple|dell|hp|barclays|hsbc|lloyds|paypal|british gas|fedex|ups|dhl)"
        "(?:(?: and)? (?:once|twice|before|too|as well|yesterday|recently|a few times|last [a-z]+|years "
        "ago|ages "
        "ago))*$"};
    const std::string_view text = trim_marks(reply);
    return reply.find('?') == std::string_view::npos && (own_call.found_in(text) || english.found_in(text) ||
                                                         chinese.found_in(text) || lists.found_in(text));
}

bool says_both(std::string_view reply) {
    static const Pattern both{
        "^(?:yes|yeah|yep|yup) (?:it|that|they|he|she|i|we|there) "
        "(?:was|is|did|do|does|were|are|have|has|had)(?:n't| not)(?![a-z])|^(?:yes|yeah) nothing(?![a-z])|"
        "^(?:no|nope)[,. ]+(?:just|only) the (?![a-z]+ (?:call|time|one))"};
    return both.found_in(reply);
}

bool asks_permission(std::string_view question) {
    if (contains_any(question, {"介意", " mind "})) return false;
    return question.empty() ||
           contains_any(question, {"可以", "可否", "能否", "能不能", "方便", "may we", "can we", "could we",
                                   "may i", "would it be ok", "is it ok"});
}

bool says_nobody(std::string_view reply, std::string_view question) {
    if (!has_any_words(question, {"有人", "有没有人", "anyone", "anybody", "someone", "somebody"}))
        return false;
    const std::string_view text = without_prefix(
        trim_marks(reply), {"根本", "压根", "从来", "完全", "反正", "literally ", "absolutely "});
    constexpr std::string_view kNobody[] = {"没人",   "没有人",     "没谁",          "谁也没",
                                            "谁都没", "一个人都没", "nobody",        "no one",
                                            "no-one", "not a soul", "not one person"};
    const bool opens = std::any_of(std::begin(kNobody), std::end(kNobody), [text](std::string_view word) {
        return text.starts_with(word) && word_boundary(text, word.size());
    });
    return opens &&
           !has_any_words(text, {"但", "但是", "不过", "后来", "除了", "直到", "不", "but", "except", "until",
                                 "didn't", "apart", "other", "else", "if", "吗"}) &&
           reply.find('?') == std::string_view::npos;
}

bool names_a_number_to_call(std::string_view reply, std::string_view question) {
    if (!offers_contact(question)) return false;
    const std::string_view text =
        without_prefix(trim_marks(reply), {"please ", "just ", "麻烦您", "麻烦", "请", "可以", "直接", "就"});
    static const PhraseMap<bool> demands{
        {true,
         {"打", "拨", "打我", "打到", "call", "ring", "phone", "call me on", "ring me on", "phone me on"}}};
    const auto* demand = demands.at(text, 0);
    const std::size_t digits = text.find_first_of("0123456789");
    if (demand == nullptr || digits == std::string_view::npos || digits < demand->phrase.size()) return false;
    constexpr std::size_t kFewestDigits = 7;
    constexpr std::size_t kLongestBetween = 24;  // bytes: 我老公的手机, "my husband on"
    const std::string_view between = text.substr(demand->phrase.size(), digits - demand->phrase.size());
    const std::string_view rest = text.substr(digits);
    const std::size_t end = std::min(rest.find_first_not_of("0123456789 -"), rest.size());
    const auto count = std::count_if(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(end),
                                     [](char byte) { return byte >= '0' && byte <= '9'; });
    return count >= static_cast<std::ptrdiff_t>(kFewestDigits) && between.size() <= kLongestBetween &&
           !has_any_words(
               text, {"不", "没", "别", "了", "过", "吗", "?", "no", "not", "don't", "never", "if", "but"});
}

bool begins_with_objection(std::string_view text) {
    static const PhraseMap<bool> joints{
        {true, {"但", "但是", "不过", "可是", "只是", "but", "though", "although", "except", "however"}}};
    return joints.at(text, 0) != nullptr;
}

bool leaves_a_part(std::string_view text) {
    constexpr std::size_t kLongest = 36;  // bytes; a longer objection tells of something else
    return text.size() <= kLongest &&
           has_any_words(text, {"half", "partly", "partially", "part of it", "some of it", "一半", "一部分",
                                "部分", "没完全", "不完全"});
}

bool is_true_of_some(std::string_view text) {
    static const Pattern halves{
        "(?:有的|有些|有一些|一个|一部分|一半)[^,.;]{1,12}[,.; "
        "]?(?:但|而)?(?:有的|有些|有一些|另?一个|另?一部分|另?一半)[^,.;]{0,6}[没不未]|"
        "(?<![a-z])(?:some|one|part|half)(?: of (?:it|them))?(?: [a-z']+){0,3}[,.;]?(?: and| but)? "
        "(?:some|the other|others|one|"
        "part|half)(?: of (?:it|them))?(?: [a-z]+)? "
        "?(?:not|n't|wasn't|weren't|isn't|aren't|didn't)(?![a-z])"};
    return halves.found_in(text);
}

bool grants(std::string_view text) {
    text = trim_marks(text);
    for (const std::string_view grant : {"也行", "也可以", "也成", "都行", "也无妨", "也没关系", "也好"}) {
        if (text.ends_with(grant)) return true;
    }
    return false;
}

bool grants_but_not_first(std::string_view reply) {
    const std::string_view text = trim_marks(reply);
    if (text.find('?') != std::string_view::npos) return false;
    const CodePoint first = code_point_at(text, 0);
    bool concedes = false;  // 好是好了
    for (const std::size_t length : {first.length, 2 * first.length}) {
        if (text.size() < 2 * length + 3 || !is_han(first.value)) continue;
        const std::string_view word = text.substr(0, length);
        const std::string_view rest = text.substr(length);
        concedes = concedes ||
                   (rest.starts_with("是") && rest.substr(std::string_view{"是"}.size()).starts_with(word));
    }
    const auto* word = yes_no_words().at(text, 0);
    const bool bare = word != nullptr && (is_answer(word->meaning) || word->meaning == YesNoWord::hum);
    // 是解决了，不过打了两次; "solved, yes, but…": what the yes belongs to is said.
    static const Pattern done{
        "^(?:是|确实|最后|后来|都|倒)*(?:解决|修好|搞定|弄好|处理好|办好)(?:是|倒是|了|的)*(?=[,.;])|"
        "^(?:yes,? |yeah,? )?(?:it |they |that )?(?:was |did |got |is |'s |has been |did get "
        ")*(?:solved|fixed|sorted|resolved|"
        "done)(?: (?:out|it|in the end|eventually|finally))*(?:,? (?:yes|yeah|ok|sure))?(?=[,.;]| but)"};
    const auto deed = done.first(text);
    if (bare && !concedes && !deed) return false;
    const std::size_t cut = deed ? deed->end : text.find_first_of(",.;");
    if (cut == std::string_view::npos) return false;
    const std::string_view objection = text.substr(cut);
    static const PhraseMap<bool> joints{{true,
                                         {"但", "但是", "不过", "只是", "就是", "可是", "but", "though",
                                          "although", "just", "only", "however"}}};
    const std::size_t begin = objection.find_first_not_of(",.; ");
    if (begin == std::string_view::npos || joints.at(objection, begin) == nullptr) return false;
    const bool denied = has_any_words(
        objection, {"不是第一次", "不是头一次", "不是一次", "not on the first", "not on my first",
                    "not the first", "not at the first", "not first time", "not in one", "not at first",
                    "not straight away", "not right away", "not immediately"});
    const bool again = has_any_words(objection, {"第二次", "第三次", "第四次", "第二回", "第三回",
                                                 "第二个电话", "twice", "three times", "second call", "两次",
                                                 "两回", "三次", "三回", "几次", "几回"}) &&
                       !has_any_words(objection, {"没", "不用", "不需要", "无需"});
    return denied || again || tells_of_repeats(objection);
}

}  // namespace askwell::flows::reading
