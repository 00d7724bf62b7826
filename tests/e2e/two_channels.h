// A service on two channels of its own platform each: one of them will be sick, the other stays well.
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {

class TwoChannels : public testing::Test {
  protected:
    static constexpr std::int64_t kFirstChat = 100;  ///< of the sick channel
    static constexpr std::int64_t kOtherChat = 7;    ///< of the well one

    TwoChannels() {
        sick.deliver_to({.urls = {askwell.url("/webhooks/sick")}, .attempts = 1});
        well.deliver_to({.urls = {askwell.url("/webhooks/well")}, .attempts = 1});
    }
    void TearDown() override {
        EXPECT_THAT(sick.violations(), testing::IsEmpty());
        EXPECT_THAT(well.violations(), testing::IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }

    double circuit(const std::string& channel) {
        return askwell.metric("askwell_channel_circuit_open{channel=\"" + channel + "\"}");
    }
    /// A customer opens the chat and is invited.
    static void begin(TelegramDouble& telegram, std::int64_t chat, seconds patience) {
        ASSERT_TRUE(telegram.start(chat).accepted);
        ASSERT_THAT(telegram.wait_for_messages(chat, 1, patience), testing::SizeIs(1)) << "the invitation";
    }
    /// A customer of the well channel answers csat from its invitation to its end.
    void answer_on_the_well_channel(seconds patience) {
        begin(well, kOtherChat, patience);
        ASSERT_TRUE(well.say(kOtherChat, "ok").accepted);
        ASSERT_THAT(well.wait_for_messages(kOtherChat, 2, patience), testing::SizeIs(2));
        ASSERT_TRUE(well.say(kOtherChat, "5").accepted);
        ASSERT_THAT(well.wait_for_messages(kOtherChat, 3, patience), testing::SizeIs(3)) << "and why?";
        ASSERT_TRUE(well.say(kOtherChat, "quick and friendly").accepted);
        EXPECT_TRUE(wait_until([&] { return askwell.ledger().size() == 1; }, patience))
            << "done while the other is sick";
        EXPECT_EQ(circuit("well"), 0);
    }

    TempDir folder;
    TelegramDouble sick;
    TelegramDouble well;
    AskwellProcess askwell{folder.path(),
                           {{"conversation", AskwellProcess::quick_conversation()},
                            {"channels", {{"sick", sick.channel("csat")}, {"well", well.channel("csat")}}}}};
};

}  // namespace askwell::test
