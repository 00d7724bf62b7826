#include "flows/loading/conditions.h"

#include <array>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace askwell::flows::loading {

namespace {

using Json = nlohmann::json;

constexpr int kLowestNps = 0;
constexpr int kHighestNps = 10;

bool is_numeric(const Question& question) {
    return question.scored() || question.type == QuestionType::number;
}

template <typename Items, typename Name>
std::string listed(const Items& items, Name name) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ", ") + name(item);
    return text;
}

bool fits_question(const Question& question, const Json& value) {
    switch (question.type) {
        case QuestionType::rating:
            return value.is_number_integer() && value.get<double>() >= question.scale.lowest() &&
                   value.get<double>() <= question.scale.highest();
        case QuestionType::nps:
            return value.is_number_integer() && value.get<double>() >= kLowestNps &&
                   value.get<double>() <= kHighestNps;
        case QuestionType::number:
            return value.is_number();
        case QuestionType::single:
        case QuestionType::multi:
            return value.is_string() && question.find_option(value.get_ref<const std::string&>()) != nullptr;
        case QuestionType::yes_no:
            return value.is_boolean();
        case QuestionType::text:
        case QuestionType::date:
        case QuestionType::phone:
        case QuestionType::email:
        case QuestionType::order_no:
        case QuestionType::attachment:
        case QuestionType::info:
            break;
    }
    return false;
}

/// What an answer may be compared with ("1 to 5", "\"phone\", \"app\""); "" when it can only be given or not.
std::string comparable_values(const Question& question) {
    switch (question.type) {
        case QuestionType::rating:
            return fmt::format("{} to {}", question.scale.lowest(), question.scale.highest());
        case QuestionType::nps:
            return fmt::format("{} to {}", kLowestNps, kHighestNps);
        case QuestionType::number:
            return "a number";
        case QuestionType::single:
        case QuestionType::multi:
            return listed(question.options, [](const Option& option) { return '"' + option.code + '"'; });
        case QuestionType::yes_no:
            return "true or false";
        case QuestionType::text:
        case QuestionType::date:
        case QuestionType::phone:
        case QuestionType::email:
        case QuestionType::order_no:
        case QuestionType::attachment:
        case QuestionType::info:
            break;
    }
    return {};
}

}  // namespace

std::optional<Condition> ConditionReader::read(const JsonObject& object, std::string_view name,
                                               bool required) const {
    const Json* const json = object.find(name, required, "a condition");
    return json == nullptr ? std::nullopt : read(*json, object.at(name));
}

std::optional<Condition> ConditionReader::read(const Json& json, const std::string& pointer) const {
    const JsonObject object{json, pointer, parts_->sink()};
    if (!json.is_object()) return std::nullopt;
    constexpr std::array kSubjects{"question", "field", "and", "or", "not"};
    int subjects = 0;
    for (const char* const subject : kSubjects) subjects += object.has(subject) ? 1 : 0;
    if (subjects != 1) {
        parts_->sink().error(pointer, "a condition is about one thing",
                             "write exactly one of \"question\", \"field\", \"and\", \"or\", \"not\"");
        return std::nullopt;
    }
    if (object.has("and") || object.has("or")) {
        const bool all = object.has("and");
        const char* const name = all ? "and" : "or";
        object.allow({name});
        const Json* const list = object.array(name, true);
        if (list == nullptr) return std::nullopt;
        return read_parts(*list, object.at(name), all ? Condition::Kind::all : Condition::Kind::any);
    }
    if (object.has("not")) {
        object.allow({"not"});
        auto part = read(json.at("not"), object.at("not"));
        if (!part) return std::nullopt;
        Condition negation;
        negation.kind = Condition::Kind::none;
        negation.parts.push_back(*std::move(part));
        return negation;
    }
    return read_comparison(object);
}

