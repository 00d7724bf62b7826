// Yes, no, and what people say instead.
#pragma once

#include <string_view>

#include "flows/reading.h"
#include "flows/reading/text.h"

namespace askwell::flows::reading {

/// Reads yes or no from the first clause that says either; the rest is the comment, unless it says the
/// opposite. `question` is the folded text asked: "解决了" answers "解决了吗". May be empty.
Reading read_yes_no(const FoldedText& reply, std::string_view question);

}  // namespace askwell::flows::reading
