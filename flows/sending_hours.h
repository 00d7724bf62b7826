// When a message of our own accord may be sent: within hours of the contact's day, whatever the time zone
// does.
#pragma once

#include <string_view>

#include "flows/time.h"

namespace askwell::flows {

/// Minutes after local midnight, from inclusive, to exclusive; 0 <= from < to <= 1440.
struct SendingHours {
    int from = 9 * 60;
    int to = 20 * 60;
    bool operator==(const SendingHours&) const = default;
};

/// True when ICU knows the IANA zone name.
bool is_time_zone(std::string_view name);

/// True when the local time of `time` in `time_zone` is within `hours`. Unknown zones count as UTC.
bool within(const SendingHours& hours, TimePoint time, std::string_view time_zone);

/// `time` itself when within hours, else the next moment when the hours begin. Daylight saving is honoured.
TimePoint next_within(const SendingHours& hours, TimePoint time, std::string_view time_zone);

/// `time` itself when within hours, else the last minute before it that was. Daylight saving is honoured.
TimePoint last_within(const SendingHours& hours, TimePoint time, std::string_view time_zone);

}  // namespace askwell::flows