std::optional<Condition> ConditionReader::read_parts(const Json& list, const std::string& pointer,
                                                     Condition::Kind kind) const {
    Condition condition;
    condition.kind = kind;
    if (list.empty()) parts_->sink().error(pointer, "this list of conditions is empty", "add conditions");
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (auto part = read(list[i], fmt::format("{}/{}", pointer, i)))
            condition.parts.push_back(*std::move(part));
    }
    return condition;
}

std::optional<Condition> ConditionReader::read_comparison(const JsonObject& object) const {
    object.allow({"question", "field", "is", "at_least", "at_most", "given"});
    Condition condition;
    if (!name_subject(object, condition)) return std::nullopt;
    read_values(object, condition);
    read_limits(object, condition);
    if (object.has("given")) condition.given = object.flag("given");
    if (!object.has("is") && !object.has("at_least") && !object.has("at_most") && !object.has("given")) {
        parts_->sink().error(object.at(""), "this condition compares with nothing",
                             "add \"is\", \"at_least\", \"at_most\" or \"given\"");
    }
    return condition;
}

bool ConditionReader::name_subject(const JsonObject& object, Condition& condition) const {
    if (object.has("field")) {
        condition.field = object.text("field");
        const auto& fields = survey_->fields;
        const bool known = std::find(fields.begin(), fields.end(), condition.field) != fields.end();
        if (!known && !condition.field.empty()) {
            parts_->sink().error(object.at("field"),
                                 fmt::format("the survey has no field \"{}\"", condition.field),
                                 "add it to \"fields\" of the survey");
        }
        return known;
    }
    const std::string id = object.text("question");
    const std::size_t index = survey_->index_of(id);
    if (index < survey_->questions.size()) {
        condition.question = index;
        return true;
    }
    if (!id.empty()) {
        parts_->sink().error(object.at("question"), fmt::format("no earlier question is called \"{}\"", id),
                             "conditions look back: name a question that comes before");
    }
    return false;
}

void ConditionReader::read_limits(const JsonObject& object, Condition& condition) const {
    condition.at_least = object.number("at_least");
    condition.at_most = object.number("at_most");
    if (!condition.at_least && !condition.at_most) return;
    const std::string place = object.at(condition.at_least ? "at_least" : "at_most");
    if (condition.question && !is_numeric(survey_->questions[*condition.question])) {
        parts_->sink().error(place, "this question has no number to compare",
                             "use \"is\" or \"given\", or name a rating, nps or number question");
    } else if (condition.at_least && condition.at_most && *condition.at_least > *condition.at_most) {
        parts_->sink().error(place, "nothing is at least this and at most that",
                             "exchange \"at_least\" and \"at_most\"");
    }
}

void ConditionReader::read_values(const JsonObject& object, Condition& condition) const {
    const Json* const is = object.find("is", false, "a value");
    if (is == nullptr) return;
    const bool several = is->is_array();
    if (several && is->empty())
        parts_->sink().error(object.at("is"), "this list of values is empty", "add values");
    for (std::size_t i = 0; i < (several ? is->size() : 1); ++i) {
        const Json& value = several ? (*is)[i] : *is;
        const std::string pointer = several ? fmt::format("{}/{}", object.at("is"), i) : object.at("is");
        if (!fits(condition, value)) {
            const auto known = condition.question ? comparable_values(survey_->questions[*condition.question])
                                                  : std::string{"a text"};
            parts_->sink().error(pointer, "this is no answer that could be given here",
                                 known.empty() ? "only \"given\" can be asked of this question"
                                               : fmt::format("use one of: {}", known));
        } else if (value.is_boolean()) {
            condition.is.emplace_back(value.get<bool>());
        } else if (value.is_number()) {
            condition.is.emplace_back(value.get<double>());
        } else {
            condition.is.emplace_back(value.get<std::string>());
        }
    }
}

bool ConditionReader::fits(const Condition& condition, const Json& value) const {
    if (!condition.question) return value.is_string();
    return fits_question(survey_->questions[*condition.question], value);
}

}  // namespace askwell::flows::loading
