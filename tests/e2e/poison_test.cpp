// Poison: what is stored of a conversation cannot be read. Its work goes to the dead letters, which staff
// see, have tried again, or discard; nothing that was acknowledged is lost, and everybody else goes on.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr seconds kPatience{30};
constexpr std::int64_t kChat = 730198465521;  // so long that nothing else has it by chance
constexpr std::int64_t kOther = 730198465522;
const std::string kReminder = "Just a gentle reminder";

class Poison : public testing::Test {
  protected:
    explicit Poison(const std::string& reminder_after = "3d") {
        json conversation = AskwellProcess::quick_conversation();
        conversation["reminder_after"] = reminder_after;
        service = std::make_unique<AskwellProcess>(folder.path(),
                                                   json{{"store", {{"kind", "redis"}, {"url", redis.url()}}},
                                                        {"conversation", conversation},
                                                        {"channels", {{"telegram", telegram.channel()}}}});
        deliver(1);
    }
    void TearDown() override { EXPECT_THAT(telegram.violations(), IsEmpty()); }

    /// Telegram delivers every update so often; once it was not acknowledged, it gives up.
    void deliver(int copies) {
        telegram.deliver_to({.urls = {service->url("/webhooks/telegram")}, .copies = copies, .attempts = 1});
    }
    std::string invite(std::int64_t chat) {
        telegram.know(chat);
        const json data = {{"channel", "telegram"}, {"address", std::to_string(chat)}, {"opted_in", true}};
        const json answer = service->trigger("event-" + std::to_string(chat), data);
        EXPECT_TRUE(sees(chat, "Hello!"));
        return answer.value("conversation", "");
    }
    std::string begin(std::int64_t chat) {
        std::string id = invite(chat);
        EXPECT_TRUE(telegram.say(chat, "start").accepted);
        EXPECT_TRUE(sees(chat, "(1/7)"));
        return id;
    }
    std::vector<std::string> texts(std::int64_t chat, const std::string& beginning) const {
        std::vector<std::string> found;
        for (const TelegramMessage& message : telegram.messages(chat)) {
            if (message.text.starts_with(beginning)) found.push_back(message.text);
        }
        return found;
    }
    bool sees(std::int64_t chat, const std::string& beginning) const {
        return wait_until([&] { return !texts(chat, beginning).empty(); }, kPatience);
    }

    static std::string key_of(const std::string& name, const std::string& conversation) {
        const std::string partition = "{p" + conversation.substr(0, 3) + "}:" + name;
        const bool of_contact = name == "s" || name == "o";
        return of_contact ? partition + ":" + digest_of(conversation) : partition;
    }
    static std::string digest_of(const std::string& conversation) {
        return conversation.substr(4, conversation.rfind('-') - 4);
    }
    /// What is stored of the contact turns into bytes that nobody can read. The service restarts, or it would
    /// go on with what it remembers.
    void damage(const std::string& conversation) {
        ASSERT_EQ(service->stop(), 0);
        redis.cli({"COPY", key_of("s", conversation), "backup", "REPLACE"});
        redis.cli({"HSET", key_of("s", conversation), "b", "these bytes are damaged"});
        service->start();
    }
    void mend(const std::string& conversation) {
        redis.cli({"COPY", "backup", key_of("s", conversation), "REPLACE"});
    }

    json letters(const std::string& query = {}) {
        return service->call("GET", "/v1/dead-letters" + query).value("dead_letters", json::array());
    }
    /// The only letter there is, once there is one.
    json letter() {
        json found;
        EXPECT_TRUE(wait_until([&] { return !(found = letters()).empty(); }, kPatience)) << service->output();
        EXPECT_THAT(found, SizeIs(1));
        return found.empty() ? json::object() : found.front();
    }
    int replay(const json& letter) {
        int status = 0;
        service->call("POST", "/v1/dead-letters/" + letter.value("id", "") + "/replay", {}, &status);
        return status;
    }
    int discard(const json& letter) {
        int status = 0;
        service->call("DELETE", "/v1/dead-letters/" + letter.value("id", ""), {}, &status);
        return status;
    }
    bool gauge_becomes(double count) {
        return wait_until([&] { return service->metric("askwell_dead_letters") == count; }, kPatience);
    }

