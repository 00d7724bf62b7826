#include "adapters/slack.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/code_table.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/slack_reading.h"
#include "adapters/text.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Block Kit reference: a section's text, an actions block's elements, a button's text. Counted as sent, with
// entities.
constexpr std::size_t kMaxText = 3000;
constexpr ButtonLimits kButtons{25, 75};
constexpr long kDefaultMaxAge = 300;  // seconds, "Verifying requests from Slack"
constexpr long kLongestMaxAge = 86'400;

struct Settings {
    std::string signing_secret;
    std::string bot_token;
    std::string base_url;
    std::chrono::seconds max_age{};
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"base_url", false, false, "where to send; default https://slack.com/api"},
        {"bot_token", true, true, "for sending: the bot's token (xoxb-…), with the scope chat:write"},
        {"max_age_seconds", false, false,
         "how far a webhook's time may be from ours, in seconds, 1 to 86400; default 300"},
        {"signing_secret", true, true, "the app's signing secret (Basic information): signs webhooks"}};
    return settings;
}

// chat.postMessage, "Errors". Unknown ones are refusals of this message.
constexpr std::array kMeanings = {
    CodeMeaning{"account_inactive", SendOutcome::credentials},
    CodeMeaning{"cannot_dm_bot", SendOutcome::blocked},
    CodeMeaning{"fatal_error", SendOutcome::retry},
    CodeMeaning{"internal_error", SendOutcome::retry},
    CodeMeaning{"invalid_auth", SendOutcome::credentials},
    CodeMeaning{"missing_scope", SendOutcome::credentials},
    CodeMeaning{"not_authed", SendOutcome::credentials},
    CodeMeaning{"rate_limited", SendOutcome::retry},
    CodeMeaning{"ratelimited", SendOutcome::retry},
    CodeMeaning{"request_timeout", SendOutcome::retry},
    CodeMeaning{"restricted_action", SendOutcome::blocked},
    CodeMeaning{"service_unavailable", SendOutcome::retry},
    CodeMeaning{"team_access_not_granted", SendOutcome::account},
    CodeMeaning{"token_expired", SendOutcome::credentials},
    CodeMeaning{"token_revoked", SendOutcome::credentials},
    CodeMeaning{"user_disabled", SendOutcome::blocked},
};

Measure in_escaped_units() {
    return [units = in_utf16_units()](std::string_view text) { return units(slack_escaped(text)); };
}

json plain_text(std::string_view text) {
    return {{"type", "plain_text"}, {"text", slack_escaped(text)}};
}

json blocks(const flows::Outgoing& message, std::string_view text, const std::vector<std::string>& captions) {
    auto elements = json::array();
    for (std::size_t i = 0; i < captions.size(); ++i) {
        const auto& payload = message.choices[i].payload;
        elements.push_back({{"type", "button"},
                            {"text", plain_text(captions[i])},
                            {"value", payload},
                            {"action_id", payload}});
    }
    return json::array({json{{"type", "section"}, {"text", plain_text(text)}},
                        json{{"type", "actions"}, {"elements", std::move(elements)}}});
}

std::optional<std::int64_t> whole_seconds(std::string_view digits) {
    std::int64_t seconds = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    const bool all = failure == std::errc{} && end == digits.data() + digits.size();
    return all && seconds >= 0 ? std::optional{seconds} : std::nullopt;
}

class Slack final : public Adapter {
  public:
    explicit Slack(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        const bool form = is_form(request.headers);
        // Slack checks the certificate of our URL by an unsigned form; nothing of it is read.
        if (form && request.body.size() <= kMaxWebhookBody &&
            parameter(decode_form(request.body), "ssl_check") == "1") {
            return ignored("check of the certificate");
        }
        if (auto refusal = refuse(request, now)) return std::move(*refusal);
        if (form && request.body.size() > kMaxWebhookBody)
            return rejected(Verdict::malformed, "body too large");
        if (form) return read_slack_form(decode_form(request.body));
        auto body = read_json_body(request.body);
        if (auto* refusal = std::get_if<Received>(&body)) return std::move(*refusal);
        return read_slack_event(std::get<json>(body));
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        const auto buttoned = on_buttons(message, kButtons);
        const auto text = buttoned ? buttoned->text : with_written_choices(message);
        const auto parts = split_text(text, kMaxText, in_escaped_units());
        std::vector<SendRequest> requests;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            json body = {{"channel", std::string{address}},
                         {"text", slack_escaped(parts[i])},
                         {"mrkdwn", false},
                         {"unfurl_links", false}};
            if (buttoned && i + 1 == parts.size())
                body["blocks"] = blocks(message, parts[i], buttoned->captions);
            requests.push_back(request(body));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        const auto body = answer_json(response);
        if (outcome_of_status(response.status) == SendOutcome::sent && bool_member(body, "ok")) {
            return {SendOutcome::sent, text_member(body, "channel") + '|' + text_member(body, "ts"), "",
                    std::nullopt};
        }
        return coded_failure(response, text_member(body, "error"), kMeanings);
    }

    Traits traits() const override {
        Traits traits;
        traits.sends_per_second = 5;  // a message a second to each person, a few hundred a minute in all
        return traits;
    }

  private:
    std::optional<Received> refuse(const WebhookRequest& webhook, TimePoint now) const {
        const auto stated = proof_header(webhook.headers, "X-Slack-Request-Timestamp");
        const auto base = "v0:" + std::string{stated} + ':' + std::string{webhook.body};
        const auto expected = "v0=" + hex_encode(hmac_sha256(settings_.signing_secret, base));
        if (!same_secret(expected, proof_header(webhook.headers, "X-Slack-Signature")))
            return rejected(Verdict::forged, "X-Slack-Signature does not match");
        const auto seconds = whole_seconds(stated);
        if (!seconds) return rejected(Verdict::forged, "X-Slack-Request-Timestamp is not a time");
        const auto ours = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
        // Both ways: a clock of theirs that is hours ahead would let old webhooks be played again later.
        const auto apart = *seconds > ours ? *seconds - ours : ours - *seconds;
        if (apart > settings_.max_age.count())
            return rejected(Verdict::stale, "X-Slack-Request-Timestamp is too far from now");
        return std::nullopt;
    }

    SendRequest request(const json& body) const {
        return {"POST",
                settings_.base_url + "/chat.postMessage",
                {{"Authorization", "Bearer " + settings_.bot_token},
                 {"Content-Type", "application/json; charset=utf-8"}},
                to_text(body),
                {settings_.bot_token}};
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.signing_secret = reader.text("signing_secret");
    settings.bot_token = reader.text("bot_token");
    settings.base_url = reader.url("base_url", "https://slack.com/api");
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kLongestMaxAge).value_or(kDefaultMaxAge)};
    return reader.made(reader.good() ? std::make_shared<Slack>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const std::string url{webhook_url};
    return "At api.slack.com/apps, in your app, enter\n"
           "  Event Subscriptions, Request URL: " +
           url +
           "/events\n"
           "  Event Subscriptions, Subscribe to bot events: message.im\n"
           "  Interactivity & Shortcuts, Request URL: " +
           url +
           "/interactivity\n"
           "  OAuth & Permissions, Bot Token Scopes: chat:write, im:history, im:write, files:read\n"
           "  App Home, Show Tabs: Messages Tab, and allow users to send messages from it\n"
           "and install the app to the workspace. A contact's address is the member ID (U…).\n";
}

}  // namespace

Platform slack_platform() {
    return {"slack", "Slack", known_settings(), make, setup};
}

}  // namespace askwell::adapters
