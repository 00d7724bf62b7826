#include "adapters/registry.h"

#include <algorithm>

#include "adapters/kannel.h"
#include "adapters/line.h"
#include "adapters/messenger.h"
#include "adapters/slack.h"
#include "adapters/telegram.h"
#include "adapters/twilio.h"
#include "adapters/webchat.h"
#include "adapters/whatsapp.h"

namespace askwell::adapters {

const std::vector<Platform>& platforms() {
    static const std::vector<Platform> all = {kannel_platform(),  line_platform(),     messenger_platform(),
                                              slack_platform(),   telegram_platform(), twilio_platform(),
                                              webchat_platform(), whatsapp_platform()};
    return all;
}

const Platform* find_platform(std::string_view name) {
    const auto& all = platforms();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [name](const Platform& platform) { return platform.name == name; });
    return found == all.end() ? nullptr : &*found;
}

}  // namespace askwell::adapters
