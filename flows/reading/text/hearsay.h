// What others say and the customer only passes on. Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// 听邻居说, "I heard that", "my neighbour's": some of it is what others say, or theirs.
bool names_hearsay(std::string_view folded);

/// "People say it is cumbersome", 听说挺满意: what others say, and nothing else.
bool tells_only_hearsay(std::string_view folded);

}  // namespace askwell::flows::reading
