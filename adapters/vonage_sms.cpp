#include "adapters/vonage_sms.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/utc.h"
#include "adapters/vonage_signature.h"
#include "adapters/vonage_sms_reading.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 3200;  // UTF-16 units, parameter text
// Whether a webhook that failed is signed anew each time is not documented; Vonage tries for 24 hours.
constexpr long kDefaultAge = 25 * 60 * 60;
constexpr long kMaxAge = 7 * 24 * 60 * 60;

struct Settings {
    std::string signature_secret;
    VonageMethod method = VonageMethod::sha256;
    Duration max_age{};
    std::string api_key;
    std::string api_secret;
    std::string from;
    std::string base_url;
    std::string status_callback;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"api_key", true, false, "the account's key; for sending"},
        {"api_secret", true, true, "the account's API secret; for sending"},
        {"base_url", false, false, "where to send; default https://rest.nexmo.com"},
        {"from", true, false, "the sender: a number without +, or a name; for sending"},
        {"max_age_seconds", false, false, "how old a signed webhook may be; default 90000 (25 hours)"},
        {"signature_method", false, false,
         "as chosen in the dashboard: sha256 (default), sha512, sha1, md5 (these four are HMACs) or md5hash"},
        {"signature_secret", true, true, "the account's signature secret, which is not the API secret"},
        {"status_callback", false, false,
         "our webhook's public URL, for delivery receipts; default: the account's own"}};
    return settings;
}

class VonageSms final : public Adapter {
  public:
    explicit VonageSms(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST" && request.method != "GET") {
            return rejected(Verdict::method, "neither POST nor GET");
        }
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        // The signature is one of the parameters and covers their values: they have to be read first.
        const auto parameters = vonage_parameters(request);
        if (!parameters || !has_vonage_signature(*parameters, settings_.method, settings_.signature_secret)) {
            return rejected(Verdict::forged, "sig does not match");
        }
        const auto signed_at = from_unix_digits(parameter(*parameters, "timestamp"));
        if (!signed_at || !is_recent(*signed_at, now, settings_.max_age)) {
            return rejected(Verdict::stale, "timestamp too old, in the future or missing");
        }
        return read_vonage_sms(*parameters);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxText, in_utf16_units())) {
            requests.push_back(request(address, message, part));
        }
        return requests;
    }

    /// The answer is always 200; the status of every part of the message decides.
    SendResult result(const SendResponse& response) const override {
        SendResult result{outcome_of_status(response.status), "", "HTTP " + std::to_string(response.status),
                          retry_after(response.headers)};
        if (result.outcome != SendOutcome::sent) return result;
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(json{});
        const auto* const parts = member(body, "messages");
        if (parts == nullptr || !parts->is_array() || parts->empty()) {
            // A 2xx that names no message came from something else than Vonage: it may well heal.
            result.outcome = SendOutcome::retry;
            return result;
        }
        for (const auto& part : *parts) {
            const auto status = word_member(part, "status");
            if (status == "0") continue;
            const auto* const meaning = vonage_sms_meaning(status);
            result.outcome = meaning == nullptr ? SendOutcome::permanent : meaning->outcome;
            if (meaning != nullptr) result.reason += ", status " + status + ": " + std::string{meaning->text};
            return result;
        }
        return {SendOutcome::sent, word_member(parts->front(), "message-id"), "", std::nullopt};
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        return traits;
    }

  private:
    SendRequest request(std::string_view address, const flows::Outgoing& message,
                        const std::string& text) const {
        const bool wide = flows::count_segments(text).encoding == flows::SmsEncoding::ucs2;
        json body = {{"from", settings_.from},
                     {"to", without_plus(address)},
                     {"text", text},
                     {"type", wide ? "unicode" : "text"},
                     {"client-ref", own_message_id(message)}};  // comes back in receipts
        if (!settings_.status_callback.empty()) body["callback"] = settings_.status_callback;
        const auto credentials = base64_encode(settings_.api_key + ':' + settings_.api_secret);
        return {"POST",
                settings_.base_url + "/sms/json",
                {{"Authorization", "Basic " + credentials},
                 {"Content-Type", "application/json"},
                 {"Accept", "application/json"}},
                to_text(body),
                {credentials}};
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.signature_secret = reader.text("signature_secret");
    const auto method = reader.choice("signature_method", {"sha256", "sha512", "sha1", "md5", "md5hash"});
    settings.method = vonage_method(method).value_or(VonageMethod::sha256);
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kMaxAge).value_or(kDefaultAge)};
    settings.api_key = reader.text("api_key");
    settings.api_secret = reader.text("api_secret");
    settings.from = without_plus(reader.text("from"));
    settings.base_url = reader.url("base_url", "https://rest.nexmo.com");
    settings.status_callback = reader.url("status_callback");
    return reader.made(reader.good() ? std::make_shared<VonageSms>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url{webhook_url};
    return "In Vonage's dashboard, API settings → SMS settings: choose SMS API, and enter\n"
           "  Inbound SMS webhooks:          " +
           url + "\n  Delivery receipts (DLR) webhooks: " + url +
           "\n  Webhook format: POST-JSON, POST or GET\n"
           "and under Signed webhooks the algorithm of signature_method; have Vonage's support switch "
           "signing "
           "of webhooks on.\nsignature_secret is shown beside it.\n";
}

}  // namespace

Platform vonage_sms_platform() {
    return {"vonage_sms", "Vonage SMS API", known_settings(), make, setup};
}

}  // namespace askwell::adapters
