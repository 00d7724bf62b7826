#include "adapters/slack.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/answers.h"
#include "adapters/encoding.h"
#include "adapters/slack_reading.h"
#include "tests/unit/adapters/chat_kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Received received_text(std::string body) {
    return receive(*testkit::slack(), testkit::slack_hook(std::move(body)));
}

/// A direct message of U1; `content` is merged into the event.
Received received(const json& content) {
    json event = {{"type", "message"}, {"channel_type", "im"},      {"user", "U1"},
                  {"channel", "D1"},   {"ts", "1767225600.000100"}, {"text", "5"}};
    event.merge_patch(content);
    return received_text(
        json{{"type", "event_callback"}, {"event_id", "Ev1"}, {"event", std::move(event)}}.dump());
}

json tap(const json& action) {
    json whole = {{"action_id", "c2.3:5"},
                  {"value", "c2.3:5"},
                  {"type", "button"},
                  {"text", {{"type", "plain_text"}, {"text", "5 &amp; more"}}},
                  {"action_ts", "1767225601.000000"}};
    whole.merge_patch(action);
    return {{"type", "block_actions"},
            {"user", {{"id", "U1"}}},
            {"container", {{"type", "message"}, {"message_ts", "1767225600.000200"}, {"channel_id", "D1"}}},
            {"actions", json::array({std::move(whole)})}};
}

Received received_payload(const std::string& payload) {
    return receive(*testkit::slack(), testkit::slack_form("payload=" + percent_encode(payload)));
}

// ---- the proof ----

TEST(SlackProof, agrees_with_every_vector) {
    testkit::expect_vectors_agree("slack", testkit::slack_settings());
}

TEST(SlackProof, ends_five_minutes_before_and_after_now) {
    const auto verdict = [](std::string_view timestamp) {
        auto hook = testkit::slack_hook(R"({"type":"app_rate_limited"})");
        testkit::sign_as_slack(hook, timestamp);
        return receive(*testkit::slack(), hook).verdict;
    };
    EXPECT_EQ(verdict("1767225600"), Verdict::accept);
    EXPECT_EQ(verdict("1767225301"), Verdict::accept) << "299 s";
    EXPECT_EQ(verdict("1767225300"), Verdict::accept) << "300 s";
    EXPECT_EQ(verdict("1767225299"), Verdict::stale) << "301 s";
    EXPECT_EQ(verdict("1767225900"), Verdict::accept);
    EXPECT_EQ(verdict("1767225901"), Verdict::stale);
    EXPECT_EQ(verdict("0"), Verdict::stale);
    EXPECT_EQ(verdict("9223372036854775807"), Verdict::stale);
    for (const auto* timestamp : {"", "x", "-1", "1767225600.0", "1767225600 ", "9223372036854775808"})
        EXPECT_EQ(verdict(timestamp), Verdict::forged) << timestamp;
}

TEST(SlackProof, takes_its_age_from_the_settings) {
    auto settings = testkit::slack_settings();
    settings["max_age_seconds"] = 10;
    auto hook = testkit::slack_hook(R"({"type":"app_rate_limited"})");
    const auto adapter = testkit::make_adapter("slack", settings);
    testkit::sign_as_slack(hook, "1767225590");
    EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::accept);
    testkit::sign_as_slack(hook, "1767225589");
    EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::stale);
}

TEST(SlackProof, needs_both_headers_once) {
    const auto good = testkit::slack_hook(R"({"type":"app_rate_limited"})");
    for (const auto* name : {"X-Slack-Signature", "X-Slack-Request-Timestamp"}) {
        auto hook = good;
        hook.remove_header(name);
        EXPECT_EQ(receive(*testkit::slack(), hook).verdict, Verdict::forged) << name;
        hook = good;
        hook.headers.emplace_back(name, std::string{header(good.headers, name)});
        EXPECT_EQ(receive(*testkit::slack(), hook).verdict, Verdict::forged) << name << " twice";
    }
    auto lower = good;
    for (auto& [name, value] : lower.headers) {
        if (name == "X-Slack-Signature") name = "x-slack-signature";
    }
    EXPECT_EQ(receive(*testkit::slack(), lower).verdict, Verdict::accept);
}

