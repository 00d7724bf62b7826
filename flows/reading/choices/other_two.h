// Options told by what they are not: "not cost, the other two", 成本没影响，其他两个都有.
// Thread rule: pure functions of the text.
#pragma once

#include <optional>
#include <set>

#include "flows/reading/choices/option_names.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The options that "the other two" or "the remaining three" are, beside the one that the reply rules out;
/// empty where that is not certain, nothing where the reply says no such thing.
std::optional<std::set<Index>> other_two(const Question& question, const OptionNames& names,
                                         const FoldedText& reply);

}  // namespace askwell::flows::reading
