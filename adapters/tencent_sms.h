// Tencent Cloud SMS (腾讯云短信), the API of 2021-01-11: approved templates out, replies and statuses in.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

Platform tencent_sms_platform();

}  // namespace askwell::adapters
