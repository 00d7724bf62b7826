#include "adapters/vonage_messages.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/code_table.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/jwt.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/templates.h"
#include "adapters/text.h"
#include "adapters/transport.h"
#include "adapters/utc.h"
#include "adapters/vonage_messages_reading.h"
#include "adapters/whatsapp_interactive.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Messages API, in UTF-16 units.
constexpr std::size_t kMaxSms = 1000;
constexpr std::size_t kMaxWhatsapp = 4096;

constexpr std::int64_t kTokenSeconds = 15 * 60;
// Whether a webhook that failed is signed anew each time is not documented; Vonage tries for 24 hours.
constexpr long kDefaultAge = 25 * 60 * 60;
constexpr long kMaxAge = 7 * 24 * 60 * 60;

struct Settings {
    std::string signature_secret;
    std::string api_key;
    Duration max_age{};
    std::string api_secret;
    std::string application_id;
    std::optional<RsaKey> private_key;
    std::string from;
    std::string transport;
    std::string base_url;
    Templates templates;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"api_key", true, false, "the account's key: names the account in webhooks"},
        {"api_secret", false, true, "the account's API secret; for sending, unless private_key is given"},
        {"application_id", false, false, "the application's id (a UUID); for sending, with private_key"},
        {"base_url", false, false, "where to send; default https://api.nexmo.com"},
        {"from", true, false, "the sender: a number without +, or on SMS a name; for sending"},
        {"max_age_seconds", false, false, "how old a signed webhook may be; default 90000 (25 hours)"},
        {"private_key", false, true, "the application's private key (PEM); for sending, or give api_secret"},
        {"signature_secret", true, true, "the account's signature secret, which is not the API secret"},
        templates_setting(false),
        {"transport", false, false,
         "sms (default) or whatsapp. Addresses on the other one keep its prefix (whatsapp:+…)"}};
    return settings;
}

/// The token of "Authorization: Bearer …"; "" when there is none.
std::string_view bearer_token(const Headers& headers) {
    constexpr std::string_view kScheme = "bearer ";
    const auto value = proof_header(headers, "Authorization");
    if (value.size() < kScheme.size()) return {};
    for (std::size_t i = 0; i < kScheme.size(); ++i) {
        const char c = value[i];
        if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != kScheme[i]) return {};
    }
    return value.substr(kScheme.size());
}

json text_content(const std::string& text) {
    return {{"message_type", "text"}, {"text", text}};
}

