#include "adapters/dingtalk.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/dingtalk_reading.h"
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

constexpr const char* kSession = "https://oapi.dingtalk.com/robot/sendBySession?session=xxx";

Received received(const Hook& hook, const json& settings = json::object()) {
    return receive(*testkit::cn_adapter("dingtalk", settings), hook);
}

json message(const json& changed = json::object()) {
    json body = {{"conversationId", "cidA=="},         {"msgId", "msg1"},
                 {"senderStaffId", "manager4220"},     {"senderId", "$:LWCP_v1:$user"},
                 {"sessionWebhook", kSession},         {"sessionWebhookExpiredTime", 1'767'231'000'000},
                 {"createAt", 1'767'225'600'000},      {"conversationType", "1"},
                 {"robotCode", "ding0001robot"},       {"msgtype", "text"},
                 {"text", {{"content", " 满意 😀\n"}}}};
    body.update(changed);
    return body;
}

Received read(const json& changed, const json& settings = json::object()) {
    return received(testkit::dingtalk_hook(message(changed).dump()), settings);
}

ComposeContext context(std::string route = "") {
    return {flows::from_unix_ms(kVectorTime * 1000), std::string(32, 'a'), "TOKEN", std::move(route), true};
}

TEST(DingTalkWebhook, reads_a_text_trimmed_with_ids_time_and_the_way_to_answer) {
    const auto got = read(json::object());
    ASSERT_THAT(got.messages, SizeIs(1));
    EXPECT_EQ(content<InboundText>(got).text, "满意 😀");
    EXPECT_EQ(got.messages[0].address, "manager4220");
    EXPECT_EQ(got.messages[0].message_id, "msg1");
    EXPECT_EQ(got.messages[0].recipient, "ding0001robot");
    EXPECT_EQ(got.messages[0].sent_at, flows::from_unix_ms(1'767'225'600'000));
    EXPECT_EQ(got.messages[0].reply_route, kSession);
    EXPECT_EQ(got.reply.body, "{}");
}

TEST(DingTalkWebhook, knows_outsiders_by_their_sender_id) {
    for (const auto& none : {json(""), json(nullptr)}) {
        EXPECT_EQ(read({{"senderStaffId", none}}).messages.at(0).address, "$:LWCP_v1:$user");
    }
    EXPECT_EQ(read({{"senderStaffId", ""}, {"senderId", ""}}).verdict, Verdict::malformed);
    EXPECT_EQ(read({{"msgId", ""}}).verdict, Verdict::malformed);
}

TEST(DingTalkWebhook, reads_groups_files_and_rich_text) {
    EXPECT_EQ(content<InboundText>(read({{"conversationType", "2"}})).text, "满意 😀");
    const auto picture =
        content<InboundAttachment>(read({{"msgtype", "picture"}, {"content", {{"downloadCode", "d"}}}}));
    EXPECT_EQ(picture.kind, "picture");
    EXPECT_EQ(picture.reference, "d");
    const auto file = content<InboundAttachment>(
        read({{"msgtype", "file"}, {"content", {{"downloadCode", "d"}, {"fileName", "bill.pdf"}}}}));
    EXPECT_EQ(file.name, "bill.pdf");
    const auto voice = content<InboundAttachment>(
        read({{"msgtype", "audio"}, {"content", {{"downloadCode", "d"}, {"recognition", "五分"}}}}));
    EXPECT_EQ(voice.caption, "五分");
    const json words = {{{"text", "很"}}, {{"text", "好 "}}};
    EXPECT_EQ(content<InboundText>(read({{"msgtype", "richText"}, {"content", {{"richText", words}}}})).text,
              "很好");
    const json mixed = {{{"text", "坏了"}}, {{"type", "picture"}, {"downloadCode", "d"}}};
    const auto broken =
        content<InboundAttachment>(read({{"msgtype", "richText"}, {"content", {{"richText", mixed}}}}));
    EXPECT_EQ(broken.caption, "坏了");
    EXPECT_EQ(broken.reference, "d");
}

TEST(DingTalkWebhook, ignores_kinds_that_answer_nothing) {
    for (const auto* type : {"link", "interactiveCard", ""}) {
        const auto got = read({{"msgtype", type}});
        EXPECT_EQ(got.verdict, Verdict::accept) << type;
        EXPECT_THAT(got.messages, IsEmpty()) << type;
    }
    EXPECT_THAT(read({{"msgtype", "richText"}, {"content", 5}}).messages, IsEmpty());
}

