#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "bot/import/sheet.h"
#include "bot/import/surveyjs.h"
#include "bot/import/text.h"
#include "bot/import/xlsform.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using import::Imported;
using import::Note;

Imported failed(std::string what, std::string why, std::string remedy) {
    Imported imported;
    imported.notes.errors.push_back({"", std::move(what), std::move(why), std::move(remedy)});
    return imported;
}

/// "xlsx", "csv" or "surveyjs" by what is asked for, what the file begins with, and its name; "" when nothing
/// tells.
std::string_view form_kind(const ImportOptions& options, std::string_view bytes) {
    const bool zip = bytes.starts_with("PK");
    if (options.from == "xlsform") return zip ? "xlsx" : "csv";
    if (options.from == "surveyjs") return "surveyjs";
    if (zip) return "xlsx";
    const auto first = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (first != std::string_view::npos && bytes[first] == '{') return "surveyjs";
    const std::string extension = import::ascii_lower(fs::path{options.file}.extension().string());
    return extension == ".csv" || extension == ".tsv" ? "csv" : "";
}

Imported import_file(const ImportOptions& options) {
    std::error_code unknown;
    if (const auto size = fs::file_size(options.file, unknown); !unknown && size > import::kMaxBytes)
        return failed("this file is too large", fmt::format("it has {} bytes", size),
                      "keep only the form in it");
    const auto bytes = read_text_file(options.file);
    if (!bytes)
        return failed("this file cannot be read", "there is no such file",
                      "name a form: .xlsx, .csv or .json");
    const import::ImportOptions how{options.id, fs::path{options.file}.stem().string()};
    const std::string_view kind = form_kind(options, *bytes);
    if (kind != "csv" && !options.choices.empty())
        return failed("--choices goes with a form in CSV", "other forms hold their choices themselves",
                      "leave it out");
    if (kind == "xlsx") return import::import_xlsx(*bytes, how);
    if (kind == "surveyjs") return import::import_surveyjs(*bytes, how);
    if (kind != "csv")
        return failed("what this file is cannot be told",
                      "it is no .xlsx workbook, no JSON and not named .csv",
                      "say --from xlsform or --from surveyjs; save old .xls files as .xlsx");
    const import::CsvFile survey{fs::path{options.file}.filename().string(), *bytes};
    if (options.choices.empty()) return import::import_csv(survey, std::nullopt, how);
    const auto choices = read_text_file(options.choices);
    if (!choices)
        return failed(fmt::format("{} cannot be read", options.choices), "there is no such file",
                      "name the choices' CSV");
    const import::CsvFile second{fs::path{options.choices}.filename().string(), *choices};
    return import::import_csv(survey, second, how);
}

/// "form.xlsx:survey!C7"; places in a CSV name the file themselves.
std::string place_of(const std::string& file, const std::string& where) {
    if (where.empty()) return file;
    const fs::path path{file};
    const std::string name = path.filename().string();
    if (where == name || where.starts_with(name + "!")) return (path.parent_path() / where).string();
    return fmt::format("{}:{}", file, where);
}

void print_notes(const std::string& file, const import::Notes& notes) {
    const auto print = [&file](std::string_view kind, const std::vector<Note>& list) {
        for (const Note& note : list)
            fmt::print(stderr, "{}: {}: {}: {}; to do: {}\n", place_of(file, note.where), kind, note.what,
                       note.why, note.remedy);
    };
    print("error", notes.errors);
    print("dropped", notes.dropped);
    print("changed", notes.changed);
    print("added", notes.added);
}

Json to_json(const std::vector<Note>& notes) {
    Json list = Json::array();
    for (const Note& note : notes)
        list.push_back(
            {{"where", note.where}, {"what", note.what}, {"why", note.why}, {"remedy", note.remedy}});
    return list;
}

void print_json(const Imported& imported) {
    Json json = {{"survey", imported.survey.empty() ? Json(nullptr) : Json::parse(imported.survey)},
                 {"dropped", to_json(imported.notes.dropped)},
                 {"added", to_json(imported.notes.added)},
                 {"changed", to_json(imported.notes.changed)}};
    if (!imported.notes.errors.empty()) json["errors"] = to_json(imported.notes.errors);
    fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
}

/// What the survey's own check finds: warnings as any survey has them, and errors as a last line of defence.
void check(const std::string& name, Imported& imported) {
    const flows::LoadedSurvey loaded = flows::load_survey(name, imported.survey);
    for (const auto& finding : loaded.diagnostics) {
        const bool error = finding.severity == flows::Severity::error;
        auto& notes = error ? imported.notes.errors : imported.notes.changed;
        notes.push_back({finding.pointer, finding.message, "the imported survey says so when it is checked",
                         finding.remedy});
    }
    if (loaded.survey == nullptr) imported.survey.clear();
}

/// False after a note when the file cannot be written. An existing file may hold somebody's work and is kept.
bool write_output(const std::string& file, Imported& imported) {
    std::error_code unknown;
    if (fs::exists(file, unknown)) {
        imported.notes.errors.push_back({"", fmt::format("{} exists already", file), "it is not overwritten",
                                         "name another file, or remove it"});
        return false;
    }
    std::ofstream out{file, std::ios::binary};
    out << imported.survey;
    if (out.flush()) return true;
    imported.notes.errors.push_back({"", fmt::format("{} cannot be written", file),
                                     "the folder is missing, full or not ours", "name another file"});
    return false;
}

}  // namespace

int import_survey(const ImportOptions& options) {
    Imported imported = import_file(options);
    if (!imported.survey.empty()) check(options.output.empty() ? options.file : options.output, imported);
    bool done = !imported.survey.empty();
    if (done && !options.output.empty()) done = write_output(options.output, imported);
    if (options.json) {
        print_json(imported);
    } else {
        print_notes(options.file, imported.notes);
        if (done && options.output.empty()) fmt::print("{}", imported.survey);
    }
    return done ? 0 : 1;
}

}  // namespace askwell::bot
