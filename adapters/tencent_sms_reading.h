// What Tencent Cloud SMS says to us: replies and delivery statuses, and what its codes mean. Source: its
// pages 43547, 43548 (callbacks), 59177 and 3771 (codes).
#pragma once

#include <string_view>

#include "adapters/adapter.h"
#include "adapters/answers.h"

namespace askwell::adapters {

/// Reads the body of a webhook whose secret was right: one reply as an object, or statuses as an array. An
/// entry that cannot be read does not lose the others.
Received read_tencent_sms(std::string_view body);

/// What the "Code" of a send means; nullptr for codes that are not known.
const CodeMeaning* tencent_sms_meaning(std::string_view code);

}  // namespace askwell::adapters
