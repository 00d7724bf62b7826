// Words that a customer quotes, or was told to write, and does not stand by.
// Thread rule: pure functions.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True for "'Yes, all solved', those were her words" and “满意”两个字是她教我打的: what sounds like the
/// answer is another's.
bool is_disowned(std::string_view folded);

/// 1也行2也行，你们看着办, "up to you": which it is, is left to us.
bool leaves_it_to_us(std::string_view folded);

}  // namespace askwell::flows::reading
