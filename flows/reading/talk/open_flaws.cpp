// What an open answer lacks: length, substance or facts.
#include <string>

#include "flows/folding.h"
#include "flows/reading.h"
#include "flows/reading/details/refusals.h"
#include "flows/reading/talk/open.h"
#include "flows/reading/text/feelings.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows {
namespace {

using namespace reading;

/// Words that say how much, of whom or nothing at all; what is left of an answer without them is its
/// substance.
const PhraseMap<bool>& fillers() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"很", "太", "非常", "特别", "挺", "真", "真的", "有点", "有点儿", "一点", "比较", "比较的", "还", "都", "也", "就", "就是", "吧", "啊",
          "了", "呢", "哦", "哈", "呀", "嘛", "的", "我", "我觉得", "觉得", "感觉", "你们", "这", "这个", "那", "整体", "总体", "总的来说",
          "整体来说", "总体来说", "说实话", "其实", "一切", "全部", "各方面", "it", "it's", "it was", "is", "was", "were", "are", "the", "a", "an",
          "i", "i'm", "you", "your", "very", "so", "really", "quite", "too", "just", "all", "pretty", "rather", "of", "overall", "everything",
          "i think", "i guess", "to be honest", "honestly", "well", "oh", "and", "but"}},
    };
    // clang-format on
    return words;
}

/// Whole answers that say something and tell nothing.
const PhraseMap<bool>& vague() {
    // clang-format off
    static const PhraseMap<bool> words{
        {true,
         {"还行", "行", "还可以", "可以", "还好", "一般", "一般般", "凑合", "就那样", "马马虎虎", "差不多", "随便", "都行", "都可以", "都好",
          "无所谓", "说不上来", "说不好", "说不清", "不知道", "不清楚", "不好说", "没感觉", "没什么感觉", "没啥感觉", "正常", "中规中矩",
          "过得去", "勉强", "看情况", "嗯", "嗯嗯", "哦", "呵呵", "哈哈", "就这么回事", "还行吧", "没什么特别的", "没什么特别", "还算可以",
          "so-so", "so so", "ok", "okay", "fine", "alright", "all right", "average", "meh", "not bad", "whatever", "it depends", "depends",
          "don't know", "i don't know", "idk", "dunno", "no idea", "not sure", "hard to say", "nothing special", "normal", "standard",
          "decent", "acceptable", "could be better", "could be worse", "mixed", "neutral", "hmm", "yes", "yeah", "sort of", "kind of", "stuff",
          "things", "various", "the usual", "as usual", "something", "somehow", "etc"}},
    };
    // clang-format on
    return words;
}

/// Who, when, how many, what happened: what makes an opinion checkable.
bool tells_a_fact(std::string_view folded) {
    static const Pattern fact{
        "[0-9]|[一二两三四五六七八九十几]+ "
        "?(?:次|天|个|小时|分钟|遍|回|周|点|年|元|块|人)|昨天|今天|前天|上周|下午|上午|晚上|周["
        "一二三四五六日]|"
        "客服|师傅|工程师|技师|店员|经理|小哥|快递员|司机|老板|他|她|同事|售后|前台|店长|"
        "等了|打了|来了|没来|说了|说是|告诉|答应|修了|修好|换了|退了|退款|催|联系|接电话|回电|回复|上门|寄|"
        "送|漏|坏了|收费|没人|"
        "因为|由于|导致|每次|一直|"
        "(?<![a-z])(?:he|she|they|him|her|staff|agent|agents|technician|engineer|driver|manager|courier|guy|"
        "lady|nobody|no one|"
        "someone|called|calls|call|phoned|waited|waiting|told|said|came|come|arrived|fixed|repaired|replaced|"
        "refused|promised|"
        "explained|answered|replied|sent|charged|refund|refunded|delivered|delivery|cancelled|canceled|hung "
        "up|missed|forgot|lost|"
        "because|since|after|when|before|until|yesterday|today|last "
        "week|monday|tuesday|wednesday|thursday|friday|saturday|"
        "sunday|morning|afternoon|hours?|days?|minutes?|weeks?|times|twice|once|two|three|four|five|six|"
        "seven|eight|nine|ten)"
        "(?![a-z])"};
    return fact.found_in(folded);
}

struct Size {
    std::size_t ideographs = 0;
    std::size_t words = 0;
};

/// What is left of the text without fillers.
Size substance(std::string_view folded) {
    Size size;
    for (std::size_t position = 0; position < folded.size();) {
        if (const auto* filler = fillers().at(folded, position)) {
            position += filler->phrase.size();
            continue;
        }
        const CodePoint point = code_point_at(folded, position);
        if (is_han(point.value)) ++size.ideographs;
        const bool begins_word = is_word_character(point.value) && word_boundary(folded, position) &&
                                 (position == 0 || folded[position - 1] != '\'');
        if (begins_word) ++size.words;
        position += point.length;
    }
    return size;
}

bool is_vague(std::string_view folded) {
    std::size_t position = 0;
    bool found = false;
    while (position < folded.size()) {
        if (const auto* word = vague().at(folded, position)) {
            found = true;
            position += word->phrase.size();
            continue;
        }
        if (const auto* filler = fillers().at(folded, position)) {
            position += filler->phrase.size();
            continue;
        }
        const CodePoint point = code_point_at(folded, position);
        if (is_han(point.value) || is_word_character(point.value)) return false;
        position += point.length;
    }
    return found;
}

bool is_judgement(std::string_view folded) {
    for (const Feeling& feeling : feelings_in(folded)) {
        if (feeling.value != 0) return !tells_a_fact(folded);
    }
    return false;
}

}  // namespace

std::optional<OpenFlaw> flaw_of(std::string_view text) {
    constexpr std::size_t kLongest = 1000;  // bytes; who writes more has said something
    constexpr std::size_t kFewIdeographs = 8;
    constexpr std::size_t kFewWords = 4;
    if (text.size() > kLongest) return std::nullopt;
    const std::string folded = fold_for_matching(own_words(text));
    if (says_nothing(folded) || has_nothing_to_say(folded)) return std::nullopt;
    if (is_vague(folded)) return OpenFlaw::vague;
    if (is_judgement(folded)) return OpenFlaw::judgement;
    const Size size = substance(folded);
    // A word of one script weighs about two ideographs of the other.
    if (size.ideographs + 2 * size.words <= kFewIdeographs && size.words <= kFewWords) return OpenFlaw::brief;
    return std::nullopt;
}

bool says_there_is_nothing(std::string_view text) {
    return has_nothing_to_say(fold_for_matching(text));
}

}  // namespace askwell::flows
