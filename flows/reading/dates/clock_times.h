// Times of day as people name them: 下午3点半, 15:05, "half past three", "8 in the evening".
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

/// Part of the day, as a span of minutes after midnight: `from` inclusive, `to` exclusive.
struct DayPart {
    int from = 0;
    int to = 0;
    bool operator==(const DayPart&) const = default;
};

/// Words that name a time, or a part of the day.
struct TimeMention {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<DayPart> part;
    /// The minutes of the day that the words may mean: 3点 is 03:00 or 15:00. Empty for a mere part of the
    /// day.
    std::vector<int> minutes;
    bool whole_day_clock =
        false;  ///< written like 09:30: the first of `minutes`, unless a part of the day says else
    const char* problem = "";  ///< why it is no certain time; "" when it may be one
};

/// The times named in a folded text, from left to right, without overlaps.
std::vector<TimeMention> times_in(std::string_view text);

DayPart morning();
DayPart afternoon();
DayPart evening();

}  // namespace askwell::flows::reading
