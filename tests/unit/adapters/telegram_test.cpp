#include "adapters/telegram.h"

#include <random>

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
using testing::Not;
using testing::SizeIs;
using testkit::Hook;

constexpr const char* kTokenHeader = "X-Telegram-Bot-Api-Secret-Token";

Received received_text(std::string body) {
    return receive(*testkit::telegram(),
                   Hook{"POST", "/t", {{kTokenHeader, "Tg_secret-0123456789ABCDEFabcdef"}}, std::move(body)});
}

Received received(const json& update) {
    return received_text(update.dump());
}

/// An update with a message of a private chat; `content` is merged into the message.
json message(const json& content) {
    json update = {{"update_id", 42},
                   {"message",
                    {{"message_id", 1},
                     {"from", {{"id", 7}, {"is_bot", false}, {"language_code", "zh-hans"}}},
                     {"chat", {{"id", 7}, {"type", "private"}}},
                     {"date", 1767225600}}}};
    update["message"].merge_patch(content);
    return update;
}

TEST(TelegramWebhook, agrees_with_every_vector) {
    testkit::expect_vectors_agree("telegram", {{"token", "123456:ABC-def"}});
}

TEST(TelegramWebhook, accepts_no_mutant_of_the_token) {
    const std::string token = "Tg_secret-0123456789ABCDEFabcdef";
    Hook hook{"POST", "/t", {}, message({{"text", "5"}}).dump()};
    const auto adapter = testkit::telegram();
    const auto expect_forged = [&](const std::string& mutant) {
        hook.set_header(kTokenHeader, mutant);
        EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::forged) << mutant;
    };
    for (std::size_t at = 0; at < token.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            auto mutant = token;
            mutant[at] = static_cast<char>(mutant[at] ^ (1 << bit));
            expect_forged(mutant);
        }
        expect_forged(token.substr(0, at));
        expect_forged(token.substr(at + 1));
    }
    expect_forged(token + token);
    hook.set_header(kTokenHeader, token);
    EXPECT_EQ(receive(*adapter, hook).verdict, Verdict::accept);
}

TEST(TelegramWebhook, reads_time_language_and_address_of_a_message) {
    const auto got = received(message({{"text", "满意"}})).messages.at(0);
    EXPECT_EQ(got.address, "7");
    EXPECT_EQ(got.message_id, "42");
    EXPECT_EQ(got.language, "zh-hans");
    EXPECT_EQ(got.sent_at, flows::from_unix_ms(1'767'225'600'000));
    EXPECT_EQ(got.recipient, "123456") << "the bot's id";
    EXPECT_EQ(got.platform_id, "1");
}

TEST(TelegramWebhook, takes_a_date_beyond_its_range_for_none) {
    for (const std::int64_t date :
         {INT64_MIN, std::int64_t{-1}, std::int64_t{0}, std::int64_t{1} << 32, INT64_MAX})
        EXPECT_EQ(received(message({{"text", "5"}, {"date", date}})).messages.at(0).sent_at, std::nullopt);
}

TEST(TelegramWebhook, refuses_two_secret_tokens) {
    Hook hook{"POST", "/t", {}, message({{"text", "5"}}).dump()};
    hook.headers = {{kTokenHeader, "Tg_secret-0123456789ABCDEFabcdef"},
                    {"x-telegram-bot-api-secret-token", "x"}};
    EXPECT_EQ(receive(*testkit::telegram(), hook).verdict, Verdict::forged);
}

TEST(TelegramWebhook, answers_without_a_body_that_could_be_executed) {
    for (const auto& update : {message({{"text", R"({"method":"sendMessage"})"}}), json{{"update_id", 1}}}) {
        EXPECT_EQ(received(update).reply.status, 200);
        EXPECT_EQ(received(update).reply.body, "");
    }
}

TEST(TelegramWebhook, keeps_every_digit_of_a_large_chat_id) {
    EXPECT_EQ(received(message({{"chat", {{"id", 9007199254740993}}}, {"text", "5"}})).messages.at(0).address,
              "9007199254740993");
}

TEST(TelegramWebhook, reads_start_with_and_without_a_parameter) {
    const auto parameter = [](const char* text) -> std::optional<std::string> {
        const auto content = received(message({{"text", text}})).messages.at(0).content;
        const auto* start = std::get_if<InboundStart>(&content);
        return start == nullptr ? std::nullopt : std::optional{start->parameter};
    };
    EXPECT_EQ(parameter("/start"), "");
    EXPECT_EQ(parameter("/start order-7_x"), "order-7_x");
    EXPECT_EQ(parameter("/start@askwell_bot abc"), "abc");
    EXPECT_EQ(parameter("/started"), std::nullopt);
    EXPECT_EQ(parameter("start"), std::nullopt);
}

