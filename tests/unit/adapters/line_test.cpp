#include "adapters/line.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/chat_kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Received received_text(std::string body) {
    return receive(*testkit::line(), testkit::line_hook(std::move(body)));
}

/// An event of one user; `content` is merged in.
json event(const json& content) {
    json whole = {{"mode", "active"},
                  {"timestamp", 1767225600000},
                  {"source", {{"type", "user"}, {"userId", "U4af"}}},
                  {"webhookEventId", "01KD"},
                  {"deliveryContext", {{"isRedelivery", false}}},
                  {"replyToken", "reply-1"}};
    whole.merge_patch(content);
    return whole;
}

Received received(const std::vector<json>& events) {
    return received_text(json{{"destination", "U0"}, {"events", events}}.dump());
}

Inbound one(const json& content) {
    const auto got = received({event(content)});
    EXPECT_THAT(got.messages, SizeIs(1)) << got.reason;
    return got.messages.at(0);
}

json text_event(const char* text) {
    return {{"type", "message"}, {"message", {{"id", "44"}, {"type", "text"}, {"text", text}}}};
}

TEST(LineWebhook, agrees_with_every_vector) {
    testkit::expect_vectors_agree("line", testkit::line_settings());
}

TEST(LineWebhook, accepts_only_the_one_base64_signature) {
    const auto good = testkit::line_hook(R"({"destination":"U0","events":[]})");
    const auto signature = good.headers.back().second;
    const auto verdict = [&good](const std::vector<Header>& headers) {
        auto hook = good;
        hook.headers = headers;
        return receive(*testkit::line(), hook).verdict;
    };
    EXPECT_EQ(verdict({{"x-line-signature", signature}}), Verdict::accept);
    EXPECT_EQ(verdict({}), Verdict::forged);
    EXPECT_EQ(verdict({{"X-Line-Signature", ""}}), Verdict::forged);
    EXPECT_EQ(verdict({{"X-Line-Signature", signature + "="}}), Verdict::forged);
    EXPECT_EQ(verdict({{"X-Line-Signature", signature.substr(0, signature.size() - 1)}}), Verdict::forged);
    EXPECT_EQ(verdict({{"X-Line-Signature", signature}, {"x-line-signature", signature}}), Verdict::forged);
}

TEST(LineWebhook, reads_a_text_and_by_what_to_answer_it) {
    const auto got = one(text_event("满意 😀 (moon)"));
    EXPECT_EQ(std::get<InboundText>(got.content).text, "满意 😀 (moon)");
    EXPECT_EQ(got.address, "U4af");
    EXPECT_EQ(got.recipient, "U0");
    EXPECT_EQ(got.message_id, "01KD");
    EXPECT_EQ(got.platform_id, "44");
    EXPECT_EQ(got.reply_route, "reply-1");
    EXPECT_EQ(got.sent_at, flows::from_unix_ms(1'767'225'600'000));
}

TEST(LineWebhook, gives_a_redelivery_the_same_message_id) {
    auto again = text_event("5");
    again["deliveryContext"] = {{"isRedelivery", true}};
    EXPECT_EQ(one(again).message_id, one(text_event("5")).message_id);
}

TEST(LineWebhook, reads_taps_friends_and_blocks) {
    EXPECT_EQ(std::get<InboundChoice>(one({{"type", "postback"}, {"postback", {{"data", "c2.3:5"}}}}).content)
                  .payload,
              "c2.3:5");
    EXPECT_TRUE(std::holds_alternative<InboundStart>(one({{"type", "follow"}}).content));
    EXPECT_TRUE(std::holds_alternative<InboundStart>(
        one({{"type", "follow"}, {"follow", {{"isUnblocked", false}}}}).content));
    EXPECT_TRUE(std::holds_alternative<InboundReturned>(
        one({{"type", "follow"}, {"follow", {{"isUnblocked", true}}}}).content));
    EXPECT_TRUE(
        std::holds_alternative<InboundBlocked>(one({{"type", "unfollow"}, {"replyToken", nullptr}}).content));
}

TEST(LineWebhook, reads_files_by_the_id_they_are_fetched_with) {
    for (const auto* type : {"image", "video", "audio"}) {
        const auto got = one({{"type", "message"}, {"message", {{"id", "45"}, {"type", type}}}});
        EXPECT_EQ(std::get<InboundAttachment>(got.content).kind, type);
        EXPECT_EQ(std::get<InboundAttachment>(got.content).reference, "45");
    }
    const auto file = std::get<InboundAttachment>(
        one({{"type", "message"},
             {"message", {{"id", "46"}, {"type", "file"}, {"fileName", "bill.pdf"}, {"fileSize", 2138}}}})
            .content);
    EXPECT_EQ(file.name, "bill.pdf");
    EXPECT_EQ(file.size, 2138U);
}

