// The doubles of Telegram and Twilio must be as strict as the platforms, or the tests that lean on them prove
// nothing.
#include <mutex>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/platform_double.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"
#include "tests/support/twilio_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::int64_t kChat = 987654321;
const std::string kPhone = "+14155550100";

/// A service that notes every webhook and answers with the given statuses, then 200.
class Listener {
  public:
    explicit Listener(std::vector<int> statuses = {})
        : statuses_{std::move(statuses)},
          server_{{[this](const HttpQuestion& question) {
                       const std::lock_guard lock{mutex_};
                       questions_.push_back(question);
                       const std::size_t n = questions_.size() - 1;
                       return HttpAnswer{.status = n < statuses_.size() ? statuses_[n] : 200};
                   },
                   nullptr}} {}
    std::string url() const { return server_.base_url() + "/webhooks/test?a=1&b=%20"; }
    std::vector<HttpQuestion> questions() const {
        const std::lock_guard lock{mutex_};
        return questions_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<int> statuses_;
    std::vector<HttpQuestion> questions_;
    PlatformServer server_;
};

WebhookTarget impatient(std::vector<std::string> urls) {
    return {.urls = std::move(urls), .attempts = 3, .first_pause = milliseconds{1}, .patience = seconds{5}};
}

// ---- Telegram ----

HttpAnswer telegram_call(const TelegramDouble& telegram, const std::string& method, const json& body,
                         milliseconds patience = seconds{5}) {
    return http_call({.method = "POST",
                      .url = telegram.base_url() + "/bot" + telegram.options().token + "/" + method,
                      .fields = {{"Content-Type", "application/json"}},
                      .body = body.dump()},
                     patience);
}

HttpAnswer telegram_send(const TelegramDouble& telegram, const std::string& text) {
    return telegram_call(telegram, "sendMessage", {{"chat_id", kChat}, {"text", text}});
}

json keyboard(const json& button) {
    return {{"inline_keyboard", {{button}}}};
}

TEST(TelegramDouble, ShowsAnAcceptedMessageWithItsButtonsOnThePhone) {
    TelegramDouble telegram;
    telegram.know(kChat);
    const json body = {{"chat_id", kChat},
                       {"text", "您满意吗？"},
                       {"reply_markup", keyboard({{"text", "5 非常满意"}, {"callback_data", "7.5"}})}};
    const HttpAnswer answer = telegram_call(telegram, "sendMessage", body);
    EXPECT_EQ(answer.status, 200);
    json result = json::parse(answer.body);
    EXPECT_TRUE(result["ok"]);
    const auto seen = telegram.wait_for_messages(kChat, 1);
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen[0].text, "您满意吗？");
    EXPECT_EQ(seen[0].id, result["result"]["message_id"]);
    EXPECT_THAT(seen[0].buttons, ElementsAre(TelegramButton{"5 非常满意", "7.5"}));
    EXPECT_THAT(telegram.violations(), IsEmpty());
}

struct BadRequestCase {
    std::string name;
    json body;
    std::string description;
};

class TelegramRefuses : public testing::TestWithParam<BadRequestCase> {};

TEST_P(TelegramRefuses, WhatTheBotApiRefusesAndCallsItAViolation) {
    TelegramDouble telegram;
    telegram.know(kChat);
    const HttpAnswer answer = telegram_call(telegram, "sendMessage", GetParam().body);
    EXPECT_EQ(answer.status, 400);
    json error = json::parse(answer.body);
    EXPECT_EQ(error["ok"], false);
    EXPECT_EQ(error["error_code"], 400);
    EXPECT_EQ(error["description"], "Bad Request: " + GetParam().description);
    EXPECT_THAT(telegram.violations(), SizeIs(1));
    EXPECT_THAT(telegram.messages(kChat), IsEmpty());
}

