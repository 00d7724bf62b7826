// What LINE says to us. Source: LINE's Messaging API reference, "Webhook event objects".
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// The events of a webhook whose signature was right. Groups, rooms, events another module is in charge of
/// ("standby") and kinds we do not use are left out with a reason. Inbound::reply_route is the reply token.
Received read_line_webhook(const nlohmann::json& webhook);

}  // namespace askwell::adapters
