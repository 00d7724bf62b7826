#include "adapters/wechat_oa.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/templates.h"
#include "adapters/text.h"
#include "adapters/wechat_message.h"
#include "adapters/wx_api.h"
#include "adapters/wx_envelope.h"
#include "adapters/wx_reading.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr long kDefaultAge = 300;  // seconds
constexpr long kLongestAge = 7 * 24 * 3600;
constexpr std::string_view kAnyMode = "any";
constexpr std::string_view kSafeMode = "safe";
constexpr std::string_view kAlways = "always";
constexpr std::string_view kPlain = "plain";
constexpr Duration kWindow = std::chrono::hours{48};
constexpr int kBudget = 5;
// … and after a follow, a scan or a tap on the account's menu.
constexpr flows::Window kEventWindow{std::chrono::minutes{1}, 3};
// WeChat waits five seconds; what is left pays for the way there and back.
constexpr Duration kReplyWithin = std::chrono::seconds{4};

struct Settings {
    std::string token;
    std::string appid;
    std::string appsecret;
    std::string aes_key;  ///< decoded; "" = nothing is encrypted
    std::string base_url;
    std::string mode;
    std::string passive_reply;
    Duration max_age{};
    Templates templates;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"appid", true, false, "the account's AppID (wx…)"},
        {"appsecret", true, true, "the account's AppSecret; only for sending: fetches access tokens"},
        {"base_url", false, false, "where to send; default https://api.weixin.qq.com"},
        {"encoding_aes_key", false, true,
         "EncodingAESKey, 43 letters and digits; for compatible and safe mode"},
        {"max_age_seconds", false, false, "how old a webhook's signature may be; default 300"},
        {"mode", false, false, "\"any\" (default), or \"safe\": refuses what is not encrypted"},
        {"passive_reply", false, false,
         "\"always\" (default): whatever is ready in time is said in the webhook's response, choices as "
         "numbered "
         "lines; \"plain\": only texts without choices, which a verified account then sends as a menu to "
         "tap"},
        templates_setting(false),
        {"token", true, true, "the Token of the server configuration: signs webhooks"}};
    return settings;
}

HttpReply nothing_to_say() {
    return {200, "text/plain", "success"};
}

/// Whom to answer and how, for reply_now(): WeChat takes the answer from the account that was written to, and
/// encrypted when the message was.
std::string reply_route(const Inbound& inbound, const WxStamp& stamp, bool encrypted) {
    Parameters route = {{"to", inbound.address}, {"from", inbound.recipient}};
    if (encrypted) route.emplace_back("nonce", stamp.nonce);
    return encode_form(route);
}

/// What the envelope begins with, so that the same text never encrypts to the same bytes.
std::string sixteen_bytes(std::string_view nonce) {
    return sha256(nonce).substr(0, 16);
}

