#include "flows/engine.h"

#include <map>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/sending_time.h"
#include "flows/sms_segments.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(Engine, invites_with_purpose_anonymity_duration_and_a_way_out) {
    for (const auto& [language, words] : std::map<std::string, std::vector<std::string>>{
             {"en", {"anonymous", "2 minutes", "STOP"}}, {"zh-CN", {"匿名", "2分钟", "停止"}}}) {
        Talk talk{language};
        const auto said = talk.begin_by_event();
        ASSERT_THAT(said, SizeIs(1));
        EXPECT_EQ(said[0].kind, MessageKind::invitation);
        for (const std::string& word : words) EXPECT_THAT(said[0].text, HasSubstr(word)) << language;
        EXPECT_THAT(said[0].choices, SizeIs(2));
    }
}

TEST(Engine, names_the_letter_as_way_out_where_that_is_the_custom) {
    Talk talk{"zh-CN"};
    talk.context.opt_out_letters = true;
    EXPECT_THAT(talk.begin_by_event()[0].text, HasSubstr("拒收请回复R"));
    talk.say("R");
    EXPECT_TRUE(talk.state.opted_out);
}

TEST(Engine, asks_nothing_before_the_customer_agrees) {
    Talk talk;
    talk.begin_by_event();
    EXPECT_EQ(talk.said(MessageKind::question), 0U);
    const auto said = talk.say("yes");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(talk.open_question(), "channel");
    EXPECT_THAT(said[0].text, HasSubstr("(1/7)"));
}

TEST(Engine, takes_no_for_an_answer) {
    Talk talk;
    talk.begin_by_event();
    const auto said = talk.say("no");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].kind, MessageKind::notice);
    EXPECT_FALSE(talk.state.opted_out) << "declining once is not opting out";
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::refused);
}

TEST(Engine, asks_one_question_at_a_time_in_order_and_ends_with_thanks) {
    Talk talk;
    talk.begin();
    const std::vector<std::string> expected{"channel",    "first_response", "total_time",  "clarity",
                                            "simplicity", "solved",         "expectations"};
    std::vector<std::string> asked;
    while (talk.conversation().state == ConversationState::asking) {
        asked.push_back(talk.open_question());
        const auto said = talk.say(asked.size() == 1 ? "1" : "5");
        ASSERT_THAT(said, SizeIs(1));
    }
    EXPECT_EQ(asked, expected);
    EXPECT_EQ(talk.all.back().kind, MessageKind::thanks);
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::complete);
    EXPECT_THAT(talk.finished[0].conversation.answers, SizeIs(7));
}

TEST(Engine, asks_why_after_a_low_score_and_not_after_a_high_one) {
    for (int score = 1; score <= 5; ++score) {
        Talk talk;
        talk.begin();
        talk.say("1");
        talk.say(std::to_string(score));
        EXPECT_EQ(talk.conversation().prompt->kind, score <= 3 ? PromptKind::follow_up : PromptKind::question)
            << score;
    }
}

TEST(Engine, takes_a_comment_given_with_the_score_as_the_follow_ups_answer) {
    Talk talk{"zh-CN"};
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.say("2，就是等太久了");
    EXPECT_EQ(talk.open_question(), "clarity");
    EXPECT_EQ(talk.answer("total_time")->comment, "就是等太久了");
}

TEST(Engine, keeps_the_answer_to_the_follow_up_as_the_comment) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("1");
    talk.say("Nobody picked up the phone.");
    EXPECT_EQ(talk.answer("first_response")->comment, "Nobody picked up the phone.");
    EXPECT_EQ(talk.answer("first_response")->value, AnswerValue{Score{1}});
    EXPECT_EQ(talk.open_question(), "total_time");
}

TEST(Engine, asks_which_after_other) {
    Talk talk;
    talk.begin();
    talk.tap("Other");
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::other_text);
    talk.say("in the shop");
    EXPECT_EQ(talk.answer("channel")->value, (AnswerValue{Chosen{{"other"}, "in the shop"}}));
    EXPECT_EQ(talk.open_question(), "first_response");
}

