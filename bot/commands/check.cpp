#include <cstdio>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "flows/json_source.h"
#include "flows/survey_graph.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

namespace {

/// A survey that was checked, or a configuration (then `survey` is null without an error).
flows::LoadedSurvey check_one(const std::string& name) {
    const auto text = read_text_file(name);
    if (!text) {
        for (flows::LoadedSurvey& shipped : flows::shipped_surveys()) {
            if (shipped.survey && shipped.survey->id == name) return std::move(shipped);
        }
        return {nullptr,
                {{flows::Severity::error, name, 0, 0, "", "there is no such file and no such survey ships",
                  "name an existing survey or configuration file"}}};
    }
    flows::JsonError ignored;
    const auto json = flows::parse_json(*text, ignored);
    const bool configuration =
        json && json->is_object() && !json->contains("questions") &&
        (json->contains("channels") || json->contains("listen") || json->contains("store"));
    if (configuration) return {nullptr, parse_config(name, *text, process_environment()).diagnostics};
    return flows::load_survey(name, *text);
}

nlohmann::json to_json(const flows::Diagnostic& diagnostic) {
    return {{"severity", diagnostic.severity == flows::Severity::error ? "error" : "warning"},
            {"file", diagnostic.file},
            {"line", diagnostic.line},
            {"column", diagnostic.column},
            {"pointer", diagnostic.pointer},
            {"message", diagnostic.message},
            {"remedy", diagnostic.remedy}};
}

void print_json(const flows::Diagnostics& all) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& diagnostic : all) list.push_back(to_json(diagnostic));
    fmt::print("{}\n", list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

int draw(const CheckOptions& options) {
    if (options.files.size() != 1) {
        fmt::print(stderr, "--graph draws one survey: name one file, or one survey that ships.\n");
        return 1;
    }
    const flows::LoadedSurvey loaded = check_one(options.files.front());
    for (const auto& diagnostic : loaded.diagnostics)
        fmt::print(stderr, "{}\n", flows::to_string(diagnostic));
    if (loaded.survey == nullptr) {
        if (loaded.diagnostics.empty()) fmt::print(stderr, "A configuration has no questions to draw.\n");
        return 1;
    }
    fmt::print("{}", flows::to_graphviz(*loaded.survey, options.language));
    return 0;
}

}  // namespace

int check(const CheckOptions& options) {
    if (options.graph) return draw(options);
    std::vector<flows::LoadedSurvey> checked;
    for (const std::string& file : options.files) checked.push_back(check_one(file));
    if (options.files.empty()) checked = flows::shipped_surveys();
    flows::Diagnostics all;
    for (const auto& each : checked) all.insert(all.end(), each.diagnostics.begin(), each.diagnostics.end());
    if (options.json) {
        print_json(all);
    } else {
        for (const auto& diagnostic : all) fmt::print("{}\n", flows::to_string(diagnostic));
        const char* const what = options.files.empty() ? "survey(s) that ship" : "file(s)";
        if (all.empty()) fmt::print("{} {}: all is well.\n", checked.size(), what);
    }
    return flows::has_errors(all) ? 1 : 0;
}

}  // namespace askwell::bot