TEST(DingTalkWebhook, takes_signatures_of_less_than_an_hour) {
    const auto text = message().dump();
    for (const auto& [off, verdict] :
         std::vector<std::pair<std::int64_t, Verdict>>{{-3'599'999, Verdict::accept},
                                                       {-3'600'000, Verdict::stale},
                                                       {3'599'999, Verdict::accept},
                                                       {3'600'000, Verdict::stale}}) {
        EXPECT_EQ(received(testkit::dingtalk_hook(text, kVectorTime * 1000 + off)).verdict, verdict) << off;
    }
    auto hook = testkit::dingtalk_hook(text);
    hook.set_header("timestamp", "soon");
    hook.set_header("sign", dingtalk_sign("SECdingAppSecret_0123456789abcdefghijklmnopqrstuvwxyz", "soon"));
    EXPECT_EQ(received(hook).verdict, Verdict::malformed);
}

TEST(DingTalkWebhook, refuses_repeated_headers_and_another_secret) {
    auto hook = testkit::dingtalk_hook(message().dump());
    EXPECT_EQ(received(hook, {{"app_secret", "another"}}).verdict, Verdict::forged);
    hook.headers.emplace_back("Sign", "AAAA");
    EXPECT_EQ(received(hook).verdict, Verdict::forged);
}

TEST(DingTalkSession, is_only_ever_a_url_of_the_platform) {
    for (const auto* good : {kSession, "https://api.dingtalk.com/x", "https://pre-oapi.dingtalk.com/?a=b"}) {
        EXPECT_TRUE(is_session_webhook(good, "")) << good;
    }
    for (const auto* bad :
         {"", "http://oapi.dingtalk.com/robot", "https://dingtalk.com/robot", "https://.dingtalk.com/x",
          "https://evil.example/robot", "https://oapi.dingtalk.com.evil.example/robot",
          "https://evil.example/.dingtalk.com", "https://evil.example?.dingtalk.com",
          "https://evil.example#.dingtalk.com", "https://evil.example\\.dingtalk.com",
          "https://oapi.dingtalk.com@evil.example/", "https://evil.example:443\t.dingtalk.com",
          "https://oapi.dingtalk.com:8443/robot", "https://evildingtalk.com/", "//oapi.dingtalk.com/",
          "file:///etc/passwd", "https://127.0.0.1/robot", "https://[::1].dingtalk.com/",
          "http://127.0.0.1:80/"}) {
        EXPECT_FALSE(is_session_webhook(bad, "")) << bad;
        const auto got = read({{"sessionWebhook", bad}});
        EXPECT_EQ(got.verdict, Verdict::accept) << bad;
        EXPECT_THAT(got.messages.at(0).reply_route, IsEmpty()) << bad;
        const auto requests =
            testkit::cn_adapter("dingtalk")->compose("manager4220", testkit::plain("?"), context(bad));
        EXPECT_EQ(requests.at(0).url, "https://api.dingtalk.com/v1.0/robot/oToMessages/batchSend") << bad;
    }
    EXPECT_TRUE(is_session_webhook("http://127.0.0.1:8080/s?x", "http://127.0.0.1:8080"));
    EXPECT_FALSE(is_session_webhook("http://127.0.0.1:80801/s", "http://127.0.0.1:8080"));
    EXPECT_FALSE(is_session_webhook("http://127.0.0.1:8080@evil.example/s", "http://127.0.0.1:8080"));
}

TEST(DingTalkSession, is_left_out_when_it_is_over) {
    EXPECT_THAT(read({{"sessionWebhookExpiredTime", kVectorTime * 1000}}).messages.at(0).reply_route,
                IsEmpty());
    EXPECT_THAT(read({{"sessionWebhookExpiredTime", kVectorTime * 1000 + 1}}).messages.at(0).reply_route,
                Not(IsEmpty()));
}

TEST(DingTalkSending, answers_through_the_session_and_else_through_the_robot) {
    const auto adapter = testkit::cn_adapter("dingtalk");
    const auto answer = adapter->compose("manager4220", testkit::plain("谢谢"), context(kSession)).at(0);
    EXPECT_EQ(answer.url, kSession);
    EXPECT_EQ(answer.body,
              R"({"at":{"atUserIds":["manager4220"]},"msgtype":"text","text":{"content":"谢谢"}})");
    EXPECT_THAT(answer.secrets, testing::ElementsAre(kSession));
    EXPECT_EQ(header(answer.headers, "x-acs-dingtalk-access-token"), "");
    const auto first = adapter->compose("manager4220", testkit::plain("谢谢"), context()).at(0);
    EXPECT_EQ(first.body, R"({"msgKey":"sampleText","msgParam":"{\"content\":\"谢谢\"}",)"
                          R"("robotCode":"ding0001robot","userIds":["manager4220"]})");
    EXPECT_EQ(header(first.headers, "x-acs-dingtalk-access-token"), "TOKEN");
    EXPECT_THAT(adapter->compose("$:LWCP_v1:$user", testkit::plain("?"), context()), IsEmpty());
    const auto outsider = adapter->compose("$:LWCP_v1:$user", testkit::plain("?"), context(kSession)).at(0);
    EXPECT_EQ(outsider.body, R"({"msgtype":"text","text":{"content":"?"}})");
}