TEST(SlackProof, is_not_asked_for_by_the_check_of_the_certificate_which_reads_nothing) {
    auto hook =
        testkit::slack_form("ssl_check=1&token=x&payload=" + percent_encode(tap(json::object()).dump()));
    hook.remove_header("X-Slack-Signature");
    const auto got = receive(*testkit::slack(), hook);
    EXPECT_EQ(got.verdict, Verdict::accept);
    EXPECT_EQ(got.reply.status, 200);
    EXPECT_THAT(got.messages, IsEmpty());
    hook.body = "ssl_check=0";
    EXPECT_EQ(receive(*testkit::slack(), hook).verdict, Verdict::forged);
    hook.body = "ssl_check=1";
    hook.set_header("Content-Type", "application/json");
    EXPECT_EQ(receive(*testkit::slack(), hook).verdict, Verdict::forged);
}

// ---- events ----

TEST(SlackWebhook, answers_the_signed_check_of_its_url) {
    const auto got = received_text(R"({"type":"url_verification","challenge":"3eZ"})");
    EXPECT_EQ(got.reply.content_type, "text/plain");
    EXPECT_EQ(got.reply.body, "3eZ");
    EXPECT_EQ(received_text(R"({"type":"url_verification"})").verdict, Verdict::malformed);
}

TEST(SlackWebhook, reads_a_direct_message) {
    const auto got = received({{"text", "满意 &amp; &lt;3"}}).messages.at(0);
    EXPECT_EQ(std::get<InboundText>(got.content).text, "满意 & <3");
    EXPECT_EQ(got.address, "U1");
    EXPECT_EQ(got.message_id, "Ev1");
    EXPECT_EQ(got.platform_id, "1767225600.000100");
    EXPECT_EQ(got.sent_at, flows::from_unix_ms(1'767'225'600'000));
    EXPECT_THAT(received({{"channel_type", nullptr}}).messages, SizeIs(1)) << "D… is a direct channel";
}

TEST(SlackText, is_read_as_the_customer_saw_it) {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {"a &amp;lt; b", "a &lt; b"},
        {"&lt;&gt;&quot;&", "<>&quot;&"},
        {"me: <mailto:a@b.example|a@b.example>.", "me: a@b.example."},
        {"<mailto:a@b.example>", "a@b.example"},
        {"<tel:+4930123|+49 30 123>", "+49 30 123"},
        {"<https://a.example/?x=1&amp;y=2>", "https://a.example/?x=1&y=2"},
        {"<https://a.example|a.example> <#C1|general>", "a.example general"},
        {"<@U1> <!here>", "@U1 !here"},
        {"<", "<"},
        {"a <b", "a <b"},
        {"<>", ""},
        {"", ""}};
    for (const auto& [written, seen] : cases) EXPECT_EQ(slack_plain_text(written), seen);
}

TEST(SlackText, comes_back_as_it_was_said) {
    for (const auto* text : {"", "a<b>&c", "&amp;", "满意 😀", "<<>>&&"})
        EXPECT_EQ(slack_plain_text(slack_escaped(text)), text);
}

TEST(SlackWebhook, reads_files_with_name_size_and_words) {
    const json files = {{{"id", "F1"},
                         {"name", "a.png"},
                         {"mimetype", "image/png"},
                         {"size", 12},
                         {"url_private", "https://f/1"}},
                        {{"id", "F2"}}};
    const auto got = received({{"subtype", "file_share"}, {"text", "broken"}, {"files", files}});
    ASSERT_THAT(got.messages, SizeIs(2));
    const auto& file = std::get<InboundAttachment>(got.messages[0].content);
    EXPECT_EQ(file.kind, "image/png");
    EXPECT_EQ(file.reference, "https://f/1");
    EXPECT_EQ(file.name, "a.png");
    EXPECT_EQ(file.size, 12U);
    EXPECT_EQ(file.caption, "broken");
    EXPECT_EQ(got.messages[1].message_id, "Ev1:1");
    EXPECT_EQ(std::get<InboundAttachment>(got.messages[1].content).reference, "F2");
    EXPECT_EQ(std::get<InboundAttachment>(got.messages[1].content).caption, "");
}

TEST(SlackWebhook, ignores_with_a_reason_what_is_not_for_us) {
    const std::vector<std::pair<json, const char*>> cases = {
        {{{"channel_type", "channel"}, {"channel", "C1"}}, "direct"},
        {{{"channel_type", "mpim"}}, "direct"},
        {{{"channel_type", nullptr}, {"channel", "C1"}}, "direct"},
        {{{"bot_id", "B1"}}, "bot"},
        {{{"subtype", "bot_message"}}, "bot"},
        {{{"subtype", "message_changed"}, {"message", {{"text", "5"}}}}, "no person"},
        {{{"subtype", "message_deleted"}}, "no person"},
        {{{"subtype", "channel_join"}}, "no person"},
        {{{"user", nullptr}}, "without user"},
        {{{"text", ""}}, "without text"},
        {{{"text", 5}}, "without text"},
        {{{"type", "app_home_opened"}}, "kind we do not use"},
        {{{"type", "reaction_added"}}, "kind we do not use"}};
    for (const auto& [content, reason] : cases) {
        const auto got = received(content);
        EXPECT_EQ(got.verdict, Verdict::accept) << content;
        EXPECT_THAT(got.messages, IsEmpty()) << content;
        EXPECT_THAT(got.reason, HasSubstr(reason)) << content;
    }
    EXPECT_EQ(received_text(R"({"type":"event_callback"})").verdict, Verdict::accept);
}

