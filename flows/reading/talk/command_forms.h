// Commands in the many forms that no list of phrases holds: "take me back to the question before this",
// 从头再填一遍. They say what is to be done with the survey, so that they stand out of any message.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading_result.h"

namespace askwell::flows::reading {

/// A command found at [begin, end) of a text.
struct CommandForm {
    Command command;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Every such form in a folded text, in no order; none that ends within a word.
std::vector<CommandForm> command_forms(std::string_view folded);

}  // namespace askwell::flows::reading
