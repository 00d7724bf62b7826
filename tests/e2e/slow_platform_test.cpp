// A platform that takes connections and messages but answers only when we have long given up: its channel
// slows and rests, the other one notices nothing, and afterwards nothing is lost, out of order or said too
// often.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int kCustomers = 6;  // with the silent one more than the failures that open a circuit
constexpr std::int64_t kFirstChat = 100;
constexpr std::int64_t kSilentChat = 99;
constexpr std::int64_t kOtherChat = 7;
constexpr seconds kPatience{120};

json channel_on(const TelegramDouble& telegram) {
    return {{"platform", "telegram"},
            {"token", telegram.options().token},
            {"secret_token", telegram.options().secret_token},
            {"base_url", telegram.base_url()},
            {"survey", "csat"}};
}

/// What a phone saw, a message that was repeated at once counted once.
std::vector<std::string> said_to(const TelegramDouble& telegram, std::int64_t chat) {
    std::vector<std::string> texts;
    for (const auto& message : telegram.messages(chat)) texts.push_back(message.text);
    const auto repeated = std::ranges::unique(texts);
    texts.erase(repeated.begin(), repeated.end());
    return texts;
}

class SlowPlatform : public testing::Test {
  protected:
    SlowPlatform() {
        slow.deliver_to({.urls = {askwell.url("/webhooks/slow")}, .attempts = 1});
        well.deliver_to({.urls = {askwell.url("/webhooks/well")}, .attempts = 1});
    }
    void TearDown() override {
        EXPECT_THAT(slow.violations(), IsEmpty());
        EXPECT_THAT(well.violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }
    double circuit(const std::string& channel) {
        return askwell.metric("askwell_channel_circuit_open{channel=\"" + channel + "\"}");
    }
    /// A conversation that an event begins; its id.
    std::string ask(std::int64_t chat) {
        slow.know(chat);
        const json customer = {{"channel", "slow"}, {"address", std::to_string(chat)}, {"opted_in", true}};
        return askwell.trigger("case-1", customer).value("conversation", "");
    }
    static void begin(TelegramDouble& telegram, std::int64_t chat) {
        ASSERT_TRUE(telegram.start(chat).accepted);
        ASSERT_THAT(telegram.wait_for_messages(chat, 1, kPatience), SizeIs(1)) << "the invitation";
    }

    TempDir folder;
    TelegramDouble slow;
    TelegramDouble well;
    AskwellProcess askwell{folder.path(),
                           {{"conversation", AskwellProcess::quick_conversation()},
                            {"channels", {{"slow", channel_on(slow)}, {"well", channel_on(well)}}}}};
};

TEST_F(SlowPlatform, SlowsItsOwnChannelAloneAndNothingIsLostReorderedOrRemindedTwice) {
    for (int i = 0; i < kCustomers; ++i) begin(slow, kFirstChat + i);
    const auto silent = ask(kSilentChat);
    ASSERT_THAT(slow.wait_for_messages(kSilentChat, 1, kPatience), SizeIs(1));
    ASSERT_TRUE(slow.say(kSilentChat, "ok").accepted);
    ASSERT_THAT(slow.wait_for_messages(kSilentChat, 2, kPatience), SizeIs(2)) << "a question, never answered";

    slow.server().fail_next(Fault::late, 10'000);
    int status = 0;
    askwell.call("POST", "/v1/conversations/" + silent + "/reminder", {}, &status);
    EXPECT_EQ(status / 100, 2);
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(slow.say(kFirstChat + i, "ok").accepted) << "webhooks are taken all the same";
    }

    begin(well, kOtherChat);
    ASSERT_TRUE(well.say(kOtherChat, "ok").accepted);
    ASSERT_THAT(well.wait_for_messages(kOtherChat, 2, kPatience), SizeIs(2));
    ASSERT_TRUE(well.say(kOtherChat, "5").accepted);
    ASSERT_THAT(well.wait_for_messages(kOtherChat, 3, kPatience), SizeIs(3)) << "and why?";
    ASSERT_TRUE(well.say(kOtherChat, "quick and friendly").accepted);
    EXPECT_TRUE(wait_until([&] { return askwell.ledger().size() == 1; }, kPatience));

    EXPECT_TRUE(wait_until([&] { return circuit("slow") == 1; }, kPatience));
    EXPECT_EQ(circuit("well"), 0);

    slow.server().heal();
    for (int i = 0; i < kCustomers; ++i) {
        const auto chat = kFirstChat + i;
        EXPECT_TRUE(wait_until([&] { return said_to(slow, chat).size() >= 2; }, kPatience)) << chat;
    }
    EXPECT_TRUE(wait_until([&] { return circuit("slow") == 0; }, kPatience));
    for (int i = 0; i < kCustomers; ++i) ASSERT_TRUE(slow.say(kFirstChat + i, "5").accepted);
    for (int i = 0; i < kCustomers; ++i) {
        const auto chat = kFirstChat + i;
        ASSERT_TRUE(wait_until([&] { return said_to(slow, chat).size() >= 3; }, kPatience)) << chat;
        EXPECT_TRUE(slow.say(chat, "all of it").accepted);
    }
    EXPECT_TRUE(wait_until([&] { return askwell.ledger().size() == 1 + kCustomers; }, kPatience));
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(wait_until([&] { return said_to(slow, kFirstChat + i).size() >= 4; }, kPatience));
        const auto said = said_to(slow, kFirstChat + i);
        ASSERT_THAT(said, SizeIs(4)) << "invitation, question, why, thanks: each once or repeated at once";
        EXPECT_THAT(said[1], HasSubstr("How satisfied"));
        EXPECT_THAT(said[3], HasSubstr("Thank you"));
    }
    int reminders = 0;
    for (const auto& message : slow.messages(kSilentChat))
        reminders += message.text.starts_with("Just a gentle");
    EXPECT_EQ(reminders, 1) << "it was delivered, though nobody told us; it is never repeated";
}

}  // namespace
}  // namespace askwell::test
