#include "adapters/tencent_sms.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/code_table.h"
#include "adapters/settings.h"
#include "adapters/tc3.h"
#include "adapters/templates.h"
#include "adapters/tencent_sms_reading.h"
#include "adapters/url_secret.h"

// Source of the wire facts: pages 55981 (SendSms), 43547 and 43548 (callbacks) of Tencent Cloud's
// documentation, and its SDK for the signature. Free text is impossible: every message is an approved
// template.

namespace askwell::adapters {

namespace {

using nlohmann::json;

// One number takes only so many messages in 30 seconds, an hour and a day.
constexpr Duration kNumberLimitPause = std::chrono::hours{1};
constexpr Duration kShortLimitPause = std::chrono::seconds{30};

struct Settings {
    std::string url_secret;
    Tc3Key key;
    std::string app_id;
    std::string sign_name;
    std::string extend_code;
    std::string region;
    std::string base_url;
    Templates templates;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"base_url", false, false, "where to send; default https://sms.tencentcloudapi.com"},
        {"extend_code", false, false, "ExtendCode, the digits behind the sender's number; default: none"},
        {"region", false, false, "X-TC-Region; default ap-guangzhou"},
        {"sdk_app_id", true, false, "SmsSdkAppId of the SMS application (1400…); for sending"},
        {"secret_id", true, false, "the API key's SecretId (AKID…); for sending"},
        {"secret_key", true, true, "the API key's SecretKey; for sending"},
        {"sign_name", true, false, "the approved signature, without 【】; for sending"},
        templates_setting(true),
        url_secret_setting()};
    return settings;
}

/// What the answer says of the one number that was written to; null when it does not.
const json* status_of(const json& answer) {
    const auto* const set = member(answer, "SendStatusSet");
    return set != nullptr && set->is_array() && !set->empty() ? &set->front() : nullptr;
}

class TencentSms final : public Adapter {
  public:
    explicit TencentSms(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        auto refused = refuse_without_url_secret(request, settings_.url_secret);
        return refused ? std::move(*refused) : read_tencent_sms(request.body);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        const auto* const chosen = settings_.templates.find(message);
        if (chosen == nullptr) return {};
        json values = json::array();
        for (const auto& [name, value] : fill_parameters(*chosen, message)) values.push_back(value);
        json body = {{"PhoneNumberSet", {std::string{address}}},
                     {"SmsSdkAppId", settings_.app_id},
                     {"TemplateId", chosen->name},
                     {"SignName", settings_.sign_name},
                     {"TemplateParamSet", std::move(values)},
                     {"SessionContext", own_message_id(message)}};
        if (!settings_.extend_code.empty()) body["ExtendCode"] = settings_.extend_code;
        const Tc3Call call{
            "sms", host_of(settings_.base_url), "SendSms", "2021-01-11", settings_.region, to_text(body)};
        auto headers = tc3_headers(call, settings_.key, context.now);
        const auto authorization = std::string{header(headers, "Authorization")};
        return {{"POST", settings_.base_url + "/", std::move(headers), call.body, {authorization}}};
    }

    /// The answer is always 200: its Error, or the one number's Code, decides.
    SendResult result(const SendResponse& response) const override {
        const auto body = answer_json(response);
        const auto* const answer = member(body, "Response");
        const auto* const failed = answer == nullptr ? nullptr : member(*answer, "Error");
        const auto* const status = answer == nullptr ? nullptr : status_of(*answer);
        const auto* const told = failed != nullptr ? failed : status;
        const auto code = told == nullptr ? std::string{} : text_member(*told, "Code");
        if (failed == nullptr && code == "Ok") {
            return {SendOutcome::sent, text_member(*status, "SerialNo"), "", std::nullopt};
        }
        auto failure = coded_failure(response, code, tencent_sms_codes());
        if (code.starts_with("LimitExceeded.PhoneNumber")) failure.retry_after = kNumberLimitPause;
        if (code == "LimitExceeded.PhoneNumberThirtySecondLimit") failure.retry_after = kShortLimitPause;
        return failure;
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.opt_out_letters = true;
        traits.delivery_reports = true;
        traits.templates = true;
        traits.sms_rule = flows::SmsRule::china;
        return traits;
    }

  private:
    Settings settings_;
};

MadeAdapter make(const json& values) {
    SettingsReader reader{values, known_settings()};
    Settings settings;
    settings.url_secret = read_url_secret(reader);
    settings.key = {reader.text("secret_id"), reader.text("secret_key")};
    settings.app_id = reader.text("sdk_app_id");
    settings.sign_name = reader.text("sign_name");
    settings.extend_code = reader.text("extend_code");
    settings.region = reader.text("region", "ap-guangzhou");
    settings.base_url = reader.origin("base_url", "https://sms.tencentcloudapi.com");
    settings.templates = read_templates(values, reader, Parameterised::by_position);
    if (settings.extend_code.find_first_not_of("0123456789") != std::string::npos) {
        reader.error("extend_code", "not a number", "use digits only");
    }
    return reader.made(reader.good() ? std::make_shared<TencentSms>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const auto url = std::string{webhook_url} + "/URL_SECRET";
    return "In the SMS console (短信 → 应用管理 → the application → 回调配置) enter, with the channel's "
           "url_secret "
           "for URL_SECRET,\n"
           "  短信回复回调 (replies):        " +
           url + "\n  短信状态回调 (delivery status): " + url +
           "\nHave the signature (sign_name) and every template of \"templates\" approved first: free text "
           "cannot be sent.\n";
}

}  // namespace

Platform tencent_sms_platform() {
    return {"tencent_sms", "Tencent Cloud SMS 腾讯云短信", known_settings(), make, setup};
}

}  // namespace askwell::adapters
