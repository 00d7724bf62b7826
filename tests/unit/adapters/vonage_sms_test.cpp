#include "adapters/vonage_sms.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/vonage_signature.h"
#include "tests/unit/adapters/kit_sms.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

Hook form_hook(const Parameters& form) {
    Hook hook{"POST", "/vonage", {{"content-type", "Application/X-WWW-Form-URLencoded"}}, encode_form(form)};
    testkit::sign_as_vonage_sms(hook);
    return hook;
}

Received received(Parameters form) {
    form.emplace_back("timestamp", "1767225600");
    return receive(*testkit::vonage_sms(), form_hook(form));
}

Parameters message_with(const Parameters& more) {
    Parameters form = {{"msisdn", "447700900001"}, {"to", "447700900000"}, {"messageId", "0A1"}};
    form.insert(form.end(), more.begin(), more.end());
    return form;
}

TEST(VonageSmsWebhook, agrees_with_every_vector) {
    testkit::expect_vectors("vonage_sms", testkit::vonage_sms);
}

TEST(VonageSignature, knows_every_method_in_any_case_of_hex) {
    const Parameters form = {{"b", "2=&3"}, {"a", "1"}, {"sig", "ignored"}};
    const std::string text = "&a=1&b=2__3";
    struct Case {
        const char* word;
        std::string expected;
    };
    const std::vector<Case> cases = {{"md5hash", digest(Hash::md5, text + "secret")},
                                     {"md5", hmac(Hash::md5, "secret", text)},
                                     {"sha1", hmac(Hash::sha1, "secret", text)},
                                     {"sha256", hmac(Hash::sha256, "secret", text)},
                                     {"sha512", hmac(Hash::sha512, "secret", text)}};
    for (const auto& item : cases) {
        const auto method = vonage_method(item.word).value();
        const auto hex = hex_encode(item.expected);
        EXPECT_EQ(vonage_signature(form, method, "secret"), hex) << item.word;
        auto upper = hex;
        for (char& c : upper) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
        for (const auto& sig : {hex, upper}) {
            EXPECT_TRUE(has_vonage_signature({{"b", "2=&3"}, {"a", "1"}, {"sig", sig}}, method, "secret"));
            EXPECT_FALSE(has_vonage_signature({{"b", "2=&3"}, {"a", "1"}, {"sig", sig}}, method, "other"));
        }
        EXPECT_FALSE(has_vonage_signature({{"a", "1"}, {"sig", hex}}, method, "secret"));
        EXPECT_FALSE(has_vonage_signature({{"b", "2=&3"}, {"a", "1"}}, method, "secret"));
        EXPECT_FALSE(has_vonage_signature({{"b", "2=&3"}, {"a", "1"}, {"sig", ""}}, method, ""));
    }
    EXPECT_EQ(vonage_method("sha384"), std::nullopt);
}

TEST(VonageSmsWebhook, says_which_part_of_a_long_text_it_brings) {
    const auto part = [](const char* number, const char* total, const char* concat = "true") {
        const auto got = received(message_with({{"text", "part"},
                                                {"concat", concat},
                                                {"concat-ref", "c7"},
                                                {"concat-part", number},
                                                {"concat-total", total}}));
        const auto& text = std::get<InboundText>(got.messages.at(0).content);
        EXPECT_EQ(text.text, "part");
        return text.part ? text.part->group + " " + std::to_string(text.part->number) + "/" +
                               std::to_string(text.part->total)
                         : std::string{"whole"};
    };
    EXPECT_EQ(part("1", "2"), "c7 1/2");
    EXPECT_EQ(part("255", "255"), "c7 255/255");
    // What cannot be is read as it is: nothing is lost, nothing waits for what never comes.
    for (const auto& [number, total] : std::vector<std::pair<const char*, const char*>>{{"1", "1"},
                                                                                        {"0", "2"},
                                                                                        {"3", "2"},
                                                                                        {"1", "256"},
                                                                                        {"", "2"},
                                                                                        {"1", ""},
                                                                                        {"x", "2"},
                                                                                        {"-1", "2"}}) {
        EXPECT_EQ(part(number, total), "whole") << number << '/' << total;
    }
    EXPECT_EQ(part("1", "2", "false"), "whole");
}

TEST(VonageSmsWebhook, refuses_a_repeated_name) {
    auto hook = form_hook(message_with({{"text", "5"}, {"timestamp", "1767225600"}}));
    ASSERT_EQ(receive(*testkit::vonage_sms(), hook).verdict, Verdict::accept);
    hook.body += "&text=5";
    EXPECT_EQ(receive(*testkit::vonage_sms(), hook).verdict, Verdict::forged);
}

