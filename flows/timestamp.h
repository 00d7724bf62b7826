// Instants as RFC 3339 writes them.
#pragma once

#include <optional>
#include <string_view>

#include "flows/time.h"

namespace askwell::flows {

/// "2026-11-01T09:00:00+08:00", "2026-11-01T01:00:00.250Z": date, time and offset are required, fractions
/// beyond milliseconds are cut. nullopt for anything else, leap seconds (":60") and days that do not exist
/// included.
std::optional<TimePoint> parse_timestamp(std::string_view text);

}  // namespace askwell::flows
