// When a clock that jumped is believed again, and how fast due times are taken up.
#include "bot/time_guard.h"

#include <gtest/gtest.h>

#include "bot/rounds.h"

namespace askwell::bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr flows::TimePoint kNoon = flows::from_unix_ms(1'790'000'000'000);

/// All clocks of a test: what passes, passes on each.
class TimeGuardTest : public testing::Test {
  protected:
    bool look() { return guard.look(wall, steady, std::nullopt); }
    bool look_with_store() { return guard.look(wall, steady, store); }
    void pass(flows::Duration span) {
        wall += span;
        store += span;
        steady += span;
    }

    TimeGuard guard;
    flows::TimePoint wall = kNoon;
    flows::TimePoint store = kNoon;
    TimeGuard::Steady steady{hours{1000}};
};

TEST_F(TimeGuardTest, believes_clocks_that_go_on_together_for_ever) {
    for (int day = 0; day < 1000; ++day) {
        ASSERT_TRUE(look());
        pass(hours{24});
    }
}

TEST_F(TimeGuardTest, follows_a_clock_that_is_set_right_little_by_little) {
    for (int step = 0; step < 1000; ++step) {
        ASSERT_TRUE(look());
        pass(seconds{10});
        wall += seconds{20};
    }
}

TEST_F(TimeGuardTest, doubts_a_jump_in_either_direction_of_more_than_a_minute) {
    for (const flows::Duration jump : {flows::Duration{60'001}, flows::Duration{-60'001},
                                       flows::Duration{5 * flows::kDay}, flows::Duration{-5 * flows::kDay}}) {
        guard = {};
        ASSERT_TRUE(look());
        pass(seconds{1});
        wall += jump;
        EXPECT_FALSE(look()) << jump.count();
        wall -= jump;
        EXPECT_TRUE(look()) << "back where it was: " << jump.count();
    }
    guard = {};
    ASSERT_TRUE(look());
    wall += seconds{60};
    EXPECT_TRUE(look());
}

TEST_F(TimeGuardTest, believes_a_jump_that_has_lasted) {
    ASSERT_TRUE(look());
    wall += hours{3};
    ASSERT_FALSE(look());
    pass(TimeGuard::kHeld - seconds{1});
    EXPECT_FALSE(look());
    pass(seconds{1});
    EXPECT_TRUE(look());
    EXPECT_TRUE(look());
}

TEST_F(TimeGuardTest, begins_anew_when_the_clock_jumps_again) {
    ASSERT_TRUE(look());
    for (int jumps = 0; jumps < 20; ++jumps) {
        wall += hours{1};
        ASSERT_FALSE(look());
        pass(minutes{14});
        ASSERT_FALSE(look());
    }
}

TEST_F(TimeGuardTest, doubts_a_clock_that_differs_from_the_stores_from_the_first_look_on) {
    wall += hours{5 * 24};
    EXPECT_FALSE(look_with_store());
    pass(hours{24});
    EXPECT_FALSE(look_with_store()) << "however long it lasts";
    wall -= hours{5 * 24};
    EXPECT_TRUE(look_with_store()) << "confirmed at once";
}

TEST_F(TimeGuardTest, is_confirmed_at_once_by_a_store_that_did_not_jump) {
    ASSERT_TRUE(look_with_store());
    wall += hours{1};
    EXPECT_FALSE(look_with_store());
    wall -= hours{1};
    EXPECT_TRUE(look_with_store());
}

TEST_F(TimeGuardTest, doubts_a_store_that_jumps_together_with_the_wall_clock) {
    ASSERT_TRUE(look_with_store());
    wall += hours{72};
    store += hours{72};
    EXPECT_FALSE(look_with_store()) << "one machine with one wrong clock";
    pass(TimeGuard::kHeld);
    EXPECT_TRUE(look_with_store());
}

TEST_F(TimeGuardTest, holds_out_until_both_agree_when_only_the_store_jumps) {
    ASSERT_TRUE(look_with_store());
    store += hours{1};
    EXPECT_FALSE(look_with_store());
    pass(hours{2});
    EXPECT_FALSE(look_with_store()) << "one of the two is wrong";
    wall += hours{1};
    EXPECT_TRUE(look_with_store());
}

// ---- the pace ----

TEST(Pace, gives_a_second_s_worth_at_once_and_then_so_many_a_second) {
    Pace pace;
    TimeGuard::Steady now{hours{1}};
    EXPECT_EQ(pace.take(50, now, 100), 50U);
    EXPECT_EQ(pace.take(50, now, 100), 0U);
    now += std::chrono::milliseconds{500};
    EXPECT_EQ(pace.take(50, now, 10), 10U);
    EXPECT_EQ(pace.take(50, now, 100), 15U);
    now += hours{100};
    EXPECT_EQ(pace.take(50, now, 1000), 50U) << "idle time is not saved up";
}

TEST(Pace, counts_what_is_given_back) {
    Pace pace;
    const TimeGuard::Steady now{hours{1}};
    EXPECT_EQ(pace.take(50, now, 50), 50U);
    pace.give_back(20);
    EXPECT_EQ(pace.take(50, now, 50), 20U);
}

TEST(Pace, over_any_time_no_more_than_the_rate) {
    Pace pace;
    TimeGuard::Steady now{hours{1}};
    std::size_t taken = 0;
    for (int step = 0; step < 1000; ++step) {
        taken += pace.take(7, now, 3);
        taken += pace.take(7, now, 3);
        now += std::chrono::milliseconds{137};
    }
    EXPECT_LE(taken, 7U + static_cast<std::size_t>(7 * 0.137 * 1000));
    EXPECT_GE(taken, static_cast<std::size_t>(7 * 0.137 * 990));
}

}  // namespace
}  // namespace askwell::bot
