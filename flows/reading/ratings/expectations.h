// What a reply compares with, in one form: 比我原来想的要好 as 比预期好, "than I'd feared" as "than i
// expected". Labels are written in that form too. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with its expectations in one form; nullopt when it is so already.
std::optional<FoldedText> with_plain_expectations(const FoldedText& reply);
std::string with_plain_expectations(std::string_view folded);

/// `plain`, which has them in one form, without them, when `question` asks to compare with what was expected:
/// 比预期贵一些 as 贵一些. nullopt when nothing is to be left out.
std::optional<FoldedText> without_expectations(const FoldedText& plain, std::string_view question);

}  // namespace askwell::flows::reading
