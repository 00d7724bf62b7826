#include "adapters/kannel.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/encoding.h"
#include "adapters/kannel_reading.h"
#include "tests/unit/adapters/kit.h"

namespace askwell::adapters {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Received received(const std::string& query, const std::string& method = "GET") {
    return receive(*testkit::kannel(), Hook{method, "/webhooks/sms?secret=kannel-secret&" + query, {}, ""});
}

std::string text_of(const Received& got) {
    return std::get<InboundText>(got.messages.at(0).content).text;
}

std::string address(const std::string& from, flows::SmsRule rule = flows::SmsRule::international) {
    return read_kannel_parameters({{"from", from}, {"text", "5"}, {"id", "1"}}, rule).messages.at(0).address;
}

TEST(KannelWebhook, reads_a_message_and_answers_with_silence) {
    const auto got = received(
        "from=%2B8613800000001&to=10690000&text=4%EF%BC%8C%E7%AD%89&charset=UTF-8&id=u-1&time=1767225600");
    ASSERT_EQ(got.verdict, Verdict::accept) << got.reason;
    EXPECT_EQ(text_of(got), "4，等");
    EXPECT_EQ(got.messages[0].address, "+8613800000001");
    EXPECT_EQ(got.messages[0].message_id, "u-1");
    EXPECT_EQ(got.messages[0].sent_at, flows::from_unix_ms(1'767'225'600'000));
    EXPECT_EQ(got.reply.status, 200);
    EXPECT_EQ(got.reply.content_type, "text/plain");
    EXPECT_THAT(got.reply.body, IsEmpty()) << "Kannel would send a body to the customer";
}

TEST(KannelWebhook, reads_utf16_as_kannel_sends_it_without_mo_recode) {
    EXPECT_EQ(text_of(received("from=%2B86&id=1&charset=UTF-16BE&text=%6E%E1%61%0F")), "满意");
    EXPECT_EQ(text_of(received("from=%2B86&id=1&charset=WINDOWS-1252&text=%80")), "€");
    EXPECT_EQ(text_of(received("from=%2B86&id=1&charset=windows-1252&text=%80")), "€");
    EXPECT_EQ(text_of(received("from=%2B86&id=1&charset=utf-8&text=%E2%82%AC")), "€");
    EXPECT_EQ(text_of(received("from=%2B86&id=1&text=a+b%2Bc")), "a b+c");
}

TEST(KannelWebhook, ignores_binary_messages) {
    const auto got = received("from=%2B86&id=1&charset=8-BIT&text=%00%01");
    EXPECT_EQ(got.verdict, Verdict::accept);
    EXPECT_THAT(got.messages, IsEmpty());
}

TEST(KannelWebhook, takes_post_url_whose_body_repeats_the_text) {
    Hook hook{"POST",
              "/s?secret=kannel-secret&from=%2B86&id=1&text=5",
              {{"Content-Type", "text/plain"}},
              "text=9&from=x"};
    EXPECT_EQ(text_of(receive(*testkit::kannel(), hook)), "5");
}

TEST(KannelWebhook, takes_a_form) {
    Hook hook{"POST",
              "/s?secret=kannel-secret",
              {{"Content-Type", "application/x-www-form-urlencoded"}},
              "from=%2B86&id=1&text=5"};
    EXPECT_EQ(text_of(receive(*testkit::kannel(), hook)), "5");
}

TEST(KannelWebhook, takes_the_secret_from_the_url_only) {
    Hook hook{"POST",
              "/s",
              {{"Content-Type", "application/x-www-form-urlencoded"}},
              "secret=kannel-secret&from=1&text=5"};
    EXPECT_EQ(receive(*testkit::kannel(), hook).verdict, Verdict::forged);
}

TEST(KannelWebhook, accepts_an_empty_text) {
    EXPECT_EQ(text_of(received("from=%2B86&id=1&text=")), "");
}

TEST(KannelWebhook, makes_an_id_of_the_message_where_the_carrier_gives_none) {
    const auto id = [](const std::string& query) { return received(query).messages.at(0).message_id; };
    const auto one = id("from=%2B86&to=1&text=5&time=100&id=");
    EXPECT_EQ(one, id("from=%2B86&to=1&text=5&time=100"));
    EXPECT_NE(one, id("from=%2B86&to=1&text=5&time=101"));
    EXPECT_NE(one, id("from=%2B86&to=1&text=4&time=100"));
    EXPECT_NE(id("from=%2B86&to=12&text=3&time=1"), id("from=%2B86&to=1&text=3&time=21"));
    EXPECT_THAT(one, Not(HasSubstr("86"))) << "no number in a key" << one;
}

TEST(KannelWebhook, writes_numbers_in_e164_where_they_say_their_country) {
    using flows::SmsRule;
    EXPECT_EQ(address("+8613800000001"), "+8613800000001");
    EXPECT_EQ(address("008613800000001"), "+8613800000001");
    EXPECT_EQ(address("8613800000001"), "+8613800000001");
    EXPECT_EQ(address("8613800000001", SmsRule::china), "+8613800000001");
    EXPECT_EQ(address("13800000001", SmsRule::china), "+8613800000001");
    EXPECT_EQ(address("14155550100", SmsRule::international), "+14155550100");
    EXPECT_EQ(address("01701234567"), "01701234567");
    EXPECT_EQ(address("10690"), "10690");
    EXPECT_EQ(address("Carrier"), "Carrier");
}

TEST(KannelWebhook, reads_delivery_reports_by_our_own_id) {
    struct Case {
        const char* report;
        DeliveryStatus status;
        const char* error;
    };
    const std::vector<Case> cases = {{"1", DeliveryStatus::delivered, ""},
                                     {"2", DeliveryStatus::failed, "not delivered to phone"},
                                     {"8", DeliveryStatus::sent, ""},
                                     {"16", DeliveryStatus::failed, "rejected by SMSC"}};
    for (const auto& item : cases) {
        const auto got = received("message=017-ab-2.7&to=%2B86138&report=" + std::string{item.report});
        ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
        const auto& status = std::get<InboundStatus>(got.messages[0].content);
        EXPECT_EQ(status.provider_id, "017-ab-2.7");
        EXPECT_EQ(status.status, item.status) << item.report;
        EXPECT_EQ(status.error_code, item.error);
        EXPECT_EQ(got.messages[0].message_id, std::string{"017-ab-2.7:"} + item.report);
        EXPECT_EQ(got.messages[0].address, "+86138");
    }
    EXPECT_THAT(received("message=m&to=1&report=4").messages, IsEmpty());
    EXPECT_EQ(received("message=m&to=1&report=4").verdict, Verdict::accept);
    EXPECT_EQ(received("message=m&to=1&report=3").verdict, Verdict::malformed);
    EXPECT_EQ(received("to=1&report=1").verdict, Verdict::malformed);
    EXPECT_EQ(received("message=m&report=1").verdict, Verdict::malformed);
}

// ---- sending ----

TEST(KannelCompose, writes_a_sendsms_request_that_asks_for_reports) {
    const auto requests = testkit::kannel()->compose("+8613800000001", testkit::single_choice(), {});
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].method, "GET");
    EXPECT_THAT(requests[0].url,
                testing::StartsWith("http://127.0.0.1:13013/cgi-bin/sendsms?username=askwell&"));
    EXPECT_THAT(requests[0].body, IsEmpty());
    EXPECT_THAT(requests[0].secrets, ElementsAre("p%26ss%20word", "kannel-secret"));
    const Parameters expected = {{"username", "askwell"},
                                 {"password", "p&ss word"},
                                 {"from", "10690000"},
                                 {"to", "+8613800000001"},
                                 {"charset", "UTF-8"},
                                 {"coding", "0"},
                                 {"text", "How did you reach us?\n1. Phone\n2. Online agent"},
                                 {"dlr-mask", "19"},
                                 {"dlr-url",
                                  "http://127.0.0.1:8080/webhooks/"
                                  "sms?secret=kannel-secret&message=017-0123456789abcdef0123456789abcdef-2.7"
                                  "&report=%d&to=%P"}};
    EXPECT_EQ(decode_form(query_of(requests[0].url)), expected);
}

