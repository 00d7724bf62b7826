// Alibaba Cloud SMS: SendSms with a recomputed ACS3 signature, SmsUp and SmsReport without any. Source: the
// pages "SendSms", "V3 request body and signature mechanism", "SmsUp", "SmsReport" of its documentation.
#include <algorithm>
#include <set>

#include "tests/support/sms_api.h"

namespace askwell::test {

namespace {

using nlohmann::json;

const std::string kKeyId = "LTAItestAccessKeyId";
const std::string kKeySecret = "testAccessKeySecret0123456789";
const std::string kSecret = "aliyun-url-secret-8f1d2c";
const std::string kSign = "问卷";
constexpr std::size_t kMaxContent = 500;
constexpr std::int64_t kMaxSkew = 15 * 60;
constexpr seconds kBeijing{8 * 60 * 60};

/// The approved templates, by code.
const std::map<std::string, std::string>& approved() {
    static const std::map<std::string, std::string> templates = {{"SMS_1000", "${text}\n${choices}"},
                                                                 {"SMS_1001", "${text}"}};
    return templates;
}

/// The template with every variable replaced; refuses variables that are missing or not there.
std::string content_of(const std::string& pattern, const json& variables) {
    std::string content = pattern;
    std::set<std::string> used;
    for (std::size_t at = content.find("${"); at != std::string::npos; at = content.find("${", at)) {
        const auto name = content.substr(at + 2, content.find('}', at) - at - 2);
        require(variables.contains(name) && variables.at(name).is_string(), 200,
                "isv.TEMPLATE_MISSING_PARAMETERS", "no variable " + name);
        const auto value = variables.at(name).get<std::string>();
        content.replace(at, name.size() + 3, value);
        at += value.size();
        used.insert(name);
    }
    require(used.size() == variables.size(), 200, "isv.TEMPLATE_PARAMS_ILLEGAL", "a variable too many");
    return content;
}

class AliyunSmsDouble final : public SmsDouble {
  public:
    AliyunSmsDouble() { serve(); }
    ~AliyunSmsDouble() override { stop_serving(); }

    json channel() const override {
        return {
            {"platform", "aliyun_sms"},
            {"access_key_id", kKeyId},
            {"access_key_secret", kKeySecret},
            {"sign_name", kSign},
            {"url_secret", kSecret},
            {"base_url", server().base_url()},
            {"templates",
             {{{"template", "SMS_1001"}, {"message", "thanks"}, {"parameters", {{"text", "{text}"}}}},
              {{"template", "SMS_1001"}, {"message", "notice"}, {"parameters", {{"text", "{text}"}}}},
              {{"template", "SMS_1000"}, {"parameters", {{"text", "{text}"}, {"choices", "{choices}"}}}}}}};
    }
    std::string webhook_suffix() const override { return "/" + kSecret; }

    WebhookRun say(const std::string& phone, std::string_view text) override {
        return post(json::array({{{"phone_number", phone.substr(3)},
                                  {"content", text},
                                  {"send_time", clock_text("%Y-%m-%d %H:%M:%S", kBeijing)},
                                  {"dest_code", "1234"},
                                  {"sequence_id", std::to_string(9'000'000 + phones().next_id())}}}));
    }

    WebhookRun report(const std::string& phone, const SmsMessage& message, bool delivered) override {
        return post(json::array({{{"phone_number", phone.substr(3)},
                                  {"send_time", clock_text("%Y-%m-%d %H:%M:%S", kBeijing)},
                                  {"report_time", clock_text("%Y-%m-%d %H:%M:%S", kBeijing)},
                                  {"success", delivered},
                                  {"err_code", delivered ? "DELIVERED" : "MK:0011"},
                                  {"err_msg", delivered ? "用户接收成功" : "空号"},
                                  {"sms_size", "1"},
                                  {"biz_id", message.id},
                                  {"out_id", message.reference}}}));
    }

  private:
    WebhookRun post(const json& body) const {
        return deliver({.method = "POST",
                        .fields = {{"Content-Type", "application/json; charset=utf-8"}},
                        .body = body.dump()});
    }

    HttpAnswer refuse(Fault fault, seconds /*retry_after*/) override {
        if (fault == Fault::server_error)
            return answer_json(503, {{"Code", "ServiceUnavailable"}, {"Message", "temporary failure"}});
        return answer_json(400, {{"Code", "Throttling.User"}, {"Message", "flow control"}});
    }

    HttpAnswer answer(const HttpQuestion& question) override {
        try {
            return answer_json(200, send(question));
        } catch (const SmsRefusal& refusal) {
            if (refusal.our_fault) server().add_violation(refusal.code + " " + refusal.what);
            return answer_json(refusal.status, {{"Code", refusal.code},
                                                {"Message", refusal.what + ": the number is in here"},
                                                {"RequestId", "F655A8D5"}});
        }
    }