TEST(TelegramWebhook, reads_a_lone_command_as_its_word) {
    const auto text = [](const char* said) {
        return std::get<InboundText>(received(message({{"text", said}})).messages.at(0).content).text;
    };
    EXPECT_EQ(text("/stop"), "stop");
    EXPECT_EQ(text("/help@askwell_bot"), "help");
    EXPECT_EQ(text("/stop it"), "/stop it");
    EXPECT_EQ(text("/tell@askwell_bot it broke"), "/tell@askwell_bot it broke");
    EXPECT_EQ(text("/"), "/");
    EXPECT_EQ(text("/5/5"), "/5/5");
    EXPECT_EQ(text("me@example.com"), "me@example.com");
}

TEST(TelegramWebhook, reads_files_with_their_caption) {
    const auto photo = std::get<InboundAttachment>(
        received(message({{"caption", "broken"},
                          {"photo", {{{"file_id", "small"}}, {{"file_id", "big"}, {"file_size", 9}}}}}))
            .messages.at(0)
            .content);
    EXPECT_EQ(photo.kind, "photo");
    EXPECT_EQ(photo.reference, "big");
    EXPECT_EQ(photo.size, 9U);
    EXPECT_EQ(photo.caption, "broken");
    const auto document = std::get<InboundAttachment>(
        received(message({{"document", {{"file_id", "d"}, {"file_name", "bill.pdf"}, {"file_size", -1}}}}))
            .messages.at(0)
            .content);
    EXPECT_EQ(document.kind, "document");
    EXPECT_EQ(document.name, "bill.pdf");
    EXPECT_EQ(document.size, 0U);
}

TEST(TelegramWebhook, reads_a_tap_with_the_chat_as_address) {
    const json update = {
        {"update_id", 43},
        {"callback_query",
         {{"id", "q1"},
          {"from", {{"id", 7}, {"language_code", "en"}}},
          {"data", "c2.3:5"},
          {"message", {{"message_id", 9}, {"date", 5}, {"chat", {{"id", 7}, {"type", "private"}}}}}}}};
    const auto got = received(update).messages.at(0);
    EXPECT_EQ(std::get<InboundChoice>(got.content).payload, "c2.3:5");
    EXPECT_EQ(std::get<InboundChoice>(got.content).callback_id, "q1");
    EXPECT_EQ(got.address, "7");
    EXPECT_EQ(got.message_id, "43");
    EXPECT_EQ(got.sent_at, std::nullopt) << "the date is the question's, not the tap's";
}

TEST(TelegramWebhook, reads_what_stood_on_the_tapped_button) {
    json update = {{"update_id", 43},
                   {"callback_query",
                    {{"id", "q1"},
                     {"from", {{"id", 7}}},
                     {"data", "c2.3:5"},
                     {"message", {{"message_id", 9}, {"chat", {{"id", 7}, {"type", "private"}}}}}}}};
    auto& markup = update["callback_query"]["message"]["reply_markup"];
    const auto label = [&update] {
        return std::get<InboundChoice>(received(update).messages.at(0).content).label;
    };
    markup = json::parse(R"({"inline_keyboard":[[{"text":"4","callback_data":"c2.3:4"}],
                                               [{"text":"5 · 好","callback_data":"c2.3:5"}]]})");
    EXPECT_EQ(label(), "5 · 好");
    for (const auto* odd : {"5", "{}", R"({"inline_keyboard":[5,[5,null]]})"}) {
        markup = json::parse(odd);
        EXPECT_EQ(label(), "") << odd;
    }
}

TEST(TelegramWebhook, reads_that_a_customer_came_back) {
    const json update = {{"update_id", 44},
                         {"my_chat_member",
                          {{"chat", {{"id", 7}, {"type", "private"}}},
                           {"from", {{"id", 7}}},
                           {"new_chat_member", {{"status", "member"}}}}}};
    EXPECT_TRUE(std::holds_alternative<InboundReturned>(received(update).messages.at(0).content));
}

