// A SQLite database file, opened and brought to the present schema, and its statements.
// Thread rule: one thread at a time. Errors: SqliteError; sqlite_database.h turns them into values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace askwell::storage {

class SqliteError : public std::runtime_error {
  public:
    SqliteError(int code, const std::string& what) : std::runtime_error(what), code_(code) {}
    int code() const { return code_; }
    StoreErrc kind() const;

  private:
    int code_;  ///< SQLite's result code, extended
};

/// What a database file is for, and how it came to its present form.
struct SqliteSchema {
    std::int32_t application_id = 0;  ///< PRAGMA application_id: a file of another kind is refused
    std::span<const std::string_view>
        migrations;  ///< the n-th takes a file from PRAGMA user_version n to n + 1
};

class SqliteConnection {
  public:
    /// Opens or creates; WAL, synchronous=FULL. Throws SqliteError when the file cannot be opened or is of
    /// another kind or of a later schema.
    SqliteConnection(const std::filesystem::path& path, const SqliteSchema& schema);
    SqliteConnection(const SqliteConnection&) = delete;
    SqliteConnection& operator=(const SqliteConnection&) = delete;

    /// Runs one statement without rows.
    void execute(std::string_view sql);
    bool in_transaction() const;

  private:
    friend class SqliteQuery;
    struct Close {
        void operator()(sqlite3* database) const;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    [[noreturn]] void fail(int code) const;
    void require_ok(int code) const;
    void run_script(std::string_view sql);
    void use_wal();
    void migrate(const SqliteSchema& schema);
    std::int64_t pragma(std::string_view sql);
    sqlite3_stmt* prepared(std::string_view sql);

    std::unique_ptr<sqlite3, Close> database_;
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
};

/// Bytes to be bound as a BLOB; a std::string_view is bound as TEXT.
struct Blob {
    std::string_view bytes;
};

/// One use of a statement, which the connection keeps prepared. Parameters are bound from left to right and
/// copied.
class SqliteQuery {
  public:
    template <typename... Values>
    SqliteQuery(SqliteConnection& connection, std::string_view sql, const Values&... values)
        : connection_(connection), statement_(connection.prepared(sql)) {
        int index = 0;
        (bind(++index, values), ...);
    }
    ~SqliteQuery();
    SqliteQuery(const SqliteQuery&) = delete;
    SqliteQuery& operator=(const SqliteQuery&) = delete;

    /// True with a row to read, false at the end.
    bool step();
    std::int64_t integer(int column) const;
    std::string bytes(int column) const;  ///< TEXT or BLOB

  private:
    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view text);
    void bind(int index, Blob blob);
    void bind(int index, std::nullptr_t);
    template <typename T>
    void bind(int index, const std::optional<T>& value) {
        if (value) {
            bind(index, *value);
        } else {
            bind(index, nullptr);
        }
    }

    SqliteConnection& connection_;
    sqlite3_stmt* statement_;
};

}  // namespace askwell::storage
