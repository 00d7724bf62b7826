#include "storage/sqlite_store.h"

#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "storage/digest.h"
#include "storage/embedded.h"
#include "storage/sealed_records.h"
#include "storage/sqlite_database.h"
#include "storage/sqlite_letters.h"
#include "storage/sqlite_rows.h"

namespace askwell::storage {

namespace {

constexpr std::int32_t kApplicationId = 0x41736b43;  // "AskC"

using Access = SqliteDatabase::Access;
using Done = std::monostate;

SqliteSchema schema() {
    static const std::array migrations{scripts::conversations_1_sql, scripts::conversations_2_sql,
                                       scripts::conversations_3_sql, scripts::conversations_4_sql,
                                       scripts::conversations_5_sql};
    return {kApplicationId, migrations};
}

std::int64_t ms(TimePoint time) {
    return flows::to_unix_ms(time);
}

rows::ClaimTerms terms_of(TimePoint now, Duration lease, std::size_t limit) {
    return {ms(now), ms(now + lease), static_cast<std::int64_t>(limit)};
}

Result<void> without_value(const Result<Done>& result) {
    if (!result) return result.error();
    return {};
}

class SqliteStore final : public ConversationStore {
  public:
    SqliteStore(const std::filesystem::path& path, std::shared_ptr<const Cipher> cipher)
        : records_(std::move(cipher)), database_(path, schema()) {}

    awaitable<Result<flows::ContactState>> load(ContactKey key) override;
    awaitable<Result<Committed>> commit(Commit commit) override;
    awaitable<Result<std::vector<Pending>>> outbox(ContactKey key) override;
    awaitable<Result<bool>> begin_send(ContactKey key, std::uint64_t number, int attempts,
                                       Holder holder) override;
    awaitable<Result<std::vector<Pending>>> settle(Settle settle) override;
    awaitable<Result<std::vector<ContactKey>>> claim_outbox(int partition, TimePoint now, Duration lease,
                                                            std::size_t limit, Holder holder) override;
    awaitable<Result<std::vector<ContactKey>>> claim_due(int partition, TimePoint now, Duration lease,
                                                         std::size_t limit) override;
    awaitable<Result<ClaimedFinished>> claim_finished(int partition, TimePoint now, Duration lease,
                                                      std::size_t limit) override;
    awaitable<Result<void>> finished_handed_off(ContactKey key, std::string conversation_id,
                                                std::uint32_t revision) override;
    awaitable<Result<void>> remember_provider_id(std::string channel, std::string provider_id, ContactKey key,
                                                 std::uint64_t number, TimePoint now) override;
    awaitable<Result<std::optional<Sent>>> find_provider_id(std::string channel,
                                                            std::string provider_id) override;
    awaitable<Result<bool>> failed(Failure failure, int limit) override;
    awaitable<Result<std::vector<DeadLetter>>> dead_letters(int partition, LetterCursor after,
                                                            std::size_t limit) override;
    awaitable<Result<std::optional<DeadLetter>>> find_dead_letter(std::string id) override;
    awaitable<Result<bool>> release_dead_letter(Work work, TimePoint now) override;
    awaitable<Result<bool>> discard_dead_letter(std::string id) override;
    awaitable<Result<std::size_t>> count_dead_letters(int partition) override;
    awaitable<Result<void>> keep_note(std::string name, std::string value, TimePoint until,
                                      TimePoint now) override;
    awaitable<Result<std::optional<std::string>>> find_note(std::string name, TimePoint now) override;
    awaitable<Result<void>> drop_note(std::string name) override;
    awaitable<Result<bool>> claim_note(std::string name, Holder holder, TimePoint until,
                                       TimePoint now) override;
    awaitable<Result<void>> end_claim(std::string name, Holder holder) override;
    awaitable<Result<void>> tidy(int partition, TimePoint now) override;
    awaitable<Result<void>> check() override;

