// Facebook Messenger, for a page.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "messenger": questions with quick replies, within 24 hours of the customer's last message.
Platform messenger_platform();

}  // namespace askwell::adapters
