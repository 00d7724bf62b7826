// What staff and programs read of a conversation.
#include "bot/views.h"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "tests/support/conversation_samples.h"

namespace askwell::bot {
namespace {

using nlohmann::json;

json view() {
    return to_json(test::full_contact().contact, test::full_conversation());
}

json value_of(const std::string& question) {
    const json conversation = view();
    for (const json& answer : conversation.at("answers")) {
        if (answer.at("question") == question) return answer.at("value");
    }
    return "no such answer";
}

TEST(Views, write_every_kind_of_value) {
    EXPECT_EQ(value_of("none"), nullptr);
    EXPECT_EQ(value_of("score"), 4);
    EXPECT_EQ(value_of("chosen"), (json{{"codes", {"a", "other"}}, {"other", "something else"}}));
    EXPECT_EQ(value_of("number"), 2.5);
    EXPECT_EQ(value_of("yes_no"), true);
    EXPECT_EQ(value_of("day"), "2026-11-21");
    EXPECT_EQ(value_of("minute"), "2026-11-21T14:05");
    EXPECT_EQ(value_of("phone"), "+8613800000001");
    const json files = value_of("files");
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0].at("name"), "a.jpg");
    EXPECT_EQ(files[0].at("size"), 1024);
    EXPECT_EQ(files[0].at("reference"), "ref-1");
    EXPECT_FALSE(files[0].at("at").get<std::string>().empty());
}

TEST(Views, show_consent_flags_with_their_evidence_class_and_priority) {
    EXPECT_EQ(view().at("consent").at("text"), "You may quote me.");
    EXPECT_EQ(view().at("flags"), (json{{{"kind", "too_fast"}, {"evidence", "41 s for 7 questions"}},
                                        {{"kind", "duplicate"}, {"evidence", "the same"}}}));
    EXPECT_EQ(view().at("class"), "urgent");
    EXPECT_EQ(view().at("priority"), "P1");
}

TEST(Views, tell_when_an_answer_was_given_not_when_its_question_was_left) {
    flows::Conversation conversation = test::full_conversation();
    ASSERT_FALSE(conversation.answers.empty());
    flows::Answer& answer = conversation.answers.front();
    answer.answered_at = flows::TimePoint{std::chrono::hours{1}};
    for (const auto status :
         {flows::AnswerStatus::answered, flows::AnswerStatus::skipped, flows::AnswerStatus::missing}) {
        answer.status = status;
        const json shown = to_json(test::full_contact().contact, conversation).at("answers").at(0);
        EXPECT_EQ(shown.contains("answered_at"), status != flows::AnswerStatus::missing);
    }
}

TEST(Views, leave_out_what_there_is_not) {
    const json old = to_json(test::contact_of_schema_1().contact, test::conversation_of_schema_1());
    for (const char* const name : {"consent", "flags", "class", "priority"})
        EXPECT_FALSE(old.contains(name)) << name;
}

}  // namespace
}  // namespace askwell::bot
