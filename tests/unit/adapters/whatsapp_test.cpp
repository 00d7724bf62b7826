#include "adapters/whatsapp.h"

#include <functional>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/chat_kit.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Received received_text(std::string body) {
    return receive(*testkit::whatsapp(), testkit::meta_hook(std::move(body)));
}

json webhook_of(json value, const char* field = "messages") {
    value["metadata"] = {{"display_phone_number", "15550783881"}, {"phone_number_id", "1"}};
    json change = {{"value", std::move(value)}, {"field", field}};
    json entry = {{"id", "WABA"}, {"changes", json::array({std::move(change)})}};
    return {{"object", "whatsapp_business_account"}, {"entry", json::array({std::move(entry)})}};
}

Received received(json value) {
    return received_text(webhook_of(std::move(value)).dump());
}

/// A message from +1 650 555 1234; `content` is merged in.
json message(const json& content) {
    json whole = {{"from", "16505551234"}, {"id", "wamid.1"}, {"timestamp", "1767225600"}};
    whole.merge_patch(content);
    return {{"messages", json::array({std::move(whole)})}};
}

template <typename Content>
Content content_of(const json& value) {
    return std::get<Content>(received(value).messages.at(0).content);
}

// ---- the check of the URL ----

TEST(WhatsAppHandshake, echoes_the_challenge_for_the_right_token_only) {
    struct Case {
        const char* mode;
        const char* token;
        const char* challenge;
        Verdict verdict;
    };
    const std::string good = "vibecoding-verify-token";
    for (const auto& item :
         {Case{"subscribe", good.c_str(), "1158201444", Verdict::accept},
          Case{"subscribe", good.c_str(), "<b>&+ 😀", Verdict::accept},
          Case{"subscribe", "wrong", "1", Verdict::forged}, Case{"subscribe", "", "1", Verdict::forged},
          Case{"subscribe", "Vibecoding-verify-token", "1", Verdict::forged},
          Case{"unsubscribe", good.c_str(), "1", Verdict::forged},
          Case{"", good.c_str(), "1", Verdict::forged},
          Case{"subscribe", good.c_str(), "", Verdict::malformed}}) {
        const auto got =
            receive(*testkit::whatsapp(), testkit::meta_check(item.mode, item.token, item.challenge));
        EXPECT_EQ(got.verdict, item.verdict) << item.mode << ' ' << item.token << ' ' << got.reason;
        EXPECT_EQ(got.reply.body, item.verdict == Verdict::accept ? item.challenge : "");
        if (item.verdict == Verdict::accept) EXPECT_EQ(got.reply.content_type, "text/plain");
    }
    EXPECT_EQ(receive(*testkit::whatsapp(), testkit::Hook{"GET", "/webhooks/wa", {}, ""}).verdict,
              Verdict::forged);
}

// ---- the proof ----

TEST(WhatsAppProof, agrees_with_every_vector) {
    testkit::expect_vectors_agree("whatsapp", testkit::whatsapp_settings());
}

TEST(WhatsAppProof, is_the_one_sha256_header_over_the_raw_bytes) {
    const auto good =
        testkit::meta_hook(webhook_of(message({{"type", "text"}, {"text", {{"body", "5"}}}})).dump());
    const auto signature = good.headers.back().second;
    const auto verdict = [&good](const std::function<void(testkit::Hook&)>& change) {
        auto hook = good;
        change(hook);
        return receive(*testkit::whatsapp(), hook).verdict;
    };
    EXPECT_EQ(verdict([](testkit::Hook&) {}), Verdict::accept);
    EXPECT_EQ(verdict([&](testkit::Hook& hook) {
                  hook.remove_header("X-Hub-Signature-256");
                  hook.headers.emplace_back("x-hub-signature-256", signature);
              }),
              Verdict::accept);
    const std::vector<std::function<void(testkit::Hook&)>> forgeries = {
        [](testkit::Hook& hook) { hook.body += '\n'; },
        [](testkit::Hook& hook) { hook.body.clear(); },
        [&](testkit::Hook& hook) { hook.headers.emplace_back("x-hub-signature-256", signature); },
        [&](testkit::Hook& hook) { hook.headers.insert(hook.headers.begin(), {"X-HUB-SIGNATURE-256", ""}); },
        [&](testkit::Hook& hook) { hook.set_header("X-Hub-Signature-256", signature.substr(7)); },
        [&](testkit::Hook& hook) { hook.set_header("X-Hub-Signature-256", "sha1=" + signature.substr(7)); },
        [&](testkit::Hook& hook) { hook.set_header("X-Hub-Signature-256", signature + "0"); },
        [&](testkit::Hook& hook) { hook.set_header("X-Hub-Signature-256", "sha256="); },
        [&](testkit::Hook& hook) {
            hook.remove_header("X-Hub-Signature-256");
            hook.set_header("X-Hub-Signature", signature);
        }};
    for (std::size_t i = 0; i < forgeries.size(); ++i) EXPECT_EQ(verdict(forgeries[i]), Verdict::forged) << i;
}