std::string repeat(std::string_view unit, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += unit;
    return out;
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TelegramRefuses,
    testing::Values(
        BadRequestCase{"NoChat", {{"text", "a"}}, "chat_id is empty"},
        BadRequestCase{"NoText", {{"chat_id", kChat}}, "message text is empty"},
        BadRequestCase{"BlankText", {{"chat_id", kChat}, {"text", " \n"}}, "message text is empty"},
        BadRequestCase{"LongText", {{"chat_id", kChat}, {"text", repeat("好", 4097)}}, "message is too long"},
        BadRequestCase{"LongTextInUtf16Units",
                       {{"chat_id", kChat}, {"text", repeat("😀", 2049)}},
                       "message is too long"},
        BadRequestCase{"LongCallbackData",
                       {{"chat_id", kChat},
                        {"text", "a"},
                        {"reply_markup", keyboard({{"text", "b"}, {"callback_data", repeat("x", 65)}})}},
                       "BUTTON_DATA_INVALID"},
        BadRequestCase{
            "ButtonWithoutText",
            {{"chat_id", kChat}, {"text", "a"}, {"reply_markup", keyboard({{"callback_data", "x"}})}},
            "can't parse inline keyboard button: Can't find field \"text\""},
        BadRequestCase{
            "ButtonWithoutData",
            {{"chat_id", kChat}, {"text", "a"}, {"reply_markup", keyboard({{"text", "x"}})}},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
        BadRequestCase{"KeyboardOfOneRowOnly",
                       {{"chat_id", kChat},
                        {"text", "a"},
                        {"reply_markup", {{"inline_keyboard", {{{"text", "x"}, {"callback_data", "y"}}}}}}},
                       "can't parse inline keyboard: row must be of type Array"},
        BadRequestCase{"MarkupThatIsNoObject",
                       {{"chat_id", kChat}, {"text", "a"}, {"reply_markup", "[]"}},
                       "object expected as reply markup"}),
    [](const auto& case_info) { return case_info.param.name; });

TEST(TelegramDouble, TakesATextOf4096Utf16Units) {
    TelegramDouble telegram;
    telegram.know(kChat);
    EXPECT_EQ(telegram_send(telegram, repeat("😀", 2048)).status, 200);
    EXPECT_THAT(telegram.violations(), IsEmpty());
}

TEST(TelegramDouble, RefusesAWrongTokenAnUnknownMethodAndAForm) {
    TelegramDouble telegram;
    EXPECT_EQ(http_call({.method = "POST", .url = telegram.base_url() + "/bot1:wrong/sendMessage"}).status,
              401);
    EXPECT_EQ(telegram_call(telegram, "sendMesage", json::object()).status, 404);
    const HttpAnswer form =
        http_call({.method = "POST",
                   .url = telegram.base_url() + "/bot" + telegram.options().token + "/sendMessage",
                   .fields = {{"Content-Type", "application/x-www-form-urlencoded"}},
                   .body = "chat_id=1&text=a"});
    EXPECT_EQ(form.status, 400);
    EXPECT_THAT(telegram.violations(), SizeIs(3));
}

TEST(TelegramDouble, RefusesStrangersAndThoseWhoBlockedTheBotWithoutBlame) {
    TelegramDouble telegram;
    Listener service;
    telegram.deliver_to(impatient({service.url()}));
    EXPECT_THAT(telegram_send(telegram, "hello").body, HasSubstr("Bad Request: chat not found"));
    telegram.say(kChat, "hi");
    EXPECT_EQ(telegram_send(telegram, "hello").status, 200);
    telegram.block(kChat);
    const HttpAnswer refused = telegram_send(telegram, "hello");
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("Forbidden: bot was blocked by the user"));
    telegram.unblock(kChat);
    EXPECT_EQ(telegram_send(telegram, "hello").status, 200);
    EXPECT_THAT(telegram.violations(), IsEmpty());
}

