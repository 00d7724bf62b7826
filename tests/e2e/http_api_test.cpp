// The service's own surfaces as others meet them: health, metrics, events, the command line of `serve`, and
// that nothing of a customer shows where it must not.
#include <algorithm>
#include <chrono>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"
#include "tests/support/twilio_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{30};
const std::string kPublicUrl = "https://hooks.example.com";
// What must never show: as long as this, so that no number or hash holds it by chance.
constexpr std::int64_t kCanaryChat = 730198465521;
const std::string kCanaryPhone = "+14155550177";
const std::string kCanaryWords = "Zebrafinch waits forty minutes";
const std::vector<std::string> kCanaries = {"730198465521", "4155550177", "Zebrafinch"};

json configuration(const TelegramDouble& telegram, const TwilioDouble& twilio) {
    return {{"conversation", AskwellProcess::quick_conversation()},
            {"log", {{"level", "debug"}}},
            {"channels",
             {{"telegram", telegram.channel()},
              {"sms",
               {{"platform", "twilio"},
                {"account_sid", twilio.options().account_sid},
                {"auth_token", twilio.options().auth_token},
                {"from", twilio.options().number},
                {"public_base_url", kPublicUrl},
                {"base_url", twilio.base_url()},
                {"survey", "service-process"},
                {"sends_per_second", 100}}}}}};
}

std::vector<std::string> canaries_in(const std::string& text) {
    std::vector<std::string> found;
    for (const std::string& canary : kCanaries) {
        if (text.find(canary) != std::string::npos) found.push_back(canary);
    }
    return found;
}

/// Everything in the files of a folder, raw.
std::string contents(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) all += read_file(entry.path());
    }
    return all;
}

class HttpApi : public testing::Test {
  protected:
    void TearDown() override {
        EXPECT_THAT(telegram.violations(), IsEmpty());
        EXPECT_THAT(twilio.violations(), IsEmpty());
    }

    json config() const { return configuration(telegram, twilio); }
    json on_redis(const RedisServer& redis) const {
        json made = config();
        made["store"] = {{"kind", "redis"}, {"url", redis.url()}};
        return made;
    }
    void deliver_to(const AskwellProcess& service) {
        telegram.deliver_to({.urls = {service.url("/webhooks/telegram")}});
        twilio.deliver_to({.urls = {service.url("/webhooks/sms")}});
    }

    HttpFields with_token(HttpFields fields = {}) const {
        std::string token = read_file(folder.path() / "data" / "staff-token");
        while (!token.empty() && token.back() == '\n') token.pop_back();
        fields.emplace_back("Authorization", "Bearer " + token);
        return fields;
    }
    HttpAnswer post_event(const AskwellProcess& service, const std::string& type,
                          const std::string& body) const {
        return http_call({"POST", service.url("/v1/events"), with_token({{"Content-Type", type}}), body});
    }
    static json event(const std::string& id, json data) {
        return {{"specversion", "1.0"},
                {"id", id},
                {"source", "tests"},
                {"type", "service.ended"},
                {"data", std::move(data)}};
    }
    static int get(const AskwellProcess& service, const std::string& path) {
        return http_call({"GET", service.url(path), {}, {}}).status;
    }