TEST(WhatsAppWebhook, calls_malformed_what_is_no_webhook_of_meta) {
    for (const auto* body :
         {"", "{", "null", "[]", "{}", R"({"object":5})", "\xff", R"({"object":"\ud83d"})"})
        EXPECT_EQ(received_text(body).verdict, Verdict::malformed) << body;
    EXPECT_EQ(received_text(std::string(100'000, '[')).verdict, Verdict::malformed);
}

// ---- messages ----

TEST(WhatsAppWebhook, reads_a_text_with_meta_s_escapes) {
    const auto got = received_text(
        R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{)"
        R"("metadata":{"display_phone_number":"15550783881"},"messages":[{"from":"16505551234","id":"wamid.HBg=",)"
        R"("timestamp":"1767225600","type":"text","text":{"body":"\u6ee1\u610f \ud83d\ude00 http:\/\/a"}}]}}]}]})");
    ASSERT_THAT(got.messages, SizeIs(1));
    const auto& inbound = got.messages[0];
    EXPECT_EQ(std::get<InboundText>(inbound.content).text, "满意 😀 http://a");
    EXPECT_EQ(inbound.address, "+16505551234");
    EXPECT_EQ(inbound.sender, "16505551234");
    EXPECT_EQ(inbound.recipient, "15550783881");
    EXPECT_EQ(inbound.message_id, "wamid.HBg=");
    EXPECT_EQ(inbound.sent_at, flows::from_unix_ms(1'767'225'600'000));
}

TEST(WhatsAppWebhook, knows_people_by_number_while_it_is_shown_else_by_their_scoped_id) {
    const json text = {{"type", "text"}, {"text", {{"body", "5"}}}};
    const auto address = [](json value) { return received(std::move(value)).messages.at(0).address; };
    auto both = message(text);
    both["messages"][0]["from_user_id"] = "US.1349";
    EXPECT_EQ(address(both), "+16505551234");
    both["messages"][0].erase("from");
    EXPECT_EQ(address(both), "US.1349");
    both["messages"][0].erase("from_user_id");
    both["contacts"] = json::array({{{"user_id", "US.77"}}});
    EXPECT_EQ(address(both), "US.77");
    both["contacts"].push_back({{"user_id", "US.78"}});
    EXPECT_THAT(received(both).messages, IsEmpty()) << "which of the two wrote is unknown";
}

TEST(WhatsAppWebhook, reads_taps_with_what_was_on_the_button) {
    const auto button = content_of<InboundChoice>(
        message({{"type", "interactive"},
                 {"interactive",
                  {{"type", "button_reply"}, {"button_reply", {{"id", "c2.3:5"}, {"title", "5 · 好"}}}}}}));
    EXPECT_EQ(button.payload, "c2.3:5");
    EXPECT_EQ(button.label, "5 · 好");
    const auto row = content_of<InboundChoice>(
        message({{"type", "interactive"},
                 {"interactive",
                  {{"type", "list_reply"}, {"list_reply", {{"id", "q2:a"}, {"title", "Option A"}}}}}}));
    EXPECT_EQ(row.payload, "q2:a");
    const auto quick = content_of<InboundChoice>(
        message({{"type", "button"}, {"button", {{"payload", "P-1"}, {"text", "Yes"}}}}));
    EXPECT_EQ(quick.payload, "P-1");
    EXPECT_EQ(quick.label, "Yes");
    EXPECT_EQ(content_of<InboundChoice>(message({{"type", "button"}, {"button", {{"text", "Yes"}}}})).payload,
              "Yes");
}

TEST(WhatsAppWebhook, reads_media_with_name_and_caption) {
    for (const auto* type : {"image", "document", "audio", "video", "sticker"}) {
        const auto file = content_of<InboundAttachment>(message(
            {{"type", type},
             {type, {{"id", "m1"}, {"mime_type", "a/b"}, {"filename", "bill.pdf"}, {"caption", "broken"}}}}));
        EXPECT_EQ(file.kind, "a/b");
        EXPECT_EQ(file.reference, "m1");
        EXPECT_EQ(file.name, "bill.pdf");
        EXPECT_EQ(file.caption, "broken");
    }
    EXPECT_EQ(content_of<InboundAttachment>(message({{"type", "image"}, {"image", {{"id", "m"}}}})).kind,
              "image");
}

TEST(WhatsAppWebhook, reads_every_message_and_status_of_a_batch) {
    const json text = {{"from", "16505551234"}, {"type", "text"}, {"text", {{"body", "5"}}}};
    auto batch = webhook_of({{"messages", json::array({text, text, text})},
                             {"statuses", json::array({{{"id", "wamid.9"}, {"status", "read"}}})}});
    auto& messages = batch["entry"][0]["changes"][0]["value"]["messages"];
    messages[0]["id"] = "a";
    messages[1]["type"] = "reaction";
    messages[2]["id"] = "c";
    batch["entry"].push_back(batch["entry"][0]);
    const auto got = received_text(batch.dump());
    std::vector<std::string> ids;
    for (const auto& each : got.messages) ids.push_back(each.message_id);
    EXPECT_THAT(ids, ElementsAre("a", "c", "wamid.9:read", "a", "c", "wamid.9:read"));
}

TEST(WhatsAppWebhook, reads_delivery_reports_in_the_platform_s_words) {
    struct Case {
        const char* word;
        DeliveryStatus status;
    };
    for (const auto& item :
         {Case{"sent", DeliveryStatus::sent}, Case{"delivered", DeliveryStatus::delivered},
          Case{"read", DeliveryStatus::delivered}, Case{"failed", DeliveryStatus::failed}}) {
        const json report = {{"id", "wamid.O"},
                             {"status", item.word},
                             {"timestamp", "1767225600"},
                             {"recipient_id", "16505551234"}};
        const auto got = received({{"statuses", json::array({report})}}).messages.at(0);
        const auto& status = std::get<InboundStatus>(got.content);
        EXPECT_EQ(status.provider_id, "wamid.O");
        EXPECT_EQ(status.status, item.status);
        EXPECT_EQ(status.platform_status, item.word);
        EXPECT_EQ(got.address, "+16505551234");
        EXPECT_EQ(got.message_id, std::string{"wamid.O:"} + item.word);
        EXPECT_NE(got.sent_at, std::nullopt);
    }
}

TEST(WhatsAppWebhook, reads_why_a_message_failed) {
    const auto failed = [](int code) {
        const json errors = json::array({{{"code", code}, {"title", "x"}}});
        const json report = {{"id", "wamid.O"}, {"status", "failed"}, {"errors", errors}};
        return content_of<InboundStatus>({{"statuses", json::array({report})}});
    };
    EXPECT_EQ(failed(131026).error_code, "131026");
    EXPECT_FALSE(failed(131026).blocked);
    EXPECT_TRUE(failed(131050).blocked);
}

TEST(WhatsAppWebhook, takes_the_end_of_marketing_messages_for_an_opt_out) {
    const auto got = [](const char* word) {
        const json preference = {{"wa_id", "16505551234"}, {"value", word}, {"timestamp", 1767225600}};
        return received_text(
            webhook_of({{"user_preferences", json::array({preference})}}, "user_preferences").dump());
    };
    EXPECT_TRUE(std::holds_alternative<InboundBlocked>(got("stop").messages.at(0).content));
    EXPECT_EQ(got("stop").messages.at(0).address, "+16505551234");
    EXPECT_EQ(got("stop").messages.at(0).message_id, "16505551234:stop:1767225600");
    EXPECT_TRUE(std::holds_alternative<InboundReturned>(got("resume").messages.at(0).content));
    EXPECT_THAT(got("maybe").messages, IsEmpty());
}

TEST(WhatsAppWebhook, ignores_with_a_reason_what_is_not_for_us) {
    const std::vector<std::pair<json, const char*>> cases = {
        {message({{"type", "reaction"}, {"reaction", {{"emoji", "x"}}}}), "reaction"},
        {message({{"type", "location"}}), "location"},
        {message({{"type", "system"}}), "system"},
        {message({{"type", "unsupported"}, {"errors", {{{"code", 131051}}}}}), "unsupported"},
        {message({{"type", "16505551234"}}), "kind we do not use"},
        {message({{"type", "text"}}), "kind we do not use"},
        {message({{"type", "text"}, {"text", {{"body", 5}}}}), "kind we do not use"},
        {message({{"type", "interactive"}, {"interactive", {{"nfm_reply", json::object()}}}}), "kind"},
        {message({{"type", "image"}, {"image", {{"caption", "x"}}}}), "kind"},
        {message({{"type", "text"}, {"text", {{"body", "5"}}}, {"group_id", "g"}}), "private"},
        {message({{"type", "text"}, {"text", {{"body", "5"}}}, {"id", nullptr}}), "without id"},
        {message({{"type", "text"}, {"text", {{"body", "5"}}}, {"from", nullptr}}), "without sender"},
        {{{"statuses", {{{"id", "w"}, {"status", "deleted"}}}}}, "status"},
        {{{"messages", 5}}, "nothing"},
        {{{"messages", {5, nullptr, "x"}}}, "without id"},
        {json::object(), "nothing"}};
    for (const auto& [value, reason] : cases) {
        const auto got = received(value);
        EXPECT_EQ(got.verdict, Verdict::accept) << value;
        EXPECT_THAT(got.messages, IsEmpty()) << value;
        EXPECT_THAT(got.reason, HasSubstr(reason)) << value;
        EXPECT_THAT(got.reason, Not(HasSubstr("1650555"))) << "no personal data in reasons";
    }
    EXPECT_THAT(received_text(webhook_of(json::object(), "account_update").dump()).reason,
                HasSubstr("field"));
    EXPECT_THAT(received_text(R"({"object":"page","entry":[]})").reason, HasSubstr("another object"));
}

// ---- sending ----

std::vector<SendRequest> compose(const flows::Outgoing& message,
                                 const std::string& address = "+16505551234") {
    return testkit::whatsapp()->compose(address, message, {});
}

json only_body(const flows::Outgoing& message) {
    const auto requests = compose(message);
    EXPECT_THAT(requests, SizeIs(1));
    return json::parse(requests.at(0).body);
}

TEST(WhatsAppCompose, writes_a_text_byte_for_byte) {
    const auto request = compose(testkit::plain("为什么？")).at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.url, "https://graph.facebook.com/v25.0/106540352242922/messages");
    EXPECT_THAT(request.headers, ElementsAre(Header{"Authorization", "Bearer EAAJtoken"},
                                             Header{"Content-Type", "application/json"}));
    EXPECT_EQ(request.body,
              R"({"messaging_product":"whatsapp","recipient_type":"individual","text":{"body":"为什么？"},)"
              R"("to":"16505551234","type":"text"})");
    EXPECT_THAT(request.secrets, ElementsAre("EAAJtoken"));
}

TEST(WhatsAppCompose, writes_to_scoped_ids_as_recipient) {
    const auto body = json::parse(compose(testkit::plain("Why?"), "US.1349").at(0).body);
    EXPECT_EQ(body.at("recipient"), "US.1349");
    EXPECT_FALSE(body.contains("to"));
}

TEST(WhatsAppCompose, puts_up_to_three_short_choices_on_buttons) {
    const json expected = {
        {"type", "button"},
        {"body", {{"text", "How did you reach us?"}}},
        {"action",
         {{"buttons", json::array({{{"type", "reply"}, {"reply", {{"id", "c2.3:phone"}, {"title", "Phone"}}}},
                                   {{"type", "reply"},
                                    {"reply", {{"id", "c2.3:online"}, {"title", "Online agent"}}}}})}}}};
    EXPECT_EQ(only_body(testkit::single_choice()).at("interactive"), expected);
}

TEST(WhatsAppCompose, chooses_between_buttons_list_and_text_by_count_and_length) {
    const auto kind = [](const flows::Outgoing& message) {
        const auto body = only_body(message);
        return body.at("type") == "text" ? "text" : body.at("interactive").at("type").get<std::string>();
    };
    EXPECT_EQ(kind(testkit::scale(3, {})), "button");
    EXPECT_EQ(kind(testkit::scale(4, {})), "list");
    EXPECT_EQ(kind(testkit::scale(10, {})), "list");
    EXPECT_EQ(kind(testkit::scale(11, {})), "text");
    auto message = testkit::single_choice();
    message.choices[0].label = std::string(20, 'x');
    EXPECT_EQ(kind(message), "button");
    message.choices[0].label = std::string(21, 'x');
    EXPECT_EQ(kind(message), "list");
    message.choices[0].label = std::string(25, 'x');
    EXPECT_EQ(kind(message), "button") << "with numbers on them";
}

TEST(WhatsAppCompose, lists_rows_under_a_button_in_the_message_s_language) {
    auto message = testkit::scale(5, {"很不满意", "不满意", "一般", "满意", "非常满意"});
    message.language = "zh-CN";
    const auto action = only_body(message).at("interactive").at("action");
    EXPECT_EQ(action.at("button"), "请选择");
    ASSERT_THAT(action.at("sections"), SizeIs(1));
    const auto& rows = action.at("sections")[0].at("rows");
    ASSERT_THAT(rows, SizeIs(5));
    EXPECT_EQ(rows[4], json({{"id", "c2.3:5"}, {"title", "5 · 非常满意"}}));
}

TEST(WhatsAppCompose, writes_captions_that_fit_nowhere_and_shows_their_numbers) {
    auto message = testkit::scale(4, {});
    message.choices[3].label = std::string(60, 'x');
    const auto interactive = only_body(message).at("interactive");
    EXPECT_THAT(interactive.at("body").at("text").get<std::string>(), HasSubstr("4 " + std::string(60, 'x')));
    EXPECT_EQ(interactive.at("action").at("sections")[0].at("rows")[3].at("title"), "4");
}

TEST(WhatsAppCompose, splits_texts_at_4096_and_those_with_buttons_at_1024_units) {
    EXPECT_THAT(compose(testkit::plain(std::string(4096, 'a'))), SizeIs(1));
    EXPECT_THAT(compose(testkit::plain(std::string(4095, 'a') + "😀")), SizeIs(2));
    auto message = testkit::single_choice();
    message.text = std::string(1024, 'a');
    EXPECT_THAT(compose(message), SizeIs(1));
    message.text = std::string(1023, 'a') + "😀?";
    const auto requests = compose(message);
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_EQ(json::parse(requests[0].body).at("text").at("body"), std::string(1023, 'a'));
    EXPECT_EQ(json::parse(requests[1].body).at("interactive").at("body").at("text"), "😀?");
}

TEST(WhatsAppCompose, survives_invalid_utf8) {
    EXPECT_EQ(only_body(testkit::plain("ok\xff")).at("text").at("body"), "ok\xEF\xBF\xBD");
}

AdapterPtr with_templates(const json& templates) {
    auto settings = testkit::whatsapp_settings();
    settings["templates"] = templates;
    return testkit::make_adapter("whatsapp", settings);
}

TEST(WhatsAppTemplates, are_used_outside_the_window_and_only_there) {
    const auto adapter = with_templates({{{"template", "survey_hello"},
                                          {"message", "invitation"},
                                          {"parameters", {"{product|your order}", "{text}"}}}});
    auto message = testkit::plain("Hello,\n\nhow\twas it?");
    message.kind = flows::MessageKind::invitation;
    message.language = "zh-CN";
    ComposeContext closed;
    closed.window_open = false;
    const auto requests = adapter->compose("+16505551234", message, closed);
    ASSERT_THAT(requests, SizeIs(1));
    EXPECT_EQ(
        requests[0].body,
        R"({"messaging_product":"whatsapp","recipient_type":"individual","template":{"components":[)"
        R"({"parameters":[{"text":"your order","type":"text"},{"text":"Hello, how was it?","type":"text"}],)"
        R"("type":"body"}],"language":{"code":"zh_CN"},"name":"survey_hello"},"to":"16505551234",)"
        R"("type":"template"})");
    EXPECT_EQ(json::parse(adapter->compose("+16505551234", message, {}).at(0).body).at("type"), "text");
    message.kind = flows::MessageKind::thanks;
    EXPECT_THAT(adapter->compose("+16505551234", message, closed), IsEmpty()) << "no template fits";
    EXPECT_THAT(testkit::whatsapp()->compose("+16505551234", message, closed), IsEmpty());
}

TEST(WhatsAppTemplates, may_name_their_parameters_and_locale_or_have_none) {
    const auto adapter = with_templates({{{"template", "named"},
                                          {"language", "en"},
                                          {"locale", "en_US"},
                                          {"parameters", {{"what", "{text}"}}}},
                                         {{"template", "bare"}}});
    ComposeContext closed;
    closed.window_open = false;
    auto message = testkit::plain("Hi");
    const auto named = json::parse(adapter->compose("+1", message, closed).at(0).body).at("template");
    EXPECT_EQ(named.at("language").at("code"), "en_US");
    EXPECT_EQ(named.at("components")[0].at("parameters")[0],
              json({{"type", "text"}, {"parameter_name", "what"}, {"text", "Hi"}}));
    message.language = "fr";
    EXPECT_FALSE(json::parse(adapter->compose("+1", message, closed).at(0).body)
                     .at("template")
                     .contains("components"));
}

TEST(WhatsAppTraits, are_honest_about_window_and_templates) {
    const auto plain = testkit::whatsapp()->traits();
    EXPECT_EQ(plain.window, Duration{std::chrono::hours{24}});
    EXPECT_TRUE(plain.phone_numbers && plain.delivery_reports && plain.customer_starts);
    EXPECT_FALSE(plain.templates || plain.template_invitation || plain.template_reminder);
    const auto rich = with_templates({{{"template", "r"}, {"message", "reminder"}}})->traits();
    EXPECT_TRUE(rich.templates && rich.template_reminder && rich.customer_starts);
    EXPECT_FALSE(rich.template_invitation);
}

TEST(WhatsAppRegistration, subscribes_the_app_when_its_id_is_known) {
    EXPECT_FALSE(testkit::whatsapp()->registration("https://h.example/w").has_value());
    auto settings = testkit::whatsapp_settings();
    settings["app_id"] = "670840";
    settings["api_version"] = "v26.0";
    const auto request =
        testkit::make_adapter("whatsapp", settings)->registration("https://h.example/w").value();
    EXPECT_EQ(request.url, "https://graph.facebook.com/v26.0/670840/subscriptions");
    EXPECT_EQ(json::parse(request.body), json({{"object", "whatsapp_business_account"},
                                               {"callback_url", "https://h.example/w"},
                                               {"fields", "messages,user_preferences"},
                                               {"verify_token", "vibecoding-verify-token"}}));
    EXPECT_THAT(request.secrets, Contains("9f8e7d6c5b4a39281706f5e4d3c2b1a0"));
}

TEST(WhatsAppResult, keeps_the_platform_s_id) {
    const auto result = testkit::whatsapp()->result(
        {200, {}, R"({"contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.O"}]})"});
    EXPECT_EQ(result.outcome, SendOutcome::sent);
    EXPECT_EQ(result.provider_id, "wamid.O");
    EXPECT_EQ(testkit::whatsapp()->result({200, {}, R"({"success":true})"}).outcome, SendOutcome::sent);
}

TEST(WhatsAppAddress, is_a_number_or_an_id_scoped_to_our_business) {
    const auto normal = [](const char* given) {
        return testkit::whatsapp()->normal_address(given).value_or("none");
    };
    EXPECT_EQ(normal("+1 650-555-1234"), "+16505551234");
    EXPECT_EQ(normal("US.13491208655302741918"), "US.13491208655302741918");
    EXPECT_EQ(normal("US.ENT.11815799212886844830"), "US.ENT.11815799212886844830");
    for (const auto* other : {"", "US.", "us.1349", "USA.1349", "US1349", "US.13 49", "US.13/49", "a@b"})
        EXPECT_EQ(normal(other), "none") << other;
    EXPECT_EQ(normal(("US." + std::string(200, '1')).c_str()), "none");
}

TEST(WhatsAppResult, tells_what_to_do_next_by_code) {
    struct Case {
        int code;
        SendOutcome outcome;
        std::optional<seconds> wait;
    };
    for (const auto& item :
         {Case{0, SendOutcome::credentials, {}},    Case{190, SendOutcome::credentials, {}},
          Case{3, SendOutcome::credentials, {}},    Case{10, SendOutcome::credentials, {}},
          Case{200, SendOutcome::credentials, {}},  Case{299, SendOutcome::credentials, {}},
          Case{2, SendOutcome::retry, {}},          Case{4, SendOutcome::retry, {}},
          Case{80007, SendOutcome::retry, {}},      Case{130429, SendOutcome::retry, {}},
          Case{131000, SendOutcome::retry, {}},     Case{131016, SendOutcome::retry, {}},
          Case{131056, SendOutcome::retry, {}},     Case{131048, SendOutcome::retry, seconds{3600}},
          Case{131049, SendOutcome::permanent, {}}, Case{100, SendOutcome::permanent, {}},
          Case{131008, SendOutcome::permanent, {}}, Case{131026, SendOutcome::permanent, {}},
          Case{131030, SendOutcome::permanent, {}}, Case{132001, SendOutcome::permanent, {}},
          Case{132999, SendOutcome::permanent, {}}, Case{131047, SendOutcome::window_closed, {}},
          Case{131050, SendOutcome::blocked, {}},   Case{130472, SendOutcome::blocked, {}},
          Case{131031, SendOutcome::account, {}},   Case{131042, SendOutcome::account, {}},
          Case{368, SendOutcome::account, {}},      Case{130497, SendOutcome::account, {}},
          Case{999999, SendOutcome::permanent, {}}}) {
        const json body = {{"error", {{"message", "about +16505551234"}, {"code", item.code}}}};
        const auto result = testkit::whatsapp()->result({400, {}, body.dump()});
        EXPECT_EQ(result.outcome, item.outcome) << item.code;
        EXPECT_EQ(result.retry_after, item.wait ? std::optional<Duration>{*item.wait} : std::nullopt)
            << item.code;
        EXPECT_EQ(result.contact_only, item.code == 131056) << item.code << ": the pair's limit, not ours";
        EXPECT_THAT(result.reason, HasSubstr(std::to_string(item.code)));
        EXPECT_THAT(result.reason, Not(HasSubstr("1650555")));
    }
}

TEST(WhatsAppResult, goes_by_http_status_for_what_it_does_not_know) {
    const auto outcome = [](int status, const char* body) {
        return testkit::whatsapp()->result({status, {}, body}).outcome;
    };
    EXPECT_EQ(outcome(503, R"({"error":{"code":999999}})"), SendOutcome::retry);
    EXPECT_EQ(outcome(429, R"({"error":{"code":999999}})"), SendOutcome::retry);
    EXPECT_EQ(outcome(400, R"({"error":{"code":999999,"is_transient":true}})"), SendOutcome::retry);
    EXPECT_EQ(outcome(401, R"({"error":{"code":999999}})"), SendOutcome::credentials);
    EXPECT_EQ(outcome(200, R"({"error":{"code":999999}})"), SendOutcome::permanent);
    EXPECT_EQ(outcome(400, R"({"error":7})"), SendOutcome::permanent);
    EXPECT_EQ(outcome(502, "<html>"), SendOutcome::retry);
    EXPECT_EQ(outcome(404, ""), SendOutcome::permanent);
    EXPECT_EQ(outcome(200, "<html>a captive portal</html>"), SendOutcome::retry);
    EXPECT_EQ(testkit::whatsapp()->result({429, {{"retry-after", "7"}}, ""}).retry_after,
              Duration{seconds{7}});
}

}  // namespace
}  // namespace askwell::adapters