class WeChat final : public Adapter {
  public:
    explicit WeChat(Settings settings)
        : settings_(std::move(settings)), envelope_(settings_.token, settings_.aes_key, settings_.appid) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (auto refused = refuse_wx_call(request)) return std::move(*refused);
        const auto query = decode_form(query_of(request.target));
        if (request.method == "GET") return check_url(query, now);
        const bool encrypted =
            parameter(query, "encrypt_type") == "aes" || find_parameter(query, "msg_signature") != nullptr;
        auto received =
            encrypted ? read_sealed(query, request.body, now) : read_plain(query, request.body, now);
        for (auto& inbound : received.messages) {
            inbound.reply_route = reply_route(inbound, wx_stamp(query, "signature"), encrypted);
        }
        return received;
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!context.window_open) return by_template(address, message, context);
        if (has_wechat_menu(message)) return {custom(address, "msgmenu", wechat_menu(message), context)};
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxWeChatText, in_bytes())) {
            requests.push_back(custom(address, "text", {{"content", part}}, context));
        }
        return requests;
    }

    std::optional<HttpReply> reply_now(const std::vector<flows::Outgoing>& messages,
                                       const ComposeContext& context) const override {
        std::string text;
        for (const auto& message : messages) {
            if (settings_.passive_reply == kPlain && !message.choices.empty()) return std::nullopt;
            text += (text.empty() ? "" : "\n\n") + with_written_choices(message);
        }
        const auto route = decode_form(context.reply_route);
        if (text.empty() || text.size() > kMaxWeChatText || parameter(route, "to").empty())
            return std::nullopt;
        return HttpReply{200, "text/xml; charset=utf-8", answer(route, text, context)};
    }

    SendResult result(const SendResponse& response) const override {
        return read_wx_answer(response, wechat_codes());
    }

    std::optional<SendRequest> token_request() const override {
        // The stable token: fetching it does not invalidate the one that another service of the account uses.
        return post_json(settings_.base_url + "/cgi-bin/stable_token",
                         {{"grant_type", "client_credential"},
                          {"appid", settings_.appid},
                          {"secret", settings_.appsecret},
                          {"force_refresh", false}},
                         {}, {settings_.appsecret});
    }

    std::variant<TokenGrant, SendResult> read_token(const SendResponse& response) const override {
        return read_wx_token(response, wechat_codes());
    }

    Traits traits() const override {
        Traits traits;
        traits.window = kWindow;
        traits.budget = kBudget;
        traits.templates = !settings_.templates.empty();
        traits.template_invitation = settings_.templates.can_say(flows::MessageKind::invitation);
        traits.template_reminder = settings_.templates.can_say(flows::MessageKind::reminder);
        traits.customer_starts = !traits.template_invitation;
        traits.delivery_reports = traits.templates;  // customer-service messages are never reported
        traits.access_token = true;
        traits.reply_within = kReplyWithin;
        return traits;
    }

  private:
    /// Where nothing is encrypted the signature covers time and nonce alone.
    std::optional<Received> refuse(const Parameters& query, TimePoint now) const {
        return refuse_wx_stamp(envelope_, wx_stamp(query, "signature"), "", now, settings_.max_age);
    }

    Received check_url(const Parameters& query, TimePoint now) const {
        if (auto refused = refuse(query, now)) return std::move(*refused);
        const auto* const echo = find_parameter(query, "echostr");
        if (echo == nullptr) return rejected(Verdict::malformed, "no echostr");
        return wx_url_checked(*echo);
    }

    Received read_plain(const Parameters& query, std::string_view body, TimePoint now) const {
        if (settings_.mode == kSafeMode)
            return rejected(Verdict::forged, "not encrypted, and mode is \"safe\"");
        if (auto refused = refuse(query, now)) return std::move(*refused);
        return read_wx_message(body, nothing_to_say(), kEventWindow);
    }

    /// In compatible mode the clear fields stand beside the encrypted ones: nobody has signed those.
    Received read_sealed(const Parameters& query, std::string_view body, TimePoint now) const {
        auto opened = open_wx_body(envelope_, query, body, now, settings_.max_age);
        if (opened.refusal.verdict != Verdict::accept) return opened.refusal;
        return read_wx_message(opened.clear, nothing_to_say(), kEventWindow);
    }

    SendRequest custom(std::string_view address, const std::string& kind, const json& content,
                       const ComposeContext& context) const {
        return wx_post(settings_.base_url + "/cgi-bin/message/custom/send", context.access_token,
                       {{"touser", address}, {"msgtype", kind}, {kind, content}});
    }

    std::vector<SendRequest> by_template(std::string_view address, const flows::Outgoing& message,
                                         const ComposeContext& context) const {
        const auto* const chosen = settings_.templates.find(message);
        if (chosen == nullptr) return {};
        return {wx_post(settings_.base_url + "/cgi-bin/message/template/send", context.access_token,
                        {{"touser", address},
                         {"template_id", chosen->name},
                         {"data", wechat_template_data(*chosen, message)}})};
    }

    std::string answer(const Parameters& route, std::string_view text, const ComposeContext& context) const {
        const auto seconds = std::chrono::floor<std::chrono::seconds>(context.now).time_since_epoch().count();
        auto clear = wechat_answer(parameter(route, "to"), parameter(route, "from"), text, seconds);
        const auto* const nonce = find_parameter(route, "nonce");
        if (nonce == nullptr) return clear;
        return envelope_.sealed_reply(clear, sixteen_bytes(context.nonce), std::to_string(seconds), *nonce);
    }

    Settings settings_;
    WxEnvelope envelope_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.token = reader.text("token");
    settings.appid = reader.text("appid");
    settings.appsecret = reader.text("appsecret");
    settings.aes_key = read_aes_key(reader);
    settings.base_url = reader.url("base_url", "https://api.weixin.qq.com");
    settings.mode = reader.choice("mode", {kAnyMode, kSafeMode});
    settings.passive_reply = reader.choice("passive_reply", {kAlways, kPlain});
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kLongestAge).value_or(kDefaultAge)};
    settings.templates = read_templates(values, reader);
    if (settings.mode == kSafeMode && settings.aes_key.empty()) {
        reader.error("encoding_aes_key", "missing, but mode is \"safe\"",
                     "write the EncodingAESKey of the server configuration");
    }
    return reader.made(reader.good() ? std::make_shared<WeChat>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return fmt::format(
        "In the console of the account (mp.weixin.qq.com), under 设置与开发 > 基本配置 > 服务器配置, enter:\n"
        "  URL: {}\n"
        "  Token: the channel's \"token\"\n"
        "  EncodingAESKey: the channel's \"encoding_aes_key\"\n"
        "  消息加解密方式: 安全模式; then set \"mode\": \"safe\" in the channel\n"
        "and switch it on (启用) while the service runs: WeChat checks the URL at once. Under IP白名单 enter "
        "the\n"
        "address that this service sends from.\n",
        webhook_url);
}

}  // namespace

Platform wechat_oa_platform() {
    return {"wechat_oa", "WeChat Official Account (微信公众号)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
