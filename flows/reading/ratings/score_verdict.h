// The score that the clauses of a reply come to, taken together.
#pragma once

#include "flows/reading/ratings/labels.h"
#include "flows/reading/text/text.h"
#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// Why a reply is unclear that names nothing of the scale; other words for it may still find a score.
inline constexpr const char* kNoScore = "no score";

/// Reads `reply` by `labels`, which are those of `scale`: the one score that its clauses agree
/// on, with the comment beside it, or why there is none.
Reading read_scores(const Scale& scale, const LabelMatcher& labels, const FoldedText& reply);

}  // namespace askwell::flows::reading