TEST(TelegramWebhook, ignores_with_a_reason_what_is_not_for_us) {
    const std::vector<std::pair<json, const char*>> cases = {
        {{{"update_id", 1}, {"edited_message", {{"text", "5"}}}}, "edited_message"},
        {{{"update_id", 1}, {"channel_post", {{"text", "5"}}}}, "channel_post"},
        {{{"update_id", 1}}, "kind"},
        {{{"update_id", 1}, {"edited_channel_post", {{"text", "5"}}}}, "edited_channel_post"},
        {{{"update_id", 1}, {"business_message", {{"text", "5"}}}}, "business_message"},
        {message({{"text", "5"}, {"chat", {{"type", "group"}}}}), "private"},
        {message({{"text", "5"}, {"chat", {{"type", "channel"}}}}), "private"},
        {message({{"migrate_to_chat_id", -100}, {"chat", {{"id", -5}, {"type", "group"}}}}), "private"},
        {message({{"text", "5"}, {"from", {{"is_bot", true}}}}), "bot"},
        {message({{"location", {{"latitude", 1.0}}}}), "without text or file"},
        {message({{"text", 5}}), "without text or file"},
        {message({{"text", "5"}, {"chat", {{"id", "7"}}}}), "private"},
        {{{"update_id", 1}, {"message", 5}}, "private"},
        {{{"update_id", 1}, {"message", nullptr}}, "private"},
        {{{"update_id", 1}, {"callback_query", {{"id", "q"}, {"from", {{"id", 7}}}}}}, "private"}};
    for (const auto& [update, reason] : cases) {
        const auto got = received(update);
        EXPECT_EQ(got.verdict, Verdict::accept) << update;
        EXPECT_THAT(got.messages, IsEmpty()) << update;
        EXPECT_THAT(got.reason, HasSubstr(reason)) << update;
    }
}

