// Numbers as people write them: 5, 1,200, 五, 三百二, 两千五, 十几, twenty-five.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace askwell::flows::reading {

/// `value` without its fraction, or the end of the range that we count in: no reply means more.
inline int truncated(double value) {
    constexpr double kMost = 1e9;
    return static_cast<int>(std::clamp(value, -kMost, kMost));
}

enum class NumberForm { digits, han, word, roman };

/// A number found in a folded text. `low` equals `high` unless the words name a span (十几, 三五, 20多).
struct NumberAt {
    double low = 0;
    double high = 0;
    std::size_t length = 0;  ///< bytes
    NumberForm form = NumberForm::digits;
    bool fraction = false;  ///< written with decimals that are not all zero
    bool plain = true;  ///< digits without separators or leading zero: what an index or a score looks like

    bool span() const { return low != high; }
};

/// The number that begins at `position`, or nothing. Looks neither back nor at units.
std::optional<NumberAt> number_at(std::string_view text, std::size_t position);

/// "2 - 45 minutes on hold": behind the spaced dash at `mark` stands a number too large for one range with
/// the first.
bool is_dashed_off(std::string_view text, std::size_t mark, const NumberAt& first, const NumberAt& second);

}  // namespace askwell::flows::reading
