// Options that a reply names for another time: a habit, an earlier contact, a plan given up.
// Thread rule: pure functions.
#pragma once

#include <optional>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` from what holds now: "used to call, now I use the app", 一般用App，这次打的电话, "email me...
/// actually no, phone". nullopt when it tells of no other time.
std::optional<FoldedText> without_other_times(const FoldedText& reply);

/// `reply` behind "no wait, not that": everything before is taken back. nullopt without such words.
std::optional<FoldedText> after_taken_back(const FoldedText& reply);

}  // namespace askwell::flows::reading
