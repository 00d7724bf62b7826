#include "adapters/whatsapp.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/encoding.h"
#include "adapters/meta.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/templates.h"
#include "adapters/text.h"
#include "adapters/whatsapp_interactive.h"
#include "adapters/whatsapp_reading.h"

namespace askwell::adapters {

namespace {

using flows::MessageKind;
using nlohmann::json;

// Cloud API, "Send messages". Its "characters" are counted in UTF-16 units to be safe.
constexpr std::size_t kMaxText = 4096;

struct Settings {
    MetaSettings meta;
    std::string phone_number_id;
    Templates templates;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings =
        meta_settings("for sending: a system user's token with whatsapp_business_messaging",
                      {{"phone_number_id", true, false,
                        "for sending: the number's id (WhatsApp, API setup), not the number itself"},
                       templates_setting(false)});
    return settings;
}

/// Meta writes languages with an underscore: "zh_CN".
std::string locale_of(const Template& chosen, const flows::Outgoing& message) {
    auto locale = chosen.locale.empty() ? message.language : chosen.locale;
    if (const auto dash = locale.find('-'); dash != std::string::npos) locale[dash] = '_';
    return locale;
}

json template_of(const Template& chosen, const flows::Outgoing& message) {
    auto parameters = json::array();
    for (const auto& [name, text] : fill_parameters(chosen, message)) {
        json parameter = {{"type", "text"}, {"text", one_line(text)}};
        if (!name.empty()) parameter["parameter_name"] = name;
        parameters.push_back(std::move(parameter));
    }
    json made = {{"name", chosen.name}, {"language", {{"code", locale_of(chosen, message)}}}};
    if (!parameters.empty()) {
        json body = {{"type", "body"}, {"parameters", std::move(parameters)}};
        made["components"] = json::array({std::move(body)});
    }
    return made;
}

std::string sent_id(const json& body) {
    const auto& messages = array_member(body, "messages");
    return messages.empty() ? std::string{} : text_member(messages[0], "id");
}

/// People with a username are known by an id that is scoped to our business: a country, a dot, letters and
/// digits
/// ("US.1349…").
bool is_scoped_id(std::string_view text) {
    constexpr std::size_t kCountry = 2;
    constexpr std::size_t kMostLetters = 128;
    const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto is_letter = [&](char c) {
        return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    };
    return text.size() > kCountry + 1 && text.size() <= kMostLetters && text[kCountry] == '.' &&
           std::all_of(text.begin(), text.begin() + kCountry, is_upper) &&
           std::all_of(text.begin() + kCountry + 1, text.end(), is_letter);
}

class WhatsApp final : public Adapter {
  public:
    explicit WhatsApp(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        return receive_from_meta(request, settings_.meta, "whatsapp_business_account", read_whatsapp_entry);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!context.window_open) {
            const auto* chosen = settings_.templates.find(message);
            if (chosen == nullptr) return {};
            return {request(address, "template", template_of(*chosen, message))};
        }
        if (const auto question = whatsapp_interactive(message)) return interactive(address, *question);
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxText, in_utf16_units()))
            requests.push_back(text_request(address, part));
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        return meta_result(response, whatsapp_meanings(), sent_id);
    }

    std::optional<SendRequest> registration(std::string_view webhook_url) const override {
        return meta_registration(settings_.meta, "whatsapp_business_account", "messages,user_preferences",
                                 webhook_url);
    }

    std::optional<std::string> normal_address(std::string_view given) const override {
        return is_scoped_id(given) ? std::optional{std::string{given}} : given_phone(given);
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.delivery_reports = true;
        traits.window = std::chrono::hours{24};
        traits.templates = !settings_.templates.empty();
        traits.template_invitation = settings_.templates.can_say(MessageKind::invitation);
        traits.template_reminder = settings_.templates.can_say(MessageKind::reminder);
        traits.customer_starts = !traits.template_invitation;
        traits.sends_per_second = 80;  // a number's default throughput
        return traits;
    }

  private:
    SendRequest request(std::string_view address, std::string_view type, json content) const {
        json body = {
            {"messaging_product", "whatsapp"}, {"recipient_type", "individual"}, {"type", std::string{type}}};
        const bool number = address.starts_with('+');
        body[number ? "to" : "recipient"] = std::string{address.substr(number ? 1 : 0)};
        body[std::string{type}] = std::move(content);
        return meta_request(settings_.meta, settings_.phone_number_id + "/messages", body);
    }

    SendRequest text_request(std::string_view address, const std::string& text) const {
        return request(address, "text", {{"body", text}});
    }

    std::vector<SendRequest> interactive(std::string_view address,
                                         const WhatsAppInteractive& question) const {
        std::vector<SendRequest> requests;
        for (const auto& part : question.before) requests.push_back(text_request(address, part));
        requests.push_back(request(address, "interactive", *question.content));
        return requests;
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.meta = read_meta_settings(reader);
    settings.phone_number_id = reader.text("phone_number_id");
    settings.templates = read_templates(values, reader);
    if (percent_encode(settings.phone_number_id) != settings.phone_number_id) {
        reader.error("phone_number_id", "not a phone number's id",
                     "write the digits that Meta shows as Phone number ID");
    }
    return reader.made(reader.good() ? std::make_shared<WhatsApp>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "In Meta's app dashboard, under WhatsApp, Configuration, Webhook, enter\n"
           "  Callback URL: " +
           std::string{webhook_url} +
           "\n"
           "  Verify token: the channel's verify_token\n"
           "and subscribe to the field messages (and user_preferences, to hear of customers who stop "
           "marketing "
           "messages).\n"
           "With app_id in the channel's settings the URL can be registered by API instead. Then subscribe "
           "the app "
           "once to\n"
           "the WhatsApp Business Account:\n"
           "  curl -X POST -H \"Authorization: Bearer $ACCESS_TOKEN\" "
           "https://graph.facebook.com/v25.0/$WABA_ID/subscribed_apps\n"
           "Give each number a channel of its own, with a webhook override on the number when one app has "
           "several.\n";
}

}  // namespace

Platform whatsapp_platform() {
    return {"whatsapp", "WhatsApp (Cloud API)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
