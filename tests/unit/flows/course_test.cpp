// The course of a conversation: branches, consent, probes, key items, several choices, files, languages,
// corrections and afterthoughts. On everything.json and what ships.
#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/wording.h"
#include "tests/unit/flows/everything.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr Duration kPause = std::chrono::minutes{5};

/// A talk about everything.json in which the customer takes their time.
class CourseOfConversation : public testing::Test {
  protected:
    CourseOfConversation() { talk_.catalog.add(everything()); }

    void begin(const Talk::Fields& fields = {{"order_no", "A-1"}}) {
        talk_.begin_by_customer("everything", fields);
        say("start");
        say("yes");
    }

    std::vector<Outgoing> say(std::string_view text) {
        talk_.wait(kPause);
        return talk_.say(text);
    }
    /// What was said in reply, as one text.
    std::string reply(std::string_view text) {
        std::string all;
        for (const Outgoing& message : say(text)) all += message.text + "\n";
        return all;
    }
    std::vector<Outgoing> file(std::string name) {
        AttachmentReceived event;
        event.file = {"photo", std::move(name), 10, "ref", {}};
        return talk_.happen(event);
    }
    const Answer& answer(std::string_view id) const {
        const Answer* const found = talk_.answer(id);
        if (found == nullptr) throw std::out_of_range("no answer to " + std::string{id});
        return *found;
    }
    const Finished& last_finished() const { return talk_.finished.back(); }

    /// Up to the question `id`, answering as little as possible: visit, csat 4, solved.
    void go_to(std::string_view id) {
        begin();
        for (const char* const text : {"web", "4", "no", "skip", "skip", "8", "no", "3"}) {
            if (talk_.open_question() == id) return;
            say(text);
        }
    }

    Talk talk_;
};

TEST_F(CourseOfConversation, asks_for_consent_and_keeps_its_text_as_it_was_shown) {
    talk_.begin_by_customer("everything");
    EXPECT_THAT(reply("start"), HasSubstr("May we keep your answers?"));
    EXPECT_FALSE(talk_.conversation().consent);
    say("yes");
    ASSERT_TRUE(talk_.conversation().consent);
    EXPECT_EQ(talk_.conversation().consent->text, "May we keep your answers?");
    EXPECT_EQ(talk_.open_question(), "visit");
}

TEST_F(CourseOfConversation, ends_when_consent_is_refused) {
    talk_.begin_by_customer("everything");
    say("start");
    say("no");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::refused);
    EXPECT_FALSE(talk_.conversation().consent);
}

TEST_F(CourseOfConversation, puts_event_fields_and_answers_into_texts) {
    talk_.begin_by_customer("everything", {{"product", "X100\nwith a break"}, {"order_no", "A-1"}});
    EXPECT_THAT(talk_.all.back().text, HasSubstr("About your X100 with a break: shall we start?"));
    say("start");
    say("yes");
    EXPECT_THAT(reply("phone"), HasSubstr("How was Phone?"));
}

TEST_F(CourseOfConversation, uses_the_fallback_of_a_value_that_is_missing) {
    talk_.begin_by_customer("everything");
    EXPECT_THAT(talk_.all.back().text, HasSubstr("About your order: shall we start?"));
}

TEST_F(CourseOfConversation, says_an_info_text_once_and_goes_on) {
    begin();
    const auto said = say("shop");
    ASSERT_THAT(said, SizeIs(2));
    EXPECT_THAT(said[0].text, HasSubstr("rebuild"));
    EXPECT_THAT(said[0].choices, IsEmpty());
    EXPECT_THAT(said[1].text, HasSubstr("How was Shop?"));
    EXPECT_THAT(reply("back"), Not(HasSubstr("rebuild")));
    EXPECT_THAT(reply("shop"), Not(HasSubstr("rebuild")));
}

TEST_F(CourseOfConversation, asks_what_the_conditions_say) {
    begin();
    say("web");
    say("4");
    EXPECT_EQ(talk_.open_question(), "solved") << "reasons are for low scores";
    say("yes");
    EXPECT_EQ(talk_.open_question(), "nps") << "the goto leaps over day and proof";
    say("9");
    say("yes");
    say("skip");
    EXPECT_EQ(talk_.open_question(), "email") << "because no telephone number was given";
    say("me@example.com");
    EXPECT_EQ(talk_.open_question(), "count") << "the order number is known from the event";
}

