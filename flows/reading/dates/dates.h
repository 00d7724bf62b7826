// Date questions: a day, and the minute when it is asked for and told.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The one day that the reply names for certain. What other clauses say is the comment.
Reading read_date(const Question& question, const FoldedText& reply, const ReadingContext& context);

}  // namespace askwell::flows::reading
