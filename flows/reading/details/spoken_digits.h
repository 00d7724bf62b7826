// Telephone numbers as they are said: "nine one two three", "oh seven double nine".
// Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with digits for each stretch of spoken ones, "double" and "triple" multiplied out; nothing when
/// there is none. One word alone is no stretch ("after one"). Offsets still lead to the raw text.
std::optional<FoldedText> with_written_digits(const FoldedText& reply);

}  // namespace askwell::flows::reading