TEST(Engine, asks_again_at_most_twice_then_marks_missing_and_goes_on) {
    Talk talk;
    talk.begin();
    talk.say("1");
    for (int i = 0; i < 2; ++i) {
        const auto said = talk.say("4 or 5");
        ASSERT_THAT(said, SizeIs(1));
        EXPECT_EQ(said[0].kind, MessageKind::reprompt);
        EXPECT_EQ(talk.open_question(), "first_response");
    }
    EXPECT_THAT(talk.all.back().text, HasSubstr("skip"));
    const auto said = talk.say("4 or 5");
    EXPECT_EQ(talk.answer("first_response")->status, AnswerStatus::missing);
    EXPECT_EQ(talk.open_question(), "total_time");
    EXPECT_THAT(said[0].text, HasSubstr("Never mind"));
    EXPECT_THAT(talk.conversation().notes, SizeIs(testing::Ge(3U))) << "what was not understood is kept";
}

TEST(Engine, stops_at_once_confirms_once_and_never_writes_again) {
    Talk talk;
    talk.begin();
    talk.say("1");
    const auto said = talk.say("STOP");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].kind, MessageKind::notice);
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::partial);
    EXPECT_EQ(talk.finished[0].conversation.end_reason, EndReason::opted_out);
    EXPECT_THAT(talk.say("stop"), IsEmpty());
    EXPECT_THAT(talk.begin_by_event(true, "e2"), IsEmpty());
    EXPECT_EQ(talk.refusal, Refusal::opted_out);
    EXPECT_THAT(talk.wait(60 * kDay), IsEmpty());
}

TEST(Engine, lets_an_opted_out_customer_come_back) {
    Talk talk;
    talk.begin();
    talk.say("STOP");
    EXPECT_THAT(talk.say("START"), SizeIs(1));
    EXPECT_FALSE(talk.state.opted_out);
}

TEST(Engine, confirms_a_wish_to_be_left_alone_that_is_phrased_otherwise) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("please stop texting me");
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::opt_out_check);
    EXPECT_FALSE(talk.state.opted_out);
    talk.say("yes");
    EXPECT_TRUE(talk.state.opted_out);
}

TEST(Engine, goes_on_where_it_was_when_the_wish_was_a_misunderstanding) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("please stop texting me");
    talk.say("no");
    EXPECT_FALSE(talk.state.opted_out);
    EXPECT_EQ(talk.open_question(), "first_response");
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::question);
}

TEST(Engine, confirms_a_wish_that_comes_with_a_no_to_the_invitation) {
    Talk talk;
    talk.begin_by_event();
    talk.say("no, stop texting me");
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::opt_out_check);
    talk.say("no");
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::invitation);
}

TEST(Engine, a_wish_repeated_when_it_is_to_be_confirmed_is_confirmed) {
    Talk talk;
    talk.begin();
    talk.say("please stop texting me");
    talk.say("just leave me alone");
    EXPECT_TRUE(talk.state.opted_out);
}

TEST(Engine, keeps_the_answer_that_a_wish_comes_with_and_confirms_the_wish) {
    for (const auto& [reply, opted_out] : std::map<std::string, bool>{{"yes", true}, {"no", false}}) {
        Talk talk;
        talk.begin();
        const auto said = talk.say("1, and stop texting me");
        ASSERT_THAT(said, SizeIs(1)) << "the next question waits";
        EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::opt_out_check);
        EXPECT_EQ(talk.conversation().answers.at(0).status, AnswerStatus::answered);
        const auto then = talk.say(reply);
        ASSERT_THAT(then, SizeIs(1));
        EXPECT_EQ(talk.state.opted_out, opted_out);
        if (opted_out) continue;
        EXPECT_EQ(talk.open_question(), "first_response");
        EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::question);
    }
}

TEST(Engine, honours_a_wish_beside_the_last_answer_at_once) {
    Talk talk;
    talk.begin();
    while (talk.open_question() != "expectations") talk.say(talk.open_question() == "channel" ? "1" : "5");
    talk.say("5, now stop texting me please");
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::complete);
    EXPECT_TRUE(talk.state.opted_out);
}

