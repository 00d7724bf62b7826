// Slack apps.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "slack": direct messages with a bot; questions with buttons.
Platform slack_platform();

}  // namespace askwell::adapters
