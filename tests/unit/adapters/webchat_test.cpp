#include "adapters/webchat.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string repeated(std::string_view text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

template <typename Frame>
Frame read_as(std::string_view text) {
    auto frame = read_chat_frame(text);
    if (const auto* error = std::get_if<ChatError>(&frame)) ADD_FAILURE() << error->message;
    return std::holds_alternative<Frame>(frame) ? std::get<Frame>(frame) : Frame{};
}

TEST(ReadChatFrame, reads_hello_with_and_without_its_optional_members) {
    const auto full =
        read_as<ChatHello>(R"({"type":"hello","token":"t","survey":"csat","language":"zh-CN","seen":12})");
    EXPECT_EQ(full.token, "t");
    EXPECT_EQ(full.survey, "csat");
    EXPECT_EQ(full.language, "zh-CN");
    EXPECT_EQ(full.seen, 12U);
    const auto bare = read_as<ChatHello>(R"({"type":"hello","token":""})");
    EXPECT_THAT(bare.token + bare.survey + bare.language, IsEmpty());
    EXPECT_EQ(bare.seen, 0U);
}

TEST(ReadChatFrame, reads_text_choice_and_ack) {
    const auto text = read_as<ChatText>(R"({"type":"text","id":"u1","text":"满意 😀"})");
    EXPECT_EQ(text.id, "u1");
    EXPECT_EQ(text.text, "满意 😀");
    const auto choice = read_as<ChatChoice>(R"({"type":"choice","id":"u2","payload":"c2.3:5"})");
    EXPECT_EQ(choice.id, "u2");
    EXPECT_EQ(choice.payload, "c2.3:5");
    EXPECT_EQ(read_as<ChatAck>(R"({"type":"ack","number":18446744073709551615})").number,
              18446744073709551615U);
}

TEST(ReadChatFrame, ignores_members_of_newer_pages) {
    EXPECT_EQ(read_as<ChatAck>(R"({"type":"ack","number":3,"theme":{"dark":true}})").number, 3U);
}

TEST(ReadChatFrame, takes_exactly_its_limits) {
    const auto text_frame = [](std::size_t characters, std::size_t id) {
        return read_chat_frame(
            json{{"type", "text"}, {"id", std::string(id, 'i')}, {"text", repeated("满", characters)}}
                .dump());
    };
    EXPECT_TRUE(std::holds_alternative<ChatText>(text_frame(kMaxChatText, kMaxChatId)));
    EXPECT_EQ(std::get<ChatError>(text_frame(kMaxChatText + 1, 1)).code, ChatErrorCode::too_long);
    EXPECT_EQ(std::get<ChatError>(text_frame(1, kMaxChatId + 1)).code, ChatErrorCode::too_long);
}

TEST(ReadChatFrame, takes_the_longest_text_however_the_client_escapes_it) {
    const json frame = {{"type", "text"}, {"id", "i"}, {"text", repeated("😀", 2000)}};
    EXPECT_TRUE(std::holds_alternative<ChatText>(read_chat_frame(frame.dump(-1, ' ', true))));
}

TEST(ReadChatFrame, refuses_everything_else_with_a_reason) {
    const std::vector<std::string> frames = {"",
                                             "hello",
                                             "[]",
                                             "null",
                                             "{}",
                                             R"({"type":"shout"})",
                                             R"({"type":7})",
                                             R"({"type":"text","text":"x"})",
                                             R"({"type":"text","id":"","text":"x"})",
                                             R"({"type":"text","id":7,"text":"x"})",
                                             R"({"type":"text","id":"a","text":7})",
                                             R"({"type":"choice","id":"a"})",
                                             R"({"type":"ack"})",
                                             R"({"type":"ack","number":-1})",
                                             R"({"type":"ack","number":1.5})",
                                             R"({"type":"hello","seen":"12"})",
                                             R"({"type":"hello","token":7})",
                                             R"({"type":"ack","number":1)",
                                             "\xff",
                                             R"({"type":"ack","number":1,"x":[[[[[1]]]]]})",
                                             repeated("[", 20'000)};
    for (const auto& frame : frames) {
        const auto read = read_chat_frame(frame);
        ASSERT_TRUE(std::holds_alternative<ChatError>(read)) << frame;
        EXPECT_EQ(std::get<ChatError>(read).code, ChatErrorCode::bad_frame) << frame;
        EXPECT_THAT(std::get<ChatError>(read).message, Not(IsEmpty()));
    }
    EXPECT_EQ(std::get<ChatError>(read_chat_frame(repeated("[", kMaxChatFrame + 1))).code,
              ChatErrorCode::too_long);
}

TEST(WriteChatFrames, are_as_the_page_expects) {
    EXPECT_EQ(json::parse(write_chat_welcome("t", "en")),
              json({{"type", "welcome"}, {"token", "t"}, {"language", "en"}}));
    EXPECT_EQ(json::parse(write_chat_received("u1")), json({{"type", "received"}, {"id", "u1"}}));
    EXPECT_EQ(json::parse(write_chat_error({ChatErrorCode::busy, "try again"})),
              json({{"type", "error"}, {"code", "busy"}, {"message", "try again"}}));
    const json expected = {
        {"type", "message"},
        {"number", 7},
        {"kind", "question"},
        {"text", "How satisfied are you?"},
        {"language", "en"},
        {"scale", true},
        {"choices", {{{"payload", "c2.3:1"}, {"label", "Bad"}}, {{"payload", "c2.3:2"}, {"label", "Good"}}}}};
    EXPECT_EQ(json::parse(write_chat_message(testkit::scale(2, {"Bad", "Good"}))), expected);
    EXPECT_EQ(json::parse(write_chat_message(testkit::plain("Hi")))["choices"], json::array());
}

TEST(WriteChatFrames, survive_invalid_utf8) {
    EXPECT_THAT(write_chat_message(testkit::plain("a\xff")), HasSubstr("a\xEF\xBF\xBD"));
}

TEST(WebChatAdapter, has_no_webhook_and_is_pulled) {
    const auto adapter = testkit::make_adapter("webchat", json::object());
    EXPECT_EQ(adapter->traits().delivery, Delivery::pull);
    for (const auto* method : {"GET", "POST"}) {
        const auto got = receive(*adapter, testkit::Hook{method, "/webhooks/chat", {}, "{}"});
        EXPECT_EQ(got.verdict, Verdict::method);
        EXPECT_EQ(got.reply.status, 405);
    }
    EXPECT_THAT(adapter->compose("x", testkit::plain("Hi"), {}), IsEmpty());
}

}  // namespace
}  // namespace askwell::adapters
