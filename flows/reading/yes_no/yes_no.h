// Yes, no, and what people say instead.
#pragma once

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Reads yes or no from the first clause that says either; the rest is the comment, unless it says the
/// opposite. The question's own words answer it (解决了 to 解决了吗), and so do its synonyms.
Reading read_yes_no(const Question& question, const FoldedText& reply);

/// The same for a check of ours, whose wording is no part of the survey.
Reading read_yes_no(const FoldedText& reply);

}  // namespace askwell::flows::reading
