// Options that name who the customer is, and words that make somebody else of them, or more than one.
// Thread rule: pure function.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// True when the name from `begin` to `end` in folded `text` is said of another person: 员工家属, 以前的员工,
/// "former employee", "my husband is staff", "your staff are rude".
bool names_somebody_else(std::string_view text, std::size_t begin, std::size_t end);

/// True when folded `text` says that the customer is something beside what it names: 自己也买了一台, "I also
/// bought one myself". A customer (个人客户，家里也买了一台) is no more than that.
bool plays_two_parts(std::string_view text);

}  // namespace askwell::flows::reading
