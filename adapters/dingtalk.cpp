#include "adapters/dingtalk.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/choices.h"
#include "adapters/code_table.h"
#include "adapters/crypto.h"
#include "adapters/dingtalk_reading.h"
#include "adapters/encoding.h"
#include "adapters/settings.h"
#include "adapters/text.h"
#include "adapters/utc.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr std::size_t kMaxText = 5000;   // bytes; escaped twice it stays below what a request may have
constexpr std::size_t kMostButtons = 5;  // sampleActionCard2 … sampleActionCard5
constexpr std::size_t kLeastButtons = 2;
constexpr std::size_t kTitleUnits = 20;
constexpr long kDefaultAge = 3600;  // seconds
constexpr long kLongestAge = 24 * 3600;

// Codes of session webhooks.
constexpr std::array kSessionCodes = {
    CodeMeaning{"-1", SendOutcome::retry, "system busy"},
    CodeMeaning{"130101", SendOutcome::retry, "too many messages"},
    CodeMeaning{"300001", SendOutcome::permanent, "session not known or over"},
    CodeMeaning{"310000", SendOutcome::permanent, "refused by the robot's security settings"},
};

// Words of api.dingtalk.com.
constexpr std::array kWords = {
    CodeMeaning{"InvalidAuthentication*", SendOutcome::credentials},
    CodeMeaning{"invalidClientId*", SendOutcome::credentials},
    CodeMeaning{"Throttling*", SendOutcome::retry},
    CodeMeaning{"ServiceUnavailable*", SendOutcome::retry},
    CodeMeaning{"Forbidden.AccessDenied.IpNotInWhiteList*", SendOutcome::account},
    CodeMeaning{"Forbidden.AccessDenied.QpsLimit*", SendOutcome::retry},
};

struct Settings {
    std::string app_key;
    std::string app_secret;
    std::string robot_code;
    std::string base_url;
    std::string oapi_base_url;
    Duration max_age{};
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"app_key", true, false, "the app's AppKey (Client ID); only for sending"},
        {"app_secret", true, true,
         "the app's AppSecret (Client Secret): signs webhooks, fetches access tokens"},
        {"base_url", false, false, "where to send; default https://api.dingtalk.com"},
        {"max_age_seconds", false, false, "a webhook's signature must be younger; default 3600"},
        {"oapi_base_url", false, false,
         "a test server whose session webhooks are answered too; default: only https hosts under "
         "dingtalk.com"},
        {"robot_code", true, false, "the robot's RobotCode; only for sending"}};
    return settings;
}

/// What a tap sends in the customer's name. Choices of a scale are said by their score.
std::string tapped_text(const flows::Outgoing& message, std::size_t position) {
    return message.scale ? score_of(message, position) : message.choices[position].label;
}

/// A link that makes the client send a text.
std::string tap_link(const flows::Outgoing& message, std::size_t position) {
    return "dtmd://dingtalkclient/sendMessage?content=" + percent_encode(tapped_text(message, position));
}

/// Cards are Markdown, which takes a lone line end for a space.
std::string as_markdown(const std::string& text) {
    std::string lines;
    for (const char c : text) lines += c == '\n' ? std::string{"  \n"} : std::string{c};
    return lines;
}

std::string title_of(const flows::Outgoing& message) {
    return split_text(message.text, kTitleUnits, in_utf16_units()).front();
}

bool has_buttons(const flows::Outgoing& message) {
    return message.choices.size() >= kLeastButtons && message.choices.size() <= kMostButtons &&
           message.text.size() <= kMaxText;
}

class DingTalk final : public Adapter {
  public:
    explicit DingTalk(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint now) const override {
        if (request.method != "POST") return rejected(Verdict::method, "not POST");
        if (request.body.size() > kMaxWebhookBody) return rejected(Verdict::malformed, "body too large");
        const auto timestamp = proof_header(request.headers, "timestamp");
        if (!same_secret(dingtalk_sign(settings_.app_secret, timestamp),
                         proof_header(request.headers, "sign"))) {
            return rejected(Verdict::forged, "sign does not match");
        }
        const auto time = from_unix_ms_digits(timestamp);
        if (!time) return rejected(Verdict::malformed, "timestamp is not a number of milliseconds");
        // DingTalk's rule: what is an hour off or more is not theirs.
        if (!is_recent(*time, now, settings_.max_age - Duration{1})) {
            return rejected(Verdict::stale, "signed too long ago or ahead");
        }
        flows::JsonError error;
        const auto body = flows::parse_json(request.body, error);
        if (!body) return rejected(Verdict::malformed, "not JSON");
        return read_dingtalk_message(*body, settings_.oapi_base_url, now);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        const bool session = is_session_webhook(context.reply_route, settings_.oapi_base_url);
        if (!session && (is_outsider(address) || address.empty())) return {};
        if (has_buttons(message)) {
            return {session ? in_session(card(message), context)
                            : to_member(address, sample_card(message), context)};
        }
        std::vector<SendRequest> requests;
        for (const auto& part : split_text(with_written_choices(message), kMaxText, in_bytes())) {
            requests.push_back(session ? in_session(text(address, part), context)
                                       : to_member(address, {"sampleText", {{"content", part}}}, context));
        }
        return requests;
    }

