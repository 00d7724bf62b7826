// Options that name who the customer is, and words that make somebody else of them.
// Thread rule: pure function.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// True when the name from `begin` to `end` in folded `text` is said of another person: 员工家属, 以前的员工,
/// "former employee", "my husband is staff", "your staff are rude".
bool names_somebody_else(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace askwell::flows::reading
