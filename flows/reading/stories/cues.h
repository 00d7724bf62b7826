// Cues: words of the survey that give an answer away in a story which names none ("the handle fell off").
#pragma once

#include <optional>

#include "flows/reading.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The answer that the cues of `question` give away in a reply in which the strict reading found none; the
/// whole reply is its comment. Nothing when no cue occurs, when those of several choices do (`multi` takes
/// them all), when one is denied, or when the reply asks, supposes, doubts, repeats hearsay, names another
/// option, or speaks of somebody else where the question asks about the customer.
std::optional<Reading> told_by_cues(const Question& question, const FoldedText& reply);

}  // namespace askwell::flows::reading
