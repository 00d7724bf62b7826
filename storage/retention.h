// How long the stores remember what guards against repetition.
#pragma once

#include "flows/time.h"

namespace askwell::storage {

/// Dedupe marks and provider ids. WhatsApp delivers webhooks again for up to 7 days (360dialog, "Receiving
/// messages"); a day more covers what was under way.
inline constexpr flows::Duration kRetention = 8 * flows::kDay;

}  // namespace askwell::storage
