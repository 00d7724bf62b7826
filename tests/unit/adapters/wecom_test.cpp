#include "adapters/wecom.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string xml(const Fields& more) {
    Fields fields = {
        {"ToUserName", "ww0123456789abcdef"}, {"FromUserName", "ZhangSan"}, {"CreateTime", "1767225600"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return testkit::wx_xml(fields);
}

Received received(const Hook& hook, const json& settings = json::object()) {
    return receive(*testkit::cn_adapter("wecom", settings), hook);
}

Received read(const Fields& more) {
    return received(testkit::wecom_hook(xml(more)));
}

const ComposeContext kContext{flows::from_unix_ms(kVectorTime * 1000), std::string(32, 'a'), "T/+", "", true};

json composed(const flows::Outgoing& message) {
    return json::parse(testkit::cn_adapter("wecom")->compose("ZhangSan", message, kContext).at(0).body);
}

TEST(WeComWebhook, reads_messages_taps_files_and_events) {
    const auto text =
        read({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "7000"}, {"AgentID", "1000002"}});
    EXPECT_EQ(content<InboundText>(text).text, "5");
    EXPECT_EQ(text.messages[0].message_id, "7000");
    EXPECT_EQ(text.messages[0].address, "ZhangSan");
    EXPECT_EQ(text.reply.status, 200);
    EXPECT_THAT(text.reply.body, IsEmpty());
    const auto tap = read({{"MsgType", "event"},
                           {"Event", "template_card_event"},
                           {"EventKey", "c2.3:5"},
                           {"TaskId", "017-0-2@7"},
                           {"ResponseCode", "code"}});
    EXPECT_EQ(content<InboundChoice>(tap).payload, "c2.3:5");
    EXPECT_EQ(tap.messages[0].message_id, "ZhangSan1767225600");
    EXPECT_EQ(tap.messages[0].platform_id, "017-0-2@7");
    const auto image = read({{"MsgType", "image"}, {"PicUrl", "u"}, {"MediaId", "m"}, {"MsgId", "1"}});
    EXPECT_EQ(content<InboundAttachment>(image).reference, "m");
    EXPECT_NO_THROW(content<InboundStart>(read({{"MsgType", "event"}, {"Event", "subscribe"}})));
    EXPECT_NO_THROW(content<InboundBlocked>(read({{"MsgType", "event"}, {"Event", "unsubscribe"}})));
    EXPECT_EQ(
        content<InboundChoice>(read({{"MsgType", "event"}, {"Event", "click"}, {"EventKey", "k"}})).payload,
        "k");
    for (const auto* event : {"enter_agent", "LOCATION", "view", "batch_job_result"}) {
        const auto got = read({{"MsgType", "event"}, {"Event", event}});
        EXPECT_EQ(got.verdict, Verdict::accept) << event;
        EXPECT_THAT(got.messages, IsEmpty()) << event;
    }
}

TEST(WeComWebhook, refuses_other_companies_ages_and_forms) {
    const auto text = xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}});
    EXPECT_EQ(received(testkit::wecom_hook(text, kVectorTime, "ww9999999999999999")).verdict,
              Verdict::forged);
    EXPECT_EQ(received(testkit::wecom_hook(text), {{"token", "another"}}).verdict, Verdict::forged);
    EXPECT_EQ(received(testkit::wecom_hook(text, kVectorTime - 300)).verdict, Verdict::accept);
    EXPECT_EQ(received(testkit::wecom_hook(text, kVectorTime - 301)).verdict, Verdict::stale);
    EXPECT_EQ(received(testkit::wecom_hook(text, kVectorTime + 301)).verdict, Verdict::stale);
    auto hook = testkit::wecom_hook(text);
    for (const std::string body :
         {"", "5", "<xml></xml>", "<xml><Encrypt></Encrypt></xml>", "<xml><Encrypt>A"}) {
        hook.body = body;
        EXPECT_NE(received(hook).verdict, Verdict::accept) << body;
    }
    hook.body = "<!DOCTYPE xml>" + testkit::wecom_hook(text).body;
    EXPECT_EQ(received(hook).verdict, Verdict::malformed);
    EXPECT_EQ(received(testkit::wecom_hook("<!DOCTYPE xml>" + text)).verdict, Verdict::malformed);
    hook = testkit::wecom_hook(text);
    hook.body = text;
    EXPECT_EQ(received(hook).verdict, Verdict::forged) << "never in clear";
}

