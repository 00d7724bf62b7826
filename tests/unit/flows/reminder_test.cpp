// The one reminder: exactly one, three days after the question that got no answer, within sending hours,
// never otherwise.
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(Reminder, comes_exactly_three_days_after_the_question_that_got_no_answer) {
    Talk talk;
    talk.begin();
    talk.wait(hours{5});
    talk.say("1");
    const TimePoint asked = talk.conversation().prompt->asked_at;
    ASSERT_THAT(talk.wait(3 * kDay - hours{1}), IsEmpty());
    const auto said = talk.wait(hours{2});
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].kind, MessageKind::reminder);
    EXPECT_EQ(talk.conversation().reminder_at, asked + 3 * kDay);
    EXPECT_THAT(said[0].text, HasSubstr("(2/7)")) << "it repeats the open question";
    EXPECT_THAT(said[0].text, HasSubstr("STOP")) << "and the way out";
}

TEST(Reminder, is_never_followed_by_a_second_one) {
    Talk talk;
    talk.begin();
    talk.wait(4 * kDay);
    talk.say("1");
    talk.wait(30 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 1U);
}

TEST(Reminder, is_moved_into_sending_hours_of_the_contacts_zone) {
    Talk talk;
    talk.begin();
    talk.wait(hours{12} - seconds{5});  // 22:00 in Shanghai: a reply at night is fine
    talk.say("1");
    const auto said = talk.wait(3 * kDay + hours{10});
    EXPECT_THAT(said, IsEmpty()) << "three days later it is 22:00";
    ASSERT_THAT(talk.wait(hours{2}), SizeIs(1));
    EXPECT_EQ(talk.conversation().reminder_at, kMonday + 4 * kDay - hours{1}) << "09:00 the next morning";

    Talk abroad;
    abroad.state.time_zone = "America/New_York";  // 10:00 in Shanghai is 21:00 there
    abroad.begin();
    EXPECT_THAT(abroad.wait(3 * kDay + hours{11}), IsEmpty());
    EXPECT_THAT(abroad.wait(hours{2}), SizeIs(1));
}

TEST(Reminder, never_comes_after_the_end) {
    for (const char* last_word : {"stop", "no"}) {
        Talk talk;
        talk.begin_by_event();
        talk.say(last_word);
        talk.wait(30 * kDay);
        EXPECT_EQ(talk.said(MessageKind::reminder), 0U) << last_word;
    }
    Talk answered;
    answered.begin();
    answered.answer_all();
    answered.wait(30 * kDay);
    EXPECT_EQ(answered.said(MessageKind::reminder), 0U);
    Talk blocked;
    blocked.begin();
    blocked.happen(ContactBlocked{});
    blocked.wait(30 * kDay);
    EXPECT_EQ(blocked.said(MessageKind::reminder), 0U);
}

TEST(Reminder, is_counted_from_the_last_question_not_from_an_answered_one) {
    Talk talk;
    talk.begin();
    talk.wait(2 * kDay);
    talk.say("1");
    EXPECT_THAT(talk.wait(2 * kDay), IsEmpty());
    EXPECT_THAT(talk.wait(1 * kDay + minutes{1}), SizeIs(1));
}

TEST(Reminder, does_not_come_when_the_survey_expires_before) {
    Talk talk;
    talk.context.expires_after = 2 * kDay;
    talk.begin();
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 0U);
}

TEST(Reminder, is_not_sent_to_somebody_who_neither_agreed_nor_began) {
    Talk talk;
    talk.begin_by_event(false);
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 0U);
    EXPECT_EQ(talk.conversation().reminder, ReminderState::not_sent);
    EXPECT_EQ(talk.conversation().reminder_reason, "not_opted_in");
    EXPECT_EQ(talk.happen(ReminderRequested{}).size(), 0U);
    EXPECT_EQ(talk.refusal, Refusal::not_opted_in);
}

