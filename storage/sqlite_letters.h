// Dead letters as rows of SQLite's tables: what happens on the storage thread. Rules as in sqlite_rows.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/dead_letter.h"
#include "storage/sqlite_connection.h"

namespace askwell::storage::rows {

/// A Failure as rows.
struct FailureRows {
    Work work;
    std::string name;  ///< Work::id()
    std::int64_t at = 0;
    int limit = 0;
    std::string sealed;
};
/// See ConversationStore::failed().
bool fail(SqliteConnection& db, const FailureRows& rows);

struct SealedLetter {
    std::string name;
    std::int64_t tries = 0;
    std::int64_t at = 0;
    std::string sealed;
};
/// See ConversationStore::dead_letters() and those after it.
std::vector<SealedLetter> letters(SqliteConnection& db, int partition, const LetterCursor& after,
                                  std::int64_t limit);
std::optional<SealedLetter> find_letter(SqliteConnection& db, int partition, const std::string& name);
bool release(SqliteConnection& db, const Work& work, std::int64_t now);
bool discard(SqliteConnection& db, int partition, const std::string& name);
std::int64_t count_letters(SqliteConnection& db, int partition);

/// Forgets counts whose last failure was before `before`.
void tidy_failures(SqliteConnection& db, int partition, std::int64_t before);

}  // namespace askwell::storage::rows
