// What Vonage's Messages API says to us: messages and statuses, and its error codes. Source: its pages
// "Inbound message", "Messages API status callbacks", "WhatsApp interactive messages" and "API errors".
#pragma once

#include <span>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "adapters/code_table.h"

namespace askwell::adapters {

/// Reads the body of a webhook that was verified. `transport` is the channel's own (transport.h), which
/// addresses leave out.
Received read_vonage_message(const nlohmann::json& body, std::string_view transport);

/// The code of an RFC 7807 error: what follows "#" in its "type"; "" when there is none.
std::string vonage_error_code(const nlohmann::json& error);

/// What such codes mean.
std::span<const CodeMeaning> vonage_messages_codes();

}  // namespace askwell::adapters
