// The doubles of WhatsApp, Messenger, LINE and Slack must be as strict as the platforms, or the tests that
// lean on them prove nothing: each request below is one that the platform would refuse.
#include <functional>
#include <memory>
#include <mutex>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/chat_double.h"
#include "tests/support/line_double.h"
#include "tests/support/messenger_double.h"
#include "tests/support/slack_double.h"
#include "tests/support/whatsapp_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A service that notes every webhook and says 200.
class Listener {
  public:
    std::string url() const { return server_.base_url() + "/webhooks/x"; }
    std::vector<HttpQuestion> questions() const {
        const std::lock_guard lock{mutex_};
        return questions_;
    }

  private:
    mutable std::mutex mutex_;
    std::vector<HttpQuestion> questions_;
    PlatformServer server_{{[this](const HttpQuestion& question) {
                                const std::lock_guard lock{mutex_};
                                questions_.push_back(question);
                                return HttpAnswer{.status = 200};
                            },
                            nullptr}};
};

/// One platform: how to call it as a correct client does.
struct Api {
    std::string name;
    std::function<std::unique_ptr<ChatDouble>()> make;
    std::string method = "POST";
    std::string path;
    std::string token;
    HttpFields fields;
    json good;  ///< a message with buttons to `who`, who has written
    std::string who;
    /// Changes (JSON Merge Patch) of `good` that the platform refuses, and part of what it says of them.
    std::vector<std::pair<json, std::string>> bad;
};

HttpAnswer call(ChatDouble& chat, const Api& api, const json& body, const std::string& token) {
    HttpFields fields = api.fields;
    fields.emplace_back("Authorization", "Bearer " + token);
    fields.emplace_back("Content-Type", "application/json");
    return http_call({api.method, chat.server().base_url() + api.path, fields, body.dump()});
}

std::string units(std::size_t count) {
    return std::string(count, 'x');
}

json buttons(std::size_t count) {
    json all = json::array();
    for (std::size_t i = 0; i < count; ++i) {
        const auto name = std::to_string(i);
        all.push_back({{"type", "reply"}, {"reply", {{"id", name}, {"title", name}}}});
    }
    return all;
}

Api whatsapp() {
    const auto action = [](const json& all) {
        return json{{"interactive", {{"action", {{"buttons", all}}}}}};
    };
    const auto titled = [&](const char* id, const std::string& title) {
        return action(json::array({{{"type", "reply"}, {"reply", {{"id", id}, {"title", title}}}}}));
    };
    json twins = buttons(2);
    twins[1] = twins[0];
    return {
        .name = "WhatsApp",
        .make = [] { return std::make_unique<WhatsAppDouble>(); },
        .path = "/v25.0/106540352242922/messages",
        .token = "EAAJ-system-user",
        .fields = {},
        .good = {{"messaging_product", "whatsapp"},
                 {"to", "16505551234"},
                 {"type", "interactive"},
                 {"interactive",
                  {{"type", "button"}, {"body", {{"text", "5?"}}}, {"action", {{"buttons", buttons(3)}}}}}},
        .who = "16505551234",
        .bad = {{{{"messaging_product", nullptr}}, "messaging_product"},
                {{{"to", "+1 650"}}, "Recipient"},
                {{{"to", nullptr}, {"recipient", "16505551234"}}, "Recipient"},
                {{{"surprise", 1}}, "unknown member"},
                {{{"to", "16505550000"}}, "131047"},
                {{{"interactive", {{"body", {{"text", units(1025)}}}}}}, "too long"},
                {action(buttons(4)), "too many"},
                {action(twins), "one id"},
                {titled("a", units(21)), "too long"},
                {titled("", "5"), "empty"},
                {{{"interactive", {{"type", "list"}}}}, "/action/button"},
                {{{"type", "text"}, {"text", {{"body", units(4097)}}}}, "too long"},
                {{{"type", "template"}, {"template", {{"name", "x"}, {"language", {{"code", "en"}}}}}},
                 "132001"}}};
}

