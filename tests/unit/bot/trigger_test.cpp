#include "bot/trigger.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/sender.h"
#include "bot/views.h"
#include "bot/webhooks.h"

namespace askwell::bot {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

const Config& config() {
    static const Config made = [] {
        auto loaded = parse_config("c.json", R"({"channels": {
            "tg": {"platform": "telegram", "token": "1:a", "secret_token": "s", "survey": "service-process"},
            "sms": {"platform": "kannel", "username": "u", "password": "p", "send_url": "http://127.0.0.1:1/cgi-bin/sendsms",
                    "from": "1069", "secret": "s"}}})",
                                   [](const std::string&) { return std::nullopt; });
        EXPECT_TRUE(loaded.config);
        return std::move(*loaded.config);
    }();
    return made;
}

HttpRequest structured(const std::string& body) {
    HttpRequest request;
    request.method = "POST";
    request.headers = {{"Content-Type", "application/cloudevents+json; charset=utf-8"}};
    request.body = body;
    return request;
}

std::string event(const std::string& data) {
    return R"({"specversion":"1.0","id":"e1","source":"crm","type":"service.ended","data":)" + data + "}";
}

TEST(Trigger, reads_a_structured_event) {
    const auto read = read_triggers(
        structured(
            event(R"({"channel":"tg","address":"77","opted_in":true,"delay":"10m","time_zone":"Asia/Shanghai",
                            "language":"zh-CN","fields":{"order_no":"A1","count":3}})")),
        config());
    ASSERT_EQ(read.problem, "");
    ASSERT_THAT(read.events, SizeIs(1));
    const auto* const trigger = std::get_if<Trigger>(&read.events[0]);
    ASSERT_NE(trigger, nullptr) << std::get<BadTrigger>(read.events[0]).detail;
    EXPECT_EQ(trigger->contact, (flows::ContactId{"tg", "77"}));
    EXPECT_EQ(trigger->start.survey_id, "service-process") << "the channel's survey when none is named";
    EXPECT_TRUE(trigger->start.opted_in);
    EXPECT_EQ(trigger->start.delay, std::chrono::minutes{10});
    EXPECT_EQ(trigger->start.fields.at("order_no"), "A1");
    EXPECT_EQ(trigger->start.fields.at("count"), "3");
}

TEST(Trigger, reads_a_binary_event) {
    HttpRequest request;
    request.headers = {{"ce-id", "e1"},
                       {"ce-source", "crm"},
                       {"ce-type", "t"},
                       {"ce-specversion", "1.0"},
                       {"Content-Type", "application/json"}};
    request.body = R"({"channel":"tg","address":"77"})";
    const auto read = read_triggers(request, config());
    ASSERT_THAT(read.events, SizeIs(1));
    EXPECT_TRUE(std::holds_alternative<Trigger>(read.events[0]));
}

TEST(Trigger, reads_a_batch_and_judges_each_event_by_itself) {
    HttpRequest request = structured("[" + event(R"({"channel":"tg","address":"77"})") + "," +
                                     event(R"({"channel":"nope","address":"77"})") + ",5]");
    request.headers = {{"Content-Type", "application/cloudevents-batch+json"}};
    const auto read = read_triggers(request, config());
    ASSERT_THAT(read.events, SizeIs(3));
    EXPECT_TRUE(std::holds_alternative<Trigger>(read.events[0]));
    EXPECT_TRUE(std::holds_alternative<BadTrigger>(read.events[1]));
    EXPECT_TRUE(std::holds_alternative<BadTrigger>(read.events[2]));
}

TEST(Trigger, the_same_source_and_id_have_the_same_dedupe_key_and_others_not) {
    const auto key = [](const std::string& id, const std::string& source) {
        const auto read =
            read_triggers(structured(R"({"specversion":"1.0","type":"t","id":")" + id + R"(","source":")" +
                                     source + R"(","data":{"channel":"tg","address":"1"}})"),
                          config());
        return std::get<Trigger>(read.events.at(0)).dedupe;
    };
    EXPECT_EQ(key("1", "crm"), key("1", "crm"));
    EXPECT_NE(key("1", "crm"), key("2", "crm"));
    EXPECT_NE(key("1", "crm"), key("1", "shop"));
}

struct Bad {
    const char* name;
    std::string body;
    const char* says;
};

class BadEvents : public testing::TestWithParam<Bad> {};

TEST_P(BadEvents, are_refused_with_what_would_be_right) {
    const auto read = read_triggers(structured(GetParam().body), config());
    std::string said = read.problem;
    for (const auto& each : read.events) {
        ASSERT_TRUE(std::holds_alternative<BadTrigger>(each));
        said += std::get<BadTrigger>(each).detail;
    }
    EXPECT_THAT(said, HasSubstr(GetParam().says));
    EXPECT_THAT(said, testing::Not(HasSubstr("13800000001"))) << "no personal data in an error text";
}

