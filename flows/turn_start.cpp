// Beginnings, time, staff and delivery: everything that happens to a conversation without the customer saying
// something in it.
#include <algorithm>

#include "flows/folding.h"
#include "flows/turn.h"

namespace askwell::flows {

namespace {

/// One survey may wait behind the running one; more would be a burden on the customer.
constexpr std::size_t kMaxQueued = 1;

}  // namespace

std::string_view Turn::zone() const {
    return step_.next.time_zone.empty() ? std::string_view{context_.default_time_zone} : step_.next.time_zone;
}

// ---- beginnings ----

void Turn::on(const StartRequested& event) {
    const Refusal refusal = refuse_start(event);
    if (refusal == Refusal::already_running) {
        if (event.origin == Origin::customer) {
            // They opened the chat again: show where we are.
            if (find_survey() && conversation().prompt) present_again(MessageKind::question, {});
            return;
        }
        queue(event);
        return refuse(refusal);
    }
    if (refusal != Refusal::none) return refuse(refusal);
    start(event);
}

Refusal Turn::refuse_start(const StartRequested& event) const {
    const ContactState& state = step_.next;
    const SurveyPtr survey = context_.catalog->current(event.survey_id);
    if (survey == nullptr) return Refusal::unknown_survey;
    if (survey->period.until && context_.now >= *survey->period.until) return Refusal::survey_closed;
    if (!event.event_id.empty()) {
        const bool last = state.conversation && state.conversation->event_id == event.event_id;
        const bool queued =
            std::any_of(state.queue.begin(), state.queue.end(),
                        [&event](const QueuedStart& waiting) { return waiting.event_id == event.event_id; });
        if (last || queued) return Refusal::duplicate_event;
    }
    if ((state.opted_out || state.blocked) && event.origin != Origin::customer) return Refusal::opted_out;
    if (running()) return Refusal::already_running;
    if (event.origin == Origin::customer) return Refusal::none;
    if (!can_send(MessageKind::invitation)) return Refusal::window_closed;
    for (const auto& [survey_id, asked_at] : state.last_surveyed) {
        if (context_.now < asked_at + context_.cap_any_survey) return Refusal::too_soon;
        if (survey_id == event.survey_id && context_.now < asked_at + context_.cap_same_survey)
            return Refusal::too_soon;
    }
    return Refusal::none;
}

void Turn::start(const StartRequested& event) {
    ContactState& state = contact();
    survey_ = context_.catalog->current(event.survey_id);
    if (is_time_zone(event.time_zone)) state.time_zone = event.time_zone;
    if (event.opted_in || event.origin == Origin::customer) state.opted_in = true;
    if (event.origin == Origin::customer) state.opted_out = state.blocked = false;

    Conversation fresh;
    fresh.id = state.key + "-" + std::to_string(++state.conversations);
    fresh.survey_id = survey_->id;
    fresh.survey_version = survey_->version;
    for (const std::string_view wanted : {std::string_view{event.language}, std::string_view{state.language},
                                          std::string_view{context_.default_language}}) {
        if (fresh.language.empty()) fresh.language = match_language(*survey_, wanted);
    }
    if (fresh.language.empty()) fresh.language = survey_->fallback_language();
    if (!event.language.empty()) state.language = fresh.language;
    fresh.fields = event.fields;
    fresh.event_id = event.event_id;
    fresh.origin = event.origin;
    fresh.created_at = context_.now;
    const bool at_once = event.origin == Origin::customer;
    const TimePoint open_from =
        std::max(context_.now + event.delay, survey_->period.from.value_or(context_.now));
    fresh.begin_at = at_once ? context_.now : next_within(context_.sending_hours, open_from, zone());
    fresh.expires_at = fresh.begin_at + context_.expires_after.value_or(survey_->expires_after);
    if (survey_->period.until) fresh.expires_at = std::min(fresh.expires_at, *survey_->period.until);
    state.conversation = std::move(fresh);
    step_.changed = true;
    if (conversation().begin_at <= context_.now) invite();
}

void Turn::queue(const StartRequested& event) {
    auto& waiting = contact().queue;
    if (waiting.size() >= kMaxQueued) return;
    waiting.push_back({event.survey_id, event.language, event.event_id, event.fields, context_.now});
    step_.changed = true;
}

void Turn::start_queued() {
    const QueuedStart waiting = contact().queue.front();
    contact().queue.erase(contact().queue.begin());
    StartRequested event;
    event.survey_id = waiting.survey_id;
    event.language = waiting.language;
    event.event_id = waiting.event_id;
    event.fields = waiting.fields;
    const Refusal refusal = refuse_start(event);
    if (refusal != Refusal::none) return refuse(refusal);
    start(event);
}

// ---- time ----

namespace {

/// Before the window closes, so that a reminder sent in its last minutes still arrives within it.
constexpr Duration kWindowMargin = std::chrono::minutes{30};
/// Sooner after the question than this, a reminder would be a nuisance.
constexpr Duration kShortestWait = std::chrono::hours{2};

/// `due`, or earlier when the platform's window would have closed by then. A reminder that cannot be moved
/// stays where it is, and is then recorded as not sendable.
TimePoint before_window_closes(TimePoint due, const ContactState& state, const Context& context,
                               std::string_view zone) {
    const auto closes = window_closes(state, context);
    if (!closes || context.template_reminder || !state.heard_at || due < *closes) return due;
    const TimePoint latest = last_within(context.sending_hours, *closes - kWindowMargin, zone);
    return latest < state.conversation->prompt->asked_at + kShortestWait ? due : latest;
}

/// When the reminder may go out; nullopt when none will.
std::optional<TimePoint> reminder_due(const ContactState& state, const Survey& survey,
                                      const Context& context) {
    const Conversation& conversation = *state.conversation;
    const auto& prompt = conversation.prompt;
    if (conversation.reminder != ReminderState::pending || !prompt ||
        prompt->kind == PromptKind::opt_out_check || survey.reminder.empty()) {
        return std::nullopt;
    }
    const TimePoint wanted = prompt->asked_at + context.reminder_after.value_or(survey.reminder_after);
    const std::string& zone = state.time_zone.empty() ? context.default_time_zone : state.time_zone;
    const TimePoint due =
        before_window_closes(next_within(context.sending_hours, wanted, zone), state, context, zone);
    return next_within(context.sending_hours, std::max(due, context.now), zone);
}

bool may_remind(const ContactState& state) {
    return !state.opted_out && !state.blocked && (state.opted_in || state.conversation->began_at.has_value());
}

}  // namespace

namespace {

std::optional<TimePoint> conversation_due(const ContactState& state, const Context& context) {
    if (!state.conversation) return std::nullopt;
    const Conversation& conversation = *state.conversation;
    switch (conversation.state) {
        case ConversationState::waiting:
            return conversation.begin_at;
        case ConversationState::invited:
        case ConversationState::asking: {
            const SurveyPtr survey =
                context.catalog->pinned(conversation.survey_id, conversation.survey_version);
            if (survey == nullptr) return conversation.expires_at;
            const auto reminder = reminder_due(state, *survey, context);
            return reminder ? std::min(*reminder, conversation.expires_at) : conversation.expires_at;
        }
        case ConversationState::ended:
            break;
    }
    if (state.queue.empty()) return std::nullopt;
    TimePoint due = state.queue.front().queued_at;
    for (const auto& [survey_id, asked_at] : state.last_surveyed) {
        due = std::max(due, asked_at + context.cap_any_survey);
        if (survey_id == state.queue.front().survey_id)
            due = std::max(due, asked_at + context.cap_same_survey);
    }
    return due;
}

}  // namespace

std::optional<TimePoint> due_at(const ContactState& state, const Context& context) {
    const auto talk = conversation_due(state, context);
    const auto parts = parts_due(state);
    return talk && parts ? std::min(*talk, *parts) : talk ? talk : parts;
}

void Turn::on(const TimeReached&) {
    step_.changed = true;  // the due index holds a lease now; committing sets the true time
    read_late_parts();
    if (!contact().conversation) return;
    if (!running()) {
        const auto due = due_at(contact(), context_);
        if (due && *due <= context_.now) start_queued();
        return;
    }
    if (context_.now >= conversation().expires_at || !find_survey())
        return end_unfinished(EndReason::expired);
    if (conversation().state == ConversationState::waiting) {
        if (contact().opted_out || contact().blocked) return end_unfinished(EndReason::opted_out);
        conversation().begin_at =
            next_within(context_.sending_hours, std::max(conversation().begin_at, context_.now), zone());
        if (conversation().begin_at > context_.now) return;
        if (can_send(MessageKind::invitation)) return invite();
        leave_reminder(Refusal::window_closed);
        return end_unfinished(EndReason::undeliverable);
    }
    const auto due = reminder_due(contact(), *survey_, context_);
    if (!due || *due > context_.now) return;
    if (!may_remind(contact())) return leave_reminder(Refusal::not_opted_in);
    if (!can_send(MessageKind::reminder)) return leave_reminder(Refusal::window_closed);
    remind();
}

void Turn::leave_reminder(Refusal reason) {
    conversation().reminder = ReminderState::not_sent;
    conversation().reminder_reason = to_string(reason);
}

void Turn::remind() {
    conversation().reminder = ReminderState::sent;
    conversation().reminder_at = context_.now;
    present_again(MessageKind::reminder,
                  piped(*survey_, conversation(), survey_->text(survey_->reminder, conversation().language)));
}

// ---- staff, delivery, blocking ----

void Turn::on(const ReminderRequested&) {
    if (!contact().conversation || conversation().disposition == Disposition::unsolicited) {
        return refuse(Refusal::no_conversation);
    }
    if (contact().opted_out || contact().blocked) return refuse(Refusal::opted_out);
    if (!running()) return refuse(Refusal::already_answered);
    if (!find_survey() || !conversation().prompt) return refuse(Refusal::not_yet_invited);
    if (survey_->reminder.empty()) return refuse(Refusal::no_reminder);
    if (conversation().reminder != ReminderState::pending) {
        const bool sent = conversation().reminder == ReminderState::sent;
        const bool closed = conversation().reminder_reason == to_string(Refusal::window_closed);
        return refuse(sent     ? Refusal::reminder_already_sent
                      : closed ? Refusal::window_closed
                               : Refusal::not_opted_in);
    }
    if (!may_remind(contact())) return refuse(Refusal::not_opted_in);
    if (!can_send(MessageKind::reminder)) return refuse(Refusal::window_closed);
    if (!within(context_.sending_hours, context_.now, zone())) return refuse(Refusal::outside_sending_hours);
    if (conversation().prompt->kind == PromptKind::opt_out_check) return refuse(Refusal::opted_out);
    remind();
}

void Turn::on(const ContactBlocked&) {
    if (contact().blocked && !running()) return;
    contact().blocked = true;
    contact().opted_in = false;
    contact().queue.clear();
    step_.changed = true;
    if (running()) end_unfinished(EndReason::blocked);
}

void Turn::on(const ContactReturned&) {
    // Unblocking takes back a block, not a "STOP" that was said in words.
    if (!contact().blocked) return;
    contact().blocked = false;
    step_.changed = true;
}

void Turn::on(const DeliveryFailed& event) {
    if (event.blocked) return on(ContactBlocked{});
    if (!running() || conversation().id != event.conversation_id) return;
    // A report does not say which message it is about; after an unanswered reminder it is about that one.
    const bool reminded_last = conversation().reminder_at && conversation().prompt &&
                               conversation().prompt->asked_at <= *conversation().reminder_at;
    if (event.kind == MessageKind::reminder || reminded_last) {
        conversation().reminder_reason =
            event.reason;  // the conversation stays open; staff see why nobody was reminded
        step_.changed = true;
        return;
    }
    end_unfinished(EndReason::undeliverable);
}

// ---- outside a conversation ----

void Turn::tell_idle(std::string_view text, TimePoint said_at) {
    if (correct_after_end(text)) return;
    // Delivered late: what was said while the last conversation went on was meant for that one. A clock that
    // was set back since cannot tell.
    const std::optional<TimePoint> ended =
        contact().conversation ? contact().conversation->ended_at : std::nullopt;
    const bool belated = ended && said_at < *ended && *ended <= context_.now;
    ReadingContext context;
    context.language = contact().language.empty() ? context_.default_language : contact().language;
    context.opt_out_letters = context_.opt_out_letters;
    const Reading reading = read_consent(text, context);
    const bool leave = reading.command == Command::stop || read_open(text, context).confirm;
    keep_unsolicited(text);
    if (leave) {
        if (!contact().opted_out) opt_out();
        return;
    }
    if (belated || start_by_keyword(text)) return;
    if (reading.command == Command::help) return say(MessageKind::help, words(Phrase::help_idle));
    if (reading.command == Command::language) {
        contact().language = reading.language;
        return say(MessageKind::notice, phrase(Phrase::language_set, reading.language));
    }
    if (reading.command == Command::start && !context_.start_survey.empty()) {
        StartRequested wish;
        wish.survey_id = context_.start_survey;
        wish.origin = Origin::customer;
        return on(wish);
    }
    if (reading.command == Command::start && contact().opted_out) {
        contact().opted_out = false;
        contact().opted_in = true;
        say(MessageKind::notice, words(Phrase::opt_in_done));
    }
}

bool Turn::start_by_keyword(std::string_view text) {
    constexpr std::size_t kMaxKeyword = 100;
    if (text.size() > kMaxKeyword) return false;
    const std::string said = fold_for_matching(text);
    for (const SurveyPtr& survey : context_.catalog->all()) {
        for (const auto& [language, keywords] : survey->keywords) {
            const bool named = std::any_of(
                keywords.begin(), keywords.end(),
                [&said](const std::string& keyword) { return fold_for_matching(keyword) == said; });
            if (!named) continue;
            StartRequested wish;
            wish.survey_id = survey->id;
            wish.language = language;
            wish.origin = Origin::customer;
            on(wish);
            return true;
        }
    }
    return false;
}

void Turn::keep_unsolicited(std::string_view text) {
    if (!contact().conversation) {
        Conversation stray;
        stray.id = contact().key + "-" + std::to_string(++contact().conversations);
        stray.language = contact().language.empty() ? context_.default_language : contact().language;
        stray.origin = Origin::customer;
        stray.state = ConversationState::ended;
        stray.created_at = context_.now;
        stray.ended_at = context_.now;
        stray.reminder = ReminderState::not_sent;
        stray.reminder_reason = "no_survey";
        stray.disposition = Disposition::unsolicited;
        stray.end_reason = EndReason::completed;
        contact().conversation = std::move(stray);
    }
    note(text);
    hand_off_again();
}

void Turn::hand_off_again() {
    // Every reason to hand off again leaves a note, so that their number counts the revisions.
    const auto revision = static_cast<std::uint32_t>(conversation().notes.size());
    step_.finished.push_back({contact().contact, conversation(), revision});
    step_.changed = true;
}

}  // namespace askwell::flows
