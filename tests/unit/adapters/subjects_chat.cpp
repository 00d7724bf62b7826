// The chat platforms: WhatsApp, Messenger, LINE, Slack.
#include <utility>

#include "tests/unit/adapters/chat_kit.h"
#include "tests/unit/adapters/subject.h"

namespace askwell::adapters::testkit {

namespace {

using Signer = void (*)(Hook&);

/// What the four have in common: JSON whose raw bytes are signed.
Subject signed_json(std::string name, AdapterPtr adapter, Hook good, Signer sign, std::string proof,
                    std::string other_kind) {
    Subject subject;
    subject.name = std::move(name);
    subject.adapter = std::move(adapter);
    subject.good = std::move(good);
    subject.set_body = [sign](Hook& hook, std::string body) {
        hook.body = std::move(body);
        sign(hook);
    };
    subject.forge = [](Hook& hook) { hook.body = replaced(hook.body, "\"5\"", "\"1\""); };
    subject.remove_proof = [proof](Hook& hook) { hook.remove_header(proof); };
    subject.malform = [set_body = subject.set_body](Hook& hook) { set_body(hook, "{\"object\":"); };
    subject.unknown_kind = [set_body = subject.set_body, other_kind](Hook& hook) {
        set_body(hook, other_kind);
    };
    subject.covers_body = true;
    subject.proof_headers = {proof};
    return subject;
}

void check_url(Hook& hook) {
    hook = meta_check("subscribe", "vibecoding-verify-token", "1158201444");
}

}  // namespace

Subject whatsapp_subject() {
    auto subject = signed_json(
        "whatsapp", whatsapp(),
        meta_hook(
            R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[)"
            R"({"from":"16505551234","id":"wamid.1","timestamp":"1767225600","type":"text","text":{"body":"5"}}]}}]}]})"),
        sign_as_meta, "X-Hub-Signature-256",
        R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"messages":[)"
        R"({"from":"16505551234","id":"wamid.2","type":"reaction","reaction":{"emoji":"!"}}]}}]}]})");
    subject.methods = {"GET", "POST"};
    subject.handshake = check_url;
    subject.handshake_answer = "1158201444";
    return subject;
}

Subject messenger_subject() {
    auto subject = signed_json(
        "messenger", messenger(),
        meta_hook(
            R"({"object":"page","entry":[{"id":"11","messaging":[{"sender":{"id":"7"},)"
            R"("recipient":{"id":"11"},"timestamp":1767225600000,"message":{"mid":"m_1","text":"5"}}]}]})"),
        sign_as_meta, "X-Hub-Signature-256",
        R"({"object":"page","entry":[{"id":"11","messaging":[{"sender":{"id":"7"},"read":{"watermark":1}}]}]})");
    subject.methods = {"GET", "POST"};
    subject.handshake = check_url;
    subject.handshake_answer = "1158201444";
    return subject;
}

Subject line_subject() {
    auto subject = signed_json(
        "line", line(),
        line_hook(
            R"({"destination":"U0","events":[{"type":"message","mode":"active","timestamp":1767225600000,)"
            R"("source":{"type":"user","userId":"U4af"},"webhookEventId":"01KD","replyToken":"r1",)"
            R"("message":{"id":"44","type":"text","text":"5"}}]})"),
        sign_as_line, "X-Line-Signature",
        R"({"destination":"U0","events":[{"type":"beacon","source":{"type":"user","userId":"U4af"},)"
        R"("webhookEventId":"01KE"}]})");
    subject.handshake = [](Hook& hook) { hook = line_hook(R"({"destination":"U0","events":[]})"); };
    return subject;
}

Subject slack_subject() {
    auto subject = signed_json(
        "slack", slack(),
        slack_hook(
            R"({"type":"event_callback","event_id":"Ev1","event":{"type":"message","channel_type":"im",)"
            R"("user":"U1","channel":"D1","ts":"1767225600.000100","text":"5"}})"),
        [](Hook& hook) { sign_as_slack(hook); }, "X-Slack-Signature",
        R"({"type":"event_callback","event_id":"Ev2","event":{"type":"app_home_opened","user":"U1"}})");
    subject.proof_headers.emplace_back("X-Slack-Request-Timestamp");
    subject.age = [](Hook& hook) { sign_as_slack(hook, "1767225299"); };
    subject.handshake = [](Hook& hook) {
        hook = slack_hook(R"({"type":"url_verification","token":"x","challenge":"3eZbrw1aBm2rZgRNFdxV"})");
    };
    subject.handshake_answer = "3eZbrw1aBm2rZgRNFdxV";
    return subject;
}

}  // namespace askwell::adapters::testkit
