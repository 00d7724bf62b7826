// Kannel, the open-source SMS gateway (1.4.5): the way to modems, SMPP and every carrier that speaks it.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "kannel": messages in and delivery reports by HTTP GET, sending through smsbox's sendsms. Kannel signs
/// nothing; a secret in the webhook's URL is all that tells it from a stranger.
Platform kannel_platform();

}  // namespace askwell::adapters
