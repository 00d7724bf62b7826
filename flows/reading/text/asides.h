// Asides that say nothing: "would you believe it", 你敢信.
// Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the aside that ends it behind a comma ("not until my third call, would you believe it");
/// their "would" and "if" look like a condition, and their question mark like a question. nullopt where none
/// does, or nothing is before it.
std::optional<FoldedText> without_aside(const FoldedText& reply);

}  // namespace askwell::flows::reading
