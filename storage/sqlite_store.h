// Conversations in a SQLite file: the embedded default, no server needed. Several processes may use one file
// at once. Errors and thread rule: see conversation_store.h and sqlite_database.h. Tables:
// schema/conversations_*.sql.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/cipher.h"
#include "storage/conversation_store.h"

namespace askwell::storage {

/// Opens or creates the file; its folder exists. Throws boost::system::system_error when the file cannot be
/// used.
std::unique_ptr<ConversationStore> make_sqlite_store(const std::filesystem::path& path,
                                                     std::shared_ptr<const Cipher> cipher);

}  // namespace askwell::storage
