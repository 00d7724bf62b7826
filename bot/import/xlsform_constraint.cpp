#include "bot/import/xlsform_constraint.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "bot/import/expression.h"
#include "bot/import/text.h"

namespace askwell::import {

namespace {

using flows::QuestionType;

constexpr std::string_view kNotBounds = "only bounds of numbers and \"today\" for dates can be kept";
constexpr std::string_view kInclusive = "the bound itself is accepted, too";

bool is_lower_bound(Operator op) {
    return op == Operator::greater || op == Operator::at_least;
}

bool is_strict(Operator op) {
    return op == Operator::greater || op == Operator::less;
}

bool is_bound(const Expression& compare) {
    const bool order =
        is_lower_bound(compare.op) || compare.op == Operator::less || compare.op == Operator::at_most;
    return compare.kind == Expression::Kind::compare && compare.name == "." && order &&
           compare.values.size() == 1;
}

bool apply_number(const Expression& bound, flows::Question& question, std::string& why) {
    const auto number = to_number(bound.values.front());
    if (!number) return false;
    double limit = *number;
    if (is_strict(bound.op) && question.whole) {
        limit = is_lower_bound(bound.op) ? std::floor(limit) + 1 : std::ceil(limit) - 1;
    } else if (is_strict(bound.op)) {
        why = kInclusive;
    }
    if (is_lower_bound(bound.op)) {
        question.minimum = std::max(limit, question.minimum.value_or(limit));
    } else {
        question.maximum = std::min(limit, question.maximum.value_or(limit));
    }
    return !question.minimum || !question.maximum || *question.minimum <= *question.maximum;
}

bool apply_date(const Expression& bound, flows::Question& question, std::string& why) {
    const auto when = is_lower_bound(bound.op) ? flows::DateRange::future : flows::DateRange::past;
    if (bound.values.front() != "today()" || question.when != flows::DateRange::any) return false;
    question.when = when;
    if (is_strict(bound.op)) why = kInclusive;
    return true;
}

bool apply(const Expression& bound, flows::Question& question, std::string& why) {
    if (!is_bound(bound)) return false;
    if (question.type == QuestionType::number) return apply_number(bound, question, why);
    return question.type == QuestionType::date && apply_date(bound, question, why);
}

}  // namespace

bool apply_constraint(std::string_view constraint, flows::Question& question, std::string& why) {
    const auto expression = parse_expression(constraint, Dialect::xlsform, why);
    if (!expression) return false;
    flows::Question bounded = question;
    std::vector<Expression> bounds{*expression};
    if (expression->kind == Expression::Kind::all) bounds = expression->parts;
    const bool all = std::all_of(bounds.begin(), bounds.end(),
                                 [&](const Expression& bound) { return apply(bound, bounded, why); });
    if (all) {
        question = std::move(bounded);
    } else {
        why = kNotBounds;
    }
    return all;
}

}  // namespace askwell::import