    /// One customer on each channel, with words of theirs; one who cannot be reached; a platform that fails.
    void talk(AskwellProcess& service) {
        deliver_to(service);
        ASSERT_TRUE(telegram.start(kCanaryChat).accepted);
        ASSERT_THAT(telegram.wait_for_messages(kCanaryChat, 1, kPatience), SizeIs(1));
        telegram.server().fail_next(Fault::server_error);
        ASSERT_TRUE(telegram.say(kCanaryChat, "start").accepted);
        ASSERT_THAT(telegram.wait_for_messages(kCanaryChat, 2, kPatience), SizeIs(2));
        ASSERT_TRUE(telegram.say(kCanaryChat, kCanaryWords).accepted);
        ASSERT_THAT(telegram.wait_for_messages(kCanaryChat, 3, kPatience), SizeIs(3));
        ASSERT_TRUE(telegram.say(kCanaryChat, "stop").accepted);
        ASSERT_THAT(telegram.wait_for_messages(kCanaryChat, 4, kPatience), SizeIs(4));

        const json data = {
            {"channel", "sms"}, {"address", kCanaryPhone}, {"fields", {{"order_no", kCanaryWords}}}};
        EXPECT_EQ(service.trigger("sms-1", data).value("status", ""), "accepted");
        ASSERT_THAT(twilio.wait_for_messages(kCanaryPhone, 1, kPatience), SizeIs(1));
        ASSERT_TRUE(twilio.say(kCanaryPhone, "start").accepted);
        ASSERT_THAT(twilio.wait_for_messages(kCanaryPhone, 2, kPatience), SizeIs(2));
        ASSERT_TRUE(twilio.say(kCanaryPhone, kCanaryWords).accepted);
        ASSERT_THAT(twilio.wait_for_messages(kCanaryPhone, 3, kPatience), SizeIs(3));

        // Somebody whom Telegram does not know: the send fails for good.
        const json stranger = {{"channel", "telegram"}, {"address", "7301984655219"}};
        const json started = service.trigger("stranger", stranger);
        const auto failed = [&] {
            return service.call("GET", "/v1/conversations/" + started.value("conversation", ""))
                       .value("end_reason", "") == "undeliverable";
        };
        ASSERT_TRUE(wait_until(failed, kPatience));
        ASSERT_TRUE(wait_until([&] { return service.ledger().size() == 2; }, kPatience));
        EXPECT_THAT(service.ledger().dump(), AllOf(HasSubstr(kCanaryWords), HasSubstr("730198465521")));
    }

    TempDir folder;
    TelegramDouble telegram;
    TwilioDouble twilio{{.signed_url = kPublicUrl + "/webhooks/sms"}};
};

// ---- health and metrics ----

TEST_F(HttpApi, HealthAndReadinessAreOpenToEverybody) {
    const AskwellProcess service{folder.path(), config()};
    EXPECT_EQ(get(service, "/healthz"), 200);
    EXPECT_EQ(get(service, "/readyz"), 200);
    EXPECT_EQ(http_call({"POST", service.url("/healthz"), {}, "x"}).status, 405);
    EXPECT_EQ(get(service, "/no-such-path"), 404);
}

TEST_F(HttpApi, ReadinessIs503WhileRedisIsDownAndHealthIsNot) {
    RedisServer redis;
    const AskwellProcess service{folder.path(), on_redis(redis)};
    redis.kill();
    EXPECT_TRUE(wait_until([&] { return get(service, "/readyz") == 503; }, kPatience));
    EXPECT_EQ(get(service, "/healthz"), 200);
    redis.restart();
    EXPECT_TRUE(wait_until([&] { return get(service, "/readyz") == 200; }, kPatience));
}

TEST_F(HttpApi, MetricsHaveOurNamesAndNothingOfACustomer) {
    AskwellProcess service{folder.path(), config()};
    talk(service);
    const HttpAnswer metrics = http_call({"GET", service.url("/metrics"), {}, {}});
    EXPECT_EQ(metrics.status, 200);
    EXPECT_THAT(field(metrics.fields, "Content-Type"), StartsWith("text/plain"));
    for (const std::string name :
         {"webhooks_total", "webhook_seconds_bucket", "events_total", "sends_total", "messages_total",
          "conversations_finished_total", "ledger_handoffs_total", "commit_conflicts_total"}) {
        EXPECT_THAT(metrics.body, HasSubstr("\naskwell_" + name));
    }
    std::istringstream lines{metrics.body};
    for (std::string line; std::getline(lines, line);) {
        if (!line.empty() && line.front() != '#') EXPECT_THAT(line, StartsWith("askwell_"));
    }
    EXPECT_THAT(canaries_in(metrics.body), IsEmpty());
    EXPECT_EQ(service.metric(R"(askwell_webhooks_total{channel="telegram",status="200"})"), 4);
    EXPECT_EQ(service.metric(R"(askwell_conversations_finished_total{disposition="undeliverable"})"), 1);
}

TEST_F(HttpApi, TheLogHasNothingOfACustomerEvenAtDebug) {
    AskwellProcess service{folder.path(), config()};
    talk(service);
    EXPECT_EQ(service.stop(), 0);
    EXPECT_THAT(service.output(), HasSubstr("send_refused"));  // what went wrong is there
    EXPECT_THAT(canaries_in(service.output()), IsEmpty());
}

// ---- at rest ----