TEST(TelegramDouble, SendsATapOnAnOldButtonAndWantsItAcknowledged) {
    TelegramDouble telegram;
    Listener service;
    telegram.deliver_to(impatient({service.url()}));
    telegram.start(kChat, "csat");
    for (const char* data : {"1.yes", "2.yes"}) {
        const json markup = keyboard({{"text", "Yes"}, {"callback_data", data}});
        telegram_call(telegram, "sendMessage", {{"chat_id", kChat}, {"text", "?"}, {"reply_markup", markup}});
    }
    telegram.tap(kChat, "Yes");
    telegram.tap(kChat, "1.yes");
    EXPECT_THROW(telegram.tap(kChat, "No"), std::out_of_range);
    const auto got = service.questions();
    ASSERT_THAT(got, SizeIs(3));
    EXPECT_EQ(json::parse(got[0].body)["message"]["text"], "/start csat");
    const json newest = json::parse(got[1].body)["callback_query"];
    EXPECT_EQ(newest["data"], "2.yes");
    EXPECT_EQ(json::parse(got[2].body)["callback_query"]["data"], "1.yes");
    EXPECT_EQ(telegram.unanswered_taps(), 2U);
    EXPECT_EQ(telegram_call(telegram, "answerCallbackQuery", {{"callback_query_id", newest["id"]}}).status,
              200);
    EXPECT_EQ(telegram.unanswered_taps(), 1U);
    EXPECT_THAT(telegram.violations(), IsEmpty());
    EXPECT_THAT(telegram_call(telegram, "answerCallbackQuery", {{"callback_query_id", "77"}}).body,
                HasSubstr("query is too old"));
    EXPECT_THAT(telegram.violations(), SizeIs(1));
}

TEST(TelegramDouble, SendsWebhooksWithItsSecretAndTriesAgainUntilAccepted) {
    TelegramDouble telegram;
    Listener service{{503, 500}};
    telegram.deliver_to(impatient({service.url()}));
    telegram.set_language(kChat, "zh-hans");
    const WebhookRun run = telegram.say(kChat, "5");
    EXPECT_THAT(run.statuses, ElementsAre(503, 500, 200));
    EXPECT_TRUE(run.accepted);
    const auto got = service.questions();
    ASSERT_THAT(got, SizeIs(3));
    EXPECT_EQ(got[0].target, "/webhooks/test?a=1&b=%20");
    EXPECT_EQ(field(got[0].fields, "x-telegram-bot-api-secret-token"), telegram.options().secret_token);
    EXPECT_EQ(json::parse(got[0].body)["message"]["from"]["language_code"], "zh-hans");
    EXPECT_EQ(got[0].body, got[2].body) << "a retry is the same update";
}

TEST(TelegramDouble, GivesUpAfterItsBoundOfTries) {
    TelegramDouble telegram;
    Listener service{{500, 500, 500, 500}};
    telegram.deliver_to(impatient({service.url()}));
    const WebhookRun run = telegram.say(kChat, "5");
    EXPECT_THAT(run.statuses, ElementsAre(500, 500, 500));
    EXPECT_FALSE(run.accepted);
}

TEST(TelegramDouble, SendsEveryWebhookTwiceToTwoReplicasWhenAsked) {
    TelegramDouble telegram;
    Listener one;
    Listener two;
    WebhookTarget target = impatient({one.url(), two.url()});
    target.copies = 2;
    telegram.deliver_to(target);
    EXPECT_THAT(telegram.say(kChat, "5").statuses, ElementsAre(200, 200, 200, 200));
    ASSERT_THAT(one.questions(), SizeIs(2));
    ASSERT_THAT(two.questions(), SizeIs(2));
    EXPECT_EQ(one.questions()[0].body, two.questions()[1].body);
}

