// The promises that every adapter with a webhook keeps, run as one table over all of them.
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/answers.h"
#include "tests/unit/adapters/kit.h"

namespace askwell::adapters {
namespace {

using testing::IsEmpty;
using testing::Not;
using testkit::Hook;

/// How to build and break one platform's webhook. None of these platforms signs a time, so none has a stale
/// case.
struct Subject {
    std::string name;
    AdapterPtr adapter;
    Hook good;                                         ///< a message, as the platform sends it
    std::function<void(Hook&)> forge;                  ///< makes the proof wrong
    std::function<void(Hook&)> remove_proof;           ///< takes the proof away
    std::function<void(Hook&)> malform;                ///< proof right, content not this platform's
    std::function<void(Hook&)> unknown_kind;           ///< proof right, content of a kind we do not use
    std::function<void(Hook&, std::string)> set_body;  ///< a body with the right proof
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
}

Subject twilio_subject() {
    Hook good{"POST",
              "/webhooks/sms",
              {{"Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"}},
              "MessageSid=SM1&From=%2B14155550100&To=%2B15005550006&Body=5&NumMedia=0&ToCity="};
    testkit::sign_as_twilio(good);
    const auto set_body = [](Hook& hook, std::string body) {
        hook.body = std::move(body);
        testkit::sign_as_twilio(hook);
    };
    return {"twilio",
            testkit::twilio(),
            good,
            [](Hook& hook) { hook.body = replaced(hook.body, "Body=5", "Body=1"); },
            [](Hook& hook) { hook.remove_header("X-Twilio-Signature"); },
            [set_body](Hook& hook) { set_body(hook, "MessageSid=SM1&Body=5"); },
            [set_body](Hook& hook) { set_body(hook, "CallSid=CA1&CallStatus=ringing"); },
            set_body};
}

Subject telegram_subject() {
    const Hook good{
        "POST",
        "/webhooks/telegram",
        {{"Content-Type", "application/json"},
         {"X-Telegram-Bot-Api-Secret-Token", "Tg_secret-0123456789ABCDEFabcdef"}},
        R"({"update_id":1,"message":{"from":{"id":7},"chat":{"id":7,"type":"private"},"text":"5"}})"};
    return {"telegram",
            testkit::telegram(),
            good,
            [](Hook& hook) {
                hook.set_header("X-Telegram-Bot-Api-Secret-Token", "Tg_secret-0123456789ABCDEFabcdeF");
            },
            [](Hook& hook) { hook.remove_header("X-Telegram-Bot-Api-Secret-Token"); },
            [](Hook& hook) { hook.body = "{\"update_id\":1,"; },
            [](Hook& hook) { hook.body = R"({"update_id":2,"poll_answer":{"poll_id":"1"}})"; },
            [](Hook& hook, std::string body) { hook.body = std::move(body); }};
}

Subject kannel_subject() {
    const Hook good{
        "GET", "/webhooks/sms?secret=kannel-secret&from=%2B8613800000001&to=10690000&text=5&id=u-1", {}, ""};
    return {"kannel",
            testkit::kannel(),
            good,
            [](Hook& hook) { hook.target = replaced(hook.target, "kannel-secret", "kannel-secreT"); },
            [](Hook& hook) { hook.target = replaced(hook.target, "secret=kannel-secret&", ""); },
            [](Hook& hook) { hook.target = "/webhooks/sms?secret=kannel-secret&to=1"; },
            [](Hook& hook) { hook.target += "&charset=8-BIT"; },
            [](Hook& hook, std::string body) {
                hook.method = "POST";
                hook.set_header("Content-Type", "application/x-www-form-urlencoded");
                hook.body = std::move(body);
            }};
}

class Webhook : public testing::TestWithParam<std::function<Subject()>> {
  protected:
    Received received(const std::function<void(Hook&)>& change = [](Hook&) {}) const {
        Hook hook = subject_.good;
        change(hook);
        return receive(*subject_.adapter, hook);
    }
    const Subject subject_ = GetParam()();
};

void expect_refused(const Received& received, Verdict verdict, int status) {
    EXPECT_EQ(received.verdict, verdict) << received.reason;
    EXPECT_EQ(received.reply.status, status);
    EXPECT_THAT(received.messages, IsEmpty());
    EXPECT_THAT(received.reason, Not(IsEmpty()));
    EXPECT_THAT(received.reply.body, IsEmpty());
}

TEST_P(Webhook, accepts_and_reads_a_message) {
    const auto got = received();
    ASSERT_EQ(got.verdict, Verdict::accept) << got.reason;
    ASSERT_EQ(got.messages.size(), 1U);
    EXPECT_EQ(std::get<InboundText>(got.messages[0].content).text, "5");
    EXPECT_THAT(got.messages[0].address, Not(IsEmpty()));
    EXPECT_THAT(got.messages[0].message_id, Not(IsEmpty()));
    EXPECT_EQ(got.reply.status, 200);
}

TEST_P(Webhook, gives_a_repeat_the_same_message_id) {
    EXPECT_EQ(received().messages.at(0).message_id, received().messages.at(0).message_id);
}

TEST_P(Webhook, refuses_a_wrong_proof) {
    expect_refused(received(subject_.forge), Verdict::forged, 403);
}

TEST_P(Webhook, refuses_a_missing_proof) {
    expect_refused(received(subject_.remove_proof), Verdict::forged, 403);
}

TEST_P(Webhook, refuses_a_forgery_before_it_looks_at_the_content) {
    const auto got = received([this](Hook& hook) {
        subject_.malform(hook);
        subject_.remove_proof(hook);
    });
    expect_refused(got, Verdict::forged, 403);
}

TEST_P(Webhook, calls_content_of_another_form_malformed) {
    expect_refused(received(subject_.malform), Verdict::malformed, 400);
}

TEST_P(Webhook, accepts_and_ignores_kinds_it_does_not_use_and_says_why) {
    const auto got = received(subject_.unknown_kind);
    EXPECT_EQ(got.verdict, Verdict::accept);
    EXPECT_EQ(got.reply.status, 200);
    EXPECT_THAT(got.messages, IsEmpty());
    EXPECT_THAT(got.reason, Not(IsEmpty()));
}

TEST_P(Webhook, reads_nothing_from_an_empty_body) {
    const auto got = received([this](Hook& hook) {
        subject_.set_body(hook, "");
        if (hook.target.find("secret=") != std::string::npos)
            hook.target = "/webhooks/sms?secret=kannel-secret";
    });
    EXPECT_THAT(got.messages, IsEmpty());
    EXPECT_THAT(got.reason, Not(IsEmpty()));
}

TEST_P(Webhook, refuses_a_body_beyond_its_limit) {
    const auto got =
        received([this](Hook& hook) { subject_.set_body(hook, std::string(kMaxWebhookBody + 1, 'a')); });
    expect_refused(got, Verdict::malformed, 400);
}

TEST_P(Webhook, has_no_other_methods) {
    for (const auto* method : {"PUT", "DELETE", "HEAD", "OPTIONS", "", "get"}) {
        expect_refused(received([method](Hook& hook) { hook.method = method; }), Verdict::method, 405);
    }
}

TEST_P(Webhook, survives_any_cut_of_its_own_messages) {
    for (std::size_t size = 0; size < subject_.good.body.size(); ++size) {
        const auto got =
            received([this, size](Hook& hook) { subject_.set_body(hook, hook.body.substr(0, size)); });
        for (const auto& message : got.messages) EXPECT_THAT(message.message_id, Not(IsEmpty()));
    }
}

INSTANTIATE_TEST_SUITE_P(Platforms, Webhook,
                         testing::Values(twilio_subject, telegram_subject, kannel_subject),
                         [](const auto& info) { return info.param().name; });

}  // namespace
}  // namespace askwell::adapters
