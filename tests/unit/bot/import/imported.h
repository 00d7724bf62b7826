// What an import gave, seen as its tests want to see it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "bot/import/result.h"
#include "tests/unit/bot/import/form_files.h"

namespace askwell::import::test {

/// The survey's JSON, after checking that Askwell loads it without an error; null after a test failure.
nlohmann::json survey_of(const Imported& imported);

/// The question of this id without its id; null when there is none.
nlohmann::json question_of(const Imported& imported, std::string_view id);

/// One line a note: "dropped survey!C7: what: why".
std::vector<std::string> lines_of(const Notes& notes);
/// The same, joined, for messages of failures.
std::string text_of(const Notes& notes);

/// Imports a workbook with these sheets.
Imported import_workbook(const Sheets& sheets);
/// Imports a workbook whose survey sheet has the columns type, name, label and `extra` …, with these rows,
/// and whose choices are the list "abc" of a, b and c.
Imported import_rows(const std::vector<std::string>& extra, const Cells& rows);
/// Imports a SurveyJS form of these elements (JSON, without the brackets).
Imported import_elements(const std::string& elements);

/// The sheets of a CSV that holds all of them.
Sheets sheets_of_csv(const std::string& bytes);

}  // namespace askwell::import::test
