// "I got your text": an answer where a notice was asked after, beside the point elsewhere.
#pragma once

#include <string_view>

#include "flows/reading/yes_no/echo.h"

namespace askwell::flows::reading {

/// What `reply` (folded) says to a `question` after a message: "did you get the notice?" – "saw it on the
/// door", 没收到短信. None where no message is asked after, or the reply tells of none.
Stance told_of_message(std::string_view reply, std::string_view question);

/// "Yes, I got your text", where something else was asked.
bool tells_of_receipt(std::string_view reply, std::string_view question);

}  // namespace askwell::flows::reading
