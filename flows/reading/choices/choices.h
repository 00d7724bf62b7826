// Reading the options of single and multi questions (single.cpp, multi.cpp), and what could name one.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// One option, by number or letter as displayed, label, synonym or an unmistakable part of a label.
Reading read_single(const Question& question, const FoldedText& reply);

/// A second look at a reply that is unclear and no correction: the option that its first clause chooses,
/// where the rest is a story about others. Nothing when it is not so.
std::optional<Reading> read_choice_before_story(const Question& question, const FoldedText& reply);

/// One or more options, also run together (13, ABD), "all" included; the codes come in the survey's order.
Reading read_multi(const Question& question, const FoldedText& reply);

/// True when the folded `text` as a whole is a label or synonym of the question: then it is an answer, not a
/// command.
bool is_label(const Question& question, std::string_view text);
/// True when a label or synonym of the question stands at the beginning of the folded `text`.
bool begins_with_label(const Question& question, std::string_view text);

/// True when a lone letter could answer the question: as an option's letter, or as the first letter of a
/// label.
bool letter_could_answer(const Question& question, std::string_view letter);

}  // namespace askwell::flows::reading
