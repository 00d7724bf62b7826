#include "adapters/messenger.h"

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
    return receive(*testkit::messenger(), testkit::meta_hook(std::move(body)));
}

/// An event of customer 7 at page 11; `content` is merged in.
json event(const json& content) {
    json whole = {{"sender", {{"id", "7"}}}, {"recipient", {{"id", "11"}}}, {"timestamp", 1767225600123}};
    whole.merge_patch(content);
    return whole;
}

Received received(const std::vector<json>& events) {
    json entry = {{"id", "11"}, {"time", 1767225600123}, {"messaging", events}};
    return received_text(json{{"object", "page"}, {"entry", json::array({std::move(entry)})}}.dump());
}

Inbound one(const json& content) {
    const auto got = received({event(content)});
    EXPECT_THAT(got.messages, SizeIs(1)) << got.reason;
    return got.messages.at(0);
}

TEST(MessengerWebhook, agrees_with_every_vector) {
    testkit::expect_vectors_agree("messenger", testkit::messenger_settings());
}

TEST(MessengerWebhook, reads_a_text) {
    const auto got = one({{"message", {{"mid", "m_1"}, {"text", "满意"}}}});
    EXPECT_EQ(std::get<InboundText>(got.content).text, "满意");
    EXPECT_EQ(got.address, "7");
    EXPECT_EQ(got.recipient, "11");
    EXPECT_EQ(got.message_id, "m_1");
    EXPECT_EQ(got.sent_at, flows::from_unix_ms(1'767'225'600'123));
}

TEST(MessengerWebhook, reads_taps_on_quick_replies_and_buttons) {
    const auto quick = std::get<InboundChoice>(
        one({{"message", {{"mid", "m_2"}, {"text", "5"}, {"quick_reply", {{"payload", "c2.3:5"}}}}}})
            .content);
    EXPECT_EQ(quick.payload, "c2.3:5");
    EXPECT_EQ(quick.label, "5");
    const auto button = one({{"postback", {{"mid", "m_3"}, {"title", "Start"}, {"payload", "GET_STARTED"}}}});
    EXPECT_EQ(std::get<InboundChoice>(button.content).payload, "GET_STARTED");
    EXPECT_EQ(std::get<InboundChoice>(button.content).label, "Start");
    EXPECT_EQ(button.message_id, "m_3");
    EXPECT_EQ(one({{"postback", {{"payload", "P"}}}}).message_id, "7:1767225600123:postback");
}

TEST(MessengerWebhook, reads_what_a_link_carried_as_a_start) {
    const auto parameter = [](const json& content) {
        return std::get<InboundStart>(one(content).content).parameter;
    };
    EXPECT_EQ(parameter({{"referral", {{"ref", "order-7"}}}}), "order-7");
    EXPECT_EQ(parameter({{"postback", {{"mid", "m"}, {"payload", "P"}, {"referral", {{"ref", "nps"}}}}}}),
              "nps");
}

TEST(MessengerWebhook, reads_every_file_as_a_message_of_its_own) {
    const json message = {{"mid", "m_4"},
                          {"text", "broken"},
                          {"attachments",
                           {{{"type", "image"}, {"payload", {{"url", "https://a/1"}}}},
                            {{"type", "fallback"}, {"payload", {{"url", "https://a/2"}}}},
                            {{"type", "file"}, {"payload", {{"url", "https://a/3"}}}}}}};
    const auto got = received({event({{"message", message}})});
    ASSERT_THAT(got.messages, SizeIs(2));
    const auto& first = std::get<InboundAttachment>(got.messages[0].content);
    EXPECT_EQ(first.kind, "image");
    EXPECT_EQ(first.reference, "https://a/1");
    EXPECT_EQ(first.caption, "broken");
    EXPECT_EQ(got.messages[0].message_id, "m_4");
    EXPECT_EQ(got.messages[1].message_id, "m_4:2");
    EXPECT_EQ(std::get<InboundAttachment>(got.messages[1].content).caption, "");
}

