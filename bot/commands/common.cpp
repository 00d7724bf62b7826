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

namespace {

/// "Z", "+08:00" or "-03:30" in minutes east of Greenwich; nullopt for anything else.
std::optional<std::int64_t> minutes_east(const std::string& offset) {
    if (offset == "Z") return 0;
    constexpr std::size_t kLength = 6;
    if (offset.size() != kLength || (offset[0] != '+' && offset[0] != '-') || offset[3] != ':')
        return std::nullopt;
    int hours = 0;
    int minutes = 0;
    const char* const begin = offset.data();
    const bool digits = std::from_chars(begin + 1, begin + 3, hours).ptr == begin + 3 &&
                        std::from_chars(begin + 4, begin + 6, minutes).ptr == begin + 6;
    if (!digits || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    const int total = hours * 60 + minutes;
    return offset[0] == '-' ? -total : total;
}

}  // namespace

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
    std::string offset;
    if (in && (in >> offset)) {
        if (const auto east = minutes_east(offset)) {
            const auto local = static_cast<std::int64_t>(::timegm(&parts));
            return flows::from_unix_ms((local - *east * 60) * 1000);
        }
    }
    fmt::print(
        stderr,
        "\"{}\" is not a time. Write Unix seconds, 2026-01-01T00:00:00Z or 2026-01-01T08:00:00+08:00.\n",
        text);
    return std::nullopt;
}

}  // namespace askwell::bot