TEST(WeComWebhook, answers_the_check_of_its_url_only_to_whom_it_was_encrypted_for) {
    const auto check = [](const std::string& echo) {
        std::string target = "/wecom?timestamp=1767225600&nonce=1&msg_signature=" +
                             testkit::wx_sign("wecomToken01", "1767225600", "1", echo) + "&echostr=";
        for (const char c : echo) target += c == '+' ? "%2B" : std::string{c};
        return received(Hook{"GET", target, {}, ""});
    };
    const auto good = check(testkit::wx_seal("99", "ww0123456789abcdef"));
    EXPECT_EQ(good.verdict, Verdict::accept);
    EXPECT_EQ(good.reply.body, "99");
    EXPECT_EQ(check(testkit::wx_seal("99", "ww1")).verdict, Verdict::forged);
    EXPECT_EQ(check("not base64").verdict, Verdict::forged);
    EXPECT_EQ(check("").verdict, Verdict::forged);
}

TEST(WeComSending, writes_a_card_of_buttons_byte_for_byte) {
    const auto request =
        testkit::cn_adapter("wecom")->compose("ZhangSan", testkit::scale(2, {"差", "好"}), kContext);
    ASSERT_THAT(request, SizeIs(1));
    EXPECT_EQ(request[0].url, "https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=T%2F%2B");
    EXPECT_THAT(request[0].secrets, testing::Contains("T%2F%2B"));
    EXPECT_EQ(request[0].body,
              R"({"agentid":1000002,"duplicate_check_interval":1800,"enable_duplicate_check":1,)"
              R"("msgtype":"template_card","template_card":{"button_list":[)"
              R"({"key":"c2.3:1","style":1,"text":"1 · 差"},{"key":"c2.3:2","style":1,"text":"2 · 好"}],)"
              R"("card_type":"button_interaction","main_title":{},"sub_title_text":"How satisfied are you?",)"
              R"("task_id":"017-0123456789abcdef0123456789abcdef-2@7"},"touser":"ZhangSan"})");
}

TEST(WeComSending, puts_long_captions_into_the_text_and_numbers_on_the_buttons) {
    const auto card = composed(testkit::single_choice()).at("template_card");
    EXPECT_EQ(card.at("sub_title_text"), "How did you reach us?\n1. Phone\n2. Online agent");
    EXPECT_EQ(card.at("button_list").at(1).at("text"), "2");
    EXPECT_EQ(card.at("button_list").at(1).at("key"), "c2.3:online");
}

TEST(WeComSending, writes_lines_where_a_card_cannot_hold_them) {
    EXPECT_EQ(composed(testkit::scale(6, {})).at("msgtype"), "template_card");
    EXPECT_EQ(composed(testkit::scale(7, {})).at("msgtype"), "text");
    auto message = testkit::scale(5, {});
    message.text = std::string(112, 'a');
    EXPECT_EQ(composed(message).at("msgtype"), "template_card");
    message.text += 'a';
    EXPECT_EQ(composed(message).at("text").at("content"), message.text + "\n1 2 3 4 5");
}

TEST(WeComSending, lets_wecom_drop_repeats_only_of_what_is_said_once) {
    using flows::MessageKind;
    for (const auto& [kind, once] : std::vector<std::pair<MessageKind, bool>>{{MessageKind::invitation, true},
                                                                              {MessageKind::reminder, true},
                                                                              {MessageKind::thanks, true},
                                                                              {MessageKind::question, false},
                                                                              {MessageKind::reprompt, false},
                                                                              {MessageKind::help, false},
                                                                              {MessageKind::notice, false}}) {
        auto message = testkit::plain("5?");
        message.kind = kind;
        EXPECT_EQ(composed(message).contains("enable_duplicate_check"), once);
    }
}