TEST(Engine, takes_no_story_of_others_for_a_wish_beside_an_answer) {
    for (const char* const reply : {"1, they told me not to contact them", "1, unsubscribing took ages",
                                    "1，让我不要再联系他们", "1，退订流程太麻烦"}) {
        Talk talk;
        talk.begin();
        talk.say(reply);
        EXPECT_EQ(talk.open_question(), "first_response") << reply;
        EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::question) << reply;
    }
}

TEST(Engine, confirms_a_wish_that_was_typed_before_the_question_came) {
    Talk talk;
    talk.begin();
    const TimePoint before = talk.context.now;
    talk.say("1");
    talk.say_at("please stop texting me", before);
    EXPECT_EQ(talk.conversation().prompt->kind, PromptKind::opt_out_check);
    talk.say("no");
    EXPECT_EQ(talk.open_question(), "first_response");
}

TEST(Engine, helps_without_losing_its_place) {
    Talk talk;
    talk.begin();
    const auto said = talk.say("help");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].kind, MessageKind::help);
    EXPECT_THAT(said[0].text, HasSubstr("How did you contact us"));
    EXPECT_EQ(talk.open_question(), "channel");
}

TEST(Engine, tells_who_writes_before_it_asks_again) {
    for (const char* text : {"who is this?", "sorry, who are you", "您哪位", "你们是谁啊？"}) {
        Talk talk;
        talk.begin_by_customer("csat", {{"company", "Seabreeze"}});
        talk.say("start");
        const auto said = talk.say(text);
        ASSERT_THAT(said, SizeIs(1)) << text;
        EXPECT_THAT(said[0].text, HasSubstr("Seabreeze")) << text;
        EXPECT_THAT(said[0].text, HasSubstr("How satisfied were you")) << text;
        EXPECT_THAT(said[0].text, testing::Not(HasSubstr("Sorry"))) << text;
        EXPECT_EQ(talk.open_question(), "satisfaction") << text;
        EXPECT_THAT(said[0].choices, SizeIs(5)) << text;
    }
}

TEST(Engine, who_keeps_asking_who_writes_is_left_in_peace) {
    Talk talk;
    talk.begin();
    for (int i = 0; i < 3; ++i) talk.say("who is this?");
    EXPECT_EQ(talk.answer("channel")->status, AnswerStatus::missing);
}

TEST(Engine, skips_a_question) {
    Talk talk;
    talk.begin();
    talk.say("skip");
    EXPECT_EQ(talk.answer("channel")->status, AnswerStatus::skipped);
    EXPECT_EQ(talk.open_question(), "first_response");
}

TEST(Engine, goes_back_records_the_change_and_returns_to_where_it_was) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.say("5");
    talk.say("back");
    EXPECT_EQ(talk.open_question(), "total_time");
    talk.say("4");
    EXPECT_EQ(talk.answer("total_time")->value, AnswerValue{Score{4}});
    EXPECT_TRUE(talk.answer("total_time")->changed);
    EXPECT_THAT(talk.answer("total_time")->raw, SizeIs(2));
    EXPECT_EQ(talk.open_question(), "clarity");
}

TEST(Engine, back_at_the_first_question_says_so) {
    Talk talk;
    talk.begin();
    EXPECT_THAT(talk.say("back")[0].text, HasSubstr("first question"));
    EXPECT_EQ(talk.open_question(), "channel");
}

TEST(Engine, restart_begins_anew_and_keeps_what_was_said) {
    Talk talk;
    talk.begin();
    talk.say("phone");
    talk.say("5");
    talk.say("restart");
    EXPECT_EQ(talk.open_question(), "channel");
    EXPECT_THAT(talk.conversation().answers, IsEmpty());
    EXPECT_THAT(talk.conversation().notes, testing::Contains(testing::Field(&Note::text, "phone")));
}

