// The ledger in a SQLite file: the embedded default. Several processes may record into one file at once;
// analysts may read it with any SQLite tool (schema/ledger_*.sql). Errors and thread rule: any thread; see
// sqlite_database.h.
#pragma once

#include <filesystem>
#include <memory>

#include "storage/cipher.h"
#include "storage/ledger.h"

namespace askwell::storage {

/// Opens or creates the file; its folder exists. Throws boost::system::system_error when the file cannot be
/// used.
std::unique_ptr<Ledger> make_sqlite_ledger(const std::filesystem::path& path,
                                           std::shared_ptr<const Cipher> cipher);

}  // namespace askwell::storage
