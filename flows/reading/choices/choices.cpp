#include "flows/reading/choices/choices.h"

#include <algorithm>

#include "flows/folding.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

namespace {

/// True when `counts` holds for a folded label or synonym of the question.
template <typename Counts>
bool any_label(const Question& question, Counts counts) {
    const auto fits = [counts](std::string_view label) { return counts(fold_for_matching(label)); };
    const auto named = [&fits](const auto& item) {
        return std::any_of(item.label.all().begin(), item.label.all().end(),
                           [&](const auto& label) { return fits(label.second); }) ||
               std::any_of(item.synonyms.begin(), item.synonyms.end(), [&](const auto& words_of) {
                   return std::any_of(words_of.second.begin(), words_of.second.end(), fits);
               });
    };
    return std::any_of(question.options.begin(), question.options.end(), named) ||
           std::any_of(question.scale.points.begin(), question.scale.points.end(), named);
}

}  // namespace

bool is_label(const Question& question, std::string_view text) {
    return any_label(question, [text](const std::string& label) { return label == text; });
}

bool begins_with_label(const Question& question, std::string_view text) {
    return any_label(question, [text](const std::string& label) {
        return !label.empty() && text.starts_with(label) && word_boundary(text, label.size());
    });
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
