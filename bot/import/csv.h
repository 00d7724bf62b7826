// Comma-separated values (RFC 4180) into rows.
#pragma once

#include <optional>
#include <string_view>

#include "bot/import/result.h"
#include "bot/import/sheet.h"

namespace askwell::import {

/// The rows of a CSV file in UTF-8 with or without a byte order mark. Separators are commas, or semicolons or
/// tabs when the first line has more of those. Quoted fields may hold separators, quotes (doubled) and line
/// breaks. A row's number counts records from 1. Sets `error` for what is not such a file or is over the
/// limits of sheet.h.
std::optional<Sheet> read_csv(std::string_view bytes, std::string name, Note& error);

}  // namespace askwell::import
