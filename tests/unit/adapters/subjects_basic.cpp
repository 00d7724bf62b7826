// The platforms of the first hour: Twilio, Telegram, Kannel.
#include <utility>

#include "tests/unit/adapters/subject.h"

namespace askwell::adapters::testkit {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

Subject twilio_subject() {
    Hook good{"POST",
              "/webhooks/sms",
              {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}},
              "MessageSid=SM1&From=%2B14155550100&To=%2B15005550006&Body=5&NumMedia=0&ToCity="};
    sign_as_twilio(good);
    const auto set_body = [](Hook& hook, std::string body) {
        hook.body = std::move(body);
        sign_as_twilio(hook);
    };
    return {"twilio",
            twilio(),
            good,
            [](Hook& hook) { hook.body = replaced(hook.body, "Body=5", "Body=1"); },
            [](Hook& hook) { hook.remove_header("X-Twilio-Signature"); },
            [set_body](Hook& hook) { set_body(hook, "MessageSid=SM1&Body=5"); },
            [set_body](Hook& hook) { set_body(hook, "CallSid=CA1&CallStatus=ringing"); },
            set_body,
            {"GET", "POST"},
            nullptr,
            nullptr,
            "",
            true,
            true,
            {"X-Twilio-Signature"}};
}

Subject telegram_subject() {
    const Hook good{
        "POST",
        "/webhooks/telegram",
        {{"Content-Type", "application/json"},
         {"X-Telegram-Bot-Api-Secret-Token", "Tg_secret-0123456789ABCDEFabcdef"}},
        R"({"update_id":1,"message":{"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"5"}})"};
    return {"telegram",
            telegram(),
            good,
            [](Hook& hook) {
                hook.set_header("X-Telegram-Bot-Api-Secret-Token", "Tg_secret-0123456789ABCDEFabcdeF");
            },
            [](Hook& hook) { hook.remove_header("X-Telegram-Bot-Api-Secret-Token"); },
            [](Hook& hook) { hook.body = "{\"update_id\":1,"; },
            [](Hook& hook) { hook.body = R"({"update_id":2,"poll_answer":{"poll_id":"1"}})"; },
            [](Hook& hook, std::string body) { hook.body = std::move(body); },
            {"POST"},
            nullptr,
            nullptr,
            "",
            false,  // the secret token proves the sender, not the body
            false,
            {"X-Telegram-Bot-Api-Secret-Token"}};
}

Subject kannel_subject() {
    const Hook good{
        "GET", "/webhooks/sms?secret=kannel-secret&from=%2B8613800000001&to=10690000&text=5&id=u-1", {}, ""};
    return {"kannel",
            kannel(),
            good,
            [](Hook& hook) { hook.target = replaced(hook.target, "kannel-secret", "kannel-secreT"); },
            [](Hook& hook) { hook.target = replaced(hook.target, "secret=kannel-secret&", ""); },
            [](Hook& hook) { hook.target = "/webhooks/sms?secret=kannel-secret&to=1"; },
            [](Hook& hook) { hook.target += "&charset=8-BIT"; },
            [](Hook& hook, std::string body) {
                hook.method = "POST";
                hook.set_header("Content-Type", "application/x-www-form-urlencoded");
                hook.body = std::move(body);
            },
            {"GET", "POST"},
            nullptr,
            nullptr,
            "",
            false,  // a secret in the URL proves the sender, nothing else
            false,
            {},
            {"secret"}};
}

std::vector<Subject (*)()> all_subjects() {
    return {aliyun_sms_subject, dingtalk_subject,    feishu_subject,      http_subject,
            kannel_subject,     line_subject,        messenger_subject,   slack_subject,
            telegram_subject,   tencent_sms_subject, twilio_subject,      vonage_messages_subject,
            vonage_sms_subject, wechat_subject,      wechat_safe_subject, wecom_subject,
            whatsapp_subject};
}

}  // namespace askwell::adapters::testkit
