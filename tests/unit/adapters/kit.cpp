#include "tests/unit/adapters/kit.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters::testkit {

namespace {

using nlohmann::json;

constexpr std::string_view kAuthToken = "0123456789abcdef0123456789abcdef";
constexpr std::string_view kOrigin = "https://hooks.example.com";
// The vectors' time: 2026-01-01T00:00:00Z.
constexpr TimePoint kNow = flows::from_unix_ms(1'767'225'600'000);

}  // namespace

void Hook::set_header(std::string_view name, std::string value) {
    remove_header(name);
    headers.emplace_back(std::string{name}, std::move(value));
}

void Hook::remove_header(std::string_view name) {
    std::erase_if(headers, [name](const Header& field) { return field.first == name; });
}

Received receive(const Adapter& adapter, const Hook& hook) {
    const WebhookRequest request{hook.method, hook.target, hook.headers, hook.body};
    return adapter.receive(request, kNow);
}

AdapterPtr make_adapter(std::string_view platform, const json& settings) {
    auto made = find_platform(platform)->make(settings);
    if (!made.adapter)
        throw std::logic_error(made.errors.front().pointer + ": " + made.errors.front().message);
    return made.adapter;
}

AdapterPtr twilio() {
    return make_adapter("twilio", {{"auth_token", kAuthToken},
                                   {"public_base_url", kOrigin},
                                   {"account_sid", "AC00000000000000000000000000000000"},
                                   {"from", "+15005550006"}});
}

AdapterPtr telegram() {
    return make_adapter("telegram",
                        {{"token", "123456:ABC-def"}, {"secret_token", "Tg_secret-0123456789ABCDEFabcdef"}});
}

AdapterPtr kannel() {
    return make_adapter("kannel", {{"username", "askwell"},
                                   {"password", "p&ss word"},
                                   {"send_url", "http://127.0.0.1:13013/cgi-bin/sendsms"},
                                   {"from", "10690000"},
                                   {"secret", "kannel-secret"},
                                   {"dlr_url", "http://127.0.0.1:8080/webhooks/sms"}});
}

void sign_as_twilio(Hook& hook) {
    std::string text = std::string{kOrigin} + hook.target;
    if (hook.method == "POST") {
        std::multimap<std::string, std::string> sorted;
        std::set<std::pair<std::string, std::string>> seen;
        for (auto& field : decode_form(hook.body)) {
            if (seen.insert(field).second) sorted.insert(field);
        }
        for (const auto& [name, value] : sorted) text += name + value;
    }
    hook.set_header("X-Twilio-Signature", base64_encode(hmac_sha1(kAuthToken, text)));
}

std::vector<Vector> vectors(std::string_view platform) {
    std::ifstream file{ASKWELL_VECTORS "/" + std::string{platform} + ".json"};
    std::vector<Vector> all;
    for (const auto& entry : json::parse(file)) {
        Vector vector{entry.at("id"), entry.at("note"), {}, entry.at("expect") == "accept", ""};
        vector.hook.method = entry.at("method");
        vector.hook.target = entry.at("path_and_query");
        vector.hook.body = base64_decode(entry.at("body_base64").get<std::string>()).value();
        for (const auto& [name, value] : entry.at("headers").items())
            vector.hook.headers.emplace_back(name, value);
        if (entry.contains("parsed")) vector.parsed = entry.at("parsed").dump();
        all.push_back(std::move(vector));
    }
    return all;
}

flows::Outgoing plain(std::string text) {
    flows::Outgoing message;
    message.number = 7;
    message.conversation_id = "017-0123456789abcdef0123456789abcdef-2";
    message.language = "en";
    message.text = std::move(text);
    return message;
}

flows::Outgoing single_choice() {
    auto message = plain("How did you reach us?");
    message.choices = {{"c2.3:phone", "Phone"}, {"c2.3:online", "Online agent"}};
    return message;
}

flows::Outgoing scale(int points, const std::vector<std::string>& labels) {
    auto message = plain("How satisfied are you?");
    message.scale = true;
    for (int score = 1; score <= points; ++score) {
        const auto position = static_cast<std::size_t>(score - 1);
        const auto label = position < labels.size() ? labels[position] : std::to_string(score);
        message.choices.push_back({"c2.3:" + std::to_string(score), label});
    }
    return message;
}

}  // namespace askwell::adapters::testkit
