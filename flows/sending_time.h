// When a message that waits in an outbox may go out: it was committed within sending hours, but a platform
// that was away may have held it up until night.
#pragma once

#include "flows/engine.h"

namespace askwell::flows {

/// context.now, or the moment when the contact's sending hours begin. Only what we say of our own accord
/// keeps to them: reminders, and invitations that the customer did not ask for.
TimePoint may_go_at(const ContactState& state, const Outgoing& message, const Context& context);

}  // namespace askwell::flows
