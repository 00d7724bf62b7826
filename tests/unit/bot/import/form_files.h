// Forms for the tests of imports: workbooks written by libxlsxwriter, zip archives with any content.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace askwell::import::test {

using Cells = std::vector<std::vector<std::string>>;
using Sheets = std::vector<std::pair<std::string, Cells>>;

/// The bytes of an .xlsx with these sheets; empty cells are not written.
std::string workbook_of(const Sheets& sheets);

/// A workbook with one sheet "survey" whose first row holds a number, a truth value, a date, a date and time,
/// a rich string and a formula.
std::string workbook_of_all_kinds();

/// A zip archive with these entries (path, content).
std::string zip_of(const std::vector<std::pair<std::string, std::string>>& entries);

/// The least workbook around one worksheet's XML, with these shared strings (XML of a <sst>).
std::string workbook_around(const std::string& worksheet, const std::string& strings = "<sst/>");

/// A file of this folder.
std::string sample(const std::string& name);

}  // namespace askwell::import::test
