// Labels that are no verdict, because what stands beside them makes them part of something else: "agree to",
// "quick question", "I'm a patient at St Mary's", "immediately after I complained".
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

#include "flows/reading/ratings/labels.h"

namespace askwell::flows::reading {

/// "Certainly. Never had a problem": no "never" on a scale that does not ask how often.
bool is_never_of_a_deed(std::string_view text, std::size_t begin, std::size_t end,
                        const LabelMatcher& labels);

/// True when the label at [begin, end) tells how often something else happens than what we ask ("always had
/// to ring them").
bool is_of_another_deed(std::string_view text, std::size_t begin, std::size_t end,
                        const LabelMatcher& labels);

/// True when the label at [`begin`, `end`) of a folded text belongs to the words around it.
bool is_tied(std::string_view text, std::size_t begin, std::size_t end, const LabelMatcher& labels);

}  // namespace askwell::flows::reading
