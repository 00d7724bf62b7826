#include "adapters/feishu.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "tests/unit/adapters/kit_cn.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testkit::content;
using testkit::Hook;
using testkit::kVectorTime;

constexpr const char* kToken = "verifTokenABCDEF0123456789";
const ComposeContext kContext{flows::from_unix_ms(kVectorTime * 1000), std::string(32, 'a'), "t-1", "", true};

Received received(const Hook& hook, const json& settings = json::object()) {
    return receive(*testkit::cn_adapter("feishu", settings), hook);
}

json framed(const char* type, const json& event) {
    return {{"schema", "2.0"},
            {"header",
             {{"event_id", "e1"},
              {"event_type", type},
              {"create_time", "1767225600000"},
              {"token", kToken},
              {"app_id", "cli_1"}}},
            {"event", event}};
}

json message(const char* type, const json& content, const json& changed = json::object()) {
    json said = {{"message_id", "om_1"}, {"create_time", "1767225601000"}, {"chat_id", "oc_1"},
                 {"chat_type", "p2p"},   {"message_type", type},           {"content", content.dump()}};
    said.update(changed);
    return framed(
        "im.message.receive_v1",
        {{"sender", {{"sender_id", {{"open_id", "ou_1"}}}, {"sender_type", "user"}}}, {"message", said}});
}

Received read(const json& body) {
    return received(testkit::feishu_hook(body.dump()));
}

Hook plain_hook(std::string body) {
    return {"POST", "/feishu", {{"Content-Type", "application/json"}}, std::move(body)};
}

TEST(FeishuWebhook, reads_a_text_with_its_ids_and_time) {
    const auto got = read(message("text", {{"text", "满意 😀"}}));
    ASSERT_THAT(got.messages, SizeIs(1));
    EXPECT_EQ(content<InboundText>(got).text, "满意 😀");
    EXPECT_EQ(got.messages[0].message_id, "e1");
    EXPECT_EQ(got.messages[0].platform_id, "om_1");
    EXPECT_EQ(got.messages[0].address, "ou_1");
    EXPECT_EQ(got.messages[0].recipient, "cli_1");
    EXPECT_EQ(got.messages[0].sent_at, flows::from_unix_ms(1'767'225'601'000));
    EXPECT_EQ(got.reply.body, "{}");
}

TEST(FeishuWebhook, reads_pasted_lines_which_come_as_rich_text) {
    const json post = {
        {"title", "总体"},
        {"content",
         {{{{"tag", "text"}, {"text", "很好，"}}, {{"tag", "a"}, {"text", "链接"}, {"href", "h"}}},
          json::array(),
          {{{"tag", "img"}, {"image_key", "i"}}, {{"tag", "text"}, {"text", "谢谢"}}}}}};
    EXPECT_EQ(content<InboundText>(read(message("post", post))).text, "总体\n很好，链接\n谢谢");
    for (const auto& odd : {json::object(), json{{"content", 5}}, json{{"content", {5, {5}}}}, json(5)}) {
        EXPECT_EQ(content<InboundText>(read(message("post", odd))).text, "");
    }
}

TEST(FeishuWebhook, reads_a_place_by_its_name) {
    EXPECT_EQ(
        content<InboundText>(read(message("location", {{"name", "天河店"}, {"longitude", "113"}}))).text,
        "天河店");
}

TEST(FeishuWebhook, reads_a_group_only_where_somebody_is_mentioned) {
    const auto group = [](const char* text, const json& more) {
        json changed = {{"chat_type", "group"}};
        changed.update(more);
        return read(message("text", {{"text", text}}, changed));
    };
    EXPECT_EQ(content<InboundText>(group("@_user_1 5 ", {{"mentions", {{{"key", "@_user_1"}}}}})).text, "5");
    EXPECT_EQ(content<InboundText>(group("@_user_12 满意@_user_1", json::object())).text, "满意");
    EXPECT_THAT(group("5", json::object()).messages, IsEmpty());
    EXPECT_THAT(group("5", {{"mentions", json::array()}}).messages, IsEmpty());
    EXPECT_EQ(content<InboundText>(read(message("text", {{"text", "@_user_1"}}))).text, "@_user_1")
        << "typed";
}

