// The one notion of time that all rooms share. Nothing here reads a clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace askwell::flows {

/// Milliseconds since the Unix epoch, UTC. Enough for ordering what people do, and exact in Redis and SQLite.
using TimePoint = std::chrono::sys_time<std::chrono::milliseconds>;
using Duration = std::chrono::milliseconds;

inline constexpr Duration kDay = std::chrono::hours{24};

/// `time` as a plain count of milliseconds since the epoch, for storage and wire formats.
constexpr std::int64_t to_unix_ms(TimePoint time) {
    return time.time_since_epoch().count();
}

/// The inverse of to_unix_ms().
constexpr TimePoint from_unix_ms(std::int64_t ms) {
    return TimePoint{Duration{ms}};
}

}  // namespace askwell::flows
