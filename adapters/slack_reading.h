// What Slack says to us: events and taps on buttons. Source: Slack's pages "Events API", "message event",
// "block_actions payloads", "Formatting text".
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

/// A JSON body of the Events API, its signature verified: a direct message, or the check of our URL, which is
/// answered with its challenge. Channels, bots, edits and other events are left out with a reason.
Received read_slack_event(const nlohmann::json& callback);

/// A form, its signature verified: a tap (`payload`). Slash commands and other payloads are left out.
Received read_slack_form(const Parameters& form);

/// What a message's text says: Slack writes "&", "<" and ">" as entities and wraps what looks like a link
/// ("<mailto:a@b.example|a@b.example>"), which is unwrapped to what the customer saw.
std::string slack_plain_text(std::string_view text);
/// The inverse for what we say: the three control characters as entities.
std::string slack_escaped(std::string_view text);

}  // namespace askwell::adapters
