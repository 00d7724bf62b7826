#include "adapters/aliyun_sms.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/acs3.h"
#include "adapters/aliyun_sms_reading.h"
#include "adapters/answers.h"
#include "adapters/code_table.h"
#include "adapters/phone.h"
#include "adapters/settings.h"
#include "adapters/templates.h"
#include "adapters/url_secret.h"

// Source of the wire facts: the pages "SendSms", "V3 request body and signature mechanism", "SmsUp" and
// "SmsReport" of Alibaba Cloud's documentation, and its SDK for the signature. Free text is impossible: every
// message is an approved template.

namespace askwell::adapters {

namespace {

using nlohmann::json;

// One number takes only so many messages an hour and a day.
constexpr Duration kNumberLimitPause = std::chrono::hours{1};

struct Settings {
    std::string url_secret;
    Acs3Key key;
    std::string sign_name;
    std::string extend_code;
    std::string base_url;
    Templates templates;
};

const std::vector<Setting>& known_settings() {
    static const std::vector<Setting> settings = {
        {"access_key_id", true, false,
         "of a RAM user that may call SendSms (AliyunDysmsFullAccess); for sending"},
        {"access_key_secret", true, true, "the secret that belongs to access_key_id; for sending"},
        {"base_url", false, false, "where to send; default https://dysmsapi.aliyuncs.com"},
        {"extend_code", false, false,
         "SmsUpExtendCode, the digits behind the sender's number; default: none"},
        {"sign_name", true, false, "the approved signature, without 【】; for sending"},
        templates_setting(true),
        url_secret_setting()};
    return settings;
}

class AliyunSms final : public Adapter {
  public:
    explicit AliyunSms(Settings settings) : settings_(std::move(settings)) {}

    Received receive(const WebhookRequest& request, TimePoint /*now*/) const override {
        auto refused = refuse_without_url_secret(request, settings_.url_secret);
        return refused ? std::move(*refused) : read_aliyun_sms(request.body);
    }

    std::vector<SendRequest> compose(std::string_view address, const flows::Outgoing& message,
                                     const ComposeContext& context) const override {
        const auto* const chosen = settings_.templates.find(message);
        if (chosen == nullptr) return {};
        json variables = json::object();
        for (const auto& [name, value] : fill_parameters(*chosen, message)) variables[name] = value;
        Acs3Call call{host_of(settings_.base_url),
                      "SendSms",
                      "2017-05-25",
                      {{"OutId", own_message_id(message)},
                       {"PhoneNumbers", mainland_number(address)},
                       {"SignName", settings_.sign_name},
                       {"TemplateCode", chosen->name},
                       {"TemplateParam", to_text(variables)}},
                      context.nonce};
        if (!settings_.extend_code.empty()) call.query.emplace_back("SmsUpExtendCode", settings_.extend_code);
        auto headers = acs3_headers(call, settings_.key, context.now);
        headers.emplace_back("Accept", "application/json");
        const auto authorization = std::string{header(headers, "Authorization")};
        return {
            {"POST", settings_.base_url + "/?" + acs3_query(call), std::move(headers), "", {authorization}}};
    }

    /// "Code" decides: refusals may come with 200.
    SendResult result(const SendResponse& response) const override {
        const auto body = answer_json(response);
        const auto code = text_member(body, "Code");
        if (code == "OK") return {SendOutcome::sent, text_member(body, "BizId"), "", std::nullopt};
        auto failure = coded_failure(response, code, aliyun_sms_codes());
        if (code == "isv.BUSINESS_LIMIT_CONTROL") failure.retry_after = kNumberLimitPause;
        return failure;
    }

    Traits traits() const override {
        Traits traits;
        traits.phone_numbers = true;
        traits.opt_out_letters = true;
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
    settings.key = {reader.text("access_key_id"), reader.text("access_key_secret")};
    settings.sign_name = reader.text("sign_name");
    settings.extend_code = reader.text("extend_code");
    settings.base_url = reader.origin("base_url", "https://dysmsapi.aliyuncs.com");
    settings.templates = read_templates(values, reader, Parameterised::by_name);
    if (settings.extend_code.find_first_not_of("0123456789") != std::string::npos) {
        reader.error("extend_code", "not a number", "use digits only");
    }
    return reader.made(reader.good() ? std::make_shared<AliyunSms>(std::move(settings)) : nullptr);
}

std::string setup(std::string_view webhook_url) {
    const auto url = std::string{webhook_url} + "/URL_SECRET";
    return "In the SMS console (短信服务 → 系统设置 → 国内消息设置, the same for international), choose "
           "HTTP批量推送 "
           "and enter, with the channel's url_secret for URL_SECRET,\n"
           "  短信上行消息 (SmsUp):    " +
           url + "\n  短信发送回执 (SmsReport): " + url +
           "\nHave the signature (sign_name) and every template of \"templates\" approved first: free text "
           "cannot be sent.\n";
}

}  // namespace

Platform aliyun_sms_platform() {
    return {"aliyun_sms", "Alibaba Cloud SMS 阿里云短信", known_settings(), make, setup};
}

}  // namespace askwell::adapters
