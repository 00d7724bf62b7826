#include "bot/import/survey_json.h"

#include <cmath>
#include <cstdint>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "bot/import/text.h"
#include "flows/words.h"

namespace askwell::import {

namespace {

using Json = nlohmann::ordered_json;
using flows::QuestionType;

/// "4" rather than "4.0": authors go on editing this.
Json number(double value) {
    if (value == std::floor(value) && std::abs(value) < 1e15) return static_cast<std::int64_t>(value);
    return value;
}

Json texts(const flows::Survey& survey, const flows::Localized& localized) {
    Json by_language = Json::object();
    for (const std::string& language : survey.languages) {
        const auto text = localized.all().find(language);
        if (text != localized.all().end()) by_language[language] = text->second;
    }
    return by_language;
}

Json condition(const flows::Survey& survey, const flows::Condition& what) {
    using Kind = flows::Condition::Kind;
    if (what.kind == Kind::none) return {{"not", condition(survey, what.parts.at(0))}};
    if (what.kind != Kind::compare) {
        Json parts = Json::array();
        for (const auto& part : what.parts) parts.push_back(condition(survey, part));
        return {{what.kind == Kind::all ? "and" : "or", std::move(parts)}};
    }
    Json compare = {{"question", survey.questions.at(what.question.value_or(0)).id}};
    Json values = Json::array();
    for (const auto& value : what.is) {
        if (const auto* const figure = std::get_if<double>(&value)) {
            values.push_back(number(*figure));
        } else {
            std::visit([&values](const auto& other) { values.push_back(other); }, value);
        }
    }
    if (values.size() == 1) {
        compare["is"] = values[0];
    } else if (!values.empty()) {
        compare["is"] = std::move(values);
    }
    if (what.at_least) compare["at_least"] = number(*what.at_least);
    if (what.at_most) compare["at_most"] = number(*what.at_most);
    if (what.given) compare["given"] = *what.given;
    return compare;
}

void add_scale(const flows::Survey& survey, const flows::Question& question, Json& json) {
    if (question.type == QuestionType::nps) {
        if (!question.low_label.empty()) json["low_label"] = texts(survey, question.low_label);
        if (!question.high_label.empty()) json["high_label"] = texts(survey, question.high_label);
        return;
    }
    json["meaning"] = "csat";
    Json points = Json::array();
    for (const flows::ScalePoint& point : question.scale.points)
        points.push_back({{"score", point.score}, {"label", texts(survey, point.label)}});
    json["scale"] = {{"points", std::move(points)}};
}

void add_options(const flows::Survey& survey, const flows::Question& question, Json& json) {
    Json options = Json::array();
    for (const flows::Option& option : question.options) {
        Json entry = {{"code", option.code}, {"label", texts(survey, option.label)}};
        if (option.other) entry["other"] = true;
        if (!option.other_prompt.empty()) entry["other_prompt"] = texts(survey, option.other_prompt);
        options.push_back(std::move(entry));
    }
    json["options"] = std::move(options);
    if (question.randomise) json["randomise"] = true;
}

void add_limits(const flows::Question& question, Json& json) {
    if (question.minimum) json["minimum"] = number(*question.minimum);
    if (question.maximum) json["maximum"] = number(*question.maximum);
    if (question.whole) json["whole"] = true;
}

void add_date(const flows::Question& question, Json& json) {
    if (question.when != flows::DateRange::any)
        json["when"] = question.when == flows::DateRange::past ? "past" : "future";
    if (question.with_time) json["time"] = true;
}

Json question_json(const flows::Survey& survey, const flows::Question& question) {
    Json json = {{"id", question.id},
                 {"type", flows::to_string(question.type)},
                 {"text", texts(survey, question.text)}};
    const bool asks = question.type != QuestionType::info;
    if (asks && !question.dimension.empty()) json["dimension"] = question.dimension;
    if (question.ask_if) json["ask_if"] = condition(survey, *question.ask_if);
    if (asks && question.key) json["key"] = true;
    if (question.scored()) add_scale(survey, question, json);
    if (question.chosen()) add_options(survey, question, json);
    if (question.type == QuestionType::number) add_limits(question, json);
    if (question.type == QuestionType::date) add_date(question, json);
    return json;
}

std::string duration_text(flows::Duration duration) {
    return std::to_string(duration / flows::kDay) + "d";
}

}  // namespace

std::string to_json(const flows::Survey& survey) {
    Json json = {{"id", survey.id}, {"version", survey.version}, {"languages", survey.languages}};
    json["title"] = texts(survey, survey.title);
    json["invitation"] = texts(survey, survey.invitation);
    json["reminder"] = {{"after", duration_text(survey.reminder_after)},
                        {"text", texts(survey, survey.reminder)}};
    json["expires_after"] = duration_text(survey.expires_after);
    json["thanks"] = texts(survey, survey.thanks);
    for (const auto& [when, text] : survey.thanks_if)
        json["thanks_if"].push_back({{"if", condition(survey, when)}, {"text", texts(survey, text)}});
    json["questions"] = Json::array();
    for (const auto& question : survey.questions)
        json["questions"].push_back(question_json(survey, question));
    return json.dump(2) + "\n";
}

}  // namespace askwell::import