TEST(KannelCompose, hides_every_secret_of_the_url_when_its_secrets_are_removed) {
    auto request = testkit::kannel()->compose("+1", testkit::plain("Hi"), {}).at(0);
    for (const auto& secret : request.secrets) {
        for (auto at = request.url.find(secret); at != std::string::npos; at = request.url.find(secret)) {
            request.url.replace(at, secret.size(), "***");
        }
    }
    EXPECT_THAT(request.url, Not(HasSubstr("ss%20word")));
    EXPECT_THAT(request.url, Not(HasSubstr("kannel-secret")));
}

TEST(KannelCompose, asks_for_ucs2_exactly_when_the_text_needs_it) {
    const auto coding = [](const char* text) {
        const auto request = testkit::kannel()->compose("+1", testkit::plain(text), {}).at(0);
        return std::string{parameter(decode_form(query_of(request.url)), "coding")};
    };
    EXPECT_EQ(coding("How satisfied? 5€"), "0");
    EXPECT_EQ(coding("满意吗？"), "2");
}

TEST(KannelCompose, reads_back_the_report_that_its_url_leads_to) {
    const auto message = testkit::plain("Hi");
    const auto request = testkit::kannel()->compose("+86138", message, {}).at(0);
    std::string url{parameter(decode_form(query_of(request.url)), "dlr-url")};
    url.replace(url.find("%d"), 2, "1");
    url.replace(url.find("%P"), 2, "%2B86138");
    const auto got = receive(*testkit::kannel(), Hook{"GET", url.substr(url.find("/webhooks")), {}, ""});
    ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
    EXPECT_EQ(std::get<InboundStatus>(got.messages[0].content).provider_id, own_message_id(message));
    EXPECT_EQ(got.messages[0].address, "+86138");
}