TEST(FeishuWebhook, reads_files_with_their_names) {
    struct Row {
        const char* type;
        json content;
        const char* reference;
        const char* name;
    };
    for (const auto& row : {Row{"image", {{"image_key", "img_1"}}, "img_1", ""},
                            Row{"file", {{"file_key", "f_1"}, {"file_name", "bill.pdf"}}, "f_1", "bill.pdf"},
                            Row{"audio", {{"file_key", "f_1"}, {"duration", 2000}}, "f_1", ""},
                            Row{"media", {{"file_key", "f_1"}, {"image_key", "i"}}, "f_1", ""},
                            Row{"sticker", {{"file_key", "f_1"}}, "f_1", ""}}) {
        const auto file = content<InboundAttachment>(read(message(row.type, row.content)));
        EXPECT_EQ(file.kind, row.type);
        EXPECT_EQ(file.reference, row.reference);
        EXPECT_EQ(file.name, row.name);
    }
}

TEST(FeishuWebhook, reads_taps_on_cards_in_every_form_of_their_value) {
    const auto tap = [](const json& action) {
        return read(framed("card.action.trigger", {{"operator", {{"open_id", "ou_1"}}},
                                                   {"action", action},
                                                   {"context", {{"open_message_id", "om_2"}}}}));
    };
    const auto ours = tap({{"tag", "button"}, {"value", {{"payload", "c2.3:5"}}}});
    EXPECT_EQ(content<InboundChoice>(ours).payload, "c2.3:5");
    EXPECT_EQ(ours.messages[0].address, "ou_1");
    EXPECT_EQ(ours.messages[0].platform_id, "om_2");
    EXPECT_EQ(content<InboundChoice>(tap({{"value", "c2.3:5"}})).payload, "c2.3:5");
    EXPECT_EQ(content<InboundChoice>(tap({{"option", "c2.3:5"}})).payload, "c2.3:5");
    EXPECT_THAT(tap({{"value", {{"a", "1"}, {"b", "2"}}}}).messages, IsEmpty());
    EXPECT_THAT(tap({{"value", 5}}).messages, IsEmpty());
}

TEST(FeishuWebhook, reads_every_message_that_was_read) {
    const auto got = read(framed("im.message.message_read_v1",
                                 {{"reader", {{"reader_id", {{"open_id", "ou_1"}}}, {"read_time", "1"}}},
                                  {"message_id_list", {"om_1", "om_2", 5}}}));
    ASSERT_THAT(got.messages, SizeIs(2));
    EXPECT_EQ(got.messages[0].message_id, "e1");
    EXPECT_EQ(got.messages[1].message_id, "e1:1");
    const auto status = std::get<InboundStatus>(got.messages[1].content);
    EXPECT_EQ(status.provider_id, "om_2");
    EXPECT_EQ(status.status, DeliveryStatus::delivered);
    EXPECT_EQ(status.platform_status, "read");
}

TEST(FeishuWebhook, ignores_bots_and_other_events) {
    auto bot = message("text", {{"text", "5"}});
    bot["event"]["sender"]["sender_type"] = "app";
    const json old = {
        {"uuid", "1"}, {"token", kToken}, {"type", "event_callback"}, {"event", {{"type", "message"}}}};
    for (const auto& body :
         {bot, old, framed("im.message.recalled_v1", json::object()),
          message("share_user", {{"user_id", "x"}}), message("share_chat", {{"chat_id", "x"}})}) {
        const auto got = read(body);
        EXPECT_EQ(got.verdict, Verdict::accept) << body;
        EXPECT_THAT(got.messages, IsEmpty()) << body;
        EXPECT_THAT(got.reason, Not(IsEmpty())) << body;
    }
}