TEST_F(CourseOfConversation, asks_for_the_order_number_when_the_event_did_not_tell) {
    begin({});
    for (const char* const text : {"web", "4", "yes", "9", "no"}) say(text);
    EXPECT_EQ(talk_.open_question(), "order");
}

TEST_F(CourseOfConversation, keeps_what_was_said_on_a_branch_that_was_left_as_a_note) {
    begin();
    for (const char* const text : {"web", "2", "slow", "Speed", "back", "back", "4"}) say(text);
    EXPECT_EQ(talk_.open_question(), "solved");
    for (const char* const text : {"yes", "9", "no", "3", "skip"}) say(text);
    ASSERT_EQ(talk_.conversation().disposition, Disposition::complete);
    EXPECT_EQ(talk_.answer("reasons"), nullptr);
    const auto& notes = talk_.conversation().notes;
    EXPECT_TRUE(std::any_of(notes.begin(), notes.end(), [](const Note& note) {
        return note.question_id == "reasons" && note.text == "Speed";
    }));
    EXPECT_EQ(talk_.conversation().priority, "P3") << "sorted by the answer that holds";
}

TEST_F(CourseOfConversation, chooses_the_follow_up_by_the_score) {
    begin();
    say("web");
    EXPECT_THAT(reply("5"), HasSubstr("What did you like?"));
    say("back");
    EXPECT_THAT(reply("1"), HasSubstr("What went wrong?"));
    say("back");
    EXPECT_THAT(reply("4"), HasSubstr("Was it solved?"));
}

TEST_F(CourseOfConversation, asks_a_key_question_once_more_at_the_end) {
    begin();
    for (const char* const text : {"web", "skip", "yes", "9", "no", "3"}) say(text);
    EXPECT_THAT(reply("skip"), HasSubstr("once more:\nHow was Web?"));
    say("4");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    EXPECT_EQ(answer("csat").value, AnswerValue{Score{4}});
    EXPECT_TRUE(answer("csat").asked_again);
}

TEST_F(CourseOfConversation, asks_a_key_question_no_third_time) {
    begin();
    for (const char* const text : {"web", "skip", "yes", "9", "no", "3", "skip"}) say(text);
    say("skip");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    EXPECT_EQ(answer("csat").status, AnswerStatus::skipped);
}

TEST_F(CourseOfConversation, probes_a_thin_answer_at_most_twice) {
    go_to("story");
    EXPECT_THAT(reply("bad"), testing::AnyOf(HasSubstr("example"), HasSubstr("What happened")));
    EXPECT_EQ(talk_.conversation().prompt->kind, PromptKind::probe);
    say("just so");
    ASSERT_EQ(
        talk_.conversation().prompt.has_value() && talk_.conversation().prompt->kind == PromptKind::probe,
        true);
    say("well");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    EXPECT_THAT(answer("story").probed, SizeIs(2));
    EXPECT_EQ(answer("story").value, AnswerValue{OpenText{"bad\njust so\nwell"}});
}

TEST_F(CourseOfConversation, does_not_probe_a_full_answer_or_a_clear_no) {
    go_to("story");
    say("The clerk lost my papers on Monday and I had to come back twice with all of them.");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    Talk other;
    std::swap(talk_, other);
    talk_.catalog.add(everything());
    go_to("story");
    say("nothing, thanks");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
}

// ---- several choices by taps, files ----

TEST_F(CourseOfConversation, takes_several_choices_tap_by_tap) {
    begin();
    say("web");
    say("3");
    ASSERT_EQ(talk_.open_question(), "reasons");
    const auto more = talk_.tap("Price");
    ASSERT_THAT(more, SizeIs(1));
    EXPECT_EQ(more[0].text, "Noted: Price. Anything else?");
    ASSERT_THAT(more[0].choices, SizeIs(3)) << "speed, something else, that is all";
    talk_.tap("Speed");
    talk_.tap("That is all");
    EXPECT_EQ(answer("reasons").value, (AnswerValue{Chosen{{"speed", "price"}, ""}}));
    EXPECT_THAT(answer("reasons").raw, ElementsAre("Price", "Speed"));
    EXPECT_EQ(talk_.open_question(), "solved");
}

