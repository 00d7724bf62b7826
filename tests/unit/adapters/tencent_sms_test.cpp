#include "adapters/tencent_sms.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/encoding.h"
#include "adapters/tc3.h"
#include "tests/unit/adapters/kit_sms.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Received received(const std::string& body) {
    return receive(*testkit::tencent_sms(), Hook{"POST", "/hooks/k3y-in-url-8f1d2c", {}, body});
}

TEST(Tc3, agrees_with_the_documented_example_and_the_sdk) {
    for (const auto& vector : testkit::vector_file("signing/tencent")) {
        SCOPED_TRACE(vector.at("case").get<std::string>());
        const auto& wanted = vector.at("production");
        const std::string host = wanted.at("host");
        const Tc3Call call{host.substr(0, host.find('.')),
                           host,
                           "SendSms",
                           "2021-01-11",
                           "ap-guangzhou",
                           base64_decode(wanted.at("body_base64").get<std::string>()).value(),
                           wanted.at("content_type")};
        const auto now = flows::from_unix_ms(vector.at("timestamp").get<std::int64_t>() * 1000);
        const auto headers =
            tc3_headers(call, {vector.value("secret_id", "id"), vector.at("secret_key")}, now);
        const std::string authorization{header(headers, "Authorization")};
        if (wanted.contains("authorization")) {
            EXPECT_EQ(authorization, wanted.at("authorization").get<std::string>());
        } else {
            EXPECT_THAT(authorization, EndsWith("Signature=" + wanted.at("signature").get<std::string>()));
        }
        EXPECT_EQ(header(headers, "X-TC-Timestamp"),
                  std::to_string(vector.at("timestamp").get<std::int64_t>()));
    }
}

TEST(TencentWebhook, agrees_with_every_vector) {
    testkit::expect_vectors("tencent_sms", testkit::tencent_sms);
}

TEST(TencentWebhook, reads_a_reply) {
    const auto got = received(
        R"({"extend":"10","mobile":"13800000001","nationcode":"86","sign":"问卷","text":"满意","time":1767225600})");
    ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
    EXPECT_EQ(std::get<InboundText>(got.messages[0].content).text, "满意");
    EXPECT_EQ(got.messages[0].address, "+8613800000001");
    EXPECT_EQ(got.messages[0].recipient, "10");
    EXPECT_EQ(got.messages[0].sent_at, testkit::kVectorTime);
    EXPECT_EQ(got.reply.body, R"({"result":0,"errmsg":"OK"})");
    EXPECT_EQ(received(R"({"mobile":"4155550100","nationcode":"1","text":"5"})").messages.at(0).address,
              "+14155550100");
}

TEST(TencentWebhook, tells_replies_apart_by_all_that_they_say) {
    const auto id = [](const char* more) {
        return received(R"({"mobile":"13800000001","nationcode":"86",)" + std::string{more} + "}")
            .messages.at(0)
            .message_id;
    };
    const auto one = id(R"("text":"5","time":100,"extend":"1")");
    EXPECT_EQ(one, id(R"("text":"5","time":100,"extend":"1")"));
    EXPECT_EQ(one, id(R"("extend":"1","time":100,"text":"\u0035")")) << "order and escapes say nothing";
    EXPECT_NE(one, id(R"("text":"4","time":100,"extend":"1")"));
    EXPECT_NE(one, id(R"("text":"5","time":101,"extend":"1")"));
    EXPECT_NE(one, id(R"("text":"5","time":100,"extend":"2")"));
    EXPECT_THAT(one, Not(HasSubstr("138")));
}

TEST(TencentWebhook, reads_statuses) {
    const auto got = received(
        R"([{"user_receive_time":"2026-01-01 08:00:03","nationcode":"86","mobile":"13800000001","report_status":"SUCCESS","errmsg":"DELIVRD","sid":"5000:1"},)"
        R"({"nationcode":"86","mobile":"13800000002","report_status":"FAIL","errmsg":"MK:0011","sid":"5000:2"}])");
    ASSERT_THAT(got.messages, SizeIs(2)) << got.reason;
    const auto& first = std::get<InboundStatus>(got.messages[0].content);
    EXPECT_EQ(first.provider_id, "5000:1");
    EXPECT_EQ(first.status, DeliveryStatus::delivered);
    EXPECT_EQ(first.platform_status, "SUCCESS");
    EXPECT_EQ(first.error_code, "");
    EXPECT_EQ(got.messages[0].sent_at, testkit::kVectorTime + std::chrono::seconds{3});
    const auto& second = std::get<InboundStatus>(got.messages[1].content);
    EXPECT_EQ(second.status, DeliveryStatus::failed);
    EXPECT_EQ(second.error_code, "MK:0011");
    EXPECT_NE(got.messages[0].message_id, got.messages[1].message_id);
}

TEST(TencentWebhook, knows_a_number_from_an_event_again_in_a_reply) {
    const auto adapter = testkit::tencent_sms();
    for (const char* given : {"13800000001", "138 0000 0001", "8613800000001", "+86 138-0000-0001"})
        EXPECT_EQ(adapter->normal_address(given), "+8613800000001") << given;
    EXPECT_EQ(adapter->normal_address("+14155550100"), "+14155550100");
}

TEST(TencentWebhook, refuses_what_is_neither_reply_nor_status) {
    for (const auto* body : {"", "null", "7", "{", R"({"text":"5"})", R"([{"report_status":"FAIL"}])", "[7]"})
        EXPECT_EQ(received(body).verdict, Verdict::malformed) << body;
    for (const auto* body : {"{}", "[]", R"([{"mobile":"1"}])"}) {
        EXPECT_EQ(received(body).verdict, Verdict::accept) << body;
        EXPECT_THAT(received(body).messages, IsEmpty());
    }
}