TEST(MessengerWebhook, reads_a_shared_link_as_its_text) {
    const json message = {{"mid", "m"},
                          {"text", "https://a"},
                          {"attachments", {{{"type", "fallback"}, {"payload", {{"url", "https://a"}}}}}}};
    EXPECT_EQ(std::get<InboundText>(one({{"message", message}}).content).text, "https://a");
}

TEST(MessengerWebhook, reads_which_messages_were_delivered) {
    const auto got = received({event({{"delivery", {{"mids", {"m_a", "m_b", 5}}, {"watermark", 1}}}})});
    ASSERT_THAT(got.messages, SizeIs(2));
    const auto& status = std::get<InboundStatus>(got.messages[1].content);
    EXPECT_EQ(status.provider_id, "m_b");
    EXPECT_EQ(status.status, DeliveryStatus::delivered);
    EXPECT_EQ(status.platform_status, "delivered");
    EXPECT_EQ(got.messages[1].message_id, "m_b:delivered");
}

TEST(MessengerWebhook, reads_all_events_of_all_entries) {
    json entry = {{"messaging",
                   {event({{"message", {{"mid", "a"}, {"text", "1"}}}}), event({{"read", {}}}),
                    event({{"message", {{"mid", "b"}, {"text", "2"}}}})}}};
    const auto got = received_text(json{{"object", "page"}, {"entry", {entry, entry}}}.dump());
    EXPECT_THAT(got.messages, SizeIs(4));
}

TEST(MessengerWebhook, ignores_with_a_reason_what_is_not_for_us) {
    const std::vector<std::pair<json, const char*>> cases = {
        {{{"message", {{"mid", "m"}, {"text", "5"}, {"is_echo", true}, {"app_id", 1}}}}, "echo"},
        {{{"message", {{"text", "5"}}}}, "without mid"},
        {{{"message", {{"mid", "m"}}}}, "without text or file"},
        {{{"message", {{"mid", "m"}, {"text", 5}}}}, "without text or file"},
        {{{"message", 5}}, "without mid"},
        {{{"read", {{"watermark", 1}}}}, "read"},
        {{{"delivery", {{"watermark", 1}}}}, "without messages"},
        {{{"reaction", {{"reaction", "love"}}}}, "reaction"},
        {{{"referral", {{"source", "ADS"}}}}, "kind we do not use"},
        {{{"sender", nullptr}, {"message", {{"mid", "m"}, {"text", "5"}}}}, "without sender"},
        {{{"sender", {{"user_ref", "x"}, {"id", nullptr}}}}, "without sender"}};
    for (const auto& [content, reason] : cases) {
        const auto got = received({event(content)});
        EXPECT_EQ(got.verdict, Verdict::accept) << content;
        EXPECT_THAT(got.messages, IsEmpty()) << content;
        EXPECT_THAT(got.reason, HasSubstr(reason)) << content;
    }
    EXPECT_THAT(received_text(R"({"object":"page","entry":[{"standby":[]}]})").reason,
                HasSubstr("another app"));
    EXPECT_THAT(received_text(R"({"object":"page","entry":[{"changes":[]}]})").reason, HasSubstr("field"));
    EXPECT_THAT(received_text(R"({"object":"page","entry":[5,null]})").reason, HasSubstr("nothing"));
    EXPECT_THAT(received_text(R"({"object":"instagram","entry":[]})").reason, HasSubstr("another object"));
}

TEST(MessengerCompose, writes_a_response_byte_for_byte) {
    const auto request = testkit::messenger()->compose("7", testkit::single_choice(), {}).at(0);
    EXPECT_EQ(request.url, "https://graph.facebook.com/v25.0/me/messages");
    EXPECT_THAT(request.headers, ElementsAre(Header{"Authorization", "Bearer EAAJpage"},
                                             Header{"Content-Type", "application/json"}));
    EXPECT_EQ(
        request.body,
        R"({"message":{"quick_replies":[{"content_type":"text","payload":"c2.3:phone","title":"Phone"},)"
        R"({"content_type":"text","payload":"c2.3:online","title":"Online agent"}],)"
        R"("text":"How did you reach us?"},"messaging_type":"RESPONSE","recipient":{"id":"7"}})");
    EXPECT_THAT(request.secrets, ElementsAre("EAAJpage"));
}

