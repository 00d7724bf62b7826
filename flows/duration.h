// Durations as people write them in surveys and in the configuration: "3d", "15d", "90m", "1.5s" is not one.
#pragma once

#include <optional>
#include <string_view>

#include "flows/time.h"

namespace askwell::flows {

inline constexpr std::string_view kDurationRule =
    "write a whole number and a unit: \"500ms\", \"10s\", \"15m\", \"2h\", \"3d\"";

/// A whole number and one of ms, s, m, h, d; at most 10 years. nullopt for anything else.
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace askwell::flows
