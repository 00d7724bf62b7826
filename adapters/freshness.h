// The age of signed webhooks, from the time that their proof covers.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "flows/time.h"

namespace askwell::adapters {

/// A number of at most 15 digits and nothing else; nullopt for any other text.
std::optional<std::int64_t> whole_number(std::string_view digits);

/// A time written as whole seconds or milliseconds since 1970; nullopt for any other text.
std::optional<flows::TimePoint> unix_seconds(std::string_view digits);
std::optional<flows::TimePoint> unix_milliseconds(std::string_view digits);

/// How far `stamp` lies from `now`, before or behind it: a clock that runs ahead is as wrong as one that
/// lags.
flows::Duration distance(flows::TimePoint stamp, flows::TimePoint now);

}  // namespace askwell::adapters