    json send(const HttpQuestion& question) {
        require(question.method == "POST", 400, "UnsupportedHTTPMethod", question.method);
        require(question.target.starts_with("/?"), 404, "InvalidAction.NotFound", question.target);
        require(question.body.empty(), 400, "InvalidParameter", "the body is not empty");
        const auto query = form_decode(question.target.substr(2));
        prove(question, query);
        std::map<std::string, std::string> fields;
        for (const auto& [name, value] : query)
            require(fields.emplace(name, value).second, 400, "InvalidParameter", name + " twice");
        for (const char* name : {"PhoneNumbers", "SignName", "TemplateCode"})
            require(!fields[name].empty(), 400, "Missing" + std::string{name}, "missing");
        if (const auto code = take_refusal(); !code.empty()) throw SmsRefusal{200, code, "refused", false};
        require(fields["SignName"] == kSign, 200, "isv.SMS_SIGNATURE_ILLEGAL", fields["SignName"]);
        require(approved().contains(fields["TemplateCode"]), 200, "isv.SMS_TEMPLATE_ILLEGAL",
                fields["TemplateCode"]);
        const auto& number = fields["PhoneNumbers"];
        if (number.size() != 11 || number[0] != '1' ||
            number.find_first_not_of("0123456789") != std::string::npos)
            throw SmsRefusal{200, "isv.MOBILE_NUMBER_ILLEGAL", number, false};
        const auto variables = json::parse(fields["TemplateParam"], nullptr, false);
        require(variables.is_object(), 200, "isv.INVALID_JSON_PARAM", "TemplateParam");
        const auto text = "【" + kSign + "】" + content_of(approved().at(fields["TemplateCode"]), variables);
        require(utf16_units(text) <= kMaxContent, 200, "isv.SMS_CONTENT_ILLEGAL", "over 500 characters");
        require(fields["OutId"].size() <= 256, 200, "isv.INVALID_PARAMETERS", "OutId");
        const auto id = std::to_string(900'000'000'000'000'000 + phones().next_id()) + "^0";
        phones().add("+86" + number, {id, fields["OutId"], text, {}});
        return {{"Code", "OK"}, {"Message", "OK"}, {"BizId", id}, {"RequestId", "F655A8D5"}};
    }

    void prove(const HttpQuestion& question, FormFields query) {
        const auto& given = question.fields;
        require(field(given, "x-acs-action") == "SendSms" && field(given, "x-acs-version") == "2017-05-25",
                400, "InvalidAction.NotFound", "action or version");
        const auto date = field(given, "x-acs-date");
        std::tm parts{};
        require(strptime(date.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) != nullptr &&
                    std::abs(timegm(&parts) - now_seconds()) <= kMaxSkew,
                400, "InvalidTimeStamp.Expired", date);
        const auto hash = field(given, "x-acs-content-sha256");
        require(hash == sms_sha256_hex(question.body), 400, "SignatureDoesNotMatch", "content hash");
        require(nonces_.insert(field(given, "x-acs-signature-nonce")).second, 400, "SignatureNonceUsed",
                "nonce");

        std::map<std::string, std::string> headers = {{"host", field(given, "host")}};
        for (const auto& [name, value] : given) {
            std::string lower = name;
            std::ranges::transform(lower, lower.begin(),
                                   [](char c) { return static_cast<char>(std::tolower(c)); });
            if (lower.starts_with("x-acs-") || lower == "content-type") headers[lower] = value;
        }
        std::string lines;
        std::string names;
        for (const auto& [name, value] : headers) {
            lines += name + ":" + value + "\n";
            names += (names.empty() ? "" : ";") + name;
        }
        std::ranges::sort(query);
        std::string sorted;
        for (const auto& [name, value] : query)
            sorted += (sorted.empty() ? "" : "&") + sms_escape(name) + "=" + sms_escape(value);
        const auto canonical = "POST\n/\n" + sorted + "\n" + lines + "\n" + names + "\n" + hash;
        const auto signature =
            sms_hex(sms_hmac_sha256(kKeySecret, "ACS3-HMAC-SHA256\n" + sms_sha256_hex(canonical)));
        require(field(given, "Authorization") == "ACS3-HMAC-SHA256 Credential=" + kKeyId +
                                                     ",SignedHeaders=" + names + ",Signature=" + signature,
                400, "SignatureDoesNotMatch", "signature");
    }

    std::set<std::string> nonces_;  // the server's thread only
};

}  // namespace

std::unique_ptr<SmsDouble> make_aliyun_sms_double() {
    return std::make_unique<AliyunSmsDouble>();
}

}  // namespace askwell::test
