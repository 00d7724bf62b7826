#include "flows/survey_loader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/duration.h"
#include "flows/embedded.h"
#include "flows/json_object.h"
#include "flows/json_source.h"
#include "flows/survey_lint.h"

namespace askwell::flows {

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

/// FNV-1a, 64 bits: tells two texts apart; nobody attacks it, authors write their own surveys.
std::uint64_t fingerprint(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

class Loader {
  public:
    Loader(DiagnosticSink& sink, Survey& survey) : sink_(sink), survey_(survey) {}

    void load(const Json& document) {
        JsonObject object{document, "", sink_};
        object.allow({"$schema", "id", "version", "languages", "title", "invitation", "reminder",
                      "expires_after", "thanks", "thanks_partial", "questions"});
        survey_.id = read_id(object, "id");
        survey_.version = object.text("version");
        read_languages(object);
        survey_.title = read_texts(object, "title", true);
        survey_.invitation = read_texts(object, "invitation", true);
        survey_.thanks = read_texts(object, "thanks", true);
        survey_.thanks_partial = read_texts(object, "thanks_partial", false);
        read_reminder(object);
        survey_.expires_after = read_duration(object, "expires_after", survey_.expires_after);
        read_questions(object);
    }

  private:
    std::string read_id(JsonObject& object, std::string_view name) {
        std::string id = object.text(name);
        if (!id.empty() && !is_id(id)) {
            sink_.error(object.at(name), fmt::format("\"{}\" is not a valid {}", id, name),
                        std::string{kIdRule});
        }
        return id;
    }

    void read_languages(JsonObject& object) {
        const Json* const list = object.array("languages", true);
        if (list == nullptr) return;
        for (std::size_t i = 0; i < list->size(); ++i) {
            const Json& tag = (*list)[i];
            const std::string pointer = fmt::format("{}/{}", object.at("languages"), i);
            if (!tag.is_string() || tag.get_ref<const std::string&>().empty()) {
                sink_.error(pointer, "a language is a text",
                            "write a BCP 47 tag such as \"zh-CN\" or \"en\"");
            } else if (std::find(survey_.languages.begin(), survey_.languages.end(),
                                 tag.get<std::string>()) != survey_.languages.end()) {
                sink_.error(pointer, "this language is listed twice", "remove one");
            } else {
                survey_.languages.push_back(tag.get<std::string>());
            }
        }
        if (list->empty()) {
            sink_.error(object.at("languages"), "a survey has at least one language",
                        "list the languages, the fallback first");
        }
    }

    Localized read_texts(JsonObject& object, std::string_view name, bool required) {
        const Json* const texts = object.find(name, required, "a text for each language");
        if (texts == nullptr) return {};
        if (!texts->is_object()) {
            sink_.error(object.at(name), fmt::format("\"{}\" holds one text for each language", name),
                        "write {\"zh-CN\": \"…\", \"en\": \"…\"}");
            return {};
        }
        std::map<std::string, std::string, std::less<>> read;
        for (const auto& [language, text] : texts->items()) {
            const std::string pointer = object.at(name) + "/" + language;
            if (std::find(survey_.languages.begin(), survey_.languages.end(), language) ==
                survey_.languages.end()) {
                sink_.error(pointer, fmt::format("\"{}\" is not among the survey's languages", language),
                            "add it to \"languages\" or remove this text");
            } else if (!text.is_string() || is_blank(text.get_ref<const std::string&>())) {
                sink_.error(pointer, "this text is empty or not a text",
                            "write what the customer shall read");
            } else {
                read.emplace(language, text.get<std::string>());
            }
        }
        for (const std::string& language : survey_.languages) {
            if (!texts->contains(language)) {
                sink_.error(object.at(name), fmt::format("the translation into \"{}\" is missing", language),
                            fmt::format("add \"{}\": \"…\"", language));
            }
        }
        return Localized{std::move(read)};
    }

    static bool is_blank(std::string_view text) {
        return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    }

    Synonyms read_synonyms(JsonObject& object) {
        Synonyms synonyms;
        const Json* const all = object.find("synonyms", false, "words for each language");
        if (all == nullptr) return synonyms;
        const auto complain = [&](const std::string& pointer) {
            sink_.error(pointer, "synonyms are lists of words for each language",
                        "write {\"en\": [\"call\", \"hotline\"]}");
        };
        if (!all->is_object()) {
            complain(object.at("synonyms"));
            return synonyms;
        }
        for (const auto& [language, list] : all->items()) {
            const std::string pointer = object.at("synonyms") + "/" + language;
            const bool words = list.is_array() && std::all_of(list.begin(), list.end(), [](const Json& word) {
                                   return word.is_string() && !is_blank(word.get_ref<const std::string&>());
                               });
            if (!words || std::find(survey_.languages.begin(), survey_.languages.end(), language) ==
                              survey_.languages.end()) {
                complain(pointer);
                continue;
            }
            synonyms.emplace(language, list.get<std::vector<std::string>>());
        }
        return synonyms;
    }

    void read_reminder(JsonObject& object) {
        const Json* const reminder = object.find("reminder", true, "when and how the customer is reminded");
        if (reminder == nullptr) return;
        JsonObject settings{*reminder, object.at("reminder"), sink_};
        settings.allow({"after", "text"});
        survey_.reminder_after = read_duration(settings, "after", survey_.reminder_after);
        survey_.reminder = read_texts(settings, "text", true);
    }

    Duration read_duration(JsonObject& object, std::string_view name, Duration fallback) {
        const Json* const value = object.find(name, false, "a duration");
        if (value == nullptr) return fallback;
        const auto duration =
            value->is_string() ? parse_duration(value->get_ref<const std::string&>()) : std::nullopt;
        if (!duration || *duration <= Duration{0}) {
            sink_.error(object.at(name), fmt::format("\"{}\" is not a duration", name),
                        std::string{kDurationRule});
            return fallback;
        }
        return *duration;
    }

    void read_questions(JsonObject& object) {
        const Json* const list = object.array("questions", true);
        if (list == nullptr) return;
        if (list->empty() || list->size() > 200) {
            sink_.error(object.at("questions"), "a survey has between 1 and 200 questions",
                        "add or remove questions");
        }
        for (std::size_t i = 0; i < list->size(); ++i) {
            JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("questions"), i), sink_};
            survey_.questions.push_back(read_question(item));
        }
        const auto scored = std::count_if(survey_.questions.begin(), survey_.questions.end(),
                                          [](const Question& question) { return question.scored(); });
        if (scored > 10) {
            sink_.error(object.at("questions"), fmt::format("{} scored questions tire the customer", scored),
                        "ask at most ten; move the others to a second survey");
        }
    }

