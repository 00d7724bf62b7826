// What a reply says about all options at once or in turn: all but one, yes to some, or that nothing was
// wrong. Thread rule: pure functions.
#pragma once

#include <optional>
#include <set>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// What "all" means: every option but the open one and the one that says "none".
std::set<Index> closed_options(const Question& question, const OptionNames& names);

/// "Everything except the laundry", 除了贷款都用: the closed options without those that are excepted. Nothing
/// when the reply says anything else, or when no option would be left.
std::optional<std::set<Index>> all_but(const Question& question, const OptionNames& names,
                                       const FoldedText& reply);

/// "Late? No. Damaged? Yes.": the options asked about that are answered with yes; nothing when anything else
/// is said, or yes to none.
std::optional<std::set<Index>> answered_in_turn(const Question& question, const OptionNames& names,
                                                const FoldedText& reply);

/// "All good, nothing went wrong", 没啥问题, in answer to "what went wrong?", and nothing beside it.
bool says_all_went_well(const Question& question, std::string_view text);

}  // namespace askwell::flows::reading
