// What the customer did over and over, where a question asks how often we did something: 每次都是我催, "I
// always had to ring". Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/ratings/labels.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the clauses that tell how often the customer asked, rang or chased; its "always" is none of
/// ours. nullopt when there is no such clause, or when no label of the scale says how often.
std::optional<FoldedText> without_own_deeds(const FoldedText& reply, const LabelMatcher& labels);

}  // namespace askwell::flows::reading
