// What Messenger says to us. Source: Meta's pages "Messenger webhook events".
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// Adds the messages, taps and delivery reports of one `entry`. Echoes of our own messages, reactions, edits
/// and what another app is in charge of ("standby") are left out with a reason; so are read receipts, which
/// name no message.
void read_messenger_entry(const nlohmann::json& entry, Received& received);

}  // namespace askwell::adapters