// ---- sending ----

TEST(TencentCompose, writes_a_signed_template_request) {
    const auto requests = testkit::tencent_sms({{"extend_code", "10"}})
                              ->compose("+8613800000001", testkit::plain("1234"), {testkit::kVectorTime, ""});
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].url, "https://sms.tencentcloudapi.com/");
    const json expected = {{"PhoneNumberSet", json::array({"+8613800000001"})},
                           {"SmsSdkAppId", "1400006666"},
                           {"TemplateId", "1110"},
                           {"SignName", "问卷"},
                           {"TemplateParamSet", json::array({"1234"})},
                           {"SessionContext", "017-0123456789abcdef0123456789abcdef-2.7"},
                           {"ExtendCode", "10"}};
    EXPECT_EQ(json::parse(requests[0].body), expected);
    const auto& headers = requests[0].headers;
    EXPECT_EQ(header(headers, "content-type"), "application/json");
    EXPECT_EQ(header(headers, "x-tc-action"), "SendSms");
    EXPECT_EQ(header(headers, "x-tc-region"), "ap-guangzhou");
    EXPECT_EQ(header(headers, "x-tc-timestamp"), "1767225600");
    EXPECT_THAT(std::string{header(headers, "authorization")},
                HasSubstr("Credential=AKIDtest0123456789/2026-01-01/sms/tc3_request"));
    EXPECT_THAT(requests[0].secrets, testing::ElementsAre(header(headers, "authorization")));
}

TEST(TencentCompose, says_nothing_without_a_fitting_template) {
    const auto adapter =
        testkit::tencent_sms({{"templates", {{{"template", "1"}, {"question", "overall"}}}}});
    auto message = testkit::plain("5");
    EXPECT_THAT(adapter->compose("+8613800000001", message, {}), IsEmpty());
    message.question_id = "overall";
    EXPECT_THAT(adapter->compose("+8613800000001", message, {}), SizeIs(1));
}

TEST(TencentResult, goes_by_error_and_code) {
    struct Case {
        const char* code;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {
        {"Ok", SendOutcome::sent},
        {"OK", SendOutcome::permanent},
        {"InternalError.Timeout", SendOutcome::retry},
        {"InternalError.OtherError", SendOutcome::retry},
        {"RequestLimitExceeded", SendOutcome::retry},
        {"LimitExceeded.PhoneNumberThirtySecondLimit", SendOutcome::retry},
        {"LimitExceeded.PhoneNumberDailyLimit", SendOutcome::retry},
        {"LimitExceeded.DeliveryFrequencyLimit", SendOutcome::retry},
        {"LimitExceeded.AppDailyLimit", SendOutcome::account},
        {"FailedOperation.MarketingSendTimeConstraint", SendOutcome::retry},
        {"InvalidParameterValue.IncorrectPhoneNumber", SendOutcome::permanent},
        {"FailedOperation.ContainSensitiveWord", SendOutcome::permanent},
        {"FailedOperation.TemplateIncorrectOrUnapproved", SendOutcome::permanent},
        {"FailedOperation.PhoneNumberInBlacklist", SendOutcome::blocked},
        {"FailedOperation.InsufficientBalanceInSmsPackage", SendOutcome::account},
        {"UnauthorizedOperation.SmsSdkAppIdVerifyFail", SendOutcome::account},
        {"AuthFailure.SignatureExpire", SendOutcome::credentials},
        {"Invented", SendOutcome::permanent}};
    for (const auto& item : cases) {
        const json status = {{"SerialNo", "5000:1"},
                             {"PhoneNumber", "+8613800000001"},
                             {"Code", item.code},
                             {"Message", "bad +8613800000001"}};
        const json ok = {{"Response", {{"SendStatusSet", json::array({status})}}}};
        const auto result = testkit::tencent_sms()->result({200, {}, ok.dump()});
        EXPECT_EQ(result.outcome, item.outcome) << item.code;
        EXPECT_EQ(result.contact_only, std::string_view{item.code}.starts_with("LimitExceeded.PhoneNumber"));
        EXPECT_THAT(result.reason, Not(HasSubstr("1380")));
        if (item.outcome == SendOutcome::sent) {
            EXPECT_EQ(result.provider_id, "5000:1");
            continue;
        }
        const json failed = {{"Response", {{"Error", {{"Code", item.code}}}}}};
        EXPECT_EQ(testkit::tencent_sms()->result({200, {}, failed.dump()}).outcome, item.outcome)
            << item.code;
    }
    for (const auto* body : {"", "{}", "[]", R"({"Response":{"SendStatusSet":[]}})", R"({"Response":7})",
                             R"({"Response":{"SendStatusSet":[7]}})"})
        EXPECT_EQ(testkit::tencent_sms()->result({200, {}, body}).outcome, SendOutcome::retry) << body;
    const json forged_ok = {{"Response", {{"Error", {{"Code", "Ok"}}}}}};
    EXPECT_NE(testkit::tencent_sms()->result({200, {}, forged_ok.dump()}).outcome, SendOutcome::sent);
}

TEST(TencentSettings, want_parameters_by_position) {
    json settings = {{"url_secret", "long-enough"}, {"secret_id", "i"}, {"secret_key", "s"},
                     {"sdk_app_id", "1"},           {"sign_name", "n"}, {"templates", {{{"template", "T"}}}}};
    EXPECT_THAT(tencent_sms_platform().make(settings).errors, IsEmpty());
    settings["templates"][0]["parameters"] = {{"code", "{text}"}};
    EXPECT_EQ(tencent_sms_platform().make(settings).errors.at(0).pointer, "/templates/0/parameters");
}

}  // namespace
}  // namespace askwell::adapters
