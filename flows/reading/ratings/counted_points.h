// Figures that look like points and are things said, and figures that name a part of something.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// True when the points of `text` from `begin` to `end` are matters to deal with ("the other 2 points can
/// wait", "I raised 3 points") or a moment ("at one point").
bool are_matters(std::string_view text, std::size_t begin, std::size_t end);

/// True when the figure of `text` from `begin` to `end` says which part of something it is: 步骤3, "step 2".
bool names_a_part(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace askwell::flows::reading
