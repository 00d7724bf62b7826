#include "flows/reading/ratings/asked_deeds.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "flows/reading/ratings/common_labels.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// Words that say nothing about what happens; false for those that say that it does.
const PhraseMap<bool>& empty_words() {
    static const PhraseMap<bool> words{
        {true, {"一下", "一次", "过",   "了",     "的",  "会",  "吧",   "啊",     "都",
                "在",   "就",   "it",   "the",    "has", "had", "does", "did",    "do",
                "is",   "was",  "been", "really", "on",  "me",  "us",   "for me", "at all"}},
        {false, {"happen", "happens", "happened", "发生", "出现", "发生过", "出现过", "遇到过"}}};
    return words;
}

std::size_t word_end(std::string_view text, std::size_t position) {
    while (position < text.size() && is_word_character(code_point_at(text, position).value))
        position += code_point_at(text, position).length;
    return position;
}

/// "Crash" of "crashes", "crashed" and "crashing".
std::string_view stem_of(std::string_view word) {
    constexpr std::size_t kShortest = 3;
    for (const std::string_view ending : {"ing", "es", "ed", "s", "e"}) {
        if (word.ends_with(ending) && word.size() >= ending.size() + kShortest)
            return word.substr(0, word.size() - ending.size());
    }
    return word;
}

bool asks_about(std::string_view question, std::string_view word) {
    const std::string_view stem = stem_of(word);
    for (std::size_t i = 0; i < question.size();) {
        const std::size_t end = word_end(question, i);
        if (end > i && stem_of(question.substr(i, end - i)) == stem) return true;
        i = std::max(end, i + code_point_at(question, i).length);
    }
    return false;
}

/// The end of the question's words at `position`, or `position`.
std::size_t after_asked(std::string_view text, std::size_t position, std::string_view question) {
    if (!is_han(code_point_at(text, position).value)) {
        const std::size_t end = word_end(text, position);
        return end > position && asks_about(question, text.substr(position, end - position)) ? end : position;
    }
    std::size_t longest = position;
    for (std::size_t end = position; end < text.size() && is_han(code_point_at(text, end).value);) {
        end += code_point_at(text, end).length;
        if (question.find(text.substr(position, end - position)) == std::string_view::npos) break;
        longest = end;
    }
    constexpr std::string_view kDenials[] = {"不", "没", "无", "别", "多", "少"};  // of 多不多, 有没有
    const bool denies = std::any_of(std::begin(kDenials), std::end(kDenials), [&](std::string_view denial) {
        return text.substr(position).starts_with(denial);
    });
    if (denies) return position;
    return longest;
}

bool ends_clause(char character) {
    return std::string_view{",.;:!?\n()"}.find(character) != std::string_view::npos;
}

FoldedText without(const FoldedText& reply, std::size_t begin, std::size_t end) {
    FoldedText rest = reply;
    rest.text.erase(begin, end - begin);
    rest.origin.erase(rest.origin.begin() + static_cast<std::ptrdiff_t>(begin),
                      rest.origin.begin() + static_cast<std::ptrdiff_t>(end));
    return rest;
}

/// True when `said` holds words of the question and none that say anything else.
bool says_what_was_asked(std::string_view said, std::string_view question) {
    bool asked = false;
    for (std::size_t i = after_blank(said, 0); i < said.size(); i = after_blank(said, i)) {
        const auto* empty = empty_words().at(said, i);
        const std::size_t known = after_asked(said, i, question);
        if (empty != nullptr && i + empty->phrase.size() >= known) {
            asked = asked || !empty->meaning;
            i += empty->phrase.size();
        } else if (known > i) {
            asked = true;
            i = known;
        } else {
            return false;
        }
    }
    return asked;
}

}  // namespace

std::optional<FoldedText> without_asked_deeds(const FoldedText& reply, std::string_view question,
                                              const LabelMatcher& labels) {
    const std::string_view text = reply.text;
    for (std::size_t i = 0; i < text.size(); i += code_point_at(text, i).length) {
        const auto label = labels.at(text, i);
        if (!label || !label->score) continue;
        const std::size_t label_end = i + label->length;
        if (!says_how_often(text.substr(i, label->length))) return std::nullopt;
        const auto stop =
            std::find_if(text.begin() + static_cast<std::ptrdiff_t>(label_end), text.end(), ends_clause);
        const auto clause_end = static_cast<std::size_t>(stop - text.begin());
        if (says_what_was_asked(text.substr(label_end, clause_end - label_end), question))
            return without(reply, label_end, clause_end);
        // In a later clause they may name but a part of what is asked: 进度会说，建议从来没有.
        if (says_what_was_asked(text.substr(0, i), question)) return without(reply, 0, i);
        return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace askwell::flows::reading
