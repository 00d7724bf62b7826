#include "flows/reading/choices/option_series.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <optional>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

constexpr std::string_view kIs = "是";

OptionSeries series(const Question& question, double first, double last, std::size_t length) {
    const auto count = static_cast<double>(question.options.size());
    if (first < 1 || last < first || last > count) return {};
    OptionSeries found;
    found.options.resize(static_cast<std::size_t>(last - first) + 1);
    std::iota(found.options.begin(), found.options.end(), static_cast<Index>(first) - 1);
    found.length = length;
    return found;
}

std::size_t blank_at(std::string_view text, std::size_t place) {
    return place < text.size() && text[place] == ' ' ? 1 : 0;
}

/// Nothing follows but a mark, or a word that joins or wraps choices: the ordinal orders no other thing.
bool stands_alone(std::string_view text, std::size_t end) {
    end += blank_at(text, end);
    if (end >= text.size()) return true;
    const CodePoint point = code_point_at(text, end);
    if (!is_word_character(point.value) && !is_han(point.value)) return true;
    const auto* word = option_words().at(text, end);
    static const PhraseMap<bool> courtesies{
        {true, {"please",   "pls",      "thanks",       "thank you", "i think",  "i guess",   "i'd say",
                "tbh",      "honestly", "to be honest", "really",    "actually", "basically", "i suppose",
                "i reckon", "lol",      "mate",         "吧",        "啊",       "谢谢"}}};
    return courtesies.at(text, end) != nullptr ||
           (word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::all ||
                                word->meaning == OptionWord::alternative));
}

/// Bytes of " one", " option" and the like at `place`, or 0.
std::size_t noun_at(std::string_view text, std::size_t place) {
    static const PhraseMap<bool> nouns{
        {true, {"one", "ones", "option", "options", "choice", "choices", "item", "items", "answer"}}};
    const std::size_t blank = blank_at(text, place);
    const auto* noun = blank == 0 ? nullptr : nouns.at(text, place + blank);
    return noun == nullptr ? 0 : blank + noun->phrase.size();
}

/// Places by their English ordinals; "last" is 0.
const PhraseMap<double>& ordinals() {
    static const PhraseMap<double> places{
        {1, {"first", "1st"}}, {2, {"second", "2nd"}}, {3, {"third", "3rd"}},   {4, {"fourth", "4th"}},
        {5, {"fifth", "5th"}}, {6, {"sixth", "6th"}},  {7, {"seventh", "7th"}}, {8, {"eighth", "8th"}},
        {9, {"ninth", "9th"}}, {0, {"last"}}};
    return places;
}

/// "First and third": nothing else is said that an ordinal could order.
bool only_ordinals(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint point = code_point_at(text, i);
        const auto* ordinal = ordinals().at(text, i);
        const auto* word = option_words().at(text, i);
        if (ordinal != nullptr) {
            i += ordinal->phrase.size();
        } else if (word != nullptr &&
                   (word->meaning == OptionWord::wrap || word->meaning == OptionWord::joint)) {
            i += word->phrase.size();
        } else if (is_word_character(point.value) || is_han(point.value)) {
            return false;
        } else {
            i += point.length;
        }
    }
    return true;
}

/// "First or second one": the noun comes with the last.
bool ordinal_follows(std::string_view text, std::size_t end) {
    const std::size_t joint = end + blank_at(text, end);
    const auto* word = option_words().at(text, joint);
    const bool joins =
        word != nullptr && (word->meaning == OptionWord::joint || word->meaning == OptionWord::alternative);
    if (!joins) return false;
    const std::size_t next = joint + word->phrase.size();
    const auto* ordinal = ordinals().at(text, next + blank_at(text, next));
    return ordinal != nullptr && noun_at(text, next + blank_at(text, next) + ordinal->phrase.size()) > 0;
}

/// How many "all three of the" that ends at `end` counts, or 0.
double all_before(std::string_view text, std::size_t end) {
    constexpr std::string_view kAll = "all ";
    const std::size_t all = text.substr(0, end).rfind(kAll);
    const auto count = all == std::string_view::npos ? std::nullopt : number_at(text, all + kAll.size());
    if (!count || count->span()) return 0;
    const std::string_view tie =
        trim_space(text.substr(0, end).substr(std::min(all + kAll.size() + count->length, end)));
    return tie.empty() || tie == "of the" || tie == "of" || tie == "the" ? count->high : 0;
}

/// "The top three", "top 2 please", "the top one": of the list, not of anything it stands before.
OptionSeries top_options(const Question& question, std::string_view text, std::size_t position) {
    const std::size_t end = position + std::string_view{"top"}.size();
    const std::size_t noun = noun_at(text, end);
    if (noun > 0 && text[end + noun - 1] != 's')
        return stands_alone(text, end + noun) ? series(question, 1, 1, end + noun - position)
                                              : OptionSeries{};
    const auto count = blank_at(text, end) > 0 ? number_at(text, end + 1) : std::nullopt;
    if (question.type != QuestionType::multi || !count || count->span() || count->high < 2) return {};
    std::size_t stop = end + 1 + count->length;
    stop += noun_at(text, stop);
    return stands_alone(text, stop) ? series(question, 1, count->high, stop - position) : OptionSeries{};
}

