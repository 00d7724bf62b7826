#include "flows/reading/choices/choices.h"

#include <algorithm>

#include "flows/folding.h"

namespace askwell::flows::reading {

bool is_label(const Question& question, std::string_view text) {
    const auto same = [text](std::string_view label) { return fold_for_matching(label) == text; };
    const auto named = [&same](const auto& item) {
        return std::any_of(item.label.all().begin(), item.label.all().end(),
                           [&](const auto& label) { return same(label.second); }) ||
               std::any_of(item.synonyms.begin(), item.synonyms.end(), [&](const auto& words_of) {
                   return std::any_of(words_of.second.begin(), words_of.second.end(), same);
               });
    };
    return std::any_of(question.options.begin(), question.options.end(), named) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), named);
}

bool letter_could_answer(const Question& question, std::string_view letter) {
    if (question.type == QuestionType::yes_no) return letter == "n" || letter == "t";
    if (question.type == QuestionType::number) return letter == "0000";
    if (letter.size() != 1) return is_label(question, letter);
    if (static_cast<std::size_t>(letter.front() - 'a') < question.options.size()) return true;
    const auto begins = [letter](const auto& item) {
        return std::any_of(item.label.all().begin(), item.label.all().end(), [letter](const auto& label) {
            return fold_for_matching(label.second).starts_with(letter);
        });
    };
    return is_label(question, letter) ||
           std::any_of(question.options.begin(), question.options.end(), begins) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), begins);
}

}  // namespace askwell::flows::reading
