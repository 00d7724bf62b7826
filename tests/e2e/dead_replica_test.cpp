// A replica dies (kill -9) with work in its hands, and another goes on with it: outbox, timers, finished
// conversations. The other one sleeps (SIGSTOP) until then, so that it is the first that has the work.
#include <csignal>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// In which another replica has to go on.
constexpr seconds kPatience{30};
constexpr std::int64_t kChat = 7001;

class DeadReplica : public testing::Test {
  protected:
    DeadReplica() { deliver_to(first); }
    void TearDown() override {
        EXPECT_THAT(telegram.violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << first.output() << second.output();
    }

    json configuration() const {
        json conversation = AskwellProcess::quick_conversation();
        conversation["reminder_after"] = "3s";
        return {{"store", {{"kind", "redis"}, {"url", redis.url()}}},
                {"conversation", conversation},
                {"channels", {{"telegram", telegram.channel("csat")}}}};
    }
    void deliver_to(const AskwellProcess& service) {
        telegram.deliver_to({.urls = {service.url("/webhooks/telegram")}, .attempts = 1});
    }
    /// Waits until no key of this kind is left.
    bool is_at_rest(const std::string& kind) {
        return wait_until([&] { return redis.cli({"KEYS", "*:" + kind}).find(kind) == std::string::npos; },
                          kPatience);
    }
    /// The first replica begins anew, and dies when it has taken work of this kind.
    void first_is_to_die(const std::string& place) {
        ASSERT_TRUE(is_at_rest("out")) << "or it would be this that it dies of";
        first.kill();
        second.process().signal(SIGSTOP);
        first.launch({{"ASKWELL_CRASH_AT", place}});
        ASSERT_TRUE(wait_until([this] { return !first.process().alive() || first.ready(); }, kPatience));
    }
    void first_dies_and_second_goes_on() {
        ASSERT_TRUE(wait_until([this] { return !first.process().alive(); }, kPatience));
        second.process().signal(SIGCONT);
        deliver_to(second);
    }
    /// The phone gets message number `count` in answer.
    void say(const std::string& text, std::size_t count) {
        ASSERT_TRUE(telegram.say(kChat, text).accepted);
        ASSERT_THAT(telegram.wait_for_messages(kChat, count, kPatience), SizeIs(count));
    }
    void begin() {
        ASSERT_TRUE(telegram.start(kChat).accepted);
        ASSERT_THAT(telegram.wait_for_messages(kChat, 1, kPatience), SizeIs(1));
        say("ok", 2);
    }
    /// All but the last answer is given.
    void answer_but_one() {
        begin();
        say("5", 3);
    }
    void expect_one_entry() {
        ASSERT_TRUE(wait_until([this] { return second.ledger().size() == 1; }, kPatience));
        EXPECT_TRUE(is_at_rest("fin")) << "or it would be handed off for ever";
        EXPECT_THAT(second.ledger(), SizeIs(1));
    }

    TempDir folder;
    RedisServer redis;
    TelegramDouble telegram;
    AskwellProcess first{folder.path(), configuration()};
    AskwellProcess second{folder.path(), configuration()};
};

TEST_F(DeadReplica, WhatItHadClaimedOfTheOutboxIsSaidByTheOther) {
    begin();
    first_is_to_die("after_claim_outbox");
    telegram.server().fail_next(Fault::server_error);
    ASSERT_TRUE(telegram.say(kChat, "5").accepted);
    first_dies_and_second_goes_on();
    EXPECT_THAT(telegram.wait_for_messages(kChat, 3, kPatience), SizeIs(3));
}

TEST_F(DeadReplica, ATimerThatItHadClaimedIsReachedByTheOther) {
    begin();
    first_is_to_die("after_claim_due");
    first_dies_and_second_goes_on();
    const auto seen = telegram.wait_for_messages(kChat, 3, kPatience);
    ASSERT_THAT(seen, SizeIs(3));
    EXPECT_THAT(seen[2].text, HasSubstr("reminder"));
}

TEST_F(DeadReplica, AFinishedConversationThatItHadNotHandedOffReachesTheLedger) {
    answer_but_one();
    first_is_to_die("before_ledger");
    telegram.say(kChat, "quick and friendly");
    first_dies_and_second_goes_on();
    expect_one_entry();
}

TEST_F(DeadReplica, AFinishedConversationThatItHadClaimedReachesTheLedger) {
    answer_but_one();
    first_is_to_die("before_ledger");
    telegram.say(kChat, "quick and friendly");
    ASSERT_TRUE(wait_until([this] { return !first.process().alive(); }, kPatience));
    first.launch({{"ASKWELL_CRASH_AT", "after_claim_finished"}});
    first_dies_and_second_goes_on();
    expect_one_entry();
}

TEST_F(DeadReplica, AFinishedConversationThatTheLedgerHadIsThereOnce) {
    answer_but_one();
    first_is_to_die("after_ledger_before_removal");
    telegram.say(kChat, "quick and friendly");
    first_dies_and_second_goes_on();
    expect_one_entry();
}

}  // namespace
}  // namespace askwell::test
