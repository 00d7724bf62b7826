#include "bot/import/condition.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include <fmt/core.h>

namespace askwell::import {

namespace {

using flows::Condition;
using flows::QuestionType;

/// A level of a condition is two of JSON, of which a survey may have 32.
constexpr int kMaxLevels = 12;

using Value = std::variant<double, bool, std::string>;

Condition combined(Condition::Kind kind, std::vector<Condition> parts) {
    if (parts.size() == 1 && kind != Condition::Kind::none) return std::move(parts.front());
    Condition whole;
    whole.kind = kind;
    for (Condition& part : parts) {
        if (part.kind == kind && kind != Condition::Kind::none) {
            std::move(part.parts.begin(), part.parts.end(), std::back_inserter(whole.parts));
        } else {
            whole.parts.push_back(std::move(part));
        }
    }
    return whole;
}

Condition negated(Condition part) {
    std::vector<Condition> parts;
    parts.push_back(std::move(part));
    return combined(Condition::Kind::none, std::move(parts));
}

Condition given(std::size_t question, bool is_given) {
    Condition condition;
    condition.question = question;
    condition.given = is_given;
    return condition;
}

Condition one_of(std::size_t question, std::vector<Value> values) {
    Condition condition;
    condition.question = question;
    condition.is = std::move(values);
    return condition;
}

int levels(const Condition& condition) {
    int deepest = 0;
    for (const Condition& part : condition.parts) deepest = std::max(deepest, levels(part));
    return deepest + 1;
}

bool holds(Operator op, double left, double right) {
    switch (op) {
        case Operator::less:
            return left < right;
        case Operator::at_most:
            return left <= right;
        case Operator::greater:
            return left > right;
        case Operator::at_least:
            return left >= right;
        default:
            return false;
    }
}

/// Whether a question can have this answer: scores are the whole numbers of their scale.
bool can_be(const flows::Question& question, double number) {
    constexpr double kHighestNps = 10;
    if (!question.scored()) return true;
    const bool nps = question.type == QuestionType::nps;
    return number == std::floor(number) && number >= (nps ? 0 : question.scale.lowest()) &&
           number <= (nps ? kHighestNps : question.scale.highest());
}

bool is_order(Operator op) {
    return op == Operator::less || op == Operator::at_most || op == Operator::greater ||
           op == Operator::at_least;
}

class Translator {
  public:
    Translator(const std::vector<Item>& items, std::size_t before, std::string& why)
        : items_(items), before_(before), why_(why) {}

    std::optional<Condition> translate(const Expression& expression) {
        if (expression.kind == Expression::Kind::compare) return compare(expression);
        std::vector<Condition> parts;
        for (const Expression& part : expression.parts) {
            auto translated = translate(part);
            if (!translated) return std::nullopt;
            parts.push_back(std::move(*translated));
        }
        switch (expression.kind) {
            case Expression::Kind::any:
                return combined(Condition::Kind::any, std::move(parts));
            case Expression::Kind::none:
                return combined(Condition::Kind::none, std::move(parts));
            default:
                return combined(Condition::Kind::all, std::move(parts));
        }
    }

  private:
    using Result = std::optional<Condition>;

    std::nullopt_t refuse(std::string why) {
        why_ = std::move(why);
        return std::nullopt;
    }

    Result compare(const Expression& expression) {
        const auto index = find_item(items_, expression.name);
        if (!index) return refuse(fmt::format("\"{}\" is not asked here", expression.name));
        const Item& item = items_[*index];
        if (*index >= before_) return refuse(fmt::format("\"{}\" is asked later or now", expression.name));
        if (item.question.type == QuestionType::info)
            return refuse(fmt::format("\"{}\" asks nothing", expression.name));
        if (expression.op == Operator::given) return given(*index, true);
        if (expression.op == Operator::missing) return given(*index, false);
        const bool yes_no = item.question.type == QuestionType::yes_no;
        if (expression.op == Operator::truth) return yes_no ? one_of(*index, {true}) : given(*index, true);
        if (yes_no) return compare_yes_no(expression, *index);
        if (item.question.chosen()) return compare_choice(expression, *index);
        if (item.question.scored() || item.question.type == QuestionType::number)
            return compare_number(expression, *index);
        return refuse(
            fmt::format("of the answer to \"{}\" only whether there is one can be asked", expression.name));
    }

    Result compare_yes_no(const Expression& expression, std::size_t index) {
        const Item& item = items_[index];
        const auto names = [&](const std::vector<std::string>& known) {
            return expression.values.size() == 1 &&
                   std::find(known.begin(), known.end(), expression.values.front()) != known.end();
        };
        if (is_order(expression.op) || (!names(item.yes) && !names(item.no)))
            return refuse(fmt::format("\"{}\" is answered by yes or no", expression.name));
        return one_of(index, {names(item.yes)});
    }