TEST(Engine, a_stale_tap_answers_nothing) {
    Talk talk;
    talk.begin();
    const std::string old = talk.all.back().choices[0].payload;
    talk.tap("Phone");
    ASSERT_EQ(talk.open_question(), "first_response");
    EXPECT_THAT(talk.tap_payload(old), IsEmpty());
    EXPECT_EQ(talk.refusal, Refusal::stale_choice);
    for (const char* forged :
         {"", "c", "c1.2", "c1.999:5", "c9.2:5", "c1.2:", "c1.2:nonsense", "x", "c-1.2:5"}) {
        EXPECT_THAT(talk.tap_payload(forged), IsEmpty()) << forged;
    }
    EXPECT_EQ(talk.open_question(), "first_response");
    EXPECT_THAT(talk.conversation().answers, SizeIs(1));
}

TEST(Engine, a_message_typed_before_the_question_was_asked_does_not_answer_it) {
    Talk talk;
    talk.begin();
    const TimePoint before = talk.context.now;
    talk.say("1");
    ASSERT_EQ(talk.open_question(), "first_response");
    EXPECT_THAT(talk.say_at("5", before - std::chrono::milliseconds{5}), IsEmpty());
    EXPECT_EQ(talk.open_question(), "first_response") << "no question is skipped";
    EXPECT_THAT(talk.conversation().notes, testing::Contains(testing::Field(&Note::text, "5")))
        << "no word is lost";
}

TEST(Engine, an_answer_counts_though_the_clock_was_set_back_since_the_question) {
    Talk talk;
    talk.begin();
    ASSERT_EQ(talk.open_question(), "channel");
    talk.context.now -= std::chrono::seconds{20};
    EXPECT_THAT(talk.say("1"), SizeIs(1)) << "the customer would wait for a word for days";
    EXPECT_EQ(talk.open_question(), "first_response");
}

TEST(Engine, a_correction_is_of_the_last_answer_though_the_clock_was_set_back_before_it) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.context.now -= std::chrono::seconds{20};
    talk.say("4");
    ASSERT_EQ(talk.open_question(), "clarity");
    talk.say("sorry, I meant 5");
    EXPECT_TRUE(talk.answer("total_time")->changed);
    EXPECT_FALSE(talk.answer("first_response")->changed);
}

TEST(Engine, a_figure_put_right_after_asking_again_answers_the_open_question) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.say("44");
    ASSERT_EQ(talk.open_question(), "total_time");
    talk.say("sorry, 4");
    ASSERT_NE(talk.answer("total_time"), nullptr);
    EXPECT_EQ(talk.answer("total_time")->value, AnswerValue{Score{4}});
    EXPECT_FALSE(talk.answer("first_response")->changed);
}

TEST(Engine, a_correction_after_more_words_about_an_answer_is_of_that_answer) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.context.now += std::chrono::seconds{10};
    talk.say("and nobody called me back all day");
    ASSERT_EQ(talk.open_question(), "total_time");
    talk.say("sorry, I meant 4");
    EXPECT_TRUE(talk.answer("first_response")->changed);
    EXPECT_EQ(talk.open_question(), "total_time");
}

TEST(Engine, a_correction_of_nothing_before_is_an_answer) {
    Talk talk;
    talk.begin_by_customer("nps");
    talk.say("ok");
    talk.say("打错了，是9分");
    ASSERT_NE(talk.answer("recommend"), nullptr);
    EXPECT_EQ(talk.answer("recommend")->value, AnswerValue{Score{9}});
}

TEST(Engine, a_correction_hours_late_neither_changes_nor_answers) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    talk.context.now += std::chrono::hours{2};
    talk.say("I meant 4");
    EXPECT_FALSE(talk.answer("first_response")->changed);
    EXPECT_EQ(talk.open_question(), "total_time");
}

