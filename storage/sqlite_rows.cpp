#include "storage/sqlite_rows.h"

#include "storage/retention.h"
#include "storage/sqlite_letters.h"

namespace askwell::storage::rows {

namespace {

std::int64_t number_of(Holder holder) {
    return static_cast<std::int64_t>(holder);
}

bool is_duplicate(SqliteConnection& db, const CommitRows& rows) {
    if (rows.mark.empty()) return false;
    SqliteQuery query{db,
                      "SELECT 1 FROM marks WHERE partition=? AND digest=? AND mark=? AND at>=?",
                      rows.key.partition,
                      rows.key.digest,
                      Blob{rows.mark},
                      rows.now - kRetention.count()};
    return query.step();
}

void remember(SqliteConnection& db, const CommitRows& rows) {
    if (rows.mark.empty()) return;
    SqliteQuery{db,
                "INSERT OR REPLACE INTO marks VALUES (?,?,?,?)",
                rows.key.partition,
                rows.key.digest,
                Blob{rows.mark},
                rows.now}
        .step();
}

std::int64_t stored_version(SqliteConnection& db, const ContactKey& key) {
    SqliteQuery query{db, "SELECT version FROM contacts WHERE partition=? AND digest=?", key.partition,
                      key.digest};
    return query.step() ? query.integer(0) : 0;
}

/// Puts the messages into the outbox; true when the committer may send them.
bool append_messages(SqliteConnection& db, const CommitRows& rows) {
    if (rows.messages.empty()) return false;
    const bool was_empty = !SqliteQuery{db, "SELECT 1 FROM messages WHERE partition=? AND digest=? LIMIT 1",
                                        rows.key.partition, rows.key.digest}
                                .step();
    for (const SealedMessage& message : rows.messages) {
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO messages VALUES (?,?,?,0,0,?)",
                    rows.key.partition,
                    rows.key.digest,
                    message.number,
                    Blob{message.sealed}}
            .step();
    }
    if (rows.pull) return false;
    if (was_empty) {
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO outboxes VALUES (?,?,?,?)",
                    rows.key.partition,
                    rows.key.digest,
                    rows.lease_end,
                    number_of(rows.holder)}
            .step();
    } else {
        SqliteQuery{db, "INSERT OR IGNORE INTO outboxes VALUES (?,?,?,NULL)", rows.key.partition,
                    rows.key.digest, rows.now}
            .step();
    }
    return was_empty;
}

void set_outbox_time(SqliteConnection& db, const ContactKey& key, TimePoint until) {
    SqliteQuery{db, "UPDATE outboxes SET until=? WHERE partition=? AND digest=?", flows::to_unix_ms(until),
                key.partition, key.digest}
        .step();
}

/// The contacts whose time has come, the longest due first. `sql`: partition, now, limit → digest.
std::vector<ContactKey> select_due(SqliteConnection& db, std::string_view sql, int partition,
                                   ClaimTerms terms) {
    std::vector<ContactKey> due;
    SqliteQuery query{db, sql, partition, terms.now, terms.limit};
    while (query.step()) due.push_back({partition, query.bytes(0)});
    return due;
}

bool is_held_by_another(SqliteConnection& db, const ContactKey& key, Holder holder) {
    SqliteQuery query{db, "SELECT 1 FROM outboxes WHERE partition=? AND digest=? AND holder<>?",
                      key.partition, key.digest, number_of(holder)};
    return query.step();
}

}  // namespace

std::vector<SealedMessage> outbox(SqliteConnection& db, const ContactKey& key) {
    SqliteQuery query{
        db,
        "SELECT number, attempts, tries, sealed FROM messages WHERE partition=? AND digest=? ORDER BY number",
        key.partition, key.digest};
    std::vector<SealedMessage> messages;
    while (query.step())
        messages.push_back({query.integer(0), query.integer(1), query.integer(2), query.bytes(3)});
    return messages;
}

Committed apply(SqliteConnection& db, const CommitRows& rows) {
    if (is_duplicate(db, rows)) return {CommitStatus::duplicate, false};
    if (rows.state_changed && stored_version(db, rows.key) != rows.expected_version)
        return {CommitStatus::conflict, false};
    remember(db, rows);
    if (!rows.state_changed) return {CommitStatus::applied, false};
    SqliteQuery{db,
                "INSERT INTO contacts VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET version=excluded.version, "
                "sealed=excluded.sealed, due=excluded.due",
                rows.key.partition,
                rows.key.digest,
                rows.expected_version + 1,
                Blob{rows.state},
                rows.due}
        .step();
    for (const SealedFinished& finished : rows.finished) {
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO finished VALUES (?,?,?,?,?)",
                    rows.key.partition,
                    finished.conversation_id,
                    static_cast<std::int64_t>(finished.revision),
                    rows.now,
                    Blob{finished.sealed}}
            .step();
    }
    return {CommitStatus::applied, append_messages(db, rows)};
}

bool begin(SqliteConnection& db, const ContactKey& key, std::int64_t number, int attempts, Holder holder) {
    if (is_held_by_another(db, key, holder)) return false;
    SqliteQuery query{
        db,
        "UPDATE messages SET attempts=attempts+1 WHERE partition=? AND digest=? AND number=? AND attempts=? "
        "RETURNING 1",
        key.partition,
        key.digest,
        number,
        attempts};
    return query.step();
}

