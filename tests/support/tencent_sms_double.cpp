// Tencent Cloud SMS: SendSms with a recomputed TC3 signature, callbacks without any. Source: pages 55981,
// 43547 and 43548 of its documentation.
#include "tests/support/sms_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

const std::string kKeyId = "AKIDtest0123456789";
const std::string kKey = "testSecretKey0123456789";
const std::string kSecret = "tencent-url-secret-8f1d2c";
const std::string kApp = "1400006666";
const std::string kSign = "问卷";
constexpr std::int64_t kMaxSkew = 5 * 60;
constexpr seconds kBeijing{8 * 60 * 60};

/// The approved templates, by id: how many variables, each on a line of its own.
const std::map<std::string, std::size_t>& approved() {
    static const std::map<std::string, std::size_t> templates = {{"2000", 2}, {"2001", 1}};
    return templates;
}

class TencentSmsDouble final : public SmsDouble {
  public:
    TencentSmsDouble() { serve(); }
    ~TencentSmsDouble() override { stop_serving(); }

    json channel() const override {
        const auto plain = json::array({"{text}"});
        return {{"platform", "tencent_sms"},
                {"secret_id", kKeyId},
                {"secret_key", kKey},
                {"sdk_app_id", kApp},
                {"sign_name", kSign},
                {"url_secret", kSecret},
                {"base_url", server().base_url()},
                {"templates",
                 {{{"template", "2001"}, {"message", "thanks"}, {"parameters", plain}},
                  {{"template", "2001"}, {"message", "notice"}, {"parameters", plain}},
                  {{"template", "2000"}, {"parameters", {"{text}", "{choices}"}}}}}};
    }
    std::string webhook_suffix() const override { return "/" + kSecret; }

    WebhookRun say(const std::string& phone, std::string_view text) override {
        // A reply has no id: what two of them say in one second must differ, as it does on the real platform
        // for the time a customer takes.
        return post({{"extend", "10"},
                     {"mobile", phone.substr(3)},
                     {"nationcode", "86"},
                     {"sign", kSign},
                     {"text", text},
                     {"time", now_seconds() + static_cast<std::int64_t>(phones().next_id())}});
    }

    WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) override {
        return post(json::array({{{"user_receive_time", clock_text("%Y-%m-%d %H:%M:%S", kBeijing)},
                                  {"nationcode", "86"},
                                  {"mobile", phone.substr(3)},
                                  {"report_status", delivered ? "SUCCESS" : "FAIL"},
                                  {"errmsg", delivered ? "DELIVRD" : "MK:0011"},
                                  {"description", delivered ? "用户短信送达成功" : "空号"},
                                  {"sid", message.id}}}));
    }

  private:
    WebhookRun post(const json& body) const {
        return deliver(
            {.method = "POST", .fields = {{"Content-Type", "application/json"}}, .body = body.dump()});
    }

    static HttpAnswer error(const std::string& code, const std::string& message) {
        return answer_json(
            200,
            {{"Response", {{"Error", {{"Code", code}, {"Message", message}}}, {"RequestId", "a0aabda6"}}}});
    }

    HttpAnswer refuse(Fault fault, seconds /*retry_after*/) override {
        return fault == Fault::server_error ? error("InternalError.Timeout", "timeout")
                                            : error("RequestLimitExceeded", "too many");
    }

    HttpAnswer answer(const HttpQuestion& question) override {
        try {
            return answer_json(
                200, {{"Response",
                       {{"SendStatusSet", json::array({send(question)})}, {"RequestId", "a0aabda6"}}}});
        } catch (const SmsRefusal& refusal) {
            if (refusal.our_fault) server().add_violation(refusal.code + " " + refusal.what);
            return error(refusal.code, refusal.what);
        }
    }

    json send(const HttpQuestion& question) {
        require(question.method == "POST" && question.target == "/", 200, "InvalidParameter",
                question.method + " " + question.target);
        prove(question);
        const auto body = json::parse(question.body, nullptr, false);
        require(body.is_object(), 200, "InvalidParameter", "the body is no object");
        require(required_text(body, "SmsSdkAppId", "MissingParameter") == kApp, 200,
                "UnauthorizedOperation.SmsSdkAppIdVerifyFail", "SmsSdkAppId");
        require(required_text(body, "SignName", "MissingParameter") == kSign, 200,
                "FailedOperation.SignatureIncorrectOrUnapproved", "SignName");
        const auto id = required_text(body, "TemplateId", "MissingParameter");
        require(approved().contains(id), 200, "FailedOperation.TemplateIncorrectOrUnapproved", id);
        require(body.value("SessionContext", "").size() < 512, 200, "InvalidParameter", "SessionContext");
        const auto& values = body.at("TemplateParamSet");
        require(values.is_array() && values.size() == approved().at(id), 200,
                "InvalidParameterValue.TemplateParameterLengthLimit", "TemplateParamSet");
        std::string text = "【" + kSign + "】";
        for (const auto& value : values) {
            require(value.is_string(), 200, "InvalidParameterValue.TemplateParameterFormatError",
                    "no string");
            text += value.get<std::string>() + "\n";
        }
        const auto& numbers = body.at("PhoneNumberSet");
        require(numbers.is_array() && numbers.size() == 1 && numbers[0].is_string(), 200,
                "InvalidParameterValue.IncorrectPhoneNumber", "PhoneNumberSet");
        return deliver_to_phone(numbers[0].get<std::string>(), text, body.value("SessionContext", ""));
    }

    json deliver_to_phone(const std::string& phone, const std::string& text, const std::string& session) {
        json status = {{"SerialNo", ""},  {"PhoneNumber", phone},      {"Fee", 0},
                       {"IsoCode", "CN"}, {"SessionContext", session}, {"Message", "refused " + phone}};
        status["Code"] = take_refusal();
        const bool known = phone.starts_with("+861") && phone.size() == 14;
        if (status["Code"] == "" && !known) status["Code"] = "InvalidParameterValue.IncorrectPhoneNumber";
        if (status["Code"] != "") return status;
        const auto id = "5000:10457106691570536578" + std::to_string(phones().next_id());
        phones().add(phone, {id, session, text, {}});
        status.update({{"SerialNo", id}, {"Fee", 1}, {"Code", "Ok"}, {"Message", "send success"}});
        return status;
    }

    static void prove(const HttpQuestion& question) {
        const auto& given = question.fields;
        require(field(given, "X-TC-Action") == "SendSms" && field(given, "X-TC-Version") == "2021-01-11" &&
                    field(given, "X-TC-Region") == "ap-guangzhou",
                200, "InvalidAction", "action, version or region");
        const auto timestamp = field(given, "X-TC-Timestamp");
        require(timestamp.size() == 10 && std::abs(std::stoll(timestamp) - now_seconds()) <= kMaxSkew, 200,
                "AuthFailure.SignatureExpire", timestamp);
        const std::time_t time = std::stoll(timestamp);
        std::tm parts{};
        gmtime_r(&time, &parts);
        char date[16] = {};
        std::strftime(date, sizeof date, "%Y-%m-%d", &parts);
        const auto canonical = "POST\n/\n\ncontent-type:" + field(given, "Content-Type") +
                               "\nhost:" + field(given, "Host") + "\n\ncontent-type;host\n" +
                               sms_sha256_hex(question.body);
        const auto scope = std::string{date} + "/sms/tc3_request";
        const auto text = "TC3-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + sms_sha256_hex(canonical);
        const auto key =
            sms_hmac_sha256(sms_hmac_sha256(sms_hmac_sha256("TC3" + kKey, date), "sms"), "tc3_request");
        require(field(given, "Content-Type") == "application/json" &&
                    field(given, "Authorization") == "TC3-HMAC-SHA256 Credential=" + kKeyId + "/" + scope +
                                                         ", SignedHeaders=content-type;host, Signature=" +
                                                         sms_hex(sms_hmac_sha256(key, text)),
                200, "AuthFailure.SignatureFailure", "signature");
    }
};

}  // namespace

std::unique_ptr<SmsDouble> make_tencent_sms_double() {
    return std::make_unique<TencentSmsDouble>();
}

}  // namespace askwell::test
