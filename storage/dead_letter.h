// Work that failed again and again, and is kept for staff instead of being tried for ever: what it was, why
// it failed, and what doing it again takes. See ConversationStore::failed(). Thread rule: pure values and
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/engine.h"
#include "storage/contact_key.h"
#include "storage/result.h"

namespace askwell::storage {

enum class WorkKind {
    event,     ///< something happened: a customer wrote, a trigger came
    timer,     ///< the contact's due time came
    hand_off,  ///< a finished conversation is to reach the ledger
    message,   ///< something is to be said
};
/// The kind as one lower-case word with underscores, for APIs and logs.
std::string_view to_string(WorkKind kind);

/// One piece of work. The same work has the same id wherever and whenever it fails.
struct Work {
    WorkKind kind = WorkKind::event;
    ContactKey key;
    /// Which of its kind: an event's message id, "<conversation id>.<revision>" of a hand-off, a message's
    /// number; "" for the timer, of which a contact has one.
    std::string item;

    /// "<partition of the contact>-<32 hex digits of a hash>": says nothing personal.
    std::string id() const;
    bool operator==(const Work&) const = default;
};

/// The partition and the name that a letter's id says; nullopt when `id` is none.
std::optional<ContactKey> letter_place(std::string_view id);

/// Work that failed just now.
struct Failure {
    Work work;
    std::string conversation_id;  ///< "" where it is not known
    std::string error;            ///< one word: "corrupt", "exception"
    std::string payload;          ///< of an event: encode(StoredEvent); else ""
    flows::TimePoint at;
};

struct DeadLetter {
    std::string id;  ///< Work::id()
    int tries = 0;
    flows::TimePoint at;             ///< when it failed last
    std::optional<Failure> failure;  ///< nullopt: the letter itself does not open
};

/// The place in the list of dead letters, which is in the order of `at`, then `id`; letters after it follow.
struct LetterCursor {
    flows::TimePoint at{};
    std::string id;
    auto operator<=>(const LetterCursor&) const = default;
};

/// An event as it reached us, to be given to its contact's conversation again.
struct StoredEvent {
    flows::ContactId contact;  ///< empty where only the key is known
    flows::Event event;
    std::string message_id;
    flows::TimePoint received_at;
};

// Compact forms, as in codec.h; errors: StoreErrc::corrupt.

std::string encode(const StoredEvent& event);
Result<StoredEvent> decode_event(std::string_view bytes);

std::string encode(const Failure& failure);
Result<Failure> decode_failure(std::string_view bytes);

}  // namespace askwell::storage
