// What a reply comes to behind what it tells: "the app told me to phone, so phone"; 员工情绪，算其他吧.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The option that the last clause concludes with (所以…, "so …"), when it names it and says nothing else.
std::optional<Index> concluded_option(const OptionNames& names, std::string_view folded);

/// The bytes before 算其他吧, "so that's other", when it ends the reply: what no option lists. 0 without it.
std::size_t end_of_counted_as_other(std::string_view folded);

/// True when `before` says nothing but what was asked and that this is it (受影响的就是, "the step was").
bool only_asked_about(const Question& question, std::string_view before);

}  // namespace askwell::flows::reading