TEST(Engine, a_correction_that_comes_late_is_of_the_answer_before_it_not_of_one_since) {
    Talk talk;
    talk.begin_by_customer("hotline");
    talk.say("ok");
    for (const char* const score : {"5", "5", "5"}) talk.say(score);
    ASSERT_EQ(talk.open_question(), "first_contact");
    TextReceived late;
    late.text = "sorry, I meant 4";
    late.sent_at = talk.context.now;
    talk.context.now += std::chrono::seconds{10};
    talk.say("yes");
    talk.context.now += std::chrono::seconds{1};
    EXPECT_THAT(talk.happen(late), SizeIs(1));
    EXPECT_TRUE(talk.answer("attitude")->changed);
    EXPECT_FALSE(talk.answer("first_contact")->changed);
    EXPECT_EQ(talk.open_question(), "thoroughness");
}

TEST(Engine, a_correction_that_waited_as_long_as_its_answer_changes_no_other) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.say("5");
    const TimePoint said = talk.context.now + std::chrono::seconds{5};
    talk.context.now += std::chrono::minutes{1};  // nobody was there to take them
    talk.context.received_at = talk.context.now;
    for (const char* const text : {"5", "sorry, I meant 4"}) {
        TextReceived delayed;
        delayed.text = text;
        delayed.sent_at = said;
        talk.happen(delayed);
    }
    EXPECT_FALSE(talk.answer("first_response")->changed);
    EXPECT_THAT(talk.conversation().notes,
                testing::Contains(testing::Field(&Note::text, "sorry, I meant 4")));
}

TEST(Engine, a_correction_said_in_the_seconds_of_two_answers_changes_neither) {
    Talk talk;
    talk.begin_by_customer("hotline");
    talk.say("ok");
    for (const char* const score : {"5", "5"}) talk.say(score);
    ASSERT_EQ(talk.open_question(), "attitude");
    TextReceived late;
    late.text = "sorry, I meant 3";
    late.sent_at = talk.context.now;
    talk.context.now += std::chrono::seconds{1};  // within what clocks may differ
    talk.say("4");
    talk.context.now += std::chrono::seconds{9};
    talk.say("yes");
    talk.context.now += std::chrono::seconds{1};
    talk.happen(late);
    EXPECT_FALSE(talk.answer("menu")->changed);
    EXPECT_FALSE(talk.answer("attitude")->changed);
    EXPECT_THAT(talk.conversation().notes,
                testing::Contains(testing::Field(&Note::text, "sorry, I meant 3")));
}

TEST(Engine, a_correction_answers_a_question_that_was_just_left) {
    for (const bool skipped : {true, false}) {
        Talk talk;
        talk.begin();
        talk.say("1");
        if (skipped) talk.say("skip");
        for (int tries = 0; !skipped && tries <= 2; ++tries) talk.say("because of the weather");
        ASSERT_EQ(talk.open_question(), "total_time") << skipped;
        talk.say("sorry, I meant 4");
        EXPECT_EQ(talk.answer("first_response")->status, AnswerStatus::answered) << skipped;
        EXPECT_EQ(talk.answer("first_response")->value, AnswerValue{Score{4}}) << skipped;
        EXPECT_FALSE(talk.answer("first_response")->changed) << skipped << ": nothing was there to change";
        EXPECT_FALSE(talk.answer("channel")->changed) << skipped;
        EXPECT_EQ(talk.open_question(), "total_time") << skipped;
    }
}

TEST(Engine, a_correction_that_crosses_with_the_leaving_of_its_question_answers_it) {
    Talk talk;
    talk.begin_by_customer("nps");
    talk.say("ok");
    ASSERT_EQ(talk.open_question(), "recommend");
    for (int tries = 0; tries < 2; ++tries) talk.say("because of the weather");
    const TimePoint said = talk.context.now;
    talk.context.now += std::chrono::seconds{5};
    talk.say("because of the weather");
    ASSERT_NE(talk.open_question(), "recommend");
    talk.say_at("sorry, I meant 4", said);
    ASSERT_EQ(talk.answer("recommend")->status, AnswerStatus::answered);
    EXPECT_EQ(talk.answer("recommend")->value, AnswerValue{Score{4}});
}

