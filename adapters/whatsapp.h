// WhatsApp through Meta's Cloud API.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "whatsapp": questions with reply buttons or a list; outside the 24-hour window by approved templates.
Platform whatsapp_platform();

}  // namespace askwell::adapters
