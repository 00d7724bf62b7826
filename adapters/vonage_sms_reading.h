// What Vonage's SMS API says to us: messages and delivery receipts as parameters, and its error codes.
// Source: its pages "Inbound SMS", "Delivery receipts" and "API errors".
#pragma once

#include <optional>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/code_table.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

/// The parameters of a webhook, wherever the account puts them: the query of a GET, the form or the JSON
/// object of a POST, numbers and truth values of that as JavaScript writes them, which is how they are
/// signed. nullopt for JSON that is no flat object.
std::optional<Parameters> vonage_parameters(const WebhookRequest& request);

/// Reads the parameters of a webhook that was verified.
Received read_vonage_sms(const Parameters& parameters);

/// What a message's "status" in the answer to a send means; nullptr for those not listed.
const CodeMeaning* vonage_sms_meaning(std::string_view status);

}  // namespace askwell::adapters
