#include <algorithm>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "bot/commands/commands.h"
#include "bot/views.h"
#include "flows/json_source.h"
#include "flows/reading.h"
#include "flows/words.h"

namespace askwell::bot {

namespace {

using Json = nlohmann::json;

const flows::Question* find_question(const flows::Survey& survey, const std::string& name) {
    if (const auto* const question = survey.find(name)) return question;
    std::size_t number = 0;
    const char* const end = name.data() + name.size();
    if (std::from_chars(name.data(), end, number).ptr == end && number >= 1 &&
        number <= survey.questions.size()) {
        return &survey.questions[number - 1];
    }
    const auto first_of_type = std::find_if(
        survey.questions.begin(), survey.questions.end(),
        [&name](const flows::Question& question) { return flows::to_string(question.type) == name; });
    if (first_of_type != survey.questions.end()) return &*first_of_type;
    std::string known;
    for (const auto& question : survey.questions) known += (known.empty() ? "" : ", ") + question.id;
    fmt::print(stderr, "Survey {} has no question \"{}\". It has: {}.\n", survey.id, name, known);
    return nullptr;
}

std::string_view word(flows::ReadingKind kind) {
    switch (kind) {
        case flows::ReadingKind::answer:
            return "answer";
        case flows::ReadingKind::unclear:
            return "unclear";
        case flows::ReadingKind::command:
            return "command";
        case flows::ReadingKind::nothing:
            return "nothing";
    }
    return "unclear";
}

/// A single choice reads as its code, several as a list of codes; what was written for "other" stands beside
/// it.
void write_value(const flows::Question& question, const flows::AnswerValue& value, Json& line) {
    const auto* const chosen = std::get_if<flows::Chosen>(&value);
    if (chosen == nullptr) {
        line["value"] = to_json(value);
        return;
    }
    const bool single = question.type == flows::QuestionType::single;
    line["value"] = single && !chosen->codes.empty() ? Json(chosen->codes.front()) : Json(chosen->codes);
    if (!chosen->other.empty()) line["other"] = chosen->other;
}

Json to_line(const flows::Question& question, const flows::Reading& reading) {
    Json line = {{"kind", word(reading.kind)}, {"value", nullptr}, {"comment", reading.comment}};
    if (reading.kind == flows::ReadingKind::answer) write_value(question, reading.value, line);
    if (reading.command && reading.kind == flows::ReadingKind::command)
        line["value"] = flows::to_string(*reading.command);
    if (reading.confirm) line["confirm"] = true;
    if (!reading.language.empty()) line["language"] = reading.language;
    if (!reading.reason.empty()) line["reason"] = reading.reason;
    return line;
}

/// Nothing comes before a reply here, so that what puts something right ("I meant 4") answers this question.
flows::Reading read_reply(const flows::Question& question, std::string_view text,
                          const flows::ReadingContext& context) {
    flows::Reading reading = flows::read_answer(question, text, context);
    if (reading.kind != flows::ReadingKind::unclear) return reading;
    const auto instead = flows::read_correction(text);
    if (!instead || instead->empty()) return reading;
    flows::Reading meant = flows::read_answer(question, *instead, context);
    return meant.kind == flows::ReadingKind::answer ? meant : reading;
}

/// The zone in which days are counted: the offset that was written with `now`, as ICU names it; "" for UTC.
std::string zone_of(const std::string& now) {
    constexpr std::size_t kOffset = 6;  // "+08:00"
    const std::size_t sign = now.find_last_of("+-");
    const bool offset = sign != std::string::npos && now.size() - sign == kOffset && now[sign + 3] == ':';
    return offset ? "GMT" + now.substr(sign) : std::string{};
}

}  // namespace

int read(const ReadOptions& options) {
    const auto survey = find_survey(options.survey);
    const auto now = parse_time(options.now);
    if (survey == nullptr || !now) return 1;
    const auto* const question = find_question(*survey, options.question);
    if (question == nullptr) return 1;
    const std::string language =
        options.language.empty() ? std::string{survey->fallback_language()} : options.language;
    const std::string zone = zone_of(options.now);
    const flows::ReadingContext context{language, false, *now, zone};
    std::string line;
    int exit_code = 0;
    while (std::getline(std::cin, line)) {
        if (options.json) {
            flows::JsonError error;
            const auto parsed = flows::parse_json(line, error);
            if (!parsed || !parsed->is_string()) {
                fmt::print(stderr, "With --json every line is a JSON string; this one is not: {}\n",
                           parsed ? "it is JSON, but no string" : error.message);
                fmt::print("{}\n", Json({{"kind", "unclear"},
                                         {"value", nullptr},
                                         {"comment", ""},
                                         {"reason", "not_a_json_string"}})
                                       .dump());
                exit_code = 1;
                continue;
            }
            line = parsed->get<std::string>();
        }
        const flows::Reading reading = read_reply(*question, line, context);
        fmt::print("{}\n", to_line(*question, reading).dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    return exit_code;
}

}  // namespace askwell::bot