TEST(SlackWebhook, calls_malformed_what_is_no_event) {
    for (const auto* body : {"", "{", "[]", "5", "{}", R"({"type":5})", "\xff",
                             R"({"type":"event_callback","event":{"type":"message","channel_type":"im"}})"})
        EXPECT_EQ(received_text(body).verdict, Verdict::malformed) << body;
}

// ---- taps ----

TEST(SlackTap, is_read_with_what_was_on_the_button) {
    const auto got = received_payload(tap(json::object()).dump()).messages.at(0);
    EXPECT_EQ(std::get<InboundChoice>(got.content).payload, "c2.3:5");
    EXPECT_EQ(std::get<InboundChoice>(got.content).label, "5 & more");
    EXPECT_EQ(got.address, "U1");
    EXPECT_EQ(got.message_id, "D1|1767225600.000200|c2.3:5|1767225601.000000");
    EXPECT_EQ(got.sent_at, flows::from_unix_ms(1'767'225'601'000));
}

TEST(SlackTap, is_read_from_menus_too) {
    const auto got =
        received_payload(tap({{"value", nullptr},
                              {"text", nullptr},
                              {"selected_option", {{"value", "c2.3:4"}, {"text", {{"text", "Four"}}}}}})
                             .dump());
    EXPECT_EQ(std::get<InboundChoice>(got.messages.at(0).content).payload, "c2.3:4");
    EXPECT_EQ(std::get<InboundChoice>(got.messages.at(0).content).label, "Four");
}

TEST(SlackTap, is_ignored_or_refused_when_it_is_none) {
    const std::vector<std::pair<std::string, Verdict>> cases = {
        {tap({{"value", nullptr}}).dump(), Verdict::accept},
        {tap({{"action_ts", nullptr}}).dump(), Verdict::accept},
        {R"({"type":"view_submission","user":{"id":"U1"}})", Verdict::accept},
        {R"({"type":"block_actions"})", Verdict::accept},
        {R"({"type":"block_actions","user":{"id":"U1"}})", Verdict::accept},
        {R"({"type":"block_actions","user":{"id":"U1"},"actions":[5,null]})", Verdict::accept},
        {"{}", Verdict::malformed},
        {"{", Verdict::malformed},
        {"", Verdict::malformed}};
    for (const auto& [payload, verdict] : cases) {
        const auto got = received_payload(payload);
        EXPECT_EQ(got.verdict, verdict) << payload;
        EXPECT_THAT(got.messages, IsEmpty()) << payload;
        EXPECT_FALSE(got.reason.empty()) << payload;
    }
    const auto command = receive(*testkit::slack(), testkit::slack_form("command=%2Fask&text=5&user_id=U1"));
    EXPECT_THAT(command.reason, HasSubstr("slash command"));
    const auto huge = testkit::slack_form("payload=" + std::string(kMaxWebhookBody, 'a'));
    EXPECT_EQ(receive(*testkit::slack(), huge).verdict, Verdict::malformed);
}

// ---- sending ----

TEST(SlackCompose, writes_a_message_byte_for_byte) {
    const auto request = testkit::slack()->compose("U1", testkit::plain("为什么 <3 & *so*?"), {}).at(0);
    EXPECT_EQ(request.url, "https://slack.com/api/chat.postMessage");
    EXPECT_THAT(request.headers, ElementsAre(Header{"Authorization", "Bearer xoxb-1-token"},
                                             Header{"Content-Type", "application/json; charset=utf-8"}));
    EXPECT_EQ(request.body,
              R"({"channel":"U1","mrkdwn":false,"text":"为什么 &lt;3 &amp; *so*?","unfurl_links":false})");
    EXPECT_THAT(request.secrets, ElementsAre("xoxb-1-token"));
}

