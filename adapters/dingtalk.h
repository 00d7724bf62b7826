// DingTalk (钉钉): an app's robot in HTTP mode, in single chats and where a group mentions it.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "dingtalk": webhooks whose time is signed with HMAC-SHA256, answers through the message's session webhook,
/// other messages through robot/oToMessages/batchSend.
Platform dingtalk_platform();

}  // namespace askwell::adapters
