// The one reminder, on the running service: who gets it, who never does, and that there is never a second
// one.
#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{30};
constexpr std::int64_t kChat = 7001;
/// Somebody whose reminder becomes due after that of whom a test watches: once it is there, the other one
/// would be there too.
constexpr std::int64_t kWitness = 7999;
const std::string kReminder = "Just a gentle reminder";
const std::string kFirstQuestion = "(1/7) How did you contact us";
const std::string kSecondQuestion = "(2/7) About how long";
const std::string kNoReminderForDays = "3d";

json configuration(const TelegramDouble& telegram, const std::string& reminder_after) {
    json conversation = AskwellProcess::quick_conversation();
    conversation["reminder_after"] = reminder_after;
    return {{"conversation", conversation}, {"channels", {{"telegram", telegram.channel()}}}};
}

/// Two hours of the day, UTC, from which now is hours away.
json hours_that_exclude_now() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto hour = std::chrono::duration_cast<std::chrono::hours>(now).count() % 24;
    return hour < 12 ? json{{"from", "18:00"}, {"to", "20:00"}} : json{{"from", "04:00"}, {"to", "06:00"}};
}

class Reminder : public testing::Test {
  protected:
    void TearDown() override {
        EXPECT_THAT(telegram.violations(), IsEmpty());
        EXPECT_THAT(second_reminders(), IsEmpty());
    }

    AskwellProcess& serve(json config) {
        services.push_back(std::make_unique<AskwellProcess>(folder.path(), std::move(config)));
        AskwellProcess& service = *services.back();
        send_webhooks_to(service);
        return service;
    }
    void send_webhooks_to(const AskwellProcess& service) {
        telegram.deliver_to({.urls = {service.url("/webhooks/telegram")}, .first_pause = milliseconds{50}});
    }

    /// Triggers a survey for a chat that Telegram knows; returns the conversation's id.
    std::string invite(AskwellProcess& service, std::int64_t chat, json data = json::object()) {
        telegram.know(chat);
        data["channel"] = "telegram";
        data["address"] = std::to_string(chat);
        int status = 0;
        const json answer = service.trigger("event-" + std::to_string(chat), data, &status);
        EXPECT_EQ(status, 202) << answer;
        EXPECT_EQ(answer.value("status", ""), "accepted") << answer;
        return answer.value("conversation", "");
    }
    /// Invites and begins: the first question is on the phone.
    std::string begin(AskwellProcess& service, std::int64_t chat) {
        const std::string id = invite(service, chat);
        EXPECT_THAT(telegram.wait_for_messages(chat, 1, kPatience), SizeIs(1));
        EXPECT_TRUE(telegram.say(chat, "start").accepted);
        EXPECT_TRUE(wait_until([&] { return shows(chat, kFirstQuestion); }, kPatience));
        return id;
    }
    /// Somebody else falls silent after now; returns when they have been reminded.
    void wait_for_witness(AskwellProcess& service) {
        begin(service, kWitness);
        ASSERT_TRUE(reminded(kWitness)) << "nobody is reminded at all";
    }

    std::vector<std::string> texts(std::int64_t chat, const std::string& beginning = {}) const {
        std::vector<std::string> found;
        for (const TelegramMessage& message : telegram.messages(chat)) {
            if (message.text.starts_with(beginning)) found.push_back(message.text);
        }
        return found;
    }
    bool shows(std::int64_t chat, const std::string& beginning) const {
        return !texts(chat, beginning).empty();
    }
    bool reminded(std::int64_t chat) const {
        return wait_until([&] { return shows(chat, kReminder); }, kPatience);
    }
    std::vector<std::int64_t> second_reminders() const {
        std::vector<std::int64_t> chats;
        for (const std::int64_t chat : {kChat, kWitness}) {
            if (texts(chat, kReminder).size() > 1) chats.push_back(chat);
        }
        return chats;
    }