TEST(Engine, a_reason_typed_right_after_the_score_answers_why) {
    Talk talk{"zh-CN"};
    talk.begin();
    talk.say("1");
    talk.say("5");
    const TimePoint same_moment = talk.context.now;
    talk.say("2");
    talk.say_at("等太久了", same_moment);
    EXPECT_EQ(talk.answer("total_time")->comment, "等太久了");
    EXPECT_EQ(talk.open_question(), "clarity");
}

TEST(Engine, a_late_message_by_the_platforms_clock_does_not_answer_a_later_question) {
    Talk talk;
    talk.begin();
    talk.say("1");
    TextReceived late;
    late.text = "5";
    for (const Duration delay :
         {Duration{std::chrono::minutes{10}}, Duration{std::chrono::hours{9}}, 2 * kDay, 7 * kDay}) {
        late.sent_at = talk.context.now - delay;
        EXPECT_THAT(talk.happen(late), IsEmpty()) << delay.count();
        EXPECT_EQ(talk.open_question(), "first_response") << delay.count();
    }
}

TEST(Engine, a_late_message_joins_no_answer_to_a_question_that_is_younger_than_it) {
    Talk talk{"zh-CN"};
    talk.begin();
    const TimePoint before = talk.context.now;
    talk.say("1");
    talk.say("5");
    talk.say("2");
    talk.say("等太久了");
    ASSERT_EQ(talk.open_question(), "clarity");
    TextReceived late;
    late.text = "上次换过一个零件";
    late.sent_at = before - std::chrono::minutes{7};
    EXPECT_THAT(talk.happen(late), IsEmpty());
    EXPECT_EQ(talk.answer("total_time")->comment, "等太久了");
    EXPECT_THAT(talk.conversation().notes, testing::Contains(testing::Field(&Note::text, late.text)));
}

TEST(Engine, a_word_that_arrives_after_the_end_of_the_conversation_it_was_meant_for_begins_no_other) {
    Talk talk;
    talk.context.start_survey = "csat";
    talk.begin();
    TextReceived late;
    late.text = "start";
    late.sent_at = talk.context.now;
    talk.context.now += std::chrono::minutes{2};
    talk.say("stop");
    ASSERT_EQ(talk.conversation().state, ConversationState::ended);
    talk.context.now += std::chrono::minutes{2};
    EXPECT_THAT(talk.happen(late), IsEmpty());
    EXPECT_TRUE(talk.state.opted_out) << "what they said last counts";
    EXPECT_THAT(talk.conversation().notes, testing::Contains(testing::Field(&Note::text, "start")));
    late.sent_at = talk.context.now;
    EXPECT_THAT(talk.happen(late), SizeIs(1)) << "said now, it is a wish";
}

TEST(Engine, a_message_of_the_future_by_the_platforms_clock_counts_from_when_it_reached_us) {
    for (const Duration ahead :
         {Duration{std::chrono::seconds{5}}, Duration{std::chrono::hours{9}}, 300 * kDay}) {
        Talk talk;
        talk.begin();
        TextReceived text;
        text.text = "1";
        text.sent_at = talk.context.now + ahead;
        talk.happen(text);
        EXPECT_EQ(talk.open_question(), "first_response") << ahead.count();
        // … and does not answer a question that was made after it reached us.
        text.text = "5";
        const TimePoint reached = talk.context.now - std::chrono::seconds{10};
        talk.context.received_at = reached;
        text.sent_at = reached + ahead;
        EXPECT_THAT(talk.happen(text), IsEmpty()) << ahead.count();
        EXPECT_EQ(talk.open_question(), "first_response") << ahead.count();
    }
}

TEST(Engine, a_platform_clock_that_is_days_off_is_not_believed) {
    Talk talk;
    talk.begin();
    TextReceived text;
    text.text = "1";
    text.sent_at = talk.context.now - 300 * kDay;
    talk.happen(text);
    EXPECT_EQ(talk.open_question(), "first_response");
}

