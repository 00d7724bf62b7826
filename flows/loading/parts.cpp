#include "flows/loading/parts.h"

#include <algorithm>
#include <cstdio>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/duration.h"
#include "flows/timestamp.h"

namespace askwell::flows::loading {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kIdRule =
    "use 1 to 40 lower-case letters, digits, '-' or '_', beginning with a letter";

bool is_id(std::string_view id) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !id.empty() && id.size() <= 40 && id.front() >= 'a' && id.front() <= 'z' &&
           std::all_of(id.begin(), id.end(), allowed);
}

bool is_blank(const Json& text) {
    return text.get_ref<const std::string&>().find_first_not_of(" \t\r\n") == std::string::npos;
}

bool is_list_of_words(const Json& list) {
    return list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& word) {
               return word.is_string() && !is_blank(word);
           });
}

}  // namespace

bool Parts::has_language(std::string_view tag) const {
    return std::find(survey_->languages.begin(), survey_->languages.end(), tag) != survey_->languages.end();
}

std::string Parts::id(const JsonObject& object, std::string_view name) const {
    std::string id = object.text(name);
    if (!id.empty() && !is_id(id)) {
        sink_->error(object.at(name), fmt::format("\"{}\" is not a valid {}", id, name),
                     std::string{kIdRule});
    }
    return id;
}

Localized Parts::texts(const JsonObject& object, std::string_view name, bool required) const {
    const Json* const texts = object.find(name, required, "a text for each language");
    if (texts == nullptr) return {};
    if (!texts->is_object()) {
        sink_->error(object.at(name), fmt::format("\"{}\" holds one text for each language", name),
                     "write {\"zh-CN\": \"…\", \"en\": \"…\"}");
        return {};
    }
    std::map<std::string, std::string, std::less<>> read;
    const JsonObject by_language{*texts, object.at(name), *sink_};
    for (const auto& [language, text] : texts->items()) {
        if (!has_language(language)) {
            sink_->error(by_language.at(language),
                         fmt::format("\"{}\" is not among the survey's languages", language),
                         "add it to \"languages\" or remove this text");
        } else if (!text.is_string() || is_blank(text)) {
            sink_->error(by_language.at(language), "this text is empty or not a text",
                         "write what the customer shall read");
        } else {
            read.emplace(language, text.get<std::string>());
        }
    }
    for (const std::string& language : survey_->languages) {
        if (texts->contains(language)) continue;
        sink_->error(object.at(name), fmt::format("the translation into \"{}\" is missing", language),
                     fmt::format("add \"{}\": \"…\"", language));
    }
    return Localized{std::move(read)};
}

Synonyms Parts::words(const JsonObject& object, std::string_view name) const {
    Synonyms words;
    const Json* const all = object.find(name, false, "words for each language");
    if (all == nullptr) return words;
    const auto complain = [&](const std::string& pointer) {
        sink_->error(pointer,
                     fmt::format("\"{}\" are lists of words for each of the survey's languages", name),
                     "write {\"en\": [\"call\", \"hotline\"]}");
    };
    if (!all->is_object()) {
        complain(object.at(name));
        return words;
    }
    const JsonObject by_language{*all, object.at(name), *sink_};
    for (const auto& [language, list] : all->items()) {
        if (is_list_of_words(list) && has_language(language)) {
            words.emplace(language, list.get<std::vector<std::string>>());
        } else {
            complain(by_language.at(language));
        }
    }
    return words;
}

Duration Parts::duration(const JsonObject& object, std::string_view name, Duration fallback) const {
    const Json* const value = object.find(name, false, "a duration");
    if (value == nullptr) return fallback;
    const auto duration =
        value->is_string() ? parse_duration(value->get_ref<const std::string&>()) : std::nullopt;
    if (duration && *duration > Duration{0}) return *duration;
    sink_->error(object.at(name), fmt::format("\"{}\" is not a duration", name), std::string{kDurationRule});
    return fallback;
}

std::optional<TimePoint> Parts::instant(const JsonObject& object, std::string_view name) const {
    const Json* const value = object.find(name, false, "an instant");
    if (value == nullptr) return std::nullopt;
    const auto time =
        value->is_string() ? parse_timestamp(value->get_ref<const std::string&>()) : std::nullopt;
    if (!time) {
        sink_->error(object.at(name), fmt::format("\"{}\" is not a date and time with an offset", name),
                     "write it like \"2026-11-01T09:00:00+08:00\"");
    }
    return time;
}

}  // namespace askwell::flows::loading