/// "I complained on the 3rd": a day, unlike "on the third".
bool is_day_of_month(std::string_view text, std::size_t position) {
    constexpr std::string_view kTies[] = {"on the ",  "since the ",   "until the ", "till the ",
                                          "by the ",  "before the ",  "from the ",  "around the ",
                                          "for the ", "promised the "};
    const std::string_view before = text.substr(0, position);
    return text[position] >= '0' && text[position] <= '9' &&
           std::any_of(std::begin(kTies), std::end(kTies),
                       [before](std::string_view tie) { return before.ends_with(tie); });
}

/// "The second one", "the first", "the first three", "all three of the first ones". A bare "first" begins a
/// story.
OptionSeries english_ordinal(const Question& question, std::string_view text, std::size_t position) {
    if (stands_at(text, position, "top")) return top_options(question, text, position);
    const auto* ordinal = ordinals().at(text, position);
    if (ordinal == nullptr) return {};
    const std::size_t end = position + ordinal->phrase.size();
    const bool last = ordinal->meaning == 0;
    const double place = last ? static_cast<double>(question.options.size()) : ordinal->meaning;
    const bool first = ordinal->meaning == 1;
    const std::size_t blank = blank_at(text, end);
    const auto count = (first || last) && blank > 0 && question.type == QuestionType::multi
                           ? number_at(text, end + 1)
                           : std::nullopt;
    if (count && !count->span() && count->high > 1) {
        std::size_t stop = end + 1 + count->length;
        stop += noun_at(text, stop);
        const double from = first ? 1 : place - count->high + 1;
        const double to = first ? count->high : place;
        return stands_alone(text, stop) ? series(question, from, to, stop - position) : OptionSeries{};
    }
    const std::size_t noun = noun_at(text, end);
    if (first && noun > 0 && text[end + noun - 1] == 's')
        return series(question, 1, all_before(text, position), end + noun - position);
    if (noun == 0 && is_day_of_month(text, position)) return {};
    const bool definite = text.substr(0, position).ends_with("the ") && !last;
    const bool named = noun > 0 || definite || ordinal_follows(text, end) ||
                       (only_ordinals(text) && (!last || trim_marks(text) != "last"));
    if (!named || !stands_alone(text, end + noun)) return {};
    return series(question, place, place, end + noun - position);
}

/// "The last but one", "second from the bottom".
OptionSeries from_the_end(const Question& question, std::string_view text, std::size_t position) {
    static const PhraseMap<int> places{
        {2,
         {"last but one", "second to last", "second last", "second from last", "second from the last",
          "second from bottom", "second from the bottom", "next to last", "penultimate", "one before last",
          "one before the last"}},
        {3,
         {"last but two", "third to last", "third last", "third from last", "third from bottom",
          "third from the bottom"}},
        {1, {"bottom one"}}};
    const auto* place = places.at(text, position);
    if (place == nullptr) return {};
    std::size_t end = position + place->phrase.size();
    end += noun_at(text, end);
    const double number = static_cast<double>(question.options.size()) - place->meaning + 1;
    return stands_alone(text, end) ? series(question, number, number, end - position) : OptionSeries{};
}

/// Bytes of the classifier of options at `place`, or 0.
std::size_t classifier_at(std::string_view text, std::size_t place) {
    static const PhraseMap<bool> words{{true, {"个", "项", "种", "条", "样", "个选项", "个都", "项都"}}};
    const auto* word = words.at(text, place);
    constexpr std::size_t kOneIdeograph = 3;
    return word == nullptr ? 0 : word->phrase.starts_with("个选项") ? word->phrase.size() : kOneIdeograph;
}

/// 倒数第二个.
OptionSeries han_from_the_end(const Question& question, std::string_view text, std::size_t position) {
    constexpr std::string_view kFromTheEnd = "倒数第";
    if (!text.substr(position).starts_with(kFromTheEnd)) return {};
    const auto number = number_at(text, position + kFromTheEnd.size());
    if (!number || number->span() || number->fraction) return {};
    std::size_t end = position + kFromTheEnd.size() + number->length;
    end += classifier_at(text, end);
    const double place = static_cast<double>(question.options.size()) - number->high + 1;
    return stands_alone(text, end) ? series(question, place, place, end - position) : OptionSeries{};
}

/// 前三个, 前面两项, 最后一个, 后两个.
OptionSeries han_series(const Question& question, std::string_view text, std::size_t position) {
    static const PhraseMap<bool> starts{{true, {"前", "前面", "前头", "前边", "头"}},
                                        {false, {"最后", "末", "后", "后面"}}};
    const auto* start = starts.at(text, position);
    if (start == nullptr) return {};
    const std::size_t place = position + start->phrase.size();
    const auto number = number_at(text, place);
    if (!number || number->span()) return {};
    const std::size_t classifier = classifier_at(text, place + number->length);
    const std::size_t end = place + number->length + classifier;
    if (classifier == 0 || !stands_alone(text, end)) return {};
    const auto count = static_cast<double>(question.options.size());
    if (!start->meaning) {
        const bool some = number->high == 1 || question.type == QuestionType::multi;
        return some ? series(question, count - number->high + 1, count, end - position) : OptionSeries{};
    }
    return question.type == QuestionType::multi && number->high > 1
               ? series(question, 1, number->high, end - position)
               : OptionSeries{};
}

