// Twilio Programmable Messaging: SMS, MMS, and WhatsApp through Twilio.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "twilio": webhooks signed with HMAC-SHA1 over URL and parameters, sending through the Messages resource.
Platform twilio_platform();

}  // namespace askwell::adapters
