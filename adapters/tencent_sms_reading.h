// What Tencent Cloud SMS says to us: replies and delivery statuses, and what its codes mean. Source: its
// pages 43547, 43548 (callbacks), 59177 and 3771 (codes).
#pragma once

#include <span>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/code_table.h"

namespace askwell::adapters {

/// Reads the body of a webhook whose secret was right: one reply as an object, or statuses as an array. An
/// entry that cannot be read does not lose the others.
Received read_tencent_sms(std::string_view body);

/// What the "Code" of a send means.
std::span<const CodeMeaning> tencent_sms_codes();

}  // namespace askwell::adapters
