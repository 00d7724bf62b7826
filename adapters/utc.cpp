#include "adapters/utc.h"

#include <charconv>

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
    std::uint32_t seconds = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (failure != std::errc{} || end != digits.data() + digits.size() || seconds == 0) return std::nullopt;
    return TimePoint{std::chrono::seconds{seconds}};
}

std::optional<TimePoint> from_local_time(std::string_view text, std::string_view offset) {
    return flows::parse_timestamp(std::string{text} + std::string{offset});
}

}  // namespace askwell::adapters
