// What Alibaba Cloud SMS says to us: messages (SmsUp) and delivery reports (SmsReport), and what its codes
// mean. Source: its pages "SmsUp", "SmsReport" and "API error codes".
#pragma once

#include <string_view>

#include "adapters/adapter.h"
#include "adapters/answers.h"

namespace askwell::adapters {

/// Reads the body of a webhook whose secret was right: a JSON array of messages or reports. An entry that
/// cannot be read does not lose the others.
Received read_aliyun_sms(std::string_view body);

/// What the "Code" of a send means; nullptr for codes that are not known.
const CodeMeaning* aliyun_sms_meaning(std::string_view code);

}  // namespace askwell::adapters