TEST_F(CourseOfConversation, understands_words_after_the_first_tap) {
    begin();
    say("web");
    say("3");
    talk_.tap("Price");
    say("speed");
    EXPECT_EQ(answer("reasons").value, (AnswerValue{Chosen{{"speed", "price"}, ""}}));
    EXPECT_EQ(talk_.open_question(), "solved");
}

TEST_F(CourseOfConversation, asks_which_after_a_tap_on_other) {
    begin();
    say("web");
    say("3");
    talk_.tap("Something else");
    EXPECT_EQ(talk_.conversation().prompt->kind, PromptKind::other_text);
    say("the smell");
    EXPECT_EQ(answer("reasons").value, (AnswerValue{Chosen{{"other"}, "the smell"}}));
}

TEST_F(CourseOfConversation, takes_files_as_the_answer_and_asks_once_for_an_album) {
    go_to("proof");
    EXPECT_THAT(file("a.jpg"), SizeIs(1));
    EXPECT_THAT(file("b.jpg"), IsEmpty()) << "they were sent together";
    say("that's all");
    ASSERT_TRUE(std::holds_alternative<Files>(answer("proof").value));
    const auto& files = std::get<Files>(answer("proof").value).files;
    ASSERT_THAT(files, SizeIs(2));
    EXPECT_EQ(files[1].name, "b.jpg");
    EXPECT_GT(files[1].at, TimePoint{});
    EXPECT_EQ(talk_.open_question(), "nps");
}

TEST_F(CourseOfConversation, takes_words_where_a_file_is_asked_for) {
    go_to("proof");
    say("My order number is 4711, I have no picture");
    EXPECT_EQ(answer("proof").status, AnswerStatus::answered);
    EXPECT_EQ(talk_.open_question(), "nps");
}

TEST_F(CourseOfConversation, keeps_a_file_nobody_asked_for_and_asks_on) {
    begin();
    const auto said = file("a.jpg");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0].text, HasSubstr("kept your file"));
    EXPECT_THAT(said[0].text, HasSubstr("Where were you?"));
    EXPECT_EQ(talk_.conversation().notes.back().text, "[photo a.jpg, 10 bytes, ref]");
}

TEST_F(CourseOfConversation, a_tap_on_an_old_button_answers_nothing) {
    begin();
    const std::string old = talk_.all.back().choices.front().payload;
    say("web");
    talk_.tap_payload(old);
    EXPECT_EQ(talk_.refusal, Refusal::stale_choice);
    EXPECT_EQ(answer("visit").value, (AnswerValue{Chosen{{"web"}, ""}}));
    EXPECT_EQ(talk_.open_question(), "csat");
}

// ---- order of options ----

TEST_F(CourseOfConversation, a_number_means_what_this_customer_was_shown) {
    begin();
    const std::string second = talk_.all.back().choices[1].label;
    const std::string code = talk_.all.back().choices[1].payload;
    say("2");
    const auto& chosen = std::get<Chosen>(answer("visit").value);
    EXPECT_EQ(chosen.codes.front(), code.substr(code.rfind(':') + 1)) << second;
}

TEST_F(CourseOfConversation, a_corrected_number_means_what_was_shown_as_well) {
    begin();
    const std::vector<Choice> shown = talk_.all.back().choices;
    say("1");
    say("sorry, I meant 2");
    const std::string& second = shown[1].payload;
    EXPECT_EQ(std::get<Chosen>(answer("visit").value).codes.front(), second.substr(second.rfind(':') + 1));
}

TEST(ShownOptions, differ_between_conversations_with_other_last_and_stay_for_each) {
    const Question& visit = everything()->questions[0];
    std::set<std::string> orders;
    for (int i = 0; i < 200; ++i) {
        const std::string id = "017-abc-" + std::to_string(i);
        std::string order;
        for (const Option* const option : shown_options(visit, id)) order += option->code + " ";
        EXPECT_THAT(order, testing::EndsWith("other "));
        orders.insert(order);
    }
    EXPECT_EQ(orders.size(), 6U) << "every order of the three";
}

// ---- languages ----

