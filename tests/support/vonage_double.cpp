// Vonage: the SMS API with signed forms, and the Messages API with JSON Web Tokens both ways. Source: its
// pages "SMS API", "Delivery receipts", "Messages API", "WhatsApp interactive messages", "Signed webhooks".
#include <algorithm>
#include <set>
#include <utility>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include "tests/support/sms_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

const std::string kSignatureSecret = "VonageSignatureSecretABCDEFGH0123456789";
const std::string kApiKey = "abcd1234";
const std::string kApiSecret = "vonage-api-secret";
const std::string kOurNumber = "447700900000";
const std::string kApplication = "00000000-0000-4000-8000-000000000001";
constexpr std::int64_t kWindow = 24 * 60 * 60;

bool is_number(const std::string& text) {
    return text.size() >= 8 && text.size() <= 15 && text[0] != '0' &&
           text.find_first_not_of("0123456789") == std::string::npos;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string basic_credentials() {
    return "Basic " + sms_base64(kApiKey + ":" + kApiSecret);
}

json json_body(const HttpQuestion& question, int status, const std::string& code) {
    require(field(question.fields, "Content-Type").starts_with("application/json"), 415, code,
            "Content-Type");
    auto body = json::parse(question.body, nullptr, false);
    require(body.is_object(), status, code, "the body is no object");
    return body;
}

// ---- SMS API ----

class VonageSmsDouble final : public SmsDouble {
  public:
    VonageSmsDouble() { serve(); }
    ~VonageSmsDouble() override { stop_serving(); }

    json channel() const override {
        return {{"platform", "vonage_sms"},       {"signature_secret", kSignatureSecret},
                {"signature_method", "sha256"},   {"api_key", kApiKey},
                {"api_secret", kApiSecret},       {"from", kOurNumber},
                {"base_url", server().base_url()}};
    }

    WebhookRun say(const std::string& phone, std::string_view text) override {
        return post(message(phone, text));
    }

    WebhookRun say_part(const std::string& phone, std::string_view text, int number, int total,
                        const std::string& reference) override {
        auto form = message(phone, text);
        form.emplace_back("concat", "true");
        form.emplace_back("concat-ref", reference);
        form.emplace_back("concat-part", std::to_string(number));
        form.emplace_back("concat-total", std::to_string(total));
        return post(std::move(form));
    }

    WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) override {
        return post({{"msisdn", phone.substr(1)},
                     {"to", kOurNumber},
                     {"network-code", "23410"},
                     {"messageId", message.id},
                     {"price", "0.03330000"},
                     {"status", delivered ? "delivered" : "failed"},
                     {"scts", "2601010000"},
                     {"err-code", delivered ? "0" : "9"},
                     {"client-ref", message.reference}});
    }

  private:
    FormFields message(const std::string& phone, std::string_view text) {
        return {{"msisdn", phone.substr(1)},
                {"to", kOurNumber},
                {"messageId", "0A000000" + std::to_string(phones().next_id())},
                {"text", std::string{text}},
                {"type", is_ascii(text) ? "text" : "unicode"},
                {"keyword", "X"}};
    }

    WebhookRun post(FormFields form) {
        form.emplace_back("api-key", kApiKey);
        form.emplace_back("message-timestamp", clock_text("%Y-%m-%d %H:%M:%S"));
        form.emplace_back("timestamp", std::to_string(now_seconds()));
        form.emplace_back("nonce", "nonce-" + std::to_string(phones().next_id()));
        std::ranges::sort(form);
        std::string text;
        for (auto [name, value] : form) {
            std::ranges::replace(value, '&', '_');
            std::ranges::replace(value, '=', '_');
            text += "&" + name + "=" + value;
        }
        form.emplace_back("sig", sms_hex(sms_hmac_sha256(kSignatureSecret, text)));
        return deliver({.method = "POST",
                        .fields = {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}},
                        .body = form_encode(form)});
    }

    static HttpAnswer part(const json& part) {
        return answer_json(200, {{"message-count", "1"}, {"messages", json::array({part})}});
    }

    HttpAnswer refuse(Fault fault, seconds retry_after) override {
        HttpAnswer answer = answer_json(fault == Fault::server_error ? 500 : 429, json::object());
        answer.fields.emplace_back("Retry-After", std::to_string(retry_after.count()));
        return answer;
    }

    HttpAnswer answer(const HttpQuestion& question) override {
        try {
            return part(send(question));
        } catch (const SmsRefusal& refusal) {
            if (refusal.our_fault) server().add_violation(refusal.code + " " + refusal.what);
            if (refusal.status != 200) return answer_json(refusal.status, {{"error-text", refusal.what}});
            return part({{"status", refusal.code}, {"error-text", refusal.what}});
        }
    }

    json send(const HttpQuestion& question) {
        require(question.method == "POST" && question.target == "/sms/json", 404, "404", question.target);
        require(field(question.fields, "Authorization") == basic_credentials(), 200, "4", "Bad Credentials");
        const auto body = json_body(question, 200, "3");
        const auto to = required_text(body, "to", "2");
        const auto text = required_text(body, "text", "2");
        require(required_text(body, "from", "2") == kOurNumber, 200, "15", "Illegal Sender Address");
        require(utf16_units(text) <= 3200, 200, "12", "Message too long");
        require(is_ascii(text) || body.value("type", "text") == "unicode", 200, "3", "type is not unicode");
        const auto reference = body.value("client-ref", "");
        require(reference.size() <= 100, 200, "3", "client-ref");
        if (const auto code = take_refusal(); !code.empty()) throw SmsRefusal{200, code, "refused", false};
        if (!is_number(to)) throw SmsRefusal{200, "3", "Invalid to " + to, false};
        const auto id = "0C000000" + std::to_string(phones().next_id());
        phones().add("+" + to, {id, reference, text, {}});
        return {{"to", to},
                {"message-id", id},
                {"status", "0"},
                {"remaining-balance", "3.14159265"},
                {"message-price", "0.03330000"},
                {"network", "23410"}};
    }
};

