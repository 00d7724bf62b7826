#include "flows/reading/choices/option_totals.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "flows/reading/choices/option_denials.h"
#include "flows/reading/choices/option_finder.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/asked.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// Words that make an exception of what follows.
const PhraseMap<bool>& exceptions() {
    static const PhraseMap<bool> map{
        {true, {"除了",       "除去",      "除开",       "除",         "不算",       "不包括",   "except",
                "except for", "excepting", "apart from", "other than", "but",        "but not",  "bar",
                "minus",      "excluding", "excl",       "excl.",      "aside from", "save for", "besides"}}};
    return map;
}

/// Words for all options, before an exception or behind it.
const PhraseMap<bool>& totals() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true,
         {"都", "都占", "全占", "全", "全都", "全部", "所有", "所有的", "全部都", "全都有", "都有", "全有", "都用", "全用", "都选", "全选", "全都选", "都是", "全是", "都去", "都要", "其他都", "其他全", "其它都", "别的都", "其余都", "剩下的都", "其他的都", "其它的都", "其余的都", "别的全", "其他的全", "其余全",
          "all", "all of them", "all of those", "all of these", "all of it", "everything", "everything else", "all the others", "all others", "all the rest", "every one", "every one of them", "everyone of them", "the lot", "the whole lot", "all options", "all the options", "all the above", "all of the above", "any of them", "them all", "em all"}}};
    // clang-format on
    return map;
}

/// Words for all that are about the list, not about the world.
const PhraseMap<bool>& listed() {
    // clang-format off
    static const PhraseMap<bool> map{
        {true,
         {"全选", "都选", "全都选", "全部选", "全部都选", "全选上", "都选上", "全都选上", "全勾", "都勾", "全勾上", "都勾上", "全部", "所有", "所有的", "所有选项", "全部选项", "以上都是", "以上都有", "以上都选", "以上全部", "以上所有", "以上全选", "上述全部", "上面全部", "上面都有", "上面都是",
          "all", "all of them", "all of these", "all of those", "all of it", "all of the above", "all the above", "all of the options", "all options", "all the options", "select all", "everything", "every one", "every one of them", "every single one", "each one", "each of them", "the lot", "the whole lot", "all apply", "them all", "em all", "all of em"}}};
    // clang-format on
    return map;
}

/// True when a clause of `text` consists of a word for all of the list, and wrapping.
bool is_about_list(std::string_view text) {
    constexpr std::string_view kMarks = ",.;:!\n";
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(kMarks, begin), text.size());
        for (std::size_t i = begin; i < end; i += code_point_at(text, i).length) {
            const auto* word = listed().at(text, i);
            if (word == nullptr || !only_wrapping(text.substr(begin, i - begin))) continue;
            const std::size_t behind = i + word->phrase.size();
            if (behind <= end && only_wrapping(text.substr(behind, end - behind))) return true;
        }
        begin = end + 1;
    }
    return false;
}

/// The options that can be chosen, `open` ones among them or not.
std::set<Index> choosable(const Question& question, const OptionNames& names, bool open) {
    std::set<Index> options;
    for (Index i = 0; i < question.options.size(); ++i) {
        if ((open || !question.options[i].other) && names.empty() != i) options.insert(i);
    }
    return options;
}

/// Bytes of 三项, 上面三个 or "three above" that counts options at `place`, with their number; or 0.
std::pair<std::size_t, double> counted_at(std::string_view words, std::size_t place) {
    static const PhraseMap<bool> starts{
        {true,
         {"上面", "上面的", "上面这", "以上", "前", "前面", "前头", "前边", "前面的", "前头的", "头", "这",
          "其他", "其他的", "其余", "其余的", "剩下", "剩下的", "另外"}}};
    static const PhraseMap<bool> nouns{
        {true,
         {"个", "项", "样", "条", "种", "个选项", "of them", "of the above", "above", "options", "others"}}};
    const auto* start = starts.at(words, place);
    const std::size_t begin = start == nullptr ? place : place + start->phrase.size();
    const auto number = number_at(words, begin);
    if (!number || number->span() || number->fraction || number->high < 2) return {0, 0};
    const std::size_t end = begin + number->length;
    const std::size_t next = after_blank(words, end);
    const auto* noun = nouns.at(words, next);
    return {(noun == nullptr ? end : next + noun->phrase.size()) - place, number->high};
}