    void hang_the_next_reminder() {
        const auto before = telegram.server().requests();
        telegram.server().fail_next(Fault::hang);
        ASSERT_TRUE(wait_until([&] { return telegram.server().requests() > before; }, kPatience));
        requests_with_reminder = telegram.server().requests();
    }
    /// It may be lost; it is never doubled. The conversation goes on where it was.
    void expect_given_up(AskwellProcess& service, const std::string& id) {
        const auto ambiguous = [&] {
            return service.metric(R"(askwell_sends_total{channel="telegram",outcome="ambiguous"})") == 1;
        };
        EXPECT_TRUE(wait_until(ambiguous, kPatience));
        EXPECT_EQ(telegram.server().requests(), requests_with_reminder);
        wait_for_witness(service);
        EXPECT_THAT(texts(kChat, kReminder), IsEmpty());
        EXPECT_EQ(conversation(service, id).at("reminder").at("state"), "sent");
        EXPECT_EQ(remind(service, id).reason, "reminder_already_sent");
        ASSERT_TRUE(telegram.say(kChat, "phone").accepted);
        EXPECT_TRUE(wait_until([&] { return shows(kChat, kSecondQuestion); }, kPatience));
    }

    static json conversation(AskwellProcess& service, const std::string& id) {
        return service.call("GET", "/v1/conversations/" + id);
    }
    static bool wait_for(AskwellProcess& service, const std::string& id,
                         const std::function<bool(const json&)>& holds) {
        return wait_until([&] { return holds(conversation(service, id)); }, kPatience);
    }

    struct Answer {
        int status = 0;
        std::string reason;
    };
    static Answer remind(AskwellProcess& service, const std::string& id) {
        Answer answer;
        const json body = service.call("POST", "/v1/conversations/" + id + "/reminder", {}, &answer.status);
        if (body.is_object()) answer.reason = body.value("reason", "");
        return answer;
    }

    TempDir folder;
    TelegramDouble telegram;
    std::vector<std::unique_ptr<AskwellProcess>> services;
    std::uint64_t requests_with_reminder = 0;
};

// ---- by itself ----

TEST_F(Reminder, WhoBeganAndFellSilentIsRemindedOnceOfTheOpenQuestion) {
    AskwellProcess& service = serve(configuration(telegram, "2s"));
    const std::string id = begin(service, kChat);
    ASSERT_TRUE(telegram.say(kChat, "phone").accepted);
    ASSERT_TRUE(reminded(kChat));
    const std::string text = texts(kChat, kReminder).front();
    EXPECT_THAT(text, HasSubstr(kSecondQuestion));
    EXPECT_THAT(text, HasSubstr("STOP"));
    EXPECT_THAT(telegram.messages(kChat).back().buttons, SizeIs(5));
    const json reminder = conversation(service, id).at("reminder");
    EXPECT_EQ(reminder.at("state"), "sent");
    EXPECT_TRUE(reminder.at("at").is_string());

    wait_for_witness(service);  // as long again, and longer
    EXPECT_THAT(texts(kChat, kReminder), SizeIs(1));
    // The reminder's buttons answer the question; the questions after it bring no second reminder.
    ASSERT_TRUE(telegram.tap(kChat, telegram.messages(kChat).back().buttons.back().data).accepted);
    ASSERT_TRUE(wait_until([&] { return shows(kChat, "(3/7)"); }, kPatience));
    EXPECT_EQ(conversation(service, id).at("answers").at(1).at("value"), 5);
}

TEST_F(Reminder, WhoAnsweredEverythingIsNotReminded) {
    AskwellProcess& service = serve(configuration(telegram, "3s"));
    const std::string id = begin(service, kChat);
    for (const std::string answer : {"phone", "1 minute", "5", "5", "5", "5", "5"}) {
        const std::size_t seen = telegram.messages(kChat).size();
        ASSERT_TRUE(telegram.say(kChat, answer).accepted);
        ASSERT_THAT(telegram.wait_for_messages(kChat, seen + 1, kPatience), SizeIs(testing::Gt(seen)));
    }
    ASSERT_TRUE(shows(kChat, "Thank you very much"));
    wait_for_witness(service);
    EXPECT_THAT(texts(kChat, kReminder), IsEmpty());
    EXPECT_EQ(conversation(service, id).at("reminder").at("state"), "not_sent");
    EXPECT_EQ(conversation(service, id).at("reminder").at("reason"), "conversation_ended");
}

TEST_F(Reminder, WhoSaidStopIsNotReminded) {
    AskwellProcess& service = serve(configuration(telegram, "3s"));
    const std::string id = begin(service, kChat);
    ASSERT_TRUE(telegram.say(kChat, "stop").accepted);
    wait_for_witness(service);
    EXPECT_THAT(texts(kChat, kReminder), IsEmpty());
    EXPECT_EQ(conversation(service, id).at("state"), "ended");
    EXPECT_EQ(conversation(service, id).at("end_reason"), "opted_out");
}