TEST(Engine, a_second_trigger_waits_and_the_same_event_starts_nothing_twice) {
    Talk talk;
    talk.begin_by_event(true, "e1");
    EXPECT_THAT(talk.begin_by_event(true, "e1"), IsEmpty());
    EXPECT_EQ(talk.refusal, Refusal::duplicate_event);
    EXPECT_THAT(talk.begin_by_event(true, "e2"), IsEmpty());
    EXPECT_EQ(talk.refusal, Refusal::already_running);
    EXPECT_THAT(talk.state.queue, SizeIs(1));
    talk.begin_by_event(true, "e3");
    EXPECT_THAT(talk.state.queue, SizeIs(1)) << "one waits; more would be a burden";
    talk.say("no");
    EXPECT_THAT(talk.wait(89 * kDay), IsEmpty()) << "the frequency cap holds for what waited, too";
    EXPECT_THAT(talk.wait(3 * kDay), SizeIs(1));
}

TEST(Engine, the_frequency_cap_keeps_surveys_apart) {
    Talk talk;
    talk.begin_by_event(true, "e1");
    talk.say("no");
    talk.wait(6 * kDay);
    talk.begin_by_event(true, "e2");
    EXPECT_EQ(talk.refusal, Refusal::too_soon);
    talk.wait(85 * kDay);
    EXPECT_THAT(talk.begin_by_event(true, "e3"), SizeIs(1));
}

TEST(Engine, a_survey_triggered_at_night_waits_for_the_morning) {
    Talk talk;
    talk.context.now = kMonday + std::chrono::hours{11};  // 21:00 in Shanghai
    EXPECT_THAT(talk.begin_by_event(), IsEmpty());
    EXPECT_EQ(talk.conversation().state, ConversationState::waiting);
    EXPECT_THAT(talk.wait(std::chrono::hours{11} + std::chrono::minutes{59}), IsEmpty());
    EXPECT_THAT(talk.wait(std::chrono::minutes{2}), SizeIs(1));
}

TEST(Engine, replies_go_at_any_hour) {
    Talk talk;
    talk.context.now = kMonday + std::chrono::hours{14};  // midnight in Shanghai
    EXPECT_THAT(talk.begin_by_customer(), SizeIs(1));
    EXPECT_THAT(talk.say("start"), SizeIs(1));
}

TEST(Engine, expires_with_a_partial_result) {
    Talk talk;
    talk.begin();
    talk.say("1");
    talk.wait(16 * kDay);
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::partial);
    EXPECT_EQ(talk.finished[0].conversation.end_reason, EndReason::expired);
}

TEST(Engine, silence_from_the_beginning_is_no_response) {
    Talk talk;
    talk.begin_by_event();
    talk.wait(16 * kDay);
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::no_response);
}

TEST(Engine, words_after_the_end_are_kept_with_the_entry) {
    Talk talk;
    talk.begin();
    talk.answer_all();
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_THAT(talk.say("One more thing: the music is awful."), IsEmpty());
    ASSERT_THAT(talk.finished, SizeIs(2));
    EXPECT_EQ(talk.finished[1].conversation.id, talk.finished[0].conversation.id) << "one entry, not two";
    EXPECT_GT(talk.finished[1].revision, talk.finished[0].revision);
    EXPECT_EQ(talk.finished[1].conversation.notes.back().text, "One more thing: the music is awful.");
}

TEST(Engine, a_message_out_of_the_blue_reaches_staff) {
    Talk talk;
    EXPECT_THAT(talk.say("Your app crashes when I pay."), IsEmpty());
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.disposition, Disposition::unsolicited);
}

TEST(Engine, a_blocked_contact_is_left_alone_until_they_return) {
    Talk talk;
    talk.begin();
    EXPECT_THAT(talk.happen(ContactBlocked{}), IsEmpty());
    EXPECT_TRUE(talk.state.blocked);
    ASSERT_THAT(talk.finished, SizeIs(1));
    EXPECT_EQ(talk.finished[0].conversation.end_reason, EndReason::blocked);
    EXPECT_THAT(talk.begin_by_event(true, "e2"), IsEmpty());
    EXPECT_EQ(talk.refusal, Refusal::opted_out);
    talk.happen(ContactReturned{});
    EXPECT_FALSE(talk.state.blocked);
}

