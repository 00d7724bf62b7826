// The conversation as a pure state machine: advance(state, event) → what to keep, what to say, what to hand
// on. No I/O, no clock, no randomness: two replicas given the same input produce the same step.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "flows/conversation.h"
#include "flows/screening.h"
#include "flows/sending_hours.h"
#include "flows/survey.h"
#include "flows/time.h"

namespace askwell::flows {

// ---- what can happen ----

enum class MessageKind { invitation, question, reprompt, help, reminder, thanks, notice };

/// Questions and thanks at least once; invitations and reminders at most once.
enum class SendClass { at_least_once, at_most_once };
SendClass send_class(MessageKind kind);

/// A survey shall be started: a service ended, staff asked for it, or the customer opened the chat.
struct StartRequested {
    std::string survey_id;
    std::string language;   ///< "" = the contact's, else the survey's first
    std::string time_zone;  ///< "" = keep what is known
    std::string event_id;
    std::map<std::string, std::string, std::less<>> fields;
    Origin origin = Origin::event;
    bool opted_in = false;  ///< the contact agreed beforehand to be asked
    Duration delay{0};      ///< wait so long after the event
};

struct TextReceived {
    std::string text;
    std::optional<TimePoint> sent_at;  ///< the platform's time, when it gives one
    Duration sent_at_precision = std::chrono::seconds{1};
    /// A part of a longer text: it is read when the others are there, or half a minute after the first came.
    std::optional<TextPart> part;
};

/// A tap on a button. `payload` is a Choice::payload of ours, from any time in the past.
struct ChoiceReceived {
    std::string payload;
};

/// A file: the answer when one is asked for, else kept as a note.
struct AttachmentReceived {
    FileReference file;       ///< `at` is set by the engine
    bool with_words = false;  ///< what was written beside it follows as a text
};

/// The platform says that the contact blocked us or unsubscribed.
struct ContactBlocked {};
/// The platform says that the contact is back.
struct ContactReturned {};

/// The time that due_at() named has come.
struct TimeReached {};

/// Staff ask for a gentle reminder now.
struct ReminderRequested {};

/// A message could not be delivered, for good.
struct DeliveryFailed {
    std::string conversation_id;
    MessageKind kind = MessageKind::question;
    bool blocked = false;  ///< because the contact opted out at the platform
    std::string reason;    ///< a code, for staff; no personal data
};

using Event = std::variant<StartRequested, TextReceived, ChoiceReceived, AttachmentReceived, ContactBlocked,
                           ContactReturned, TimeReached, ReminderRequested, DeliveryFailed>;

// ---- what follows ----

/// A button, or a numbered line where there are no buttons.
struct Choice {
    std::string payload;  ///< at most 40 bytes of [A-Za-z0-9_.:-]; names prompt and code
    std::string label;
    bool operator==(const Choice&) const = default;
};

/// Something to say, as the platform-neutral core wants it said. Adapters turn it into a platform's request.
struct Outgoing {
    std::uint64_t number = 0;  ///< position in the contact's outbox; unique and ascending per contact
    std::string conversation_id;
    MessageKind kind = MessageKind::question;
    std::string language;
    std::string text;             ///< never empty
    std::vector<Choice> choices;  ///< empty for open questions
    /// The choices are the answers 1…n of a scale: an adapter without buttons writes "score label", not "n.
    /// label".
    bool scale = false;
    // What an approved template is chosen and filled by; all empty unless Context::templates.
    std::string survey_id;
    std::string question_id;  ///< what is asked; "" for messages that ask no question of the survey
    std::map<std::string, std::string, std::less<>> fields;  ///< the event's, for a template's variables
    bool operator==(const Outgoing&) const = default;
};

/// A finished conversation on its way to the ledger. The same id and revision a second time is a no-op; a
/// higher revision (the customer wrote again afterwards) replaces the entry, so that there is one row and no
/// word is lost.
struct Finished {
    ContactId contact;
    Conversation conversation;
    std::uint32_t revision = 0;  ///< 0 when it ended; then the number of notes
};

/// Why an event changed nothing or not what was asked. `none` = all is well.
enum class Refusal {
    none,
    unknown_survey,
    survey_closed,  ///< its period is over
    opted_out,
    already_running,  ///< queued, or dropped when the queue is full
    too_soon,         ///< frequency cap
    duplicate_event,  ///< the same CloudEvents id started the running or last conversation
    no_conversation,
    reminder_already_sent,
    already_answered,  ///< the conversation has ended
    not_yet_invited,
    no_reminder,   ///< the survey has none
    not_opted_in,  ///< neither agreed beforehand nor began: nobody may remind them
    outside_sending_hours,
    stale_choice,   ///< a tap on an old button
    window_closed,  ///< the platform lets us write to them no more until they write, and no template is
                    ///< approved
};
/// The kind as one lower-case word with underscores, for APIs and metrics.
std::string_view to_string(Refusal refusal);

struct Step {
    ContactState next;
    std::vector<Outgoing> outgoing;
    std::vector<Finished> finished;
    Refusal refusal = Refusal::none;
    bool changed = false;  ///< false: `next` equals the state before, nothing to commit but the dedupe mark
};

/// What advance() may know beside state and event.
struct Context {
    TimePoint now;
    /// When the event reached us; a message that arrived before a prompt was made does not answer it.
    TimePoint received_at;
    const Catalog* catalog = nullptr;
    SendingHours sending_hours;
    std::string
        start_survey;  ///< what begins when the customer writes "start" of their own accord; "" = nothing
    bool opt_out_letters = false;  ///< the channel names a letter (R) as the way out, as SMS in China do
    bool templates = false;        ///< the channel has approved templates: messages carry what fills them
    std::string default_time_zone = "UTC";
    std::string default_language = "en";
    const ScreeningWords* screening_words = nullptr;  ///< null: no words are looked for
    std::optional<Duration> reminder_after;           ///< overrides the surveys', for trials
    std::optional<Duration> expires_after;
    Duration cap_any_survey = 7 * kDay;
    Duration cap_same_survey = 90 * kDay;
    /// How long after the customer's last word the platform lets us write, and how often; nullopt = always.
    std::optional<Duration> window;
    std::optional<int> budget;
    /// What this event opens where that is less: a follow or a menu tap, where a word of theirs opens more.
    std::optional<Window> opens;
    /// Beyond that, an approved template can still say these.
    bool template_invitation = false;
    bool template_reminder = false;
};

/// When the platform stops letting us write freely unless the customer does something again; nullopt where it
/// never does. In the past for a customer who was never heard.
std::optional<TimePoint> window_closes(const ContactState& state, const Context& context);

/// Whether the customer was heard so recently that the platform lets us write.
bool window_open(const ContactState& state, const Context& context);

/// Whether the platform lets us write freely to this contact now: the window is open, and its messages are
/// not used up.
bool may_write(const ContactState& state, const Context& context);

/// False when `message`, committed earlier but not yet sent, must not go out any more: a reminder after an
/// answer, an invitation to somebody who began, anything but the confirmation after an opt-out. Asked before
/// every send that is not immediate.
bool still_wanted(const ContactState& state, const Outgoing& message);

/// Advances one contact by one event. Total: every state and event gives a step; throws only
/// std::logic_error, for bugs.
Step advance(const ContactState& state, const Event& event, const Context& context);

/// When TimeReached must be given to advance() next; nullopt when nothing is waited for.
std::optional<TimePoint> due_at(const ContactState& state, const Context& context);

}  // namespace askwell::flows
