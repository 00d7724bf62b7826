#include "flows/loading/questions.h"

#include <algorithm>
#include <cmath>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "flows/loading/cues.h"

namespace askwell::flows::loading {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxQuestions = 200;
constexpr std::size_t kMaxOptions = 30;
constexpr std::ptrdiff_t kMaxScored = 10;
/// The code travels in buttons whose payload has at most 40 bytes.
constexpr std::size_t kMaxCode = 24;
constexpr int kLowScore = 3;

QuestionType read_type(const JsonObject& object) {
    return object.one_of<QuestionType>("type", {{"rating", QuestionType::rating},
                                                {"nps", QuestionType::nps},
                                                {"single", QuestionType::single},
                                                {"multi", QuestionType::multi},
                                                {"yes_no", QuestionType::yes_no},
                                                {"text", QuestionType::text},
                                                {"number", QuestionType::number},
                                                {"date", QuestionType::date},
                                                {"phone", QuestionType::phone},
                                                {"email", QuestionType::email},
                                                {"order_no", QuestionType::order_no},
                                                {"attachment", QuestionType::attachment},
                                                {"info", QuestionType::info}});
}

void allow_fields_of(QuestionType type, const JsonObject& object) {
    std::vector<std::string_view> fields{"id", "type", "text", "ask_if", "goto"};
    const auto add = [&fields](std::initializer_list<std::string_view> more) {
        fields.insert(fields.end(), more);
    };
    if (type != QuestionType::info) add({"dimension", "key"});
    switch (type) {
        case QuestionType::rating:
            add({"meaning", "best", "scale", "follow_up"});
            break;
        case QuestionType::nps:
            add({"low_label", "high_label", "follow_up"});
            break;
        case QuestionType::single:
        case QuestionType::multi:
            add({"options", "randomise"});
            break;
        case QuestionType::number:
            add({"minimum", "maximum", "whole"});
            break;
        case QuestionType::yes_no:
            add({"synonyms", "cues"});
            break;
        case QuestionType::date:
            add({"when", "time"});
            break;
        case QuestionType::text:
            add({"probes"});
            break;
        case QuestionType::phone:
        case QuestionType::email:
        case QuestionType::order_no:
        case QuestionType::attachment:
        case QuestionType::info:
            break;
    }
    object.allow(fields);
}

}  // namespace

void QuestionReader::read_all(const JsonObject& document) {
    const Json* const list = document.array("questions", true);
    if (list == nullptr) return;
    const std::string place = document.at("questions");
    if (list->empty() || list->size() > kMaxQuestions) {
        parts_.sink().error(place, fmt::format("a survey has between 1 and {} questions", kMaxQuestions),
                            "add or remove questions");
    }
    for (const Json& each : *list) {
        const auto id = each.is_object() ? each.find("id") : each.end();
        ids_.push_back(each.is_object() && id != each.end() && id->is_string() ? id->get<std::string>() : "");
    }
    // Beyond the limit nothing is read: 10 MB of questions shall not become 10 MB of findings.
    for (std::size_t i = 0; i < std::min(list->size(), kMaxQuestions); ++i) {
        const JsonObject item{(*list)[i], fmt::format("{}/{}", place, i), parts_.sink()};
        Question question = read(item);
        survey_.questions.push_back(std::move(question));
    }
    const auto scored = std::count_if(survey_.questions.begin(), survey_.questions.end(),
                                      [](const Question& question) { return question.scored(); });
    if (scored > kMaxScored) {
        parts_.sink().error(place, fmt::format("{} scored questions tire the customer", scored),
                            "ask at most ten; move the others to a second survey");
    }
}

Question QuestionReader::read(const JsonObject& object) {
    Question question;
    question.id = parts_.id(object, "id");
    if (question.id == kEnd) {
        parts_.sink().error(object.at("id"), "\"end\" means the end of the survey", "choose another id");
    } else if (!question.id.empty() && survey_.find(question.id) != nullptr) {
        parts_.sink().error(object.at("id"), fmt::format("the question id \"{}\" is used twice", question.id),
                            "give each question an id of its own");
    }
    question.type = read_type(object);
    question.text = parts_.texts(object, "text", true);
    question.dimension = object.text("dimension", false);
    question.ask_if = conditions_.read(object, "ask_if", false);
    question.key = object.flag("key");
    allow_fields_of(question.type, object);
    switch (question.type) {
        case QuestionType::rating:
            read_rating(object, question);
            break;
        case QuestionType::nps:
            question.low_label = parts_.texts(object, "low_label", false);
            question.high_label = parts_.texts(object, "high_label", false);
            read_follow_ups(object, question);
            break;
        case QuestionType::single:
        case QuestionType::multi:
            read_options(object, question);
            break;
        case QuestionType::number:
            read_number(object, question);
            break;
        case QuestionType::date:
            question.with_time = object.flag("time");
            if (object.has("when")) {
                question.when = object.one_of<DateRange>(
                    "when",
                    {{"any", DateRange::any}, {"past", DateRange::past}, {"future", DateRange::future}});
            }
            break;
        case QuestionType::text:
            read_probes(object, question);
            break;
        case QuestionType::yes_no:
            read_yes_no(object, question);
            break;
        case QuestionType::phone:
        case QuestionType::email:
        case QuestionType::order_no:
        case QuestionType::attachment:
        case QuestionType::info:
            break;
    }
    // Conditions of "goto" may be about this question itself: it is known while they are read.
    survey_.questions.push_back(question);
    read_goto(object, question);
    survey_.questions.pop_back();
    return question;
}

