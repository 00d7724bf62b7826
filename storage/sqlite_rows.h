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
    bool pull = false;
    bool state_changed = true;
};

/// See ConversationStore::commit().
Committed apply(SqliteConnection& db, const CommitRows& rows);

/// The contact's messages in order of their numbers.
std::vector<SealedMessage> outbox(SqliteConnection& db, const ContactKey& key);
/// See ConversationStore::begin_send().
bool begin(SqliteConnection& db, const ContactKey& key, std::int64_t number, int attempts);
/// See ConversationStore::settle().
std::vector<SealedMessage> apply(SqliteConnection& db, const Settle& settle);

/// Two statements over one table and its time column.
struct ClaimStatements {
    std::string_view select;  ///< partition, now, limit → digest
    std::string_view update;  ///< lease end, partition, digest
};

/// Contacts whose time has come; their times move to `lease_end`.
std::vector<ContactKey> claim(SqliteConnection& db, ClaimStatements statements, int partition,
                              std::int64_t now, std::int64_t lease_end, std::int64_t limit);
/// See ConversationStore::claim_finished().
std::vector<SealedFinished> claim_finished(SqliteConnection& db, int partition, std::int64_t now,
                                           std::int64_t lease_end, std::int64_t limit);

/// A note as it is kept.
struct SealedNote {
    std::int64_t until = 0;
    std::string sealed;
};
/// `place` is place_of_note() of the name; see ConversationStore::keep_note() and those after it.
void keep_note(SqliteConnection& db, const ContactKey& place, const SealedNote& note);
std::optional<SealedNote> find_note(SqliteConnection& db, const ContactKey& place, std::int64_t now);
bool claim_note(SqliteConnection& db, const ContactKey& place, std::int64_t until, std::int64_t now);
void drop_note(SqliteConnection& db, const ContactKey& place);

/// See ConversationStore::tidy().
void tidy(SqliteConnection& db, int partition, std::int64_t now);

}  // namespace askwell::storage::rows
