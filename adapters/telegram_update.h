// Reading Telegram's Update objects. Source: Telegram Bot API, "Getting updates".
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// What an update says to us. Updates of kinds we do not know, from groups, channels and bots are accepted
/// and ignored with a reason: Telegram repeats a refused update for a day and holds back every later one of
/// that chat. Only what is no update at all (no object, no update_id) is malformed. The answer has no body:
/// Telegram would execute a JSON object with a "method" in it. `bot_id` becomes Inbound::recipient.
Received read_telegram_update(const nlohmann::json& update, std::string bot_id);

}  // namespace askwell::adapters
