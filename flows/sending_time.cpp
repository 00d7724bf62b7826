#include "flows/sending_time.h"

namespace askwell::flows {

TimePoint may_go_at(const ContactState& state, const Outgoing& message, const Context& context) {
    const bool asked_for = message.kind == MessageKind::invitation && state.conversation &&
                           state.conversation->origin == Origin::customer;
    if (send_class(message.kind) == SendClass::at_least_once || asked_for) return context.now;
    const std::string& zone = state.time_zone.empty() ? context.default_time_zone : state.time_zone;
    return next_within(context.sending_hours, context.now, zone);
}

}  // namespace askwell::flows