TEST(MessengerCompose, writes_choices_below_the_text_beyond_thirteen) {
    const auto replies = [](int points) {
        const auto requests = testkit::messenger()->compose("7", testkit::scale(points, {}), {});
        return json::parse(requests.at(0).body).at("message").value("quick_replies", json::array()).size();
    };
    EXPECT_EQ(replies(13), 13U);
    EXPECT_EQ(replies(14), 0U);
}

TEST(MessengerCompose, splits_at_2000_units_with_the_quick_replies_on_the_last_part) {
    auto message = testkit::single_choice();
    message.text = std::string(1999, 'a') + "😀?";
    const auto requests = testkit::messenger()->compose("7", message, {});
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_FALSE(json::parse(requests[0].body).at("message").contains("quick_replies"));
    EXPECT_TRUE(json::parse(requests[1].body).at("message").contains("quick_replies"));
    EXPECT_EQ(json::parse(requests[1].body).at("message").at("text"), "😀?");
    message.text = std::string(2000, 'a');
    EXPECT_THAT(testkit::messenger()->compose("7", message, {}), SizeIs(1));
}

TEST(MessengerCompose, says_nothing_outside_the_window) {
    ComposeContext closed;
    closed.window_open = false;
    EXPECT_THAT(testkit::messenger()->compose("7", testkit::plain("Hi"), closed), IsEmpty());
}

TEST(MessengerTraits, are_honest) {
    const auto traits = testkit::messenger()->traits();
    EXPECT_EQ(traits.window, Duration{std::chrono::hours{24}});
    EXPECT_TRUE(traits.customer_starts && traits.delivery_reports);
    EXPECT_FALSE(traits.templates || traits.phone_numbers);
}

TEST(MessengerRegistration, subscribes_the_app_to_the_page_s_fields) {
    EXPECT_FALSE(testkit::messenger()->registration("https://h.example/m").has_value());
    auto settings = testkit::messenger_settings();
    settings["app_id"] = "670840";
    const auto request =
        testkit::make_adapter("messenger", settings)->registration("https://h.example/m").value();
    EXPECT_THAT(request.body, HasSubstr(R"("object":"page")"));
    EXPECT_THAT(request.body, HasSubstr("messaging_postbacks"));
}

TEST(MessengerResult, tells_what_to_do_next) {
    struct Case {
        int code;
        int subcode;
        SendOutcome outcome;
    };
    for (const auto& item :
         {Case{2, 0, SendOutcome::retry}, Case{1200, 0, SendOutcome::retry}, Case{4, 0, SendOutcome::retry},
          Case{32, 0, SendOutcome::retry}, Case{613, 0, SendOutcome::retry}, Case{-1, 0, SendOutcome::retry},
          Case{10, 2018278, SendOutcome::window_closed}, Case{10, 0, SendOutcome::credentials},
          Case{551, 0, SendOutcome::blocked}, Case{200, 1545041, SendOutcome::blocked},
          Case{200, 0, SendOutcome::credentials}, Case{100, 2018001, SendOutcome::blocked},
          Case{100, 1, SendOutcome::permanent}, Case{190, 463, SendOutcome::credentials},
          Case{77, 0, SendOutcome::permanent}}) {
        const json body = {{"error", {{"code", item.code}, {"error_subcode", item.subcode}}}};
        EXPECT_EQ(testkit::messenger()->result({400, {}, body.dump()}).outcome, item.outcome)
            << item.code << '/' << item.subcode;
    }
    const auto sent = testkit::messenger()->result({200, {}, R"({"recipient_id":"7","message_id":"m_O"})"});
    EXPECT_EQ(sent.outcome, SendOutcome::sent);
    EXPECT_EQ(sent.provider_id, "m_O");
}

}  // namespace
}  // namespace askwell::adapters