TEST(LineWebhook, reads_every_event_of_a_batch) {
    auto second = event(text_event("2"));
    second["webhookEventId"] = "01KE";
    const auto got = received({event(text_event("1")), event({{"type", "unsend"}}), second});
    ASSERT_THAT(got.messages, SizeIs(2));
    EXPECT_EQ(got.messages[1].message_id, "01KE");
}

TEST(LineWebhook, ignores_with_a_reason_what_is_not_for_us) {
    auto in_group = text_event("5");
    in_group["source"] = {{"type", "group"}, {"groupId", "C1"}};
    auto standby = text_event("5");
    standby["mode"] = "standby";
    auto nameless = text_event("5");
    nameless["source"] = {{"userId", nullptr}};
    auto no_id = text_event("5");
    no_id["webhookEventId"] = nullptr;
    const std::vector<std::pair<json, const char*>> cases = {
        {in_group, "private"},
        {standby, "another module"},
        {nameless, "without userId"},
        {no_id, "without webhookEventId"},
        {{{"type", "unsend"}}, "unsend"},
        {{{"type", "beacon"}}, "beacon"},
        {{{"type", "something new"}}, "kind we do not use"},
        {{{"type", nullptr}}, "kind we do not use"},
        {{{"type", "message"}, {"message", {{"id", "1"}, {"type", "sticker"}}}}, "without text or file"},
        {{{"type", "message"}, {"message", {{"id", "1"}, {"type", "location"}}}}, "without text or file"},
        {{{"type", "message"}, {"message", {{"id", "1"}, {"type", "text"}, {"text", 5}}}}, "without text"}};
    for (const auto& [content, reason] : cases) {
        const auto got = received({event(content)});
        EXPECT_EQ(got.verdict, Verdict::accept) << content;
        EXPECT_THAT(got.messages, IsEmpty()) << content;
        EXPECT_THAT(got.reason, HasSubstr(reason)) << content;
    }
    EXPECT_THAT(received({json{5}, json{}}).messages, IsEmpty());
}

TEST(LineWebhook, calls_malformed_what_has_no_events) {
    for (const auto* body : {"", "{", "[]", "{}", R"({"events":{}})", "\xff"})
        EXPECT_EQ(received_text(body).verdict, Verdict::malformed) << body;
    EXPECT_EQ(received_text(R"({"destination":"U0","events":[]})").reply.status, 200);
}

// ---- sending ----

std::vector<SendRequest> compose(const flows::Outgoing& message, const std::string& route = "") {
    ComposeContext context;
    context.reply_route = route;
    return testkit::line()->compose("U4af", message, context);
}

TEST(LineCompose, pushes_byte_for_byte) {
    const auto request = compose(testkit::plain("为什么？")).at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://api.line.me/v2/bot/message/push");
    EXPECT_EQ(request.body, R"({"messages":[{"text":"为什么？","type":"text"}],"to":"U4af"})");
    EXPECT_EQ(header(request.headers, "Authorization"), "Bearer line/token+=");
    EXPECT_EQ(header(request.headers, "Content-Type"), "application/json");
    EXPECT_THAT(request.secrets, ElementsAre("line/token+="));
}

TEST(LineCompose, keeps_the_retry_key_over_every_try_of_a_message_and_over_nothing_else) {
    const auto key = [](const flows::Outgoing& message) {
        return std::string{header(compose(message).at(0).headers, "X-Line-Retry-Key")};
    };
    auto message = testkit::plain("Why?");
    const auto first = key(message);
    EXPECT_THAT(first, SizeIs(36));
    EXPECT_EQ(key(message), first);
    message.number += 1;
    EXPECT_NE(key(message), first);
    message.number -= 1;
    message.conversation_id += "0";
    EXPECT_NE(key(message), first);
}

