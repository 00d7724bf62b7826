#include "tests/support/feishu_double.h"

#include "tests/support/cn_crypto.h"

namespace askwell::test {

namespace {

using nlohmann::json;

constexpr const char* kAppId = "cli_a000000000000001";
constexpr const char* kSecret = "feishu-app-secret";
constexpr const char* kEncryptKey = "feishuEncryptKey2026";
constexpr const char* kVerification = "verifTokenABCDEF0123456789";
constexpr std::string_view kIv = "fedcba9876543210";
constexpr std::size_t kBlock = 16;
constexpr std::size_t kCardLimit = 30 * 1024;
constexpr std::size_t kTextLimit = 150 * 1024;
constexpr std::size_t kUuidLimit = 50;

json error(int code, const std::string& words) {
    return {{"code", code}, {"msg", words}, {"error", {{"log_id", "20260101-test"}}}};
}

/// Feishu answers a refusal with HTTP 400 and its own code.
CnRefused refused(int code, const std::string& words, bool fault = true) {
    return {400, error(code, words), fault ? std::to_string(code) + " " + words : ""};
}

HttpAnswer refuse(Fault fault, seconds retry_after) {
    if (fault == Fault::server_error) return answer_json(500, error(2200, "Internal Error"));
    HttpAnswer answer = answer_json(429, error(99991400, "request trigger frequency limit"));
    answer.fields.emplace_back("x-ogw-ratelimit-reset", std::to_string(retry_after.count()));
    return answer;
}

std::string sealed(const json& body) {
    const std::string bytes = aes_seal(sha256_of(kEncryptKey), kIv, body.dump(), kBlock);
    return json{{"encrypt", to_base64(std::string{kIv} + bytes)}}.dump();
}

std::string plain_text(const json& text) {
    if (text.value("tag", "") != "plain_text" || text.value("content", "").empty())
        throw refused(230099, "Failed to create card content: text");
    return text.at("content");
}

CnMessage shown_card(const json& card) {
    CnMessage message;
    for (const json& element : card.at("elements")) {
        if (element.at("tag") == "div") message.text += plain_text(element.at("text"));
        if (element.at("tag") != "action") continue;
        for (const json& button : element.at("actions")) {
            if (button.at("tag") != "button" || !button.at("value").is_object())
                throw refused(230099, "Failed to create card content: button");
            message.buttons.push_back({plain_text(button.at("text")), button.at("value").dump()});
        }
    }
    return message;
}

CnMessage shown(const json& body) {
    const std::string text = body.value("content", "");
    const json content = json::parse(text, nullptr, false);
    if (!content.is_object()) throw refused(230001, "content is not a string of JSON");
    const std::string kind = body.value("msg_type", "");
    if (text.size() > (kind == "text" ? kTextLimit : kCardLimit)) throw refused(230025, "content too long");
    if (kind == "interactive") return shown_card(content);
    if (kind != "text" || content.value("text", "").empty()) throw refused(230001, "msg_type");
    return {content.at("text"), {}};
}

}  // namespace

FeishuDouble::FeishuDouble()
    : server_{{[this](const HttpQuestion& question) { return answer(question); }, refuse}} {}

json FeishuDouble::settings() const {
    return {{"platform", "feishu"},
            {"app_id", kAppId},
            {"app_secret", kSecret},
            {"encrypt_key", kEncryptKey},
            {"verification_token", kVerification},
            {"base_url", server_.base_url()}};
}

HttpAnswer FeishuDouble::answer(const HttpQuestion& question) {
    return answered(server_, [&] {
        if (question.target == "/open-apis/auth/v3/tenant_access_token/internal") return get_token(question);
        if (question.target == "/open-apis/im/v1/messages?receive_id_type=open_id") return send(question);
        throw CnRefused{404, "404 page not found", "unknown path " + question.target};
    });
}

json FeishuDouble::get_token(const HttpQuestion& question) {
    const json body = posted_json(question, error(10003, "invalid param"));
    if (body.value("app_id", "") != kAppId || body.value("app_secret", "") != kSecret)
        throw refused(10014, "app secret invalid");
    return {{"code", 0}, {"msg", "ok"}, {"tenant_access_token", tokens_.issue()}, {"expire", 7200}};
}

json FeishuDouble::send(const HttpQuestion& question) {
    constexpr std::string_view kBearer = "Bearer ";
    const json body = posted_json(question, error(9499, "Bad Request"));
    const std::string header = field(question.fields, "Authorization");
    if (!header.starts_with(kBearer)) throw refused(99991661, "Missing access token for authorization");
    const auto state = tokens_.judge(std::string_view{header}.substr(kBearer.size()));
    if (state != CnTokens::State::valid)
        throw refused(99991663, "Invalid access token for authorization", state == CnTokens::State::unknown);
    const std::string user = body.value("receive_id", "");
    const std::string uuid = body.value("uuid", "");
    if (!user.starts_with("ou_")) throw refused(230001, "invalid receive_id");
    if (uuid.empty() || uuid.size() > kUuidLimit) throw refused(230001, "uuid");
    CnMessage message = shown(body);
    const std::lock_guard lock{mutex_};
    if (stopped_.contains(user)) throw refused(230053, "The user has stopped the bot", false);
    const auto [sent, first] = sent_.emplace(uuid, "om_" + std::to_string(sent_.size() + 1));
    if (first) phones_.show(user, std::move(message));
    return {{"code", 0},
            {"msg", "success"},
            {"data", {{"message_id", sent->second}, {"msg_type", body.at("msg_type")}}}};
}

void FeishuDouble::stop(const std::string& user) {
    const std::lock_guard lock{mutex_};
    stopped_.insert(user);
}

std::string FeishuDouble::check_url() const {
    const std::string body =
        sealed({{"challenge", "ajls384kdjx98XX"}, {"token", kVerification}, {"type", "url_verification"}});
    return http_call({"POST", target_.urls.at(0), {{"Content-Type", "application/json"}}, body}).body;
}

bool FeishuDouble::deliver(const std::string& type, const json& event) {
    const std::string timestamp = std::to_string(seconds_now());
    const std::string body = sealed({{"schema", "2.0"},
                                     {"header",
                                      {{"event_id", "event-" + std::to_string(++next_event_)},
                                       {"event_type", type},
                                       {"create_time", timestamp + "000"},
                                       {"token", kVerification},
                                       {"app_id", kAppId},
                                       {"tenant_key", "2ca1d211f64f6438"}}},
                                     {"event", event}});
    return post("",
                {{"Content-Type", "application/json; charset=utf-8"},
                 {"X-Lark-Request-Timestamp", timestamp},
                 {"X-Lark-Request-Nonce", "1c2d3e4f"},
                 {"X-Lark-Signature", sha256_hex_of(timestamp + "1c2d3e4f" + kEncryptKey + body)}},
                body);
}

bool FeishuDouble::say(const std::string& user, std::string_view text) {
    return deliver("im.message.receive_v1",
                   {{"sender", {{"sender_id", {{"open_id", user}}}, {"sender_type", "user"}}},
                    {"message",
                     {{"message_id", "om_in"},
                      {"create_time", std::to_string(seconds_now()) + "000"},
                      {"chat_id", "oc_1"},
                      {"chat_type", "p2p"},
                      {"message_type", "text"},
                      {"content", json{{"text", text}}.dump()}}}});
}

bool FeishuDouble::tap(const std::string& user, std::string_view button) {
    const CnButton tapped = phones_.button(user, button);
    return deliver("card.action.trigger",
                   {{"operator", {{"open_id", user}}},
                    {"token", "c-1"},
                    {"action", {{"tag", "button"}, {"value", json::parse(tapped.key)}}},
                    {"context", {{"open_message_id", "om_out"}, {"open_chat_id", "oc_1"}}}});
}

}  // namespace askwell::test