class VonageMessages final : public Adapter {
  public:
    explicit VonageMessages(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        const auto claims = verify_hs256(bearer_token(request.headers), settings_.signature_secret);
        if (!claims) return rejected(Verdict::forged, "the token's signature does not match");
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        if (!same_secret(hex_encode(sha256(request.body)), text_member(*claims, "payload_hash"))) {
            return rejected(Verdict::forged, "the token is another body's");
        }
        if (!same_secret(settings_.api_key, text_member(*claims, "api_key"))) {
            return rejected(Verdict::forged, "the token is another account's");
        }
        if (!is_current(*claims, now)) {
            return rejected(Verdict::stale, "the token is too old, of the future or without a time");
        }
        flows::JsonError error;
        const auto body = flows::parse_json(request.body, error);
        return body ? read_vonage_message(*body, settings_.transport) : not_json(error);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        const auto to = reach_of(address, settings_.transport);
        std::vector<SendRequest> requests;
        for (auto& content : contents(to, message, context.window_open)) {
            content["channel"] = to.transport;
            content["to"] = without_plus(to.number);
            content["from"] = settings_.from;
            content["client_ref"] = own_message_id(message);  // comes back in statuses
            const auto credentials = authorization(context, requests.size());
            requests.push_back({"POST",
                                settings_.base_url + "/v1/messages",
                                {{"Authorization", credentials},
                                 {"Content-Type", "application/json"},
                                 {"Accept", "application/json"}},
                                to_text(content),
                                {credentials.substr(credentials.find(' ') + 1)}});
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        const auto body = answer_json(response);
        if (outcome_of_status(response.status) == SendOutcome::sent) {
            return {SendOutcome::sent, text_member(body, "message_uuid"), "", std::nullopt};
        }
        return coded_failure(response, vonage_error_code(body), vonage_messages_codes());
    }

    Traits traits() const override { return transport_traits(settings_.transport, settings_.templates); }
    Traits traits_for(std::string_view address) const override {
        return transport_traits(reach_of(address, settings_.transport).transport, settings_.templates);
    }

    std::optional<std::string> normal_address(std::string_view given) const override {
        return normal_reach(given, settings_.transport);
    }

  private:
    bool is_current(const json& claims, TimePoint now) const {
        const auto issued = integer_member(claims, "iat");
        const auto expires = integer_member(claims, "exp");
        const auto from = integer_member(claims, "nbf");
        const auto seconds = unix_seconds(now);
        // 32 bits are enough until 2106, and keep what follows from overflowing.
        if (!issued || *issued <= 0 || *issued > 0xFFFF'FFFFLL) return false;
        return is_recent(TimePoint{std::chrono::seconds{*issued}}, now, settings_.max_age) &&
               (!expires || seconds < *expires) && (!from || seconds >= *from);
    }

    /// What is said, in order, without who to whom.
    std::vector<json> contents(const Reach& to, const flows::Outgoing& message, bool window_open) const {
        const bool whatsapp = to.transport == kWhatsapp;
        if (!window_open) return template_content(message);
        if (whatsapp) {
            if (const auto question = whatsapp_interactive(message)) return with_buttons(*question);
        }
        std::vector<json> all;
        const auto limit = whatsapp ? kMaxWhatsapp : kMaxSms;
        for (const auto& part : split_text(with_written_choices(message), limit, in_utf16_units())) {
            all.push_back(text_content(part));
        }
        return all;
    }

    static std::vector<json> with_buttons(const WhatsAppInteractive& question) {
        std::vector<json> all;
        for (const auto& part : question.before) all.push_back(text_content(part));
        all.push_back({{"message_type", "custom"},
                       {"custom", {{"type", "interactive"}, {"interactive", *question.content}}}});
        return all;
    }

    std::vector<json> template_content(const flows::Outgoing& message) const {
        const auto* const chosen = settings_.templates.find(message);
        if (chosen == nullptr) return {};
        json values = json::array();
        for (const auto& [name, value] : fill_parameters(*chosen, message)) values.push_back(one_line(value));
        return {{{"message_type", "template"},
                 {"template", {{"name", chosen->name}, {"parameters", std::move(values)}}},
                 {"whatsapp",
                  {{"policy", "deterministic"},
                   {"locale", chosen->locale.empty() ? message.language : chosen->locale}}}}};
    }

    std::string authorization(const ComposeContext& context, std::size_t index) const {
        if (!settings_.private_key) {
            return "Basic " + base64_encode(settings_.api_key + ':' + settings_.api_secret);
        }
        const auto now = unix_seconds(context.now);
        return "Bearer " +
               settings_.private_key->sign({{"application_id", settings_.application_id},
                                            {"iat", now},
                                            {"exp", now + kTokenSeconds},
                                            {"jti", context.nonce + '-' + std::to_string(index)}});
    }

    Settings settings_;
};

void read_sending(SettingsReader& reader, Settings& settings) {
    settings.api_secret = reader.text("api_secret");
    settings.application_id = reader.text("application_id");
    const auto key = reader.text("private_key");
    if (key.empty() && settings.api_secret.empty()) {
        reader.error("private_key", "neither private_key nor api_secret is given", "give one of them");
    }
    if (key.empty()) return;
    settings.private_key = RsaKey::from_pem(key);
    if (!settings.private_key) {
        reader.error("private_key", "not a private RSA key in PEM",
                     "give the file that the dashboard offered when the application was made");
    }
    if (settings.application_id.empty()) {
        reader.error("application_id", "is missing", "private_key is of no use without it");
    }
}

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.signature_secret = reader.text("signature_secret");
    settings.api_key = reader.text("api_key");
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kMaxAge).value_or(kDefaultAge)};
    settings.from = without_plus(reader.text("from"));
    settings.transport = reader.choice("transport", {kSms, kWhatsapp});
    settings.base_url = reader.url("base_url", "https://api.nexmo.com");
    settings.templates = read_templates(values, reader, Parameterised::by_position);
    read_sending(reader, settings);
    return reader.made(reader.good() ? std::make_shared<VonageMessages>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url{webhook_url};
    return "In Vonage's dashboard, Applications → the application → Capabilities → Messages, enter\n"
           "  Inbound URL: " +
           url + "\n  Status URL:  " + url +
           "\n  Version: v1\n"
           "link the number or WhatsApp sender to it, keep its private key, and in API settings take the "
           "signature secret\n(SHA-256) for signature_secret. For WhatsApp set transport to whatsapp and "
           "give "
           "approved templates in \"templates\":\noutside its 24 hours nothing else can be said.\n";
}

}  // namespace

Platform vonage_messages_platform() {
    return {"vonage_messages", "Vonage Messages API (SMS, WhatsApp)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