INSTANTIATE_TEST_SUITE_P(
    Cases, BadEvents,
    testing::Values(
        Bad{"not_json", "{", "not JSON"}, Bad{"a_list", "[]", "object"},
        Bad{"no_id", R"({"specversion":"1.0","source":"s","type":"t","data":{}})", "\"id\" is missing"},
        Bad{"old_version", R"({"specversion":"0.3","id":"1","source":"s","type":"t","data":{}})", "1.0"},
        Bad{"no_data", R"({"specversion":"1.0","id":"1","source":"s","type":"t"})", "/data"},
        Bad{"no_channel", event(R"({"address":"13800000001"})"), "channel"},
        Bad{"unknown_channel", event(R"({"channel":"fax","address":"13800000001"})"), "no such channel"},
        Bad{"no_address", event(R"({"channel":"tg"})"), "address"},
        Bad{"no_phone", event(R"({"channel":"sms","address":"13800000001x","survey":"service-process"})"),
            "phone number"},
        Bad{"no_survey", event(R"({"channel":"sms","address":"13800000001"})"), "survey"},
        Bad{"unknown_survey", event(R"({"channel":"tg","address":"1","survey":"x"})"), "no such survey"},
        Bad{"unknown_field", event(R"({"channel":"tg","address":"1","adress":"2"})"), "did you mean"},
        Bad{"bad_delay", event(R"({"channel":"tg","address":"1","delay":"soon"})"), "duration"},
        Bad{"bad_zone", event(R"({"channel":"tg","address":"1","time_zone":"Mars"})"), "time zone"},
        Bad{"nested_field", event(R"({"channel":"tg","address":"1","fields":{"a":{}}})"), "field"}),
    [](const auto& info) { return info.param.name; });

TEST(Trigger, what_is_no_cloud_event_says_what_to_send) {
    HttpRequest request;
    request.headers = {{"Content-Type", "text/plain"}};
    EXPECT_THAT(read_triggers(request, config()).problem, HasSubstr("application/cloudevents+json"));
}

TEST(Trigger, writes_phone_numbers_one_way) {
    for (const char* given :
         {"+8613800000001", "8613800000001", "008613800000001", "+86 138-0000-0001", "+86 (138) 00000001"}) {
        const auto read =
            read_triggers(structured(event(R"({"channel":"sms","survey":"service-process","address":")" +
                                           std::string{given} + "\"}")),
                          config());
        ASSERT_TRUE(std::holds_alternative<Trigger>(read.events.at(0))) << given;
        EXPECT_EQ(std::get<Trigger>(read.events[0]).contact.address, "+8613800000001") << given;
    }
}

TEST(Inbound, who_opens_a_chat_where_nothing_begins_is_back) {
    // A follow after an unfollow: no survey begins by itself, but staff may ask this customer again.
    const auto event = [](const char* channel, const char* parameter) {
        adapters::Inbound inbound;
        inbound.content = adapters::InboundStart{parameter};
        return to_event(config().channels.find(channel)->second, config().catalog, inbound).value();
    };
    EXPECT_TRUE(std::holds_alternative<flows::ContactReturned>(event("sms", "")));
    EXPECT_EQ(std::get<flows::StartRequested>(event("sms", "csat")).survey_id, "csat");
    EXPECT_EQ(std::get<flows::StartRequested>(event("tg", "")).survey_id, "service-process");
}

TEST(Inbound, says_which_part_of_a_text_it_is) {
    adapters::Inbound inbound;
    inbound.content = adapters::InboundText{"part", flows::TextPart{"c7", 2, 3}};
    const auto event = to_event(config().channels.at("sms"), config().catalog, inbound).value();
    const auto& text = std::get<flows::TextReceived>(event);
    ASSERT_TRUE(text.part);
    EXPECT_EQ(text.part->group, "c7");
    EXPECT_EQ(text.part->number, 2);
    EXPECT_EQ(text.part->total, 3);
}

TEST(RetryDelay, doubles_up_to_ten_minutes_and_is_spread) {
    EXPECT_EQ(retry_delay(0, 0), std::chrono::seconds{2});
    EXPECT_EQ(retry_delay(3, 0), std::chrono::seconds{16});
    for (int tries = 0; tries < 200; ++tries) {
        EXPECT_LE(retry_delay(tries, 0), std::chrono::minutes{10});
        EXPECT_GE(retry_delay(tries, 1), retry_delay(tries, 0) * 3 / 4);
        EXPECT_LT(retry_delay(tries, 1), retry_delay(tries, 0));
    }
}

TEST(Views, write_times_as_rfc_3339) {
    EXPECT_EQ(rfc3339(flows::from_unix_ms(1767225600123)), "2026-01-01T00:00:00.123Z");
}

}  // namespace
}  // namespace askwell::bot
