#include "bot/import/xlsform.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "bot/import/csv.h"
#include "bot/import/draft.h"
#include "bot/import/workbook.h"
#include "bot/import/xlsform_reader.h"

namespace askwell::import {

namespace {

Imported failed(Note error) {
    Imported imported;
    imported.notes.errors.push_back(std::move(error));
    return imported;
}

/// The sheets of one file whose first column holds their names: each begins where its name stands.
std::vector<Sheet> split_sheets(const Sheet& file) {
    std::vector<Sheet> sheets;
    for (const Row& row : file.rows) {
        Row rest = row;
        rest.cells.erase(0);
        const auto name = row.cells.find(0);
        if (name != row.cells.end() && !trim(name->second).empty())
            sheets.push_back({ascii_lower(trim(name->second)), {}});
        if (!sheets.empty() && !rest.cells.empty()) sheets.back().rows.push_back(std::move(rest));
    }
    return sheets;
}

bool holds_all_sheets(const Sheet& file) {
    if (file.rows.empty()) return false;
    const auto first = file.rows.front().cells.find(0);
    if (first == file.rows.front().cells.end()) return false;
    const std::string name = ascii_lower(trim(first->second));
    return name == "survey" || name == "choices" || name == "settings";
}

Imported import_sheets(std::vector<Sheet> sheets, const std::string& shown, const ImportOptions& options) {
    Form form;
    for (Sheet& sheet : sheets) {
        const std::string name = ascii_lower(trim(sheet.name));
        // In a CSV, cells are found by the file's name.
        if (!shown.empty()) sheet.name = shown;
        if (name == "survey") {
            form.survey = Table{std::move(sheet)};
        } else if (name == "choices") {
            form.choices = Table{std::move(sheet)};
        } else if (name == "settings") {
            form.settings = Table{std::move(sheet)};
        } else if (!sheet.rows.empty()) {
            form.other_sheets.push_back(sheet.name == shown ? name : sheet.name);
        }
    }
    if (!form.survey.has("type"))
        return failed({shown.empty() ? "survey" : shown, "there is no survey sheet with a column \"type\"",
                       "an XLSForm has its questions there",
                       "name the sheet \"survey\" and its columns type, name and label"});
    return import_form(form, options);
}

}  // namespace

Imported import_xlsx(std::string_view bytes, const ImportOptions& options) {
    Note error;
    auto sheets = read_workbook(bytes, error);
    if (!sheets) return failed(std::move(error));
    return import_sheets(std::move(*sheets), "", options);
}

Imported import_csv(const CsvFile& survey, const std::optional<CsvFile>& choices,
                    const ImportOptions& options) {
    Note error;
    auto sheet = read_csv(survey.bytes, survey.name, error);
    if (!sheet) return failed(std::move(error));
    if (!choices && holds_all_sheets(*sheet))
        return import_sheets(split_sheets(*sheet), survey.name, options);
    Form form{Table{std::move(*sheet)}, {}, {}, {}};
    if (choices) {
        auto more = read_csv(choices->bytes, choices->name, error);
        if (!more) return failed(std::move(error));
        form.choices = Table{std::move(*more)};
    }
    if (!form.survey.has("type"))
        return failed({survey.name, "the first line has no column \"type\"", "an XLSForm has one",
                       "name the columns type, name and label"});
    return import_form(form, options);
}

}  // namespace askwell::import
