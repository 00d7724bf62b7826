// "English please", 用中文: the wish to go on in another language.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// The language that a whole folded message asks for: "en", "zh-CN" or "" for none.
std::string_view language_in(std::string_view folded);

}  // namespace askwell::flows::reading