    Question read_question(JsonObject& object) {
        Question question;
        question.id = read_id(object, "id");
        if (!question.id.empty() && !question_ids_.insert(question.id).second) {
            sink_.error(object.at("id"), fmt::format("the question id \"{}\" is used twice", question.id),
                        "give each question an id of its own");
        }
        question.type = object.one_of<QuestionType>("type", {{"rating", QuestionType::rating},
                                                             {"nps", QuestionType::nps},
                                                             {"single", QuestionType::single},
                                                             {"multi", QuestionType::multi},
                                                             {"yes_no", QuestionType::yes_no},
                                                             {"text", QuestionType::text},
                                                             {"number", QuestionType::number}});
        question.text = read_texts(object, "text", true);
        question.dimension = object.text("dimension", false);
        allow_fields_of(question.type, object);
        if (question.type == QuestionType::rating) read_rating(object, question);
        if (question.type == QuestionType::single || question.type == QuestionType::multi)
            read_options(object, question);
        if (question.type == QuestionType::number) {
            question.minimum = object.number("minimum");
            question.maximum = object.number("maximum");
            if (question.minimum && question.maximum && *question.minimum > *question.maximum) {
                sink_.error(object.at("minimum"), "\"minimum\" is above \"maximum\"", "exchange the two");
            }
        }
        return question;
    }

