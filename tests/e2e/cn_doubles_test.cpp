// The doubles of WeChat, WeCom, Feishu and DingTalk: they refuse what the platforms refuse, and say so.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/cn_crypto.h"
#include "tests/support/dingtalk_double.h"
#include "tests/support/feishu_double.h"
#include "tests/support/wechat_double.h"
#include "tests/support/wecom_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

const HttpFields kJson = {{"Content-Type", "application/json"}};

json call(CnPlatform& platform, const std::string& target, const json& body, HttpFields fields = kJson) {
    return json::parse(
        http_call({"POST", platform.server().base_url() + target, std::move(fields), body.dump()}).body);
}

std::size_t violations(CnPlatform& platform) {
    return platform.server().violations().size();
}

TEST(WeChatDoubleTest, RefusesTokensWindowsAndTextsAsWeChatDoes) {
    WeChatDouble wechat{{}};
    const json text = {{"touser", "oA"}, {"msgtype", "text"}, {"text", {{"content", "5?"}}}};
    const auto code = [&](const std::string& token, const json& body) {
        return call(wechat, "/cgi-bin/message/custom/send?access_token=" + token, body)
            .at("errcode")
            .get<int>();
    };
    EXPECT_EQ(code("unknown", text), 40001);
    const json grant = call(wechat, "/cgi-bin/stable_token",
                            {{"grant_type", "client_credential"},
                             {"appid", wechat.settings().at("appid")},
                             {"secret", wechat.settings().at("appsecret")}});
    const std::string token = grant.at("access_token");
    EXPECT_EQ(code(token, text), 40003) << "a stranger";
    EXPECT_EQ(violations(wechat), 2U);
    wechat.follow("oA");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(code(token, text), 0);
    EXPECT_EQ(code(token, text), 45047) << "the sixth after one message";
    wechat.say("oA", "hello");
    EXPECT_EQ(
        code(token, {{"touser", "oA"}, {"msgtype", "text"}, {"text", {{"content", std::string(2049, 'a')}}}}),
        45002);
    EXPECT_EQ(violations(wechat), 4U);
    wechat.tokens().expire();
    EXPECT_EQ(code(token, text), 42001);
    EXPECT_EQ(violations(wechat), 4U) << "any token expires one day";
    EXPECT_THAT(wechat.phones().seen("oA"), SizeIs(5));
}

TEST(WeComDoubleTest, RefusesCardsThatWeComWouldRefuse) {
    WeComDouble wecom;
    const std::string token = wecom.tokens().issue();
    const json card = {{"card_type", "button_interaction"},
                       {"main_title", json::object()},
                       {"sub_title_text", "5?"},
                       {"task_id", "017-0-2@7"},
                       {"button_list", {{{"text", "5"}, {"key", "c2.3:5"}}}}};
    const auto code = [&](const json& changed) {
        json body = {{"touser", "ZhangSan"},
                     {"msgtype", "template_card"},
                     {"agentid", 1000002},
                     {"template_card", card}};
        body.merge_patch(changed);
        return call(wecom, "/cgi-bin/message/send?access_token=" + token, body).at("errcode").get<int>();
    };
    EXPECT_EQ(code(json::object()), 0);
    EXPECT_EQ(code({{"template_card", {{"task_id", "017-0-2.7"}}}}), 40058);
    EXPECT_EQ(code({{"template_card", {{"button_list", json::array()}}}}), 40058);
    EXPECT_EQ(code({{"agentid", "1000002"}}), 40056);
    EXPECT_EQ(code({{"touser", "@all"}}), 82001);
    EXPECT_EQ(violations(wecom), 4U);
    EXPECT_THAT(wecom.phones().seen("ZhangSan"), SizeIs(1));
}

TEST(FeishuDoubleTest, ShowsOneUuidOnceAndRefusesContentThatIsNoString) {
    FeishuDouble feishu;
    HttpFields fields = kJson;
    fields.emplace_back("Authorization", "Bearer " + feishu.tokens().issue());
    const auto code = [&](const json& changed) {
        json body = {
            {"receive_id", "ou_1"}, {"msg_type", "text"}, {"content", R"({"text":"5?"})"}, {"uuid", "u1"}};
        body.update(changed);
        return call(feishu, "/open-apis/im/v1/messages?receive_id_type=open_id", body, fields)
            .at("code")
            .get<int>();
    };
    EXPECT_EQ(code(json::object()), 0);
    EXPECT_EQ(code(json::object()), 0);
    EXPECT_THAT(feishu.phones().seen("ou_1"), SizeIs(1));
    EXPECT_EQ(code({{"content", {{"text", "5?"}}}, {"uuid", "u2"}}), kWrongFields);
    EXPECT_EQ(code({{"uuid", std::string(51, 'u')}}), 230001);
    EXPECT_EQ(violations(feishu), 2U);
}

TEST(DingTalkDoubleTest, RefusesStrangersSessionsAndButtonsThatLeadAway) {
    DingTalkDouble dingtalk;
    const json text = {{"msgtype", "text"}, {"text", {{"content", "5?"}}}};
    EXPECT_EQ(call(dingtalk, "/robot/sendBySession?session=other", text).at("errcode"), 300001);
    dingtalk.say("manager4220", "hello");
    EXPECT_EQ(call(dingtalk, "/robot/sendBySession?session=s1", text).at("errcode"), 0);
    const json card = {{"msgtype", "actionCard"},
                       {"actionCard",
                        {{"title", "t"},
                         {"text", "x"},
                         {"btns", {{{"title", "5"}, {"actionURL", "https://evil.example"}}}}}}};
    EXPECT_EQ(call(dingtalk, "/robot/sendBySession?session=s1", card).value("code", ""), "invalidParameter");
    EXPECT_EQ(violations(dingtalk), 2U);
    EXPECT_THAT(dingtalk.phones().seen("manager4220"), SizeIs(1));
}

TEST(ChineseCrypto, OpensWhatItSealsForItsReceiverOnly) {
    for (const std::string text : {"", "5", "满意 😀"}) {
        EXPECT_EQ(wx_open(wx_seal(text, "wx1"), "wx1"), text);
        EXPECT_THROW(wx_open(wx_seal(text, "wx1"), "wx2"), std::invalid_argument);
    }
}

}  // namespace
}  // namespace askwell::test
