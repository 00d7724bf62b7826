#include "adapters/feishu.h"

#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/code_table.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/feishu_event.h"
#include "adapters/feishu_proof.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/utc.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// A request may have 150 KB, and an escaped character take seven bytes.
constexpr std::size_t kMaxText = 20'000;     // bytes
constexpr std::size_t kMaxCard = 30 * 1024;  // bytes
constexpr long kDefaultAge = 8 * 3600;       // seconds: the last repeat of an event comes after seven hours
constexpr long kLongestAge = 7 * 24 * 3600;  // seconds

// Codes of Feishu's messaging API and of its gateway.
constexpr std::array kMeanings = {
    CodeMeaning{"10003", SendOutcome::credentials, "app_id or app_secret not valid"},
    CodeMeaning{"10014", SendOutcome::credentials, "app_secret not valid"},
    CodeMeaning{"230001", SendOutcome::permanent, "parameter not valid"},
    CodeMeaning{"230002", SendOutcome::permanent, "bot not in the chat"},
    CodeMeaning{"230006", SendOutcome::permanent, "the app has no bot"},
    CodeMeaning{"230013", SendOutcome::blocked, "bot not available to the recipient"},
    CodeMeaning{"230020", SendOutcome::retry, "too many messages"},
    CodeMeaning{"230053", SendOutcome::blocked, "recipient has stopped the bot"},
    CodeMeaning{"99991400", SendOutcome::retry, "too many requests"},
    CodeMeaning{"99991661", SendOutcome::credentials, "access token missing"},
    CodeMeaning{"99991663", SendOutcome::credentials, "access token not valid"},
    CodeMeaning{"99991664", SendOutcome::credentials, "access token not valid"},
};

struct Settings {
    FeishuSecrets secrets;
    std::string app_id;
    std::string app_secret;
    std::string base_url;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"app_id", true, false, "the app's id (cli_…); only for sending"},
        {"app_secret", true, true, "the app's secret; only for sending: fetches access tokens"},
        {"base_url", false, false,
         "where to send; default https://open.feishu.cn, for Lark https://open.larksuite.com"},
        {"encrypt_key", false, true, "Encrypt Key of the app's events; without it nothing is signed"},
        {"max_age_seconds", false, false, "how old a webhook's signature may be; default 28800"},
        {"verification_token", true, true, "Verification Token of the app's events"}};
    return settings;
}

json plain_text(std::string_view text) {
    return {{"tag", "plain_text"}, {"content", text}};
}

json card(const flows::Outgoing& message) {
    json buttons = json::array();
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        buttons.push_back({{"tag", "button"},
                           {"text", plain_text(button_caption(message, i))},
                           {"type", "default"},
                           {"value", {{"payload", message.choices[i].payload}}}});
    }
    const json said = {{"tag", "div"}, {"text", plain_text(message.text)}};
    const json taps = {{"tag", "action"}, {"actions", std::move(buttons)}};
    return {{"config", {{"wide_screen_mode", true}}}, {"elements", json::array({said, taps})}};
}

/// Feishu sends only the first of two requests with the same uuid within an hour: the same message and part
/// must have the same. At most 50 characters.
std::string uuid(const flows::Outgoing& message, std::size_t part) {
    return hex_encode(sha256(fmt::format("{}/{}", own_message_id(message), part))).substr(0, 32);
}

class Feishu final : public Adapter {
  public:
    explicit Feishu(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        auto proven = prove_feishu(request, settings_.secrets, now);
        if (auto* const refusal = std::get_if<Received>(&proven)) return std::move(*refusal);
        return read_feishu_event(std::get<json>(proven));
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!message.choices.empty()) {
            const auto content = to_text(card(message));
            if (content.size() <= kMaxCard) {
                return {send(address, "interactive", content, uuid(message, 0), context)};
            }
        }
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxText, in_bytes())) {
            const auto content = to_text({{"text", part}});
            requests.push_back(send(address, "text", content, uuid(message, requests.size()), context));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        const auto answer = answer_json(response);
        const auto code = word_member(answer, "code");
        if (code == "0" && outcome_of_status(response.status) == SendOutcome::sent) {
            const auto* const data = member(answer, "data");
            return {SendOutcome::sent, data == nullptr ? "" : text_member(*data, "message_id"), "",
                    std::nullopt};
        }
        auto failure = coded_failure(response, code, kMeanings);
        if (const auto seconds = whole_number(header(response.headers, "x-ogw-ratelimit-reset"));
            seconds && failure.outcome == SendOutcome::retry && !failure.retry_after) {
            failure.retry_after = std::min<Duration>(std::chrono::seconds{*seconds}, flows::kDay);
        }
        return failure;
    }

    std::optional<SendRequest> token_request() const override {
        return post_json(settings_.base_url + "/open-apis/auth/v3/tenant_access_token/internal",
                         {{"app_id", settings_.app_id}, {"app_secret", settings_.app_secret}}, {},
                         {settings_.app_secret});
    }

    std::variant<TokenGrant, SendResult> read_token(const SendResponse& response) const override {
        const auto answer = answer_json(response);
        const auto code = word_member(answer, "code");
        return token_of(answer, "tenant_access_token", "expire",
                        coded_failure(response, code == "0" ? "" : code, kMeanings));
    }

    Traits traits() const override {
        Traits traits;
        traits.access_token = true;
        traits.delivery_reports = true;
        return traits;
    }

  private:
    SendRequest send(std::string_view address, std::string_view kind, const std::string& content,
                     const std::string& idempotency_key, const ComposeContext& context) const {
        return post_json(
            settings_.base_url + "/open-apis/im/v1/messages?receive_id_type=open_id",
            {{"receive_id", address}, {"msg_type", kind}, {"content", content}, {"uuid", idempotency_key}},
            {{"Authorization", "Bearer " + context.access_token}}, {context.access_token});
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.secrets.encrypt_key = reader.text("encrypt_key");
    settings.secrets.verification_token = reader.text("verification_token");
    settings.secrets.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kLongestAge).value_or(kDefaultAge)};
    settings.app_id = reader.text("app_id");
    settings.app_secret = reader.text("app_secret");
    settings.base_url = reader.url("base_url", "https://open.feishu.cn");
    return reader.made(reader.good() ? std::make_shared<Feishu>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return fmt::format(
        "In the developer console (open.feishu.cn, for Lark open.larksuite.com), at the app, add the "
        "ability\n"
        "机器人, then under 开发配置 > 事件与回调:\n"
        "  加密策略: Encrypt Key and Verification Token as in the channel\n"
        "  事件配置: 将事件发送至开发者服务器, request URL {0},\n"
        "    events im.message.receive_v1 and im.message.message_read_v1\n"
        "  回调配置: 将回调发送至开发者服务器, request URL {0}, callback card.action.trigger\n"
        "Under 权限管理 grant im:message:send_as_bot, im:message.p2p_msg:readonly and\n"
        "im:message.group_at_msg:readonly, and publish a version (版本管理与发布).\n",
        webhook_url);
}

}  // namespace

Platform feishu_platform() {
    return {"feishu", "Feishu and Lark (飞书)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
