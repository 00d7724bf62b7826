// Whom or what a verdict is about, when that is what the question asks about: 张师傅很专业, "the engineer was
// patient", 响应很及时. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/ratings/labels.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the subjects that stand at the beginning of a clause, right before a label: people who
/// serve customers, and words that `question` (folded) has too. Nothing when there is none.
std::optional<FoldedText> without_subjects(const FoldedText& reply, std::string_view question,
                                           const LabelMatcher& labels);

}  // namespace askwell::flows::reading
