// Options named by their place: "the second one", 前三个, 1到3都有.
// Thread rule: pure functions of the text.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

struct OptionSeries {
    std::vector<Index> options;
    std::size_t length = 0;  ///< bytes; 0 when no series stands here
};

/// The options that the folded `text` names by their place at `position`. An ordinal that may order something
/// else ("the first call", 前三天) names none; 1到3 needs "all" behind it, for it may be an estimate.
OptionSeries series_at(const Question& question, std::string_view text, std::size_t position);

/// Bytes of the 一是 or 二是 at `position` that only numbers an item (一是成本高，二是客户不满意) and names
/// no option; or 0.
std::size_t item_number_at(std::string_view text, std::size_t position);

}  // namespace askwell::flows::reading