TEST(LineCompose, answers_by_reply_token_once_and_pushes_what_follows) {
    const auto requests = compose(testkit::plain(std::string(30'000, 'a')), "reply-1");
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_EQ(requests[0].url, "https://api.line.me/v2/bot/message/reply");
    EXPECT_EQ(header(requests[0].headers, "X-Line-Retry-Key"), "") << "reply takes no such key";
    const auto reply = json::parse(requests[0].body);
    EXPECT_EQ(reply.at("replyToken"), "reply-1");
    EXPECT_THAT(reply.at("messages"), SizeIs(5));
    EXPECT_EQ(requests[1].url, "https://api.line.me/v2/bot/message/push");
    EXPECT_THAT(json::parse(requests[1].body).at("messages"), SizeIs(1));
    EXPECT_NE(header(requests[1].headers, "X-Line-Retry-Key"), "");
}

TEST(LineCompose, gives_each_push_of_a_long_text_its_own_retry_key) {
    const auto requests = compose(testkit::plain(std::string(30'000, 'a')));
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_NE(header(requests[0].headers, "X-Line-Retry-Key"),
              header(requests[1].headers, "X-Line-Retry-Key"));
}

TEST(LineCompose, splits_at_5000_units_with_the_quick_reply_on_the_last_part) {
    auto message = testkit::single_choice();
    message.text = std::string(4999, 'a') + "😀?";
    const auto messages = json::parse(compose(message).at(0).body).at("messages");
    ASSERT_THAT(messages, SizeIs(2));
    EXPECT_FALSE(messages[0].contains("quickReply"));
    EXPECT_EQ(messages[1].at("text"), "😀?");
    const json expected = {
        {"type", "action"},
        {"action",
         {{"type", "postback"}, {"label", "Phone"}, {"data", "c2.3:phone"}, {"displayText", "Phone"}}}};
    EXPECT_EQ(messages[1].at("quickReply").at("items")[0], expected);
}

TEST(LineCompose, writes_choices_below_the_text_beyond_thirteen) {
    const auto items = [](int points) {
        const auto message = json::parse(compose(testkit::scale(points, {})).at(0).body).at("messages")[0];
        return message.contains("quickReply") ? message.at("quickReply").at("items").size() : 0U;
    };
    EXPECT_EQ(items(13), 13U);
    EXPECT_EQ(items(14), 0U);
}

TEST(LineRegistration, sets_the_webhook_endpoint) {
    const auto request = testkit::line()->registration("https://h.example/webhooks/line").value();
    EXPECT_EQ(request.method, "PUT");
    EXPECT_EQ(request.url, "https://api.line.me/v2/bot/channel/webhook/endpoint");
    EXPECT_EQ(request.body, R"({"endpoint":"https://h.example/webhooks/line"})");
}

TEST(LineResult, tells_what_to_do_next) {
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
        const char* provider_id;
    };
    for (const auto& item :
         {Case{200, R"({"sentMessages":[{"id":"461","quoteToken":"q"}]})", SendOutcome::sent, "461"},
          Case{200, "{}", SendOutcome::sent, ""},
          Case{409, R"({"message":"The retry key is already accepted","sentMessages":[{"id":"461"}]})",
               SendOutcome::sent, "461"},
          Case{409, "", SendOutcome::sent, ""},
          Case{400, R"({"message":"Invalid reply token"})", SendOutcome::permanent, ""},
          Case{400, R"({"message":"The property, 'to', in the request body is invalid"})",
               SendOutcome::permanent, ""},
          Case{401, R"({"message":"Authentication failed"})", SendOutcome::credentials, ""},
          Case{403, R"({"message":"Not available for your plan"})", SendOutcome::account, ""},
          Case{404, "", SendOutcome::permanent, ""},
          Case{429, R"({"message":"You have reached your monthly limit."})", SendOutcome::account, ""},
          Case{429, R"({"message":"The API rate limit has been exceeded. Try again later."})",
               SendOutcome::retry, ""},
          Case{500, "<html>", SendOutcome::retry, ""}}) {
        const auto result = testkit::line()->result({item.status, {}, item.body});
        EXPECT_EQ(result.outcome, item.outcome) << item.status << ' ' << item.body;
        EXPECT_EQ(result.provider_id, item.provider_id);
        EXPECT_EQ(result.reason.empty(), item.outcome == SendOutcome::sent);
    }
}

TEST(LineTraits, say_that_only_friends_can_be_written_to) {
    EXPECT_TRUE(testkit::line()->traits().customer_starts);
    EXPECT_FALSE(testkit::line()->traits().reply_route_lasts);
    EXPECT_EQ(testkit::line()->traits().window, std::nullopt);
}

}  // namespace
}  // namespace askwell::adapters
