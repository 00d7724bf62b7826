// The SMS platforms: Alibaba Cloud, Tencent Cloud, Vonage's two APIs, any HTTP gateway.
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "tests/unit/adapters/kit_sms.h"
#include "tests/unit/adapters/subject.h"

namespace askwell::adapters::testkit {

namespace {

constexpr std::string_view kUrlSecret = "/k3y-in-url-8f1d2c";

/// Platforms that sign nothing: the last segment of the path is all there is.
Subject url_secret_subject(std::string name, AdapterPtr adapter, std::string body, std::string unknown) {
    Subject subject;
    subject.name = std::move(name);
    subject.adapter = std::move(adapter);
    subject.good = {"POST",
                    "/webhooks/sms" + std::string{kUrlSecret},
                    {{"Content-Type", "application/json"}},
                    std::move(body)};
    subject.forge = [](Hook& hook) { hook.target = replaced(hook.target, "k3y", "k4y"); };
    subject.remove_proof = [](Hook& hook) { hook.target = "/webhooks/sms"; };
    subject.malform = [](Hook& hook) { hook.body.pop_back(); };
    subject.unknown_kind = [unknown](Hook& hook) { hook.body = unknown; };
    subject.set_body = [](Hook& hook, std::string text) { hook.body = std::move(text); };
    subject.proof_segment = true;
    return subject;
}

}  // namespace

Subject aliyun_sms_subject() {
    return url_secret_subject(
        "aliyun_sms", aliyun_sms(),
        R"([{"phone_number":"13800000001","content":"5","send_time":"2026-01-01 08:00:00","sequence_id":"1"}])",
        R"([{"phone_number":"13800000001","sign_status":"passed"}])");
}

Subject tencent_sms_subject() {
    return url_secret_subject(
        "tencent_sms", tencent_sms(),
        R"({"extend":"10","mobile":"13800000001","nationcode":"86","text":"5","time":1767225600})",
        R"({"mobile":"13800000001","template_status":"passed"})");
}

Subject vonage_sms_subject() {
    Subject subject;
    subject.name = "vonage_sms";
    subject.adapter = vonage_sms();
    subject.good = {
        "POST",
        "/webhooks/sms",
        {{"Content-Type", "application/x-www-form-urlencoded"}},
        "msisdn=447700900001&to=447700900000&messageId=0A1&text=5&type=text&timestamp=1767225600"};
    sign_as_vonage_sms(subject.good);
    const auto set_body = [](Hook& hook, std::string body) {
        hook.body = std::move(body);
        sign_as_vonage_sms(hook);
    };
    subject.forge = [](Hook& hook) { hook.body = replaced(hook.body, "text=5", "text=1"); };
    subject.remove_proof = [](Hook& hook) { hook.body.erase(hook.body.find("&sig=")); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, "type=text&text=5&timestamp=1767225600"); };
    subject.unknown_kind = [set_body](Hook& hook) { set_body(hook, "call=1&timestamp=1767225600"); };
    subject.set_body = set_body;
    subject.methods = {"GET", "POST"};
    subject.age = [set_body](Hook& hook) { set_body(hook, replaced(hook.body, "1767225600", "1767135599")); };
    subject.covers_body = true;
    // Another spelling of the same parameters is no other message, and hex digits have no case.
    subject.same_proof = [good = decode_form(subject.good.body)](const Hook& hook) {
        auto changed = decode_form(hook.body);
        for (auto& [name, value] : changed) {
            if (name != "sig") continue;
            for (char& c : value) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        return changed == good;
    };
    return subject;
}

Subject vonage_messages_subject() {
    Subject subject;
    subject.name = "vonage_messages";
    subject.adapter = vonage_messages();
    subject.good = {
        "POST",
        "/webhooks/vonage",
        {{"Content-Type", "application/json"}},
        R"({"channel":"sms","message_uuid":"aaaa","to":"447700900000","from":"447700900001","text":"5"})"};
    sign_as_vonage_messages(subject.good);
    const auto set_body = [](Hook& hook, std::string body) {
        hook.body = std::move(body);
        sign_as_vonage_messages(hook);
    };
    subject.forge = [](Hook& hook) { hook.body = replaced(hook.body, R"("5")", R"("1")"); };
    subject.remove_proof = [](Hook& hook) { hook.remove_header("Authorization"); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, R"({"channel":"sms","text":"5"})"); };
    subject.unknown_kind = [set_body](Hook& hook) { set_body(hook, R"({"call_uuid":"x"})"); };
    subject.set_body = set_body;
    subject.age = [](Hook& hook) {
        auto claims = vonage_claims(hook.body);
        claims["iat"] = 1'767'135'599;
        hook.set_header("Authorization", "Bearer " + hs256(claims, kVonageSecret));
    };
    subject.covers_body = true;
    subject.proof_headers = {"Authorization"};
    // The scheme's name has no case (RFC 9110, section 11.1).
    subject.same_proof = [good = subject.good](const Hook& hook) {
        const auto token = [](const Hook& of) {
            return std::string{header(of.headers, "Authorization")}.substr(6);
        };
        auto scheme = std::string{header(hook.headers, "Authorization")}.substr(0, 6);
        for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        return scheme == "bearer" && token(hook) == token(good) && hook.body == good.body;
    };
    return subject;
}

/// The proof that covers most of what a gateway can: an HMAC over time and body.
Subject http_subject() {
    auto settings = http_settings();
    settings.update({{"proof", "hmac"},
                     {"hmac_secret", "gateway-secret"},
                     {"hmac_header", "X-Signature"},
                     {"hmac_prefix", "sha256="},
                     {"hmac_timestamp_header", "X-Timestamp"}});
    Subject subject;
    subject.name = "http";
    subject.adapter = make_adapter("http", settings);
    const auto sign = [](Hook& hook) {
        const auto text = std::string{header(hook.headers, "X-Timestamp")} + '.' + hook.body;
        hook.set_header("X-Signature", "sha256=" + hex_encode(hmac_sha256("gateway-secret", text)));
    };
    subject.good = {"POST",
                    "/webhooks/gw",
                    {{"Content-Type", "application/json"}, {"X-Timestamp", "1767225600"}},
                    R"({"from":"447700900001","text":"5","id":"m1"})"};
    sign(subject.good);
    const auto set_body = [sign](Hook& hook, std::string body) {
        hook.body = std::move(body);
        sign(hook);
    };
    subject.forge = [](Hook& hook) { hook.body = replaced(hook.body, R"("5")", R"("1")"); };
    subject.remove_proof = [](Hook& hook) { hook.remove_header("X-Signature"); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, "{"); };
    subject.unknown_kind = [set_body](Hook& hook) { set_body(hook, R"({"call":"1"})"); };
    subject.set_body = set_body;
    subject.age = [sign](Hook& hook) {
        hook.set_header("X-Timestamp", "1767225299");
        sign(hook);
    };
    subject.covers_body = true;
    subject.proof_headers = {"X-Signature", "X-Timestamp"};
    subject.same_proof = [good = subject.good](const Hook& hook) {
        std::string claimed{header(hook.headers, "X-Signature")};
        for (std::size_t i = 7; i < claimed.size(); ++i) {
            if (claimed[i] >= 'A' && claimed[i] <= 'F')
                claimed[i] = static_cast<char>(claimed[i] - 'A' + 'a');
        }
        return claimed == header(good.headers, "X-Signature") && hook.body == good.body &&
               header(hook.headers, "X-Timestamp") == header(good.headers, "X-Timestamp");
    };
    return subject;
}

}  // namespace askwell::adapters::testkit
