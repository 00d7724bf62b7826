// WeChat in plain and in safe mode, WeCom, Feishu, DingTalk.
#include <utility>

#include "tests/unit/adapters/kit_cn.h"
#include "tests/unit/adapters/subject.h"

namespace askwell::adapters::testkit {

namespace {

constexpr std::int64_t kDaySeconds = 24 * 3600;

std::string wx_text() {
    return wx_xml({{"ToUserName", "gh_0123456789ab"},
                   {"FromUserName", "oABCD"},
                   {"CreateTime", "1767225600"},
                   {"MsgType", "text"},
                   {"Content", "5"},
                   {"MsgId", "24560000000000001"}});
}

std::string wx_unknown() {
    return wx_xml({{"ToUserName", "gh_0123456789ab"},
                   {"FromUserName", "oABCD"},
                   {"CreateTime", "1767225600"},
                   {"MsgType", "hardware"},
                   {"MsgId", "24560000000000001"}});
}

std::string without_parameter(std::string target, const std::string& name) {
    const auto at = target.find(name + '=');
    const auto end = target.find('&', at);
    return target.erase(at, end == std::string::npos ? end : end + 1 - at);
}

/// Makes another webhook of the platform out of a body.
using Make = Hook (*)(std::string body);

Subject sealed_subject(std::string name, AdapterPtr adapter, Make make, Make make_old) {
    const auto set_body = [make](Hook& hook, std::string body) { hook = make(std::move(body)); };
    Subject subject;
    subject.name = std::move(name);
    subject.adapter = std::move(adapter);
    subject.good = make(wx_text());
    subject.forge = [](Hook& hook) { hook.target = replaced(hook.target, "nonce=1", "nonce=2"); };
    subject.remove_proof = [](Hook& hook) { hook.target = without_parameter(hook.target, "msg_signature"); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, "<xml><MsgType>text</MsgType></xml>"); };
    subject.unknown_kind = [set_body](Hook& hook) { set_body(hook, wx_unknown()); };
    subject.set_body = set_body;
    subject.methods = {"GET", "POST"};
    subject.age = [make_old](Hook& hook) { hook = make_old(wx_text()); };
    subject.covers_body = true;
    subject.proof_parameters = {"timestamp", "nonce", "msg_signature"};
    return subject;
}

}  // namespace

Subject wechat_subject() {
    const auto set_body = [](Hook& hook, std::string body) { hook = wechat_hook(std::move(body)); };
    Subject subject;
    subject.name = "wechat_oa";
    subject.adapter = cn_adapter("wechat_oa");
    subject.good = wechat_hook(wx_text());
    subject.forge = [](Hook& hook) { hook.target = replaced(hook.target, "nonce=1", "nonce=2"); };
    subject.remove_proof = [](Hook& hook) { hook.target = without_parameter(hook.target, "signature"); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, "<xml><MsgType>text</MsgType></xml>"); };
    subject.unknown_kind = [set_body](Hook& hook) { set_body(hook, wx_unknown()); };
    subject.set_body = set_body;
    subject.methods = {"GET", "POST"};
    subject.age = [](Hook& hook) { hook = wechat_hook(wx_text(), kVectorTime - kDaySeconds); };
    subject.handshake = [](Hook& hook) {
        hook = wechat_hook("");
        hook.method = "GET";
        hook.target += "&echostr=5837397576500011341";
    };
    subject.handshake_answer = "5837397576500011341";
    subject.proof_parameters = {"timestamp", "nonce", "signature"};  // nobody signs the body
    return subject;
}

Subject wechat_safe_subject() {
    return sealed_subject(
        "wechat_oa_safe", cn_adapter("wechat_oa", {{"mode", "safe"}}),
        [](std::string body) { return wechat_safe_hook(body); },
        [](std::string body) { return wechat_safe_hook(body, kVectorTime - kDaySeconds); });
}

