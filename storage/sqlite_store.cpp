#include "storage/sqlite_store.h"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "storage/digest.h"
#include "storage/embedded.h"
#include "storage/retention.h"
#include "storage/sealed_records.h"
#include "storage/sqlite_database.h"

namespace askwell::storage {

namespace {

constexpr std::int32_t kApplicationId = 0x41736b43;  // "AskC"

using Access = SqliteDatabase::Access;
using Done = std::monostate;

SqliteSchema schema() {
    static const std::array migrations{scripts::conversations_1_sql};
    return {kApplicationId, migrations};
}

std::int64_t ms(TimePoint time) {
    return flows::to_unix_ms(time);
}

Result<void> without_value(const Result<Done>& result) {
    if (!result) return result.error();
    return {};
}

// ---- what happens on the storage thread: rows in, rows out, nothing but sealed values ----

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

std::vector<SealedMessage> read_outbox(SqliteConnection& db, const ContactKey& key) {
    SqliteQuery query{
        db,
        "SELECT number, attempts, tries, sealed FROM messages WHERE partition=? AND digest=? ORDER BY number",
        key.partition, key.digest};
    std::vector<SealedMessage> messages;
    while (query.step())
        messages.push_back({query.integer(0), query.integer(1), query.integer(2), query.bytes(3)});
    return messages;
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
    SqliteQuery{db,
                was_empty ? "INSERT OR REPLACE INTO outboxes VALUES (?,?,?)"
                          : "INSERT OR IGNORE INTO outboxes VALUES (?,?,?)",
                rows.key.partition, rows.key.digest, was_empty ? rows.lease_end : rows.now}
        .step();
    return was_empty;
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

bool begin(SqliteConnection& db, const ContactKey& key, std::int64_t number, int attempts) {
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

void set_outbox_time(SqliteConnection& db, const ContactKey& key, TimePoint until) {
    SqliteQuery{db, "UPDATE outboxes SET until=? WHERE partition=? AND digest=?", ms(until), key.partition,
                key.digest}
        .step();
}

std::vector<SealedMessage> apply(SqliteConnection& db, const Settle& settle) {
    const ContactKey& key = settle.key;
    const auto number = static_cast<std::int64_t>(settle.number);
    const bool waits = SqliteQuery{db, "SELECT 1 FROM messages WHERE partition=? AND digest=? AND number=?",
                                   key.partition, key.digest, number}
                           .step();
    if (waits) set_outbox_time(db, key, settle.done ? settle.now + settle.lease : settle.retry_at);
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
    std::vector<SealedMessage> rest = read_outbox(db, key);
    if (rest.empty()) {
        SqliteQuery{db, "DELETE FROM outboxes WHERE partition=? AND digest=?", key.partition, key.digest}
            .step();
    }
    return rest;
}

/// Two statements over one table and its time column.
struct ClaimStatements {
    std::string_view select;  ///< partition, now, limit → digest
    std::string_view update;  ///< lease end, partition, digest
};

std::vector<ContactKey> claim(SqliteConnection& db, ClaimStatements statements, int partition,
                              std::int64_t now, std::int64_t lease_end, std::int64_t limit) {
    std::vector<ContactKey> claimed;
    {
        SqliteQuery query{db, statements.select, partition, now, limit};
        while (query.step()) claimed.push_back({partition, query.bytes(0)});
    }
    for (const ContactKey& key : claimed)
        SqliteQuery{db, statements.update, lease_end, partition, key.digest}.step();
    return claimed;
}

std::vector<SealedFinished> claim_finished_rows(SqliteConnection& db, int partition, std::int64_t now,
                                                std::int64_t lease_end, std::int64_t limit) {
    std::vector<SealedFinished> claimed;
    {
        SqliteQuery query{
            db,
            "SELECT conversation_id, revision, sealed FROM finished WHERE partition=? AND until<=? ORDER "
            "BY until LIMIT ?",
            partition, now, limit};
        while (query.step()) {
            claimed.push_back({query.bytes(0), static_cast<std::uint32_t>(query.integer(1)), query.bytes(2)});
        }
    }
    for (const SealedFinished& finished : claimed) {
        SqliteQuery{db,
                    "UPDATE finished SET until=? WHERE partition=? AND conversation_id=? AND revision=?",
                    lease_end,
                    partition,
                    finished.conversation_id,
                    static_cast<std::int64_t>(finished.revision)}
            .step();
    }
    return claimed;
}

// ---- the store ----

class SqliteStore final : public ConversationStore {
  public:
    SqliteStore(const std::filesystem::path& path, std::shared_ptr<const Cipher> cipher)
        : records_(std::move(cipher)), database_(path, schema()) {}

    awaitable<Result<flows::ContactState>> load(ContactKey key) override;
    awaitable<Result<Committed>> commit(Commit commit) override;
    awaitable<Result<std::vector<Pending>>> outbox(ContactKey key) override;
    awaitable<Result<bool>> begin_send(ContactKey key, std::uint64_t number, int attempts) override;
    awaitable<Result<std::vector<Pending>>> settle(Settle settle) override;
    awaitable<Result<std::vector<ContactKey>>> claim_outbox(int partition, TimePoint now, Duration lease,
                                                            std::size_t limit) override;
    awaitable<Result<std::vector<ContactKey>>> claim_due(int partition, TimePoint now, Duration lease,
                                                         std::size_t limit) override;
    awaitable<Result<std::vector<flows::Finished>>> claim_finished(int partition, TimePoint now,
                                                                   Duration lease,
                                                                   std::size_t limit) override;
    awaitable<Result<void>> finished_handed_off(ContactKey key, std::string conversation_id,
                                                std::uint32_t revision) override;
    awaitable<Result<void>> remember_provider_id(std::string channel, std::string provider_id, ContactKey key,
                                                 std::uint64_t number, TimePoint now) override;
    awaitable<Result<std::optional<Sent>>> find_provider_id(std::string channel,
                                                            std::string provider_id) override;
    awaitable<Result<void>> tidy(int partition, TimePoint now) override;
    awaitable<Result<void>> check() override;

  private:
    CommitRows to_rows(const Commit& commit) const;
    Result<std::vector<Pending>> open_outbox(const ContactKey& key,
                                             const std::vector<SealedMessage>& messages) const;
    awaitable<Result<std::vector<ContactKey>>> claim_contacts(ClaimStatements statements, int partition,
                                                              TimePoint now, Duration lease,
                                                              std::size_t limit);
    awaitable<Result<void>> write(SqliteDatabase::Job<Done> job);

    SealedRecords records_;
    SqliteDatabase database_;
};

awaitable<Result<void>> SqliteStore::write(SqliteDatabase::Job<Done> job) {
    const Result<Done> done = co_await database_.run<Done>(Access::write, std::move(job));
    co_return without_value(done);
}

awaitable<Result<flows::ContactState>> SqliteStore::load(ContactKey key) {
    struct Row {
        std::uint64_t version = 0;
        std::string sealed;
    };
    SqliteDatabase::Job<Row> job = [key](SqliteConnection& db) {
        SqliteQuery query{db, "SELECT version, sealed FROM contacts WHERE partition=? AND digest=?",
                          key.partition, key.digest};
        return query.step() ? Row{static_cast<std::uint64_t>(query.integer(0)), query.bytes(1)} : Row{};
    };
    const Result<Row> row = co_await database_.run<Row>(Access::read, std::move(job));
    if (!row) co_return row.error();
    if (row->version > 0) co_return records_.open_state(key, row->version, row->sealed);
    flows::ContactState unseen;
    unseen.key = key.text();
    co_return unseen;
}

CommitRows SqliteStore::to_rows(const Commit& commit) const {
    CommitRows rows;
    rows.key = commit.key;
    rows.expected_version = static_cast<std::int64_t>(commit.expected_version);
    if (!commit.message_id.empty()) rows.mark = mark_of(commit.message_id);
    rows.now = ms(commit.now);
    rows.lease_end = ms(commit.now + commit.lease);
    rows.pull = commit.pull;
    rows.state_changed = commit.state_changed;
    if (!commit.state_changed) return rows;
    rows.state = records_.seal(commit.key, commit.expected_version + 1, commit.next);
    for (const flows::Outgoing& message : commit.outgoing) {
        std::string sealed = records_.seal(commit.key, commit.next.contact, message);
        rows.messages.push_back({static_cast<std::int64_t>(message.number), 0, 0, std::move(sealed)});
    }
    for (const flows::Finished& finished : commit.finished) {
        rows.finished.push_back(
            {finished.conversation.id, finished.revision, records_.seal(finished, kForHandOff)});
    }
    if (commit.due) rows.due = ms(*commit.due);
    return rows;
}

awaitable<Result<Committed>> SqliteStore::commit(Commit commit) {
    SqliteDatabase::Job<Committed> job = [rows = to_rows(commit)](SqliteConnection& db) {
        return apply(db, rows);
    };
    return database_.run<Committed>(Access::write, std::move(job));
}

Result<std::vector<Pending>> SqliteStore::open_outbox(const ContactKey& key,
                                                      const std::vector<SealedMessage>& messages) const {
    std::vector<Pending> pending;
    pending.reserve(messages.size());
    for (const SealedMessage& message : messages) {
        Result<Pending> opened = records_.open_pending(key, static_cast<std::uint64_t>(message.number),
                                                       static_cast<int>(message.attempts), message.sealed);
        if (!opened) return opened.error();
        opened->tries = static_cast<int>(message.tries);
        pending.push_back(std::move(*opened));
    }
    return pending;
}

awaitable<Result<std::vector<Pending>>> SqliteStore::outbox(ContactKey key) {
    using Rows = std::vector<SealedMessage>;
    SqliteDatabase::Job<Rows> job = [key](SqliteConnection& db) { return read_outbox(db, key); };
    const Result<Rows> rows = co_await database_.run<Rows>(Access::read, std::move(job));
    if (!rows) co_return rows.error();
    co_return open_outbox(key, *rows);
}

awaitable<Result<bool>> SqliteStore::begin_send(ContactKey key, std::uint64_t number, int attempts) {
    SqliteDatabase::Job<bool> job = [key = std::move(key), number, attempts](SqliteConnection& db) {
        return begin(db, key, static_cast<std::int64_t>(number), attempts);
    };
    return database_.run<bool>(Access::write, std::move(job));
}

awaitable<Result<std::vector<Pending>>> SqliteStore::settle(Settle settle) {
    using Rows = std::vector<SealedMessage>;
    SqliteDatabase::Job<Rows> job = [settle](SqliteConnection& db) { return apply(db, settle); };
    const Result<Rows> rows = co_await database_.run<Rows>(Access::write, std::move(job));
    if (!rows) co_return rows.error();
    co_return open_outbox(settle.key, *rows);
}

awaitable<Result<std::vector<ContactKey>>> SqliteStore::claim_contacts(ClaimStatements statements,
                                                                       int partition, TimePoint now,
                                                                       Duration lease, std::size_t limit) {
    SqliteDatabase::Job<std::vector<ContactKey>> job = [=](SqliteConnection& db) {
        return claim(db, statements, partition, ms(now), ms(now + lease), static_cast<std::int64_t>(limit));
    };
    return database_.run<std::vector<ContactKey>>(Access::write, std::move(job));
}

awaitable<Result<std::vector<ContactKey>>> SqliteStore::claim_outbox(int partition, TimePoint now,
                                                                     Duration lease, std::size_t limit) {
    static constexpr ClaimStatements kStatements{
        "SELECT digest FROM outboxes WHERE partition=? AND until<=? ORDER BY until LIMIT ?",
        "UPDATE outboxes SET until=? WHERE partition=? AND digest=?",
    };
    return claim_contacts(kStatements, partition, now, lease, limit);
}

awaitable<Result<std::vector<ContactKey>>> SqliteStore::claim_due(int partition, TimePoint now,
                                                                  Duration lease, std::size_t limit) {
    static constexpr ClaimStatements kStatements{
        "SELECT digest FROM contacts WHERE partition=? AND due<=? ORDER BY due LIMIT ?",
        "UPDATE contacts SET due=? WHERE partition=? AND digest=?",
    };
    return claim_contacts(kStatements, partition, now, lease, limit);
}

awaitable<Result<std::vector<flows::Finished>>> SqliteStore::claim_finished(int partition, TimePoint now,
                                                                            Duration lease,
                                                                            std::size_t limit) {
    using Rows = std::vector<SealedFinished>;
    SqliteDatabase::Job<Rows> job = [=](SqliteConnection& db) {
        return claim_finished_rows(db, partition, ms(now), ms(now + lease), static_cast<std::int64_t>(limit));
    };
    const Result<Rows> rows = co_await database_.run<Rows>(Access::write, std::move(job));
    if (!rows) co_return rows.error();
    co_return records_.open(*rows, kForHandOff);
}

awaitable<Result<void>> SqliteStore::finished_handed_off(ContactKey key, std::string conversation_id,
                                                         std::uint32_t revision) {
    SqliteDatabase::Job<Done> job = [key = std::move(key), id = std::move(conversation_id),
                                     revision](SqliteConnection& db) {
        SqliteQuery{db, "DELETE FROM finished WHERE partition=? AND conversation_id=? AND revision=?",
                    key.partition, id, static_cast<std::int64_t>(revision)}
            .step();
        return Done{};
    };
    return write(std::move(job));
}

awaitable<Result<void>> SqliteStore::remember_provider_id(std::string channel, std::string provider_id,
                                                          ContactKey key, std::uint64_t number,
                                                          TimePoint now) {
    SqliteDatabase::Job<Done> job = [place = place_of_provider_id(channel, provider_id), contact = key.text(),
                                     number, now](SqliteConnection& db) {
        SqliteQuery{db,
                    "INSERT OR REPLACE INTO provider_ids VALUES (?,?,?,?,?)",
                    place.partition,
                    place.digest,
                    contact,
                    static_cast<std::int64_t>(number),
                    ms(now)}
            .step();
        return Done{};
    };
    return write(std::move(job));
}

awaitable<Result<std::optional<ConversationStore::Sent>>> SqliteStore::find_provider_id(
    std::string channel, std::string provider_id) {
    using Found = std::optional<Sent>;
    SqliteDatabase::Job<Found> job =
        [place = place_of_provider_id(channel, provider_id)](SqliteConnection& db) -> Found {
        SqliteQuery query{db, "SELECT contact, number FROM provider_ids WHERE partition=? AND digest=?",
                          place.partition, place.digest};
        if (!query.step()) return std::nullopt;
        const auto key = ContactKey::parse(query.bytes(0));
        if (!key) return std::nullopt;
        return Sent{*key, static_cast<std::uint64_t>(query.integer(1))};
    };
    return database_.run<Found>(Access::read, std::move(job));
}

awaitable<Result<void>> SqliteStore::tidy(int partition, TimePoint now) {
    SqliteDatabase::Job<Done> job = [partition, before = ms(now - kRetention)](SqliteConnection& db) {
        SqliteQuery{db, "DELETE FROM marks WHERE partition=? AND at<?", partition, before}.step();
        SqliteQuery{db, "DELETE FROM provider_ids WHERE partition=? AND at<?", partition, before}.step();
        return Done{};
    };
    return write(std::move(job));
}

/// Takes the write lock and reads: what a commit needs.
awaitable<Result<void>> SqliteStore::check() {
    SqliteDatabase::Job<Done> job = [](SqliteConnection& db) {
        SqliteQuery{db, "SELECT 1 FROM contacts LIMIT 1"}.step();
        return Done{};
    };
    return write(std::move(job));
}

}  // namespace

std::unique_ptr<ConversationStore> make_sqlite_store(const std::filesystem::path& path,
                                                     std::shared_ptr<const Cipher> cipher) {
    return std::make_unique<SqliteStore>(path, std::move(cipher));
}

}  // namespace askwell::storage
