#include "adapters/wecom.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/wx_api.h"
#include "adapters/wx_envelope.h"
#include "adapters/wx_reading.h"

namespace askwell::adapters {

namespace {

using flows::MessageKind;
using nlohmann::json;

constexpr std::size_t kMaxText = 2048;  // bytes; what is longer is cut silently
// Limits of the card button_interaction; lengths in UTF-16 units, beyond which phones cut.
constexpr std::size_t kMaxButtons = 6;
constexpr std::size_t kMaxCaption = 10;
constexpr std::size_t kMaxCardText = 112;
constexpr int kDuplicateSeconds = 1800;
constexpr long kDefaultAge = 300;  // seconds
constexpr long kLongestAge = 7 * 24 * 3600;
constexpr long kLargestAgent = 2'147'483'647;
constexpr double kPerSecond = 10;

// Codes of WeCom's global error list.
constexpr std::array kMeanings = {
    CodeMeaning{"-1", SendOutcome::retry, "system busy"},
    CodeMeaning{"40001", SendOutcome::credentials, "corp secret not valid"},
    CodeMeaning{"40003", SendOutcome::permanent, "not a user id of this company"},
    CodeMeaning{"40013", SendOutcome::credentials, "corp id not valid"},
    CodeMeaning{"40014", SendOutcome::credentials, "access token not valid"},
    CodeMeaning{"40056", SendOutcome::permanent, "agent id not valid"},
    CodeMeaning{"40058", SendOutcome::permanent, "parameter not valid"},
    CodeMeaning{"41001", SendOutcome::credentials, "access token missing"},
    CodeMeaning{"42001", SendOutcome::credentials, "access token expired"},
    CodeMeaning{"45002", SendOutcome::permanent, "text too long"},
    CodeMeaning{"45009", SendOutcome::retry, "too many requests"},
    CodeMeaning{"45033", SendOutcome::retry, "too many requests at once"},
    CodeMeaning{"48002", SendOutcome::permanent, "the app lacks the permission for this API"},
    CodeMeaning{"60011", SendOutcome::permanent, "the app may not see this member"},
    CodeMeaning{"60020", SendOutcome::account, "our IP address is not in the app's list"},
    CodeMeaning{"60111", SendOutcome::permanent, "no such member"},
    CodeMeaning{"81013", SendOutcome::permanent, "nobody of the recipients can be reached"},
    CodeMeaning{"82001", SendOutcome::permanent, "no recipient"},
};

struct Settings {
    std::string token;
    std::string corp_id;
    std::string aes_key;  ///< decoded
    std::string corp_secret;
    long agent_id = 0;
    std::string base_url;
    Duration max_age{};
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"agent_id", true, false, "the app's AgentId, a number; only for sending"},
        {"base_url", false, false, "where to send; default https://qyapi.weixin.qq.com"},
        {"corp_id", true, false, "the company's CorpID (ww…)"},
        {"corp_secret", true, true, "the app's Secret; only for sending: fetches access tokens"},
        {"encoding_aes_key", true, true, "EncodingAESKey of the app's API receiver, 43 letters and digits"},
        {"max_age_seconds", false, false, "how old a webhook's signature may be; default 300"},
        {"token", true, true, "Token of the app's API receiver: signs webhooks"}};
    return settings;
}

