#include "adapters/aliyun_sms.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/acs3.h"
#include "adapters/aliyun_sms_reading.h"
#include "tests/unit/adapters/kit_sms.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Received received(const std::string& body, const std::string& path = "/hooks/up/k3y-in-url-8f1d2c") {
    return receive(*testkit::aliyun_sms(), Hook{"POST", path, {}, body});
}

TEST(Acs3, agrees_with_the_documented_example_and_the_sdk) {
    for (const auto& vector : testkit::vector_file("signing/aliyun")) {
        SCOPED_TRACE(vector.at("case").get<std::string>());
        const auto& wanted = vector.at("production");
        const auto& sent = wanted.at("headers");
        Acs3Call call{wanted.at("host"),
                      sent.at("x-acs-action"),
                      sent.at("x-acs-version"),
                      {},
                      sent.at("x-acs-signature-nonce")};
        for (const auto& [name, value] : wanted.at("query").items()) call.query.emplace_back(name, value);
        const auto now = flows::from_unix_ms(
            sent.at("x-acs-date") == "2026-01-01T00:00:00Z" ? 1'767'225'600'999 : 1'698'315'752'000);
        const auto headers =
            acs3_headers(call, {vector.at("access_key_id"), vector.at("access_key_secret")}, now);
        EXPECT_EQ(header(headers, "Authorization"), wanted.at("authorization").get<std::string>());
        for (const auto& [name, value] : sent.items()) {
            if (name != "host") EXPECT_EQ(header(headers, name), value.get<std::string>()) << name;
        }
    }
}

TEST(AliyunWebhook, agrees_with_every_vector) {
    testkit::expect_vectors("aliyun_sms", testkit::aliyun_sms);
}

TEST(AliyunWebhook, reads_a_message) {
    const auto got = received(
        R"([{"phone_number":"13800000001","content":"\u6ee1\u610f😀","send_time":"2026-01-01 08:00:00","dest_code":"1234","sequence_id":1234567890}])");
    ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
    const auto& message = got.messages[0];
    EXPECT_EQ(std::get<InboundText>(message.content).text, "满意😀");
    EXPECT_EQ(message.address, "+8613800000001");
    EXPECT_EQ(message.sender, "13800000001");
    EXPECT_EQ(message.recipient, "1234");
    EXPECT_EQ(message.message_id, "1234567890") << "older pages give a number";
    EXPECT_EQ(message.sent_at, testkit::kVectorTime) << "Beijing time";
}

TEST(AliyunWebhook, makes_an_id_where_there_is_none_and_keeps_the_number_out_of_it) {
    const auto id = [](const char* text) {
        return received(R"([{"phone_number":"13800000001","content":")" + std::string{text} + R"("}])")
            .messages.at(0)
            .message_id;
    };
    EXPECT_EQ(id("5"), id("5"));
    EXPECT_NE(id("5"), id("4"));
    EXPECT_THAT(id("5"), Not(HasSubstr("138")));
}

TEST(AliyunWebhook, reads_a_batch_and_loses_no_entry_to_a_bad_one) {
    const std::string good = R"({"phone_number":"13800000001","content":"5","sequence_id":"1"})";
    EXPECT_THAT(received("[" + good + "," + good + "]").messages, SizeIs(2));
    for (const auto* bad :
         {"7", "null", "{\"content\":\"5\"}", "[]", R"({"phone_number":[],"content":"5"})"}) {
        const auto got = received("[" + good + "," + bad + "]");
        EXPECT_EQ(got.verdict, Verdict::accept) << bad;
        EXPECT_THAT(got.messages, SizeIs(1)) << bad;
        EXPECT_THAT(got.reason, HasSubstr("1 unreadable")) << bad;
        EXPECT_EQ(received(std::string{"["} + bad + "]").verdict, Verdict::malformed) << bad;
    }
    EXPECT_EQ(received("[]").verdict, Verdict::accept);
    EXPECT_EQ(received("[]").reply.body, R"({"code":0,"msg":"ok"})");
}

TEST(AliyunWebhook, reads_reports_by_our_id_or_by_theirs) {
    const auto report = [](const std::string& fields) {
        return received(R"([{"phone_number":"13800000001","biz_id":"9^0",)" + fields + "}]").messages.at(0);
    };
    const auto ours = report(R"("success":true,"err_code":"DELIVERED","out_id":"017-ab-2.7")");
    const auto& delivered = std::get<InboundStatus>(ours.content);
    EXPECT_EQ(delivered.provider_id, "017-ab-2.7");
    EXPECT_EQ(delivered.status, DeliveryStatus::delivered);
    EXPECT_EQ(ours.platform_id, "9^0");
    const auto theirs = report(R"("success":false,"err_code":"MK:0011","out_id":"session-42")");
    const auto& failed = std::get<InboundStatus>(theirs.content);
    EXPECT_EQ(failed.provider_id, "9^0");
    EXPECT_EQ(failed.status, DeliveryStatus::failed);
    EXPECT_EQ(failed.error_code, "MK:0011");
    EXPECT_FALSE(failed.blocked);
    EXPECT_NE(ours.message_id, theirs.message_id);
    EXPECT_TRUE(
        std::get<InboundStatus>(report(R"("success":false,"err_code":"MOBILE_IN_BLACK")").content).blocked);
}