/// How many options `words` say that "all" is (三项都有, "all three"), when they say.
std::optional<double> count_in(std::string_view words) {
    for (std::size_t i = 0; i < words.size(); i += code_point_at(words, i).length) {
        if (const auto [length, count] = counted_at(words, i); length > 0) return count;
    }
    return std::nullopt;
}

/// Nothing but words for all, how many they are, wrapping and, when `asked`, the question's own words; a word
/// for all among them.
bool says_only_all(const Question& question, std::string_view words, bool asked = true) {
    static const PhraseMap<bool> fillers{
        {true, {"有",   "用",     "用了", "用过", "去",   "去了", "选",       "是",      "要",  "中",  "占",
                "影响", "受影响", "了",   "过",   "在用", "else", "affected", "affects", "was", "were"}}};
    const std::string_view wording = asked ? std::string_view{wording_of(question)} : std::string_view{};
    bool all = false;
    for (std::size_t i = 0; i < words.size();) {
        const auto* total = totals().at(words, i);
        const auto* filler = asked ? fillers.at(words, i) : nullptr;
        const auto* wrap = option_words().at(words, i);
        const CodePoint point = code_point_at(words, i);
        std::size_t length = point.length;
        if (const std::size_t counted = counted_at(words, i).first; counted > 0) {
            length = counted;
        } else if (total != nullptr) {
            all = true;
            length = total->phrase.size();
        } else if (filler != nullptr) {
            length = filler->phrase.size();
        } else if (wrap != nullptr && wrap->meaning == OptionWord::wrap) {
            length = wrap->phrase.size();
        } else if (is_han(point.value)) {
            if (wording.find(words.substr(i, point.length)) == std::string::npos) return false;
        } else if (is_word_character(point.value)) {
            std::size_t end = i + point.length;
            while (end < words.size() && !word_boundary(words, end)) end += code_point_at(words, end).length;
            length = end - i;
            if (wording.find(words.substr(i, length)) == std::string::npos) return false;
        }
        i += length;
    }
    return all;
}

/// Nothing but words for none, or for all that is as it should be: what is excepted from it is what was asked
/// for (都不影响, "none of them", 都挺好 to "what went wrong?").
bool says_none(const Question& question, const OptionNames& names, std::string_view words) {
    // clang-format off
    static const PhraseMap<bool> none{
        {true, {"nothing", "nothing else", "none", "none of them", "none of these", "none of it", "nowhere", "nowhere else", "not one", "no others", "都没", "都没有", "都没用", "都没去", "都没用过", "都没有用", "没有", "没什么", "没啥", "没别的", "没有别的", "都不影响", "不影响", "没影响", "都没影响", "没有影响", "都没有影响", "没什么影响", "没啥影响", "都不受影响", "都没受影响", "别的都没", "别的没", "别的都没有", "别的没有", "别的都没用", "别的都没影响", "别的没影响", "别的都不影响", "其他都没", "其他没", "其他都没有", "其他都没用", "其他都没影响", "其他没影响", "其他都不影响"}}};
    static const PhraseMap<bool> fine{
        {true, {"都好", "都挺好", "都很好", "都还好", "都还行", "都行", "都快", "都很快", "都正常", "都没问题", "都可以", "都不错", "别的都好", "别的都挺好", "别的都还行", "别的都没问题", "别的没问题", "其他都好", "其他都挺好", "其他都还行", "其他都没问题", "其他没问题", "all fine", "all good", "everything was fine", "everything is fine", "everything was good", "all ok", "everything else was fine", "everything else is fine", "fine everywhere"}}};
    // clang-format on
    const std::string_view said = trim_marks(words);
    const auto with_wrapping = [](const PhraseMap<bool>& map, std::string_view text) {
        return map.whole(text) != nullptr || map.whole(trim_marks(without_wrapping(text))) != nullptr;
    };
    if (names.empty() && names.whole(said) == names.empty()) return true;
    return with_wrapping(none, said) || (asks_for_trouble(question) && with_wrapping(fine, said));
}

