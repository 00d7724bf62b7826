#include <cstdio>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "flows/json_source.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

namespace {

flows::Diagnostics check_file(const std::string& file) {
    const auto text = read_text_file(file);
    if (!text) {
        return {{flows::Severity::error, file, 0, 0, "", "this file cannot be read",
                 "name an existing survey or configuration file"}};
    }
    flows::JsonError ignored;
    const auto json = flows::parse_json(*text, ignored);
    const bool configuration =
        json && json->is_object() && !json->contains("questions") &&
        (json->contains("channels") || json->contains("listen") || json->contains("store"));
    if (configuration) return parse_config(file, *text, process_environment()).diagnostics;
    return flows::load_survey(file, *text).diagnostics;
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

}  // namespace

int check(const CheckOptions& options) {
    flows::Diagnostics all;
    for (const std::string& file : options.files) {
        const auto found = check_file(file);
        all.insert(all.end(), found.begin(), found.end());
    }
    std::string subject = fmt::format("{} file(s)", options.files.size());
    if (options.files.empty()) {
        const auto shipped = flows::shipped_catalog().all();
        subject = fmt::format("{} survey(s) that ship", shipped.size());
    }
    if (options.json) {
        nlohmann::json list = nlohmann::json::array();
        for (const auto& diagnostic : all) list.push_back(to_json(diagnostic));
        fmt::print("{}\n", list.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    } else {
        for (const auto& diagnostic : all) fmt::print("{}\n", flows::to_string(diagnostic));
        if (all.empty()) fmt::print("{}: all is well.\n", subject);
    }
    return flows::has_errors(all) ? 1 : 0;
}

}  // namespace askwell::bot
