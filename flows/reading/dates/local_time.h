// Moments as the contact's wall clock shows them.
#pragma once

#include <chrono>
#include <string_view>

#include "flows/time.h"

namespace askwell::flows::reading {

/// A day of the proleptic Gregorian calendar and the minute of that day, 0 … 1439.
struct LocalTime {
    std::chrono::sys_days day;
    int minute = 0;
};

/// `time` in the zone with this IANA name; unknown names and "" count as UTC.
LocalTime local_time(TimePoint time, std::string_view time_zone);

}  // namespace askwell::flows::reading
