// Feishu (飞书) and Lark: an app's bot, in single chats and where a group mentions it.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "feishu": events signed with SHA-256 and encrypted with AES, or proven by a token alone; sending through
/// im/v1/messages with cards of buttons.
Platform feishu_platform();

}  // namespace askwell::adapters
