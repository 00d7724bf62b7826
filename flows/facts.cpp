#include "flows/facts.h"

#include <algorithm>
#include <charconv>

#include "flows/reading.h"

namespace askwell::flows {

namespace {

bool in_limits(const Condition& condition, double number) {
    return number >= condition.at_least.value_or(number) && number <= condition.at_most.value_or(number);
}

template <typename T>
bool is_one_of(const Condition& condition, const T& value) {
    return std::any_of(condition.is.begin(), condition.is.end(), [&value](const auto& wanted) {
        const T* const same = std::get_if<T>(&wanted);
        return same != nullptr && *same == value;
    });
}

bool has_limits(const Condition& condition) {
    return condition.at_least || condition.at_most;
}

bool fits_number(const Condition& condition, double number) {
    return (condition.is.empty() || is_one_of(condition, number)) && in_limits(condition, number);
}

/// Whether a value that was given fits what the condition wants of it.
struct Fits {
    const Condition& condition;

    bool operator()(const Score& score) const { return fits_number(condition, score.value); }
    bool operator()(const Number& number) const { return fits_number(condition, number.value); }
    bool operator()(const YesNo& answer) const {
        return condition.is.empty() || is_one_of(condition, answer.yes);
    }
    bool operator()(const Chosen& chosen) const {
        return condition.is.empty() ||
               std::any_of(chosen.codes.begin(), chosen.codes.end(),
                           [this](const std::string& code) { return is_one_of(condition, code); });
    }
    /// Of anything else a condition can only ask whether it was given.
    template <typename T>
    bool operator()(const T&) const {
        return condition.is.empty() && !has_limits(condition);
    }
};

/// 没有 in reply to "any suggestions?" is an answer, but it gives nothing.
bool gives_something(const AnswerValue& value) {
    const auto* const words = std::get_if<OpenText>(&value);
    return words == nullptr || !says_there_is_nothing(words->text);
}

bool fits_field(const Condition& condition, const std::string& field) {
    if (!condition.is.empty() && !is_one_of(condition, field)) return false;
    if (!has_limits(condition)) return true;
    double number = 0;
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    return error == std::errc{} && end == field.data() + field.size() && in_limits(condition, number);
}

}  // namespace

Facts::Facts(const Survey& survey, const Conversation& conversation)
    : survey_(survey), conversation_(conversation), records_(survey.questions.size()) {
    // Both stand in the survey's order, so one pass finds them all.
    std::size_t index = 0;
    for (const Answer& answer : conversation.answers) {
        const std::size_t start = index;
        while (index < records_.size() && survey.questions[index].id != answer.question_id) ++index;
        if (index == records_.size()) {
            index = start;  // of a version that had this question
            continue;
        }
        records_[index++] = &answer;
    }
    find_way();
}

void Facts::find_way() {
    way_.reserve(records_.size());
    for (std::size_t index = 0; index < records_.size();) {
        if (!hold(survey_.questions[index].ask_if)) {
            ++index;
            continue;
        }
        way_.push_back(index);
        index = after(index);
    }
}

std::size_t Facts::after(std::size_t index) const {
    for (const Goto& each : survey_.questions[index].gotos) {
        if (hold(each.condition)) return each.to;
    }
    return index + 1;
}

bool Facts::on_way(std::size_t index) const {
    return std::binary_search(way_.begin(), way_.end(), index);
}

std::optional<std::size_t> Facts::next() const {
    const auto found = std::find_if(way_.begin(), way_.end(),
                                    [this](std::size_t index) { return records_[index] == nullptr; });
    return found == way_.end() ? std::nullopt : std::optional{*found};
}

const Answer* Facts::given(std::size_t index) const {
    const Answer* const answer = records_[index];
    return answer != nullptr && answer->status == AnswerStatus::answered && on_way(index) ? answer : nullptr;
}

bool Facts::hold(const Condition& condition) const {
    const auto holds = [this](const Condition& part) { return hold(part); };
    switch (condition.kind) {
        case Condition::Kind::all:
            return std::all_of(condition.parts.begin(), condition.parts.end(), holds);
        case Condition::Kind::any:
            return std::any_of(condition.parts.begin(), condition.parts.end(), holds);
        case Condition::Kind::none:
            return std::none_of(condition.parts.begin(), condition.parts.end(), holds);
        case Condition::Kind::compare:
            break;
    }
    return compare(condition);
}

bool Facts::compare(const Condition& condition) const {
    const bool wanted = condition.given.value_or(true);
    if (!condition.question) {
        const auto field = conversation_.fields.find(condition.field);
        const bool there = field != conversation_.fields.end() && !field->second.empty();
        return there ? wanted && fits_field(condition, field->second) : !wanted;
    }
    const Answer* const answer = given(*condition.question);
    const bool there = answer != nullptr && gives_something(answer->value);
    return there ? wanted && std::visit(Fits{condition}, answer->value) : !wanted;
}

}  // namespace askwell::flows