std::optional<std::vector<SealedMessage>> apply(SqliteConnection& db, const Settle& settle) {
    const ContactKey& key = settle.key;
    const bool theirs = is_held_by_another(db, key, settle.holder);
    if (theirs && !(settle.done && settle.went_out)) return std::nullopt;
    const auto number = static_cast<std::int64_t>(settle.number);
    const bool waits = SqliteQuery{db, "SELECT 1 FROM messages WHERE partition=? AND digest=? AND number=?",
                                   key.partition, key.digest, number}
                           .step();
    if (waits && !theirs) set_outbox_time(db, key, settle.done ? settle.now + settle.lease : settle.retry_at);
    if (waits && settle.done) {
        SqliteQuery{db, "DELETE FROM messages WHERE partition=? AND digest=? AND number=?", key.partition,
                    key.digest, number}
            .step();
    }
    if (waits && !settle.done) {
        SqliteQuery{
            db, "UPDATE messages SET attempts=0, tries=tries+1 WHERE partition=? AND digest=? AND number=?",
            key.partition, key.digest, number}
            .step();
    }
    std::vector<SealedMessage> rest = outbox(db, key);
    if (rest.empty()) {
        SqliteQuery{db, "DELETE FROM outboxes WHERE partition=? AND digest=?", key.partition, key.digest}
            .step();
    }
    if (theirs) return std::nullopt;
    return rest;
}

std::vector<ContactKey> claim_outbox(SqliteConnection& db, int partition, ClaimTerms terms, Holder holder) {
    const auto claimed =
        select_due(db, "SELECT digest FROM outboxes WHERE partition=? AND until<=? ORDER BY until LIMIT ?",
                   partition, terms);
    for (const ContactKey& key : claimed) {
        SqliteQuery{db,
                    "UPDATE outboxes SET until=?, holder=? WHERE partition=? AND digest=?",
                    terms.lease_end,
                    number_of(holder),
                    partition,
                    key.digest}
            .step();
    }
    return claimed;
}

std::vector<ContactKey> claim_due(SqliteConnection& db, int partition, ClaimTerms terms) {
    const auto claimed =
        select_due(db, "SELECT digest FROM contacts WHERE partition=? AND due<=? ORDER BY due LIMIT ?",
                   partition, terms);
    for (const ContactKey& key : claimed) {
        SqliteQuery{db, "UPDATE contacts SET due=? WHERE partition=? AND digest=?", terms.lease_end,
                    partition, key.digest}
            .step();
    }
    return claimed;
}

std::vector<SealedFinished> claim_finished(SqliteConnection& db, int partition, ClaimTerms terms) {
    std::vector<SealedFinished> claimed;
    {
        SqliteQuery query{
            db,
            "SELECT conversation_id, revision, sealed FROM finished WHERE partition=? AND until<=? ORDER "
            "BY until LIMIT ?",
            partition, terms.now, terms.limit};
        while (query.step()) {
            claimed.push_back({query.bytes(0), static_cast<std::uint32_t>(query.integer(1)), query.bytes(2)});
        }
    }
    for (const SealedFinished& finished : claimed) {
        SqliteQuery{db,
                    "UPDATE finished SET until=? WHERE partition=? AND conversation_id=? AND revision=?",
                    terms.lease_end,
                    partition,
                    finished.conversation_id,
                    static_cast<std::int64_t>(finished.revision)}
            .step();
    }
    return claimed;
}

void keep_note(SqliteConnection& db, const ContactKey& place, const SealedNote& note) {
    SqliteQuery{db,
                "INSERT OR REPLACE INTO notes VALUES (?,?,?,?)",
                place.partition,
                place.digest,
                note.until,
                Blob{note.sealed}}
        .step();
}

std::optional<SealedNote> find_note(SqliteConnection& db, const ContactKey& place, std::int64_t now) {
    SqliteQuery query{db, "SELECT until, sealed FROM notes WHERE partition=? AND digest=? AND until>?",
                      place.partition, place.digest, now};
    if (!query.step()) return std::nullopt;
    return SealedNote{query.integer(0), query.bytes(1)};
}

void drop_note(SqliteConnection& db, const ContactKey& place) {
    SqliteQuery{db, "DELETE FROM notes WHERE partition=? AND digest=?", place.partition, place.digest}.step();
}

bool claim_note(SqliteConnection& db, const ContactKey& place, const NoteClaim& claim, std::int64_t now) {
    SqliteQuery query{db,
                      "INSERT INTO note_claims VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET "
                      "until=excluded.until, holder=excluded.holder WHERE until<=? RETURNING 1",
                      place.partition,
                      place.digest,
                      claim.until,
                      number_of(claim.holder),
                      now};
    return query.step();
}

void end_claim(SqliteConnection& db, const ContactKey& place, Holder holder) {
    SqliteQuery{db, "DELETE FROM note_claims WHERE partition=? AND digest=? AND holder=?", place.partition,
                place.digest, number_of(holder)}
        .step();
}

void tidy(SqliteConnection& db, int partition, std::int64_t now) {
    const std::int64_t before = now - kRetention.count();
    SqliteQuery{db, "DELETE FROM marks WHERE partition=? AND at<?", partition, before}.step();
    SqliteQuery{db, "DELETE FROM provider_ids WHERE partition=? AND at<?", partition, before}.step();
    tidy_failures(db, partition, before);
    SqliteQuery{db, "DELETE FROM notes WHERE partition=? AND until<=?", partition, now}.step();
    SqliteQuery{db, "DELETE FROM note_claims WHERE partition=? AND until<=?", partition, now}.step();
}

}  // namespace askwell::storage::rows