HttpReply nothing_to_say() {
    return {200, "", ""};
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A member's id by WeCom's rule: nothing that names several ("a|b") or everybody ("@all").
bool is_user_id(std::string_view address) {
    constexpr std::string_view kSigns = "_-@.";
    return !address.empty() && address.size() <= 64 && is_letter_or_digit(address.front()) &&
           std::all_of(address.begin(), address.end(),
                       [&](char c) { return is_letter_or_digit(c) || kSigns.find(c) != kSigns.npos; });
}

/// What may be said once more on purpose within the half hour: WeCom must not take it for a repeat of ours.
bool may_recur(MessageKind kind) {
    return kind != MessageKind::invitation && kind != MessageKind::reminder && kind != MessageKind::thanks;
}

bool has_card(const flows::Outgoing& message, std::string_view text) {
    return !message.choices.empty() && message.choices.size() <= kMaxButtons &&
           in_utf16_units()(text) <= kMaxCardText;
}

bool captions_fit(const flows::Outgoing& message) {
    const auto units = in_utf16_units();
    for (std::size_t i = 0; i < message.choices.size(); ++i) {
        if (units(button_caption(message, i)) > kMaxCaption) return false;
    }
    return true;
}

class WeCom final : public Adapter {
  public:
    explicit WeCom(Settings settings)
        : settings_(std::move(settings)), envelope_(settings_.token, settings_.aes_key, settings_.corp_id) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (auto refused = refuse_wx_call(request)) return std::move(*refused);
        const auto query = decode_form(query_of(request.target));
        if (request.method == "GET") return check_url(query, now);
        const auto opened = open_wx_body(envelope_, query, request.body, now, settings_.max_age);
        if (opened.refusal.verdict != Verdict::accept) return opened.refusal;
        return read_wx_message(opened.clear, nothing_to_say());
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        if (!is_user_id(address)) return {};
        // Captions that a phone would cut stand in the text, and their numbers on the buttons.
        const bool short_captions = captions_fit(message);
        const auto text = short_captions ? message.text : with_written_choices(message);
        if (has_card(message, text)) return {card(address, message, text, short_captions, context)};
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxText, in_bytes())) {
            auto body = frame(address, "text", {{"content", part}});
            if (!may_recur(message.kind)) refuse_duplicates(body);
            requests.push_back(send(body, context));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        auto result = read_wx_answer(response, kMeanings);
        if (result.outcome != SendOutcome::sent) return result;
        const auto answer = answer_json(response);
        // errcode 0 says that the request was understood, not that anybody was reached.
        if (!text_member(answer, "invaliduser").empty()) {
            return {SendOutcome::permanent, "", "member not reached: not in the app's range", std::nullopt};
        }
        if (!text_member(answer, "unlicenseduser").empty()) {
            return {SendOutcome::account, "", "member not reached: no licence", std::nullopt};
        }
        return result;
    }

    std::optional<SendRequest> token_request() const override {
        const auto secret = percent_encode(settings_.corp_secret);
        return SendRequest{"GET",
                           settings_.base_url + "/cgi-bin/gettoken?corpid=" +
                               percent_encode(settings_.corp_id) + "&corpsecret=" + secret,
                           {},
                           "",
                           {secret}};
    }

    std::variant<TokenGrant, SendResult> read_token(const SendResponse& response) const override {
        return read_wx_token(response, kMeanings);
    }

    Traits traits() const override {
        Traits traits;
        traits.access_token = true;
        traits.sends_per_second = kPerSecond;
        return traits;
    }

  private:
    Received check_url(const Parameters& query, TimePoint now) const {
        const auto stamp = wx_stamp(query, "msg_signature");
        const auto echo = parameter(query, "echostr");
        if (echo.empty()) return rejected(Verdict::forged, "no echostr");
        if (auto refused = refuse_wx_stamp(envelope_, stamp, echo, now, settings_.max_age)) {
            return std::move(*refused);
        }
        auto clear = envelope_.open(echo);
        if (!clear) {
            return rejected(Verdict::forged, "not encrypted with our encoding_aes_key for our corp_id");
        }
        return wx_url_checked(std::move(*clear));
    }

    json frame(std::string_view address, const std::string& kind, json content) const {
        return {{"touser", address},
                {"msgtype", kind},
                {"agentid", settings_.agent_id},
                {kind, std::move(content)}};
    }

    static void refuse_duplicates(json& body) {
        body["enable_duplicate_check"] = 1;
        body["duplicate_check_interval"] = kDuplicateSeconds;
    }

    SendRequest card(std::string_view address, const flows::Outgoing& message, const std::string& text,
                     bool captions, const ComposeContext& context) const {
        json buttons = json::array();
        for (std::size_t i = 0; i < message.choices.size(); ++i) {
            buttons.push_back({{"text", captions ? button_caption(message, i) : number_of(message, i)},
                               {"style", 1},
                               {"key", message.choices[i].payload}});
        }
        // A task id takes "@" but no ".": own_message_id() has one, before the number.
        auto task = own_message_id(message);
        std::replace(task.begin(), task.end(), '.', '@');
        auto body = frame(address, "template_card",
                          {{"card_type", "button_interaction"},
                           {"main_title", json::object()},
                           {"sub_title_text", text},
                           {"task_id", std::move(task)},
                           {"button_list", std::move(buttons)}});
        refuse_duplicates(body);
        return send(body, context);
    }

    static std::string number_of(const flows::Outgoing& message, std::size_t position) {
        return message.scale ? score_of(message, position) : std::to_string(position + 1);
    }

    SendRequest send(const json& body, const ComposeContext& context) const {
        return wx_post(settings_.base_url + "/cgi-bin/message/send", context.access_token, body);
    }

    Settings settings_;
    WxEnvelope envelope_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.token = reader.text("token");
    settings.corp_id = reader.text("corp_id");
    settings.corp_secret = reader.text("corp_secret");
    settings.aes_key = read_aes_key(reader);
    settings.agent_id = reader.number("agent_id", 1, kLargestAgent).value_or(0);
    settings.base_url = reader.url("base_url", "https://qyapi.weixin.qq.com");
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kLongestAge).value_or(kDefaultAge)};
    return reader.made(reader.good() ? std::make_shared<WeCom>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return fmt::format(
        "In WeCom's console (work.weixin.qq.com), at the app, under 接收消息 > 设置API接收, enter:\n"
        "  URL: {}\n"
        "  Token: the channel's \"token\"\n"
        "  EncodingAESKey: the channel's \"encoding_aes_key\"\n"
        "and save while the service runs: WeCom checks the URL at once. Under 企业可信IP enter the address "
        "that\n"
        "this service sends from.\n",
        webhook_url);
}

}  // namespace

Platform wecom_platform() {
    return {"wecom", "WeCom (企业微信)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
