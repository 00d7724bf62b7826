// What a gateway of the "http" platform says to us, by the names that its settings give.
#pragma once

#include "adapters/adapter.h"
#include "adapters/http_names.h"

namespace askwell::adapters {

/// Reads a webhook that was proved. With `body_only` a query is not looked at.
Received read_http_message(const WebhookRequest& request, const HttpNames& names, flows::SmsRule rule,
                           const HttpReply& reply, bool body_only);

}  // namespace askwell::adapters
