#include "adapters/twilio.h"

#include <random>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/twilio_signature.h"
#include "tests/unit/adapters/kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Hook form_hook(const Parameters& form) {
    Hook hook{
        "POST", "/webhooks/sms", {{"Content-Type", "application/x-www-form-urlencoded"}}, encode_form(form)};
    testkit::sign_as_twilio(hook);
    return hook;
}

Received received(const Parameters& form) {
    return receive(*testkit::twilio(), form_hook(form));
}

void expect_parsed(const Received& got, const json& parsed) {
    ASSERT_EQ(got.messages.size(), 1U);
    const auto& message = got.messages[0];
    if (parsed.contains("text")) {
        EXPECT_EQ(std::get<InboundText>(message.content).text, parsed.at("text").get<std::string>());
        EXPECT_EQ(message.address, parsed.at("sender").get<std::string>());
        EXPECT_EQ(message.message_id, parsed.at("message_id").get<std::string>());
    }
    if (parsed.contains("status")) {
        const auto& status = std::get<InboundStatus>(message.content);
        EXPECT_EQ(status.provider_id, parsed.at("message_id").get<std::string>());
        EXPECT_EQ(status.error_code, parsed.at("error_code").get<std::string>());
        EXPECT_EQ(status.status, DeliveryStatus::failed);
    }
}

TEST(TwilioWebhook, agrees_with_every_vector_of_twilios_own_library) {
    const auto all = testkit::vectors("twilio");
    ASSERT_THAT(all, Not(IsEmpty()));
    for (const auto& vector : all) {
        SCOPED_TRACE(vector.id + ": " + vector.note);
        const auto got = receive(*testkit::twilio(), vector.hook);
        EXPECT_EQ(got.verdict, vector.accept ? Verdict::accept : Verdict::forged) << got.reason;
        if (!vector.accept) continue;
        EXPECT_EQ(got.reply.status, 200);
        EXPECT_EQ(got.reply.content_type, "text/xml");
        EXPECT_EQ(got.reply.body, "<Response/>");
        if (!vector.parsed.empty()) expect_parsed(got, json::parse(vector.parsed));
    }
}

/// Flips one bit of body, target or signature. Two spellings of one parameter ("%2b" for "%2B") are the same
/// to Twilio's own library, so such a mutant is no forgery.
TEST(TwilioWebhook, accepts_none_of_two_hundred_mutants) {
    const auto adapter = testkit::twilio();
    const auto original = testkit::vectors("twilio").at(1).hook;
    ASSERT_EQ(receive(*adapter, original).verdict, Verdict::accept);
    std::mt19937 random{20260101};  // NOLINT: the same mutants every time
    for (int mutants = 0; mutants < 200;) {
        Hook hook = original;
        auto signature = std::string{header(hook.headers, "X-Twilio-Signature")};
        std::string* parts[] = {&hook.body, &hook.target, &signature};
        auto& part = *parts[random() % 3];
        auto& byte = part[random() % part.size()];
        byte = static_cast<char>(byte ^ (1 << (random() % 8)));
        hook.set_header("X-Twilio-Signature", signature);
        if (&part == &hook.body && decode_form(hook.body) == decode_form(original.body)) continue;
        ++mutants;
        EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::forged) << hook.target << '\n' << hook.body;
    }
}

TEST(TwilioWebhook, accepts_urls_signed_with_and_without_the_default_port) {
    struct Case {
        const char* origin;
        const char* signed_origin;
        bool accept;
    };
    const std::vector<Case> cases = {{"https://h.example", "https://h.example", true},
                                     {"https://h.example", "https://h.example:443", true},
                                     {"https://h.example:443", "https://h.example", true},
                                     {"http://h.example", "http://h.example:80", true},
                                     {"https://h.example:8443", "https://h.example:8443", true},
                                     {"https://h.example:8443", "https://h.example", false},
                                     {"https://h.example", "https://h.example:80", false},
                                     {"https://h.example", "http://h.example", false}};
    for (const auto& item : cases) {
        const auto text = std::string{item.signed_origin} + "/sms?a=1";
        const Headers headers = {{"x-twilio-signature", base64_encode(hmac_sha1("token", text))}};
        const WebhookRequest request{"GET", "/sms?a=1", headers, ""};
        EXPECT_EQ(has_twilio_signature(request, "token", item.origin), item.accept) << item.signed_origin;
    }
}

