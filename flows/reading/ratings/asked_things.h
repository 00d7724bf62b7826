// Scores given to several things by name ("attitude 5, speed 2"), and how content one is with them. For a
// second look. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the figures given to other things than the one that `asked`, the question's folded
/// wording, asks about. nullopt unless exactly one of the things that are given a score is that one, and no
/// figure stands anywhere else.
std::optional<FoldedText> without_other_things(const FoldedText& reply, std::string_view asked);

/// True when the folded `text` gives different scores to things by name and none of them is the one that is
/// `asked` about: "five for the lady, one for the system".
bool gives_other_things_apart(std::string_view text, std::string_view asked);

/// `reply` without what it says of being content with other things: "4, though dissatisfied with the wait" to
/// "overall, how satisfied …?". nullopt when it says no such thing.
std::optional<FoldedText> without_other_feelings(const FoldedText& reply, std::string_view asked);

}  // namespace askwell::flows::reading
