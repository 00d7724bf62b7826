#include "adapters/registry.h"

#include <algorithm>

#include "adapters/aliyun_sms.h"
#include "adapters/dingtalk.h"
#include "adapters/feishu.h"
#include "adapters/http_gateway.h"
#include "adapters/kannel.h"
#include "adapters/line.h"
#include "adapters/messenger.h"
#include "adapters/slack.h"
#include "adapters/telegram.h"
#include "adapters/tencent_sms.h"
#include "adapters/twilio.h"
#include "adapters/vonage_messages.h"
#include "adapters/vonage_sms.h"
#include "adapters/webchat.h"
#include "adapters/wechat_oa.h"
#include "adapters/wecom.h"
#include "adapters/whatsapp.h"

namespace askwell::adapters {

const std::vector<Platform>& platforms() {
    static const std::vector<Platform> all = {
        aliyun_sms_platform(), dingtalk_platform(),    feishu_platform(),    http_platform(),
        kannel_platform(),     line_platform(),        messenger_platform(), slack_platform(),
        telegram_platform(),   tencent_sms_platform(), twilio_platform(),    vonage_messages_platform(),
        vonage_sms_platform(), webchat_platform(),     wechat_oa_platform(), wecom_platform(),
        whatsapp_platform()};
    return all;
}

const Platform* find_platform(std::string_view name) {
    const auto& all = platforms();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const Platform& platform) { return platform.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace askwell::adapters
