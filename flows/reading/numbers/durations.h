// Durations as people write them: 10分钟, 一个多小时, 2分半, half an hour, 3-5 min, less than a minute, right
// away.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace askwell::flows::reading {

/// A duration found in a folded text, in minutes; the true value lies between `low` and `high`, which is
/// infinite for "over an hour".
struct DurationAt {
    double low = 0;
    double high = 0;
    std::size_t length = 0;  ///< bytes
};

/// The duration that begins at `position`, with its qualifier ("不到", "within"). "5分" alone is no duration
/// but a score; "5分钟前" is a point in time.
std::optional<DurationAt> duration_at(std::string_view text, std::size_t position);

}  // namespace askwell::flows::reading
