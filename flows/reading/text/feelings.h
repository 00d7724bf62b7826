// Words of praise and complaint.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

/// A word of praise (+1), of complaint (-1) or of neither although it looks like one (0), with the negation
/// before it taken into account.
struct Feeling {
    std::size_t begin = 0;  ///< with the negation
    std::size_t end = 0;
    int value = 0;
};

/// The feelings in a folded text, from left to right.
std::vector<Feeling> feelings_in(std::string_view folded);

}  // namespace askwell::flows::reading
