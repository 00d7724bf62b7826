#include "adapters/telegram.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/crypto.h"
#include "adapters/settings.h"
#include "adapters/telegram_update.h"
#include "adapters/text.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 4096;  // Bot API, sendMessage; counted in UTF-16 units to be safe
constexpr std::size_t kShortCaption = 4;
constexpr std::size_t kButtonsPerRow = 6;
constexpr std::array kAllowedUpdates = {"message", "callback_query", "my_chat_member"};

struct Settings {
    std::string token;
    std::string secret_token;
    std::string base_url;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"base_url", false, false, "where to send; default https://api.telegram.org"},
        {"secret_token", true, true, "proves webhooks, as given to setWebhook; 1 to 256 of A-Z a-z 0-9 _ -"},
        {"token", true, true, "for sending: the bot's token from @BotFather"}};
    return settings;
}

json button(const flows::Outgoing& message, std::size_t position) {
    return {{"text", button_caption(message, position)},
            {"callback_data", message.choices[position].payload}};
}

/// Short captions (numbers, yes and no) stand side by side, all others one below the other, as thumbs and
/// eyes like it.
json keyboard(const flows::Outgoing& message) {
    const auto units = in_utf16_units();
    std::size_t longest = 0;
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        longest = std::max(longest, units(button_caption(message, i)));
    }
    const std::size_t per_row = longest <= kShortCaption ? kButtonsPerRow : 1;
    json rows = json::array();
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        if (i % per_row == 0) rows.push_back(json::array());
        rows.back().push_back(button(message, i));
    }
    return {{"inline_keyboard", std::move(rows)}};
}

/// A number when it is one: the Bot API also takes names ("@channel") as strings.
json chat_id(std::string_view address) {
    std::int64_t id = 0;
    const auto [end, failure] = std::from_chars(address.data(), address.data() + address.size(), id);
    if (failure == std::errc{} && end == address.data() + address.size()) return id;
    return std::string{address};
}

struct Meaning {
    int status;
    std::string_view description;  ///< part of what the Bot API says
    SendOutcome outcome;
};

// Descriptions from Telegram's open-source Bot API server. Anything else goes by its status.
constexpr std::array kMeanings = {
    Meaning{403, "bot was blocked by the user", SendOutcome::blocked},
    Meaning{403, "user is deactivated", SendOutcome::blocked},
    Meaning{403, "bot was kicked", SendOutcome::blocked},
    Meaning{403, "bot is not a member", SendOutcome::blocked},
    Meaning{403, "bot can't initiate conversation with a user", SendOutcome::blocked},
    Meaning{400, "chat not found", SendOutcome::permanent},
    Meaning{400, "message is too long", SendOutcome::permanent},
    Meaning{400, "query is too old", SendOutcome::permanent},
    Meaning{400, "group chat was upgraded", SendOutcome::permanent},
};

SendOutcome outcome_of(int status) {
    // An unknown token gives 404, a revoked one 401.
    if (status == 404) return SendOutcome::credentials;
    if (status == 403) return SendOutcome::blocked;
    return outcome_of_status(status);
}

