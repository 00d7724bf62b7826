#include "storage/sqlite_connection.h"

#include <chrono>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

namespace askwell::storage {

namespace {

/// How long a statement waits for another process's transaction.
constexpr int kBusyMilliseconds = 5000;

}  // namespace

StoreErrc SqliteError::kind() const {
    switch (code_ & 0xff) {  // the primary code
        case SQLITE_FULL:
        case SQLITE_NOMEM:
            return StoreErrc::full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_PROTOCOL:
            return StoreErrc::unavailable;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return StoreErrc::corrupt;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_MISMATCH:
            return StoreErrc::misconfigured;
        default:
            return StoreErrc::protocol;
    }
}

void SqliteConnection::Close::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}
void SqliteConnection::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

void SqliteConnection::fail(int code) const {
    throw SqliteError(code, sqlite3_errmsg(database_.get()));
}

void SqliteConnection::require_ok(int code) const {
    if (code != SQLITE_OK) fail(code);
}

SqliteConnection::SqliteConnection(const std::filesystem::path& path, const SqliteSchema& schema) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(
        path.c_str(), &opened,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    database_.reset(opened);
    try {
        require_ok(code);
        require_ok(sqlite3_busy_timeout(opened, kBusyMilliseconds));
        use_wal();
        run_script("PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;");
        migrate(schema);
    } catch (const SqliteError& error) {
        throw SqliteError(error.code(),
                          fmt::format("cannot use the database {}: {}", path.string(), error.what()));
    }
}

/// Another process that opens the file at the same moment makes this BUSY without the busy timeout being
/// asked.
void SqliteConnection::use_wal() {
    for (int tries = 1;; ++tries) {
        const int code = sqlite3_exec(database_.get(), "PRAGMA journal_mode=WAL", nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        if ((code & 0xff) != SQLITE_BUSY || tries == 100) fail(code);
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
}

void SqliteConnection::migrate(const SqliteSchema& schema) {
    run_script("BEGIN IMMEDIATE");
    const std::int64_t application = pragma("PRAGMA application_id");
    const std::int64_t version = pragma("PRAGMA user_version");
    const auto latest = static_cast<std::int64_t>(schema.migrations.size());
    if ((application != 0 || version != 0) && application != schema.application_id) {
        throw SqliteError(SQLITE_MISMATCH, "the file belongs to something else");
    }
    if (version > latest) {
        throw SqliteError(SQLITE_MISMATCH,
                          fmt::format("its schema {} is later than {}, the last this program knows; "
                                      "run the version that wrote it",
                                      version, latest));
    }
    for (auto at = version; at < latest; ++at) run_script(schema.migrations[static_cast<std::size_t>(at)]);
    run_script(fmt::format("PRAGMA application_id={}; PRAGMA user_version={}; COMMIT", schema.application_id,
                           latest));
}

void SqliteConnection::run_script(std::string_view sql) {
    require_ok(sqlite3_exec(database_.get(), std::string{sql}.c_str(), nullptr, nullptr, nullptr));
}

std::int64_t SqliteConnection::pragma(std::string_view sql) {
    SqliteQuery query{*this, sql};
    return query.step() ? query.integer(0) : 0;
}

void SqliteConnection::execute(std::string_view sql) {
    SqliteQuery{*this, sql}.step();
}

bool SqliteConnection::in_transaction() const {
    return sqlite3_get_autocommit(database_.get()) == 0;
}

sqlite3_stmt* SqliteConnection::prepared(std::string_view sql) {
    auto& statement = statements_[std::string{sql}];
    if (!statement) {
        sqlite3_stmt* made = nullptr;
        require_ok(sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &made, nullptr));
        statement.reset(made);
    }
    return statement.get();
}

SqliteQuery::~SqliteQuery() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

bool SqliteQuery::step() {
    const int code = sqlite3_step(statement_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) connection_.fail(code);
    return code == SQLITE_ROW;
}

std::int64_t SqliteQuery::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string SqliteQuery::bytes(int column) const {
    const void* data = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return size == 0 ? std::string{} : std::string{static_cast<const char*>(data), size};
}

void SqliteQuery::bind(int index, std::int64_t value) {
    connection_.require_ok(sqlite3_bind_int64(statement_, index, value));
}

void SqliteQuery::bind(int index, std::string_view text) {
    connection_.require_ok(
        sqlite3_bind_text64(statement_, index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void SqliteQuery::bind(int index, Blob blob) {
    connection_.require_ok(
        sqlite3_bind_blob64(statement_, index, blob.bytes.data(), blob.bytes.size(), SQLITE_TRANSIENT));
}

void SqliteQuery::bind(int index, std::nullptr_t) {
    connection_.require_ok(sqlite3_bind_null(statement_, index));
}

}  // namespace askwell::storage