    static void allow_fields_of(QuestionType type, JsonObject& object) {
        std::vector<std::string_view> fields{"id", "type", "text", "dimension"};
        const auto add = [&fields](std::initializer_list<std::string_view> more) {
            fields.insert(fields.end(), more);
        };
        if (type == QuestionType::rating) add({"meaning", "scale", "follow_up"});
        if (type == QuestionType::single || type == QuestionType::multi) add({"options"});
        if (type == QuestionType::number) add({"minimum", "maximum"});
        object.allow(fields);
    }

    void read_rating(JsonObject& object, Question& question) {
        if (object.has("meaning")) {
            question.meaning = object.one_of<RatingMeaning>("meaning", {{"csat", RatingMeaning::csat},
                                                                        {"likert", RatingMeaning::likert},
                                                                        {"ces", RatingMeaning::ces}});
        }
        if (const Json* const scale = object.find("scale", true, "the scores and their labels")) {
            JsonObject item{*scale, object.at("scale"), sink_};
            read_scale(item, question.scale);
        }
        if (const Json* const follow_up =
                object.find("follow_up", false, "the open question after a low score")) {
            JsonObject item{*follow_up, object.at("follow_up"), sink_};
            item.allow({"at_most", "text"});
            FollowUp read;
            if (const auto limit = item.number("at_most")) read.at_most = static_cast<int>(*limit);
            if (!read.at_most) read.at_most = 3;
            if (question.scale.find(*read.at_most) == nullptr && !question.scale.points.empty()) {
                sink_.error(item.at("at_most"), fmt::format("{} is not a score of this scale", *read.at_most),
                            "name the highest score that is still asked why");
            }
            read.text = read_texts(item, "text", true);
            question.follow_ups.push_back(std::move(read));
        }
    }

    void read_scale(JsonObject& object, Scale& scale) {
        object.allow({"unit", "points"});
        if (object.has("unit")) object.one_of<bool>("unit", {{"minute", true}});
        const Json* const points = object.array("points", true);
        if (points == nullptr) return;
        scale.unit = object.has("unit") ? "minute" : "";
        for (std::size_t i = 0; i < points->size(); ++i) {
            JsonObject item{(*points)[i], fmt::format("{}/{}", object.at("points"), i), sink_};
            read_point(item, scale);
        }
        const auto by_score = [](const ScalePoint& a, const ScalePoint& b) { return a.score < b.score; };
        if (scale.points.size() < 2 || scale.points.size() > 11) {
            sink_.error(object.at("points"), "a scale has 2 to 11 scores", "list each score with its label");
        }
        std::sort(scale.points.begin(), scale.points.end(), by_score);
        for (std::size_t i = 1; i < scale.points.size(); ++i) {
            if (scale.points[i].score != scale.points[i - 1].score + 1) {
                sink_.error(object.at("points"), "the scores are not consecutive",
                            "use each whole number from the lowest to the highest once");
                break;
            }
        }
        if (scale.by_range()) close_ranges(object, scale);
    }

    void read_point(JsonObject& object, Scale& scale) {
        object.allow({"score", "label", "synonyms", "over", "from", "to", "under"});
        ScalePoint point;
        const auto score = object.number("score");
        if (!score || *score != std::floor(*score) || std::abs(*score) > 100) {
            sink_.error(object.at("score"), "a score is a whole number", "write a number such as 5");
        } else {
            point.score = static_cast<int>(*score);
        }
        point.label = read_texts(object, "label", true);
        point.synonyms = read_synonyms(object);
        const auto below = [](double limit) {
            return std::nextafter(limit, -std::numeric_limits<double>::infinity());
        };
        if (const auto over = object.number("over")) point.over = *over;
        if (const auto from = object.number("from")) point.over = below(*from);
        if (const auto to = object.number("to")) point.up_to = *to;
        if (const auto under = object.number("under")) point.up_to = below(*under);
        const bool has_range = point.over || point.up_to;
        if (has_range != scale.by_range()) {
            sink_.error(object.at("score"),
                        scale.by_range() ? "this score says no range" : "a range needs a unit",
                        scale.by_range() ? "add \"over\", \"from\", \"to\" or \"under\""
                                         : "add \"unit\": \"minute\" to the scale");
        }
        scale.points.push_back(std::move(point));
    }