TEST(SlackCompose, puts_choices_on_buttons_below_the_text) {
    const auto body = json::parse(testkit::slack()->compose("U1", testkit::single_choice(), {}).at(0).body);
    EXPECT_EQ(body.at("text"), "How did you reach us?");
    const json expected = json::parse(
        R"([{"type":"section","text":{"type":"plain_text","text":"How did you reach us?"}},
            {"type":"actions","elements":[
              {"type":"button","text":{"type":"plain_text","text":"Phone"},"value":"c2.3:phone","action_id":"c2.3:phone"},
              {"type":"button","text":{"type":"plain_text","text":"Online agent"},"value":"c2.3:online","action_id":"c2.3:online"}]}])");
    EXPECT_EQ(body.at("blocks"), expected);
}

TEST(SlackCompose, writes_choices_below_the_text_beyond_twenty_five) {
    const auto has_blocks = [](int points) {
        const auto requests = testkit::slack()->compose("U1", testkit::scale(points, {}), {});
        return json::parse(requests.at(0).body).contains("blocks");
    };
    EXPECT_TRUE(has_blocks(25));
    EXPECT_FALSE(has_blocks(26));
}

TEST(SlackCompose, splits_at_3000_units_counted_with_their_entities) {
    const auto parts = [](const std::string& text) {
        auto message = testkit::single_choice();
        message.text = text;
        return testkit::slack()->compose("U1", message, {}).size();
    };
    EXPECT_EQ(parts(std::string(3000, 'a')), 1U);
    EXPECT_EQ(parts(std::string(3001, 'a')), 2U);
    EXPECT_EQ(parts(std::string(600, '&')), 1U);
    EXPECT_EQ(parts(std::string(601, '&')), 2U);
    EXPECT_EQ(parts(std::string(2999, 'a') + "😀"), 2U);
}

TEST(SlackResult, tells_what_to_do_next) {
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    for (const auto& item :
         {Case{200, R"({"ok":false,"error":"channel_not_found"})", SendOutcome::permanent},
          Case{200, R"({"ok":false,"error":"msg_too_long"})", SendOutcome::permanent},
          Case{200, R"({"ok":false,"error":"something_new"})", SendOutcome::permanent},
          Case{200, R"({"ok":false,"error":"ratelimited"})", SendOutcome::retry},
          Case{200, R"({"ok":false,"error":"internal_error"})", SendOutcome::retry},
          Case{200, R"({"ok":false,"error":"fatal_error"})", SendOutcome::retry},
          Case{503, R"({"ok":false,"error":"service_unavailable"})", SendOutcome::retry},
          Case{503, R"({"ok":false,"error":"something_new"})", SendOutcome::retry},
          Case{200, R"({"ok":false,"error":"user_disabled"})", SendOutcome::blocked},
          Case{200, R"({"ok":false,"error":"cannot_dm_bot"})", SendOutcome::blocked},
          Case{200, R"({"ok":false,"error":"restricted_action"})", SendOutcome::blocked},
          Case{200, R"({"ok":false,"error":"invalid_auth"})", SendOutcome::credentials},
          Case{200, R"({"ok":false,"error":"account_inactive"})", SendOutcome::credentials},
          Case{200, R"({"ok":false,"error":"token_revoked"})", SendOutcome::credentials},
          Case{200, R"({"ok":false,"error":"token_expired"})", SendOutcome::credentials},
          Case{429, "", SendOutcome::retry}, Case{200, "<html>a captive portal</html>", SendOutcome::retry},
          Case{502, "<html>", SendOutcome::retry}}) {
        const auto result = testkit::slack()->result({item.status, {}, item.body});
        EXPECT_EQ(result.outcome, item.outcome) << item.status << ' ' << item.body;
        EXPECT_FALSE(result.reason.empty());
    }
    const auto sent =
        testkit::slack()->result({200, {}, R"({"ok":true,"channel":"D1","ts":"1767225600.000200"})"});
    EXPECT_EQ(sent.outcome, SendOutcome::sent);
    EXPECT_EQ(sent.provider_id, "D1|1767225600.000200");
    EXPECT_EQ(testkit::slack()->result({429, {{"Retry-After", "30"}}, ""}).retry_after,
              Duration{std::chrono::seconds{30}});
    EXPECT_THAT(testkit::slack()->result({200, {}, R"({"ok":false,"error":"User U1 +49"})"}).reason,
                Not(HasSubstr("+49")));
}

TEST(SlackSetup, names_both_urls) {
    const auto lines = find_platform("slack")->setup("https://h.example/webhooks/slack");
    EXPECT_THAT(lines, HasSubstr("https://h.example/webhooks/slack/events\n"));
    EXPECT_THAT(lines, HasSubstr("https://h.example/webhooks/slack/interactivity\n"));
}

}  // namespace
}  // namespace askwell::adapters