Api messenger() {
    const auto replies = [](std::size_t count, const std::string& title) {
        const json reply = {{"content_type", "text"}, {"title", title}, {"payload", "p"}};
        return json{{"message", {{"quick_replies", std::vector<json>(count, reply)}}}};
    };
    return {.name = "Messenger",
            .make = [] { return std::make_unique<MessengerDouble>(); },
            .path = "/v25.0/me/messages",
            .token = "EAAJ-page",
            .fields = {},
            .good = {{"recipient", {{"id", "7654321000000001"}}},
                     {"messaging_type", "RESPONSE"},
                     {"message",
                      {{"text", "5?"},
                       {"quick_replies",
                        json::array({{{"content_type", "text"}, {"title", "5"}, {"payload", "q:5"}}})}}}},
            .who = "7654321000000001",
            .bad = {{{{"messaging_type", nullptr}}, "messaging_type"},
                    {{{"recipient", {{"id", "1"}}}}, "outside of allowed window"},
                    {{{"message", {{"text", ""}}}}, "empty"},
                    {{{"message", {{"text", units(2001)}}}}, "too long"},
                    {replies(14, "5"), "too many"},
                    {replies(1, units(21)), "too long"},
                    {{{"tag", "X"}}, "unknown member"}}};
}

Api line() {
    const auto text = [](const std::string& said) { return json{{"type", "text"}, {"text", said}}; };
    const auto items = [](std::size_t count, const std::string& label) {
        const json action = {{"type", "postback"}, {"label", label}, {"data", "d"}, {"displayText", "t"}};
        const json item = {{"type", "action"}, {"action", action}};
        const json message = {
            {"type", "text"}, {"text", "5?"}, {"quickReply", {{"items", std::vector<json>(count, item)}}}};
        return json{{"messages", json::array({message})}};
    };
    json good = items(13, "5");
    good["to"] = "U4af4980629";
    return {.name = "Line",
            .make = [] { return std::make_unique<LineDouble>(); },
            .path = "/v2/bot/message/push",
            .token = "line-channel-access-token",
            .fields = {{"X-Line-Retry-Key", "123e4567-e89b-12d3-a456-426614174000"}},
            .good = good,
            .who = "U4af4980629",
            .bad = {{{{"messages", json::array()}}, "no list"},
                    {{{"messages", std::vector<json>(6, text("5"))}}, "too many"},
                    {{{"messages", json::array({text(units(5001))})}}, "too long"},
                    {{{"messages", json::array({json{{"type", "sticker"}}})}}, "another type"},
                    {items(14, "5"), "too many"},
                    {items(1, units(21)), "too long"},
                    {{{"replyToken", "x"}}, "unknown member"}}};
}

Api slack() {
    const auto element = [](const std::string& text, const std::string& id) {
        return json{{"type", "button"},
                    {"text", {{"type", "plain_text"}, {"text", text}}},
                    {"value", "v"},
                    {"action_id", id}};
    };
    const auto blocks = [](const json& elements) {
        return json{
            {"blocks", json::array({{{"type", "section"}, {"text", {{"type", "plain_text"}, {"text", "5?"}}}},
                                    {{"type", "actions"}, {"elements", elements}}})}};
    };
    json many = json::array();
    for (int i = 0; i < 26; ++i) many.push_back(element("x", std::to_string(i)));
    json good = blocks(json::array({element("5", "5")}));
    good.update({{"channel", "U0001"}, {"text", "5?"}});
    return {.name = "Slack",
            .make = [] { return std::make_unique<SlackDouble>(); },
            .path = "/api/chat.postMessage",
            .token = "xoxb-1-test",
            .fields = {},
            .good = good,
            .who = "U0001",
            .bad = {{{{"text", nullptr}}, "no_text"},
                    {{{"text", "a < b"}}, "invalid_blocks"},
                    {blocks(many), "invalid_blocks"},
                    {blocks(json::array({element("x", "1"), element("y", "1")})), "invalid_blocks"},
                    {blocks(json::array({element(units(76), "1")})), "invalid_blocks"},
                    {{{"as_user", true}}, "invalid_blocks"}}};
}

