// A reply to a question with scores without words that only look like degrees or questions.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with each "so" that draws a conclusion made the begin of a clause ("wrong flat number, so
/// inaccurate" is inaccurate, and not very), and without the question that ends it by asking for assent ("not
/// very professional was he"). Nothing when it holds neither.
std::optional<FoldedText> said_plainly(const FoldedText& reply);

}  // namespace askwell::flows::reading
