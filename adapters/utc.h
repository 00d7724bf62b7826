// Instants as the signing schemes of platforms write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// Whole seconds since the Unix epoch.
std::int64_t unix_seconds(TimePoint time);

/// "2026-01-01"
std::string utc_date(TimePoint time);
/// "2026-01-01T00:00:00Z"
std::string utc_time(TimePoint time);

/// Seconds, or milliseconds, since the Unix epoch in at most 15 decimal digits; nullopt for anything else and
/// for 0, which platforms write when they do not know.
std::optional<TimePoint> from_unix_digits(std::string_view digits);
std::optional<TimePoint> from_unix_ms_digits(std::string_view digits);

/// "2026-01-01 08:00:00", read in the zone of `offset` ("+08:00", "Z"); nullopt for anything else.
std::optional<TimePoint> from_local_time(std::string_view text, std::string_view offset);

/// True when `time` lies no more than `most` before or after `now`: a clock that runs ahead is as wrong as
/// one that lags.
bool is_recent(TimePoint time, TimePoint now, Duration most);

}  // namespace askwell::adapters