TEST(TelegramWebhook, calls_malformed_only_what_is_no_update) {
    for (const auto* body : {"", "{", "[]", "5", "null", "{}", R"({"update_id":"1"})", R"({"update_id":1e3})",
                             R"({"update_id":1,"update_id":2})", "\xff"}) {
        EXPECT_EQ(received_text(body).verdict, Verdict::malformed) << body;
    }
    EXPECT_EQ(received_text(std::string(100'000, '[')).verdict, Verdict::malformed);
}

// ---- sending ----

json composed(const flows::Outgoing& message) {
    return json::parse(testkit::telegram()->compose("987654321", message, {}).at(0).body);
}

TEST(TelegramCompose, writes_sendMessage_with_a_button_per_row) {
    const auto requests = testkit::telegram()->compose("987654321", testkit::single_choice(), {});
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(requests[0].url, "https://api.telegram.org/bot123456:ABC-def/sendMessage");
    EXPECT_THAT(requests[0].secrets, ElementsAre("123456:ABC-def"));
    const json expected = {{"chat_id", 987654321},
                           {"text", "How did you reach us?"},
                           {"reply_markup",
                            {{"inline_keyboard",
                              {{{{"text", "Phone"}, {"callback_data", "c2.3:phone"}}},
                               {{{"text", "Online agent"}, {"callback_data", "c2.3:online"}}}}}}}};
    EXPECT_EQ(json::parse(requests[0].body), expected);
}

TEST(TelegramCompose, shows_scores_with_labels_ascending_one_a_row) {
    const auto rows =
        composed(testkit::scale(3, {"不满意", "一般", "非常满意"}))["reply_markup"]["inline_keyboard"];
    ASSERT_THAT(rows, SizeIs(3));
    EXPECT_EQ(rows[0][0]["text"], "1 · 不满意");
    EXPECT_EQ(rows[2][0]["text"], "3 · 非常满意");
}

TEST(TelegramCompose, puts_bare_numbers_side_by_side) {
    const auto rows = composed(testkit::scale(11, {}))["reply_markup"]["inline_keyboard"];
    ASSERT_THAT(rows, SizeIs(2));
    EXPECT_THAT(rows[0], SizeIs(6));
    EXPECT_THAT(rows[1], SizeIs(5));
}

TEST(TelegramCompose, leaves_the_keyboard_away_without_choices) {
    EXPECT_FALSE(composed(testkit::plain("Why?")).contains("reply_markup"));
}

TEST(TelegramCompose, splits_at_4096_units_with_the_buttons_on_the_last_part) {
    auto message = testkit::single_choice();
    message.text = std::string(4095, 'a') + "😀 and more";
    const auto requests = testkit::telegram()->compose("7", message, {});
    ASSERT_THAT(requests, SizeIs(2));
    const auto first = json::parse(requests[0].body);
    const auto second = json::parse(requests[1].body);
    EXPECT_EQ(first["text"], std::string(4095, 'a'));
    EXPECT_FALSE(first.contains("reply_markup"));
    EXPECT_EQ(second["text"], "😀 and more");
    EXPECT_TRUE(second.contains("reply_markup"));
}

TEST(TelegramCompose, survives_invalid_utf8) {
    EXPECT_EQ(composed(testkit::plain("ok\xff"))["text"], "ok\xEF\xBF\xBD");
}

TEST(TelegramAcknowledge, answers_the_callback_query) {
    const auto request = testkit::telegram()->acknowledge({"c2.3:5", "q1"});
    ASSERT_TRUE(request.has_value());
    EXPECT_THAT(request->url, HasSubstr("/bot123456:ABC-def/answerCallbackQuery"));
    EXPECT_EQ(json::parse(request->body), json({{"callback_query_id", "q1"}}));
    EXPECT_FALSE(testkit::telegram()->acknowledge({"c2.3:5", ""}).has_value());
}

TEST(TelegramResult, tells_what_to_do_next) {
    struct Case {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const std::vector<Case> cases = {
        {200, R"({"ok":true,"result":{"message_id":12}})", SendOutcome::sent},
        {200, R"({"ok":true,"result":true})", SendOutcome::sent},
        {403, R"({"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"})",
         SendOutcome::blocked},
        {403, R"({"ok":false,"error_code":403,"description":"Forbidden: user is deactivated"})",
         SendOutcome::blocked},
        {400, R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})",
         SendOutcome::permanent},
        {401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})", SendOutcome::credentials},
        {404, R"({"ok":false,"error_code":404,"description":"Not Found"})", SendOutcome::credentials},
        {400,
         R"({"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",)"
         R"("parameters":{"migrate_to_chat_id":-1001}})",
         SendOutcome::permanent},
        {429, R"({"ok":false,"error_code":429,"parameters":{"retry_after":5}})", SendOutcome::retry},
        {502, "<html>", SendOutcome::retry},
        {200, "<html>a captive portal</html>", SendOutcome::retry},
        {200, R"({"ok":false,"error_code":400})", SendOutcome::permanent},
        {400, "", SendOutcome::permanent}};
    for (const auto& item : cases) {
        const auto result = testkit::telegram()->result({item.status, {}, item.body});
        EXPECT_EQ(result.outcome, item.outcome) << item.status << ' ' << item.body;
        EXPECT_EQ(result.reason.empty(), item.outcome == SendOutcome::sent);
    }
    const auto adapter = testkit::telegram();
    EXPECT_EQ(adapter->result({200, {}, cases[0].body}).provider_id, "12");
    EXPECT_EQ(adapter->result({429, {}, cases[8].body}).retry_after, Duration{std::chrono::seconds{5}});
    EXPECT_THAT(adapter->result({403, {}, cases[2].body}).reason, HasSubstr("blocked by the user"));
    EXPECT_THAT(
        adapter->result({400, {}, R"({"ok":false,"parameters":{"migrate_to_chat_id":-1001}})"}).reason,
        HasSubstr("a group, with a new id"));
}

TEST(TelegramRegistration, calls_setWebhook_with_the_secret_token) {
    const auto request = testkit::telegram()->registration("https://h.example/webhooks/t").value();
    EXPECT_EQ(request.url, "https://api.telegram.org/bot123456:ABC-def/setWebhook");
    EXPECT_EQ(json::parse(request.body),
              json({{"url", "https://h.example/webhooks/t"},
                    {"secret_token", "Tg_secret-0123456789ABCDEFabcdef"},
                    {"allowed_updates", {"message", "callback_query", "my_chat_member"}}}));
    EXPECT_THAT(request.secrets, ElementsAre("123456:ABC-def", "Tg_secret-0123456789ABCDEFabcdef"));
    EXPECT_EQ(testkit::telegram()->result({200, {}, R"({"ok":true,"result":true})"}).outcome,
              SendOutcome::sent);
}

TEST(TelegramTraits, say_that_the_customer_must_write_first) {
    EXPECT_TRUE(testkit::telegram()->traits().customer_starts);
}

}  // namespace
}  // namespace askwell::adapters
