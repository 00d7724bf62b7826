// The promises that every adapter with a webhook keeps, run as one table over all of them.
#include <algorithm>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/answers.h"
#include "tests/unit/adapters/subject.h"

namespace askwell::adapters {
namespace {

using testing::IsEmpty;
using testing::Not;
using testkit::Hook;
using testkit::Subject;

class Webhook : public testing::TestWithParam<Subject (*)()> {
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

TEST_P(Webhook, refuses_a_proof_of_long_ago) {
    if (subject_.age == nullptr) return;  // the scheme proves no time
    expect_refused(received(subject_.age), Verdict::stale, 403);
}

TEST_P(Webhook, answers_the_check_of_its_url) {
    if (subject_.handshake == nullptr) return;  // the platform does not check the URL
    const auto got = received(subject_.handshake);
    EXPECT_EQ(got.verdict, Verdict::accept) << got.reason;
    EXPECT_EQ(got.reply.status, 200);
    EXPECT_EQ(got.reply.body, subject_.handshake_answer);
    EXPECT_THAT(got.messages, IsEmpty());
}

TEST_P(Webhook, has_no_other_methods) {
    for (const auto* method : {"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "", "get"}) {
        if (std::find(subject_.methods.begin(), subject_.methods.end(), method) != subject_.methods.end())
            continue;
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

INSTANTIATE_TEST_SUITE_P(Platforms, Webhook, testing::ValuesIn(testkit::all_subjects()),
                         [](const auto& info) { return info.param().name; });

}  // namespace
}  // namespace askwell::adapters
