// Whether something took more than one go.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when `folded` tells of a second or later time and denies none: 第二次才解决, "took three calls".
bool tells_of_repeats(std::string_view folded);

/// True when it tells that the call was not enough: "had to go into the shop in the end", 最后去店里才弄好.
bool tells_of_another_way(std::string_view folded);

/// True when it says that somebody of the customer's called as well ("but my husband called", 但我老公打过):
/// whether that was the first time is not ours to say.
bool tells_of_another_caller(std::string_view folded);

/// True when `folded` tells what a first call was like, and not what came of it: "first call got cut off".
bool tells_how_first_went(std::string_view folded);

/// True when the question in `folded` asks whether the first time was enough: "on your first call".
bool asks_for_first_time(std::string_view folded);

}  // namespace askwell::flows::reading