    Result compare_choice(const Expression& expression, std::size_t index) {
        const Item& item = items_[index];
        if (is_order(expression.op)) return compare_choice_order(expression, index);
        std::vector<Value> codes;
        for (const std::string& name : expression.values) {
            const auto option = std::find(item.option_names.begin(), item.option_names.end(), name);
            if (option == item.option_names.end())
                return refuse(fmt::format("\"{}\" is no choice of \"{}\"", name, expression.name));
            codes.emplace_back(code_of(item, option));
        }
        if (codes.empty()) return refuse("it compares with an empty list");
        const bool several = item.question.type == QuestionType::multi;
        if (expression.op == Operator::contains_any || (codes.size() == 1 && !several))
            return one_of(index, codes);
        if (!several) return refuse(fmt::format("\"{}\" has one answer only", expression.name));
        return all_chosen(index, codes, expression.op == Operator::equal);
    }

    static std::string code_of(const Item& item, std::vector<std::string>::const_iterator name) {
        return item.question.options[static_cast<std::size_t>(name - item.option_names.begin())].code;
    }

    /// Each of `codes` is chosen, and when `only`, no other.
    Result all_chosen(std::size_t index, const std::vector<Value>& codes, bool only) const {
        std::vector<Condition> parts;
        for (const Value& code : codes) parts.push_back(one_of(index, {code}));
        std::vector<Value> others;
        for (const flows::Option& option : items_[index].question.options) {
            const bool wanted = std::find(codes.begin(), codes.end(), Value{option.code}) != codes.end();
            if (!wanted) others.emplace_back(option.code);
        }
        if (only && !others.empty()) parts.push_back(negated(one_of(index, std::move(others))));
        return combined(Condition::Kind::all, std::move(parts));
    }

    /// "${age_group} >= 3" on choices that are numbered.
    Result compare_choice_order(const Expression& expression, std::size_t index) {
        const Item& item = items_[index];
        const auto limit = number_of(expression);
        if (!limit) return std::nullopt;
        if (item.question.type == QuestionType::multi)
            return refuse(fmt::format("several answers to \"{}\" have no order", expression.name));
        std::vector<Value> codes;
        for (auto name = item.option_names.begin(); name != item.option_names.end(); ++name) {
            const auto number = to_number(*name);
            if (!number && *name != "other")
                return refuse(fmt::format("the choices of \"{}\" are no numbers", expression.name));
            if (number && holds(expression.op, *number, *limit)) codes.emplace_back(code_of(item, name));
        }
        if (codes.empty()) return refuse(fmt::format("no choice of \"{}\" fits", expression.name));
        return one_of(index, std::move(codes));
    }

    std::optional<double> number_of(const Expression& expression) {
        const auto number =
            expression.values.size() == 1 ? to_number(expression.values.front()) : std::nullopt;
        if (!number)
            why_ = fmt::format("\"{}\" is compared with something that is no number", expression.name);
        return number;
    }

    Result compare_number(const Expression& expression, std::size_t index) {
        if (!is_order(expression.op)) return equal_number(expression, index);
        const auto limit = number_of(expression);
        if (!limit) return std::nullopt;
        const flows::Question& question = items_[index].question;
        const bool whole = question.scored() || question.whole;
        Condition condition;
        condition.question = index;
        switch (expression.op) {
            case Operator::at_most:
                condition.at_most = limit;
                return condition;
            case Operator::at_least:
                condition.at_least = limit;
                return condition;
            case Operator::less:
                if (!whole) break;
                condition.at_most = std::ceil(*limit) - 1;
                return condition;
            default:
                if (!whole) break;
                condition.at_least = std::floor(*limit) + 1;
                return condition;
        }
        // Of fractions there is none "just below": answered, and not on the other side.
        (expression.op == Operator::less ? condition.at_least : condition.at_most) = limit;
        std::vector<Condition> parts{given(index, true), negated(std::move(condition))};
        return combined(Condition::Kind::all, std::move(parts));
    }

    Result equal_number(const Expression& expression, std::size_t index) {
        std::vector<Value> numbers;
        for (const std::string& value : expression.values) {
            const auto number = to_number(value);
            if (!number || !can_be(items_[index].question, *number))
                return refuse(fmt::format("\"{}\" is no answer to \"{}\"", value, expression.name));
            numbers.emplace_back(*number);
        }
        if (numbers.empty() || (numbers.size() > 1 && expression.op != Operator::contains_any))
            return refuse(fmt::format("\"{}\" has one answer only", expression.name));
        return one_of(index, std::move(numbers));
    }

    const std::vector<Item>& items_;
    std::size_t before_;
    std::string& why_;
};

}  // namespace

std::optional<std::size_t> find_item(const std::vector<Item>& items, std::string_view name) {
    const auto found =
        std::find_if(items.begin(), items.end(), [name](const Item& item) { return item.name == name; });
    if (found == items.end()) return std::nullopt;
    return static_cast<std::size_t>(found - items.begin());
}

Condition all_of(std::vector<Condition> conditions) {
    return combined(Condition::Kind::all, std::move(conditions));
}

std::optional<Condition> to_condition(const Expression& expression, const std::vector<Item>& items,
                                      std::size_t before, std::string& why) {
    auto condition = Translator{items, before, why}.translate(expression);
    if (condition && levels(*condition) > kMaxLevels) {
        why = "it is nested too deeply";
        return std::nullopt;
    }
    return condition;
}

}  // namespace askwell::import