TEST(KannelCompose, leaves_reports_and_routing_away_unless_set) {
    const auto adapter = testkit::make_adapter("kannel", {{"username", "u"},
                                                          {"password", "p"},
                                                          {"send_url", "http://k/s"},
                                                          {"from", "1"},
                                                          {"secret", "s"},
                                                          {"smsc", "cmcc"},
                                                          {"rule", "china"}});
    const auto query = decode_form(query_of(adapter->compose("+1", testkit::plain("Hi"), {}).at(0).url));
    EXPECT_EQ(find_parameter(query, "dlr-url"), nullptr);
    EXPECT_EQ(parameter(query, "smsc"), "cmcc");
    EXPECT_EQ(adapter->traits().sms_rule, flows::SmsRule::china);
    EXPECT_TRUE(adapter->traits().opt_out_letters);
    EXPECT_EQ(adapter->normal_address("13800000001"), "+8613800000001");
}

// Kannel 1.4.5 User's Guide, table 7-16; the 403 texts are smsbox's.
TEST(KannelResult, tells_what_to_do_next) {
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {{202, "0: Accepted for delivery", SendOutcome::sent},
                                     {202, "3: Queued for later delivery", SendOutcome::sent},
                                     {200, "Sent.", SendOutcome::sent},
                                     {403, "Authorization failed for sendsms", SendOutcome::credentials},
                                     {403, "Not routable. Do not try again.", SendOutcome::permanent},
                                     {400, "Missing receiver number, rejected", SendOutcome::permanent},
                                     {404, "Unknown request.", SendOutcome::permanent},
                                     {503, "Temporal failure, try again later.", SendOutcome::retry},
                                     {500, "", SendOutcome::retry}};
    for (const auto& item : cases) {
        const auto result = testkit::kannel()->result({item.status, {}, item.body});
        EXPECT_EQ(result.outcome, item.outcome) << item.body;
        EXPECT_THAT(result.provider_id, IsEmpty());
    }
}

TEST(KannelSetup, shows_a_get_url_that_the_adapter_reads) {
    const auto lines = kannel_platform().setup("https://h.example/webhooks/sms");
    EXPECT_THAT(lines, HasSubstr("max-messages = 0"));
    const auto begin = lines.find("/webhooks/sms?");
    auto target = lines.substr(begin, lines.find('"', begin) - begin);
    const std::vector<std::pair<std::string, std::string>> codes = {{"SECRET", "kannel-secret"},
                                                                    {"%p", "%2B86138"},
                                                                    {"%P", "1069"},
                                                                    {"%b", "5"},
                                                                    {"%C", "UTF-8"},
                                                                    {"%I", "u-1"},
                                                                    {"%T", "100"},
                                                                    {"%i", "cmcc"}};
    for (const auto& [code, value] : codes) target.replace(target.find(code), code.size(), value);
    const auto got = receive(*testkit::kannel(), Hook{"GET", target, {}, ""});
    ASSERT_EQ(got.verdict, Verdict::accept) << got.reason;
    EXPECT_EQ(got.messages.at(0).address, "+86138");
}

}  // namespace
}  // namespace askwell::adapters
