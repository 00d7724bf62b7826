// A second option's number in what is said beside the first.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// True when `behind`, the folded words behind an option chosen by its number, names another of as many as
/// `options` by its own: beside it ("though 4 also applies", 也可以算4), or after it (后来2, "later 3"). Counts
/// ("and 4 calls later") name none.
bool names_second_number(std::string_view behind, std::size_t options);

}  // namespace askwell::flows::reading
