// WeChat Official Accounts (微信公众号): messages of followers, in clear or encrypted, answered at once
// inside the webhook's response or by customer-service and template messages.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "wechat_oa": webhooks signed with SHA-1 over a token, in safe mode also encrypted; sending through the
/// customer-service API within 48 hours, by approved templates after that.
Platform wechat_oa_platform();

}  // namespace askwell::adapters