TEST_F(CourseOfConversation, goes_on_in_the_language_the_customer_asks_for) {
    begin();
    EXPECT_THAT(reply("中文"), HasSubstr("您在哪里？"));
    EXPECT_EQ(talk_.state.language, "zh-CN");
    say("网站");
    EXPECT_EQ(answer("visit").value, (AnswerValue{Chosen{{"web"}, ""}}));
    EXPECT_THAT(reply("English"), HasSubstr("How was Web?"));
}

// ---- corrections ----

TEST_F(CourseOfConversation, a_correction_changes_the_answer_before) {
    begin();
    say("web");
    say("4");
    const std::string said = reply("sorry, I meant 3");
    EXPECT_THAT(said, HasSubstr("average"));
    EXPECT_EQ(answer("csat").value, AnswerValue{Score{3}});
    EXPECT_TRUE(answer("csat").changed);
    EXPECT_THAT(answer("csat").raw, ElementsAre("4", "sorry, I meant 3"));
    EXPECT_EQ(talk_.open_question(), "reasons") << "the branch of the new score";
}

TEST_F(CourseOfConversation, a_correction_during_the_follow_up_goes_on_when_nothing_is_left_to_ask) {
    begin();
    say("web");
    say("1");
    ASSERT_EQ(talk_.conversation().prompt->kind, PromptKind::follow_up);
    say("打错了，是4分");
    EXPECT_EQ(answer("csat").value, AnswerValue{Score{4}});
    EXPECT_EQ(talk_.open_question(), "solved");
}

TEST_F(CourseOfConversation, a_mistake_without_a_new_answer_asks_again) {
    begin();
    say("web");
    EXPECT_THAT(reply("打错了"), HasSubstr("Where were you?"));
}

TEST_F(CourseOfConversation, a_correction_after_the_end_is_handed_on_as_a_new_revision) {
    begin();
    for (const char* const text : {"web", "4", "yes", "9", "no", "skip", "skip", "3"}) say(text);
    ASSERT_EQ(talk_.conversation().disposition, Disposition::complete);
    ASSERT_EQ(answer("count").value, AnswerValue{Number{3}});
    say("I meant 4");
    EXPECT_EQ(last_finished().conversation.answers.back().question_id, "story");
    EXPECT_EQ(answer("count").value, AnswerValue{Number{4}});
    EXPECT_TRUE(answer("count").changed);
    EXPECT_GT(last_finished().revision, 0U);
}

TEST_F(CourseOfConversation, a_correction_comes_too_late_after_an_hour) {
    begin();
    say("web");
    say("4");
    talk_.wait(std::chrono::hours{2});
    say("I meant 3");
    EXPECT_EQ(answer("csat").value, AnswerValue{Score{4}});
}

// ---- one answer in several messages ----

TEST_F(CourseOfConversation, joins_a_sentence_that_goes_on) {
    begin();
    say("web");
    say("1");
    say("it was too slow");
    talk_.wait(std::chrono::seconds{8});
    const auto said = talk_.say("and nobody called back");
    EXPECT_EQ(answer("csat").comment, "it was too slow\nand nobody called back");
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_THAT(said[0].text, HasSubstr("I have added that"));
    EXPECT_EQ(talk_.open_question(), "reasons");
}

TEST_F(CourseOfConversation, joins_words_said_in_the_same_breath_once) {
    begin();
    say("web");
    say("1");
    say("it was too slow");
    talk_.wait(std::chrono::seconds{3});
    talk_.say("the clerk on Monday sent me to another desk");
    EXPECT_EQ(answer("csat").comment, "it was too slow\nthe clerk on Monday sent me to another desk");
    talk_.wait(std::chrono::seconds{3});
    EXPECT_THAT(talk_.say("the other clerk sent me back again")[0].text, HasSubstr("did not get that"))
        << "but does not for ever";
}

TEST_F(CourseOfConversation, takes_words_that_go_on_as_the_answer_to_an_open_question_that_was_read) {
    go_to("story");
    talk_.wait(std::chrono::seconds{20});
    talk_.say("Because the clerk on Monday lost my papers and I had to come back twice.");
    EXPECT_EQ(talk_.conversation().disposition, Disposition::complete);
    ASSERT_NE(talk_.answer("story"), nullptr);
    EXPECT_EQ(answer("story").raw.size(), 1U);
}

