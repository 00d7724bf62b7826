// Vonage's SMS API: signed forms, queries or JSON in, JSON out.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

Platform vonage_sms_platform();

}  // namespace askwell::adapters
