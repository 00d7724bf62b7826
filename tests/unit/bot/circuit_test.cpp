// A platform that is down is left alone for a while, then tried once.
#include "bot/circuit.h"

#include <gtest/gtest.h>

namespace askwell::bot {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr flows::TimePoint kNow = flows::from_unix_ms(1'767'225'600'000);

Circuit opened() {
    Circuit circuit;
    for (int i = 0; i < Circuit::kFailures; ++i) {
        EXPECT_TRUE(circuit.allows(kNow));
        circuit.failed(kNow);
    }
    return circuit;
}

TEST(Circuit, stays_closed_while_failures_are_few_or_apart) {
    Circuit circuit;
    for (int i = 0; i < 100; ++i) {
        circuit.failed(kNow);
        if (i % 4 == 3) circuit.succeeded();
        EXPECT_TRUE(circuit.allows(kNow)) << i;
    }
}

TEST(Circuit, opens_after_failures_in_a_row_and_lets_nothing_through) {
    Circuit circuit = opened();
    EXPECT_TRUE(circuit.open());
    EXPECT_FALSE(circuit.allows(kNow));
    EXPECT_FALSE(circuit.allows(kNow + Circuit::kFirstWait - milliseconds{1}));
}

TEST(Circuit, lets_one_call_try_and_closes_when_it_succeeds) {
    Circuit circuit = opened();
    const auto then = kNow + Circuit::kFirstWait;
    EXPECT_TRUE(circuit.allows(then));
    EXPECT_FALSE(circuit.allows(then)) << "one at a time";
    circuit.succeeded();
    EXPECT_FALSE(circuit.open());
    EXPECT_TRUE(circuit.allows(then));
}

TEST(Circuit, waits_longer_after_each_failed_try_up_to_its_limit) {
    Circuit circuit = opened();
    flows::Duration expected = Circuit::kFirstWait;
    auto now = kNow;
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(circuit.retry_at() - now, expected);
        now = circuit.retry_at();
        ASSERT_TRUE(circuit.allows(now));
        circuit.failed(now);
        expected = std::min(expected * 2, Circuit::kLongestWait);
    }
    EXPECT_EQ(expected, Circuit::kLongestWait);
}

TEST(Circuit, tries_again_when_nothing_was_heard_of_a_try) {
    Circuit circuit = opened();
    const auto then = kNow + Circuit::kFirstWait;
    ASSERT_TRUE(circuit.allows(then));
    EXPECT_FALSE(circuit.allows(then + Circuit::kTrial - milliseconds{1}));
    EXPECT_TRUE(circuit.allows(then + Circuit::kTrial));
}

TEST(Circuit, begins_with_the_short_wait_again_after_a_success) {
    Circuit circuit = opened();
    const auto then = circuit.retry_at();
    ASSERT_TRUE(circuit.allows(then));
    circuit.failed(then);
    circuit.succeeded();
    for (int i = 0; i < Circuit::kFailures; ++i) circuit.failed(then);
    EXPECT_EQ(circuit.retry_at() - then, Circuit::kFirstWait);
}

}  // namespace
}  // namespace askwell::bot
