// What customers say to "may we call you?" instead of yes or no: when to call, what about, or that they will
// call themselves.
// Thread rule: pure functions.
#pragma once

#include <string_view>

#include "flows/reading/yes_no/echo.h"

namespace askwell::flows::reading {

/// Yes for a time or a condition on which to call ("only after 6", 周末打吧, "if it's about the refund then
/// yes"), no for "I'll ring you if I need anything", maybe for "I'll ring you back if I miss it"; for another
/// way than the telephone ("text me, no calls") no when `question` is whether to call, else yes; none when
/// `reply` is nothing of the kind.
Stance terms_of_contact(std::string_view reply, std::string_view question);

/// 可以是可以，还是算了吧, "ok, but let's leave it": what was granted is called off at the end.
bool calls_it_off(std::string_view reply);

}  // namespace askwell::flows::reading
