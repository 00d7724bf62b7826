// A gateway as hundreds of operators have one: JSON, a key in a header, HMACs over time and body.
#include "tests/support/sms_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

const std::string kKey = "gateway key & more";
const std::string kSigningKey = "gateway-signing-key";

class HttpGatewayDouble final : public SmsDouble {
  public:
    HttpGatewayDouble() { serve(); }
    ~HttpGatewayDouble() override { stop_serving(); }

    json channel() const override {
        return {{"platform", "http"},
                {"url", server().base_url() + "/api/send?v=2"},
                {"headers", {{"X-Api-Key", "{secret}"}}},
                {"secret", kKey},
                {"from", "10690000"},
                {"number_format", "digits"},
                {"body",
                 R"({"message": {"from": "{from}", "to": "{to}", "text": "{text}"}, "reference": "{id}"})"},
                {"success_pointer", "/code"},
                {"success_value", "0"},
                {"id_pointer", "/result/id"},
                {"proof", "hmac"},
                {"hmac_secret", kSigningKey},
                {"hmac_header", "X-Signature"},
                {"hmac_prefix", "sha256="},
                {"hmac_timestamp_header", "X-Timestamp"},
                {"answer_body", "{\"ok\":true}"},
                {"answer_content_type", "application/json"},
                {"inbound",
                 {{"list", "/events"}, {"sender", "/sms/from"}, {"text", "/sms/text"}, {"id", "/sms/id"}}},
                {"report",
                 {{"status", "/dlr/state"},
                  {"id", "/dlr/reference"},
                  {"to", "/dlr/to"},
                  {"error", "/dlr/code"},
                  {"delivered", {"DELIVRD"}},
                  {"failed", {"UNDELIV"}}}}};
    }

    WebhookRun say(const std::string& phone, std::string_view text) override {
        return post({{"sms", {{"from", phone.substr(1)}, {"text", text}, {"id", phones().next_id()}}}});
    }

    WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) override {
        return post({{"dlr",
                      {{"to", phone.substr(1)},
                       {"reference", message.reference},
                       {"state", delivered ? "DELIVRD" : "UNDELIV"},
                       {"code", delivered ? 0 : 27}}}});
    }

  private:
    WebhookRun post(const json& event) const {
        const auto body = json{{"events", json::array({event})}}.dump();
        const auto time = std::to_string(now_seconds());
        return deliver({.method = "POST",
                        .fields = {{"Content-Type", "application/json"},
                                   {"X-Timestamp", time},
                                   {"X-Signature",
                                    "sha256=" + sms_hex(sms_hmac_sha256(kSigningKey, time + "." + body))}},
                        .body = body});
    }

    HttpAnswer refuse(Fault fault, seconds retry_after) override {
        HttpAnswer answer = answer_json(fault == Fault::server_error ? 500 : 429, {{"code", -1}});
        answer.fields.emplace_back("Retry-After", std::to_string(retry_after.count()));
        return answer;
    }

    HttpAnswer answer(const HttpQuestion& question) override {
        try {
            return answer_json(200, {{"code", 0}, {"result", {{"id", send(question)}}}});
        } catch (const SmsRefusal& refusal) {
            if (refusal.our_fault) server().add_violation(refusal.code + " " + refusal.what);
            return answer_json(refusal.status, {{"code", refusal.code}, {"message", refusal.what}});
        }
    }

    std::string send(const HttpQuestion& question) {
        require(question.method == "POST" && question.target == "/api/send?v=2", 404, "404", question.target);
        require(field(question.fields, "X-Api-Key") == kKey, 401, "401", "key");
        require(field(question.fields, "Content-Type") == "application/json", 415, "415", "type");
        const auto body = json::parse(question.body, nullptr, false);
        require(body.is_object() && body.contains("message"), 400, "400", "the body is no message");
        const auto& message = body.at("message");
        require(required_text(message, "from", "400") == "10690000", 400, "400", "from");
        const auto to = required_text(message, "to", "400");
        const auto text = required_text(message, "text", "400");
        if (const auto code = take_refusal(); !code.empty()) throw SmsRefusal{200, code, to, false};
        const auto id = "gw-" + std::to_string(phones().next_id());
        phones().add("+" + to, {id, required_text(body, "reference", "400"), text, {}});
        return id;
    }
};

}  // namespace

std::unique_ptr<SmsDouble> make_http_gateway_double() {
    return std::make_unique<HttpGatewayDouble>();
}

}  // namespace askwell::test