TEST_F(CourseOfConversation, takes_a_hedge_for_a_try_at_the_open_question) {
    for (const char* const hedge : {"hm, hard to say", "it depends", "嗯，不好说", "terrible!"}) {
        begin();
        say("web");
        say("2");
        say("it was too slow");
        EXPECT_THAT(talk_.say(hedge)[0].text, HasSubstr("did not get that")) << hedge;
        EXPECT_EQ(answer("csat").comment, "it was too slow") << hedge;
        say("stop");
    }
}

TEST_F(CourseOfConversation, takes_words_typed_before_the_next_question_came_as_part_of_the_answer) {
    begin();
    say("web");
    say("1");
    say("it was too slow");
    talk_.say_at("by three days", talk_.context.now - std::chrono::milliseconds{15});
    EXPECT_EQ(answer("csat").comment, "it was too slow\nby three days");
}

// ---- the end ----

TEST_F(CourseOfConversation, thanks_by_result) {
    begin();
    for (const char* const text : {"web", "2", "slow", "price", "yes", "9", "no", "3"}) say(text);
    EXPECT_EQ(reply("skip"), "Thank you, and sorry.\n");
}

TEST_F(CourseOfConversation, sorts_the_entry_by_the_first_rule_that_holds) {
    begin();
    for (const char* const text : {"web", "1", "slow", "price", "yes", "9", "no", "3", "skip"}) say(text);
    EXPECT_EQ(last_finished().conversation.entry_class, "urgent");
    EXPECT_EQ(last_finished().conversation.priority, "P1");
}

TEST_F(CourseOfConversation, flags_the_same_answers_twice) {
    const auto answer_everything = [this] {
        begin();
        for (const char* const text : {"web", "4", "yes", "9", "no", "3", "skip"}) say(text);
    };
    answer_everything();
    EXPECT_THAT(last_finished().conversation.flags,
                Not(testing::Contains(testing::Field(&Flag::kind, FlagKind::duplicate))));
    answer_everything();
    EXPECT_THAT(last_finished().conversation.flags,
                testing::Contains(testing::Field(&Flag::kind, FlagKind::duplicate)));
}

TEST_F(CourseOfConversation, begins_by_keyword_in_its_language) {
    say("全部");
    EXPECT_EQ(talk_.conversation().survey_id, "everything");
    EXPECT_EQ(talk_.conversation().language, "zh-CN");
}

// ---- the survey's period ----

class Periods : public testing::Test {
  protected:
    void add(std::optional<TimePoint> from, std::optional<TimePoint> until) {
        auto survey = std::make_shared<Survey>(*everything());
        survey->period = {from, until};
        talk_.catalog.add(survey);
    }
    void begin() {
        StartRequested start;
        start.survey_id = "everything";
        start.opted_in = true;
        talk_.happen(start);
    }
    Talk talk_;
};

TEST_F(Periods, nobody_is_invited_before) {
    add(kMonday + 2 * kDay, std::nullopt);
    begin();
    EXPECT_THAT(talk_.all, IsEmpty());
    talk_.wait(47 * std::chrono::hours{1});
    EXPECT_THAT(talk_.all, IsEmpty());
    talk_.wait(2 * std::chrono::hours{1});
    EXPECT_EQ(talk_.said(MessageKind::invitation), 1U);
}

TEST_F(Periods, nobody_is_invited_after_and_open_conversations_expire) {
    add(std::nullopt, kMonday + 1 * kDay);
    begin();
    talk_.say("start");
    talk_.wait(25 * std::chrono::hours{1});
    EXPECT_EQ(talk_.conversation().end_reason, EndReason::expired);
    begin();
    EXPECT_EQ(talk_.refusal, Refusal::survey_closed);
}

TEST(Reminders, are_not_sent_when_the_survey_has_none) {
    auto survey = std::make_shared<Survey>(*everything());
    survey->reminder = {};
    Talk talk;
    talk.catalog.add(survey);
    talk.begin_by_customer("everything");
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 0U);
    talk.happen(ReminderRequested{});
    EXPECT_EQ(talk.refusal, Refusal::no_reminder);
}

}  // namespace
}  // namespace askwell::flows::test
