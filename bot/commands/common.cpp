#include <charconv>
#include <cstdio>

#include <fmt/core.h>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "bot/service.h"
#include "flows/survey_loader.h"
#include "flows/timestamp.h"

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
    if (const auto time = flows::parse_timestamp(text)) return time;
    fmt::print(
        stderr,
        "\"{}\" is not a time. Write Unix seconds, 2026-01-01T00:00:00Z or 2026-01-01T08:00:00+08:00.\n",
        text);
    return std::nullopt;
}

}  // namespace askwell::bot
