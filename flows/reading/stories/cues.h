// Cues: words of the survey that give an answer away in a story which names none ("the handle fell off").
#pragma once

#include <optional>

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The answer that the cues of `question` give away in a reply in which the strict reading found none; the
/// whole reply is its comment. Nothing when no cue occurs, when those of several choices do (`multi` takes
/// adds them up, with the options that the reply names beside them), when one is denied, or when the reply
/// asks, supposes, doubts, repeats hearsay, names another option, or speaks of somebody else where the
/// question asks about the customer.
std::optional<Reading> told_by_cues(const Question& question, const FoldedText& reply);

/// The choices `named` of several together with those that cues in the rest of `reply` give away ("customers
/// are angry and we waste hours"); nothing when they tell of no other one.
std::optional<Reading> with_cues(const Question& question, const FoldedText& reply, const Chosen& named);

}  // namespace askwell::flows::reading