TEST_F(Reminder, WhoseSurveyExpiredIsNotReminded) {
    json config = configuration(telegram, "4s");
    config["conversation"]["expires_after"] = "2s";
    AskwellProcess& service = serve(config);
    const std::string id = begin(service, kChat);
    ASSERT_TRUE(wait_for(service, id, [](const json& now) { return now.at("state") == "ended"; }));
    EXPECT_EQ(conversation(service, id).at("end_reason"), "expired");
    EXPECT_EQ(conversation(service, id).at("disposition"), "no_response");
    EXPECT_EQ(conversation(service, id).at("reminder").at("state"), "not_sent");
    EXPECT_EQ(remind(service, id).reason, "already_answered");
    EXPECT_THAT(texts(kChat, kReminder), IsEmpty());
}

TEST_F(Reminder, WhoNeitherAgreedBeforehandNorBeganIsNotRemindedAndStaffSeeWhy) {
    AskwellProcess& service = serve(configuration(telegram, "2s"));
    const std::string id = invite(service, kChat);
    const auto decided = [](const json& now) { return now.at("reminder").at("state") != "pending"; };
    ASSERT_TRUE(wait_for(service, id, decided));
    EXPECT_EQ(conversation(service, id).at("reminder").at("state"), "not_sent");
    EXPECT_EQ(conversation(service, id).at("reminder").at("reason"), "not_opted_in");
    EXPECT_EQ(conversation(service, id).at("state"), "invited");
    wait_for_witness(service);
    EXPECT_THAT(telegram.messages(kChat), SizeIs(1));
}

TEST_F(Reminder, WhoAgreedBeforehandIsRemindedOnceOfTheInvitation) {
    AskwellProcess& service = serve(configuration(telegram, "2s"));
    const std::string id = invite(service, kChat, {{"opted_in", true}});
    ASSERT_TRUE(reminded(kChat));
    EXPECT_THAT(texts(kChat, kReminder).front(), HasSubstr("Shall we start?"));
    EXPECT_EQ(conversation(service, id).at("reminder").at("state"), "sent");
    wait_for_witness(service);
    EXPECT_THAT(telegram.messages(kChat), SizeIs(2));
}

// ---- several replicas, and deaths ----

class ReminderOnRedis : public Reminder {
  protected:
    json on_redis(const std::string& reminder_after) {
        json config = configuration(telegram, reminder_after);
        config["store"] = {{"kind", "redis"}, {"url", redis.url()}};
        return config;
    }
    RedisServer redis;
};

TEST_F(ReminderOnRedis, TwoReplicasMakeExactlyOneReminder) {
    serve(on_redis("2s"));
    AskwellProcess& service = serve(on_redis("2s"));
    std::vector<std::int64_t> chats;
    for (std::int64_t chat = 7101; chat <= 7110; ++chat) chats.push_back(chat);
    for (const std::int64_t chat : chats) begin(service, chat);
    for (const std::int64_t chat : chats) EXPECT_TRUE(reminded(chat));
    wait_for_witness(service);
    for (const std::int64_t chat : chats) EXPECT_THAT(texts(chat, kReminder), SizeIs(1));
}

TEST_F(ReminderOnRedis, KilledWhileTheReminderIsInFlightNoOtherReplicaSendsASecondOne) {
    AskwellProcess& first = serve(on_redis("3s"));
    AskwellProcess& second = serve(on_redis("3s"));
    send_webhooks_to(first);
    const std::string id = begin(first, kChat);
    // Either replica may have claimed it: both stop, one comes back.
    hang_the_next_reminder();
    first.kill();
    second.kill();
    telegram.server().heal();
    second.start();
    send_webhooks_to(second);
    expect_given_up(second, id);
}

TEST_F(Reminder, KilledWhileTheReminderIsInFlightItIsNotSentAgainAfterTheRestart) {
    AskwellProcess& service = serve(configuration(telegram, "3s"));
    const std::string id = begin(service, kChat);
    hang_the_next_reminder();
    service.kill();
    telegram.server().heal();
    service.start();
    expect_given_up(service, id);
}

// ---- by staff ----