TEST(TwilioWebhook, signs_each_distinct_value_of_a_repeated_name_once) {
    const auto signature = base64_encode(hmac_sha1("token",
                                                   "https://h.example/sms"
                                                   "A1A2B3"));
    const Headers headers = {{"X-Twilio-Signature", signature},
                             {"Content-Type", "application/x-www-form-urlencoded"}};
    EXPECT_TRUE(
        has_twilio_signature({"POST", "/sms", headers, "B=3&A=2&A=1&A=2"}, "token", "https://h.example"));
    EXPECT_FALSE(has_twilio_signature({"POST", "/sms", headers, "B=3&A=2"}, "token", "https://h.example"));
}

TEST(TwilioWebhook, checks_the_hash_of_a_json_body) {
    const std::string body = R"({"event":"x"})";
    const auto target = "/sms?bodySHA256=" + hex_encode(sha256(body));
    const Headers headers = {
        {"X-Twilio-Signature", base64_encode(hmac_sha1("token", "https://h.example" + target))},
        {"Content-Type", "application/json"}};
    EXPECT_TRUE(has_twilio_signature({"POST", target, headers, body}, "token", "https://h.example"));
    EXPECT_FALSE(has_twilio_signature({"POST", target, headers, body + " "}, "token", "https://h.example"));
}

TEST(TwilioWebhook, refuses_a_body_that_no_signature_covers) {
    const Headers headers = {
        {"X-Twilio-Signature", base64_encode(hmac_sha1("token", "https://h.example/sms"))},
        {"Content-Type", "application/json"}};
    EXPECT_TRUE(has_twilio_signature({"POST", "/sms", headers, ""}, "token", "https://h.example"));
    EXPECT_FALSE(has_twilio_signature({"POST", "/sms", headers, "{}"}, "token", "https://h.example"));
}

TEST(TwilioWebhook, reads_a_message_sent_by_get) {
    Hook hook{"GET", "/sms?MessageSid=SM1&From=%2B1415&Body=4", {}, ""};
    testkit::sign_as_twilio(hook);
    const auto got = receive(*testkit::twilio(), hook);
    ASSERT_EQ(got.verdict, Verdict::accept);
    EXPECT_EQ(std::get<InboundText>(got.messages.at(0).content).text, "4");
}

TEST(TwilioWebhook, reads_media_with_the_text_as_caption_of_the_first) {
    const auto got = received({{"MessageSid", "MM1"},
                               {"From", "+1415"},
                               {"Body", "look"},
                               {"NumMedia", "2"},
                               {"MediaUrl0", "https://m/0"},
                               {"MediaContentType0", "image/jpeg"},
                               {"MediaUrl1", "https://m/1"},
                               {"MediaContentType1", "video/mp4"}});
    ASSERT_THAT(got.messages, SizeIs(2));
    const auto& first = std::get<InboundAttachment>(got.messages[0].content);
    EXPECT_EQ(first.kind, "image/jpeg");
    EXPECT_EQ(first.reference, "https://m/0");
    EXPECT_EQ(first.caption, "look");
    EXPECT_EQ(std::get<InboundAttachment>(got.messages[1].content).caption, "");
    EXPECT_NE(got.messages[0].message_id, got.messages[1].message_id);
}

TEST(TwilioWebhook, is_not_misled_by_a_media_count) {
    for (const auto* count : {"-1", "999999999999", "x", "3"}) {
        const auto got =
            received({{"MessageSid", "SM1"}, {"From", "+1415"}, {"Body", "5"}, {"NumMedia", count}});
        ASSERT_THAT(got.messages, SizeIs(1)) << count;
        EXPECT_TRUE(std::holds_alternative<InboundText>(got.messages[0].content)) << count;
    }
}

TEST(TwilioWebhook, reads_opt_out_and_return_that_twilio_has_handled) {
    const auto kind = [](const char* type) {
        return received({{"MessageSid", "SM1"}, {"From", "+1415"}, {"Body", type}, {"OptOutType", type}});
    };
    EXPECT_TRUE(std::holds_alternative<InboundBlocked>(kind("STOP").messages.at(0).content));
    EXPECT_TRUE(std::holds_alternative<InboundReturned>(kind("START").messages.at(0).content));
    EXPECT_THAT(kind("HELP").messages, IsEmpty());
}

