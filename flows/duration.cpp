#include "flows/duration.h"

#include <array>
#include <charconv>
#include <utility>

namespace askwell::flows {

std::optional<Duration> parse_duration(std::string_view text) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc{} || count < 0) return std::nullopt;
    const std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    constexpr std::array<std::pair<std::string_view, Duration>, 5> kUnits{{{"ms", Duration{1}},
                                                                           {"s", std::chrono::seconds{1}},
                                                                           {"m", std::chrono::minutes{1}},
                                                                           {"h", std::chrono::hours{1}},
                                                                           {"d", kDay}}};
    constexpr Duration kLongest = 3650 * kDay;
    for (const auto& [name, length] : kUnits) {
        if (unit == name && count <= kLongest / length) return count * length;
    }
    return std::nullopt;
}

}  // namespace askwell::flows
