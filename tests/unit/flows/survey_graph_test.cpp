#include "flows/survey_graph.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/flows/everything.h"

namespace askwell::flows::test {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SurveyGraph, draws_every_question_once_with_its_type_and_text) {
    const std::string graph = to_graphviz(*everything(), "en");
    for (const Question& question : everything()->questions) {
        const std::string node = "  \"q/" + question.id + "\" [label=";
        const auto at = graph.find(node);
        ASSERT_NE(at, std::string::npos) << question.id;
        EXPECT_EQ(graph.find(node, at + 1), std::string::npos) << question.id;
    }
    EXPECT_THAT(graph, HasSubstr(R"("csat · rating · key\nHow was)"));
    EXPECT_THAT(graph, HasSubstr("digraph \"everything\" {"));
    EXPECT_THAT(to_graphviz(*everything(), "zh-CN"), HasSubstr("您在哪里？"));
}

TEST(SurveyGraph, draws_branches_with_their_conditions) {
    const std::string graph = to_graphviz(*everything(), "en");
    for (const char* const edge :
         {R"("begin" -> "consent";)", R"("consent" -> "q/visit";)",
          R"("q/visit" -> "q/shop_info" [label="visit = shop"];)", R"("q/visit" -> "q/csat" [label="else"];)",
          R"("q/csat" -> "q/reasons" [label="csat ≤ 3"];)",
          R"("q/solved" -> "q/nps" [label="solved = yes"];)", R"("q/solved" -> "q/day" [label="else"];)",
          R"x("q/callback" -> "q/email" [label="callback = yes and not (phone given)"];)x",
          R"("q/callback" -> "q/order" [label="order_no not given"];)", R"("q/story" -> "end";)"}) {
        EXPECT_THAT(graph, HasSubstr(edge));
    }
}

TEST(SurveyGraph, escapes_what_dot_would_read_as_its_own) {
    Survey survey = *everything();
    survey.questions[0].text = Localized{{{"en", "He said \"no\\yes\""}}};
    const std::string graph = to_graphviz(survey, "en");
    EXPECT_THAT(graph, HasSubstr(R"x(He said \"no\\yes\")x"));
}

TEST(Conditions, read_like_a_sentence) {
    Condition score;
    score.question = everything()->index_of("csat");
    score.at_least = 2;
    score.at_most = 4;
    Condition field;
    field.field = "product";
    field.is = {std::string{"X1"}, std::string{"X2"}};
    Condition either;
    either.kind = Condition::Kind::any;
    either.parts = {score, field};
    EXPECT_EQ(to_string(either, *everything()), "csat ≥ 2 and csat ≤ 4 or product = X1 or X2");
    Condition none;
    none.kind = Condition::Kind::none;
    none.parts = {either};
    EXPECT_THAT(to_string(none, *everything()), testing::StartsWith("not ("));
}

}  // namespace
}  // namespace askwell::flows::test