TEST_F(HttpApi, NothingOfACustomerIsReadableInTheDataFolder) {
    AskwellProcess service{folder.path(), config()};
    talk(service);
    const std::string id = service.ledger().at(0).at("id");
    const std::string while_running = contents(folder.path() / "data");
    EXPECT_EQ(service.stop(), 0);
    const std::string after = contents(folder.path() / "data");
    EXPECT_THAT(canaries_in(while_running), IsEmpty());
    EXPECT_THAT(canaries_in(after), IsEmpty());
    EXPECT_NE(after.find(id), std::string::npos) << "the data are elsewhere, and this test proves nothing";
}

TEST_F(HttpApi, NothingOfACustomerIsReadableInRedis) {
    RedisServer redis;
    AskwellProcess service{folder.path(), on_redis(redis)};
    talk(service);
    const std::string id = service.ledger().at(0).at("id");
    const std::string digest = id.substr(4, id.rfind('-') - 4);
    EXPECT_EQ(service.stop(), 0);
    const std::string kept = contents(redis.folder());
    EXPECT_THAT(canaries_in(kept), IsEmpty());
    EXPECT_THAT(canaries_in(contents(folder.path() / "data")), IsEmpty());
    EXPECT_NE(kept.find(digest), std::string::npos) << "the data are elsewhere, and this test proves nothing";
}

// ---- events ----

const std::string kStructured = "application/cloudevents+json";
const std::string kBatch = "application/cloudevents-batch+json";
constexpr std::int64_t kChat = 7001;
const json kData = {{"channel", "telegram"}, {"address", "7001"}};

class Events : public HttpApi {
  protected:
    Events() {
        deliver_to(service);
        telegram.know(kChat);
    }
    bool invited(std::int64_t chat = kChat) const {
        return telegram.wait_for_messages(chat, 1, kPatience).size() == 1;
    }

    AskwellProcess service{folder.path(), config()};
};

TEST_F(Events, AStructuredEventStartsASurvey) {
    const HttpAnswer answer = post_event(service, kStructured + "; charset=utf-8", event("1", kData).dump());
    EXPECT_EQ(answer.status, 202);
    const json body = json::parse(answer.body);
    EXPECT_EQ(body.at("id"), "1");
    EXPECT_EQ(body.at("status"), "accepted");
    EXPECT_TRUE(invited());
    const json conversation =
        service.call("GET", "/v1/conversations/" + body.at("conversation").get<std::string>());
    EXPECT_EQ(conversation.at("address"), "7001");
    EXPECT_EQ(conversation.at("survey"), "service-process");
    EXPECT_EQ(conversation.at("event"), "tests#1");
}

TEST_F(Events, ABinaryEventStartsASurvey) {
    const HttpFields fields = with_token({{"Content-Type", "application/json"},
                                          {"ce-specversion", "1.0"},
                                          {"ce-id", "1"},
                                          {"ce-source", "tests"},
                                          {"ce-type", "service.ended"}});
    const HttpAnswer answer = http_call({"POST", service.url("/v1/events"), fields, kData.dump()});
    EXPECT_EQ(answer.status, 202) << answer.body;
    EXPECT_EQ(json::parse(answer.body).at("status"), "accepted");
    EXPECT_TRUE(invited());
}

TEST_F(Events, ABatchIsAnsweredEventByEvent) {
    telegram.know(7002);
    json other = kData;
    other["address"] = "7002";
    const json good = json::array({event("1", kData), event("2", other)});
    const HttpAnswer all = post_event(service, kBatch, good.dump());
    EXPECT_EQ(all.status, 202) << all.body;
    EXPECT_TRUE(invited(7001));
    EXPECT_TRUE(invited(7002));

    const json mixed = json::array({event("1", kData), event("3", {{"channel", "telegram"}}), "no event"});
    const HttpAnswer some = post_event(service, kBatch, mixed.dump());
    EXPECT_EQ(some.status, 207);
    const json results = json::parse(some.body).at("results");
    ASSERT_THAT(results, SizeIs(3));
    EXPECT_EQ(results[0].at("status"), "duplicate");
    EXPECT_EQ(results[1].at("status"), "invalid");
    EXPECT_THAT(results[1].at("detail").get<std::string>(), HasSubstr("address"));
    EXPECT_EQ(results[2].at("status"), "invalid");
}