class ChatDoubles : public testing::TestWithParam<Api (*)()> {
  protected:
    ChatDoubles() {
        chat->deliver_to({.urls = {listener.url()}, .attempts = 1});
        chat->say(api.who, "hi");
    }
    const Api api = GetParam()();
    Listener listener;
    std::unique_ptr<ChatDouble> chat = api.make();
};

TEST_P(ChatDoubles, ShowAnAcceptedMessageWithItsButtonsAndDeliverATap) {
    const HttpAnswer answer = call(*chat, api, api.good, api.token);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const auto seen = chat->phones().wait_for_messages(api.who, 1);
    ASSERT_THAT(seen, SizeIs(1)) << answer.body;
    EXPECT_EQ(seen[0].text, "5?");
    ASSERT_FALSE(seen[0].buttons.empty());
    EXPECT_TRUE(chat->tap(api.who, seen[0].buttons[0].payload).accepted);
    EXPECT_THAT(listener.questions(), SizeIs(2));
    EXPECT_THAT(listener.questions().back().body, HasSubstr(seen[0].buttons[0].payload));
    EXPECT_THAT(chat->server().violations(), IsEmpty());
}

TEST_P(ChatDoubles, RefuseAWrongTokenAndCallItAViolation) {
    const HttpAnswer answer = call(*chat, api, api.good, "wrong");
    EXPECT_TRUE(answer.status == 401 || answer.body.find("invalid_auth") != std::string::npos) << answer.body;
    EXPECT_THAT(chat->server().violations(), SizeIs(1));
    EXPECT_THAT(chat->phones().messages(api.who), IsEmpty());
}

TEST_P(ChatDoubles, RefuseWhatThePlatformRefusesAndCallItAViolation) {
    std::size_t violations = 0;
    for (const auto& [change, says] : api.bad) {
        json body = api.good;
        body.merge_patch(change);
        const HttpAnswer answer = call(*chat, api, body, api.token);
        EXPECT_THAT(answer.body, HasSubstr(says)) << change;
        EXPECT_THAT(chat->server().violations(), SizeIs(++violations)) << change;
    }
    EXPECT_THAT(chat->phones().messages(api.who), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Each, ChatDoubles, testing::Values(whatsapp, messenger, line, slack),
                         [](const auto& instance) { return instance.param().name; });

TEST(LineDouble, SaysAMessageOnceHoweverOftenItsRetryKeyComes) {
    const Api api = line();
    LineDouble chat;
    Listener listener;
    chat.deliver_to({.urls = {listener.url()}});
    chat.say(api.who, "hi");
    const HttpAnswer first = call(chat, api, api.good, api.token);
    const HttpAnswer second = call(chat, api, api.good, api.token);
    EXPECT_EQ(second.status, 409);
    EXPECT_EQ(json::parse(second.body).at("sentMessages"), json::parse(first.body).at("sentMessages"));
    EXPECT_THAT(chat.phones().messages(api.who), SizeIs(1));
    EXPECT_THAT(chat.server().violations(), IsEmpty());
    json other = api.good;
    other["messages"][0]["text"] = "another";
    EXPECT_EQ(call(chat, api, other, api.token).status, 400);
    EXPECT_THAT(chat.server().violations(), SizeIs(1)) << "one key for two messages";
}

TEST(LineDouble, TakesAReplyTokenOnce) {
    LineDouble chat;
    Listener listener;
    chat.deliver_to({.urls = {listener.url()}});
    chat.say("U1", "hi");
    const auto token = json::parse(listener.questions().at(0).body).at("events").at(0).at("replyToken");
    const Api api{.name = "",
                  .make = {},
                  .path = "/v2/bot/message/reply",
                  .token = "",
                  .fields = {},
                  .good = {},
                  .who = "",
                  .bad = {}};
    const json body = {{"replyToken", token},
                       {"messages", json::array({{{"type", "text"}, {"text", "5?"}}})}};
    EXPECT_EQ(call(chat, api, body, chat.channel().at("channel_access_token")).status, 200);
    EXPECT_THAT(call(chat, api, body, chat.channel().at("channel_access_token")).body,
                HasSubstr("Invalid reply token"));
    EXPECT_THAT(chat.phones().messages("U1"), SizeIs(1));
}

}  // namespace
}  // namespace askwell::test
