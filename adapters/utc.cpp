#include "adapters/utc.h"

#include "adapters/encoding.h"
#include "flows/timestamp.h"

namespace askwell::adapters {

namespace {

/// A number with leading zeros to `width` digits.
std::string padded(long number, std::size_t width) {
    auto digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
}

}  // namespace

std::int64_t unix_seconds(TimePoint time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

std::string utc_date(TimePoint time) {
    const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(time)};
    return padded(int{date.year()}, 4) + '-' + padded(static_cast<long>(unsigned{date.month()}), 2) + '-' +
           padded(static_cast<long>(unsigned{date.day()}), 2);
}

std::string utc_time(TimePoint time) {
    const std::chrono::hh_mm_ss clock{
        std::chrono::floor<std::chrono::seconds>(time - std::chrono::floor<std::chrono::days>(time))};
    return utc_date(time) + 'T' + padded(clock.hours().count(), 2) + ':' +
           padded(clock.minutes().count(), 2) + ':' + padded(clock.seconds().count(), 2) + 'Z';
}

std::optional<TimePoint> from_unix_digits(std::string_view digits) {
    const auto seconds = whole_number(digits).value_or(0);
    return seconds == 0 ? std::nullopt : std::optional{TimePoint{std::chrono::seconds{seconds}}};
}

std::optional<TimePoint> from_unix_ms_digits(std::string_view digits) {
    const auto ms = whole_number(digits).value_or(0);
    return ms == 0 ? std::nullopt : std::optional{flows::from_unix_ms(ms)};
}

std::optional<TimePoint> from_local_time(std::string_view text, std::string_view offset) {
    return flows::parse_timestamp(std::string{text} + std::string{offset});
}

bool is_recent(TimePoint time, TimePoint now, Duration most) {
    return time >= now - most && time <= now + most;
}

}  // namespace askwell::adapters
