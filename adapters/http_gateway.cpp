#include "adapters/http_gateway.h"

#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/encoding.h"
#include "adapters/http_reading.h"
#include "adapters/http_settings.h"
#include "adapters/phone.h"
#include "adapters/text.h"
#include "flows/json_source.h"
#include "flows/placeholders.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

using Escape = std::string (*)(std::string_view);

std::string as_it_is(std::string_view text) {
    return std::string{text};
}

/// As it stands between the quotes of a JSON string.
std::string in_json_string(std::string_view text) {
    const auto quoted = to_text(json(text));
    return quoted.substr(1, quoted.size() - 2);
}

class HttpGateway final : public Adapter {
  public:
    explicit HttpGateway(HttpSettings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST" && request.method != "GET") {
            return rejected(Verdict::method, "neither POST nor GET");
        }
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        if (auto refusal = refuse_unproved(settings_.proof, request, now)) return std::move(*refusal);
        return read_http_message(request, settings_.names, settings_.rule, settings_.reply,
                                 settings_.proof.kind == HttpProof::Kind::hmac);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        std::vector<SendRequest> requests;
        for (const auto& part :
             split_text(with_written_choices(message), settings_.max_length, in_utf16_units())) {
            requests.push_back(request({{"to", number(address)},
                                        {"from", settings_.from},
                                        {"text", part},
                                        {"id", own_message_id(message)},
                                        {"secret", settings_.secret}}));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        SendResult result{outcome_of_status(response.status), "", "HTTP " + std::to_string(response.status),
                          retry_after(response.headers)};
        if (result.outcome != SendOutcome::sent) return result;
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(json{});
        if (!settings_.success_pointer.empty()) {
            const auto* const told = value_at(body, settings_.success_pointer);
            if (told == nullptr || word_of(told) != settings_.success_value) {
                // Without the value it came from something else than the gateway: it may well heal.
                result.outcome = told == nullptr ? SendOutcome::retry : SendOutcome::permanent;
                result.reason += told == nullptr ? ", not the gateway's answer" : ", refused by the gateway";
                return result;
            }
        }
        const auto id =
            settings_.id_pointer.empty() ? std::string{} : word_of(value_at(body, settings_.id_pointer));
        return {SendOutcome::sent, id, "", std::nullopt};
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.opt_out_letters = settings_.rule == flows::SmsRule::china;
        traits.delivery_reports = !settings_.id_pointer.empty() && !settings_.names.status.empty();
        traits.sms_rule = settings_.rule;
        return traits;
    }

  private:
    std::string number(std::string_view address) const {
        if (settings_.number_format == "digits") return without_plus(address);
        return settings_.number_format == "mainland" ? mainland_number(address) : std::string{address};
    }

    static std::string filled(std::string_view text, const Parameters& values, Escape escape) {
        return flows::fill(text, [&](std::string_view name) -> std::optional<std::string> {
            return escape(parameter(values, name));
        });
    }

    SendRequest request(const Parameters& values) const {
        SendRequest made;
        made.method = settings_.method;
        made.url = filled(settings_.url, values, percent_encode);
        if (settings_.format == HttpFormat::json) {
            made.headers.emplace_back("Content-Type", "application/json");
            made.body = filled(settings_.body, values, in_json_string);
        } else if (settings_.format == HttpFormat::form) {
            made.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
            made.body = filled(settings_.body, values, percent_encode);
        } else {
            made.url += made.url.find('?') == std::string::npos ? '?' : '&';
            made.url += filled(settings_.body, values, percent_encode);
        }
        for (const auto& [name, value] : settings_.headers) {
            made.headers.emplace_back(name, filled(value, values, as_it_is));
        }
        if (!settings_.username.empty()) {
            const auto credentials = base64_encode(settings_.username + ':' + settings_.secret);
            made.headers.emplace_back("Authorization", "Basic " + credentials);
            made.secrets.push_back(credentials);
        }
        if (!settings_.secret.empty()) {
            made.secrets.push_back(settings_.secret);
            const auto encoded = percent_encode(settings_.secret);
            if (encoded != settings_.secret) made.secrets.push_back(encoded);
        }
        return made;
    }

    HttpSettings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, http_settings()};
    auto settings = read_http_settings(values, reader);
    return reader.made(reader.good() ? std::make_shared<HttpGateway>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url{webhook_url};
    return "At the gateway enter, for incoming messages and for delivery reports,\n  " + url +
           "\nor, with proof url_secret,\n  " + url +
           "/URL_SECRET\nThe settings describe the gateway, for instance\n"
           "  \"url\": \"https://gateway.example/send\", \"headers\": {\"X-Api-Key\": \"{secret}\"},\n"
           "  \"body\": \"{\\\"to\\\": \\\"{to}\\\", \\\"text\\\": \\\"{text}\\\", \\\"reference\\\": "
           "\\\"{id}\\\"}\",\n"
           "  \"inbound\": {\"sender\": \"from\", \"text\": \"text\", \"id\": \"id\"},\n"
           "  \"report\": {\"status\": \"status\", \"id\": \"reference\", \"to\": \"to\", \"error\": "
           "\"error\",\n"
           "             \"delivered\": [\"delivered\"], \"failed\": [\"failed\"], \"blocked\": "
           "[\"stopped\"]}\n";
}

}  // namespace

Platform http_platform() {
    return {"http", "Any gateway with an HTTP API", http_settings(), make, setup};
}

}  // namespace askwell::adapters