    /// "6–15" and "16–30" leave 15.5 to nobody; the higher range begins where the lower one ends.
    void close_ranges(const JsonObject& object, Scale& scale) {
        std::vector<ScalePoint*> ascending;
        for (ScalePoint& point : scale.points) ascending.push_back(&point);
        const auto start = [](const ScalePoint* point) {
            return point->over.value_or(-std::numeric_limits<double>::infinity());
        };
        std::sort(ascending.begin(), ascending.end(),
                  [&start](const ScalePoint* a, const ScalePoint* b) { return start(a) < start(b); });
        for (std::size_t i = 1; i < ascending.size(); ++i) {
            const auto& end = ascending[i - 1]->up_to;
            const double gap = end ? start(ascending[i]) - *end : -1;
            if (gap < 0 || gap > 1) {
                sink_.error(object.at("points"), "the ranges overlap or leave a gap",
                            "let each range begin where the one before ends");
                return;
            }
            ascending[i]->over = *end;
        }
    }

    void read_options(JsonObject& object, Question& question) {
        const Json* const list = object.array("options", true);
        if (list == nullptr) return;
        if (list->size() < 2 || list->size() > 30) {
            sink_.error(object.at("options"), "a question has 2 to 30 options", "add or remove options");
        }
        std::set<std::string> codes;
        for (std::size_t i = 0; i < list->size(); ++i) {
            JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("options"), i), sink_};
            item.allow({"code", "label", "synonyms", "other", "other_prompt"});
            Option option;
            option.code = read_id(item, "code");
            // The code travels in buttons whose payload has at most 40 bytes.
            if (option.code.size() > 24)
                sink_.error(item.at("code"), "a code has at most 24 characters", "shorten it");
            if (!option.code.empty() && !codes.insert(option.code).second) {
                sink_.error(item.at("code"), fmt::format("the code \"{}\" is used twice", option.code),
                            "give each option a code of its own");
            }
            option.label = read_texts(item, "label", true);
            option.synonyms = read_synonyms(item);
            option.other = item.flag("other");
            option.other_prompt = read_texts(item, "other_prompt", false);
            question.options.push_back(std::move(option));
        }
    }

    DiagnosticSink& sink_;
    Survey& survey_;
    std::set<std::string> question_ids_;
};

}  // namespace

LoadedSurvey load_survey(std::string file, std::string_view text) {
    DiagnosticSink sink{std::move(file), text};
    JsonError error;
    const auto document = parse_json(text, error);
    if (!document) {
        sink.error_at(error.offset, error.message, "mend the JSON here");
        return {nullptr, sink.take()};
    }
    auto survey = std::make_shared<Survey>();
    Loader{sink, *survey}.load(*document);
    if (has_errors(sink.found())) return {nullptr, sink.take()};
    lint(*survey, sink);
    survey->version += fmt::format("-{:016x}", fingerprint(document->dump()));
    return {std::move(survey), sink.take()};
}

Catalog shipped_catalog() {
    Catalog catalog;
    for (const auto& [file, text] : {std::pair{"service-process.json", embedded::service_process_json}}) {
        LoadedSurvey loaded = load_survey(file, text);
        if (!loaded.survey) {
            throw std::logic_error("a survey that ships does not load: " +
                                   to_string(loaded.diagnostics.front()));
        }
        catalog.add(std::move(loaded.survey));
    }
    return catalog;
}

}  // namespace askwell::flows
