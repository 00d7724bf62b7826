#include "tests/unit/adapters/chat_kit.h"

#include <fstream>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters::testkit {

namespace {

using nlohmann::json;

constexpr std::string_view kAppSecret = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
constexpr std::string_view kChannelSecret = "8c570fa6dd201bb328f1c1eac23a96d8";
constexpr std::string_view kSigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

Hook json_hook(std::string target, std::string body) {
    return {"POST", std::move(target), {{"Content-Type", "application/json"}}, std::move(body)};
}

/// One message as acceptance names its fields.
json fields_of(const Inbound& inbound) {
    json fields = {{"message_id", inbound.message_id},
                   {"dedupe", inbound.message_id},
                   {"sender", inbound.sender.empty() ? inbound.address : inbound.sender},
                   {"recipient", inbound.recipient},
                   {"platform_message_id", inbound.platform_id}};
    if (const auto* text = std::get_if<InboundText>(&inbound.content)) fields["text"] = text->text;
    if (const auto* choice = std::get_if<InboundChoice>(&inbound.content)) {
        fields["button_id"] = choice->payload;
        fields["text"] = choice->label;
    }
    if (const auto* file = std::get_if<InboundAttachment>(&inbound.content)) fields["text"] = file->caption;
    if (const auto* status = std::get_if<InboundStatus>(&inbound.content)) {
        fields["message_id"] = status->provider_id;
        fields["status"] = status->platform_status;
        fields["error_code"] = status->error_code;
    }
    fields["opt_out"] = std::holds_alternative<InboundBlocked>(inbound.content);
    return fields;
}

void expect_parsed(const Received& got, json parsed) {
    if (parsed.contains("count")) {
        EXPECT_EQ(got.messages.size(), parsed.at("count").get<std::size_t>());
        parsed.erase("count");
    }
    if (parsed.empty()) return;
    ASSERT_FALSE(got.messages.empty()) << got.reason;
    const auto fields = fields_of(got.messages.front());
    for (const auto& [name, value] : parsed.items()) EXPECT_EQ(fields.value(name, json{}), value) << name;
}

void expect_answer(const Received& got, const json& answer) {
    EXPECT_EQ(got.reply.status, answer.at("status").get<int>());
    if (answer.contains("content_type")) EXPECT_EQ(json(got.reply.content_type), answer.at("content_type"));
    if (answer.contains("body")) EXPECT_EQ(json(got.reply.body), answer.at("body"));
}

}  // namespace

json whatsapp_settings() {
    return {{"app_secret", kAppSecret},
            {"verify_token", "vibecoding-verify-token"},
            {"access_token", "EAAJtoken"},
            {"phone_number_id", "106540352242922"}};
}

json messenger_settings() {
    return {{"app_secret", kAppSecret},
            {"verify_token", "vibecoding-verify-token"},
            {"access_token", "EAAJpage"}};
}

json line_settings() {
    return {{"channel_secret", kChannelSecret}, {"channel_access_token", "line/token+="}};
}

json slack_settings() {
    return {{"signing_secret", kSigningSecret}, {"bot_token", "xoxb-1-token"}};
}

AdapterPtr whatsapp() {
    return make_adapter("whatsapp", whatsapp_settings());
}

AdapterPtr messenger() {
    return make_adapter("messenger", messenger_settings());
}

AdapterPtr line() {
    return make_adapter("line", line_settings());
}

AdapterPtr slack() {
    return make_adapter("slack", slack_settings());
}

void sign_as_meta(Hook& hook) {
    hook.set_header("X-Hub-Signature-256", "sha256=" + hex_encode(hmac_sha256(kAppSecret, hook.body)));
}

void sign_as_line(Hook& hook) {
    hook.set_header("X-Line-Signature", base64_encode(hmac_sha256(kChannelSecret, hook.body)));
}

void sign_as_slack(Hook& hook, std::string_view timestamp) {
    const auto base = "v0:" + std::string{timestamp} + ":" + hook.body;
    hook.set_header("X-Slack-Request-Timestamp", std::string{timestamp});
    hook.set_header("X-Slack-Signature", "v0=" + hex_encode(hmac_sha256(kSigningSecret, base)));
}

Hook meta_hook(std::string body) {
    auto hook = json_hook("/webhooks/meta", std::move(body));
    sign_as_meta(hook);
    return hook;
}

Hook line_hook(std::string body) {
    auto hook = json_hook("/webhooks/line", std::move(body));
    sign_as_line(hook);
    return hook;
}

Hook slack_hook(std::string body) {
    auto hook = json_hook("/webhooks/slack/events", std::move(body));
    sign_as_slack(hook);
    return hook;
}

Hook slack_form(std::string body) {
    auto hook = json_hook("/webhooks/slack/interactivity", std::move(body));
    hook.set_header("Content-Type", "application/x-www-form-urlencoded");
    sign_as_slack(hook);
    return hook;
}

Hook meta_check(std::string_view mode, std::string_view token, std::string_view challenge) {
    const Parameters query = {{"hub.mode", std::string{mode}},
                              {"hub.challenge", std::string{challenge}},
                              {"hub.verify_token", std::string{token}}};
    return {"GET", "/webhooks/meta?" + encode_form(query), {}, ""};
}

void expect_vectors_agree(const std::string& platform, const json& sending) {
    std::ifstream file{ASKWELL_VECTORS "/" + platform + ".json"};
    const auto all = json::parse(file);
    ASSERT_FALSE(all.empty());
    for (const auto& vector : all) {
        SCOPED_TRACE(vector.at("id").get<std::string>() + ": " + vector.at("note").get<std::string>());
        auto settings = sending;
        settings.update(vector.at("secret_config"));
        Headers headers;
        for (const auto& [name, value] : vector.at("headers").items()) headers.emplace_back(name, value);
        const auto target = vector.at("path_and_query").get<std::string>();
        const auto method = vector.at("method").get<std::string>();
        const auto body = base64_decode(vector.at("body_base64").get<std::string>()).value();
        const auto got = make_adapter(platform, settings)
                             ->receive({method, target, headers, body},
                                       flows::from_unix_ms(vector.at("now").get<std::int64_t>() * 1000));
        EXPECT_EQ(got.verdict == Verdict::accept, vector.at("expect") == "accept") << got.reason;
        if (vector.contains("respond")) expect_answer(got, vector.at("respond"));
        if (vector.contains("parsed")) expect_parsed(got, vector.at("parsed"));
    }
}

}  // namespace askwell::adapters::testkit
