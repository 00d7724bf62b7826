#include "adapters/freshness.h"

#include <charconv>
#include <chrono>

namespace askwell::adapters {

std::optional<std::int64_t> whole_number(std::string_view digits) {
    constexpr std::size_t kMostDigits = 15;  // as milliseconds or as seconds, no sum of two overflows
    std::uint64_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, failure] = std::from_chars(digits.data(), end, number);
    if (failure != std::errc{} || stop != end || digits.size() > kMostDigits) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

std::optional<flows::TimePoint> unix_seconds(std::string_view digits) {
    const auto seconds = whole_number(digits);
    return seconds ? std::optional{flows::TimePoint{std::chrono::seconds{*seconds}}} : std::nullopt;
}

std::optional<flows::TimePoint> unix_milliseconds(std::string_view digits) {
    const auto ms = whole_number(digits);
    return ms ? std::optional{flows::from_unix_ms(*ms)} : std::nullopt;
}

flows::Duration distance(flows::TimePoint stamp, flows::TimePoint now) {
    return stamp < now ? now - stamp : stamp - now;
}

}  // namespace askwell::adapters
