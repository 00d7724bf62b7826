#include "storage/sqlite_ledger.h"

#include <array>
#include <stdexcept>
#include <utility>
#include <variant>

#include <nlohmann/json.hpp>

#include "flows/words.h"
#include "storage/embedded.h"
#include "storage/sealed_records.h"
#include "storage/sqlite_database.h"

namespace askwell::storage {

namespace {

constexpr std::int32_t kApplicationId = 0x41736b4c;  // "AskL"

using boost::asio::awaitable;
using Access = SqliteDatabase::Access;

SqliteSchema schema() {
    static const std::array migrations{scripts::ledger_1_sql};
    return {kApplicationId, migrations};
}

template <typename Enum>
std::optional<std::string_view> word(const std::optional<Enum>& value) {
    return value ? std::optional{flows::to_string(*value)} : std::nullopt;
}

std::optional<std::int64_t> ms(const std::optional<flows::TimePoint>& time) {
    return time ? std::optional{flows::to_unix_ms(*time)} : std::nullopt;
}

/// Numbers only: what else was answered may be personal.
std::string scores_of(const std::vector<flows::Answer>& answers) {
    nlohmann::json scores = nlohmann::json::object();
    for (const flows::Answer& answer : answers) {
        const auto* score = std::get_if<flows::Score>(&answer.value);
        if (score != nullptr && answer.status == flows::AnswerStatus::answered)
            scores[answer.question_id] = score->value;
    }
    return scores.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

struct Row {
    std::int64_t number = 0;
    std::int64_t recorded_at = 0;
    SealedFinished finished;
};

/// The number follows the last one within the transaction that inserts: no gaps, whoever else records at the
/// same time.
void insert(SqliteConnection& db, const flows::Finished& finished, std::string_view sealed,
            std::int64_t now) {
    const flows::Conversation& c = finished.conversation;
    SqliteQuery{db,
                "INSERT INTO ledger SELECT (SELECT COALESCE(MAX(number),0)+1 FROM "
                "ledger),?,?,?,?,?,?,?,?,?,?,?,?,?,? "
                "WHERE true ON CONFLICT (conversation_id) DO UPDATE SET revision=excluded.revision, "
                "sealed=excluded.sealed WHERE excluded.revision>ledger.revision",
                c.id,
                static_cast<std::int64_t>(finished.revision),
                now,
                finished.contact.channel,
                c.survey_id,
                c.survey_version,
                c.language,
                word(c.disposition),
                word(c.end_reason),
                flows::to_unix_ms(c.created_at),
                ms(c.began_at),
                ms(c.ended_at),
                scores_of(c.answers),
                Blob{sealed}}
        .step();
}

std::vector<Row> read(SqliteConnection& db, std::int64_t after, std::int64_t limit) {
    SqliteQuery query{
        db,
        "SELECT number, recorded_at, conversation_id, revision, sealed FROM ledger WHERE number>? ORDER "
        "BY number LIMIT ?",
        after, limit};
    std::vector<Row> rows;
    while (query.step())
        rows.push_back({query.integer(0),
                        query.integer(1),
                        {query.bytes(2), static_cast<std::uint32_t>(query.integer(3)), query.bytes(4)}});
    return rows;
}

class SqliteLedger final : public Ledger {
  public:
    SqliteLedger(const std::filesystem::path& path, std::shared_ptr<const Cipher> cipher)
        : records_(std::move(cipher)), database_(path, schema()) {}

    awaitable<Result<void>> record(flows::Finished finished, flows::TimePoint now) override;
    awaitable<Result<std::vector<LedgerEntry>>> entries(std::int64_t after, std::size_t limit) override;
    awaitable<Result<std::int64_t>> count() override;
    awaitable<Result<void>> check() override;

  private:
    SealedRecords records_;
    SqliteDatabase database_;
};

awaitable<Result<void>> SqliteLedger::record(flows::Finished finished, flows::TimePoint now) {
    std::string sealed = records_.seal(finished, kForLedger);
    SqliteDatabase::Job<std::monostate> job = [finished = std::move(finished), sealed = std::move(sealed),
                                               now](SqliteConnection& db) {
        insert(db, finished, sealed, flows::to_unix_ms(now));
        return std::monostate{};
    };
    const auto done = co_await database_.run<std::monostate>(Access::write, std::move(job));
    if (!done) co_return done.error();
    co_return Result<void>{};
}

awaitable<Result<std::vector<LedgerEntry>>> SqliteLedger::entries(std::int64_t after, std::size_t limit) {
    SqliteDatabase::Job<std::vector<Row>> job = [=](SqliteConnection& db) {
        return read(db, after, static_cast<std::int64_t>(limit));
    };
    const auto rows = co_await database_.run<std::vector<Row>>(Access::read, std::move(job));
    if (!rows) co_return rows.error();
    std::vector<LedgerEntry> entries;
    entries.reserve(rows->size());
    for (const Row& row : *rows) {
        Result<flows::Finished> finished = records_.open(row.finished, kForLedger);
        if (!finished) co_return finished.error();
        entries.push_back({row.number, std::move(*finished), flows::from_unix_ms(row.recorded_at)});
    }
    co_return entries;
}

awaitable<Result<std::int64_t>> SqliteLedger::count() {
    SqliteDatabase::Job<std::int64_t> job = [](SqliteConnection& db) {
        SqliteQuery query{db, "SELECT COUNT(*) FROM ledger"};
        return query.step() ? query.integer(0) : 0;
    };
    return database_.run<std::int64_t>(Access::read, std::move(job));
}

/// Reads only: what is finished waits for a ledger that cannot be written, and a probe must not wait for who
/// is writing, nor hold them up.
awaitable<Result<void>> SqliteLedger::check() {
    SqliteDatabase::Job<std::monostate> job = [](SqliteConnection& db) {
        SqliteQuery{db, "SELECT 1 FROM ledger LIMIT 1"}.step();
        return std::monostate{};
    };
    const auto done = co_await database_.run<std::monostate>(Access::read, std::move(job));
    if (!done) co_return done.error();
    co_return Result<void>{};
}

}  // namespace

std::unique_ptr<Ledger> make_sqlite_ledger(const std::filesystem::path& path,
                                           std::shared_ptr<const Cipher> cipher) {
    return std::make_unique<SqliteLedger>(path, std::move(cipher));
}

}  // namespace askwell::storage
