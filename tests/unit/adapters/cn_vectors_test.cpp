// WeChat, WeCom, Feishu and DingTalk against the known answers made with the platforms' own kits: webhooks,
// encryption, signatures.
#include <fstream>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/dingtalk_reading.h"
#include "adapters/encoding.h"
#include "adapters/feishu_proof.h"
#include "adapters/wx_envelope.h"
#include "tests/unit/adapters/kit_cn.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

json read_vectors(const std::string& name) {
    std::ifstream file{ASKWELL_TEST_DATA "/vectors/" + name + ".json"};
    return json::parse(file);
}

std::string decoded(const json& entry, const char* name) {
    return base64_decode(entry.at(name).get<std::string>()).value();
}

/// A message as the vectors name its fields.
json fields_of(const Inbound& inbound, const json& body) {
    json fields = {{"message_id", inbound.message_id},
                   {"dedupe", inbound.message_id},
                   {"sender", inbound.address},
                   {"task_id", inbound.platform_id},
                   {"platform_message_id", inbound.platform_id}};
    if (const auto* text = std::get_if<InboundText>(&inbound.content)) fields["text"] = text->text;
    if (const auto* choice = std::get_if<InboundChoice>(&inbound.content)) {
        fields["button_id"] = choice->payload;
        fields["text"] = choice->label;
    }
    if (!inbound.reply_route.empty() && body.is_object() &&
        body.value("sessionWebhook", "") == inbound.reply_route)
        fields["reply_url"] = "sessionWebhook";
    return fields;
}

class Vectors : public testing::TestWithParam<const char*> {};

TEST_P(Vectors, agree_with_the_adapter) {
    const auto all = read_vectors(GetParam());
    ASSERT_THAT(all, testing::Not(IsEmpty()));
    for (const auto& entry : all) {
        SCOPED_TRACE(entry.at("id").get<std::string>() + ": " + entry.at("note").get<std::string>());
        const auto adapter = testkit::cn_adapter(GetParam(), entry.at("secret_config"));
        const auto body = decoded(entry, "body_base64");
        const std::string method = entry.at("method");
        const std::string target = entry.at("path_and_query");
        Headers headers;
        for (const auto& [name, value] : entry.at("headers").items()) headers.emplace_back(name, value);
        const auto got = adapter->receive({method, target, headers, body},
                                          flows::from_unix_ms(entry.at("now").get<std::int64_t>() * 1000));
        EXPECT_EQ(got.verdict == Verdict::accept, entry.at("expect") == "accept") << got.reason;
        if (entry.contains("respond")) {
            const auto& respond = entry.at("respond");
            EXPECT_EQ(json(got.reply.status), respond.at("status"));
            EXPECT_EQ(json(got.reply.body), respond.at("body"));
            if (respond.contains("content_type"))
                EXPECT_EQ(json(got.reply.content_type), respond.at("content_type"));
        }
        if (!entry.contains("parsed")) continue;
        ASSERT_THAT(got.messages, SizeIs(1));
        const auto fields = fields_of(got.messages[0], json::parse(body, nullptr, false));
        for (const auto& [name, value] : entry.at("parsed").items())
            EXPECT_EQ(fields.at(name), value) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Platforms, Vectors, testing::Values("wechat_oa", "wecom", "feishu", "dingtalk"),
                         [](const auto& info) { return std::string{info.param}; });

std::string from_hex(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

TEST(Encryption, agrees_with_every_vector_in_both_directions) {
    for (const auto& entry : read_vectors("wechat_wecom_feishu_aes")) {
        const std::string scheme = entry.at("scheme");
        const std::string ciphertext = entry.at("ciphertext");
        SCOPED_TRACE(scheme + ": " + entry.value("note", "") + ' ' + ciphertext.substr(0, 20));
        const bool good = entry.at("expect") == "ok";
        const auto clear = good ? std::optional{decoded(entry, "plaintext_base64")} : std::nullopt;
        if (scheme == "feishu-aes") {
            EXPECT_EQ(open_feishu(entry.at("encrypt_key").get<std::string>(), ciphertext), clear);
            continue;
        }
        const auto key = decode_aes_key(entry.at("encoding_aes_key").get<std::string>()).value();
        const WxEnvelope envelope{entry.value("token", "t"), key,
                                  entry.value("receive_id", "wx1234567890abcdef")};
        EXPECT_EQ(envelope.open(ciphertext), clear);
        if (!good) continue;
        const auto random = from_hex(entry.at("random_hex"));
        EXPECT_EQ(envelope.seal(*clear, random), ciphertext);
        if (scheme != "wx-aes-reply") continue;
        const auto reply = envelope.sealed_reply(*clear, random, entry.at("timestamp").get<std::string>(),
                                                 entry.at("nonce").get<std::string>());
        EXPECT_EQ(json(testkit::xml_value(reply, "Encrypt")), ciphertext);
        EXPECT_EQ(json(testkit::xml_value(reply, "MsgSignature")), entry.at("msg_signature"));
        EXPECT_EQ(json(testkit::xml_value(reply, "TimeStamp")), entry.at("timestamp"));
        EXPECT_EQ(json(testkit::xml_value(reply, "Nonce")), entry.at("nonce"));
    }
}

TEST(Encryption, is_signed_as_the_vectors_say) {
    for (const auto& entry : read_vectors("wechat_wecom_feishu_aes")) {
        if (!entry.contains("signature_for")) continue;
        const auto& stamp = entry.at("signature_for");
        const std::string signature = stamp.at("msg_signature");
        const std::string timestamp = stamp.at("timestamp");
        const std::string nonce = stamp.at("nonce");
        const WxEnvelope envelope{stamp.at("token"), "", "ww"};
        EXPECT_TRUE(envelope.signed_by_platform({signature, timestamp, nonce},
                                                entry.at("ciphertext").get<std::string>()));
    }
}

TEST(Signing, of_dingtalks_robots_agrees_with_its_vector) {
    for (const auto& entry : read_vectors("dingtalk_custom_robot")) {
        const std::string secret = entry.at("secret");
        const std::string timestamp = entry.at("timestamp_ms");
        EXPECT_EQ(json(dingtalk_sign(secret, timestamp)), entry.at("sign_base64"));
    }
}

}  // namespace
}  // namespace askwell::adapters