TEST(WeComSending, splits_at_2048_bytes_between_characters) {
    std::string text;
    while (text.size() < 4200) text += "满";
    const auto parts = testkit::cn_adapter("wecom")->compose("a", testkit::plain(text), kContext);
    ASSERT_THAT(parts, SizeIs(3));
    EXPECT_EQ(json::parse(parts[0].body).at("text").at("content").get<std::string>().size(), 2046U);
}

TEST(WeComSending, writes_to_one_member_and_never_to_all) {
    const auto adapter = testkit::cn_adapter("wecom");
    for (const auto* address : {"@all", "a|b", "", "a b", "小明", "-a"}) {
        EXPECT_THAT(adapter->compose(address, testkit::plain("5?"), kContext), IsEmpty()) << address;
    }
    EXPECT_THAT(adapter->compose(std::string(65, 'a'), testkit::plain("5?"), kContext), IsEmpty());
    EXPECT_THAT(adapter->compose("zhang.san@corp_1-2", testkit::plain("5?"), kContext), SizeIs(1));
}

TEST(WeComResult, sees_who_was_not_reached_behind_a_zero) {
    struct Row {
        const char* body;
        SendOutcome outcome;
    };
    const auto adapter = testkit::cn_adapter("wecom");
    for (const auto& row :
         {Row{R"({"errcode":0,"errmsg":"ok","invaliduser":"","msgid":"m1"})", SendOutcome::sent},
          Row{R"({"errcode":0,"errmsg":"ok","invaliduser":"zhangsan","msgid":"m1"})", SendOutcome::permanent},
          Row{R"({"errcode":0,"errmsg":"ok","unlicenseduser":"zhangsan"})", SendOutcome::account},
          Row{R"({"errcode":81013,"errmsg":"zhangsan"})", SendOutcome::permanent},
          Row{R"({"errcode":60111})", SendOutcome::permanent},
          Row{R"({"errcode":42001})", SendOutcome::credentials},
          Row{R"({"errcode":40014})", SendOutcome::credentials},
          Row{R"({"errcode":60020})", SendOutcome::account}, Row{R"({"errcode":45009})", SendOutcome::retry},
          Row{R"({"errcode":-1})", SendOutcome::retry}, Row{R"({"errcode":77777})", SendOutcome::permanent},
          Row{"", SendOutcome::retry}}) {
        const auto result = adapter->result({200, {}, row.body});
        EXPECT_EQ(result.outcome, row.outcome) << row.body;
        EXPECT_THAT(result.reason, Not(HasSubstr("zhangsan")));
        if (result.outcome == SendOutcome::sent) EXPECT_EQ(result.provider_id, "m1");
    }
}

TEST(WeComToken, is_fetched_with_the_secret_hidden) {
    const auto adapter = testkit::cn_adapter("wecom", {{"corp_secret", "s/+"}});
    const auto request = adapter->token_request().value();
    EXPECT_EQ(request.method, "GET");
    EXPECT_EQ(request.url,
              "https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww0123456789abcdef&corpsecret=s%2F%2B");
    EXPECT_THAT(request.secrets, testing::ElementsAre("s%2F%2B"));
    const auto grant =
        adapter->read_token({200, {}, R"({"errcode":0,"access_token":"T","expires_in":7200})"});
    EXPECT_EQ(std::get<TokenGrant>(grant).token, "T");
    EXPECT_EQ(std::get<SendResult>(adapter->read_token({200, {}, R"({"errcode":40001})"})).outcome,
              SendOutcome::credentials);
}

}  // namespace
}  // namespace askwell::adapters