void QuestionReader::read_goto(const JsonObject& object, Question& question) {
    const Json* const json = object.find("goto", false, "the id of a later question");
    if (json == nullptr) return;
    if (json->is_string()) {
        question.gotos.push_back({std::nullopt, target(object, "goto")});
        return;
    }
    const Json* const list = object.array("goto", true);
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("goto"), i), parts_.sink()};
        item.allow({"if", "to"});
        question.gotos.push_back({conditions_.read(item, "if", true), target(item, "to")});
    }
}

std::size_t QuestionReader::target(const JsonObject& object, std::string_view name) const {
    const std::string id = object.text(name);
    if (id == kEnd) return ids_.size();
    const auto found = std::find(ids_.begin(), ids_.end(), id);
    const auto index = static_cast<std::size_t>(found - ids_.begin());
    if (id.empty()) return ids_.size();
    if (found == ids_.end()) {
        parts_.sink().error(object.at(name), fmt::format("there is no question \"{}\"", id),
                            "name a later question, or \"end\"");
    } else if (index < survey_.questions.size()) {
        parts_.sink().error(object.at(name), fmt::format("\"{}\" does not come later", id),
                            "a survey only goes forward: name a later question, or \"end\"");
    }
    return index;
}

void QuestionReader::read_rating(const JsonObject& object, Question& question) {
    if (object.has("meaning")) {
        question.meaning = object.one_of<RatingMeaning>(
            "meaning",
            {{"csat", RatingMeaning::csat}, {"likert", RatingMeaning::likert}, {"ces", RatingMeaning::ces}});
    }
    if (object.has("best"))
        question.best = object.one_of<Best>("best", {{"high", Best::high}, {"low", Best::low}});
    if (const Json* const scale = object.find("scale", true, "the scores and their labels")) {
        question.scale = read_scale(JsonObject{*scale, object.at("scale"), parts_.sink()}, parts_);
    }
    read_follow_ups(object, question);
}

void QuestionReader::read_follow_ups(const JsonObject& object, Question& question) {
    const Json* const json = object.find("follow_up", false, "the open question after a score");
    if (json == nullptr) return;
    if (!json->is_array()) {
        const JsonObject item{*json, object.at("follow_up"), parts_.sink()};
        question.follow_ups.push_back(read_follow_up(item, question));
        return;
    }
    for (std::size_t i = 0; i < json->size(); ++i) {
        const JsonObject item{(*json)[i], fmt::format("{}/{}", object.at("follow_up"), i), parts_.sink()};
        question.follow_ups.push_back(read_follow_up(item, question));
    }
}

FollowUp QuestionReader::read_follow_up(const JsonObject& object, const Question& question) {
    object.allow({"at_least", "at_most", "text"});
    const bool nps = question.type == QuestionType::nps;
    const auto limit = [&](std::string_view name) -> std::optional<int> {
        const auto value = object.number(name);
        if (!value) return std::nullopt;
        const bool on_scale =
            *value == std::floor(*value) && std::abs(*value) <= 100 &&
            (nps ? *value >= 0 && *value <= 10 : question.scale.find(static_cast<int>(*value)) != nullptr);
        if (!on_scale && (nps || !question.scale.points.empty())) {
            parts_.sink().error(object.at(name), fmt::format("{} is not a score of this scale", *value),
                                "name the score at which the customer is asked why");
            return std::nullopt;
        }
        return static_cast<int>(*value);
    };
    FollowUp follow_up;
    follow_up.at_least = limit("at_least");
    follow_up.at_most = limit("at_most");
    if (!object.has("at_least") && !object.has("at_most")) follow_up.at_most = kLowScore;
    if (follow_up.at_least && follow_up.at_most && *follow_up.at_least > *follow_up.at_most) {
        parts_.sink().error(object.at("at_least"), "\"at_least\" is above \"at_most\"", "exchange the two");
    }
    follow_up.text = parts_.texts(object, "text", true);
    return follow_up;
}

