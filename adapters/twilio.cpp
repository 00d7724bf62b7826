#include "adapters/twilio.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/code_table.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/templates.h"
#include "adapters/text.h"
#include "adapters/transport.h"
#include "adapters/twilio_reading.h"
#include "adapters/twilio_signature.h"

namespace askwell::adapters {

namespace {

constexpr std::size_t kMaxBody = 1600;  // UTF-16 units, Messages resource, parameter Body
// The parameter of our status callback's URL that carries our own id of the message: so a report that is
// faster than the answer to the send finds its message, and nothing has to be remembered.
constexpr std::string_view kOurId = "message";

struct Settings {
    std::string auth_token;
    std::string public_base_url;
    std::string account_sid;
    std::string from;
    std::string messaging_service_sid;
    std::string base_url;
    std::string status_callback;
    std::string transport;
    std::optional<long> validity_period;  // seconds
    Templates templates;
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
        templates_setting(false),
        {"transport", false, false,
         "sms or whatsapp; default: as from says. Addresses on another one keep their prefix (whatsapp:+…)"},
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
        const auto query = query_of(request.target);
        return read_twilio_form(decode_form(get ? query : request.body),
                                parameter(decode_form(query), kOurId), settings_.transport);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!context.window_open) return template_request(address, message);
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxBody, in_utf16_units())) {
            requests.push_back(request(address, message, {{"Body", part}}));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        const auto body = answer_json(response);
        if (outcome_of_status(response.status) == SendOutcome::sent) {
            return {SendOutcome::sent, text_member(body, "sid"), "", std::nullopt};
        }
        return coded_failure(response, word_member(body, "code"), twilio_codes());
    }

    Traits traits() const override { return transport_traits(settings_.transport, settings_.templates); }
    Traits traits_for(std::string_view address) const override {
        return transport_traits(reach_of(address, settings_.transport).transport, settings_.templates);
    }

    std::optional<std::string> normal_address(std::string_view given) const override {
        return normal_reach(given, settings_.transport);
    }

  private:
    /// Outside WhatsApp's window: an approved template, or nothing when none fits.
    std::vector<SendRequest> template_request(std::string_view address,
                                              const flows::Outgoing& message) const {
        const auto* const chosen = settings_.templates.find(message);
        if (chosen == nullptr) return {};
        nlohmann::json variables = nlohmann::json::object();
        for (const auto& [name, value] : fill_parameters(*chosen, message)) {
            // Variables are counted from 1 and take neither line breaks nor runs of spaces.
            const auto number = std::to_string(variables.size() + 1);
            variables[name.empty() ? number : name] = one_line(value);
        }
        Parameters content = {{"ContentSid", chosen->name}};
        if (!variables.empty()) content.emplace_back("ContentVariables", to_text(variables));
        return {request(address, message, content)};
    }

    SendRequest request(std::string_view address, const flows::Outgoing& message,
                        const Parameters& content) const {
        const auto to = reach_of(address, settings_.transport);
        Parameters form = {{"To", address_of(to, kSms)}};
        if (settings_.messaging_service_sid.empty()) {
            const auto own = reach_of(settings_.from, settings_.transport).number;
            form.emplace_back("From", address_of({to.transport, own}, kSms));
        } else {
            form.emplace_back("MessagingServiceSid", settings_.messaging_service_sid);
        }
        form.insert(form.end(), content.begin(), content.end());
        if (!settings_.status_callback.empty()) form.emplace_back("StatusCallback", callback_for(message));
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

    std::string callback_for(const flows::Outgoing& message) const {
        const char joint = settings_.status_callback.find('?') == std::string::npos ? '?' : '&';
        return settings_.status_callback + joint + std::string{kOurId} + '=' + own_message_id(message);
    }

    Settings settings_;
};

MadeAdapter make(const nlohmann::json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.auth_token = reader.text("auth_token");
    settings.public_base_url = reader.origin("public_base_url");
    settings.account_sid = reader.text("account_sid");
    settings.from = reader.text("from");
    settings.messaging_service_sid = reader.text("messaging_service_sid");
    settings.base_url = reader.url("base_url", "https://api.twilio.com");
    settings.status_callback = reader.url("status_callback");
    settings.validity_period = reader.number("validity_period", 1, 36000);
    settings.templates = read_templates(values, reader);
    settings.transport = settings.from.starts_with("whatsapp:")
                             ? reader.choice("transport", {kWhatsapp, kSms})
                             : reader.choice("transport", {kSms, kWhatsapp});
    if (settings.from.empty() && settings.messaging_service_sid.empty()) {
        reader.error("from", "neither from nor messaging_service_sid is given", "give one of them");
    }
    return reader.made(reader.good() ? std::make_shared<Twilio>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "In Twilio's console, at the number or messaging service, enter under \"A message comes in\":\n  "
           "POST " +
           std::string{webhook_url} +
           "\nFor delivery reports set status_callback to the same URL. For WhatsApp give from as "
           "whatsapp:+… "
           "and the\nContent SIDs (HX…) of approved templates in \"templates\": outside its 24 hours nothing "
           "else can be said.\n";
}

}  // namespace

Platform twilio_platform() {
    return {"twilio", "Twilio (SMS, MMS, WhatsApp)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
