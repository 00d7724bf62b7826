// "No thanks", "rather not", 没有, 不方便: what people say instead of a detail they need not give.
#pragma once

#include <string_view>

namespace askwell::flows::reading {

/// True when the whole folded message declines to tell or says that there is nothing; politeness may stand
/// beside it.
bool declines(std::string_view folded);

/// True when the whole folded message plainly refuses to tell, also where any text would be an answer: "I'd
/// rather not give my name, skip", 不方便透露姓名，跳过.
bool refuses_to_tell(std::string_view folded);

/// True when the whole folded message says that there is nothing to add: "no", "that's all", 没有了, 就这些.
bool says_done(std::string_view folded);

/// True when the whole folded message says that there is nothing to say: 无, 没有, "nothing", "no comment".
bool has_nothing_to_say(std::string_view folded);

}  // namespace askwell::flows::reading
