#include "bot/import/expression.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace askwell::import {
namespace {

std::string shown(Operator op) {
    switch (op) {
        case Operator::equal:
            return "=";
        case Operator::not_equal:
            return "!=";
        case Operator::less:
            return "<";
        case Operator::at_most:
            return "<=";
        case Operator::greater:
            return ">";
        case Operator::at_least:
            return ">=";
        case Operator::contains_any:
            return "any";
        case Operator::contains_all:
            return "has";
        case Operator::given:
            return "given";
        case Operator::missing:
            return "missing";
        case Operator::truth:
            return "true";
    }
    return "?";
}

/// "and(a=1,not(b any x|y))".
std::string shown(const Expression& expression) {
    if (expression.kind == Expression::Kind::compare) {
        std::string text = expression.name + " " + shown(expression.op);
        for (std::size_t i = 0; i < expression.values.size(); ++i)
            text += (i == 0 ? " " : "|") + expression.values[i];
        return text;
    }
    std::string text = expression.kind == Expression::Kind::all   ? "and("
                       : expression.kind == Expression::Kind::any ? "or("
                                                                  : "not(";
    for (std::size_t i = 0; i < expression.parts.size(); ++i)
        text += (i == 0 ? "" : ", ") + shown(expression.parts[i]);
    return text + ")";
}

struct Case {
    Dialect dialect;
    std::string text;
    std::string means;  ///< "!…" for an error that contains …
};

std::string result_of(const Case& one) {
    std::string error;
    const auto expression = parse_expression(one.text, one.dialect, error);
    return expression ? shown(*expression) : "!" + error;
}

constexpr auto kX = Dialect::xlsform;
constexpr auto kS = Dialect::surveyjs;

TEST(ImportExpression, understands_what_forms_say) {
    const std::vector<Case> cases{
        {kX, "${q} = 'a'", "q = a"},
        {kX, "${ q }=\"a\"", "q = a"},
        {kX, "${q} != 'a'", "not(q = a)"},
        {kX, "${q} = ''", "q missing"},
        {kX, "${q} != ''", "q given"},
        {kX, "${q} >= 5 and ${q} <= 10", "and(q >= 5, q <= 10)"},
        {kX, "5 < ${q}", "q > 5"},
        {kX, "${q} < -1.5", "q < -1.5"},
        {kX, "selected(${q}, 'a')", "q has a"},
        {kX, "not(selected(${q},'a')) or ${r}='x y'", "or(not(q has a), r = x y)"},
        {kX, "${a}=1 or ${b}=2 and ${c}=3", "or(a = 1, and(b = 2, c = 3))"},
        {kX, "(${a}=1 or ${b}=2) and ${c}=3", "and(or(a = 1, b = 2), c = 3)"},
        {kX, "not(not(${a}='1'))", "not(not(a = 1))"},
        {kX, "NOT(${a}='1') AND ${b}='2'", "and(not(a = 1), b = 2)"},
        {kX, ". >= 0 and . < 120", "and(. >= 0, . < 120)"},
        {kX, ". <= today()", ". <= today()"},
        {kX, "${ok} = true()", "ok = true"},
        {kX, "${问题} = '很好'", "问题 = 很好"},
        {kS, "{q} = 'a'", "q = a"},
        {kS, "{q} == a", "q = a"},
        {kS, "{q} <> 'a'", "not(q = a)"},
        {kS, "{q} notequal 3", "not(q = 3)"},
        {kS, "{q} contains 'a'", "q has a"},
        {kS, "{q} notcontains 'a'", "not(q has a)"},
        {kS, "{q} anyof ['a', \"b\", 3]", "q any a|b|3"},
        {kS, "{q} allof ['a','b']", "q has a|b"},
        {kS, "{q} empty", "q missing"},
        {kS, "{q} notempty && !({r} = 1)", "and(q given, not(r = 1))"},
        {kS, "{q} greaterorequal 4 || {m.row one} less 2", "or(q >= 4, m.row one < 2)"},
        {kS, "{agreed}", "agreed true"},
        {kS, "not {agreed} and {b} = true", "and(not(agreed true), b = true)"},
        // What has no counterpart is refused with a reason.
        {kX, "", "!ends too early"},
        {kX, "${q} = ", "!ends too early"},
        {kX, "${q} = 'a", "!without its end"},
        {kX, "${q", "!without its end"},
        {kX, "${q} = 'a' and", "!ends too early"},
        {kX, "${q} = 'a')", "!\")\""},
        {kX, "${q} = ${r}", "!two questions"},
        {kX, "1 = 1", "!no question"},
        {kX, "${q} + 1 = 2", "!\"+\""},
        {kX, "count-selected(${q}) > 1", "!count-selected"},
        {kX, "regex(., '[0-9]+')", "!regex"},
        {kX, "selected('a', ${q})", "!"},
        {kX, "../q = 'a'", "!"},
        {kX, "${q} contains 'a'", "!contains"},
        {kS, "{q} anyof ['a'", "!"},
        {kS, "iif({a} = 1, 2, 3) = 2", "!iif"},
        {kS, "age({birth}) > 18", "!age"},
        {kS, "['a'] contains {q}", "!must come first"},
    };
    for (const Case& one : cases) {
        const std::string result = result_of(one);
        if (one.means.starts_with('!')) {
            EXPECT_TRUE(result.starts_with('!') && result.find(one.means.substr(1)) != std::string::npos)
                << one.text << " gives " << result << ", not " << one.means;
        } else {
            EXPECT_EQ(result, one.means) << one.text;
        }
    }
}

TEST(ImportExpression, refuses_nesting_without_end) {
    for (const std::string_view opening : {"(", "not(", "!"}) {
        std::string text;
        for (int i = 0; i < 100'000; ++i) text += opening;
        for (const Dialect dialect : {kX, kS}) {
            std::string error;
            EXPECT_FALSE(parse_expression(text, dialect, error)) << opening;
            EXPECT_FALSE(error.empty());
        }
    }
}

TEST(ImportExpression, takes_long_chains) {
    std::string text = "${q} = '0'";
    for (int i = 1; i < 5000; ++i) text += " or ${q} = '" + std::to_string(i) + "'";
    std::string error;
    const auto expression = parse_expression(text, kX, error);
    ASSERT_TRUE(expression) << error;
    EXPECT_EQ(expression->parts.size(), 5000U);
}

}  // namespace
}  // namespace askwell::import
