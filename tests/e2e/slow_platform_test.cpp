// A platform that takes connections and messages but answers only when we have long given up: its channel
// slows and rests, the other one notices nothing, and afterwards nothing is lost, out of order or said too
// often.
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/e2e/two_channels.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::SizeIs;

constexpr int kCustomers = 6;  // with the silent one more than the failures that open a circuit
constexpr std::int64_t kSilentChat = 99;
constexpr seconds kPatience{120};

/// What a phone saw, a message that was repeated at once counted once.
std::vector<std::string> said_to(const TelegramDouble& telegram, std::int64_t chat) {
    std::vector<std::string> texts;
    for (const auto& message : telegram.messages(chat)) texts.push_back(message.text);
    const auto repeated = std::ranges::unique(texts);
    texts.erase(repeated.begin(), repeated.end());
    return texts;
}

class SlowPlatform : public TwoChannels {
  protected:
    /// A conversation that an event begins; its id.
    std::string ask(std::int64_t chat) {
        sick.know(chat);
        const json customer = {{"channel", "sick"}, {"address", std::to_string(chat)}, {"opted_in", true}};
        return askwell.trigger("case-1", customer).value("conversation", "");
    }
};

TEST_F(SlowPlatform, SlowsItsOwnChannelAloneAndNothingIsLostReorderedOrRemindedTwice) {
    for (int i = 0; i < kCustomers; ++i) begin(sick, kFirstChat + i, kPatience);
    const auto silent = ask(kSilentChat);
    ASSERT_THAT(sick.wait_for_messages(kSilentChat, 1, kPatience), SizeIs(1));
    ASSERT_TRUE(sick.say(kSilentChat, "ok").accepted);
    ASSERT_THAT(sick.wait_for_messages(kSilentChat, 2, kPatience), SizeIs(2)) << "a question, never answered";

    sick.server().fail_next(Fault::late, 10'000);
    int status = 0;
    askwell.call("POST", "/v1/conversations/" + silent + "/reminder", {}, &status);
    EXPECT_EQ(status / 100, 2);
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(sick.say(kFirstChat + i, "ok").accepted) << "webhooks are taken all the same";
    }

    answer_on_the_well_channel(kPatience);
    EXPECT_TRUE(wait_until([&] { return circuit("sick") == 1; }, kPatience));

    sick.server().heal();
    for (int i = 0; i < kCustomers; ++i) {
        const auto chat = kFirstChat + i;
        EXPECT_TRUE(wait_until([&] { return said_to(sick, chat).size() >= 2; }, kPatience)) << chat;
    }
    EXPECT_TRUE(wait_until([&] { return circuit("sick") == 0; }, kPatience));
    for (int i = 0; i < kCustomers; ++i) ASSERT_TRUE(sick.say(kFirstChat + i, "5").accepted);
    for (int i = 0; i < kCustomers; ++i) {
        const auto chat = kFirstChat + i;
        ASSERT_TRUE(wait_until([&] { return said_to(sick, chat).size() >= 3; }, kPatience)) << chat;
        EXPECT_TRUE(sick.say(chat, "all of it").accepted);
    }
    EXPECT_TRUE(wait_until([&] { return askwell.ledger().size() == 1 + kCustomers; }, kPatience));
    for (int i = 0; i < kCustomers; ++i) {
        EXPECT_TRUE(wait_until([&] { return said_to(sick, kFirstChat + i).size() >= 4; }, kPatience));
        const auto said = said_to(sick, kFirstChat + i);
        ASSERT_THAT(said, SizeIs(4)) << "invitation, question, why, thanks: each once or repeated at once";
        EXPECT_THAT(said[1], HasSubstr("How satisfied"));
        EXPECT_THAT(said[3], HasSubstr("Thank you"));
    }
    int reminders = 0;
    for (const auto& message : sick.messages(kSilentChat))
        reminders += message.text.starts_with("Just a gentle");
    EXPECT_EQ(reminders, 1) << "it was delivered, though nobody told us; it is never repeated";
}

}  // namespace
}  // namespace askwell::test
