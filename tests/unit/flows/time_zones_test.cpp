// Every change of clocks from 2020 to 2040 in zones that change them in every way there is: whatever time a
// message becomes due at, it goes out within hours, and not later than it could.
#include <memory>
#include <string>
#include <vector>

#include <unicode/basictz.h>
#include <unicode/tztrans.h>

#include <gtest/gtest.h>

#include "flows/sending_hours.h"
#include "tests/unit/flows/talk.h"

namespace askwell::flows::test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

/// Northern and southern, half an hour (Lord Howe), at midnight (Cairo, Havana, Beirut, Asuncion, Santiago),
/// by the moon (Casablanca), two hours (Troll), laws that changed (Amman, Volgograd, Mexico City, Tehran,
/// Nuuk), and none at all.
const std::vector<std::string> kZones{
    "Europe/Berlin",       "Europe/London",       "America/New_York",  "America/Los_Angeles",
    "America/St_Johns",    "America/Havana",      "America/Santiago",  "America/Asuncion",
    "America/Mexico_City", "America/Nuuk",        "America/Sao_Paulo", "Africa/Cairo",
    "Africa/Casablanca",   "Asia/Beirut",         "Asia/Jerusalem",    "Asia/Tehran",
    "Asia/Amman",          "Asia/Gaza",           "Europe/Volgograd",  "Europe/Chisinau",
    "Australia/Sydney",    "Australia/Lord_Howe", "Pacific/Auckland",  "Pacific/Chatham",
    "Pacific/Fiji",        "Pacific/Apia",        "Antarctica/Troll",  "Atlantic/Azores",
    "Asia/Shanghai",       "Asia/Kathmandu"};

TimePoint year(int number) {
    return TimePoint{std::chrono::sys_days{std::chrono::year{number} / 1 / 1}};
}

std::vector<TimePoint> transitions(const std::string& name) {
    const std::unique_ptr<icu::TimeZone> zone{
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name))};
    const auto* const with_rules = dynamic_cast<const icu::BasicTimeZone*>(zone.get());
    std::vector<TimePoint> found;
    icu::TimeZoneTransition transition;
    auto at = static_cast<UDate>(to_unix_ms(year(2020)));
    while (with_rules != nullptr && with_rules->getNextTransition(at, false, transition)) {
        at = transition.getTime();
        const TimePoint when = from_unix_ms(static_cast<std::int64_t>(at));
        if (when >= year(2041)) break;
        found.push_back(when);
    }
    return found;
}

/// Moments around a change: near it to the millisecond, and two days of it in uneven steps.
std::vector<TimePoint> around(TimePoint change) {
    std::vector<TimePoint> moments{change - Duration{1}, change, change + Duration{1}};
    for (minutes step{-36 * 60}; step <= hours{36}; step += minutes{127}) moments.push_back(change + step);
    return moments;
}

void expect_first_within(const SendingHours& open, TimePoint time, const std::string& zone) {
    const TimePoint next = next_within(open, time, zone);
    ASSERT_GE(next, time);
    ASSERT_TRUE(within(open, next, zone));
    for (TimePoint missed = time; missed < next; missed += minutes{15})
        ASSERT_FALSE(within(open, missed, zone))
            << to_unix_ms(next) << ", but open at " << to_unix_ms(missed);
    const TimePoint last = last_within(open, time, zone);
    ASSERT_LE(last, time);
    ASSERT_TRUE(within(open, last, zone));
}

TEST(TimeZones, a_message_waits_for_the_first_moment_within_hours_at_every_change_of_clocks) {
    std::size_t changes = 0;
    for (const std::string& zone : kZones) {
        ASSERT_TRUE(is_time_zone(zone)) << zone;
        for (const TimePoint change : transitions(zone)) {
            ++changes;
            for (const TimePoint time : around(change)) {
                SCOPED_TRACE(zone + " at " + std::to_string(to_unix_ms(time)));
                expect_first_within({}, time, zone);
                expect_first_within({8 * 60, 22 * 60}, time, zone);
                expect_first_within({0, 24 * 60}, time, zone);
                if (HasFatalFailure()) return;
            }
        }
    }
    EXPECT_GT(changes, 700U) << "these zones change less than they do";
}

TEST(TimeZones, a_reminder_goes_out_three_days_after_the_question_or_later_within_hours_and_once) {
    Talk talk;
    const ContactState unseen = talk.state;
    const TimeReached time_reached;
    for (const std::string& zone : kZones) {
        for (const TimePoint change : transitions(zone)) {
            for (hours before{60}; before <= hours{84}; before += hours{5}) {
                talk.state = unseen;
                talk.context.now = change - before;
                talk.context.received_at = talk.context.now;
                talk.context.default_time_zone = zone;
                talk.begin();
                const TimePoint asked = talk.conversation().prompt->asked_at;
                const auto due = due_at(talk.state, talk.context);
                ASSERT_TRUE(due.has_value()) << zone;
                ASSERT_GE(*due, asked + 3 * kDay) << zone;
                ASSERT_LE(*due, asked + 3 * kDay + hours{16}) << zone;
                ASSERT_TRUE(within({}, *due, zone)) << zone;
                talk.context.now = *due - Duration{1};
                ASSERT_TRUE(talk.happen(time_reached).empty()) << zone << ": early";
                talk.context.now = *due;
                ASSERT_EQ(talk.happen(time_reached).size(), 1U) << zone;
                ASSERT_TRUE(talk.happen(time_reached).empty()) << zone << ": twice";
            }
        }
    }
}

}  // namespace
}  // namespace askwell::flows::test
