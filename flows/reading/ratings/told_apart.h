// Replies that part what was asked about: one so, the other otherwise, or only one of them told.
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when `folded` finds one person, part or occasion so and another otherwise ("patient with me, short
/// with my wife", 名字记对了，地址错了).
bool tells_parts_apart(std::string_view folded);

/// True when the label or score in `folded` is of a part only, or of a thing that `asked`, the question, is
/// not about ("10 for Priya, the company is another story", "very satisfied with the bike itself").
bool tells_of_a_part(std::string_view folded, std::string_view asked);

}  // namespace askwell::flows::reading
