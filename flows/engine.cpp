#include "flows/engine.h"

#include "flows/turn.h"

namespace askwell::flows {

SendClass send_class(MessageKind kind) {
    return kind == MessageKind::invitation || kind == MessageKind::reminder ? SendClass::at_most_once
                                                                            : SendClass::at_least_once;
}

std::string_view to_string(Refusal refusal) {
    switch (refusal) {
        case Refusal::none:
            return "none";
        case Refusal::unknown_survey:
            return "unknown_survey";
        case Refusal::survey_closed:
            return "survey_closed";
        case Refusal::opted_out:
            return "opted_out";
        case Refusal::already_running:
            return "already_running";
        case Refusal::too_soon:
            return "too_soon";
        case Refusal::duplicate_event:
            return "duplicate_event";
        case Refusal::no_conversation:
            return "no_conversation";
        case Refusal::reminder_already_sent:
            return "reminder_already_sent";
        case Refusal::already_answered:
            return "already_answered";
        case Refusal::not_yet_invited:
            return "not_yet_invited";
        case Refusal::no_reminder:
            return "no_reminder";
        case Refusal::not_opted_in:
            return "not_opted_in";
        case Refusal::outside_sending_hours:
            return "outside_sending_hours";
        case Refusal::stale_choice:
            return "stale_choice";
        case Refusal::window_closed:
            return "window_closed";
    }
    return "unknown";
}

bool still_wanted(const ContactState& state, const Outgoing& message) {
    if (state.blocked) return false;
    if (state.opted_out) return message.kind == MessageKind::notice;
    if (message.kind != MessageKind::invitation && message.kind != MessageKind::reminder) return true;
    if (!state.conversation || state.conversation->id != message.conversation_id) return false;
    const Conversation& conversation = *state.conversation;
    if (message.kind == MessageKind::invitation) return conversation.state == ConversationState::invited;
    return conversation.state != ConversationState::ended && conversation.prompt &&
           conversation.reminder_at && conversation.prompt->asked_at <= *conversation.reminder_at;
}

std::optional<TimePoint> window_closes(const ContactState& state, const Context& context) {
    const auto length = state.narrow_window ? std::optional{state.narrow_window->length} : context.window;
    if (!length) return std::nullopt;
    return state.heard_at ? *state.heard_at + *length : TimePoint::min();
}

bool window_open(const ContactState& state, const Context& context) {
    const auto closes = window_closes(state, context);
    return !closes || context.now < *closes;
}

bool may_write(const ContactState& state, const Context& context) {
    if (!window_open(state, context)) return false;
    const auto budget = state.narrow_window ? std::optional{state.narrow_window->messages} : context.budget;
    if (!budget) return true;
    return state.heard_at && state.said_since_heard < static_cast<std::uint32_t>(*budget);
}

namespace {

bool is_from_customer(const Event& event) {
    if (const auto* const start = std::get_if<StartRequested>(&event))
        return start->origin == Origin::customer;
    return std::holds_alternative<TextReceived>(event) || std::holds_alternative<ChoiceReceived>(event) ||
           std::holds_alternative<AttachmentReceived>(event) ||
           std::holds_alternative<ContactReturned>(event);
}

}  // namespace

Step advance(const ContactState& state, const Event& event, const Context& context) {
    Turn turn{state, context};
    if (is_from_customer(event)) turn.heard();
    std::visit([&turn](const auto& happened) { turn.on(happened); }, event);
    return turn.take();
}

}  // namespace askwell::flows