TEST(Reminder, goes_to_an_invited_contact_who_agreed_beforehand) {
    Talk talk;
    talk.begin_by_event(true);
    ASSERT_THAT(talk.wait(3 * kDay + minutes{1}), SizeIs(1));
    EXPECT_EQ(talk.all.back().kind, MessageKind::reminder);
}

// ---- platforms that let us write only for a while after the customer's last word ----

TEST(Reminder, is_moved_before_the_window_closes) {
    Talk talk;
    talk.context.window = hours{48};
    talk.begin();
    talk.say("1");
    const TimePoint heard = *talk.state.heard_at;
    const auto said = talk.wait(hours{48});
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].kind, MessageKind::reminder);
    EXPECT_EQ(talk.conversation().reminder_at, heard + hours{48} - minutes{30});
}

TEST(Reminder, is_moved_into_sending_hours_before_the_window_closes) {
    Talk talk;
    talk.context.window = hours{24};
    talk.begin();
    talk.wait(hours{12});  // 22:00
    talk.say("1");
    talk.wait(hours{24});
    EXPECT_EQ(talk.conversation().reminder_at, kMonday + kDay + hours{10} - minutes{1})
        << "19:59 the next day";
}

TEST(Reminder, that_no_window_leaves_room_for_is_recorded_as_not_sent) {
    Talk talk;
    talk.context.window = hours{1};
    talk.begin();
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 0U);
    EXPECT_EQ(talk.conversation().reminder, ReminderState::not_sent);
    EXPECT_EQ(talk.conversation().reminder_reason, "window_closed");
    talk.happen(ReminderRequested{});
    EXPECT_EQ(talk.refusal, Refusal::window_closed);
}

TEST(Reminder, goes_out_by_an_approved_template_when_the_window_has_closed) {
    Talk talk;
    talk.context.window = hours{24};
    talk.context.template_reminder = true;
    talk.begin();
    ASSERT_THAT(talk.wait(3 * kDay - minutes{1}), IsEmpty());
    EXPECT_THAT(talk.wait(minutes{2}), SizeIs(1));
}

TEST(Reminder, respects_how_many_messages_the_platform_allows) {
    Talk talk;
    talk.context.budget = 1;
    talk.begin();  // our first question uses it up
    EXPECT_EQ(talk.happen(ReminderRequested{}).size(), 0U);
    EXPECT_EQ(talk.refusal, Refusal::window_closed);
    talk.context.budget = 2;
    EXPECT_EQ(talk.happen(ReminderRequested{}).size(), 1U);
}

// ---- events that let us write less than a word of the customer does ----

/// A follow, a scan, a menu tap: a minute, three messages; a word: two days, five messages.
Talk following() {
    Talk talk;
    talk.context.window = hours{48};
    talk.context.budget = 5;
    talk.context.opens = Window{minutes{1}, 3};
    talk.begin_by_customer();
    talk.context.opens.reset();
    return talk;
}

TEST(NarrowWindow, lets_us_write_so_often_and_so_long) {
    Talk talk = following();
    EXPECT_TRUE(may_write(talk.state, talk.context));
    talk.context.now = *talk.state.heard_at + minutes{1} - milliseconds{1};
    EXPECT_TRUE(may_write(talk.state, talk.context));
    talk.context.now += milliseconds{1};
    EXPECT_FALSE(may_write(talk.state, talk.context));
    EXPECT_FALSE(window_open(talk.state, talk.context));

    Talk talkative = following();
    talkative.state.said_since_heard = 3;
    EXPECT_TRUE(window_open(talkative.state, talkative.context));
    EXPECT_FALSE(may_write(talkative.state, talkative.context));
}

TEST(NarrowWindow, leaves_no_room_for_a_reminder_which_is_recorded) {
    Talk talk = following();
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 0U);
    EXPECT_EQ(talk.conversation().reminder_reason, "window_closed");
}

