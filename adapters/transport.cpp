#include "adapters/transport.h"

#include "adapters/phone.h"

namespace askwell::adapters {

Reach reach_of(std::string_view address, std::string_view own) {
    const auto colon = address.find(':');
    if (colon == std::string_view::npos) return {std::string{own}, std::string{address}};
    return {std::string{address.substr(0, colon)}, std::string{address.substr(colon + 1)}};
}

std::string address_of(const Reach& reach, std::string_view own) {
    return reach.transport == own ? reach.number : reach.transport + ':' + reach.number;
}

std::optional<std::string> normal_reach(std::string_view given, std::string_view own) {
    auto reach = reach_of(given, own);
    const auto phone = given_phone(reach.number);
    if (!phone || (reach.transport != kSms && reach.transport != kWhatsapp)) return std::nullopt;
    reach.number = *phone;
    return address_of(reach, own);
}

Traits transport_traits(std::string_view transport, const Templates& templates) {
    Traits traits;
    traits.phone_numbers = true;
    traits.templates = !templates.empty();
    if (transport != kWhatsapp) return traits;
    traits.window = flows::kDay;
    traits.template_invitation = templates.can_say(flows::MessageKind::invitation);
    traits.template_reminder = templates.can_say(flows::MessageKind::reminder);
    return traits;
}

}  // namespace askwell::adapters
