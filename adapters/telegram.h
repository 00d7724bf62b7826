// Telegram bots.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "telegram": private chats with a bot; questions with inline keyboards.
Platform telegram_platform();

}  // namespace askwell::adapters