TEST(NarrowWindow, is_widened_by_a_word_of_the_customer) {
    Talk talk = following();
    talk.say("1");
    EXPECT_EQ(talk.state.narrow_window, std::nullopt);
    EXPECT_THAT(talk.wait(hours{48}), SizeIs(1)) << "the reminder, before 48 hours are over";
}

TEST(NarrowWindow, takes_nothing_away_from_what_is_still_open) {
    Talk talk = following();
    talk.say("1");
    const auto heard = talk.state.heard_at;
    const auto said = talk.state.said_since_heard;
    talk.context.now += hours{1};
    talk.context.received_at = talk.context.now;
    talk.context.opens = Window{minutes{1}, 3};
    talk.tap_payload("V1");
    EXPECT_EQ(talk.state.heard_at, heard);
    EXPECT_GE(talk.state.said_since_heard, said);
    EXPECT_EQ(talk.state.narrow_window, std::nullopt);
    talk.state.said_since_heard = 5;  // used up: now the tap does open something
    talk.tap_payload("V1");
    EXPECT_TRUE(may_write(talk.state, talk.context));
    EXPECT_EQ(talk.state.narrow_window, (Window{minutes{1}, 3}));
}

TEST(NarrowWindow, is_nothing_on_a_platform_without_windows) {
    Talk talk;
    talk.context.opens = Window{minutes{1}, 3};
    talk.begin_by_customer();
    talk.context.now += kDay;
    EXPECT_TRUE(may_write(talk.state, talk.context));
}

TEST(Invitation, needs_an_open_window_or_an_approved_template) {
    Talk stranger;
    stranger.context.window = hours{24};
    stranger.begin_by_event(true);
    EXPECT_EQ(stranger.refusal, Refusal::window_closed);
    EXPECT_FALSE(stranger.state.conversation.has_value());

    Talk by_template;
    by_template.context.window = hours{24};
    by_template.context.template_invitation = true;
    by_template.begin_by_event(true);
    EXPECT_EQ(by_template.said(MessageKind::invitation), 1U);
}

TEST(Invitation, that_waited_until_the_window_closed_is_undeliverable) {
    Talk talk;
    talk.context.window = hours{2};
    talk.say("hello");
    StartRequested event;
    event.survey_id = "service-process";
    event.delay = hours{5};
    talk.happen(event);
    talk.wait(hours{6});
    EXPECT_EQ(talk.said(MessageKind::invitation), 0U);
    EXPECT_EQ(talk.conversation().disposition, Disposition::undeliverable);
    EXPECT_EQ(talk.conversation().reminder_reason, "window_closed");
}

TEST(Reminder, after_days_of_downtime_comes_once_and_within_hours) {
    Talk talk;
    talk.begin();
    talk.context.now = kMonday + 5 * kDay + hours{12};  // nobody was there for five days; now it is 22:00
    talk.context.received_at = talk.context.now;
    EXPECT_THAT(talk.happen(TimeReached{}), IsEmpty());
    ASSERT_THAT(talk.wait(hours{12}), SizeIs(1));
    EXPECT_EQ(talk.conversation().reminder_at, kMonday + 6 * kDay - hours{1});
    talk.wait(5 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 1U);
}

TEST(Reminder, by_staff_uses_up_the_one_there_is) {
    Talk talk;
    talk.begin();
    talk.wait(kDay);
    ASSERT_THAT(talk.happen(ReminderRequested{}), SizeIs(1));
    EXPECT_EQ(talk.all.back().kind, MessageKind::reminder);
    talk.happen(ReminderRequested{});
    EXPECT_EQ(talk.refusal, Refusal::reminder_already_sent);
    talk.wait(10 * kDay);
    EXPECT_EQ(talk.said(MessageKind::reminder), 1U);
}

