#include "tests/support/meta_double.h"

#include <utility>

namespace askwell::test {

using nlohmann::json;

namespace {

json error_body(int code, const std::string& message, int subcode) {
    json error = {{"message", message},
                  {"type", "OAuthException"},
                  {"code", code},
                  {"fbtrace_id", "Az8or2yhqkZfEZ-_4Qn_Bam"}};
    if (subcode != 0) error["error_subcode"] = subcode;
    return {{"error", std::move(error)}};
}

/// Meta escapes slashes too, which no JSON library does by itself.
std::string as_meta_writes(const json& body) {
    std::string text;
    for (const char c : body.dump(-1, ' ', true)) {
        if (c == '/') text += '\\';
        text += c;
    }
    return text;
}

bool again(const HttpAnswer&) {
    return true;
}

}  // namespace

ChatRefusal meta_refusal(int status, int code, const std::string& message, int subcode, bool our_fault) {
    return {answer_json(status, error_body(code, message, subcode)), std::to_string(code) + " " + message,
            our_fault};
}

ChatRefusal meta_bad_parameter(const std::string& why) {
    return meta_refusal(400, 100, "(#100) " + why);
}

HttpAnswer meta_fault(Fault fault, seconds retry_after) {
    if (fault == Fault::server_error)
        return answer_json(500, error_body(2, "Service temporarily unavailable", 0));
    return answer_json(429, error_body(4, "(#4) Application request limit reached", 0),
                       {{"Retry-After", std::to_string(retry_after.count())}});
}

json MetaState::accept(const HttpQuestion& question, const std::string& path, const std::string& token) {
    if (field(question.fields, "Authorization") != "Bearer " + token)
        throw meta_refusal(401, 190, "Invalid OAuth access token - Cannot parse access token");
    if (question.target != path || question.method != "POST")
        throw meta_refusal(404, 2500, "Unknown path components: " + question.method + " " + question.target);
    json object = json_object(question, meta_bad_parameter);
    const std::lock_guard lock{mutex_};
    if (planned_.empty()) return object;
    const Planned planned = planned_.front();
    planned_.pop_front();
    throw meta_refusal(400, planned.code, "(#" + std::to_string(planned.code) + ") as planned",
                       planned.subcode, false);
}

void MetaState::refuse_next(int code, int subcode) {
    const std::lock_guard lock{mutex_};
    planned_.push_back({code, subcode});
}

void MetaState::open_window(const std::string& who) {
    const std::lock_guard lock{mutex_};
    open_.insert(who);
}

void MetaState::close_window(const std::string& who) {
    const std::lock_guard lock{mutex_};
    open_.erase(who);
}

bool MetaState::window_open(const std::string& who) const {
    const std::lock_guard lock{mutex_};
    return open_.contains(who);
}

void MetaState::deliver_to(WebhookTarget target) {
    const std::lock_guard lock{mutex_};
    target_ = std::move(target);
}

WebhookRun MetaState::deliver(const std::string& object, json entry) const {
    const std::string body = as_meta_writes({{"object", object}, {"entry", json::array({std::move(entry)})}});
    std::unique_lock lock{mutex_};
    const WebhookTarget target = target_;
    lock.unlock();
    const auto call_for = [&body](const std::string& url) {
        return HttpCall{
            .method = "POST",
            .url = url,
            .fields = {{"Content-Type", "application/json"},
                       {"User-Agent", "facebookexternalua"},
                       {"X-Hub-Signature", "sha1=0000000000000000000000000000000000000000"},
                       {"X-Hub-Signature-256", "sha256=" + to_hex(hmac_sha256_bytes(kMetaAppSecret, body))}},
            .body = body};
    };
    return deliver_webhook(target, call_for, again);
}

std::string MetaState::next_id(const char* prefix) {
    const std::lock_guard lock{mutex_};
    return prefix + std::to_string(1'000 + ++last_id_);
}

MetaPlatform::MetaPlatform(std::function<HttpAnswer(const HttpQuestion&)> send)
    : server{{[this, send = std::move(send)](const HttpQuestion& question) {
                  return answer_with(server, question, send);
              },
              meta_fault}} {}

json MetaPlatform::channel(std::string_view platform, const std::string& access_token) const {
    return {{"platform", platform},
            {"app_secret", kMetaAppSecret},
            {"verify_token", kMetaVerifyToken},
            {"access_token", access_token},
            {"base_url", server.base_url()}};
}

}  // namespace askwell::test
