// Durations told by when they began and ended.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "flows/reading/numbers/durations.h"

namespace askwell::flows::reading {

/// 从10点等到10点40, "from 10:00 to 10:40": the time between.
std::optional<DurationAt> clock_span_at(std::string_view text, std::size_t position);

/// 昨天留的言今天早上才回我: a night was between. 昨天问的今天才回 may be an hour around midnight.
std::optional<DurationAt> wait_overnight_at(std::string_view text, std::size_t position);

}  // namespace askwell::flows::reading
