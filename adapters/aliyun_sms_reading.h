// What Alibaba Cloud SMS says to us: messages (SmsUp) and delivery reports (SmsReport), and what its codes
// mean. Source: its pages "SmsUp", "SmsReport" and "API error codes".
#pragma once

#include <span>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/code_table.h"

namespace askwell::adapters {

/// Reads the body of a webhook whose secret was right: a JSON array of messages or reports. An entry that
/// cannot be read does not lose the others.
Received read_aliyun_sms(std::string_view body);

/// What the "Code" of a send means.
std::span<const CodeMeaning> aliyun_sms_codes();

}  // namespace askwell::adapters
