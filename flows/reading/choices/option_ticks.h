// Options ticked and crossed out one by one: "✅ cost ❌ speed", "[x] A [ ] B", 1选2不选, "1 yes 2 no".
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <set>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What a reply ticked.
struct Ticked {
    std::set<Index> options;  ///< empty when it crosses out without saying which options hold
    bool says_more = false;   ///< words stand beside the options and their marks
};

/// The options that `reply` ticks, where it crosses out another one. Signs (✅, [ ]) may stand behind or
/// before each option, and words beside them; words (选, "yes") only behind, in a reply that says nothing
/// else. Nothing when no option is crossed out, or when words do not answer option by option.
std::optional<Ticked> ticked_in(const Question& question, const OptionNames& names, const FoldedText& reply);

}  // namespace askwell::flows::reading