    SendResult result(const SendResponse& response) const override {
        const auto answer = answer_json(response);
        if (const auto code = word_member(answer, "errcode"); !code.empty()) {
            if (code == "0") return {SendOutcome::sent, "", "", std::nullopt};
            return coded_failure(response, code, kSessionCodes);
        }
        const auto key = text_member(answer, "processQueryKey");
        if (outcome_of_status(response.status) != SendOutcome::sent || key.empty())
            return coded_failure(response, text_member(answer, "code"), kWords);
        if (names_somebody(answer, "invalidStaffIdList")) {
            return {SendOutcome::permanent, "", "no such member, or not in the app's range", std::nullopt};
        }
        if (names_somebody(answer, "flowControlledStaffIdList")) {
            return {SendOutcome::retry, "", "too many messages to this member", std::nullopt, true};
        }
        return {SendOutcome::sent, key, "", std::nullopt};
    }

    std::optional<SendRequest> token_request() const override {
        return post_json(settings_.base_url + "/v1.0/oauth2/accessToken",
                         {{"appKey", settings_.app_key}, {"appSecret", settings_.app_secret}}, {},
                         {settings_.app_secret});
    }

    std::variant<TokenGrant, SendResult> read_token(const SendResponse& response) const override {
        const auto answer = answer_json(response);
        return token_of(answer, "accessToken", "expireIn",
                        coded_failure(response, text_member(answer, "code"), kWords));
    }

    Traits traits() const override {
        Traits traits;
        traits.access_token = true;
        traits.reply_route_lasts = true;
        return traits;
    }

  private:
    struct Sample {
        std::string key;
        json parameters;
    };

    static json text(std::string_view address, const std::string& part) {
        json body = {{"msgtype", "text"}, {"text", {{"content", part}}}};
        // In a group this names whom we answer; in a single chat it does nothing.
        if (!is_outsider(address)) body["at"] = {{"atUserIds", json::array({address})}};
        return body;
    }

    static json card(const flows::Outgoing& message) {
        json buttons = json::array();
        for (std::size_t i = 0; i < message.choices.size(); ++i) {
            buttons.push_back({{"title", button_caption(message, i)}, {"actionURL", tap_link(message, i)}});
        }
        return {{"msgtype", "actionCard"},
                {"actionCard",
                 {{"title", title_of(message)},
                  {"text", as_markdown(message.text)},
                  {"btnOrientation", "0"},
                  {"btns", std::move(buttons)}}}};
    }

    static Sample sample_card(const flows::Outgoing& message) {
        json parameters = {{"title", title_of(message)}, {"text", as_markdown(message.text)}};
        for (std::size_t i = 0; i < message.choices.size(); ++i) {
            parameters[fmt::format("actionTitle{}", i + 1)] = button_caption(message, i);
            parameters[fmt::format("actionURL{}", i + 1)] = tap_link(message, i);
        }
        return {fmt::format("sampleActionCard{}", message.choices.size()), std::move(parameters)};
    }

    static SendRequest in_session(const json& body, const ComposeContext& context) {
        return post_json(context.reply_route, body, {}, {context.reply_route});
    }

    SendRequest to_member(std::string_view address, const Sample& sample,
                          const ComposeContext& context) const {
        return post_json(settings_.base_url + "/v1.0/robot/oToMessages/batchSend",
                         {{"robotCode", settings_.robot_code},
                          {"userIds", json::array({address})},
                          {"msgKey", sample.key},
                          {"msgParam", to_text(sample.parameters)}},
                         {{"x-acs-dingtalk-access-token", context.access_token}}, {context.access_token});
    }

    static bool names_somebody(const json& answer, std::string_view name) {
        const auto* const list = member(answer, name);
        return list != nullptr && list->is_array() && !list->empty();
    }

    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.app_key = reader.text("app_key");
    settings.app_secret = reader.text("app_secret");
    settings.robot_code = reader.text("robot_code");
    settings.base_url = reader.url("base_url", "https://api.dingtalk.com");
    settings.oapi_base_url = reader.url("oapi_base_url");
    settings.max_age =
        std::chrono::seconds{reader.number("max_age_seconds", 1, kLongestAge).value_or(kDefaultAge)};
    if (!path_of(settings.oapi_base_url).empty()) {
        reader.error("oapi_base_url", "has a path",
                     "give scheme and host only, like https://oapi.dingtalk.com");
    }
    return reader.made(reader.good() ? std::make_shared<DingTalk>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    return fmt::format(
        "In the developer console (open-dev.dingtalk.com), at the app, add the ability 机器人 and enter:\n"
        "  消息接收模式: HTTP模式\n"
        "  消息接收地址: {}\n"
        "Grant 企业内机器人发送消息权限, enter the address that this service sends from under 出口IP, and\n"
        "publish a version. The platform does not sign the body: give it an https address only.\n",
        webhook_url);
}

}  // namespace

Platform dingtalk_platform() {
    return {"dingtalk", "DingTalk (钉钉)", known_settings(), make, setup};
}

}  // namespace askwell::adapters
