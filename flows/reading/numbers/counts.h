// How many goes it took, in one form: "three visits" and "a couple of attempts" as "several tries", 三趟 as
// 好几次. Labels are written in that form too, lest a scale list every number. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with every count of two goes or more in its one form; nothing when there is none to change.
std::optional<FoldedText> with_plain_counts(const FoldedText& reply);

/// The same for a folded label.
std::string with_plain_counts(std::string_view folded);

}  // namespace askwell::flows::reading
