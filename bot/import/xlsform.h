// XLSForm, the form language of ODK, Kobo and others: a workbook or CSV with the sheets survey, choices and
// settings.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "bot/import/result.h"

namespace askwell::import {

/// A form in an .xlsx workbook. Any bytes are safe.
Imported import_xlsx(std::string_view bytes, const ImportOptions& options);

/// A file of comma-separated values and the name that notes call it by.
struct CsvFile {
    std::string name;
    std::string_view bytes;
};

/// A form in CSV: the survey sheet alone, with its choices in a second file, or all sheets in one file with
/// the name of the sheet in the first column. Any bytes are safe.
Imported import_csv(const CsvFile& survey, const std::optional<CsvFile>& choices,
                    const ImportOptions& options);

}  // namespace askwell::import
