#include "adapters/twilio.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/twilio_reading.h"
#include "adapters/twilio_signature.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

constexpr std::size_t kMaxBody = 1600;  // UTF-16 units, Messages resource, parameter Body

struct Settings {
    std::string auth_token;
    std::string public_base_url;
    std::string account_sid;
    std::string from;
    std::string messaging_service_sid;
    std::string base_url;
    std::string status_callback;
    std::optional<long> validity_period;  // seconds
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"account_sid", true, false, "the account's SID (AC…), from Twilio's console"},
        {"auth_token", true, true, "the account's auth token: signs webhooks and authenticates sending"},
        {"base_url", false, false, "where to send; default https://api.twilio.com"},
        {"from", false, false,
         "the sender, a number in E.164 or whatsapp:+…; this or messaging_service_sid must be given"},
        {"messaging_service_sid", false, false, "the messaging service (MG…) that chooses the sender"},
        {"public_base_url", true, false, "scheme and host by which Twilio calls us, as signed; no path"},
        {"status_callback", false, false,
         "our webhook's public URL, for delivery reports; default: none are asked for"},
        {"validity_period", false, false, "seconds after which Twilio gives up sending, 1 to 36000"}};
    return settings;
}

class Twilio final : public Adapter {
  public:
    explicit Twilio(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        if (request.method != "POST" && request.method != "GET") {
            return rejected(Verdict::method, "neither POST nor GET");
        }
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        if (!has_twilio_signature(request, settings_.auth_token, settings_.public_base_url)) {
            return rejected(Verdict::forged, "X-Twilio-Signature does not match");
        }
        const bool get = request.method == "GET";
        if (!get && !is_form(request.headers)) return ignored("not a form", empty_twiml());
        return read_twilio_form(decode_form(get ? query_of(request.target) : request.body));
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxBody, in_utf16_units())) {
            requests.push_back(request(address, part));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(nlohmann::json{});
        SendResult result{outcome_of_status(response.status), "", "", retry_after(response.headers)};
        if (result.outcome == SendOutcome::sent) {
            result.provider_id = text_member(body, "sid");
            return result;
        }
        result.reason = "HTTP " + std::to_string(response.status);
        if (const auto code = integer_member(body, "code")) {
            result.reason += ", code " + std::to_string(*code);
            if (const auto* meaning = twilio_meaning(*code)) {
                result.outcome = meaning->outcome;
                result.reason += ": " + std::string{meaning->text};
            }
        }
        return result;
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.delivery_reports = !settings_.status_callback.empty();
        return traits;
    }

  private:
    SendRequest request(std::string_view address, const std::string& text) const {
        Parameters form = {{"To", std::string{address}}};
        if (settings_.messaging_service_sid.empty()) {
            form.emplace_back("From", sender_for(address));
        } else {
            form.emplace_back("MessagingServiceSid", settings_.messaging_service_sid);
        }
        form.emplace_back("Body", text);
        if (!settings_.status_callback.empty()) {
            form.emplace_back("StatusCallback", settings_.status_callback);
        }
        if (settings_.validity_period) {
            form.emplace_back("ValidityPeriod", std::to_string(*settings_.validity_period));
        }
        const auto credentials = base64_encode(settings_.account_sid + ':' + settings_.auth_token);
        return {"POST",
                settings_.base_url + "/2010-04-01/Accounts/" + percent_encode(settings_.account_sid) +
                    "/Messages.json",
                {{"Authorization", "Basic " + credentials},
                 {"Content-Type", "application/x-www-form-urlencoded"},
                 {"Accept", "application/json"}},
                encode_form(form),
                {credentials}};
    }

    /// Our sender on the contact's channel: "whatsapp:+1…" writes to "whatsapp:+…".
    std::string sender_for(std::string_view address) const {
        const auto channel = address.substr(0, address.find(':') + 1);
        return settings_.from.find(':') == std::string::npos ? std::string{channel} + settings_.from
                                                             : settings_.from;
    }

    Settings settings_;
};

MadeAdapter make(const nlohmann::json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.auth_token = reader.text("auth_token");
    settings.public_base_url = reader.url("public_base_url");
    settings.account_sid = reader.text("account_sid");
    settings.from = reader.text("from");
    settings.messaging_service_sid = reader.text("messaging_service_sid");
    settings.base_url = reader.url("base_url", "https://api.twilio.com");
    settings.status_callback = reader.url("status_callback");
    settings.validity_period = reader.number("validity_period", 1, 36000);
    if (!path_of(settings.public_base_url).empty()) {
        reader.error("public_base_url", "has a path",
                     "give scheme and host only, like https://hooks.example.com");
    }
    if (settings.from.empty() && settings.messaging_service_sid.empty()) {
        reader.error("from", "neither from nor messaging_service_sid is given", "give one of them");
    }
    return reader.made(reader.good() ? std::make_shared<Twilio>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "In Twilio's console, at the number or messaging service, enter under \"A message comes in\":\n  "
           "POST " +
           std::string{webhook_url} + "\nFor delivery reports set status_callback to the same URL.\n";
}

}  // namespace

Platform twilio_platform() {
    return {"twilio", "Twilio (SMS, MMS, WhatsApp)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
