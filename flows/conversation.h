// Everything we know about one contact and the conversation with them: the value that storage keeps and
// advance() changes. Nothing here does anything; see engine.h for the rules.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/answer_value.h"
#include "flows/time.h"

namespace askwell::flows {

/// Who we talk to: an address (phone number, chat id) on one of our channels. Personal data.
struct ContactId {
    std::string channel;  ///< the channel's name in the configuration ("telegram", "sms-cn")
    std::string address;
    bool operator==(const ContactId&) const = default;
};

/// What the customer was last asked.
enum class PromptKind {
    invitation,     ///< may we begin?
    question,       ///< questions[question]
    other_text,     ///< "other (which?)" of questions[question]
    follow_up,      ///< the open question after a low score on questions[question]
    opt_out_check,  ///< "shall we stop for good?"
    consent,        ///< the survey's consent text
    probe,          ///< questions[question].probes[probe]
    more,           ///< "anything else?" after a tap on one of several choices, or a file
};

struct Prompt {
    PromptKind kind = PromptKind::invitation;
    std::size_t question = 0;  ///< index into the survey's questions
    std::uint32_t number =
        0;  ///< counts prompts of the conversation; a button carries it and answers no other prompt
    TimePoint asked_at{};
    int reprompts = 0;             ///< how often it was asked again because the reply was unclear
    bool offered_letters = false;  ///< its text named a letter (T, R …) as the way out
    std::size_t probe = 0;         ///< probe only: index into the question's probes
};

enum class AnswerStatus {
    answered,
    skipped,  ///< the customer chose not to answer
    missing,  ///< asked, never understood
    shown,    ///< an info text that was said
};

struct Answer {
    std::string question_id;
    AnswerStatus status = AnswerStatus::missing;
    AnswerValue value;
    std::string comment;           ///< said beside the score, or in reply to the follow-up
    std::vector<std::string> raw;  ///< every text that belongs to it, as typed
    TimePoint asked_at{};
    TimePoint answered_at{};   ///< or skipped, or left because no reply was understood
    bool changed = false;      ///< another value was given before: corrected, or given again after "back"
    bool asked_again = false;  ///< a key question, asked once more at the end
    std::vector<std::size_t> probed;  ///< which of the question's probes were asked, in order
    bool operator==(const Answer&) const = default;
};

/// What the customer agreed to, as it was shown.
struct Consent {
    std::string text;
    TimePoint at{};
    bool operator==(const Consent&) const = default;
};

/// Something about a response that staff should look at. Flags delete nothing.
enum class FlagKind {
    all_highest,
    all_lowest,
    all_same,               ///< one score everywhere, neither the highest nor the lowest
    too_fast,               ///< faster than the questions can be read
    score_against_comment,  ///< a good score with a complaint beside it, or the reverse
    abusive,
    off_topic,
    duplicate,  ///< the same answers as this contact's response before
};
struct Flag {
    FlagKind kind = FlagKind::too_fast;
    std::string evidence;  ///< for staff: figures, question ids, the word that was found
    bool operator==(const Flag&) const = default;
};

/// A text that answered nothing: kept for the ledger, so that no word of the customer is lost.
struct Note {
    std::string question_id;  ///< what was being asked about; "" outside questions
    std::string text;
    TimePoint at{};
};

enum class ConversationState {
    waiting,  ///< to be begun later (outside sending hours)
    invited,  ///< invitation sent, no word yet
    asking,   ///< the customer has begun
    ended,
};

/// How a conversation ended, in the survey field's terms.
enum class Disposition {
    complete,       ///< every question was reached
    partial,        ///< some answers, then silence or a stop
    refused,        ///< declined or opted out before any answer
    no_response,    ///< never a word
    undeliverable,  ///< could not be reached
    unsolicited,    ///< no survey: the customer wrote of their own accord, and staff shall see it
};

enum class EndReason { completed, declined, opted_out, blocked, expired, undeliverable, superseded };

enum class Origin { event, customer, staff };

/// The one reminder of a conversation.
enum class ReminderState {
    pending,   ///< not sent; due three days after the question that gets no answer
    sent,      ///< committed for sending, at most once
    not_sent,  ///< will not be sent; `reminder_reason` says why
};

struct Conversation {
    std::string id;  ///< "<contact key>-<n>"; derived, free of personal data, also the id of the ledger entry
    std::string survey_id;
    std::string survey_version;
    std::string language;
    std::map<std::string, std::string, std::less<>>
        fields;            ///< from the event that started it: order_no, product_model …
    std::string event_id;  ///< the CloudEvents id that started it; "" when the customer did
    Origin origin = Origin::event;
    ConversationState state = ConversationState::waiting;
    TimePoint created_at{};
    TimePoint begin_at{};  ///< waiting: when the invitation goes out
    std::optional<TimePoint> invited_at;
    std::optional<TimePoint> began_at;
    std::optional<TimePoint> ended_at;
    TimePoint expires_at{};
    std::optional<Prompt> prompt;       ///< what we wait for; none when waiting or ended
    std::optional<Prompt> interrupted;  ///< what was asked before an opt-out check
    std::uint32_t prompts = 0;          ///< how many prompts were made
    std::vector<Answer> answers;        ///< in the survey's order, one a question that was reached
    std::vector<Note> notes;
    ReminderState reminder = ReminderState::pending;
    std::optional<TimePoint> reminder_at;  ///< when it was sent
    std::string reminder_reason;
    std::optional<Disposition> disposition;
    std::optional<EndReason> end_reason;
    std::optional<Consent> consent;
    std::vector<Flag> flags;  ///< set when it ended
    std::string entry_class;  ///< by the survey's ledger rules, when it ended; "" for none
    std::string priority;
};

/// A survey that waits its turn because another conversation is running.
struct QueuedStart {
    std::string survey_id;
    std::string language;
    std::string event_id;
    std::map<std::string, std::string, std::less<>> fields;
    TimePoint queued_at{};
};

/// Which part of a text this is, where the network delivers a long one in several (SMS).
struct TextPart {
    std::string group;  ///< the text it belongs to, in the network's own numbering, which begins again
    int number = 1;     ///< from 1
    int total = 1;
};

/// A part that waits for the others of its text.
struct WaitingPart {
    TextPart place;
    std::string text;
    TimePoint arrived_at{};
    std::optional<TimePoint> sent_at;
};

/// What a platform lets us write freely after something the customer did: for how long, and how often.
struct Window {
    Duration length{0};
    int messages = 0;
    bool operator==(const Window&) const = default;
};

/// All that is kept about a contact. A contact never seen is a default value with `contact` and `key` set.
struct ContactState {
    ContactId contact;
    std::string key;                  ///< derived from the contact by HMAC; no personal data
    std::uint64_t version = 0;        ///< counts commits; 0 = never stored
    std::string language;             ///< the customer's choice; "" when unknown
    std::string time_zone;            ///< IANA name; "" = the service's default
    bool opted_out = false;           ///< said so; only their own word takes it back
    bool blocked = false;             ///< the platform says they blocked us; it tells when they are back
    bool opted_in = false;            ///< agreed beforehand, or began a conversation
    std::uint32_t conversations = 0;  ///< how many were begun, for ids
    std::uint64_t messages = 0;       ///< how many messages were ever put into the outbox, for ids and order
    std::optional<Conversation> conversation;  ///< the running one, or the last one that ended
    std::vector<QueuedStart> queue;
    std::map<std::string, TimePoint, std::less<>> last_surveyed;  ///< by survey id; for the frequency cap
    /// Of the last response that was complete: its id, and a hash of what was answered. For
    /// FlagKind::duplicate.
    std::string last_response;
    std::uint64_t last_fingerprint = 0;
    /// When the customer last wrote or tapped, and how many messages we have made since: platforms let us
    /// write for some time and so often after it. See Context::window and Context::budget.
    std::optional<TimePoint> heard_at;
    std::uint32_t said_since_heard = 0;
    /// What they did then lets us write only so: in place of Context::window and Context::budget.
    std::optional<Window> narrow_window;
    std::vector<WaitingPart> parts;  ///< in the order in which they arrived
};

}  // namespace askwell::flows
