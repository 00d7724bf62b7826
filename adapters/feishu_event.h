// Reading Feishu's events of version 2.0 and taps on cards. Source: Feishu's pages on these events and on the
// contents of messages.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// What a proven body says to us: messages in single chats and those in groups that mention the bot, taps,
/// messages that were read, the check of the URL. Other events are accepted and ignored with a reason; only
/// what is no event at all is malformed.
Received read_feishu_event(const nlohmann::json& body);

}  // namespace askwell::adapters
