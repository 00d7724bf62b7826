// LINE Official Accounts.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

/// "line": the first answer by reply token, all others by push; questions with quick replies.
Platform line_platform();

}  // namespace askwell::adapters
