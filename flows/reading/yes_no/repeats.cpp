#include "flows/reading/yes_no/repeats.h"

#include <algorithm>
#include <iterator>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

enum class Sign { several, denial, delay };  // delay: "not until the third call" denies nothing

const PhraseMap<Sign>& signs() {
    // clang-format off
    static const PhraseMap<Sign> map{
        {Sign::several,
         {"好几次", "几次", "多次", "很多次", "好多次", "无数次", "n次", "好几趟", "几趟", "好几回", "几回", "好几遍", "几遍", "好几通", "好几个电话", "几个电话", "反复", "三番五次",
          "三番两次", "再三", "来回", "又打了一次", "又打了一个", "再打了一次", "再打一次", "最后一次才", "下一次才", "后来才", "后面才", "后来再打才",
          "several calls", "several times", "several tries", "several attempts", "a few calls", "a few times", "a few tries", "a few attempts",
          "multiple calls", "multiple times", "multiple attempts", "many calls", "many times", "many attempts", "a couple of calls", "a couple of times", "a couple calls", "couple of calls",
          "loads of calls", "numerous calls", "countless calls", "lots of calls", "repeated calls", "more than one call", "more than once", "over and over", "again and again",
          "the next call", "next call", "the last call", "last call", "had to call back", "had to call again", "had to ring back", "had to ring again", "had to phone again", "called again", "rang again", "called back twice", "called twice", "rang twice", "phoned twice", "called three times", "twice"}},
        {Sign::denial,
         {"没", "没有", "不", "不用", "别", "无需", "哪用", "not", "no", "never", "without", "didn't", "don't", "doesn't", "wasn't", "needn't", "rather than", "instead of", "no need", "如果", "if", "要是", "怕", "以为"}},
        {Sign::delay, {"not until", "not till", "not before"}},
    };
    // clang-format on
    return map;
}

/// The end of a word for a time or call at `position`, or `position`.
std::size_t after_counter(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> counters{{true, {"次",         "回",          "趟",
                                                  "通",         "遍",          "道",
                                                  "次电话",     "通电话",      "个电话",
                                                  "道电话",     "遍电话",      "call",
                                                  "calls",      "time",        "times",
                                                  "try",        "tries",       "attempt",
                                                  "attempts",   "go",          "goes",
                                                  "visit",      "visits",      "ring",
                                                  "phone call", "phone calls", "conversations",
                                                  "one"}}};
    const std::size_t start = position < text.size() && text[position] == ' ' ? position + 1 : position;
    const auto* counter = counters.at(text.substr(start), 0);
    return counter == nullptr ? position : start + counter->phrase.size();
}

/// The end of "second", "3rd" or a number from two on, at `position`, or `position`.
std::size_t after_number(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> ordinals{{true,
                                           {"second", "third", "fourth", "fifth", "sixth", "seventh", "tenth",
                                            "2nd", "3rd", "4th", "5th", "6th", "umpteenth", "nth"}}};
    if (const auto* ordinal = ordinals.at(text, position)) return position + ordinal->phrase.size();
    if (!word_boundary(text, position)) return position;
    const auto number = number_at(text, position);
    return number && number->low >= 2 && !number->fraction ? position + number->length : position;
}

/// "It took two", "on the third": no word for a call need follow.
bool counts_goes(std::string_view text, std::size_t begin, std::size_t end) {
    const std::string_view before = text.substr(0, begin);
    const bool counted = before.ends_with("took ") || before.ends_with("took me ") ||
                         before.ends_with("took us ") || before.ends_with("on the ") ||
                         before.ends_with("on my ") || before.ends_with("needed ");
    return counted && trim_marks(text.substr(end, 2)).empty();
}

bool is_stop(char character) {
    return std::string_view{",.!;?\n"}.find(character) != std::string_view::npos;
}

}  // namespace

bool tells_of_repeats(std::string_view folded) {
    bool denied = false;
    for (std::size_t i = 0; i < folded.size();) {
        if (is_stop(folded[i])) denied = false;
        if (const auto* sign = signs().at(folded, i)) {
            if (sign->meaning == Sign::several && !denied) return true;
            denied = denied || sign->meaning == Sign::denial;
            i += sign->phrase.size();
            continue;
        }
        const std::size_t number = after_number(folded, i);
        const std::size_t counter = number > i ? after_counter(folded, number) : number;
        const bool attribute =
            std::string_view{folded}.substr(counter).starts_with("的");  // 解决了两次的问题
        const bool counted =
            (counter > number && !attribute) || (number > i && counts_goes(folded, i, number));
        if (counted && !denied) return true;
        i = number > i ? number : i + code_point_at(folded, i).length;
    }
    return false;
}