    TempDir folder;
    RedisServer redis;
    TelegramDouble telegram;
    std::unique_ptr<AskwellProcess> service;
};

TEST_F(Poison, WhatTheCustomerSaidIsAcknowledgedOnceStaffHaveItAndIsAppliedWhenTheRecordIsMended) {
    const std::string id = begin(kChat);
    damage(id);
    deliver(2);
    EXPECT_TRUE(telegram.say(kChat, "phone").accepted) << "a platform that never tries again";
    deliver(1);
    const json dead = letter();
    EXPECT_EQ(dead.at("work"), "event");
    EXPECT_EQ(dead.at("error"), "corrupt");
    EXPECT_EQ(dead.at("contact"), id.substr(0, id.rfind('-')));
    EXPECT_EQ(dead.at("text"), "phone");
    EXPECT_EQ(dead.at("address"), std::to_string(kChat));
    EXPECT_EQ(dead.at("tries"), 6) << "three for each delivery";
    EXPECT_TRUE(dead.at("failed_at").is_string());
    EXPECT_TRUE(gauge_becomes(1));

    begin(kOther);
    ASSERT_TRUE(telegram.say(kOther, "phone").accepted);
    EXPECT_TRUE(sees(kOther, "(2/7)")) << "others go on";

    EXPECT_EQ(replay(dead), 409) << "nothing was mended";
    EXPECT_EQ(letter().at("tries"), 7);
    mend(id);
    EXPECT_EQ(replay(dead), 200);
    EXPECT_TRUE(sees(kChat, "(2/7)"));
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_EQ(replay(dead), 404);
    EXPECT_TRUE(gauge_becomes(0));
    const json answers = service->call("GET", "/v1/conversations/" + id).at("answers");
    ASSERT_THAT(answers, SizeIs(1));
    EXPECT_EQ(answers[0].at("value").at("codes"), json::array({"phone"}));
    EXPECT_THAT(service->output(), HasSubstr("dead_letter_replayed"));
    EXPECT_THAT(service->output(), Not(HasSubstr(std::to_string(kChat)))) << "nothing personal in the log";
}

TEST_F(Poison, AnEventThatStartsASurveyIsSetAsideAndItsSenderIsTold) {
    const std::string id = begin(kChat);
    damage(id);
    const json data = {{"channel", "telegram"}, {"address", std::to_string(kChat)}};
    int status = 0;
    const json answer = service->trigger("again", data, &status);
    EXPECT_EQ(status, 202);
    EXPECT_EQ(answer.value("status", ""), "set_aside");
    EXPECT_EQ(answer.value("dead_letter", ""), letter().value("id", ""));
    int shown = 0;
    service->call("GET", "/v1/conversations/" + id, {}, &shown);
    EXPECT_EQ(shown, 500) << "to ask again would not help";
}

TEST_F(Poison, AFinishedConversationThatCannotBeReadHoldsUpNoOtherAndCanBeDiscarded) {
    const std::string id = begin(kChat);
    redis.cli({"HSET", key_of("fin", id), id + ".9", "these bytes are damaged"});
    redis.cli({"ZADD", key_of("finz", id), "0", id + ".9"});
    const json dead = letter();
    EXPECT_EQ(dead.at("work"), "hand_off");
    EXPECT_EQ(dead.at("conversation"), id);
    EXPECT_EQ(dead.at("tries"), 3);
    ASSERT_TRUE(telegram.say(kChat, "stop").accepted);
    EXPECT_TRUE(wait_until([&] { return service->ledger().size() == 1; }, kPatience));

    EXPECT_EQ(replay(dead), 202);
    EXPECT_EQ(letter().at("id"), dead.at("id")) << "it is as damaged as before";
    EXPECT_EQ(discard(dead), 200);
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_EQ(discard(dead), 404);
    EXPECT_EQ(redis.cli({"HLEN", key_of("fin", id)}), "0\n");
    const std::string log = service->output();
    const auto event = log.find("dead_letter_discarded");
    ASSERT_NE(event, std::string::npos);
    const std::string line = log.substr(event, log.find('\n', event) - event);
    EXPECT_THAT(line, AllOf(HasSubstr("\"work\":\"hand_off\""), HasSubstr("\"by\":\""),
                            HasSubstr(dead.at("conversation").get<std::string>())));
    EXPECT_THAT(service->output(), HasSubstr("\"by\":\"staff\""));
}

