#include "tests/unit/bot/import/imported.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/core.h>

#include <gtest/gtest.h>

#include "bot/import/csv.h"
#include "bot/import/surveyjs.h"
#include "bot/import/text.h"
#include "bot/import/xlsform.h"
#include "flows/survey_loader.h"

namespace askwell::import::test {

using Json = nlohmann::json;

Json survey_of(const Imported& imported) {
    EXPECT_TRUE(imported.notes.errors.empty()) << text_of(imported.notes);
    if (imported.survey.empty()) return nullptr;
    const auto loaded = flows::load_survey("imported.json", imported.survey);
    for (const auto& finding : loaded.diagnostics) {
        EXPECT_NE(finding.severity, flows::Severity::error) << flows::to_string(finding) << "\n"
                                                            << imported.survey;
    }
    return Json::parse(imported.survey);
}

Json question_of(const Imported& imported, std::string_view id) {
    const Json survey = survey_of(imported);
    if (survey.is_null()) return nullptr;
    for (Json question : survey.at("questions")) {
        if (question.at("id") != id) continue;
        question.erase("id");
        return question;
    }
    return nullptr;
}

std::vector<std::string> lines_of(const Notes& notes) {
    std::vector<std::string> lines;
    const auto add = [&lines](std::string_view kind, const std::vector<Note>& list) {
        for (const Note& note : list) {
            EXPECT_FALSE(note.what.empty() || note.why.empty() || note.remedy.empty())
                << note.where << note.what;
            lines.push_back(fmt::format("{} {}: {}: {}", kind, note.where, note.what, note.why));
        }
    };
    add("error", notes.errors);
    add("dropped", notes.dropped);
    add("changed", notes.changed);
    add("added", notes.added);
    return lines;
}

std::string text_of(const Notes& notes) {
    std::string text;
    for (const std::string& line : lines_of(notes)) text += line + "\n";
    return text;
}

Imported import_workbook(const Sheets& sheets) {
    return import_xlsx(workbook_of(sheets), {"", "form"});
}

Imported import_rows(const std::vector<std::string>& extra, const Cells& rows) {
    Cells survey{{"type", "name", "label"}};
    survey.front().insert(survey.front().end(), extra.begin(), extra.end());
    survey.insert(survey.end(), rows.begin(), rows.end());
    Sheets sheets{{"survey", survey}};
    const bool chooses = std::any_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.front().find(" abc") != std::string::npos;
    });
    if (chooses) {
        sheets.push_back(
            {"choices",
             {{"list_name", "name", "label"}, {"abc", "a", "Ah"}, {"abc", "b", "Be"}, {"abc", "c", "Ce"}}});
    }
    return import_workbook(sheets);
}

Imported import_elements(const std::string& elements) {
    return import_surveyjs(R"({"title": "Form", "locale": "en", "elements": [)" + elements + "]}",
                           {"", "form"});
}

Sheets sheets_of_csv(const std::string& bytes) {
    Note error;
    const auto file = read_csv(bytes, "form.csv", error);
    if (!file) throw std::runtime_error(error.what);
    Sheets sheets;
    for (const Row& row : file->rows) {
        std::vector<std::string> cells;
        for (const auto& [column, text] : row.cells) {
            cells.resize(std::max(cells.size(), static_cast<std::size_t>(column)));
            if (column > 0) cells[static_cast<std::size_t>(column) - 1] = text;
        }
        if (row.cells.contains(0)) sheets.push_back({row.cells.at(0), {}});
        sheets.back().second.push_back(std::move(cells));
    }
    return sheets;
}

}  // namespace askwell::import::test