TEST(TwilioWebhook, reads_a_whatsapp_button_and_keeps_the_channel_in_the_address) {
    const auto got = received({{"MessageSid", "SM1"},
                               {"From", "whatsapp:+1415"},
                               {"Body", "Phone"},
                               {"ButtonText", "Phone"},
                               {"ButtonPayload", "c2.3:phone"}});
    ASSERT_THAT(got.messages, SizeIs(1));
    const auto& tap = std::get<InboundChoice>(got.messages[0].content);
    EXPECT_EQ(tap.payload, "c2.3:phone");
    EXPECT_EQ(tap.label, "Phone");
    EXPECT_EQ(got.messages[0].address, "whatsapp:+1415");
    const auto row = received(
        {{"MessageSid", "SM1"}, {"From", "whatsapp:+1415"}, {"ListId", "c2.3:5"}, {"ListTitle", "Five"}});
    EXPECT_EQ(std::get<InboundChoice>(row.messages.at(0).content).payload, "c2.3:5");
    EXPECT_EQ(std::get<InboundChoice>(row.messages.at(0).content).label, "Five");
}

AdapterPtr whatsapp(const json& more = json::object()) {
    json settings = {{"auth_token", "0123456789abcdef0123456789abcdef"},
                     {"public_base_url", "https://hooks.example.com"},
                     {"account_sid", "AC1"},
                     {"from", "whatsapp:+1500"}};
    settings.update(more);
    return testkit::make_adapter("twilio", settings);
}

TEST(TwilioWebhook, leaves_the_channels_own_transport_out_of_addresses) {
    const auto hook =
        form_hook({{"MessageSid", "SM1"}, {"From", "whatsapp:+1415"}, {"To", "whatsapp:+1500"}});
    const auto message = receive(*whatsapp(), hook).messages.at(0);
    EXPECT_EQ(message.address, "+1415");
    EXPECT_EQ(message.sender, "whatsapp:+1415");
    EXPECT_EQ(message.recipient, "whatsapp:+1500");
}

TEST(TwilioWebhook, finds_a_message_by_the_id_that_its_status_callback_carries) {
    struct Case {
        const char* query;
        const char* expected;
    };
    for (const auto& item :
         {Case{"?message=017-ab-2.7", "017-ab-2.7"}, Case{"?message=other", "SM1"}, Case{"", "SM1"}}) {
        auto hook = form_hook({{"MessageSid", "SM1"}, {"MessageStatus", "failed"}, {"To", "+1415"}});
        hook.target += item.query;
        testkit::sign_as_twilio(hook);
        const auto got = receive(*testkit::twilio(), hook);
        ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
        EXPECT_EQ(std::get<InboundStatus>(got.messages[0].content).provider_id, item.expected);
        EXPECT_EQ(got.messages[0].platform_id, "SM1");
    }
}

TEST(TwilioWebhook, refuses_two_signatures) {
    auto hook = form_hook({{"MessageSid", "SM1"}, {"From", "+1415"}, {"Body", "5"}});
    hook.headers.emplace_back("x-twilio-signature", "other");
    EXPECT_EQ(receive(*testkit::twilio(), hook).verdict, Verdict::forged);
}

