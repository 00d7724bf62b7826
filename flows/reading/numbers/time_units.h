// Units of time beside a number, and the one a number question asks for: "how many nights?", 几小时.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::reading {

enum class TimeUnit {
    minute,
    hour,
    day,
    night,
    week,
    fortnight,
    part_of_day,  ///< "mornings": as many days, where these are counted
    other         ///< months, years: not counted in any of the others
};

struct TimeUnitAt {
    TimeUnit unit = TimeUnit::other;
    std::size_t length = 0;  ///< bytes, the blank or 个 before the unit included
};

/// The unit right behind a number that ends at `position`.
std::optional<TimeUnitAt> time_unit_at(std::string_view text, std::size_t position);

/// How many of `to` one of `from` is: a week is seven nights, an hour sixty minutes. nullopt when nobody
/// counts the one in the other: three days may be two nights.
std::optional<double> converted(TimeUnit from, TimeUnit to);

/// The unit of time that the question asks to be counted; nullopt when it asks for something else.
std::optional<TimeUnit> asked_time_unit(const Question& question);

/// True for "2 hours a day" where the question, which asks to count in `asked`, asks for no such rate.
bool tells_another_rate(const Question& question, TimeUnit asked, std::string_view text);

}  // namespace askwell::flows::reading
