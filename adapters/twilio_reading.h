// What Twilio says to us: webhook forms and error codes. Source: "Twilio's request to your incoming message
// webhook URL", "Outbound message status in status callbacks" and the error dictionary of Twilio's
// documentation.
#pragma once

#include <span>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/code_table.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

/// Reads the form of a webhook that was verified: an incoming message or a status callback. Others are
/// accepted and ignored. `own_id` is what the status callback's URL carried back; `transport` is the
/// channel's own (transport.h), which addresses leave out.
Received read_twilio_form(const Parameters& form, std::string_view own_id, std::string_view transport);

/// The answer that makes Twilio say nothing to the customer.
HttpReply empty_twiml();

/// What its error codes mean.
std::span<const CodeMeaning> twilio_codes();

}  // namespace askwell::adapters
