// Vonage's Messages API: SMS and WhatsApp, signed with a JSON Web Token in and out.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

Platform vonage_messages_platform();

}  // namespace askwell::adapters