TEST(TwilioWebhook, reads_status_callbacks_each_with_its_own_message_id) {
    struct Case {
        const char* status;
        const char* error;
        DeliveryStatus expected;
        bool blocked;
    };
    const std::vector<Case> cases = {{"sent", "", DeliveryStatus::sent, false},
                                     {"delivered", "", DeliveryStatus::delivered, false},
                                     {"queued", "", DeliveryStatus::sent, false},
                                     {"partially_delivered", "", DeliveryStatus::sent, false},
                                     {"read", "", DeliveryStatus::delivered, false},
                                     {"undelivered", "30003", DeliveryStatus::failed, false},
                                     {"undelivered", "30004", DeliveryStatus::failed, true},
                                     {"failed", "21610", DeliveryStatus::failed, true},
                                     {"canceled", "", DeliveryStatus::failed, false}};
    for (const auto& item : cases) {
        const auto got = received({{"MessageSid", "SM1"},
                                   {"MessageStatus", item.status},
                                   {"ErrorCode", item.error},
                                   {"To", "+1415"},
                                   {"From", "+1500"}});
        ASSERT_THAT(got.messages, SizeIs(1)) << item.status;
        const auto& status = std::get<InboundStatus>(got.messages[0].content);
        EXPECT_EQ(status.status, item.expected) << item.status;
        EXPECT_EQ(status.blocked, item.blocked) << item.error;
        EXPECT_EQ(status.platform_status, item.status);
        EXPECT_EQ(status.provider_id, "SM1");
        EXPECT_EQ(got.messages[0].recipient, "+1500");
        EXPECT_EQ(got.messages[0].address, "+1415") << "the customer's, not ours";
        EXPECT_EQ(got.messages[0].message_id, std::string{"SM1:"} + item.status);
    }
    EXPECT_THAT(received({{"MessageSid", "SM1"}, {"MessageStatus", "invented"}, {"To", "+1415"}}).messages,
                IsEmpty());
}

// ---- sending ----

TEST(TwilioCompose, writes_the_messages_request) {
    const auto requests = testkit::twilio()->compose("+14155550100", testkit::single_choice(), {});
    ASSERT_THAT(requests, SizeIs(1));
    const auto& request = requests[0];
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url,
              "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json");
    const auto credentials =
        base64_encode("AC00000000000000000000000000000000:0123456789abcdef0123456789abcdef");
    EXPECT_EQ(header(request.headers, "authorization"), "Basic " + credentials);
    EXPECT_EQ(header(request.headers, "content-type"), "application/x-www-form-urlencoded");
    EXPECT_THAT(request.secrets, testing::ElementsAre(credentials));
    const Parameters expected = {{"To", "+14155550100"},
                                 {"From", "+15005550006"},
                                 {"Body", "How did you reach us?\n1. Phone\n2. Online agent"}};
    EXPECT_EQ(decode_form(request.body), expected);
}

TEST(TwilioCompose, uses_messaging_service_callback_and_validity_when_set) {
    const auto adapter =
        testkit::make_adapter("twilio", {{"auth_token", "t"},
                                         {"public_base_url", "https://h.example"},
                                         {"account_sid", "AC1"},
                                         {"messaging_service_sid", "MG1"},
                                         {"status_callback", "https://h.example/webhooks/sms"},
                                         {"validity_period", 3600},
                                         {"base_url", "http://127.0.0.1:9/"}});
    const auto request = adapter->compose("+1415", testkit::plain("Hi"), {}).at(0);
    EXPECT_EQ(request.url, "http://127.0.0.1:9/2010-04-01/Accounts/AC1/Messages.json");
    const Parameters expected = {
        {"To", "+1415"},
        {"MessagingServiceSid", "MG1"},
        {"Body", "Hi"},
        {"StatusCallback", "https://h.example/webhooks/sms?message=017-0123456789abcdef0123456789abcdef-2.7"},
        {"ValidityPeriod", "3600"}};
    EXPECT_EQ(decode_form(request.body), expected);
}

TEST(TwilioCompose, writes_to_whatsapp_from_whatsapp) {
    const auto request = testkit::twilio()->compose("whatsapp:+1415", testkit::plain("Hi"), {}).at(0);
    EXPECT_EQ(parameter(decode_form(request.body), "From"), "whatsapp:+15005550006");
}

TEST(TwilioCompose, writes_to_its_own_transport_without_being_told) {
    const auto form = decode_form(whatsapp()->compose("+1415", testkit::plain("Hi"), {}).at(0).body);
    EXPECT_EQ(parameter(form, "To"), "whatsapp:+1415");
    EXPECT_EQ(parameter(form, "From"), "whatsapp:+1500");
    const auto sms = decode_form(whatsapp()->compose("sms:+1415", testkit::plain("Hi"), {}).at(0).body);
    EXPECT_EQ(parameter(sms, "To"), "+1415");
    EXPECT_EQ(parameter(sms, "From"), "+1500");
}