void QuestionReader::read_options(const JsonObject& object, Question& question) {
    question.randomise = object.flag("randomise");
    const Json* const list = object.array("options", true);
    if (list == nullptr) return;
    if (list->size() < 2 || list->size() > kMaxOptions) {
        parts_.sink().error(object.at("options"), fmt::format("a question has 2 to {} options", kMaxOptions),
                            "add or remove options");
    }
    for (std::size_t i = 0; i < std::min(list->size(), kMaxOptions); ++i) {
        const JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("options"), i), parts_.sink()};
        Option option = read_option(item);
        if (!option.code.empty() && question.find_option(option.code) != nullptr) {
            parts_.sink().error(item.at("code"), fmt::format("the code \"{}\" is used twice", option.code),
                                "give each option a code of its own");
        }
        question.options.push_back(std::move(option));
    }
    std::vector<CuedChoice> choices;
    for (std::size_t i = 0; i < question.options.size(); ++i) {
        const Option& option = question.options[i];
        choices.push_back({fmt::format("{}/{}/cues", object.at("options"), i), &option.label,
                           &option.synonyms, &option.cues});
    }
    check_cues(choices, parts_.sink());
}

Option QuestionReader::read_option(const JsonObject& object) {
    object.allow({"code", "label", "synonyms", "cues", "other", "other_prompt", "other_words"});
    Option option;
    option.code = parts_.id(object, "code");
    if (option.code.size() > kMaxCode) {
        parts_.sink().error(object.at("code"), fmt::format("a code has at most {} characters", kMaxCode),
                            "shorten it");
    }
    option.label = parts_.texts(object, "label", true);
    option.synonyms = parts_.words(object, "synonyms");
    option.cues = read_cues(object, "cues", parts_);
    option.other = object.flag("other");
    option.other_prompt = parts_.texts(object, "other_prompt", false);
    option.other_words = parts_.words(object, "other_words");
    for (const std::string_view name : {"other_prompt", "other_words"}) {
        if (option.other || !object.has(name)) continue;
        parts_.sink().error(object.at(name), "this option does not ask which",
                            fmt::format("add \"other\": true or remove \"{}\"", name));
    }
    return option;
}

void QuestionReader::read_number(const JsonObject& object, Question& question) {
    question.whole = object.flag("whole");
    question.minimum = object.number("minimum");
    question.maximum = object.number("maximum");
    if (question.minimum && question.maximum && *question.minimum > *question.maximum) {
        parts_.sink().error(object.at("minimum"), "\"minimum\" is above \"maximum\"", "exchange the two");
    }
}

void QuestionReader::read_yes_no(const JsonObject& object, Question& question) {
    if (const Json* const synonyms = object.find("synonyms", false, "words for yes and for no")) {
        const JsonObject item{*synonyms, object.at("synonyms"), parts_.sink()};
        item.allow({"yes", "no"});
        question.yes_words = parts_.words(item, "yes");
        question.no_words = parts_.words(item, "no");
    }
    if (const Json* const cues = object.find("cues", false, "words that give yes and no away")) {
        const JsonObject item{*cues, object.at("cues"), parts_.sink()};
        item.allow({"yes", "no"});
        question.yes_cues = read_cues(item, "yes", parts_);
        question.no_cues = read_cues(item, "no", parts_);
    }
    const Localized none;
    check_cues({{object.at("cues") + "/yes", &none, &question.yes_words, &question.yes_cues},
                {object.at("cues") + "/no", &none, &question.no_words, &question.no_cues}},
               parts_.sink());
}

void QuestionReader::read_probes(const JsonObject& object, Question& question) {
    const Json* const list = object.array("probes", false);
    if (list == nullptr) return;
    if (list->empty() || list->size() > 6)
        parts_.sink().error(object.at("probes"), "a question has 1 to 6 probes", "add or remove probes");
    for (std::size_t i = 0; i < list->size() && i < 6; ++i) {
        const JsonObject item{(*list)[i], fmt::format("{}/{}", object.at("probes"), i), parts_.sink()};
        item.allow({"after", "text"});
        Probe probe;
        probe.after = item.one_of<OpenFlaw>(
            "after",
            {{"short", OpenFlaw::brief}, {"vague", OpenFlaw::vague}, {"judgement", OpenFlaw::judgement}});
        probe.text = parts_.texts(item, "text", true);
        question.probes.push_back(std::move(probe));
    }
}

}  // namespace askwell::flows::loading