bool tells_of_another_way(std::string_view folded) {
    static const Pattern english{
        "(?<![a-z])(?:had to|ended up|wound up) (?:actually |then |physically |still "
        ")?(?:go|going|drive|driving|"
        "pop|popping|visit|visiting|walk|walking|come|coming|travel|travelling|take|taking|bring|bringing|"
        "trek)"
        "(?![a-z])[a-z "
        "]{0,24}(?:shop|store|branch|dealer|dealership|garage|showroom|centre|center|depot|your office|"
        "counter|in person)(?![a-z])"};
    static const Pattern chinese{
        "(?:最后|结果|后来|只好|只能|不得不|还是)(?:还是|还|又|自己|我|得|只能|只好|亲自|专门)*(?:去|跑)["
        "了到]?"
        "一?趟?"
        "[^,.;?不没吗]{0,6}(?:店|厅|网点|柜台|现场|维修点|服务站|售后点)"};
    static const Pattern open{
        "[?]|(?<![a-z])(?:never|not|didn't|if|would|nearly|almost|thought)(?![a-z])|如果|要是|以为|不用|差点|"
        "吗"};
    return (english.found_in(folded) || chinese.found_in(folded)) && !open.found_in(folded);
}

bool tells_of_another_caller(std::string_view folded) {
    static const PhraseMap<bool> kin{
        {true, {"husband", "wife",   "partner", "mum",      "mom",       "mother",   "dad",       "father",
                "son",     "sister", "brother", "daughter", "colleague", "flatmate", "housemate", "老公",
                "老婆",    "爱人",   "先生",    "太太",     "家人",      "我妈",     "我爸",      "妈妈",
                "爸爸",    "儿子",   "女儿",    "同事",     "室友",      "对象"}}};
    static const PhraseMap<bool> called{
        {true, {"called",     "rang",           "phoned",        "had called",  "has called", "had rung",
                "had phoned", "already called", "contacted you", "also called", "did call",   "打过",
                "打了",       "打来过",         "也打过",        "之前打过",    "先打过",     "已经打过",
                "联系过",     "咨询过",         "问过",          "来过电话",    "打电话",     "先打了",
                "已经打了",   "之前打了"}}};
    for (std::size_t i = 0; i < folded.size(); i += code_point_at(folded, i).length) {
        const auto* who = kin.at(folded, i);
        if (who == nullptr) continue;
        std::size_t verb = i + who->phrase.size();
        if (verb < folded.size() && folded[verb] == ' ') ++verb;
        if (called.at(folded, verb) != nullptr) return true;
    }
    return false;
}

bool tells_how_first_went(std::string_view folded) {
    static const HintedPattern words{
        "^(?:the |my |on the |on my )?(?:very )?first (?:call|time|go|try|attempt)(?: "
        "(?:i|they|he|she|you|it|someone|the "
        "[a-z]+))? (?:just |only |simply |actually )?(?:got (?!it|them|a |me (?:sorted|fixed))|was(?!n't) "
        "(?!all|enough|it|"
        "fine|great|good|perfect|brilliant|lovely|the "
        "one|sorted|solved|fixed|resolved|done|successful|sufficient)|were |went "
        "(?!well|fine|great|smooth|perfect)|dropped|hung|took|ended|nobody|no one|kept|failed|put |told "
        "|said |sent |"
        "transferred|cut |rang |was rude|disconnected)|"
        "^(?:第一次|头一次|首次)(?:来电|打|电话|打电话|打过去)?[,; ]*(?:就)?(?:断|挂|占线|没接|打不通|没通)",
        {"first ", "第一次", "头一次", "首次"}};
    return words.found_in(folded);
}

bool asks_for_first_time(std::string_view folded) {
    constexpr std::string_view kFirst[] = {"第一次",     "首次",          "一次就",   "first call",
                                           "first time", "first contact", "first try"};
    return std::any_of(std::begin(kFirst), std::end(kFirst), [folded](std::string_view first) {
        return folded.find(first) != std::string_view::npos;
    });
}

}  // namespace askwell::flows::reading