/// The options that `part` names, when it says nothing else.
std::set<Index> only_named(const Question& question, const OptionNames& names, const FoldedText& part) {
    const Findings found = find_options(question, names, part);
    const bool plain = !found.denied && !found.doubtful && !found.impossible && !found.all &&
                       !found.alternative && !found.unlisted && found.text_begin == std::string::npos;
    std::set<Index> options;
    for (const Mention& mention : found.mentions) {
        if (plain) options.insert(mention.option);
    }
    return options;
}

struct Exception {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The first word that makes an exception.
std::optional<Exception> exception_in(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        if (const auto* word = exceptions().at(text, i)) return Exception{i, i + word->phrase.size()};
    }
    return std::nullopt;
}

/// Where the excepted options end and the word for all begins, in 除了贷款都用; or the end of the text.
std::size_t total_behind(std::string_view text, std::size_t begin) {
    const std::size_t first = text.find_first_not_of(' ', begin);  // 除了其他都选 excepts 其他
    for (std::size_t i = begin; i < text.size(); i += code_point_at(text, i).length) {
        const bool counted = i > 0 && text.substr(0, i).ends_with(',') && counted_at(text, i).first > 0;
        if (i > first && (counted || totals().at(text, i) != nullptr)) return i;
    }
    return text.size();
}

/// Where the excepted options end and the word for none begins, in 除了健身房都没用; or the end of the text.
std::size_t none_behind(const Question& question, const OptionNames& names, std::string_view text,
                        std::size_t begin) {
    for (std::size_t i = begin; i < text.size(); i += code_point_at(text, i).length) {
        if (i > begin && says_none(question, names, text.substr(i))) return i;
    }
    return text.size();
}

/// What each of several options is answered with.
const PhraseMap<bool>& answers_in_turn() {
    static const PhraseMap<bool> map{
        {true, {"yes", "yep", "yeah", "yup", "y", "有", "是", "是的", "对", "用了", "去了"}},
        {false, {"no", "nope", "nah", "n", "没", "没有", "不", "不是", "没用", "没去"}}};
    return map;
}

/// `text` without 以外, 那个 and other ends of an exception.
std::size_t exception_end(std::string_view text, std::size_t begin, std::size_t end) {
    for (const std::string_view tail :
         {"以外", "之外", "外", "没有", "没", "不", "那个", "这个", "那项", "这项", "其他", "其余", "别的",
          "上面几个", "上面几项", "前面几个", "前面几项"}) {
        std::string_view part = trim_marks(text.substr(begin, end - begin));
        if (part.size() > tail.size() && part.ends_with(tail))
            end = static_cast<std::size_t>(part.data() - text.data()) + part.size() - tail.size();
    }
    return end;
}

}  // namespace

std::optional<std::set<Index>> all_options(const Question& question, const OptionNames& names,
                                           std::string_view text, std::optional<Index> counted) {
    std::set<Index> closed = choosable(question, names, false);
    std::set<Index> all = choosable(question, names, true);
    if (counted ? *counted == closed.size() : !is_about_list(text)) return closed;
    if (counted && *counted != all.size()) return std::nullopt;
    return all;
}

