// Days as people name them: 昨天, 上周五, 11月3日, 3rd Nov, two days ago.
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "flows/reading/dates/clock_times.h"
#include "flows/reading/dates/local_time.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// From where days are counted, and which of several possible ones may be meant.
struct DayFrame {
    LocalTime now;
    DateRange when = DateRange::any;
    bool month_first = false;  ///< 11/3 is the third of November for certain

    bool allows(std::chrono::sys_days day) const {
        return !(when == DateRange::past && day > now.day) && !(when == DateRange::future && day < now.day);
    }
};

/// Words of a reply that name a day, or try to.
struct DayMention {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<std::chrono::sys_days> day;
    std::optional<std::chrono::weekday> weekday;  ///< only that was said: `day` is the fitting one, if any
    std::optional<int> minute;                    ///< "2 hours ago"
    std::optional<DayPart> part;                  ///< 昨晚
    bool weak = false;                            ///< 刚才: names a day only when nothing else does
    const char* problem = "";                     ///< why it is no certain day; "" when it is one
};

/// The days named in a folded text, from left to right, without overlaps.
std::vector<DayMention> days_in(std::string_view text, const DayFrame& frame);

}  // namespace askwell::flows::reading
