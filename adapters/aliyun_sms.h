// Alibaba Cloud SMS (阿里云短信), the API of 2017-05-25: approved templates out, SmsUp and SmsReport in.
#pragma once

#include "adapters/registry.h"

namespace askwell::adapters {

Platform aliyun_sms_platform();

}  // namespace askwell::adapters
