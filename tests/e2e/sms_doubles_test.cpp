// The doubles of SMS platforms must be as strict as the platforms, or the tests that lean on them prove
// nothing: each refuses what is not signed and not in form, and calls it a violation.
#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/registry.h"
#include "tests/support/sms_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

struct Case {
    std::string name;
    std::string phone;
    std::unique_ptr<SmsDouble> (*make)();
    std::string secret;  ///< the setting whose wrong value spoils the proof
};

class SmsDoubles : public testing::TestWithParam<Case> {
  protected:
    /// Sends one message as the adapter composes it with `more` in its settings.
    adapters::SendResult send(const json& more = json::object(), std::string text = "Hi 满意") {
        auto settings = sms->channel();
        settings.update(more);
        const auto made = adapters::find_platform(settings.at("platform").get<std::string>())->make(settings);
        flows::Outgoing message;
        message.conversation_id = "017-0123456789abcdef0123456789abcdef-2";
        message.number = ++number;
        message.text = std::move(text);
        message.language = "en";
        message.kind = flows::MessageKind::invitation;
        adapters::ComposeContext context;
        context.now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
        context.nonce = "nonce-" + std::to_string(number);
        context.window_open = false;
        if (!made.adapter->traits().window) context.window_open = true;
        const auto requests = made.adapter->compose(GetParam().phone, message, context);
        const auto& request = requests.at(0);
        const auto answer = http_call(
            {.method = request.method, .url = request.url, .fields = request.headers, .body = request.body});
        return made.adapter->result({answer.status, answer.fields, answer.body});
    }

    std::unique_ptr<SmsDouble> sms = GetParam().make();
    std::uint64_t number = 0;
};

TEST_P(SmsDoubles, show_on_the_phone_what_is_right) {
    const auto result = send();
    EXPECT_EQ(result.outcome, adapters::SendOutcome::sent) << result.reason;
    const auto seen = sms->phones().messages(GetParam().phone);
    ASSERT_THAT(seen, SizeIs(1));
    EXPECT_THAT(seen[0].text, testing::HasSubstr("Hi 满意"));
    EXPECT_EQ(seen[0].reference, "017-0123456789abcdef0123456789abcdef-2.1");
    EXPECT_EQ(seen[0].id, result.provider_id);
    EXPECT_THAT(sms->server().violations(), IsEmpty());
}

TEST_P(SmsDoubles, refuse_a_wrong_proof) {
    auto wrong = sms->channel().at(GetParam().secret).get<std::string>();
    if (GetParam().secret == "private_key") wrong = GetParam().make()->channel().at("private_key");
    if (GetParam().secret != "private_key") wrong += "x";
    const auto result = send({{GetParam().secret, wrong}});
    EXPECT_EQ(result.outcome, adapters::SendOutcome::credentials) << result.reason;
    EXPECT_THAT(sms->phones().messages(GetParam().phone), IsEmpty());
    EXPECT_THAT(sms->server().violations(), SizeIs(1));
}

TEST_P(SmsDoubles, refuse_once_what_they_are_told_to) {
    sms->refuse_next("invented");
    EXPECT_EQ(send().outcome, adapters::SendOutcome::permanent);
    EXPECT_EQ(send().outcome, adapters::SendOutcome::sent);
    EXPECT_THAT(sms->server().violations(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Platforms, SmsDoubles,
    testing::Values(Case{"aliyun_sms", "+8613800000001", make_aliyun_sms_double, "access_key_secret"},
                    Case{"tencent_sms", "+8613800000001", make_tencent_sms_double, "secret_key"},
                    Case{"vonage_sms", "+447700900001", make_vonage_sms_double, "api_secret"},
                    Case{"vonage_messages_sms", "+447700900001",
                         [] { return make_vonage_messages_double("sms"); }, "private_key"},
                    Case{"vonage_messages_whatsapp", "+447700900001",
                         [] { return make_vonage_messages_double("whatsapp"); }, "private_key"},
                    Case{"http", "+447700900001", make_http_gateway_double, "secret"}),
    [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace askwell::test