  private:
    rows::CommitRows to_rows(const Commit& commit) const;
    std::vector<Pending> open_outbox(const ContactKey& key,
                                     const std::vector<rows::SealedMessage>& messages) const;
    DeadLetter open(rows::SealedLetter row) const;
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

rows::CommitRows SqliteStore::to_rows(const Commit& commit) const {
    rows::CommitRows rows;
    rows.key = commit.key;
    rows.expected_version = static_cast<std::int64_t>(commit.expected_version);
    if (!commit.message_id.empty()) rows.mark = mark_of(commit.message_id);
    rows.now = ms(commit.now);
    rows.lease_end = ms(commit.now + commit.lease);
    rows.holder = commit.holder;
    rows.pull = commit.pull;
    rows.state_changed = commit.state_changed;
    if (!commit.state_changed) return rows;
    rows.state = records_.seal(commit.key, commit.expected_version + 1, commit.next);
    for (const flows::Outgoing& message : commit.outgoing) {
        std::string sealed = records_.seal(commit.key, commit.next.contact, message, commit.reply_route);
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
    SqliteDatabase::Job<Committed> job = [step = to_rows(commit)](SqliteConnection& db) {
        return rows::apply(db, step);
    };
    return database_.run<Committed>(Access::write, std::move(job));
}

std::vector<Pending> SqliteStore::open_outbox(const ContactKey& key,
                                              const std::vector<rows::SealedMessage>& messages) const {
    std::vector<Pending> pending;
    pending.reserve(messages.size());
    for (const rows::SealedMessage& message : messages) {
        Pending opened = records_.open_pending(key, static_cast<std::uint64_t>(message.number),
                                               static_cast<int>(message.attempts), message.sealed);
        opened.tries = static_cast<int>(message.tries);
        pending.push_back(std::move(opened));
    }
    return pending;
}

awaitable<Result<std::vector<Pending>>> SqliteStore::outbox(ContactKey key) {
    using Rows = std::vector<rows::SealedMessage>;
    SqliteDatabase::Job<Rows> job = [key](SqliteConnection& db) { return rows::outbox(db, key); };
    const Result<Rows> rows = co_await database_.run<Rows>(Access::read, std::move(job));
    if (!rows) co_return rows.error();
    co_return open_outbox(key, *rows);
}

awaitable<Result<bool>> SqliteStore::begin_send(ContactKey key, std::uint64_t number, int attempts,
                                                Holder holder) {
    SqliteDatabase::Job<bool> job = [key = std::move(key), number, attempts, holder](SqliteConnection& db) {
        return rows::begin(db, key, static_cast<std::int64_t>(number), attempts, holder);
    };
    return database_.run<bool>(Access::write, std::move(job));
}

awaitable<Result<std::vector<Pending>>> SqliteStore::settle(Settle settle) {
    using Rows = std::optional<std::vector<rows::SealedMessage>>;
    SqliteDatabase::Job<Rows> job = [settle](SqliteConnection& db) { return rows::apply(db, settle); };
    const Result<Rows> result = co_await database_.run<Rows>(Access::write, std::move(job));
    if (!result) co_return result.error();
    const Rows& remaining = *result;
    if (!remaining) co_return StoreErrc::lease_lost;
    co_return open_outbox(settle.key, *remaining);
}

awaitable<Result<std::vector<ContactKey>>> SqliteStore::claim_outbox(int partition, TimePoint now,
                                                                     Duration lease, std::size_t limit,
                                                                     Holder holder) {
    using Keys = std::vector<ContactKey>;
    SqliteDatabase::Job<Keys> job = [partition, terms = terms_of(now, lease, limit),
                                     holder](SqliteConnection& db) {
        return rows::claim_outbox(db, partition, terms, holder);
    };
    return database_.run<Keys>(Access::write, std::move(job));
}

awaitable<Result<std::vector<ContactKey>>> SqliteStore::claim_due(int partition, TimePoint now,
                                                                  Duration lease, std::size_t limit) {
    using Keys = std::vector<ContactKey>;
    SqliteDatabase::Job<Keys> job = [partition, terms = terms_of(now, lease, limit)](SqliteConnection& db) {
        return rows::claim_due(db, partition, terms);
    };
    return database_.run<Keys>(Access::write, std::move(job));
}

awaitable<Result<ClaimedFinished>> SqliteStore::claim_finished(int partition, TimePoint now, Duration lease,
                                                               std::size_t limit) {
    using Rows = std::vector<SealedFinished>;
    SqliteDatabase::Job<Rows> job = [partition, terms = terms_of(now, lease, limit)](SqliteConnection& db) {
        return rows::claim_finished(db, partition, terms);
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

awaitable<Result<bool>> SqliteStore::failed(Failure failure, int limit) {
    SqliteDatabase::Job<bool> job = [rows = rows::FailureRows{failure.work, failure.work.id(), ms(failure.at),
                                                              limit, records_.seal(failure)}](
                                        SqliteConnection& db) { return rows::fail(db, rows); };
    return database_.run<bool>(Access::write, std::move(job));
}

DeadLetter SqliteStore::open(rows::SealedLetter row) const {
    DeadLetter letter;
    letter.tries = static_cast<int>(row.tries);
    letter.at = flows::from_unix_ms(row.at);
    Result<Failure> failure = records_.open_failure(row.name, row.sealed);
    if (failure) letter.failure = std::move(*failure);
    letter.id = std::move(row.name);
    return letter;
}

awaitable<Result<std::vector<DeadLetter>>> SqliteStore::dead_letters(int partition, LetterCursor after,
                                                                     std::size_t limit) {
    using Rows = std::vector<rows::SealedLetter>;
    SqliteDatabase::Job<Rows> job = [partition, after = std::move(after), limit](SqliteConnection& db) {
        return rows::letters(db, partition, after, static_cast<std::int64_t>(limit));
    };
    Result<Rows> rows = co_await database_.run<Rows>(Access::read, std::move(job));
    if (!rows) co_return rows.error();
    std::vector<DeadLetter> letters;
    for (rows::SealedLetter& row : *rows) letters.push_back(open(std::move(row)));
    co_return letters;
}

awaitable<Result<std::optional<DeadLetter>>> SqliteStore::find_dead_letter(std::string id) {
    const auto place = letter_place(id);
    if (!place) co_return std::optional<DeadLetter>{};
    using Row = std::optional<rows::SealedLetter>;
    SqliteDatabase::Job<Row> job = [partition = place->partition, id](SqliteConnection& db) {
        return rows::find_letter(db, partition, id);
    };
    Result<Row> row = co_await database_.run<Row>(Access::read, std::move(job));
    if (!row) co_return row.error();
    Row& found = *row;
    co_return found ? std::optional{open(std::move(*found))} : std::nullopt;
}

awaitable<Result<bool>> SqliteStore::release_dead_letter(Work work, TimePoint now) {
    SqliteDatabase::Job<bool> job = [work = std::move(work), now](SqliteConnection& db) {
        return rows::release(db, work, ms(now));
    };
    return database_.run<bool>(Access::write, std::move(job));
}

awaitable<Result<bool>> SqliteStore::discard_dead_letter(std::string id) {
    const auto place = letter_place(id);
    const int partition = place ? place->partition : 0;
    SqliteDatabase::Job<bool> job = [partition, id = std::move(id)](SqliteConnection& db) {
        return rows::discard(db, partition, id);
    };
    return database_.run<bool>(Access::write, std::move(job));
}

awaitable<Result<std::size_t>> SqliteStore::count_dead_letters(int partition) {
    SqliteDatabase::Job<std::size_t> job = [partition](SqliteConnection& db) {
        return static_cast<std::size_t>(rows::count_letters(db, partition));
    };
    return database_.run<std::size_t>(Access::read, std::move(job));
}

awaitable<Result<void>> SqliteStore::keep_note(std::string name, std::string value, TimePoint until,
                                               TimePoint) {
    SqliteDatabase::Job<Done> job =
        [place = place_of_note(name),
         note = rows::SealedNote{ms(until), records_.seal_note(name, until, value)}](SqliteConnection& db) {
            rows::keep_note(db, place, note);
            return Done{};
        };
    return write(std::move(job));
}

awaitable<Result<std::optional<std::string>>> SqliteStore::find_note(std::string name, TimePoint now) {
    using Found = std::optional<rows::SealedNote>;
    SqliteDatabase::Job<Found> job = [place = place_of_note(name), now](SqliteConnection& db) {
        return rows::find_note(db, place, ms(now));
    };
    const Result<Found> found = co_await database_.run<Found>(Access::read, std::move(job));
    if (!found) co_return found.error();
    const Found& note = *found;
    if (!note) co_return std::optional<std::string>{};
    Result<std::string> value = records_.open_note(name, flows::from_unix_ms(note->until), note->sealed);
    if (!value) co_return value.error();
    co_return std::optional{std::move(*value)};
}

awaitable<Result<void>> SqliteStore::drop_note(std::string name) {
    SqliteDatabase::Job<Done> job = [place = place_of_note(name)](SqliteConnection& db) {
        rows::drop_note(db, place);
        return Done{};
    };
    return write(std::move(job));
}

awaitable<Result<bool>> SqliteStore::claim_note(std::string name, Holder holder, TimePoint until,
                                                TimePoint now) {
    SqliteDatabase::Job<bool> job = [place = place_of_note(name), claim = rows::NoteClaim{ms(until), holder},
                                     now](SqliteConnection& db) {
        return rows::claim_note(db, place, claim, ms(now));
    };
    return database_.run<bool>(Access::write, std::move(job));
}

awaitable<Result<void>> SqliteStore::end_claim(std::string name, Holder holder) {
    SqliteDatabase::Job<Done> job = [place = place_of_note(name), holder](SqliteConnection& db) {
        rows::end_claim(db, place, holder);
        return Done{};
    };
    return write(std::move(job));
}

awaitable<Result<void>> SqliteStore::tidy(int partition, TimePoint now) {
    SqliteDatabase::Job<Done> job = [partition, now](SqliteConnection& db) {
        rows::tidy(db, partition, ms(now));
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
