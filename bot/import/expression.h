// Conditions as other tools write them: "${solved} = 'no' and not(selected(${why}, 'other'))" in XLSForm,
// "{solved} = 'no' and {why} notcontains 'other'" in SurveyJS. One small grammar; what it cannot say is
// refused.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::import {

enum class Dialect { xlsform, surveyjs };

enum class Operator {
    equal,
    not_equal,
    less,
    at_most,
    greater,
    at_least,
    contains_any,  ///< one of the values is among those chosen
    contains_all,
    given,    ///< there is an answer
    missing,  ///< there is none
    truth,    ///< a bare reference: yes, or any answer at all
};

/// A tree: all, any or none of its parts, or one comparison of a question's answer with literals.
struct Expression {
    enum class Kind { all, any, none, compare };
    Kind kind = Kind::compare;
    std::vector<Expression> parts;

    std::string name;  ///< the question; "." for the one the expression belongs to
    Operator op = Operator::truth;
    std::vector<std::string> values;  ///< literals without their quotes; "today()" stands for itself
};

/// Nesting of parentheses and "not" that is understood; more is refused.
inline constexpr int kMaxExpressionDepth = 24;

/// Parses a whole expression; or sets `error`, which says what is not understood. Any bytes are safe.
std::optional<Expression> parse_expression(std::string_view text, Dialect dialect, std::string& error);

/// Calls `visit` for each comparison in the tree.
template <typename Visit>
void for_each_comparison(const Expression& expression, const Visit& visit) {
    if (expression.kind == Expression::Kind::compare) visit(expression);
    for (const Expression& part : expression.parts) for_each_comparison(part, visit);
}

}  // namespace askwell::import