TEST(Reminder, that_cannot_be_delivered_leaves_the_conversation_open_and_says_why) {
    Talk talk;
    talk.begin();
    talk.wait(4 * kDay);
    DeliveryFailed report;
    report.conversation_id = talk.conversation().id;
    report.reason = "30005";
    talk.happen(report);
    EXPECT_EQ(talk.conversation().state, ConversationState::asking);
    EXPECT_EQ(talk.conversation().reminder_reason, "30005");
    talk.say("1");
    EXPECT_EQ(talk.open_question(), "first_response");
}

struct StaffRefusal {
    const char* when;
    void (*prepare)(Talk&);
    Refusal refusal;
};

class ReminderByStaff : public testing::TestWithParam<StaffRefusal> {};

TEST_P(ReminderByStaff, is_refused_with_the_reason) {
    Talk talk;
    GetParam().prepare(talk);
    EXPECT_THAT(talk.happen(ReminderRequested{}), IsEmpty());
    EXPECT_EQ(talk.refusal, GetParam().refusal);
}

INSTANTIATE_TEST_SUITE_P(Cases, ReminderByStaff,
                         testing::Values(StaffRefusal{"nobody_was_asked", [](Talk&) {},
                                                      Refusal::no_conversation},
                                         StaffRefusal{"answered",
                                                      [](Talk& talk) {
                                                          talk.begin();
                                                          talk.answer_all();
                                                      },
                                                      Refusal::already_answered},
                                         StaffRefusal{"declined",
                                                      [](Talk& talk) {
                                                          talk.begin_by_event();
                                                          talk.say("no");
                                                      },
                                                      Refusal::already_answered},
                                         StaffRefusal{"opted_out",
                                                      [](Talk& talk) {
                                                          talk.begin();
                                                          talk.say("stop");
                                                      },
                                                      Refusal::opted_out},
                                         StaffRefusal{"reminded",
                                                      [](Talk& talk) {
                                                          talk.begin();
                                                          talk.wait(4 * kDay);
                                                      },
                                                      Refusal::reminder_already_sent},
                                         StaffRefusal{"at_night",
                                                      [](Talk& talk) {
                                                          talk.begin();
                                                          talk.wait(hours{12});
                                                      },
                                                      Refusal::outside_sending_hours},
                                         StaffRefusal{"not_invited",
                                                      [](Talk& talk) {
                                                          talk.context.now += hours{12};
                                                          talk.begin_by_event();
                                                      },
                                                      Refusal::not_yet_invited}),
                         [](const auto& info) { return info.param.when; });

TEST(SendingHours, honour_daylight_saving) {
    // Berlin, 29 March 2026: clocks go from 02:00 to 03:00, so 09:00 is 07:00 UTC, a day earlier it is 08:00
    // UTC.
    const auto utc = [](int day, int hour) {
        return TimePoint{std::chrono::sys_days{std::chrono::year{2026} / 3 / day} + hours{hour}};
    };
    EXPECT_EQ(next_within({}, utc(28, 1), "Europe/Berlin"), utc(28, 8));
    EXPECT_EQ(next_within({}, utc(28, 20), "Europe/Berlin"), utc(29, 7));
    EXPECT_EQ(next_within({}, utc(29, 12), "Europe/Berlin"), utc(29, 12));
}

TEST(SendingHours, next_is_never_in_the_past_and_always_within) {
    for (const char* zone : {"Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe",
                             "Asia/Kathmandu", "America/St_Johns", "Pacific/Apia", "UTC"}) {
        for (int hour = 0; hour < 24 * 366; hour += 5) {
            const TimePoint time = kMonday + hours{hour} + minutes{hour % 60};
            const TimePoint next = next_within({}, time, zone);
            ASSERT_GE(next, time) << zone;
            ASSERT_TRUE(within({}, next, zone)) << zone << " " << hour;
            ASSERT_LE(next - time, hours{14}) << zone;
        }
    }
}

}  // namespace
}  // namespace askwell::flows::test
