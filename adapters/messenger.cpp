#include "adapters/messenger.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/messenger_reading.h"
#include "adapters/meta.h"
#include "adapters/settings.h"
#include "adapters/text.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 2000;         // Send API, message.text; counted in UTF-16 units to be safe
constexpr ButtonLimits kQuickReplies{13, 20};  // Send API, quick_replies and their title

// "Send API error codes" and "Graph API common error codes". The code alone comes after its subcodes.
constexpr std::array kMeanings = {
    MetaMeaning{-1, 0, SendOutcome::retry, "unknown error"},
    MetaMeaning{2, 0, SendOutcome::retry, "temporary failure"},
    MetaMeaning{4, 0, SendOutcome::retry, "too many calls"},
    MetaMeaning{10, 2018278, SendOutcome::window_closed, "outside the 24-hour window"},
    MetaMeaning{32, 0, SendOutcome::retry, "too many calls for this page"},
    MetaMeaning{100, 2018001, SendOutcome::blocked, "no such recipient"},
    MetaMeaning{100, 0, SendOutcome::permanent, "wrong parameter"},
    MetaMeaning{190, 0, SendOutcome::credentials, "token not valid"},
    MetaMeaning{200, 1545041, SendOutcome::blocked, "recipient not available"},
    MetaMeaning{551, 0, SendOutcome::blocked, "recipient not available"},
    MetaMeaning{613, 0, SendOutcome::retry, "too many calls"},
    MetaMeaning{1200, 0, SendOutcome::retry, "temporary failure"},
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings =
        meta_settings("for sending: the page's access token with pages_messaging", {});
    return settings;
}

std::string sent_id(const json& body) {
    return text_member(body, "message_id");
}

json quick_replies(const flows::Outgoing& message, const std::vector<std::string>& captions) {
    auto all = json::array();
    for (std::size_t i = 0; i < captions.size(); ++i) {
        all.push_back(
            {{"content_type", "text"}, {"title", captions[i]}, {"payload", message.choices[i].payload}});
    }
    return all;
}

class Messenger final : public Adapter {
  public:
    explicit Messenger(MetaSettings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        return receive_from_meta(request, settings_, "page", read_messenger_entry);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!context.window_open) return {};  // tags are for people, not for surveys
        const auto buttoned = on_buttons(message, kQuickReplies);
        const auto text = buttoned ? buttoned->text : with_written_choices(message);
        const auto parts = split_text(text, kMaxText, in_utf16_units());
        std::vector<SendRequest> requests;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            json content = {{"text", parts[i]}};
            if (buttoned && i + 1 == parts.size())
                content["quick_replies"] = quick_replies(message, buttoned->captions);
            requests.push_back(meta_request(settings_, "me/messages",
                                            {{"recipient", {{"id", std::string{address}}}},
                                             {"messaging_type", "RESPONSE"},
                                             {"message", std::move(content)}}));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        return meta_result(response, kMeanings, sent_id);
    }

    std::optional<SendRequest> registration(std::string_view webhook_url) const override {
        return meta_registration(settings_, "page",
                                 "messages,messaging_postbacks,message_deliveries,messaging_referrals",
                                 webhook_url);
    }

    Traits traits() const override {
        Traits traits;
        traits.delivery_reports = true;
        traits.customer_starts = true;
        traits.window = std::chrono::hours{24};
        return traits;
    }

  private:
    MetaSettings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    auto settings = read_meta_settings(reader);
    return reader.made(reader.good() ? std::make_shared<Messenger>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "In Meta's app dashboard, under Messenger, API settings, Configure webhooks, enter\n"
           "  Callback URL: " +
           std::string{webhook_url} +
           "\n"
           "  Verify token: the channel's verify_token\n"
           "and subscribe the page to messages, messaging_postbacks, message_deliveries and "
           "messaging_referrals.\n"
           "With app_id in the channel's settings the URL can be registered by API instead.\n"
           "Where the law asks for it (Germany, California), say in the survey's greeting that it is "
           "automated.\n";
}

}  // namespace

Platform messenger_platform() {
    return {"messenger", "Facebook Messenger", known_settings(), make, setup};
}

}  // namespace askwell::adapters