TEST(FeishuWebhook, reads_texts_that_are_not_what_they_say_without_harm) {
    for (const std::string content : {"", "5", "[]", "{\"text\":5}", "{\"text\":\"\\ud800\"}", "{"}) {
        const auto got = read(message("text", json::object(), {{"content", content}}));
        EXPECT_EQ(got.verdict, Verdict::accept) << content;
    }
    EXPECT_EQ(read(message("text", json::object(), {{"content", 5}})).verdict, Verdict::accept);
    auto nobody = message("text", {{"text", "5"}});
    nobody["event"]["sender"]["sender_id"] = 5;
    EXPECT_EQ(read(nobody).verdict, Verdict::malformed);
}

TEST(FeishuProof, takes_signatures_up_to_eight_hours_old) {
    const auto text = message("text", {{"text", "5"}}).dump();
    for (const auto& [off, verdict] :
         std::vector<std::pair<std::int64_t, Verdict>>{{-28'800, Verdict::accept},
                                                       {-28'801, Verdict::stale},
                                                       {28'800, Verdict::accept},
                                                       {28'801, Verdict::stale}}) {
        EXPECT_EQ(received(testkit::feishu_hook(text, kVectorTime + off)).verdict, verdict) << off;
    }
    EXPECT_EQ(received(testkit::feishu_hook(text, kVectorTime - 301), {{"max_age_seconds", 300}}).verdict,
              Verdict::stale);
}

TEST(FeishuProof, demands_signature_encryption_and_token_when_a_key_is_set) {
    const auto text = message("text", {{"text", "5"}});
    const auto good = testkit::feishu_hook(text.dump());
    EXPECT_EQ(received(good).verdict, Verdict::accept);
    EXPECT_EQ(received(good, {{"encrypt_key", "another"}}).verdict, Verdict::forged);
    EXPECT_EQ(received(good, {{"verification_token", "another"}}).verdict, Verdict::forged);
    EXPECT_EQ(received(plain_hook(text.dump())).verdict, Verdict::forged) << "in clear, token right";
    auto clear_but_signed = plain_hook(text.dump());
    testkit::sign_as_feishu(clear_but_signed);
    EXPECT_EQ(received(clear_but_signed).verdict, Verdict::forged);
    auto other_key = plain_hook(R"({"encrypt":")" + testkit::feishu_seal(text.dump(), "another") + "\"}");
    testkit::sign_as_feishu(other_key);
    EXPECT_EQ(received(other_key).verdict, Verdict::forged);
    auto twice = good;
    twice.headers.emplace_back("x-lark-signature", std::string(64, '0'));
    EXPECT_EQ(received(twice).verdict, Verdict::forged) << "which of the two?";
    auto other_case = good;
    for (auto& [name, value] : other_case.headers) {
        for (auto& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    EXPECT_EQ(received(other_case).verdict, Verdict::accept);
}

TEST(FeishuProof, needs_no_signature_for_the_check_of_the_url_alone) {
    const auto check = [](const json& body, const json& settings = json::object()) {
        return received(plain_hook(R"({"encrypt":")" + testkit::feishu_seal(body.dump()) + "\"}"), settings);
    };
    const json good = {{"challenge", "c"}, {"token", kToken}, {"type", "url_verification"}};
    const auto got = check(good);
    EXPECT_EQ(got.reply.body, R"({"challenge":"c"})");
    EXPECT_EQ(got.reply.content_type, "application/json");
    EXPECT_EQ(check(good, {{"verification_token", "another"}}).verdict, Verdict::forged);
    EXPECT_EQ(check(good, {{"encrypt_key", "another"}}).verdict, Verdict::forged);
    EXPECT_EQ(received(plain_hook(good.dump())).verdict, Verdict::forged) << "not encrypted";
    EXPECT_EQ(check(message("text", {{"text", "5"}})).verdict, Verdict::forged);
    EXPECT_EQ(check({{"token", kToken}, {"type", "url_verification"}}).verdict, Verdict::malformed);
}

TEST(FeishuTokenMode, is_proven_by_the_token_in_the_body) {
    const json settings = {{"encrypt_key", ""}};
    auto body = message("text", {{"text", "5"}});
    EXPECT_EQ(content<InboundText>(received(plain_hook(body.dump()), settings)).text, "5");
    EXPECT_EQ(received(plain_hook(R"({"challenge":"c","token":"verifTokenABCDEF0123456789",)"
                                  R"("type":"url_verification"})"),
                       settings)
                  .reply.body,
              R"({"challenge":"c"})");
    EXPECT_EQ(received(testkit::feishu_hook(body.dump()), settings).verdict, Verdict::malformed)
        << "encrypted";
    body["header"]["token"] = "another";
    EXPECT_EQ(received(plain_hook(body.dump()), settings).verdict, Verdict::forged);
    body["header"].erase("token");
    body["token"] = kToken;
    EXPECT_EQ(received(plain_hook(body.dump()), settings).verdict, Verdict::forged) << "at the wrong place";
    for (const std::string odd : {"", "5", "null", "[]", "{}", "{\"header\":5}", "{\"token\":5}"}) {
        EXPECT_NE(received(plain_hook(odd), settings).verdict, Verdict::accept) << odd;
    }
}

TEST(FeishuOldCards, are_proven_by_sha1_with_the_token_and_prove_nothing_else) {
    const auto signed_old = [](const std::string& body) {
        auto hook = plain_hook(body);
        hook.headers.insert(hook.headers.end(),
                            {{"X-Lark-Request-Timestamp", "1767225600"},
                             {"X-Lark-Request-Nonce", "n"},
                             {"X-Lark-Signature",
                              hex_encode(digest(Hash::sha1, "1767225600n" + std::string{kToken} + body))}});
        return received(hook);
    };
    const json tap = {{"open_id", "ou_1"},
                      {"open_message_id", "om_1"},
                      {"token", "c-1"},
                      {"action", {{"value", {{"payload", "c2.3:5"}}}, {"tag", "button"}}}};
    const auto got = signed_old(tap.dump());
    EXPECT_EQ(content<InboundChoice>(got).payload, "c2.3:5");
    EXPECT_EQ(got.messages[0].message_id, "om_1|c-1");
    EXPECT_EQ(signed_old(message("text", {{"text", "5"}}).dump()).verdict, Verdict::forged);
    EXPECT_EQ(received(plain_hook(tap.dump())).verdict, Verdict::forged);
}

TEST(FeishuSending, writes_cards_and_texts_byte_for_byte) {
    const auto adapter = testkit::cn_adapter("feishu");
    const auto card = adapter->compose("ou_1", testkit::single_choice(), kContext).at(0);
    EXPECT_EQ(card.url, "https://open.feishu.cn/open-apis/im/v1/messages?receive_id_type=open_id");
    EXPECT_EQ(header(card.headers, "Authorization"), "Bearer t-1");
    EXPECT_THAT(card.secrets, testing::ElementsAre("t-1"));
    const auto body = json::parse(card.body);
    EXPECT_EQ(body.at("receive_id"), "ou_1");
    EXPECT_EQ(body.at("msg_type"), "interactive");
    EXPECT_EQ(
        body.at("content"),
        R"({"config":{"wide_screen_mode":true},"elements":[{"tag":"div","text":)"
        R"({"content":"How did you reach us?","tag":"plain_text"}},{"actions":[)"
        R"({"tag":"button","text":{"content":"Phone","tag":"plain_text"},"type":"default",)"
        R"("value":{"payload":"c2.3:phone"}},{"tag":"button","text":{"content":"Online agent",)"
        R"("tag":"plain_text"},"type":"default","value":{"payload":"c2.3:online"}}],"tag":"action"}]})");
    const auto text =
        json::parse(adapter->compose("ou_1", testkit::plain("满意\"吗？"), kContext).at(0).body);
    EXPECT_EQ(text.at("msg_type"), "text");
    EXPECT_EQ(text.at("content"), R"({"text":"满意\"吗？"})");
}

TEST(FeishuSending, repeats_its_uuid_for_the_same_part_of_the_same_message_only) {
    const auto uuids = [](const flows::Outgoing& message, const ComposeContext& context) {
        std::vector<std::string> all;
        for (const auto& request : testkit::cn_adapter("feishu")->compose("ou_1", message, context)) {
            all.push_back(json::parse(request.body).at("uuid"));
            EXPECT_LE(all.back().size(), 50U);
        }
        return all;
    };
    auto message = testkit::plain(std::string(20'001, 'a'));
    auto later = kContext;
    later.nonce = std::string(32, 'b');
    later.now += std::chrono::minutes{5};
    const auto first = uuids(message, kContext);
    ASSERT_THAT(first, SizeIs(2));
    EXPECT_NE(first[0], first[1]);
    EXPECT_EQ(uuids(message, later), first);
    message.number += 1;
    EXPECT_NE(uuids(message, kContext)[0], first[0]);
}

TEST(FeishuSending, writes_choices_as_lines_where_a_card_would_be_too_large) {
    auto message = testkit::single_choice();
    message.text = std::string(31 * 1024, 'a');
    const auto requests = testkit::cn_adapter("feishu")->compose("ou_1", message, kContext);
    ASSERT_THAT(requests, SizeIs(2));
    EXPECT_THAT(requests[1].body, HasSubstr("1. Phone"));
}

TEST(FeishuResult, follows_codes_limits_and_statuses) {
    struct Row {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const auto adapter = testkit::cn_adapter("feishu");
    for (const auto& row :
         {Row{200, R"({"code":0,"msg":"success","data":{"message_id":"om_1"}})", SendOutcome::sent},
          Row{400, R"({"code":230013,"msg":"ou_1"})", SendOutcome::blocked},
          Row{400, R"({"code":230053})", SendOutcome::blocked},
          Row{400, R"({"code":230001})", SendOutcome::permanent},
          Row{400, R"({"code":230020})", SendOutcome::retry},
          Row{400, R"({"code":99991400})", SendOutcome::retry},
          Row{400, R"({"code":99991663})", SendOutcome::credentials},
          Row{200, R"({"code":99991661})", SendOutcome::credentials},
          Row{400, R"({"code":123456})", SendOutcome::permanent},
          Row{200, R"({"code":123456})", SendOutcome::permanent}, Row{429, "", SendOutcome::retry},
          Row{500, R"({"code":1})", SendOutcome::retry}, Row{200, "", SendOutcome::retry}}) {
        const auto result = adapter->result({row.status, {}, row.body});
        EXPECT_EQ(result.outcome, row.outcome) << row.status << row.body;
        EXPECT_THAT(result.reason, Not(HasSubstr("ou_1")));
        if (result.outcome == SendOutcome::sent) EXPECT_EQ(result.provider_id, "om_1");
    }
    const auto limited = adapter->result({429, {{"x-ogw-ratelimit-reset", "7"}}, R"({"code":99991400})"});
    EXPECT_EQ(limited.retry_after, std::chrono::seconds{7});
}

TEST(FeishuToken, is_the_tenants_and_lark_has_its_own_host) {
    const auto adapter = testkit::cn_adapter("feishu", {{"base_url", "https://open.larksuite.com/"}});
    const auto request = adapter->token_request().value();
    EXPECT_EQ(request.url, "https://open.larksuite.com/open-apis/auth/v3/tenant_access_token/internal");
    EXPECT_EQ(request.body, R"({"app_id":"cli_1","app_secret":"feishuSecret"})");
    const auto grant = std::get<TokenGrant>(
        adapter->read_token({200, {}, R"({"code":0,"msg":"ok","tenant_access_token":"t-1","expire":7200})"}));
    EXPECT_EQ(grant.token, "t-1");
    EXPECT_EQ(grant.lifetime, std::chrono::hours{2});
    EXPECT_EQ(std::get<SendResult>(adapter->read_token({200, {}, R"({"code":10014})"})).outcome,
              SendOutcome::credentials);
}

}  // namespace
}  // namespace askwell::adapters