TEST(TelegramDouble, FailsOnCommandThenWorksAgain) {
    TelegramDouble telegram;
    telegram.know(kChat);
    PlatformServer& server = telegram.server();
    server.fail_next(Fault::too_many_requests, 1, seconds{7});
    server.fail_next(Fault::server_error);
    server.fail_next(Fault::hang);
    server.fail_next(Fault::reset);
    server.fail_next(Fault::drop_answer);

    const HttpAnswer slow_down = telegram_send(telegram, "a");
    EXPECT_EQ(slow_down.status, 429);
    EXPECT_EQ(json::parse(slow_down.body)["parameters"]["retry_after"], 7);
    EXPECT_EQ(telegram_send(telegram, "b").status, 500);
    EXPECT_EQ(
        telegram_call(telegram, "sendMessage", {{"chat_id", kChat}, {"text", "c"}}, milliseconds{100}).status,
        0);
    EXPECT_EQ(telegram_send(telegram, "d").status, 0);
    EXPECT_THAT(telegram.messages(kChat), IsEmpty());
    EXPECT_EQ(telegram_send(telegram, "e").status, 0);
    EXPECT_EQ(telegram_send(telegram, "f").status, 200);
    const auto seen = telegram.messages(kChat);
    ASSERT_THAT(seen, SizeIs(2)) << "only the dropped answer had been delivered";
    EXPECT_EQ(seen[0].text, "e");
    EXPECT_EQ(seen[1].text, "f");
    EXPECT_EQ(server.requests(), 6U);
    EXPECT_THAT(telegram.violations(), IsEmpty());
}

// ---- Twilio ----

HttpAnswer twilio_send(const TwilioDouble& twilio, const FormFields& form, const std::string& credentials) {
    return http_call(
        {.method = "POST",
         .url = twilio.base_url() + "/2010-04-01/Accounts/" + twilio.options().account_sid + "/Messages.json",
         .fields = {{"Content-Type", "application/x-www-form-urlencoded"},
                    {"Authorization", "Basic " + credentials}},
         .body = form_encode(form)});
}

// base64("AC00000000000000000000000000000000:0123456789abcdef0123456789abcdef")
const std::string kCredentials =
    "QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";

FormFields sms(const std::string& text) {
    return {{"To", kPhone}, {"From", "+15005550006"}, {"Body", text}};
}

TEST(TwilioSignature, EqualsThePublishedExampleInWhateverOrderTheParametersCome) {
    // The example of Twilio's own SDK tests.
    const FormFields form{{"To", "+18005551212"},
                          {"From", "+12349013030"},
                          {"Digits", "1234"},
                          {"Caller", "+12349013030"},
                          {"CallSid", "CA1234567890ABCDE"}};
    EXPECT_EQ(twilio_signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form),
              "0/KCTR6DLpKmkAf8muzZqo1nDgQ=");
}

TEST(TwilioDouble, ShowsAnAcceptedMessageOnThePhone) {
    TwilioDouble twilio;
    const HttpAnswer answer = twilio_send(twilio, sms("您满意吗？ 1+1=2 & 50%"), kCredentials);
    EXPECT_EQ(answer.status, 201);
    const auto seen = twilio.wait_for_messages(kPhone, 1);
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_EQ(seen[0].text, "您满意吗？ 1+1=2 & 50%");
    EXPECT_EQ(json::parse(answer.body)["sid"], seen[0].sid);
    EXPECT_THAT(twilio.violations(), IsEmpty());
}

struct TwilioErrorCase {
    std::string name;
    FormFields form;
    int code;
    bool violation = true;
    std::string credentials = kCredentials;
    int status = 400;
};

class TwilioRefuses : public testing::TestWithParam<TwilioErrorCase> {};

