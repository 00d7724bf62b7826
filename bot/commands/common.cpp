#include <charconv>
#include <cstdio>
#include <iomanip>
#include <sstream>

#include <fmt/core.h>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "bot/service.h"
#include "flows/survey_loader.h"

namespace askwell::bot {

flows::SurveyPtr find_survey(const std::string& name) {
    const flows::Catalog catalog = flows::shipped_catalog();
    if (auto survey = catalog.current(name)) return survey;
    const auto text = read_text_file(name);
    if (!text) {
        std::string known;
        for (const auto& survey : catalog.all()) known += (known.empty() ? "" : ", ") + survey->id;
        fmt::print(stderr, "There is no survey \"{}\" and no such file. Surveys that ship: {}.\n", name,
                   known);
        return nullptr;
    }
    const flows::LoadedSurvey loaded = flows::load_survey(name, *text);
    for (const auto& diagnostic : loaded.diagnostics)
        fmt::print(stderr, "{}\n", flows::to_string(diagnostic));
    return loaded.survey;
}

std::optional<flows::TimePoint> parse_time(const std::string& text) {
    if (text.empty()) return system_now();
    std::int64_t seconds = 0;
    const char* const end = text.data() + text.size();
    if (const auto [at, error] = std::from_chars(text.data(), end, seconds);
        error == std::errc{} && at == end) {
        return flows::from_unix_ms(seconds * 1000);
    }
    std::tm parts{};
    std::istringstream in{text};
    in >> std::get_time(&parts, "%Y-%m-%dT%H:%M:%S");
    std::string rest;
    if (in && (in >> rest) && rest == "Z")
        return flows::from_unix_ms(static_cast<std::int64_t>(::timegm(&parts)) * 1000);
    fmt::print(stderr, "\"{}\" is not a time. Write Unix seconds or 2026-01-01T00:00:00Z.\n", text);
    return std::nullopt;
}

}  // namespace askwell::bot