TEST(AliyunWebhook, takes_its_secret_from_the_end_of_the_path_only) {
    struct Case {
        const char* path;
        bool accept;
    };
    const std::vector<Case> cases = {{"/a/b/k3y-in-url-8f1d2c", true},
                                     {"/k3y-in-url-8f1d2c?x=1", true},
                                     {"/k3y-in-url-8f1d2c/", false},
                                     {"/k3y-in-url-8f1d2c/up", false},
                                     {"/up?k3y-in-url-8f1d2c", false},
                                     {"/up?x=/k3y-in-url-8f1d2c", false},
                                     {"/xk3y-in-url-8f1d2c", false},
                                     {"/k3y-in-url-8f1d2", false},
                                     {"/K3Y-in-url-8f1d2c", false},
                                     {"/", false},
                                     {"", false}};
    for (const auto& item : cases) {
        EXPECT_EQ(received("[]", item.path).verdict, item.accept ? Verdict::accept : Verdict::forged)
            << item.path;
    }
}

TEST(AliyunWebhook, knows_a_number_from_an_event_again_in_a_reply) {
    const auto adapter = testkit::aliyun_sms();
    for (const char* given : {"13800000001", "138 0000 0001", "8613800000001", "+86 138-0000-0001"})
        EXPECT_EQ(adapter->normal_address(given), "+8613800000001") << given;
    EXPECT_EQ(adapter->normal_address("+14155550100"), "+14155550100");
}

TEST(AliyunWebhook, refuses_what_is_no_array) {
    for (const auto* body : {"", "{}", "null", "7", "[", "[{}] x", "\xff", "<xml/>"})
        EXPECT_EQ(received(body).verdict, Verdict::malformed) << body;
}

// ---- sending ----

TEST(AliyunCompose, writes_a_signed_template_request) {
    ComposeContext context{testkit::kVectorTime, "nonce-fixed-1"};
    const auto requests = testkit::aliyun_sms({{"extend_code", "1234"}})
                              ->compose("+8613800000001", testkit::plain("1234"), context);
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].method, "POST");
    EXPECT_EQ(requests[0].url,
              "https://dysmsapi.aliyuncs.com/?OutId=017-0123456789abcdef0123456789abcdef-2.7&"
              "PhoneNumbers=13800000001&SignName=%E9%97%AE%E5%8D%B7&SmsUpExtendCode=1234&"
              "TemplateCode=SMS_123456&TemplateParam=%7B%22code%22%3A%221234%22%7D");
    EXPECT_THAT(requests[0].body, IsEmpty());
    EXPECT_EQ(header(requests[0].headers, "x-acs-action"), "SendSms");
    EXPECT_THAT(std::string{header(requests[0].headers, "Authorization")},
                testing::StartsWith("ACS3-HMAC-SHA256 Credential=LTAItestAccessKeyId,SignedHeaders=host;"));
    EXPECT_THAT(requests[0].secrets, testing::ElementsAre(header(requests[0].headers, "Authorization")));
}

TEST(AliyunCompose, signs_the_host_that_is_sent_with_its_port) {
    const ComposeContext context{testkit::kVectorTime, "n"};
    const auto at = [&](const char* base) {
        const auto request = testkit::aliyun_sms({{"base_url", base}})
                                 ->compose("+8613800000001", testkit::plain("5"), context)
                                 .at(0);
        return std::string{header(request.headers, "Authorization")};
    };
    EXPECT_NE(at("http://127.0.0.1:9"), at("http://127.0.0.1:8"));
    EXPECT_EQ(at("http://127.0.0.1:9"), at("http://127.0.0.1:9/"));
}

TEST(AliyunCompose, says_nothing_without_a_fitting_template) {
    const auto adapter = testkit::aliyun_sms(
        {{"templates",
          {{{"template", "SMS_1"}, {"message", "invitation"}, {"parameters", json::object()}}}}});
    auto message = testkit::plain("5");
    EXPECT_THAT(adapter->compose("+8613800000001", message, {}), IsEmpty());
    message.kind = flows::MessageKind::invitation;
    EXPECT_THAT(adapter->compose("+8613800000001", message, {}), SizeIs(1));
}

