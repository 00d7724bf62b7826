// One platform's outage is one channel's: its customers wait and lose nothing, the others notice nothing.
#include "tests/e2e/two_channels.h"

namespace askwell::test {
namespace {

using testing::SizeIs;

constexpr int kCustomers = 8;  // more than the failures that open a circuit
constexpr seconds kPatience{60};

using ChannelOutage = TwoChannels;

TEST_F(ChannelOutage, SlowsThatChannelAloneAndLosesNothing) {
    for (int i = 0; i < kCustomers; ++i) begin(sick, kFirstChat + i, kPatience);

    sick.server().fail_next(Fault::server_error, 10'000);
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(sick.say(kFirstChat + i, "ok").accepted) << "webhooks are taken all the same";
    }
    EXPECT_TRUE(wait_until([&] { return circuit("sick") == 1; }));
    const auto asked = sick.server().requests();

    answer_on_the_well_channel(kPatience);
    EXPECT_LE(sick.server().requests(), asked + 3) << "a platform that is down is left alone";

    sick.server().heal();
    for (int i = 0; i < kCustomers; ++i) {
        const auto seen = sick.wait_for_messages(kFirstChat + i, 2, kPatience);
        ASSERT_THAT(seen, SizeIs(2)) << "the question, once";
        EXPECT_THAT(seen[1].buttons, SizeIs(5));
    }
    EXPECT_TRUE(wait_until([&] { return circuit("sick") == 0; }));
}

}  // namespace
}  // namespace askwell::test