class Telegram final : public Adapter {
  public:
    explicit Telegram(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        // Telegram signs neither body nor time: the secret token is all there is.
        if (!same_secret(settings_.secret_token,
                         proof_header(request.headers, "X-Telegram-Bot-Api-Secret-Token"))) {
            return rejected(Verdict::forged, "X-Telegram-Bot-Api-Secret-Token does not match");
        }
        auto update = read_json_body(request.body);
        if (auto* refusal = std::get_if<Received>(&update)) return std::move(*refusal);
        return read_telegram_update(std::get<json>(update), bot_id());
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& /*context*/) const override {
        const auto parts = split_text(message.text, kMaxText, in_utf16_units());
        std::vector<SendRequest> requests;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            json body = {{"chat_id", chat_id(address)}, {"text", parts[i]}};
            if (i + 1 == parts.size() && !message.choices.empty()) body["reply_markup"] = keyboard(message);
            requests.push_back(call("sendMessage", body));
        }
        return requests;
    }

    std::optional<SendRequest> acknowledge(const InboundChoice& choice) const override {
        if (choice.callback_id.empty()) return std::nullopt;
        return call("answerCallbackQuery", {{"callback_query_id", choice.callback_id}});
    }

    SendResult result(const SendResponse& response) const override {
        flows::JsonError error;
        const auto body = flows::parse_json(response.body, error).value_or(json{});
        if (response.status >= 200 && response.status < 300 && bool_member(body, "ok")) {
            const auto* sent = member(body, "result");
            const auto id = sent == nullptr ? std::nullopt : integer_member(*sent, "message_id");
            return {SendOutcome::sent, id ? std::to_string(*id) : "", "", std::nullopt};
        }
        return failure(body, response);
    }

    std::optional<SendRequest> registration(std::string_view webhook_url) const override {
        auto request = call("setWebhook", {{"url", webhook_url},
                                           {"secret_token", settings_.secret_token},
                                           {"allowed_updates", kAllowedUpdates}});
        request.secrets.push_back(settings_.secret_token);
        return request;
    }

    Traits traits() const override {
        Traits traits;
        traits.customer_starts = true;
        return traits;
    }

  private:
    /// A token begins with its bot's id.
    std::string bot_id() const { return settings_.token.substr(0, settings_.token.find(':')); }

    SendRequest call(std::string_view method, const json& body) const {
        return {"POST",
                settings_.base_url + "/bot" + settings_.token + '/' + std::string{method},
                {{"Content-Type", "application/json"}},
                to_text(body),
                {settings_.token}};
    }

    static SendResult failure(const json& body, const SendResponse& response) {
        const auto code = integer_member(body, "error_code");
        const int status = code && *code >= 400 && *code < 600 ? static_cast<int>(*code) : response.status;
        // A 2xx that does not say ok came from something else than Telegram: it may well heal.
        SendResult result{status < 300 ? SendOutcome::retry : outcome_of(status), "",
                          "HTTP " + std::to_string(status), retry_after(response.headers)};
        const auto description = text_member(body, "description");
        for (const auto& meaning : kMeanings) {
            if (meaning.status != status || description.find(meaning.description) == std::string::npos) {
                continue;
            }
            result.outcome = meaning.outcome;
            result.reason += ": " + std::string{meaning.description};
        }
        if (const auto* parameters = member(body, "parameters")) {
            const auto seconds = integer_member(*parameters, "retry_after");
            if (seconds) {
                result.retry_after = std::chrono::seconds{std::clamp<std::int64_t>(*seconds, 0, 86'400)};
            }
            // Nobody asks groups: only private chats are read, so its new id is of no use.
            if (member(*parameters, "migrate_to_chat_id") != nullptr)
                result.reason += ": a group, with a new id";
        }
        return result;
    }

    Settings settings_;
};

bool is_secret_token(std::string_view token) {
    return token.size() <= 256 && std::all_of(token.begin(), token.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

bool is_bot_token(std::string_view token) {
    const auto colon = token.find(':');
    return colon != std::string_view::npos && colon > 0 && is_secret_token(token.substr(0, colon)) &&
           is_secret_token(token.substr(colon + 1));
}

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.token = reader.text("token");
    settings.secret_token = reader.text("secret_token");
    settings.base_url = reader.url("base_url", "https://api.telegram.org");
    if (!settings.token.empty() && !is_bot_token(settings.token)) {
        reader.error("token", "not a bot's token",
                     "write it as @BotFather gave it: digits, a colon, letters and digits");
    }
    if (!is_secret_token(settings.secret_token)) {
        reader.error("secret_token", "has characters that Telegram does not allow",
                     "use 1 to 256 of A-Z a-z 0-9 _ -");
    }
    return reader.made(reader.good() ? std::make_shared<Telegram>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return "The webhook can be registered by API. By hand, once, with the same secret_token as in the "
           "configuration:\n"
           "  curl https://api.telegram.org/bot$TOKEN/setWebhook -d secret_token=$SECRET_TOKEN \\\n    -d "
           "url=" +
           std::string{webhook_url} +
           " \\\n    -d 'allowed_updates=[\"message\",\"callback_query\",\"my_chat_member\"]'\n"
           "Telegram calls https on ports 443, 80, 88 and 8443 only.\n";
}

}  // namespace

Platform telegram_platform() {
    return {"telegram", "Telegram", known_settings(), make, setup};
}

}  // namespace askwell::adapters
