// What WhatsApp says to us: messages, delivery reports, error codes. Source: Meta's pages "messages webhook"
// and "Cloud API error codes".
#pragma once

#include <cstdint>
#include <span>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"
#include "adapters/meta.h"

namespace askwell::adapters {

/// Adds the messages and delivery reports of one `entry`. What is not read (reactions, locations, groups,
/// other fields of the account) is left out with a reason; one odd message never hides its neighbours.
void read_whatsapp_entry(const nlohmann::json& entry, Received& received);

/// The error codes of sending; also of failed delivery reports.
std::span<const MetaMeaning> whatsapp_meanings();

}  // namespace askwell::adapters