std::optional<std::set<Index>> all_but(const Question& question, const OptionNames& names,
                                       const FoldedText& reply) {
    const std::string_view text = reply.text;
    const auto exception = exception_in(text);
    if (!exception || text.find('?') != std::string_view::npos) return std::nullopt;
    const std::string_view before = text.substr(0, exception->begin);
    const bool none_first = says_none(question, names, before);
    const std::size_t none_begin =
        none_first ? text.size() : none_behind(question, names, text, exception->end);
    if (none_first || (only_wrapping(before) && none_begin < text.size())) {
        std::set<Index> only = only_named(
            question, names, part_of(reply, exception->end, exception_end(text, exception->end, none_begin)));
        if (!only.empty()) return only;
    }
    const bool all_first = says_only_all(question, before);
    if (!all_first && !only_wrapping(text.substr(0, exception->begin))) return std::nullopt;
    // "All but cost: speed and price", what is left may be named once more.
    const std::size_t mark = all_first ? text.find_first_of(".;:\n", exception->end) : std::string::npos;
    const std::set<Index> rest = mark == std::string::npos
                                     ? std::set<Index>{}
                                     : only_named(question, names, part_of(reply, mark + 1, text.size()));
    const std::size_t stop = !rest.empty() ? mark
                             : all_first   ? text.size()
                                           : total_behind(text, exception->end);
    if (!all_first && !says_only_all(question, text.substr(stop))) return std::nullopt;
    if (const std::size_t comma = text.find(',', exception->end); !all_first && comma < stop) {
        // 除了成本，体验和效率都受影响: all the others are named.
        std::set<Index> named = only_named(question, names, part_of(reply, comma + 1, stop));
        std::set<Index> others = choosable(question, names, false);
        for (const Index index : only_named(question, names, part_of(reply, exception->end, comma)))
            others.erase(index);
        if (named.size() > 1 && named == others) return named;
    }
    const std::size_t end = exception_end(text, exception->end, stop);
    static const PhraseMap<bool> some_one{{true, {"one", "one of them", "一个", "一样", "一项", "一种"}}};
    const bool unnamed =
        some_one.whole(trim_marks(text.substr(exception->end, end - exception->end))) != nullptr;
    const std::set<Index> excepted = only_named(question, names, part_of(reply, exception->end, end));
    if (excepted.empty() || unnamed) return std::nullopt;
    std::set<Index> closed = choosable(question, names, false);
    // 除了成本都有影响 tells of the world.
    const bool list = says_only_all(question, all_first ? before : text.substr(stop), false);
    std::set<Index> open = choosable(question, names, true);
    std::set<Index> options = list ? open : closed;
    const auto count = count_in(all_first ? before : text.substr(stop));
    // A number tells whether the open option is among them: of all there is in "all three except cost", of
    // what is left in 除了成本，两项都有.
    const auto counted = [&] {
        const auto matches = [&count](const std::set<Index>& some) {
            return !count || *count == static_cast<double>(some.size());
        };
        if (!matches(options)) options = closed;
        if (!matches(options)) options = open;
        return matches(options);
    };
    const bool counted_before = !all_first || counted();
    for (const Index index : excepted) {
        closed.erase(index);
        open.erase(index);
        options.erase(index);
    }
    if (closed.empty() || !counted_before || (!all_first && !counted())) return std::nullopt;
    if (rest.empty()) return options;
    return std::includes(rest.begin(), rest.end(), closed.begin(), closed.end()) &&
                   std::includes(options.begin(), options.end(), rest.begin(), rest.end())
               ? std::optional{rest}
               : std::nullopt;
}

std::optional<TakenOff> taken_off(const Question& question, const OptionNames& names,
                                  const FoldedText& reply) {
    static const Pattern removal{
        "(?:[,.;!\\n] *| (?=(?:actually|no|wait|oh|sorry|oops)[ "
        ",]))(?:(?:actually|no|wait|oh|hmm|sorry|oops|but|on second "
        "thoughts?|then|and)[ ,]+)*(?:scrap|scratch|forget|"
        "drop|cross (?:out|off)|strike(?: out)?|take (?:off|out|away)|remove|delete) (?:the )?([^,.;!?]+)[.! "
        "]*$|"
        "[,.; ](?:不对|哦|等等|还是|再)?把?(?:去掉|划掉|删掉|删了|取消|拿掉)([^,.;?]+)$|"
        "[,.; ](?:不对|哦|等等|还是|再)?把?([^,.;?]+?)(?:去掉|划掉|删掉|删了|取消|拿掉)[吧了]?$"};
    const auto found = removal.first(reply.text);
    if (!found) return std::nullopt;
    for (std::size_t i = 1; i < found->groups.size(); ++i) {
        const std::string_view named = found->group(i);
        if (named.empty()) continue;
        const auto begin = static_cast<std::size_t>(named.data() - reply.text.data());
        std::set<Index> options = only_named(question, names, part_of(reply, begin, begin + named.size()));
        if (!options.empty()) return TakenOff{found->begin, std::move(options)};
    }
    return std::nullopt;
}

