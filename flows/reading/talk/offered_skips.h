// A question may say when to skip it ("Reply skip if there was none"): saying just that skips it, too.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when the folded `reply` says no more than that the case is given for which the folded `question`
/// offers to be skipped: 没用到 to 没用到请回复“跳过”, "there was no menu" to "reply skip if there was none",
/// "I can't tell" to "... if you cannot tell". A reason without figures may stand behind it.
bool is_case_for_skipping(std::string_view reply, std::string_view question);

}  // namespace askwell::flows::reading
