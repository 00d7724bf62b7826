#include "storage/sqlite_letters.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "storage/retention.h"

namespace askwell::storage::rows {

namespace {

std::int64_t number_of(std::string_view text) {
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// Work::item of a hand-off: "<conversation id>.<revision>".
struct FinishedRow {
    explicit FinishedRow(std::string_view item)
        : conversation_id(item.substr(0, item.find('.'))),
          revision(number_of(item.substr(std::min(conversation_id.size() + 1, item.size())))) {}
    std::string conversation_id;
    std::int64_t revision;
};

void forget_empty_outbox(SqliteConnection& db, const ContactKey& key) {
    SqliteQuery{
        db,
        "DELETE FROM outboxes WHERE partition=?1 AND digest=?2 AND NOT EXISTS (SELECT 1 FROM messages "
        "WHERE partition=?1 AND digest=?2)",
        key.partition, key.digest}
        .step();
}

/// What a letter's work is about.
struct Record {
    std::string sealed;
    std::int64_t attempts = 0;  ///< how often sending it was begun: what may be said once stays so
};

/// Takes the work from where claims find it, with the record it is about, if it has one.
std::optional<Record> set_aside(SqliteConnection& db, const Work& work) {
    const ContactKey& key = work.key;
    switch (work.kind) {
        case WorkKind::event:
            break;
        case WorkKind::timer:
            SqliteQuery{db, "UPDATE contacts SET due=NULL WHERE partition=? AND digest=?", key.partition,
                        key.digest}
                .step();
            break;
        case WorkKind::hand_off: {
            const FinishedRow row{work.item};
            SqliteQuery query{db,
                              "DELETE FROM finished WHERE partition=? AND conversation_id=? AND revision=? "
                              "RETURNING sealed",
                              key.partition, row.conversation_id, row.revision};
            if (query.step()) return Record{query.bytes(0)};
            break;
        }
        case WorkKind::message: {
            std::optional<Record> record;
            {
                SqliteQuery query{db,
                                  "DELETE FROM messages WHERE partition=? AND digest=? AND number=? "
                                  "RETURNING sealed, attempts",
                                  key.partition, key.digest, number_of(work.item)};
                if (query.step()) record = Record{query.bytes(0), query.integer(1)};
            }
            forget_empty_outbox(db, key);
            return record;
        }
    }
    return std::nullopt;
}

/// The inverse; a time or a lease that was set since stands.
void put_back(SqliteConnection& db, const Work& work, const std::optional<Record>& record, std::int64_t now) {
    const ContactKey& key = work.key;
    if (work.kind == WorkKind::timer) {
        SqliteQuery{db, "UPDATE contacts SET due=? WHERE partition=? AND digest=? AND due IS NULL", now,
                    key.partition, key.digest}
            .step();
    }
    if (!record) return;
    if (work.kind == WorkKind::hand_off) {
        const FinishedRow row{work.item};
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO finished VALUES (?,?,?,?,?)",
                    key.partition,
                    row.conversation_id,
                    row.revision,
                    now,
                    Blob{record->sealed}}
            .step();
    }
    if (work.kind == WorkKind::message) {
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO messages VALUES (?,?,?,?,0,?)",
                    key.partition,
                    key.digest,
                    number_of(work.item),
                    record->attempts,
                    Blob{record->sealed}}
            .step();
        SqliteQuery{db, "INSERT OR IGNORE INTO outboxes VALUES (?,?,?,NULL)", key.partition, key.digest, now}
            .step();
    }
}

}  // namespace

bool fail(SqliteConnection& db, const FailureRows& rows) {
    const int partition = rows.work.key.partition;
    std::int64_t count = 0;
    {
        SqliteQuery query{db,
                          "INSERT INTO failures VALUES (?1,?2,1,?3) ON CONFLICT DO UPDATE SET at=?3, "
                          "count=CASE WHEN at<?4 THEN 1 ELSE count+1 END RETURNING count",
                          partition,
                          rows.name,
                          rows.at,
                          rows.at - kRetention.count()};
        query.step();
        count = query.integer(0);
    }
    if (count < rows.limit) return false;
    SqliteQuery{db, "DELETE FROM failures WHERE partition=? AND name=?", partition, rows.name}.step();
    const std::optional<Record> record = set_aside(db, rows.work);
    SqliteQuery{db,
                "INSERT INTO dead_letters VALUES (?,?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
                "tries=tries+excluded.tries, at=excluded.at, sealed=excluded.sealed, "
                "record=coalesce(excluded.record, record), "
                "attempts=attempts+excluded.attempts",
                partition,
                rows.name,
                count,
                rows.at,
                Blob{rows.sealed},
                record ? std::optional{Blob{record->sealed}} : std::nullopt,
                record ? record->attempts : 0}
        .step();
    return true;
}

std::vector<SealedLetter> letters(SqliteConnection& db, int partition, const LetterCursor& after,
                                  std::int64_t limit) {
    SqliteQuery query{
        db,
        "SELECT name, tries, at, sealed FROM dead_letters WHERE partition=? AND (at, name)>(?,?) "
        "ORDER BY at, name LIMIT ?",
        partition,
        flows::to_unix_ms(after.at),
        after.id,
        limit};
    std::vector<SealedLetter> found;
    while (query.step())
        found.push_back({query.bytes(0), query.integer(1), query.integer(2), query.bytes(3)});
    return found;
}

std::optional<SealedLetter> find_letter(SqliteConnection& db, int partition, const std::string& name) {
    SqliteQuery query{db, "SELECT name, tries, at, sealed FROM dead_letters WHERE partition=? AND name=?",
                      partition, name};
    if (!query.step()) return std::nullopt;
    return SealedLetter{query.bytes(0), query.integer(1), query.integer(2), query.bytes(3)};
}

bool release(SqliteConnection& db, const Work& work, std::int64_t now) {
    std::optional<Record> record;
    {
        SqliteQuery query{db,
                          "DELETE FROM dead_letters WHERE partition=? AND name=? RETURNING record IS NULL, "
                          "record, attempts",
                          work.key.partition, work.id()};
        if (!query.step()) return false;
        if (query.integer(0) == 0) record = Record{query.bytes(1), query.integer(2)};
    }
    put_back(db, work, record, now);
    return true;
}

bool discard(SqliteConnection& db, int partition, const std::string& name) {
    SqliteQuery query{db, "DELETE FROM dead_letters WHERE partition=? AND name=? RETURNING 1", partition,
                      name};
    return query.step();
}

std::int64_t count_letters(SqliteConnection& db, int partition) {
    SqliteQuery query{db, "SELECT count(*) FROM dead_letters WHERE partition=?", partition};
    query.step();
    return query.integer(0);
}

void tidy_failures(SqliteConnection& db, int partition, std::int64_t before) {
    SqliteQuery{db, "DELETE FROM failures WHERE partition=? AND at<?", partition, before}.step();
}

}  // namespace askwell::storage::rows