std::optional<std::set<Index>> answered_in_turn(const Question& question, const OptionNames& names,
                                                const FoldedText& reply) {
    const PhraseMap<bool>& answers = answers_in_turn();
    const std::string_view text = reply.text;
    if (text.find('?') == std::string_view::npos) return std::nullopt;
    std::set<Index> affirmed;
    for (std::size_t begin = 0; !trim_marks(text.substr(begin)).empty();) {
        const std::size_t mark = text.find('?', begin);
        if (mark == std::string_view::npos) return std::nullopt;
        const std::size_t end = std::min(text.find_first_of(",.;!\n", mark + 1), text.size());
        const bool* const yes = answers.whole(trim_marks(text.substr(mark + 1, end - mark - 1)));
        const std::set<Index> asked = only_named(question, names, part_of(reply, begin, mark));
        if (yes == nullptr || asked.size() != 1) return std::nullopt;
        if (*yes) affirmed.insert(*asked.begin());
        begin = std::min(end + 1, text.size());
    }
    return affirmed.empty() ? std::nullopt : std::optional{std::move(affirmed)};
}

bool says_all_affected(const Question& question, std::string_view text) {
    const bool affected =
        text.find("影响") != std::string_view::npos || text.find("affect") != std::string_view::npos;
    return affected && says_only_all(question, text);
}

bool says_all_went_well(const Question& question, std::string_view text) {
    // clang-format off
    static const PhraseMap<bool> phrases{
        {true,
         {"没问题", "没啥问题", "没什么问题", "没有什么问题", "没有啥问题", "没任何问题", "没有任何问题", "没出问题", "没出过问题", "没毛病", "没啥毛病", "没事", "没啥", "没啥事", "一切正常", "一切顺利", "一切都好", "都正常", "都挺好", "都挺好的", "都很好", "都好", "挺好", "挺好的", "很好", "很顺利", "挺顺利", "挺顺利的", "完美", "都没问题", "没有哪里不好", "没哪里不好",
          "no problem", "no problems", "no problems at all", "no problem at all", "no issues", "no issue", "no issues at all", "no complaints", "nothing went wrong", "nothing wrong", "nothing at all", "nothing really", "nothing", "none", "not a thing", "it was fine", "went fine", "went well", "it went well", "it went fine", "all good", "all fine", "all ok", "all okay", "all went well", "everything was fine", "everything fine", "everything was good", "everything went well", "everything is fine", "everything was ok", "everything ok", "perfect", "it was perfect", "all perfect", "faultless", "spot on"}}};
    // clang-format on
    if (!asks_for_trouble(question)) return false;
    bool said = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto* phrase = phrases.at(text, i);
        const auto* wrap = option_words().at(text, i);
        const CodePoint point = code_point_at(text, i);
        const bool wraps = wrap != nullptr && wrap->meaning == OptionWord::wrap;
        const bool silent = point.value != U'?' && !is_word_character(point.value) && !is_han(point.value);
        if (phrase == nullptr && !wraps && !silent) return false;
        said = said || phrase != nullptr;
        i += phrase != nullptr ? phrase->phrase.size() : wraps ? wrap->phrase.size() : point.length;
    }
    return said;
}

}  // namespace askwell::flows::reading
