#include "tests/unit/adapters/kit_sms.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters::testkit {

namespace {

using nlohmann::json;

json with(json settings, const json& more) {
    settings.update(more);
    settings.erase("convention");  // a remark of the vectors, no setting
    return settings;
}

std::string base64url(std::string_view bytes) {
    auto text = base64_encode(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

std::string sender_of(const Inbound& message) {
    return message.sender.empty() ? message.address : message.sender;
}

void expect_status(const Inbound& message, const InboundStatus& status, const json& parsed) {
    if (parsed.contains("message_id"))
        EXPECT_EQ(status.provider_id, parsed.at("message_id").get<std::string>());
    EXPECT_EQ(status.platform_status, parsed.at("status").get<std::string>());
    if (parsed.contains("error_code"))
        EXPECT_EQ(status.error_code, parsed.at("error_code").get<std::string>());
    EXPECT_FALSE(message.message_id.empty());
}

void expect_parsed(const Received& got, const json& parsed) {
    if (parsed.contains("count")) EXPECT_EQ(got.messages.size(), parsed.at("count").get<std::size_t>());
    if (parsed.contains("count")) return;
    ASSERT_EQ(got.messages.size(), 1U) << got.reason;
    const auto& message = got.messages[0];
    if (const auto* const status = std::get_if<InboundStatus>(&message.content)) {
        expect_status(message, *status, parsed);
        return;
    }
    for (const auto& [name, value] : parsed.items()) {
        SCOPED_TRACE(name);
        const auto wanted = value.get<std::string>();
        if (name == "message_id") EXPECT_EQ(message.message_id, wanted);
        if (name == "sender") EXPECT_EQ(sender_of(message), wanted);
        if (name == "recipient") EXPECT_EQ(message.recipient, wanted);
        if (name == "text") EXPECT_EQ(std::get<InboundText>(message.content).text, wanted);
        if (name == "button_id") EXPECT_EQ(std::get<InboundChoice>(message.content).payload, wanted);
    }
}

void expect_answer(const HttpReply& got, const json& respond) {
    EXPECT_EQ(got.status, respond.at("status").get<int>());
    EXPECT_EQ(got.content_type, respond.at("content_type").get<std::string>());
    EXPECT_EQ(got.body, respond.at("body").get<std::string>());
}

Hook hook_of(const json& vector) {
    Hook hook{vector.at("method"),
              vector.at("path_and_query"),
              {},
              base64_decode(vector.at("body_base64").get<std::string>()).value()};
    for (const auto& [name, value] : vector.at("headers").items()) hook.headers.emplace_back(name, value);
    return hook;
}

}  // namespace

AdapterPtr aliyun_sms(const json& more) {
    return make_adapter(
        "aliyun_sms",
        with({{"url_secret", "k3y-in-url-8f1d2c"},
              {"access_key_id", "LTAItestAccessKeyId"},
              {"access_key_secret", "testAccessKeySecret0123456789"},
              {"sign_name", "问卷"},
              {"templates", {{{"template", "SMS_123456"}, {"parameters", {{"code", "{text}"}}}}}}},
             more));
}
AdapterPtr aliyun_sms() {
    return aliyun_sms(json::object());
}

AdapterPtr tencent_sms(const json& more) {
    return make_adapter(
        "tencent_sms",
        with({{"url_secret", "k3y-in-url-8f1d2c"},
              {"secret_id", "AKIDtest0123456789"},
              {"secret_key", "testSecretKey0123456789"},
              {"sdk_app_id", "1400006666"},
              {"sign_name", "问卷"},
              {"templates", {{{"template", "1110"}, {"parameters", json::array({"{text}"})}}}}},
             more));
}
AdapterPtr tencent_sms() {
    return tencent_sms(json::object());
}

AdapterPtr vonage_sms(const json& more) {
    return make_adapter("vonage_sms", with({{"signature_secret", kVonageSecret},
                                            {"api_key", "abcd1234"},
                                            {"api_secret", "api-secret"},
                                            {"from", "447700900000"}},
                                           more));
}
AdapterPtr vonage_sms() {
    return vonage_sms(json::object());
}

AdapterPtr vonage_messages(const json& more) {
    return make_adapter("vonage_messages", with({{"signature_secret", kVonageSecret},
                                                 {"api_key", "abcd1234"},
                                                 {"api_secret", "api-secret"},
                                                 {"from", "447700900000"}},
                                                more));
}
AdapterPtr vonage_messages() {
    return vonage_messages(json::object());
}

json http_settings() {
    return {{"url", "https://gw.example/send"},
            {"headers", {{"X-Api-Key", "{secret}"}}},
            {"secret", "k&y"},
            {"body", R"({"to": "{to}", "text": "{text}", "ref": "{id}"})"},
            {"proof", "url_secret"},
            {"url_secret", "url-secret"},
            {"inbound",
             {{"sender", "from"}, {"text", "text"}, {"id", "id"}, {"time", "time"}, {"recipient", "to"}}},
            {"report",
             {{"status", "status"},
              {"id", "ref"},
              {"to", "to"},
              {"error", "code"},
              {"delivered", {"ok"}},
              {"failed", {"bad"}},
              {"blocked", {"stop"}}}}};
}

json vector_file(std::string_view name) {
    std::ifstream file{ASKWELL_VECTORS "/" + std::string{name} + ".json"};
    return json::parse(file);
}

void expect_vectors(std::string_view platform, AdapterPtr (*make)(const json& settings)) {
    const auto all = vector_file(platform);
    ASSERT_FALSE(all.empty());
    for (const auto& vector : all) {
        SCOPED_TRACE(vector.at("id").get<std::string>() + ": " + vector.at("note").get<std::string>());
        const auto now = flows::from_unix_ms(vector.at("now").get<std::int64_t>() * 1000);
        const auto got = receive_at(*make(vector.at("secret_config")), hook_of(vector), now);
        EXPECT_EQ(got.verdict == Verdict::accept, vector.at("expect") == "accept") << got.reason;
        if (got.verdict != Verdict::accept) EXPECT_GE(got.reply.status, 400);
        if (vector.contains("respond")) expect_answer(got.reply, vector.at("respond"));
        if (vector.contains("parsed")) expect_parsed(got, vector.at("parsed"));
    }
}

Received receive_at(const Adapter& adapter, const Hook& hook, TimePoint now) {
    return adapter.receive({hook.method, hook.target, hook.headers, hook.body}, now);
}

void sign_as_vonage_sms(Hook& hook) {
    const bool get = hook.method == "GET";
    std::string& form = get ? hook.target : hook.body;
    const auto begin = get ? hook.target.find('?') + 1 : 0;
    form.erase(std::min(form.find("&sig="), form.size()));
    std::map<std::string, std::string> sorted;
    for (auto& [name, value] : decode_form(form.substr(begin))) sorted[name] = value;
    std::string text;
    for (auto& [name, value] : sorted) {
        std::replace(value.begin(), value.end(), '&', '_');
        std::replace(value.begin(), value.end(), '=', '_');
        text += '&' + name + '=' + value;
    }
    form += "&sig=" + hex_encode(hmac_sha256(kVonageSecret, text));
}

std::string hs256(const json& claims, std::string_view secret) {
    const auto input = base64url(R"({"alg":"HS256","typ":"JWT"})") + '.' + base64url(claims.dump());
    return input + '.' + base64url(hmac_sha256(secret, input));
}

json vonage_claims(std::string_view body) {
    return {{"iat", 1'767'225'600},  {"jti", "11111111-2222-4333-8444-555555555555"},
            {"iss", "Vonage"},       {"payload_hash", hex_encode(sha256(body))},
            {"api_key", "abcd1234"}, {"application_id", "00000000-0000-4000-8000-000000000001"}};
}

void sign_as_vonage_messages(Hook& hook) {
    hook.set_header("Authorization", "Bearer " + hs256(vonage_claims(hook.body), kVonageSecret));
}

const std::string_view kTestPrivateKey = R"(-----BEGIN PRIVATE KEY-----
MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDTI8Lejpb6XCAh
tyKJ3mdRUeTg9+YydwkhUA/bK59YX18nBmVI3kID4ndYWljQ2dAi1z2Q0JdGBOhc
RBFbe15Cm993j3eRb7c17n+1y9UD5o+TKPjB6orD03wD5bJlNUwNL7PuYC2OLgsr
XeOpsJu11zDgirdlPZ7/Tb77EyGzj1IhoIO+eqeXKt1UPiKF9Mq6C144w+j9hXvM
0FZLsSVHpiP+n3ayr6ds9nQrjaW0e3OYAuvyzKT2fxFYZpqNHLN1EsfBPGj28wNp
tY2nPoha6vuyNZD8X7o9RojtIMXWBnup9s+qfM296NLQKZEXGoCiqB/E3QqnEQNd
mIrE7l+fAgMBAAECggEABxvQn0qgtawtXsU6MfcddmTx9ksSYoeUdJ0r836b/k8z
tm4mMdZd1aCl0QE1tU5oDgw+I+aJ+U8H/bdC+FgGe+qgkvdvGKPwwK2XeijzMo7s
LZG3ElxRsLcpmT3+DB9HwLfm8HMnhX5yXNLr69Yo3+3vVNgGxa9V75WQBQcHXvK4
JKJ1rK6gmhL6Fneyf+oYNWG4c1WFxRPMJWVLoQK0DqnEmRoks1lk6hA8CbZmomU7
xe8YPU1fvcsW8nCSaO25cscm43PxLlYuB2UoQ0t7ErnS82w4bO3txPxwX16Qieho
AWxHrlzmkmrQSY8NtWZPrhLsLO4fHY4e50YIuLrSNQKBgQD8/NHIOey3ZgJCJtf/
uM02vJoHjRe88TmsUl5bBPlFpbkSkSYmvSH0bGiR74imMLF2zsNAE1L+yDltqelk
VEVs68QWZtsFPo3t49QskgZHY25jIWjS/4h70CgU3nhXi8M4SmBCqzBFaP+kXNWL
sVwPNh2r5snm1wl+EAeEMyfk5QKBgQDVp2CI6o9MLFWpVpx+2dkTYjcOuzjziMdY
xD3E8WeFcRn+7/glYWJG4CrKSEROJH5Dp8rCn/+l7eZqmI8YsdXIEsfMmxTqj+tz
qkoR2KDrflCagmSwZVWgICxGtyCjmth53XAFD/A+2oWrek7TvvYujSF7mZaHONOq
CS3xxWZOMwKBgQCBipuI4VA64LsLUISN5vz9qDle4HplP0f+2vaBuNxDM4a+4SAd
+f6m/9PT1kmsf4Z/hYQpDTwURkZRxw1BWH1sNpVjuysvVkaqp1x/rg4VA+8ER5k7
YalrbLz5YqlQerpt2nfL64h+IjO03+xg6WJwT4+F9FkyIK41pNOUd/VXmQKBgQDD
602BoB4xisIum6a8SAZgWQMF9jc+U2ICC0pdS8VTP6jH98PEe23EcpGqluRUB/Dl
F3u+RzwGK4bMnwMxcPoKEva2sEtY4QrXMQPlI5JFALrnRMUSYIpJYNdZLVq3zCnQ
bnfnnHsBGB/VZD3evFFB1NcsYWYAr+KhHPPNreenswKBgCKpy5sOe3a3DhC9vNc1
Y/tJHepZ0dOdi078FzakHAxxi4dgHsYo7uaOT0aPjZRuysIhvaEaB4Nbe7U/QlVT
x5N0FCSNcEHb4bxo3aAXoir25NJ7/0PbCteh6SJeh4FngJtzh+6QHxYRDxip15pL
SlbrayMkoOYWhgXGd8fsdKT4
-----END PRIVATE KEY-----
)";
const std::string_view kTestPublicKey = R"(-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0yPC3o6W+lwgIbciid5n
UVHk4PfmMncJIVAP2yufWF9fJwZlSN5CA+J3WFpY0NnQItc9kNCXRgToXEQRW3te
Qpvfd493kW+3Ne5/tcvVA+aPkyj4weqKw9N8A+WyZTVMDS+z7mAtji4LK13jqbCb
tdcw4Iq3ZT2e/02++xMhs49SIaCDvnqnlyrdVD4ihfTKugteOMPo/YV7zNBWS7El
R6Yj/p92sq+nbPZ0K42ltHtzmALr8syk9n8RWGaajRyzdRLHwTxo9vMDabWNpz6I
Wur7sjWQ/F+6PUaI7SDF1gZ7qfbPqnzNvejS0CmRFxqAoqgfxN0KpxEDXZiKxO5f
nwIDAQAB
-----END PUBLIC KEY-----
)";

}  // namespace askwell::adapters::testkit
