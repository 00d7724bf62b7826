// Labels of which a reply says only a part.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/choices/option_names.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The one option whose label has these words, or these words without their wrapping.
std::optional<Index> part_of_label(const OptionNames& names, std::string_view text);

/// True when `folded` says only what `option`'s label grants before its "but" ("I can use it" of "Can use it,
/// but badly") and the survey does not list it: what follows decides, and was left out.
bool grants_only(const Option& option, std::string_view folded);

}  // namespace askwell::flows::reading