bool all_follows(std::string_view text, std::size_t end) {
    end += classifier_at(text, end);
    if (end < text.size() && text[end] == ',') ++end;
    end += blank_at(text, end);
    const auto* word = option_words().at(text, end);
    return word != nullptr && word->meaning == OptionWord::all;
}

/// 1到3都有, "1 to 3, all of them" without the comma, "1 through 3".
OptionSeries range_of_all(const Question& question, std::string_view text, std::size_t position) {
    if (question.type != QuestionType::multi || !word_boundary(text, position)) return {};
    static const PhraseMap<bool> joints{{false, {"到", "至", "-", "~", "to"}}, {true, {"through", "thru"}}};
    const auto first = number_at(text, position);
    if (!first) return {};
    if (first->span()) {
        const std::size_t end = position + first->length;
        return all_follows(text, end) ? series(question, first->low, first->high, first->length)
                                      : OptionSeries{};
    }
    std::size_t place = position + first->length;
    place += classifier_at(text, place);
    place += blank_at(text, place);
    const auto* joint = joints.at(text, place);
    if (joint == nullptr) return {};
    place += joint->phrase.size();
    place += blank_at(text, place);
    if (text.substr(place).starts_with("第")) place += std::string_view{"第"}.size();
    const auto last = number_at(text, place);
    if (!last || last->span() || first->fraction || last->fraction || last->high <= first->high) return {};
    place += last->length;
    if (!joint->meaning && !all_follows(text, place)) return {};
    place += classifier_at(text, place);
    return series(question, first->high, last->high, place - position);
}

/// The value of a numeral from I to X, or 0.
int roman(std::string_view word) {
    constexpr std::string_view kNumerals[] = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    const auto* place = std::find(std::begin(kNumerals), std::end(kNumerals), word);
    return place == std::end(kNumerals) ? 0 : static_cast<int>(place - std::begin(kNumerals)) + 1;
}

/// "I and III": several numerals and what joins them are the whole reply.
OptionSeries roman_numerals(const Question& question, std::string_view text, std::size_t position) {
    if (question.type != QuestionType::multi || position > 0) return {};
    OptionSeries found;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= 'a' && text[end] <= 'z') ++end;
        const std::string_view word = text.substr(i, end - i);
        const int value = roman(word);
        if (value > static_cast<int>(question.options.size())) return {};
        if (value > 0) found.options.push_back(static_cast<Index>(value - 1));
        const bool mark = end == i && std::string_view{" ,.&+/"}.find(text[i]) != std::string_view::npos;
        if (value == 0 && word != "and" && !mark) return {};
        i = std::max(end, i + 1);
    }
    if (found.options.size() < 2) return {};
    found.length = text.size();
    return found;
}

/// 一是 or 第一是 with something behind it begins the clause at `begin`.
bool item_begins(std::string_view text, double place, std::size_t begin) {
    constexpr std::string_view kOrdinal = "第";
    begin = after_blank(text, begin);
    if (text.substr(begin).starts_with(kOrdinal)) begin += kOrdinal.size();
    if (begin >= text.size() || !is_han(code_point_at(text, begin).value)) return false;
    const auto number = number_at(text, begin);
    if (!number || number->span() || number->high != place) return false;
    const std::size_t is = begin + number->length;
    const std::size_t item = is + kIs.size();
    return text.substr(is).starts_with(kIs) && item < text.size() && is_han(code_point_at(text, item).value);
}

}  // namespace

OptionSeries series_at(const Question& question, std::string_view text, std::size_t position) {
    if (auto found = roman_numerals(question, text, position); found.length > 0) return found;
    if (auto found = from_the_end(question, text, position); found.length > 0) return found;
    if (auto found = han_from_the_end(question, text, position); found.length > 0) return found;
    if (auto found = english_ordinal(question, text, position); found.length > 0) return found;
    if (auto found = han_series(question, text, position); found.length > 0) return found;
    return range_of_all(question, text, position);
}

std::size_t item_number_at(std::string_view text, std::size_t position) {
    constexpr std::string_view kMarks = ",.;:!?\n";
    const auto number = number_at(text, position);
    if (!number) return 0;
    const std::size_t mark = position == 0 ? std::string_view::npos : text.find_last_of(kMarks, position - 1);
    const std::size_t begin = mark == std::string_view::npos ? 0 : mark + 1;
    const std::string_view tie = trim_space(text.substr(begin, position - begin));
    if ((!tie.empty() && tie != "第") || !item_begins(text, number->high, begin)) return 0;
    const double other = number->high == 1 ? 2 : number->high - 1;  // 一是 alone names the first
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool clause = i == 0 || kMarks.find(text[i - 1]) != std::string_view::npos;
        if (clause && item_begins(text, other, i)) return number->length + kIs.size();
    }
    return 0;
}

}  // namespace askwell::flows::reading