Subject wecom_subject() {
    auto subject = sealed_subject(
        "wecom", cn_adapter("wecom"), [](std::string body) { return wecom_hook(body); },
        [](std::string body) { return wecom_hook(body, kVectorTime - kDaySeconds); });
    subject.handshake = [](Hook& hook) {
        const auto echo = wx_seal("1616140317555161061", "ww0123456789abcdef");
        hook.method = "GET";
        hook.body.clear();
        hook.target = "/wecom?timestamp=1767225600&nonce=1&msg_signature=" +
                      wx_sign("wecomToken01", "1767225600", "1", echo) + "&echostr=";
        for (const char c : echo) hook.target += c == '+' ? "%2B" : c == '/' ? "%2F" : std::string{c};
    };
    subject.handshake_answer = "1616140317555161061";
    return subject;
}

Subject feishu_subject() {
    const std::string header =
        R"({"schema":"2.0","header":{"event_id":"e1","event_type":"im.message.receive_v1","token":)"
        R"("verifTokenABCDEF0123456789","app_id":"cli_1"})";
    const std::string text =
        header +
        R"(,"event":{"sender":{"sender_id":{"open_id":"ou_1"},"sender_type":"user"},"message":)"
        R"({"message_id":"om_1","chat_type":"p2p","message_type":"text","content":"{\"text\":\"5\"}"}}})";
    const auto set_body = [](Hook& hook, std::string body) { hook = feishu_hook(body); };
    Subject subject;
    subject.name = "feishu";
    subject.adapter = cn_adapter("feishu");
    subject.good = feishu_hook(text);
    subject.forge = [](Hook& hook) { hook.set_header("X-Lark-Request-Nonce", "other"); };
    subject.remove_proof = [](Hook& hook) { hook.remove_header("X-Lark-Signature"); };
    subject.malform = [set_body, header](Hook& hook) { set_body(hook, header + "}"); };
    subject.unknown_kind = [set_body, text](Hook& hook) {
        set_body(hook, replaced(text, "message.receive", "chat.updated"));
    };
    subject.set_body = set_body;
    subject.age = [text](Hook& hook) { hook = feishu_hook(text, kVectorTime - kDaySeconds); };
    subject.handshake = [](Hook& hook) {
        hook.headers = {{"Content-Type", "application/json"}};
        hook.body = R"({"encrypt":")" +
                    feishu_seal(R"({"challenge":"ajls384kdjx98XX","token":"verifTokenABCDEF0123456789",)"
                                R"("type":"url_verification"})") +
                    "\"}";
    };
    subject.handshake_answer = R"({"challenge":"ajls384kdjx98XX"})";
    subject.covers_body = true;
    subject.proof_headers = {"X-Lark-Request-Timestamp", "X-Lark-Request-Nonce", "X-Lark-Signature"};
    return subject;
}

Subject dingtalk_subject() {
    const std::string text =
        R"({"msgId":"msg1","senderStaffId":"manager4220","msgtype":"text","text":{"content":" 5"}})";
    const auto set_body = [](Hook& hook, std::string body) { hook = dingtalk_hook(std::move(body)); };
    Subject subject;
    subject.name = "dingtalk";
    subject.adapter = cn_adapter("dingtalk");
    subject.good = dingtalk_hook(text);
    subject.forge = [](Hook& hook) { hook.set_header("timestamp", "1767225600001"); };
    subject.remove_proof = [](Hook& hook) { hook.remove_header("sign"); };
    subject.malform = [set_body](Hook& hook) { set_body(hook, R"({"msgtype":"text"})"); };
    subject.unknown_kind = [set_body, text](Hook& hook) {
        set_body(hook, replaced(text, R"("msgtype":"text")", R"("msgtype":"link")"));
    };
    subject.set_body = set_body;
    subject.age = [text](Hook& hook) { hook = dingtalk_hook(text, (kVectorTime - kDaySeconds) * 1000); };
    subject.proof_headers = {"timestamp", "sign"};  // nobody signs the body
    return subject;
}

}  // namespace askwell::adapters::testkit
