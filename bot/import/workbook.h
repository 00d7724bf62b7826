// An .xlsx workbook (Office Open XML in a zip) into sheets of texts. Written for bytes from strangers: sizes
// are capped while they are unpacked, not believed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bot/import/result.h"
#include "bot/import/sheet.h"

namespace askwell::import {

/// The sheets of a workbook, each cell as a person reads it: texts of every kind, numbers ("4", "0.5"), truth
/// values ("TRUE"), dates ("2026-11-21", with " 14:05:00" when they have a time). Sets `error` for what is no
/// such workbook, is damaged, encrypted, has a DOCTYPE, holds an error value such as #REF!, or is over the
/// limits of sheet.h.
std::optional<std::vector<Sheet>> read_workbook(std::string_view bytes, Note& error);

}  // namespace askwell::import