TEST_F(Reminder, StaffRemindOnceAndAreThenToldThatThereIsNeverASecondOne) {
    AskwellProcess& service = serve(configuration(telegram, kNoReminderForDays));
    const std::string id = begin(service, kChat);
    EXPECT_EQ(remind(service, id).status, 202);
    ASSERT_TRUE(reminded(kChat));
    EXPECT_THAT(texts(kChat, kReminder).front(), HasSubstr(kFirstQuestion));
    int status = 0;
    const json refused = service.call("POST", "/v1/conversations/" + id + "/reminder", {}, &status);
    EXPECT_EQ(status, 409);
    EXPECT_EQ(refused.at("reason"), "reminder_already_sent");
    EXPECT_EQ(refused.at("status"), 409);
    EXPECT_THAT(refused.at("detail").get<std::string>(), HasSubstr("never a second one"));
}

TEST_F(Reminder, TheServicesOwnReminderDoesNotFollowThatOfStaff) {
    AskwellProcess& service = serve(configuration(telegram, "3s"));
    const std::string id = begin(service, kChat);
    EXPECT_EQ(remind(service, id).status, 202);
    wait_for_witness(service);
    EXPECT_THAT(texts(kChat, kReminder), SizeIs(1));
}

TEST_F(Reminder, StaffCannotRemindWhoAnswered) {
    AskwellProcess& service = serve(configuration(telegram, kNoReminderForDays));
    const std::string id = invite(service, kChat);
    ASSERT_THAT(telegram.wait_for_messages(kChat, 1, kPatience), SizeIs(1));
    ASSERT_TRUE(telegram.tap(kChat, "Not this time").accepted);
    const Answer answer = remind(service, id);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.reason, "already_answered");
}

TEST_F(Reminder, StaffCannotRemindWhoOptedOut) {
    AskwellProcess& service = serve(configuration(telegram, kNoReminderForDays));
    const std::string id = begin(service, kChat);
    ASSERT_TRUE(telegram.say(kChat, "stop").accepted);
    const Answer answer = remind(service, id);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.reason, "opted_out");
}

TEST_F(Reminder, StaffCannotRemindWhoNeitherAgreedNorBegan) {
    AskwellProcess& service = serve(configuration(telegram, kNoReminderForDays));
    const std::string id = invite(service, kChat);
    const Answer answer = remind(service, id);
    EXPECT_EQ(answer.status, 409);
    EXPECT_EQ(answer.reason, "not_opted_in");
    EXPECT_THAT(telegram.wait_for_messages(kChat, 1, kPatience), SizeIs(1));
}

TEST_F(Reminder, StaffCannotRemindOutsideSendingHours) {
    json config = configuration(telegram, kNoReminderForDays);
    config["conversation"]["sending_hours"] = hours_that_exclude_now();
    config["conversation"]["time_zone"] = "UTC";
    AskwellProcess& service = serve(config);
    // Who writes to us is answered at any hour.
    ASSERT_TRUE(telegram.start(kChat).accepted);
    ASSERT_THAT(telegram.wait_for_messages(kChat, 1, kPatience), SizeIs(1));
    const std::string waiting = invite(service, kWitness);
    EXPECT_EQ(conversation(service, waiting).at("state"), "waiting");
    EXPECT_EQ(remind(service, waiting).reason, "not_yet_invited");
    // The id of a conversation that the customer began: told by the event that finds it running.
    const json answer =
        service.trigger("find", {{"channel", "telegram"}, {"address", std::to_string(kChat)}});
    const std::string id = answer.value("conversation", "");
    ASSERT_EQ(conversation(service, id).value("state", ""), "invited") << answer;
    const Answer refused = remind(service, id);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.reason, "outside_sending_hours");
    EXPECT_THAT(telegram.messages(kChat), SizeIs(1));
}

TEST_F(Reminder, ReminderOfNobodyIs404AndWithoutTokenIs401) {
    AskwellProcess& service = serve(configuration(telegram, kNoReminderForDays));
    const std::string id = begin(service, kChat);
    const std::string path = "/v1/conversations/" + id + "/reminder";
    EXPECT_EQ(http_call({"POST", service.url(path), {}, {}}).status, 401);
    EXPECT_EQ(http_call({"POST", service.url(path), {{"Authorization", "Bearer guessed"}}, {}}).status, 401);
    EXPECT_EQ(http_call({"GET", service.url("/v1/conversations/" + id), {}, {}}).status, 401);
    EXPECT_EQ(remind(service, "nobody").status, 404);
    // A contact that we know, but not this conversation.
    EXPECT_EQ(remind(service, id.substr(0, id.rfind('-')) + "-99").status, 404);
    EXPECT_FALSE(shows(kChat, kReminder));
}

}  // namespace
}  // namespace askwell::test