TEST_F(Poison, AMessageThatCannotBeReadLetsTheNextOnesGo) {
    const std::string id = begin(kChat);
    redis.cli({"HSET", key_of("o", id), "0", "these bytes are damaged"});
    redis.cli({"ZADD", key_of("out", id), "0", digest_of(id)});
    ASSERT_TRUE(telegram.say(kChat, "phone").accepted);
    const json dead = letter();
    EXPECT_EQ(dead.at("work"), "message");
    EXPECT_EQ(dead.at("tries"), 3);
    EXPECT_TRUE(sees(kChat, "(2/7)"));
    ASSERT_TRUE(telegram.say(kChat, "1 minute").accepted);
    EXPECT_TRUE(sees(kChat, "(3/7)"));
    EXPECT_EQ(discard(dead), 200);
}

class PoisonedTimer : public Poison {
  protected:
    PoisonedTimer() : Poison("2s") {}
};

TEST_F(PoisonedTimer, IsSetAsideWhileOthersAreRemindedAndRemindsOnceWhenTheRecordIsMended) {
    const std::string id = invite(kChat);
    damage(id);
    const std::string other = invite(kOther);
    const json dead = letter();
    EXPECT_EQ(dead.at("work"), "timer");
    EXPECT_EQ(dead.at("error"), "corrupt");
    EXPECT_EQ(dead.at("tries"), 3);
    EXPECT_TRUE(sees(kOther, kReminder));
    EXPECT_THAT(texts(kChat, kReminder), IsEmpty());
    mend(id);
    EXPECT_EQ(replay(dead), 202);
    EXPECT_TRUE(sees(kChat, kReminder));
    EXPECT_THAT(letters(), IsEmpty());
    EXPECT_THAT(texts(kChat, kReminder), SizeIs(1));
}

// ---- the surface ----

TEST_F(Poison, StaffPageThroughTheLettersAndNobodyElseDoes) {
    const std::string id = begin(kChat);
    damage(id);
    for (const std::string text : {"one", "two", "three"}) EXPECT_TRUE(telegram.say(kChat, text).accepted);
    EXPECT_THAT(letters(), SizeIs(3));
    std::vector<std::string> seen;
    std::string next = "/v1/dead-letters?limit=2";
    while (!next.empty()) {
        const json page = service->call("GET", next);
        for (const json& each : page.at("dead_letters")) seen.push_back(each.value("text", ""));
        next = page.contains("next") ? "/v1/dead-letters?limit=2&after=" + page.at("next").get<std::string>()
                                     : "";
        ASSERT_LE(seen.size(), 3U);
    }
    EXPECT_THAT(seen, ElementsAre("one", "two", "three"));

    const std::string one = service->url("/v1/dead-letters/" + letters().front().value("id", ""));
    const std::vector<std::pair<HttpCall, int>> refused = {
        {{"GET", service->url("/v1/dead-letters"), {}, {}}, 401},
        {{"DELETE", one, {}, {}}, 401},
        {{"POST", one + "/replay", {}, {}}, 401},
        {{"GET", one, {}, {}}, 405},
        {{"POST", service->url("/v1/dead-letters"), {}, {}}, 405},
    };
    for (const auto& [call, status] : refused) {
        const HttpAnswer answer = http_call(call);
        EXPECT_EQ(answer.status, status) << call.method << " " << call.url;
        EXPECT_THAT(field(answer.fields, "Content-Type"), HasSubstr("application/problem+json"));
    }
    for (const std::string& after : std::vector<std::string>{"x", "1.x", "-1." + id.substr(0, 36), "1"}) {
        int status = 0;
        service->call("GET", "/v1/dead-letters?after=" + after, {}, &status);
        EXPECT_EQ(status, 400) << after;
    }
    EXPECT_EQ(discard({{"id", "nothing"}}), 404);
    EXPECT_EQ(replay({{"id", id}}), 404) << "a conversation is no letter";
    EXPECT_THAT(letters(), SizeIs(3));
}

}  // namespace
}  // namespace askwell::test