// ---- Messages API ----

/// An application's key pair, made anew for every double.
class KeyPair {
  public:
    KeyPair() : key_{EVP_RSA_gen(2048), &EVP_PKEY_free} {}

    std::string private_pem() const {
        const std::unique_ptr<BIO, decltype(&BIO_free)> sink{BIO_new(BIO_s_mem()), &BIO_free};
        PEM_write_bio_PrivateKey(sink.get(), key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        char* data = nullptr;
        const auto size = BIO_get_mem_data(sink.get(), &data);
        return {data, static_cast<std::size_t>(size)};
    }
    bool verifies(std::string_view text, std::string_view signature) const {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                              &EVP_MD_CTX_free};
        return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
               EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                                signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                                text.size()) == 1;
    }

  private:
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
};

std::string unbase64url(std::string text) {
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    const auto padding = (4 - text.size() % 4) % 4;
    text.append(padding, '=');
    std::string out(text.size() / 4 * 3, '\0');
    const int size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    out.resize(size < 0 ? 0 : static_cast<std::size_t>(size) - padding);
    return out;
}

class VonageMessagesDouble final : public SmsDouble {
  public:
    explicit VonageMessagesDouble(std::string transport) : transport_{std::move(transport)} { serve(); }
    ~VonageMessagesDouble() override { stop_serving(); }

    json channel() const override {
        return {{"platform", "vonage_messages"},
                {"signature_secret", kSignatureSecret},
                {"api_key", kApiKey},
                {"application_id", kApplication},
                {"private_key", keys_.private_pem()},
                {"from", kOurNumber},
                {"transport", transport_},
                {"base_url", server().base_url()},
                {"templates", json::array({{{"template", "askwell:invite"},
                                            {"message", "invitation"},
                                            {"locale", "en-GB"},
                                            {"parameters", json::array({"{text}"})}}})}};
    }

