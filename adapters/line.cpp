#include "adapters/line.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/line_reading.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/uuid.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Messaging API reference: text message, quick reply, postback action; LINE counts UTF-16 units.
constexpr std::size_t kMaxText = 5000;
constexpr std::size_t kMessagesPerRequest = 5;
constexpr ButtonLimits kQuickReplies{13, 20};

struct Settings {
    std::string channel_secret;
    std::string channel_access_token;
    std::string base_url;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"base_url", false, false, "where to send; default https://api.line.me"},
        {"channel_access_token", true, true, "for sending: the channel's long-lived access token"},
        {"channel_secret", true, true, "the channel's secret (Basic settings): signs webhooks"}};
    return settings;
}

/// displayText puts the tapped caption into the chat, as if it had been written.
json quick_reply(const flows::Outgoing& message, const std::vector<std::string>& captions) {
    auto items = json::array();
    for (std::size_t i = 0; i < captions.size(); ++i) {
        json action = {{"type", "postback"},
                       {"label", captions[i]},
                       {"data", message.choices[i].payload},
                       {"displayText", captions[i]}};
        items.push_back({{"type", "action"}, {"action", std::move(action)}});
    }
    return {{"items", std::move(items)}};
}

std::vector<json> messages_of(const flows::Outgoing& message) {
    const auto buttoned = on_buttons(message, kQuickReplies);
    const auto text = buttoned ? buttoned->text : with_written_choices(message);
    std::vector<json> messages;
    for (const auto& part : split_text(text, kMaxText, in_utf16_units()))
        messages.push_back({{"type", "text"}, {"text", part}});
    if (buttoned) messages.back()["quickReply"] = quick_reply(message, buttoned->captions);
    return messages;
}

class Line final : public Adapter {
  public:
    explicit Line(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        const auto expected = base64_encode(hmac_sha256(settings_.channel_secret, request.body));
        if (!same_secret(expected, proof_header(request.headers, "X-Line-Signature"))) {
            return rejected(Verdict::forged, "X-Line-Signature does not match");
        }
        auto body = read_json_body(request.body);
        if (auto* refusal = std::get_if<Received>(&body)) return std::move(*refusal);
        return read_line_webhook(std::get<json>(body));
    }

    /// The first request answers by reply token when there is one: such messages are free of charge. A token
    /// serves once, so all others are pushed.
    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        const auto messages = messages_of(message);
        std::vector<SendRequest> requests;
        for (std::size_t first = 0; first < messages.size(); first += kMessagesPerRequest) {
            const auto count = std::min(kMessagesPerRequest, messages.size() - first);
            const auto begin = messages.begin() + static_cast<std::ptrdiff_t>(first);
            json batch(std::vector<json>(begin, begin + static_cast<std::ptrdiff_t>(count)));
            if (first == 0 && !context.reply_route.empty()) {
                requests.push_back(
                    call("POST", "message/reply",
                         {{"replyToken", context.reply_route}, {"messages", std::move(batch)}}));
                continue;
            }
            auto push =
                call("POST", "message/push", {{"to", std::string{address}}, {"messages", std::move(batch)}});
            // The same for every try of this message: LINE says it once, however often we ask.
            push.headers.emplace_back(
                "X-Line-Retry-Key", uuid_of(own_message_id(message) + '/' + std::to_string(requests.size())));
            requests.push_back(std::move(push));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(json{});
        // 409: a request with this retry key was accepted before.
        if (response.status == 409 || outcome_of_status(response.status) == SendOutcome::sent) {
            const auto& sent = array_member(body, "sentMessages");
            return {SendOutcome::sent, sent.empty() ? "" : text_member(sent[0], "id"), "", std::nullopt};
        }
        return failure(text_member(body, "message"), response);
    }

    std::optional<SendRequest> registration(std::string_view webhook_url) const override {
        return call("PUT", "channel/webhook/endpoint", {{"endpoint", std::string{webhook_url}}});
    }

    Traits traits() const override {
        Traits traits;
        traits.customer_starts = true;    // only friends of the account can be written to
        traits.sends_per_second = 2'000;  // documented for reply and for push
        return traits;
    }

  private:
    SendRequest call(std::string_view method, std::string_view path, const json& body) const {
        return {std::string{method},
                settings_.base_url + "/v2/bot/" + std::string{path},
                {{"Authorization", "Bearer " + settings_.channel_access_token},
                 {"Content-Type", "application/json"}},
                to_text(body),
                {settings_.channel_access_token}};
    }

    static SendResult failure(const std::string& message, const SendResponse& response) {
        const auto says = [&message](std::string_view words) {
            return message.find(words) != std::string::npos;
        };
        SendResult result{outcome_of_status(response.status), "", "HTTP " + std::to_string(response.status),
                          retry_after(response.headers)};
        if (response.status == 429 && says("monthly limit")) {
            result.outcome = SendOutcome::account;
            result.reason += ": monthly limit";
        } else if (response.status == 403) {
            result.outcome = SendOutcome::account;
            result.reason += ": not in the account's plan";
        } else if (response.status == 400 && says("Invalid reply token")) {
            // The sender composes it once more, without the token: as a push.
            result.reason += ": reply token used or too old";
        }
        return result;
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.channel_secret = reader.text("channel_secret");
    settings.channel_access_token = reader.text("channel_access_token");
    settings.base_url = reader.url("base_url", "https://api.line.me");
    return reader.made(reader.good() ? std::make_shared<Line>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "In the LINE Developers Console, at the channel's Messaging API tab, enter\n"
           "  Webhook URL: " +
           std::string{webhook_url} +
           "\n"
           "and switch on \"Use webhook\" and \"Webhook redelivery\". In the LINE Official Account Manager "
           "switch "
           "off\n"
           "\"Auto-response messages\" and \"Greeting message\". The URL can also be registered by API.\n";
}

}  // namespace

Platform line_platform() {
    return {"line", "LINE", known_settings(), make, setup};
}

}  // namespace askwell::adapters
