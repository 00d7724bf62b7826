// Options that a reply names for another time: a habit, an earlier contact, a plan given up.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` from what holds now: "used to call, now I use the app", 一般用App，这次打的电话, "email me...
/// actually no, phone". nullopt when it tells of no other time.
std::optional<FoldedText> without_other_times(const FoldedText& reply);

/// `reply` behind "no wait, not that": everything before is taken back. nullopt without such words.
std::optional<FoldedText> after_taken_back(const FoldedText& reply);

/// True when the choice is taken back with nothing instead ("Phone. No wait, it wasn't") or not meant
/// (呵呵，真该"表扬"你们).
bool is_withdrawn(std::string_view folded);

/// True for what is now so and now otherwise: 有时候用不了，有时候又好的. Where an option is called
/// "sometimes", it is that, unless it is daily at times (有时候天天有，有时候半个月没有).
bool comes_and_goes(const OptionNames& names, std::string_view folded);

/// True when it tells what the customer was, not what they are: 去年还是你们公司员工.
bool was_before(std::string_view folded);

}  // namespace askwell::flows::reading