TEST_F(Events, AnInvalidEventIsAnsweredWith400AndTheFieldThatIsWrong) {
    const auto with = [](const std::string& name, const json& value) {
        json data = kData;
        data["address"] = "730198465521";
        data[name] = value;
        return event("1", data);
    };
    const auto attribute = [](const std::string& name, const json& value) {
        json made = event("1", kData);
        made[name] = value;
        return made;
    };
    const std::vector<std::pair<json, std::string>> cases = {
        {attribute("id", ""), "\"id\""},
        {attribute("source", ""), "\"source\""},
        {attribute("type", 7), "\"type\""},
        {attribute("specversion", "0.3"), "specversion"},
        {attribute("data", json::array()), "/data"},
        {event("1", {{"channel", "telegram"}}), "address"},
        {event("1", {{"address", "730198465521"}}), "channel"},
        {with("channel", "pigeon"), "/data/channel"},
        {with("survey", "no-such-survey"), "/data/survey"},
        {with("time_zone", "Mars/Base"), "/data/time_zone"},
        {with("delay", "soon"), "/data/delay"},
        {with("opted_in", "yes"), "/data/opted_in"},
        {with("fields", {{"order_no", json::array()}}), "/data/fields/order_no"},
        {with("addres", "730198465521"), "/data/addres"},
        {event("1", {{"channel", "sms"}, {"address", "Zebrafinch"}}), "/data/address"},
    };
    for (const auto& [body, named] : cases) {
        const HttpAnswer answer = post_event(service, kStructured, body.dump());
        EXPECT_EQ(answer.status, 400) << body;
        EXPECT_THAT(field(answer.fields, "Content-Type"), HasSubstr("application/problem+json"));
        EXPECT_THAT(json::parse(answer.body).value("detail", ""), HasSubstr(named)) << body;
        EXPECT_THAT(canaries_in(answer.body), IsEmpty()) << answer.body;
    }
    EXPECT_EQ(telegram.server().requests(), 0U);
}

TEST_F(Events, WhatIsNoEventIsRefusedWithThePlaceOfTheMistake) {
    const HttpAnswer broken = post_event(service, kStructured, "{\n  \"id\": }");
    EXPECT_EQ(broken.status, 400);
    EXPECT_THAT(json::parse(broken.body).value("detail", ""), HasSubstr("line 2, column 9"));
    EXPECT_EQ(post_event(service, "application/json", kData.dump()).status, 400);
    EXPECT_EQ(post_event(service, kBatch, event("1", kData).dump()).status, 400);
    EXPECT_EQ(post_event(service, kStructured, "[]").status, 400);
    EXPECT_EQ(get(service, "/v1/events"), 405);
    EXPECT_EQ(telegram.server().requests(), 0U);
}

TEST_F(Events, TheSameEventTwiceStartsOneSurvey) {
    EXPECT_EQ(service.trigger("1", kData).value("status", ""), "accepted");
    ASSERT_TRUE(invited());
    int status = 0;
    EXPECT_EQ(service.trigger("1", kData, &status).value("status", ""), "duplicate");
    EXPECT_EQ(status, 202);
    // Not even when the first has ended.
    ASSERT_TRUE(telegram.tap(kChat, "Not this time").accepted);
    ASSERT_THAT(telegram.wait_for_messages(kChat, 2, kPatience), SizeIs(2));
    EXPECT_EQ(service.trigger("1", kData).value("status", ""), "duplicate");
    EXPECT_EQ(service.trigger("2", kData).value("status", ""), "accepted");
    EXPECT_THAT(telegram.wait_for_messages(kChat, 3, kPatience), SizeIs(3));
}

TEST_F(Events, AnEventForSomebodyWhoIsAskedAlreadyWaits) {
    EXPECT_EQ(service.trigger("1", kData).value("status", ""), "accepted");
    EXPECT_EQ(service.trigger("2", kData).value("status", ""), "waiting");
    EXPECT_TRUE(invited());
}

TEST_F(Events, WhoOptedOutIsNotWrittenToAndTheSenderIsToldWhy) {
    ASSERT_TRUE(telegram.start(kChat).accepted);
    ASSERT_TRUE(invited());
    ASSERT_TRUE(telegram.say(kChat, "stop").accepted);
    ASSERT_THAT(telegram.wait_for_messages(kChat, 2, kPatience), SizeIs(2));
    const auto before = telegram.server().requests();
    int status = 0;
    const json answer = service.trigger("1", kData, &status);
    EXPECT_EQ(status, 202);
    EXPECT_EQ(answer.value("status", ""), "refused");
    EXPECT_EQ(answer.value("reason", ""), "opted_out");
    // Somebody else's invitation goes the same way later, and is there.
    telegram.know(7002);
    service.trigger("2", {{"channel", "telegram"}, {"address", "7002"}});
    ASSERT_TRUE(invited(7002));
    EXPECT_EQ(telegram.server().requests(), before + 1);
}