TEST(TwilioCompose, says_an_approved_template_outside_the_window) {
    const auto adapter = whatsapp({{"templates",
                                    {{{"template", "HX1"},
                                      {"message", "invitation"},
                                      {"parameters", json::array({"{text}", "{choices}"})}},
                                     {{"template", "HX2"}, {"message", "thanks"}}}}});
    ComposeContext closed;
    closed.window_open = false;
    auto message = testkit::single_choice();
    EXPECT_THAT(adapter->compose("+1415", message, closed), IsEmpty()) << "no template fits a question";
    message.kind = flows::MessageKind::invitation;
    const auto form = decode_form(adapter->compose("+1415", message, closed).at(0).body);
    EXPECT_EQ(parameter(form, "ContentSid"), "HX1");
    EXPECT_EQ(json::parse(parameter(form, "ContentVariables")),
              (json{{"1", "How did you reach us?"}, {"2", "1. Phone 2. Online agent"}}));
    EXPECT_EQ(find_parameter(form, "Body"), nullptr);
    message.kind = flows::MessageKind::thanks;
    EXPECT_EQ(find_parameter(decode_form(adapter->compose("+1415", message, closed).at(0).body),
                             "ContentVariables"),
              nullptr);
    EXPECT_NE(find_parameter(decode_form(adapter->compose("+1415", message, {}).at(0).body), "Body"),
              nullptr);
    EXPECT_EQ(adapter->traits().window, flows::kDay);
    EXPECT_TRUE(adapter->traits().template_invitation);
    EXPECT_FALSE(adapter->traits().template_reminder);
    EXPECT_EQ(testkit::twilio()->traits().window, std::nullopt);
}

TEST(TwilioCompose, splits_a_text_beyond_1600_characters) {
    const auto requests = testkit::twilio()->compose("+1415", testkit::plain(std::string(1601, 'a')), {});
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_EQ(parameter(decode_form(requests[0].body), "Body").size(), 1600U);
    EXPECT_EQ(parameter(decode_form(requests[1].body), "Body"), "a");
}

TEST(TwilioResult, tells_what_to_do_next) {
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {
        {201, R"({"sid":"SM9","status":"queued"})", SendOutcome::sent},
        {400, R"({"code":21211,"message":"'To' +1415 is bad"})", SendOutcome::permanent},
        {400, R"({"code":21610,"message":"+1415"})", SendOutcome::blocked},
        {400, R"({"code":63016})", SendOutcome::window_closed},
        {429, R"({"code":20429})", SendOutcome::retry},
        {401, R"({"code":20003})", SendOutcome::credentials},
        {403, R"({"code":30002})", SendOutcome::account},
        {400, R"({"code":30001})", SendOutcome::retry},
        {400, R"({"code":99999})", SendOutcome::permanent},
        {400, "not json", SendOutcome::permanent},
        {500, "<html>", SendOutcome::retry},
        {503, "", SendOutcome::retry},
        {404, "", SendOutcome::permanent},
        {400, R"({"code":["21610"]})", SendOutcome::permanent},
        {302, "", SendOutcome::permanent}};
    for (const auto& item : cases) {
        const auto result = testkit::twilio()->result({item.status, {}, item.body});
        EXPECT_EQ(result.outcome, item.outcome) << item.status << item.body;
        EXPECT_THAT(result.reason, Not(HasSubstr("1415"))) << "no personal data";
        EXPECT_EQ(result.reason.empty(), item.outcome == SendOutcome::sent);
    }
    EXPECT_EQ(testkit::twilio()->result({201, {}, R"({"sid":"SM9"})"}).provider_id, "SM9");
}

TEST(TwilioResult, honours_retry_after) {
    using std::chrono::seconds;
    const auto wait = [](const char* value) {
        return testkit::twilio()->result({429, {{"retry-after", value}}, ""}).retry_after;
    };
    EXPECT_EQ(wait("7"), Duration{seconds{7}});
    EXPECT_EQ(wait("99999999"), Duration{seconds{86'400}});
    EXPECT_EQ(wait("-1"), std::nullopt);
    EXPECT_EQ(wait("Wed, 21 Oct 2026 07:28:00 GMT"), std::nullopt);
}

}  // namespace
}  // namespace askwell::adapters