TEST_P(TwilioRefuses, WithTwiliosOwnCode) {
    TwilioDouble twilio;
    const HttpAnswer answer = twilio_send(twilio, GetParam().form, GetParam().credentials);
    EXPECT_EQ(answer.status, GetParam().status);
    json error = json::parse(answer.body);
    EXPECT_EQ(error["code"], GetParam().code);
    EXPECT_EQ(error["status"], GetParam().status);
    EXPECT_THAT(twilio.violations(), SizeIs(GetParam().violation ? 1 : 0));
    EXPECT_EQ(twilio.delivered(), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, TwilioRefuses,
    testing::Values(
        TwilioErrorCase{"WrongToken", sms("a"), 20003, true, "QUM6d3Jvbmc=", 401},
        TwilioErrorCase{"NoTo", {{"From", "+15005550006"}, {"Body", "a"}}, 21604},
        TwilioErrorCase{"NoFrom", {{"To", kPhone}, {"Body", "a"}}, 21603},
        TwilioErrorCase{"ForeignFrom", {{"To", kPhone}, {"From", "+15005550001"}, {"Body", "a"}}, 21606},
        TwilioErrorCase{"NoBody", {{"To", kPhone}, {"From", "+15005550006"}}, 21602},
        TwilioErrorCase{"LongBody", sms(repeat("好", 1601)), 21617},
        TwilioErrorCase{"BadTo", {{"To", "+0123"}, {"From", "+15005550006"}, {"Body", "a"}}, 21211, false}),
    [](const auto& case_info) { return case_info.param.name; });

TEST(TwilioDouble, SignsWebhooksOverTheUrlAndEveryParameter) {
    TwilioDouble twilio;
    Listener service;
    twilio.deliver_to(impatient({service.url()}));
    EXPECT_TRUE(twilio.say(kPhone, "满意 4 & 5+").accepted);
    const HttpQuestion got = service.questions().at(0);
    const FormFields form = form_decode(got.body);
    EXPECT_EQ(field(got.fields, "X-Twilio-Signature"),
              twilio_signature(twilio.options().auth_token, service.url(), form));
    EXPECT_EQ(field(form, "Body"), "满意 4 & 5+");
    EXPECT_EQ(field(form, "From"), kPhone);
}

TEST(TwilioDouble, SignsThePublicUrlOfAProxyWhenToldTo) {
    TwilioDouble twilio{{.signed_url = "https://hooks.example.com/webhooks/sms"}};
    Listener service;
    twilio.deliver_to(impatient({service.url()}));
    twilio.say(kPhone, "5");
    const HttpQuestion got = service.questions().at(0);
    EXPECT_EQ(field(got.fields, "X-Twilio-Signature"),
              twilio_signature(twilio.options().auth_token, "https://hooks.example.com/webhooks/sms",
                               form_decode(got.body)));
}

TEST(TwilioDouble, TriesAgainOnlyWhenItCouldNotConnect) {
    TwilioDouble twilio;
    Listener service{{500}};
    twilio.deliver_to(impatient({service.url()}));
    EXPECT_THAT(twilio.say(kPhone, "5").statuses, ElementsAre(500));
    twilio.deliver_to(impatient({"http://127.0.0.1:" + std::to_string(free_port()) + "/"}));
    EXPECT_THAT(twilio.say(kPhone, "5").statuses, ElementsAre(0, 0));
}

TEST(TwilioDouble, BlocksWhoSaidStopUntilTheySayStart) {
    TwilioDouble twilio;
    Listener service;
    twilio.deliver_to(impatient({service.url()}));
    twilio.say(kPhone, " stop ");
    EXPECT_EQ(json::parse(twilio_send(twilio, sms("a"), kCredentials).body)["code"], 21610);
    twilio.say(kPhone, "START");
    EXPECT_EQ(twilio_send(twilio, sms("a"), kCredentials).status, 201);
    EXPECT_THAT(twilio.violations(), IsEmpty());
}

TEST(TwilioDouble, ReportsDeliveryToTheCallbackThatTheServiceNamed) {
    TwilioDouble twilio;
    Listener service;
    FormFields form = sms("a");
    form.emplace_back("StatusCallback", service.url());
    twilio_send(twilio, form, kCredentials);
    const TwilioMessage message = twilio.messages(kPhone).at(0);
    EXPECT_TRUE(twilio.report(kPhone, message, "undelivered", "30003").accepted);
    const HttpQuestion got = service.questions().at(0);
    const FormFields report = form_decode(got.body);
    EXPECT_EQ(field(report, "MessageSid"), message.sid);
    EXPECT_EQ(field(report, "ErrorCode"), "30003");
    EXPECT_EQ(field(got.fields, "X-Twilio-Signature"),
              twilio_signature(twilio.options().auth_token, service.url(), report));
}

}  // namespace
}  // namespace askwell::test