TEST(DingTalkSending, makes_buttons_that_send_their_text) {
    const auto adapter = testkit::cn_adapter("dingtalk");
    auto message = testkit::scale(2, {"差", "好"});
    message.text = "满意吗？\n请选：";
    const auto card = json::parse(adapter->compose("m", message, context(kSession)).at(0).body);
    EXPECT_EQ(card.at("msgtype"), "actionCard");
    EXPECT_EQ(card.at("actionCard").at("text"), "满意吗？  \n请选：");
    EXPECT_EQ(
        card.at("actionCard").at("btns"),
        json::parse(R"([{"actionURL":"dtmd://dingtalkclient/sendMessage?content=1","title":"1 · 差"},)"
                    R"({"actionURL":"dtmd://dingtalkclient/sendMessage?content=2","title":"2 · 好"}])"));
    const auto sample = json::parse(adapter->compose("m", testkit::single_choice(), context()).at(0).body);
    EXPECT_EQ(sample.at("msgKey"), "sampleActionCard2");
    const auto parameters = json::parse(sample.at("msgParam").get<std::string>());
    EXPECT_EQ(parameters.at("actionTitle2"), "Online agent");
    EXPECT_EQ(parameters.at("actionURL2"), "dtmd://dingtalkclient/sendMessage?content=Online%20agent");
    const auto many = json::parse(adapter->compose("m", testkit::scale(6, {}), context()).at(0).body);
    EXPECT_EQ(many.at("msgKey"), "sampleText");
    EXPECT_THAT(many.at("msgParam").get<std::string>(), HasSubstr("1 2 3 4 5 6"));
}

TEST(DingTalkSending, splits_long_texts_between_characters) {
    std::string text;
    while (text.size() < 9000) text += "满";
    const auto parts = testkit::cn_adapter("dingtalk")->compose("m", testkit::plain(text), context(kSession));
    ASSERT_THAT(parts, SizeIs(2));
    EXPECT_EQ(json::parse(parts[0].body).at("text").at("content").get<std::string>().size(), 4998U);
}

TEST(DingTalkResult, reads_both_apis) {
    struct Row {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const auto adapter = testkit::cn_adapter("dingtalk");
    for (const auto& row :
         {Row{200, R"({"errcode":0,"errmsg":"ok"})", SendOutcome::sent},
          Row{200, R"({"processQueryKey":"k","invalidStaffIdList":[],"flowControlledStaffIdList":[]})",
              SendOutcome::sent},
          Row{200, R"({"processQueryKey":"k","invalidStaffIdList":["m4220"]})", SendOutcome::permanent},
          Row{200, R"({"processQueryKey":"k","flowControlledStaffIdList":["m4220"]})", SendOutcome::retry},
          Row{200, R"({"errcode":300001})", SendOutcome::permanent},
          Row{200, R"({"errcode":310000})", SendOutcome::permanent},
          Row{200, R"({"errcode":130101})", SendOutcome::retry},
          Row{200, R"({"errcode":9})", SendOutcome::permanent},
          Row{400, R"({"code":"InvalidAuthentication","message":"m4220"})", SendOutcome::credentials},
          Row{400, R"({"code":"Throttling.User"})", SendOutcome::retry},
          Row{400, R"({"code":"staffId.notExisted"})", SendOutcome::permanent},
          Row{403, R"({"code":"Forbidden.AccessDenied.IpNotInWhiteList"})", SendOutcome::account},
          Row{401, "", SendOutcome::credentials}, Row{429, "", SendOutcome::retry},
          Row{503, "", SendOutcome::retry}, Row{200, "", SendOutcome::retry}}) {
        const auto result = adapter->result({row.status, {}, row.body});
        EXPECT_EQ(result.outcome, row.outcome) << row.status << row.body;
        EXPECT_THAT(result.reason, Not(HasSubstr("m4220")));
    }
}

TEST(DingTalkToken, is_the_apps) {
    const auto adapter = testkit::cn_adapter("dingtalk", {{"app_secret", "s"}});
    const auto request = adapter->token_request().value();
    EXPECT_EQ(request.url, "https://api.dingtalk.com/v1.0/oauth2/accessToken");
    EXPECT_EQ(request.body, R"({"appKey":"dingKey","appSecret":"s"})");
    const auto grant =
        std::get<TokenGrant>(adapter->read_token({200, {}, R"({"accessToken":"T","expireIn":7200})"}));
    EXPECT_EQ(grant.token, "T");
    EXPECT_EQ(grant.lifetime, std::chrono::hours{2});
    EXPECT_EQ(
        std::get<SendResult>(adapter->read_token({400, {}, R"({"code":"invalidClientIdOrSecret"})"})).outcome,
        SendOutcome::credentials);
}

}  // namespace
}  // namespace askwell::adapters
