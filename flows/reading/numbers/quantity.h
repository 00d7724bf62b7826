// Reading the answer to a number question.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The one number in the reply, within the question's limits. Several numbers, spans and unknown forms are
/// unclear.
Reading read_number(const Question& question, const FoldedText& reply);

}  // namespace askwell::flows::reading
