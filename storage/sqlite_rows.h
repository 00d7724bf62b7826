// Conversations as rows of SQLite's tables: what happens on the storage thread. Rows in, rows out, nothing
// but sealed values and digests; times are milliseconds since the epoch. Tables: schema/conversations_*.sql.
// Thread rule: as SqliteConnection, within a transaction. Errors: SqliteError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/conversation_store.h"
#include "storage/sealed_records.h"
#include "storage/sqlite_connection.h"

namespace askwell::storage::rows {

struct SealedMessage {
    std::int64_t number = 0;
    std::int64_t attempts = 0;
    std::int64_t tries = 0;
    std::string sealed;
};

/// A Commit as rows.
struct CommitRows {
    ContactKey key;
    std::int64_t expected_version = 0;
    std::string mark;
    std::string state;
    std::vector<SealedMessage> messages;
    std::vector<SealedFinished> finished;
    std::optional<std::int64_t> due;
    std::int64_t now = 0;
    std::int64_t lease_end = 0;
    Holder holder{};
    bool pull = false;
    bool state_changed = true;
};

/// See ConversationStore::commit().
Committed apply(SqliteConnection& db, const CommitRows& rows);

/// The contact's messages in order of their numbers.
std::vector<SealedMessage> outbox(SqliteConnection& db, const ContactKey& key);
/// See ConversationStore::begin_send().
bool begin(SqliteConnection& db, const ContactKey& key, std::int64_t number, int attempts, Holder holder);
/// See ConversationStore::settle(); nullopt where that says lease_lost.
std::optional<std::vector<SealedMessage>> apply(SqliteConnection& db, const Settle& settle);

/// When a claim is made, until when, and how many it takes at most.
struct ClaimTerms {
    std::int64_t now = 0;
    std::int64_t lease_end = 0;
    std::int64_t limit = 0;
};
/// See ConversationStore::claim_outbox().
std::vector<ContactKey> claim_outbox(SqliteConnection& db, int partition, ClaimTerms terms, Holder holder);
/// See ConversationStore::claim_due().
std::vector<ContactKey> claim_due(SqliteConnection& db, int partition, ClaimTerms terms);
/// See ConversationStore::claim_finished().
std::vector<SealedFinished> claim_finished(SqliteConnection& db, int partition, ClaimTerms terms);

/// A note as it is kept.
struct SealedNote {
    std::int64_t until = 0;
    std::string sealed;
};
/// `place` is place_of_note() of the name; see ConversationStore::keep_note() and those after it.
void keep_note(SqliteConnection& db, const ContactKey& place, const SealedNote& note);
std::optional<SealedNote> find_note(SqliteConnection& db, const ContactKey& place, std::int64_t now);
void drop_note(SqliteConnection& db, const ContactKey& place);
/// A claim of a name.
struct NoteClaim {
    std::int64_t until = 0;
    Holder holder{};
};
bool claim_note(SqliteConnection& db, const ContactKey& place, const NoteClaim& claim, std::int64_t now);
void end_claim(SqliteConnection& db, const ContactKey& place, Holder holder);

/// See ConversationStore::tidy().
void tidy(SqliteConnection& db, int partition, std::int64_t now);

}  // namespace askwell::storage::rows