TEST(AliyunCompose, writes_numbers_as_the_platform_takes_them) {
    const auto number = [](const char* address) {
        const auto url = testkit::aliyun_sms()->compose(address, testkit::plain("5"), {}).at(0).url;
        return std::string{parameter(decode_form(query_of(url)), "PhoneNumbers")};
    };
    EXPECT_EQ(number("+8613800000001"), "13800000001");
    EXPECT_EQ(number("+85260000001"), "85260000001");
    EXPECT_EQ(number("+861012345678"), "861012345678");
}

TEST(AliyunResult, goes_by_code) {
    struct Case {
        int status;
        const char* code;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {{200, "OK", SendOutcome::sent},
                                     {200, "isv.BUSINESS_LIMIT_CONTROL", SendOutcome::retry},
                                     {200, "isv.DAY_LIMIT_CONTROL", SendOutcome::account},
                                     {200, "isv.MONTH_LIMIT_CONTROL", SendOutcome::account},
                                     {200, "isp.SYSTEM_ERROR", SendOutcome::retry},
                                     {400, "Throttling.User", SendOutcome::retry},
                                     {400, "isv.MOBILE_NUMBER_ILLEGAL", SendOutcome::permanent},
                                     {200, "isv.SMS_TEMPLATE_ILLEGAL", SendOutcome::permanent},
                                     {200, "isv.DOMESTIC_NUMBER_NOT_SUPPORTED", SendOutcome::permanent},
                                     {200, "isv.AMOUNT_NOT_ENOUGH", SendOutcome::account},
                                     {200, "isv.OUT_OF_SERVICE", SendOutcome::account},
                                     {200, "isv.ACCOUNT_ABNORMAL", SendOutcome::account},
                                     {403, "isp.RAM_PERMISSION_DENY", SendOutcome::account},
                                     {400, "SignatureDoesNotMatch", SendOutcome::credentials},
                                     {400, "InvalidTimeStamp.Expired", SendOutcome::credentials},
                                     {404, "InvalidAccessKeyId.NotFound", SendOutcome::credentials},
                                     {400, "Invented", SendOutcome::permanent},
                                     {200, "Invented", SendOutcome::permanent},
                                     {503, "Invented", SendOutcome::retry}};
    for (const auto& item : cases) {
        const auto body =
            json{{"Code", item.code}, {"Message", "13800000001 is bad"}, {"BizId", "9^0"}}.dump();
        const auto result = testkit::aliyun_sms()->result({item.status, {}, body});
        EXPECT_EQ(result.outcome, item.outcome) << item.code;
        EXPECT_EQ(result.contact_only, std::string_view{item.code} == "isv.BUSINESS_LIMIT_CONTROL");
        EXPECT_THAT(result.reason, Not(HasSubstr("1380")));
        EXPECT_EQ(result.reason.empty(), item.outcome == SendOutcome::sent);
        EXPECT_EQ(result.provider_id, item.outcome == SendOutcome::sent ? "9^0" : "");
    }
    EXPECT_EQ(testkit::aliyun_sms()->result({200, {}, "<html>"}).outcome, SendOutcome::retry);
    EXPECT_EQ(testkit::aliyun_sms()->result({502, {}, ""}).outcome, SendOutcome::retry);
    EXPECT_THAT(testkit::aliyun_sms()->result({400, {}, R"({"Code":"13800000001"})"}).reason,
                Not(HasSubstr("1380")));
}

TEST(AliyunSettings, name_what_is_wrong) {
    const auto pointer = [](const json& more) {
        json settings = {{"url_secret", "long-enough"},
                         {"access_key_id", "i"},
                         {"access_key_secret", "s"},
                         {"sign_name", "n"},
                         {"templates", {{{"template", "T"}}}}};
        settings.update(more);
        const auto made = aliyun_sms_platform().make(settings);
        return made.errors.size() == 1 ? made.errors[0].pointer : std::to_string(made.errors.size());
    };
    EXPECT_EQ(pointer(json::object()), "0");
    EXPECT_EQ(pointer({{"url_secret", "short"}}), "/url_secret");
    EXPECT_EQ(pointer({{"url_secret", "has/slash-in-it"}}), "/url_secret");
    EXPECT_EQ(pointer({{"extend_code", "12a"}}), "/extend_code");
    EXPECT_EQ(pointer({{"base_url", "https://h.example/path"}}), "/base_url");
    EXPECT_EQ(pointer({{"templates", json::array()}}), "/templates");
    EXPECT_EQ(pointer({{"templates", {{{"template", "T"}, {"parameters", json::array({"{text}"})}}}}}),
              "/templates/0/parameters");
}

}  // namespace
}  // namespace askwell::adapters