TEST(Engine, unblocking_does_not_take_back_a_stop) {
    Talk talk;
    talk.begin();
    talk.say("STOP");
    talk.happen(ContactReturned{});
    EXPECT_TRUE(talk.state.opted_out);
}

TEST(Engine, a_delivery_failure_ends_the_conversation_it_belongs_to_and_no_other) {
    Talk talk;
    talk.begin_by_event();
    DeliveryFailed other;
    other.conversation_id = talk.state.key + "-99";
    talk.happen(other);
    EXPECT_EQ(talk.conversation().state, ConversationState::invited);
    DeliveryFailed own;
    own.conversation_id = talk.conversation().id;
    talk.happen(own);
    EXPECT_EQ(talk.conversation().disposition, Disposition::undeliverable);
}

TEST(Engine, every_text_fits_into_two_sms) {
    for (const char* language : {"en", "zh-CN"}) {
        Talk talk{language};
        talk.begin();
        talk.say("1");
        while (talk.conversation().state == ConversationState::asking) {
            talk.say(talk.conversation().prompt->kind == PromptKind::follow_up ? "no idea" : "2");
        }
        for (const Outgoing& message : talk.all) {
            EXPECT_LE(count_segments(message.text).count(), 2U) << message.text;
        }
    }
}

TEST(Engine, the_same_input_gives_the_same_step_on_every_replica) {
    Talk first;
    Talk second;
    first.begin();
    second.begin();
    EXPECT_EQ(first.all, second.all);
}

TEST(Engine, a_reminder_that_was_held_up_until_night_waits_for_the_morning) {
    Talk talk;
    const auto invitation = talk.begin_by_event()[0];
    const auto question = talk.say("yes")[0];
    const auto reminder = talk.wait(4 * kDay)[0];
    ASSERT_EQ(reminder.kind, MessageKind::reminder);
    EXPECT_EQ(may_go_at(talk.state, reminder, talk.context), talk.context.now);
    talk.context.now = kMonday + 4 * kDay + std::chrono::hours{12};  // ten in the evening
    const TimePoint morning = kMonday + 5 * kDay - std::chrono::hours{1};
    EXPECT_EQ(may_go_at(talk.state, reminder, talk.context), morning);
    EXPECT_EQ(may_go_at(talk.state, invitation, talk.context), morning);
    EXPECT_EQ(may_go_at(talk.state, question, talk.context), talk.context.now) << "a reply goes at any time";
    talk.state.conversation->origin = Origin::customer;
    EXPECT_EQ(may_go_at(talk.state, invitation, talk.context), talk.context.now) << "they asked for it";
}

TEST(Engine, what_was_committed_but_not_sent_is_checked_again_before_it_goes) {
    Talk talk;
    const auto invitation = talk.begin_by_event()[0];
    EXPECT_TRUE(still_wanted(talk.state, invitation));
    const auto question = talk.say("yes")[0];
    EXPECT_FALSE(still_wanted(talk.state, invitation)) << "the customer has begun";
    EXPECT_TRUE(still_wanted(talk.state, question));
    const auto reminder = talk.wait(4 * kDay)[0];
    ASSERT_EQ(reminder.kind, MessageKind::reminder);
    EXPECT_TRUE(still_wanted(talk.state, reminder));
    Talk set_back = talk;
    set_back.context.now = *talk.conversation().reminder_at - std::chrono::seconds{20};
    for (Talk* const each : {&talk, &set_back}) {
        each->say("1");
        EXPECT_FALSE(still_wanted(each->state, reminder)) << "answered meanwhile";
    }
    const auto goodbye = talk.say("STOP")[0];
    EXPECT_FALSE(still_wanted(talk.state, question));
    EXPECT_TRUE(still_wanted(talk.state, goodbye));
}

}  // namespace
}  // namespace askwell::flows::test