    /// A caption of a button that the phone shows is a tap on it, anything else a text.
    WebhookRun say(const std::string& phone, std::string_view text) override {
        json body = {{"channel", transport_},
                     {"message_uuid",
                      "aaaaaaaa-bbbb-4ccc-8ddd-" + std::to_string(100'000'000'000 + phones().next_id())},
                     {"to", kOurNumber},
                     {"from", phone.substr(1)},
                     {"timestamp", clock_text("%Y-%m-%dT%H:%M:%SZ")},
                     {"message_type", "text"}};
        const auto seen = phones().messages(phone);
        const auto button = seen.empty() ? std::map<std::string, std::string>{} : seen.back().buttons;
        const auto tapped = button.find(std::string{text});
        if (tapped != button.end()) {
            body["message_type"] = "reply";
            body["reply"] = {{"id", tapped->second}, {"title", tapped->first}};
        } else {
            body["text"] = text;
        }
        const std::unique_lock lock{mutex_};
        wrote_.insert(phone.substr(1));
        return post(body);
    }

    WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) override {
        json body = {{"message_uuid", message.id},
                     {"to", phone.substr(1)},
                     {"from", kOurNumber},
                     {"timestamp", clock_text("%Y-%m-%dT%H:%M:%SZ")},
                     {"status", delivered ? "delivered" : "undeliverable"},
                     {"client_ref", message.reference},
                     {"channel", transport_}};
        if (!delivered) {
            body["error"] = {{"type", "https://developer.vonage.com/api-errors/messages#1260"},
                             {"title", "1260"},
                             {"detail", "Destination unreachable"}};
        }
        return post(body);
    }

  private:
    WebhookRun post(const json& body) {
        const auto raw = body.dump();
        const json claims = {{"iat", now_seconds()}, {"jti", "jti-" + std::to_string(phones().next_id())},
                             {"iss", "Vonage"},      {"payload_hash", sms_sha256_hex(raw)},
                             {"api_key", kApiKey},   {"application_id", kApplication}};
        const auto input =
            sms_base64url(R"({"alg":"HS256","typ":"JWT"})") + "." + sms_base64url(claims.dump());
        const auto token = input + "." + sms_base64url(sms_hmac_sha256(kSignatureSecret, input));
        return deliver(
            {.method = "POST",
             .fields = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + token}},
             .body = raw});
    }

    static HttpAnswer problem(int status, const std::string& code, const std::string& detail) {
        auto answer =
            answer_json(status, {{"type", "https://developer.vonage.com/api-errors/messages#" + code},
                                 {"title", code},
                                 {"detail", detail},
                                 {"instance", "bf0ca0bf927b3b52e3cb03217e1a1ddf"}});
        answer.fields = {{"Content-Type", "application/problem+json"}};
        return answer;
    }

    HttpAnswer refuse(Fault fault, seconds retry_after) override {
        auto answer = fault == Fault::server_error ? problem(500, "1030", "Internal error")
                                                   : problem(429, "1000", "Throttled");
        answer.fields.emplace_back("Retry-After", std::to_string(retry_after.count()));
        return answer;
    }

    HttpAnswer answer(const HttpQuestion& question) override {
        try {
            return answer_json(202, {{"message_uuid", send(question)}});
        } catch (const SmsRefusal& refusal) {
            if (refusal.our_fault) server().add_violation(refusal.code + " " + refusal.what);
            return problem(refusal.status, refusal.code, refusal.what);
        }
    }

    std::string send(const HttpQuestion& question) {
        require(question.method == "POST" && question.target == "/v1/messages", 404, "not-found",
                question.target);
        prove(question);
        const auto body = json_body(question, 422, "1020");
        require(body.value("channel", "") == transport_, 422, "1020", "channel");
        require(body.value("from", "") == kOurNumber, 422, "1120", "from");
        const auto to = body.value("to", "");
        const auto reference = body.value("client_ref", "");
        require(reference.size() <= 100, 422, "1020", "client_ref");
        SmsMessage message = content_of(body, to);
        message.reference = reference;
        if (const auto code = take_refusal(); !code.empty())
            throw SmsRefusal{422, code, "refused " + to, false};
        if (!is_number(to)) throw SmsRefusal{422, "1170", "to " + to, false};
        message.id = "cccccccc-bbbb-4ccc-8ddd-" + std::to_string(100'000'000'000 + phones().next_id());
        phones().add("+" + to, message);
        return message.id;
    }

    SmsMessage content_of(const json& body, const std::string& to) {
        const auto type = body.value("message_type", "");
        if (type == "template") {
            require(body.at("template").value("name", "") == "askwell:invite" &&
                        body.at("template").at("parameters").size() == 1 &&
                        body.at("whatsapp").value("policy", "") == "deterministic" &&
                        body.at("whatsapp").value("locale", "") == "en-GB",
                    422, "1022", "template");
            const auto text = body.at("template").at("parameters").at(0).get<std::string>();
            require(text.find('\n') == std::string::npos, 422, "1022", "a line break in a parameter");
            return {{}, {}, text, {}};
        }
        const std::unique_lock lock{mutex_};
        require(transport_ == "sms" || wrote_.contains(to), 422, "1340", "Outside Allowed Window");
        if (type == "custom") return interactive(body.at("custom"));
        require(type == "text", 422, "1020", "message_type " + type);
        const auto text = body.value("text", "");
        require(!text.empty() && utf16_units(text) <= (transport_ == "sms" ? 1000U : 4096U), 422, "1090",
                "text");
        return {{}, {}, text, {}};
    }

    SmsMessage interactive(const json& custom) const {
        require(transport_ == "whatsapp" && custom.value("type", "") == "interactive", 422, "1020", "custom");
        const auto& content = custom.at("interactive");
        const auto& action = content.at("action");
        SmsMessage message;
        message.text = content.at("body").at("text").get<std::string>();
        require(!message.text.empty() && utf16_units(message.text) <= 1024, 422, "1020", "body");
        const bool list = content.at("type") == "list";
        if (list) require(utf16_units(action.at("button").get<std::string>()) <= 20, 422, "1020", "button");
        const auto& items = list ? action.at("sections").at(0).at("rows") : action.at("buttons");
        require(!items.empty() && items.size() <= (list ? 10U : 3U), 422, "1020", "too many");
        for (const auto& item : items) {
            const auto& button = list ? item : item.at("reply");
            const auto title = button.at("title").get<std::string>();
            require(!title.empty() && utf16_units(title) <= (list ? 24U : 20U), 422, "1020",
                    "title " + title);
            require(button.at("id").get<std::string>().size() <= (list ? 200U : 256U), 422, "1020", "id");
            require(message.buttons.emplace(title, button.at("id")).second, 422, "1020", "title twice");
        }
        return message;
    }

    void prove(const HttpQuestion& question) {
        const auto value = field(question.fields, "Authorization");
        require(value.starts_with("Bearer "), 401, "unauthorized", "no token");
        const auto token = value.substr(7);
        const auto first = token.find('.');
        const auto last = token.rfind('.');
        require(first < last && keys_.verifies(token.substr(0, last), unbase64url(token.substr(last + 1))),
                401, "unauthorized", "signature");
        const auto head = json::parse(unbase64url(token.substr(0, first)), nullptr, false);
        const auto claims =
            json::parse(unbase64url(token.substr(first + 1, last - first - 1)), nullptr, false);
        require(head.value("alg", "") == "RS256" && claims.value("application_id", "") == kApplication, 401,
                "unauthorized", "claims");
        const auto now = now_seconds();
        require(std::abs(claims.value("iat", std::int64_t{0}) - now) < 60 && claims.value("exp", now) > now &&
                    claims.value("exp", now) <= now + kWindow,
                401, "unauthorized", "times");
        require(tokens_.insert(claims.value("jti", "")).second, 401, "unauthorized", "jti twice");
    }

    const std::string transport_;
    const KeyPair keys_;
    mutable std::mutex mutex_;
    std::set<std::string> wrote_;   // whose window is open; a test does not last a day
    std::set<std::string> tokens_;  // the server's thread only
};

}  // namespace

std::unique_ptr<SmsDouble> make_vonage_sms_double() {
    return std::make_unique<VonageSmsDouble>();
}

std::unique_ptr<SmsDouble> make_vonage_messages_double(std::string transport) {
    return std::make_unique<VonageMessagesDouble>(std::move(transport));
}

}  // namespace askwell::test
