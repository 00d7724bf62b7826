// One platform's outage is one channel's: its customers wait and lose nothing, the others notice nothing.
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int kCustomers = 8;  // more than the failures that open a circuit
constexpr std::int64_t kFirstChat = 100;
constexpr std::int64_t kOtherChat = 7;
constexpr seconds kPatience{60};

json channel_on(const TelegramDouble& telegram) {
    return {{"platform", "telegram"},
            {"token", telegram.options().token},
            {"secret_token", telegram.options().secret_token},
            {"base_url", telegram.base_url()},
            {"survey", "csat"}};
}

class ChannelOutage : public testing::Test {
  protected:
    ChannelOutage() {
        sick.deliver_to({.urls = {askwell.url("/webhooks/sick")}, .attempts = 1});
        well.deliver_to({.urls = {askwell.url("/webhooks/well")}, .attempts = 1});
    }
    void TearDown() override {
        EXPECT_THAT(sick.violations(), IsEmpty());
        EXPECT_THAT(well.violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }
    double circuit(const std::string& channel) {
        return askwell.metric("askwell_channel_circuit_open{channel=\"" + channel + "\"}");
    }

    TempDir folder;
    TelegramDouble sick;
    TelegramDouble well;
    AskwellProcess askwell{folder.path(),
                           {{"conversation", AskwellProcess::quick_conversation()},
                            {"channels", {{"sick", channel_on(sick)}, {"well", channel_on(well)}}}}};
};

TEST_F(ChannelOutage, SlowsThatChannelAloneAndLosesNothing) {
    for (int i = 0; i < kCustomers; ++i) {
        ASSERT_TRUE(sick.start(kFirstChat + i).accepted);
        ASSERT_THAT(sick.wait_for_messages(kFirstChat + i, 1), SizeIs(1)) << "the invitation";
    }

    sick.server().fail_next(Fault::server_error, 10'000);
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(sick.say(kFirstChat + i, "ok").accepted) << "webhooks are taken all the same";
    }
    EXPECT_TRUE(wait_until([&] { return circuit("sick") == 1; }));
    const auto asked = sick.server().requests();

    ASSERT_TRUE(well.start(kOtherChat).accepted);
    ASSERT_THAT(well.wait_for_messages(kOtherChat, 1, kPatience), SizeIs(1));
    ASSERT_TRUE(well.say(kOtherChat, "ok").accepted);
    ASSERT_THAT(well.wait_for_messages(kOtherChat, 2, kPatience), SizeIs(2));
    ASSERT_TRUE(well.say(kOtherChat, "5").accepted);
    ASSERT_THAT(well.wait_for_messages(kOtherChat, 3, kPatience), SizeIs(3)) << "and why?";
    ASSERT_TRUE(well.say(kOtherChat, "quick and friendly").accepted);
    EXPECT_TRUE(wait_until([&] { return askwell.ledger().size() == 1; })) << "done while the other is down";
    EXPECT_EQ(circuit("well"), 0);
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