TEST_F(Events, WithoutATokenNothingIsStartedOrShown) {
    const HttpFields json_only = {{"Content-Type", kStructured}};
    const HttpAnswer answer =
        http_call({"POST", service.url("/v1/events"), json_only, event("1", kData).dump()});
    EXPECT_EQ(answer.status, 401);
    EXPECT_EQ(field(answer.fields, "WWW-Authenticate"), "Bearer");
    EXPECT_EQ(get(service, "/v1/ledger"), 401);
    EXPECT_EQ(telegram.server().requests(), 0U);
}

// ---- `askwell serve` ----

TEST_F(HttpApi, AWrongConfigurationStopsTheStartWithPlaceAndRemedy) {
    const auto file = folder.path() / "wrong.json";
    const auto serve = [&](const std::string& text) {
        write_file(file, text);
        return run({askwell_binary(), "serve", "--config", file.string()}, {}, {}, kPatience);
    };
    const Finished platform = serve(
        "{\n  \"listen\": \"127.0.0.1:0\",\n  \"channels\": {\"sms\": {\"platform\": \"pigeon\"}}\n}\n");
    EXPECT_EQ(platform.status, 1);
    EXPECT_THAT(platform.output,
                HasSubstr(file.string() + ":3:36: error: there is no such platform; use one of: "));
    EXPECT_THAT(platform.output, HasSubstr("telegram"));

    const Finished syntax = serve("{\n  \"listen\": }\n");
    EXPECT_EQ(syntax.status, 1);
    EXPECT_THAT(syntax.output, HasSubstr(file.string() + ":2:13: error: "));
    EXPECT_THAT(syntax.output, HasSubstr("mend the JSON here"));

    const Finished unset = serve(
        "{\"channels\": {\"t\": {\"platform\": \"telegram\", \"token\": {\"env\": \"ASKWELL_TEST_UNSET\"},\n"
        "  \"secret_token\": \"s\"}}}");
    EXPECT_EQ(unset.status, 1);
    EXPECT_THAT(unset.output, AllOf(HasSubstr(":1:"), HasSubstr("ASKWELL_TEST_UNSET"),
                                    HasSubstr("set it before the start")));
}

TEST_F(HttpApi, WithoutAConfigurationTheWebChatIsServed) {
    const std::string port = std::to_string(free_port());
    ChildProcess::Options options;
    options.output = folder.path() / "output";
    options.working_directory = folder.path();
    ChildProcess process{{askwell_binary(), "serve", "--data", (folder.path() / "here").string(), "--listen",
                          "127.0.0.1:" + port},
                         options};
    const std::string base = "http://127.0.0.1:" + port;
    const auto ready = [&] { return http_call({"GET", base + "/readyz", {}, {}}).status == 200; };
    ASSERT_TRUE(wait_until(ready, kPatience)) << read_file(options.output);
    const HttpAnswer chat = http_call({"GET", base + "/chat", {}, {}});
    EXPECT_EQ(chat.status, 200);
    EXPECT_THAT(field(chat.fields, "Content-Type"), HasSubstr("text/html"));
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "here" / "staff-token"));
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "data"));
    EXPECT_THAT(read_file(options.output), HasSubstr("web chat     " + base + "/chat"));
    EXPECT_EQ(process.terminate(), 0);
}

TEST_F(HttpApi, ARedisThatMayEvictIsRefusedAtTheStart) {
    const RedisServer redis{{"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"}};
    json made = on_redis(redis);
    made["listen"] = "127.0.0.1:" + std::to_string(free_port());
    made["data"] = (folder.path() / "data").string();
    const auto file = folder.path() / "config.json";
    write_file(file, made.dump());
    const Finished ended = run({askwell_binary(), "serve", "--config", file.string()}, {}, {}, kPatience);
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.output, AllOf(HasSubstr("cannot_start"), HasSubstr("set maxmemory-policy noeviction")));
}

TEST_F(HttpApi, SigtermEndsTheServiceWithZero) {
    AskwellProcess service{folder.path(), config()};
    EXPECT_EQ(service.stop(), 0);
    EXPECT_THAT(service.output(), HasSubstr("\"event\":\"stopped\""));
}

}  // namespace
}  // namespace askwell::test