TEST(VonageSmsWebhook, takes_what_was_signed_within_its_age_and_nothing_else) {
    using std::chrono::seconds;
    const auto hook = form_hook(message_with({{"text", "5"}, {"timestamp", "1767225600"}}));
    const auto at = [&](seconds offset) {
        return receive_at(*testkit::vonage_sms(), hook, testkit::kVectorTime + offset).verdict;
    };
    EXPECT_EQ(at(seconds{90'000}), Verdict::accept);
    EXPECT_EQ(at(seconds{90'001}), Verdict::stale);
    EXPECT_EQ(at(seconds{-90'000}), Verdict::accept);
    EXPECT_EQ(at(seconds{-90'001}), Verdict::stale);
    for (const auto* wrong : {"", "x", "-1", "1767225600.5", "99999999999999999999"}) {
        const auto bad = form_hook(message_with({{"text", "5"}, {"timestamp", wrong}}));
        EXPECT_EQ(receive(*testkit::vonage_sms(), bad).verdict, Verdict::stale) << wrong;
    }
    const auto strict = testkit::vonage_sms({{"max_age_seconds", 300}});
    EXPECT_EQ(receive_at(*strict, hook, testkit::kVectorTime + seconds{301}).verdict, Verdict::stale);
}

TEST(VonageSmsWebhook, reads_json_as_it_was_signed) {
    json body = {{"msisdn", "447700900001"}, {"to", "447700900000"},    {"messageId", "0A1"},
                 {"text", "满意 & = 😀"},    {"timestamp", 1767225600}, {"concat", true}};
    const std::string text =
        "&concat=true&messageId=0A1&msisdn=447700900001&text=满意 _ _ "
        "😀&timestamp=1767225600&to=447700900000";
    body["sig"] = hex_encode(hmac_sha256(testkit::kVonageSecret, text));
    Hook hook{"POST", "/v", {{"CONTENT-TYPE", "application/json; charset=utf-8"}}, body.dump()};
    const auto got = receive(*testkit::vonage_sms(), hook);
    ASSERT_EQ(got.verdict, Verdict::accept) << got.reason;
    EXPECT_EQ(std::get<InboundText>(got.messages.at(0).content).text, "满意 & = 😀");
    for (const auto* other : {"", "{}", "[]", "{\"a\":", "{\"a\":{}}", "{\"a\":1.5}", "null"}) {
        hook.body = other;
        EXPECT_EQ(receive(*testkit::vonage_sms(), hook).verdict, Verdict::forged) << other;
    }
}

TEST(VonageSmsWebhook, reads_messages) {
    const auto got = received(
        message_with({{"text", "Hi"}, {"type", "text"}, {"message-timestamp", "2026-01-01 00:00:01"}}));
    ASSERT_THAT(got.messages, SizeIs(1)) << got.reason;
    EXPECT_EQ(got.messages[0].address, "+447700900001");
    EXPECT_EQ(got.messages[0].sender, "447700900001");
    EXPECT_EQ(got.messages[0].recipient, "447700900000");
    EXPECT_EQ(got.messages[0].sent_at, testkit::kVectorTime + std::chrono::seconds{1});
    EXPECT_THAT(received(message_with({{"type", "binary"}, {"data", "00"}})).messages, IsEmpty());
    EXPECT_EQ(std::get<InboundText>(received(message_with({{"text", ""}})).messages.at(0).content).text, "");
}

TEST(VonageSmsWebhook, reads_receipts_by_our_id_or_by_theirs) {
    struct Case {
        const char* word;
        DeliveryStatus status;
    };
    const std::vector<Case> cases = {
        {"delivered", DeliveryStatus::delivered}, {"expired", DeliveryStatus::failed},
        {"failed", DeliveryStatus::failed},       {"rejected", DeliveryStatus::failed},
        {"accepted", DeliveryStatus::sent},       {"buffered", DeliveryStatus::sent},
        {"unknown", DeliveryStatus::sent}};
    for (const auto& item : cases) {
        const auto got =
            received(message_with({{"status", item.word}, {"err-code", "6"}, {"scts", "2601010000"}}));
        ASSERT_THAT(got.messages, SizeIs(1)) << item.word;
        const auto& status = std::get<InboundStatus>(got.messages[0].content);
        EXPECT_EQ(status.status, item.status) << item.word;
        EXPECT_EQ(status.platform_status, item.word);
        EXPECT_EQ(status.provider_id, "0A1");
        EXPECT_EQ(status.error_code, "6");
        EXPECT_EQ(got.messages[0].message_id, std::string{"0A1:"} + item.word);
        EXPECT_EQ(got.messages[0].address, "+447700900001");
    }
    const auto ours = received(message_with({{"status", "failed"}, {"client-ref", "017-ab-2.7"}}));
    EXPECT_EQ(std::get<InboundStatus>(ours.messages.at(0).content).provider_id, "017-ab-2.7");
    EXPECT_EQ(ours.messages[0].platform_id, "0A1");
    EXPECT_THAT(received(message_with({{"status", "invented"}})).messages, IsEmpty());
}

// ---- sending ----

TEST(VonageSmsCompose, writes_json_and_asks_for_unicode_where_it_must) {
    const auto requests = testkit::vonage_sms({{"status_callback", "https://h.example/webhooks/v"}})
                              ->compose("+447700900001", testkit::single_choice(), {});
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].url, "https://rest.nexmo.com/sms/json");
    const json expected = {{"from", "447700900000"},
                           {"to", "447700900001"},
                           {"text", "How did you reach us?\n1. Phone\n2. Online agent"},
                           {"type", "text"},
                           {"client-ref", "017-0123456789abcdef0123456789abcdef-2.7"},
                           {"callback", "https://h.example/webhooks/v"}};
    EXPECT_EQ(json::parse(requests[0].body), expected);
    const auto credentials = base64_encode("abcd1234:api-secret");
    EXPECT_EQ(header(requests[0].headers, "Authorization"), "Basic " + credentials);
    EXPECT_THAT(requests[0].secrets, testing::ElementsAre(credentials));
    const auto wide = testkit::vonage_sms()->compose("+447700900001", testkit::plain("满意"), {});
    EXPECT_EQ(json::parse(wide.at(0).body).at("type"), "unicode");
}

TEST(VonageSmsCompose, splits_beyond_its_limit) {
    const auto parts = testkit::vonage_sms()->compose("+4477", testkit::plain(std::string(3201, 'a')), {});
    ASSERT_THAT(parts, SizeIs(2));
    EXPECT_EQ(json::parse(parts[0].body).at("text").get<std::string>().size(), 3200U);
}

TEST(VonageSmsResult, goes_by_the_status_of_every_part) {
    struct Case {
        const char* status;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {
        {"0", SendOutcome::sent},       {"1", SendOutcome::retry},        {"2", SendOutcome::permanent},
        {"3", SendOutcome::permanent},  {"4", SendOutcome::credentials},  {"5", SendOutcome::retry},
        {"6", SendOutcome::permanent},  {"7", SendOutcome::blocked},      {"8", SendOutcome::account},
        {"9", SendOutcome::account},    {"10", SendOutcome::retry},       {"11", SendOutcome::account},
        {"12", SendOutcome::permanent}, {"14", SendOutcome::credentials}, {"15", SendOutcome::permanent},
        {"22", SendOutcome::permanent}, {"29", SendOutcome::permanent},   {"32", SendOutcome::credentials},
        {"33", SendOutcome::permanent}, {"99", SendOutcome::permanent}};
    for (const auto& item : cases) {
        const json body = {{"message-count", "2"},
                           {"messages",
                            {{{"status", "0"}, {"message-id", "0B1"}},
                             {{"status", item.status}, {"error-text", "447700900001 barred"}}}}};
        const auto result = testkit::vonage_sms()->result({200, {}, body.dump()});
        EXPECT_EQ(result.outcome, item.outcome) << item.status;
        EXPECT_THAT(result.reason, Not(HasSubstr("4477")));
        if (item.outcome == SendOutcome::sent) EXPECT_EQ(result.provider_id, "0B1");
    }
    for (const auto* body : {"", "[]", "{}", R"({"messages":[]})", R"({"messages":7})", "<html>"})
        EXPECT_EQ(testkit::vonage_sms()->result({200, {}, body}).outcome, SendOutcome::retry) << body;
    EXPECT_EQ(testkit::vonage_sms()->result({401, {}, ""}).outcome, SendOutcome::credentials);
    EXPECT_EQ(testkit::vonage_sms()->result({429, {{"Retry-After", "3"}}, ""}).retry_after,
              Duration{std::chrono::seconds{3}});
}

TEST(VonageSmsSettings, know_their_methods_and_ages) {
    const auto first = [](const json& more) {
        json settings = {{"signature_secret", "s"}, {"api_key", "k"}, {"api_secret", "a"}, {"from", "1"}};
        settings.update(more);
        const auto made = vonage_sms_platform().make(settings);
        return made.errors.empty() ? std::string{} : made.errors[0].pointer;
    };
    for (const auto* method : {"md5hash", "md5", "sha1", "sha256", "sha512"})
        EXPECT_EQ(first({{"signature_method", method}}), "") << method;
    EXPECT_EQ(first({{"signature_method", "rsa"}}), "/signature_method");
    EXPECT_EQ(first({{"max_age_seconds", 0}}), "/max_age_seconds");
    EXPECT_EQ(first({{"max_age_seconds", "300"}}), "/max_age_seconds");
}

}  // namespace
}  // namespace askwell::adapters
