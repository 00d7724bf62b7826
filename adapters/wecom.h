// WeCom (企业微信): an internal app's messages with members, always encrypted.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "wecom": webhooks signed with SHA-1 and encrypted with AES, sending through message/send with cards of
/// buttons.
Platform wecom_platform();

}  // namespace askwell::adapters
