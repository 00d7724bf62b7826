#include "adapters/wechat_oa.h"

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "adapters/encoding.h"
#include "adapters/wx_envelope.h"
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

constexpr TimePoint kNow = flows::from_unix_ms(kVectorTime * 1000);

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string xml(const Fields& more) {
    Fields fields = {{"ToUserName", "gh_1"}, {"FromUserName", "oABCD"}, {"CreateTime", "1767225600"}};
    fields.insert(fields.end(), more.begin(), more.end());
    return testkit::wx_xml(fields);
}

Received received(const Hook& hook, const json& settings = json::object()) {
    return receive(*testkit::cn_adapter("wechat_oa", settings), hook);
}

Received read(const Fields& more) {
    return received(testkit::wechat_hook(xml(more)));
}

ComposeContext context(std::string route = "", bool open = true) {
    return {kNow, std::string(32, 'a'), "TOKEN", std::move(route), open};
}

TEST(WeChatWebhook, reads_a_text_with_time_and_recipient) {
    const auto got =
        read({{"MsgType", "text"}, {"Content", "非常满意 & <b>"}, {"MsgId", "24560000000000003"}});
    ASSERT_THAT(got.messages, SizeIs(1));
    EXPECT_EQ(content<InboundText>(got).text, "非常满意 & <b>");
    EXPECT_EQ(got.messages[0].message_id, "24560000000000003");
    EXPECT_EQ(got.messages[0].address, "oABCD");
    EXPECT_EQ(got.messages[0].recipient, "gh_1");
    EXPECT_EQ(got.messages[0].sent_at, kNow);
    EXPECT_EQ(got.reply.body, "success");
}

TEST(WeChatWebhook, reads_a_tapped_menu_entry_with_its_caption) {
    const auto got = content<InboundChoice>(
        read({{"MsgType", "text"}, {"Content", "5 · 满意"}, {"MsgId", "1"}, {"bizmsgmenuid", "c2.3:5"}}));
    EXPECT_EQ(got.payload, "c2.3:5");
    EXPECT_EQ(got.label, "5 · 满意");
}

TEST(WeChatWebhook, reads_files_and_what_was_heard_in_a_voice_message) {
    for (const auto* kind : {"image", "voice", "video", "shortvideo"}) {
        const auto got = content<InboundAttachment>(read({{"MsgType", kind},
                                                          {"PicUrl", "http://mmbiz.example/1"},
                                                          {"MediaId", "media-1"},
                                                          {"Recognition", "五分。"},
                                                          {"MsgId", "1"}}));
        EXPECT_EQ(got.kind, kind);
        EXPECT_EQ(got.reference, "media-1");
        EXPECT_EQ(got.caption, "五分。");
    }
}

TEST(WeChatWebhook, reads_places_and_links_as_the_words_in_them) {
    const auto place =
        read({{"MsgType", "location"}, {"Location_X", "23.1"}, {"Label", "广州市天河店"}, {"MsgId", "1"}});
    EXPECT_EQ(content<InboundText>(place).text, "广州市天河店");
    const auto link = read(
        {{"MsgType", "link"}, {"Title", "发票"}, {"Description", "d"}, {"Url", "https://x"}, {"MsgId", "1"}});
    EXPECT_EQ(content<InboundText>(link).text, "发票\nhttps://x");
    EXPECT_THAT(read({{"MsgType", "location"}, {"MsgId", "1"}}).messages, IsEmpty());
    EXPECT_THAT(read({{"MsgType", "link"}, {"MsgId", "1"}}).messages, IsEmpty());
}

TEST(WeChatWebhook, reads_events_with_the_dedupe_key_of_the_platform) {
    const auto event = [](const Fields& more) {
        Fields fields = {{"MsgType", "event"}};
        fields.insert(fields.end(), more.begin(), more.end());
        return read(fields);
    };
    const auto follow = event({{"Event", "subscribe"}, {"EventKey", "qrscene_after-sales"}});
    EXPECT_EQ(content<InboundStart>(follow).parameter, "after-sales");
    EXPECT_EQ(follow.messages[0].message_id, "oABCD1767225600");
    EXPECT_EQ(content<InboundStart>(event({{"Event", "subscribe"}, {"EventKey", ""}})).parameter, "");
    EXPECT_EQ(content<InboundStart>(event({{"Event", "SCAN"}, {"EventKey", "nps"}})).parameter, "nps");
    EXPECT_NO_THROW(content<InboundBlocked>(event({{"Event", "unsubscribe"}})));
    EXPECT_EQ(content<InboundChoice>(event({{"Event", "CLICK"}, {"EventKey", "V1"}})).payload, "V1");
    for (const auto* other : {"VIEW", "LOCATION", "MASSSENDJOBFINISH", ""}) {
        const auto got = event({{"Event", other}, {"EventKey", "https://x"}});
        EXPECT_EQ(got.verdict, Verdict::accept) << other;
        EXPECT_THAT(got.messages, IsEmpty()) << other;
        EXPECT_EQ(got.reply.body, "success") << other;
    }
}

TEST(WeChatWebhook, reads_how_a_template_message_fared) {
    struct Row {
        const char* word;
        DeliveryStatus status;
        bool blocked;
    };
    for (const auto& row : {Row{"success", DeliveryStatus::delivered, false},
                            Row{"failed:user block", DeliveryStatus::failed, true},
                            Row{"failed: system failed", DeliveryStatus::failed, false}}) {
        const auto got = content<InboundStatus>(read({{"MsgType", "event"},
                                                      {"Event", "TEMPLATESENDJOBFINISH"},
                                                      {"MsgID", "200163836"},
                                                      {"Status", row.word}}));
        EXPECT_EQ(got.provider_id, "200163836");
        EXPECT_EQ(got.platform_status, row.word);
        EXPECT_EQ(got.status, row.status) << row.word;
        EXPECT_EQ(got.blocked, row.blocked) << row.word;
    }
}

TEST(WeChatWebhook, takes_signatures_up_to_five_minutes_off_and_no_more) {
    for (const auto& [off, verdict] :
         std::vector<std::pair<std::int64_t, Verdict>>{{0, Verdict::accept},
                                                       {-300, Verdict::accept},
                                                       {300, Verdict::accept},
                                                       {-301, Verdict::stale},
                                                       {301, Verdict::stale},
                                                       {86'400, Verdict::stale}}) {
        const auto text = xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}});
        EXPECT_EQ(received(testkit::wechat_hook(text, kVectorTime + off)).verdict, verdict) << off;
        EXPECT_EQ(received(testkit::wechat_safe_hook(text, kVectorTime + off)).verdict, verdict) << off;
    }
    const auto hook = testkit::wechat_hook(xml({{"MsgType", "text"}, {"MsgId", "1"}}), kVectorTime - 3600);
    EXPECT_EQ(received(hook, {{"max_age_seconds", 3600}}).verdict, Verdict::accept);
}

TEST(WeChatWebhook, refuses_a_time_that_is_no_number_though_it_is_signed) {
    Hook hook = testkit::wechat_hook(xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}}));
    for (const std::string time : {"soon", "-1", "1e9", "99999999999999999999", ""}) {
        hook.target = "/wechat?nonce=1&timestamp=" + time +
                      "&signature=" + testkit::wx_sign("wxToken2026", time, "1", "");
        EXPECT_EQ(received(hook).verdict, Verdict::malformed) << time;
    }
}

TEST(WeChatWebhook, refuses_the_check_of_a_url_that_is_wrong) {
    Hook hook = testkit::wechat_hook("");
    hook.method = "GET";
    EXPECT_EQ(received(hook).verdict, Verdict::malformed) << "no echostr";
    hook.target += "&echostr=1";
    EXPECT_EQ(received(hook).verdict, Verdict::accept);
    EXPECT_EQ(received(hook, {{"token", "another"}}).verdict, Verdict::forged);
    hook.target = "/wechat?echostr=1";
    EXPECT_EQ(received(hook).verdict, Verdict::forged);
}

TEST(WeChatWebhook, refuses_a_doctype_and_what_is_no_message) {
    for (const std::string body :
         {"", "5", "{}", "<xml/>", "<xml><MsgType>text</MsgType></xml>",
          "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><FromUserName>a</FromUserName>"
          "<MsgId>1</MsgId><MsgType>text</MsgType><Content>&e;</Content></xml>"}) {
        EXPECT_EQ(received(testkit::wechat_hook(body)).verdict, Verdict::malformed) << body;
        EXPECT_EQ(received(testkit::wechat_safe_hook(body)).verdict, Verdict::malformed) << body;
    }
}

TEST(WeChatSafeMode, trusts_only_what_was_encrypted_for_it) {
    const auto inner = xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}});
    auto hook = testkit::wechat_safe_hook(inner);
    // Compatible mode: clear fields beside the encrypted ones, which anybody may have put there.
    hook.body.insert(5, "<FromUserName>oEVIL</FromUserName><Content>1</Content><MsgId>9</MsgId>");
    const auto got = received(hook);
    ASSERT_THAT(got.messages, SizeIs(1));
    EXPECT_EQ(got.messages[0].address, "oABCD");
    EXPECT_EQ(content<InboundText>(got).text, "5");
    EXPECT_EQ(received(testkit::wechat_safe_hook(inner, kVectorTime, "wx0000000000000000")).verdict,
              Verdict::forged);
    EXPECT_EQ(received(testkit::wechat_safe_hook(inner, kVectorTime, "")).verdict, Verdict::forged);
}

TEST(WeChatSafeMode, is_not_left_for_clear_text_by_dropping_a_parameter) {
    const auto inner = xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}});
    const auto plain = testkit::wechat_hook(inner);
    EXPECT_EQ(received(plain).verdict, Verdict::accept);
    EXPECT_EQ(received(plain, {{"mode", "safe"}}).verdict, Verdict::forged);
    auto half = plain;
    half.target += "&encrypt_type=aes";
    EXPECT_EQ(received(half).verdict, Verdict::forged);
    auto sealed = testkit::wechat_safe_hook(inner);
    EXPECT_EQ(received(sealed, {{"encoding_aes_key", ""}}).verdict, Verdict::malformed);
}

TEST(WeChatSafeMode, refuses_a_message_under_another_key) {
    const auto hook = testkit::wechat_safe_hook(xml({{"MsgType", "text"}, {"MsgId", "1"}}));
    EXPECT_EQ(received(hook, {{"encoding_aes_key", std::string(43, 'Q')}}).verdict, Verdict::forged);
}

TEST(WeChatReply, answers_in_the_response_with_the_parties_swapped_and_seconds) {
    const auto got = read({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}});
    const auto reply = testkit::cn_adapter("wechat_oa")
                           ->reply_now({testkit::plain("谢谢 ]]> & <b>"), testkit::single_choice()},
                                       context(got.messages[0].reply_route));
    ASSERT_TRUE(reply.has_value());
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->content_type, "text/xml; charset=utf-8");
    EXPECT_EQ(reply->body,
              "<xml><ToUserName><![CDATA[oABCD]]></ToUserName><FromUserName><![CDATA[gh_1]]></FromUserName>"
              "<CreateTime>1767225600</CreateTime><MsgType><![CDATA[text]]></MsgType>"
              "<Content><![CDATA[谢谢 ]]]]><![CDATA[> & <b>\n\nHow did you reach us?\n1. Phone\n2. Online "
              "agent]]></Content></xml>");
}

TEST(WeChatReply, encrypts_what_answers_an_encrypted_message) {
    const auto got =
        received(testkit::wechat_safe_hook(xml({{"MsgType", "text"}, {"Content", "5"}, {"MsgId", "1"}})));
    const auto adapter = testkit::cn_adapter("wechat_oa");
    const auto reply = adapter->reply_now({testkit::plain("谢谢")}, context(got.messages.at(0).reply_route));
    ASSERT_TRUE(reply.has_value());
    const auto encrypted = testkit::xml_value(reply->body, "Encrypt");
    EXPECT_EQ(testkit::xml_value(reply->body, "MsgSignature"),
              testkit::wx_sign("wxToken2026", "1767225600", "1320562132", encrypted));
    const auto key = decode_aes_key("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG").value();
    const auto clear = WxEnvelope{"", key, "wx1234567890abcdef"}.open(encrypted).value();
    EXPECT_EQ(testkit::xml_value(clear, "ToUserName"), "oABCD");
    EXPECT_EQ(testkit::xml_value(clear, "Content"), "谢谢");
    auto other = context(got.messages[0].reply_route);
    other.nonce = std::string(32, 'b');
    EXPECT_NE(adapter->reply_now({testkit::plain("谢谢")}, other)->body, reply->body);
}

TEST(WeChatReply, leaves_to_the_api_what_does_not_fit) {
    const auto route = read({{"MsgType", "text"}, {"MsgId", "1"}}).messages.at(0).reply_route;
    const auto adapter = testkit::cn_adapter("wechat_oa");
    const auto fits = [&](const Adapter& by, const flows::Outgoing& message, const std::string& to) {
        return by.reply_now({message}, context(to)).has_value();
    };
    EXPECT_TRUE(fits(*adapter, testkit::plain(std::string(2048, 'a')), route));
    EXPECT_FALSE(fits(*adapter, testkit::plain(std::string(2049, 'a')), route));
    EXPECT_FALSE(fits(*adapter, testkit::plain("5"), ""));
    EXPECT_FALSE(adapter->reply_now({}, context(route)).has_value());
    const auto menus = testkit::cn_adapter("wechat_oa", {{"passive_reply", "plain"}});
    EXPECT_TRUE(fits(*menus, testkit::plain("5"), route));
    EXPECT_FALSE(fits(*menus, testkit::single_choice(), route));
}

TEST(WeChatSending, writes_texts_and_menus_as_raw_utf8) {
    const auto adapter = testkit::cn_adapter("wechat_oa");
    const auto text = adapter->compose("oABCD", testkit::plain("满意吗？\n\x01"), context()).at(0);
    EXPECT_EQ(text.method, "POST");
    EXPECT_EQ(text.url, "https://api.weixin.qq.com/cgi-bin/message/custom/send?access_token=TOKEN");
    EXPECT_EQ(text.body, R"({"msgtype":"text","text":{"content":"满意吗？\n\u0001"},"touser":"oABCD"})");
    EXPECT_THAT(text.secrets, testing::Contains("TOKEN"));
    EXPECT_EQ(
        adapter->compose("oABCD", testkit::single_choice(), context()).at(0).body,
        R"({"msgmenu":{"head_content":"How did you reach us?","list":[{"content":"Phone","id":"c2.3:phone"},)"
        R"({"content":"Online agent","id":"c2.3:online"}],"tail_content":""},"msgtype":"msgmenu","touser":"oABCD"})");
}

TEST(WeChatSending, writes_choices_as_lines_where_a_menu_cannot_hold_them) {
    const auto adapter = testkit::cn_adapter("wechat_oa");
    const auto is_menu = [&](const flows::Outgoing& message) {
        return json::parse(adapter->compose("o", message, context()).at(0).body).at("msgtype") == "msgmenu";
    };
    EXPECT_TRUE(is_menu(testkit::scale(10, {})));
    EXPECT_FALSE(is_menu(testkit::scale(11, {})));
    auto long_label = testkit::single_choice();
    long_label.choices[0].label = std::string(128, 'a');
    EXPECT_TRUE(is_menu(long_label));
    long_label.choices[0].label += 'a';
    EXPECT_FALSE(is_menu(long_label));
    auto long_text = testkit::single_choice();
    long_text.text = std::string(1024, 'a');
    EXPECT_TRUE(is_menu(long_text));
    long_text.text += 'a';
    EXPECT_FALSE(is_menu(long_text));
}

TEST(WeChatSending, splits_at_2048_bytes_between_characters) {
    const auto adapter = testkit::cn_adapter("wechat_oa");
    std::string text;
    while (text.size() < 5000) text += "满";
    std::string together;
    for (const auto& request : adapter->compose("o", testkit::plain(text), context())) {
        const auto part = json::parse(request.body).at("text").at("content").get<std::string>();
        EXPECT_LE(part.size(), 2048U);
        EXPECT_EQ(part.size() % 3, 0U);
        together += part;
    }
    EXPECT_EQ(together, text);
}

TEST(WeChatSending, says_by_template_what_comes_after_the_window) {
    const json settings = {
        {"templates",
         {{{"message", "reminder"}, {"template", "TM1"}, {"parameters", {{"thing1", "{text}"}}}},
          {{"message", "invitation"}, {"template", "TM2"}, {"parameters", {"{text}", "x"}}}}}};
    const auto adapter = testkit::cn_adapter("wechat_oa", settings);
    auto message = testkit::plain("还有一个问题");
    EXPECT_THAT(adapter->compose("o", message, context("", false)), IsEmpty())
        << "a question has no template";
    message.kind = flows::MessageKind::reminder;
    const auto request = adapter->compose("o", message, context("", false)).at(0);
    EXPECT_EQ(request.url, "https://api.weixin.qq.com/cgi-bin/message/template/send?access_token=TOKEN");
    EXPECT_EQ(request.body,
              R"({"data":{"thing1":{"value":"还有一个问题"}},"template_id":"TM1","touser":"o"})");
    message.kind = flows::MessageKind::invitation;
    EXPECT_EQ(json::parse(adapter->compose("o", message, context("", false)).at(0).body).at("data"),
              json::parse(R"({"keyword1":{"value":"还有一个问题"},"keyword2":{"value":"x"}})"));
    const auto traits = adapter->traits();
    EXPECT_TRUE(traits.templates && traits.template_invitation && traits.template_reminder);
    EXPECT_FALSE(traits.customer_starts);
    const auto without = testkit::cn_adapter("wechat_oa")->traits();
    EXPECT_TRUE(without.customer_starts);
    EXPECT_EQ(without.window, std::chrono::hours{48});
    EXPECT_EQ(without.budget, 5);
}

TEST(WeChatResult, follows_the_platforms_codes) {
    struct Row {
        int status;
        const char* body;
        SendOutcome outcome;
    };
    const auto adapter = testkit::cn_adapter("wechat_oa");
    for (const auto& row : {Row{200, R"({"errcode":0,"errmsg":"ok"})", SendOutcome::sent},
                            Row{200, R"({"errcode":-1})", SendOutcome::retry},
                            Row{200, R"({"errcode":45009})", SendOutcome::retry},
                            Row{200, R"({"errcode":45011})", SendOutcome::retry},
                            Row{200, R"({"errcode":40001})", SendOutcome::credentials},
                            Row{200, R"({"errcode":42001})", SendOutcome::credentials},
                            Row{200, R"({"errcode":40164})", SendOutcome::account},
                            Row{200, R"({"errcode":45015})", SendOutcome::window_closed},
                            Row{200, R"({"errcode":45047})", SendOutcome::window_closed},
                            Row{200, R"({"errcode":43004})", SendOutcome::blocked},
                            Row{200, R"({"errcode":48002})", SendOutcome::blocked},
                            Row{200, R"({"errcode":40003})", SendOutcome::permanent},
                            Row{200, R"({"errcode":48001})", SendOutcome::permanent},
                            Row{200, R"({"errcode":99999,"errmsg":"oABCD"})", SendOutcome::permanent},
                            Row{200, "<html>", SendOutcome::retry}, Row{502, "", SendOutcome::retry},
                            Row{429, "", SendOutcome::retry}, Row{404, "", SendOutcome::permanent}}) {
        const auto result = adapter->result({row.status, {}, row.body});
        EXPECT_EQ(result.outcome, row.outcome) << row.status << row.body;
        EXPECT_THAT(result.reason, Not(HasSubstr("oABCD")));
    }
    EXPECT_EQ(adapter->result({200, {}, R"({"errcode":0,"msgid":200228332})"}).provider_id, "200228332");
}

TEST(WeChatToken, is_the_stable_one) {
    const auto adapter = testkit::cn_adapter("wechat_oa");
    const auto request = adapter->token_request().value();
    EXPECT_EQ(request.url, "https://api.weixin.qq.com/cgi-bin/stable_token");
    EXPECT_EQ(request.body, R"({"appid":"wx1234567890abcdef","force_refresh":false,)"
                            R"("grant_type":"client_credential","secret":"wxSecret"})");
    EXPECT_THAT(request.secrets, testing::Contains("wxSecret"));
    const auto grant =
        std::get<TokenGrant>(adapter->read_token({200, {}, R"({"access_token":"T","expires_in":7200})"}));
    EXPECT_EQ(grant.token, "T");
    EXPECT_EQ(grant.lifetime, std::chrono::hours{2});
    const auto outcome = [&](int status, const char* body) {
        return std::get<SendResult>(adapter->read_token({status, {}, body})).outcome;
    };
    EXPECT_EQ(outcome(200, R"({"errcode":40125})"), SendOutcome::credentials);
    EXPECT_EQ(outcome(200, R"({"errcode":45009})"), SendOutcome::retry);
    EXPECT_EQ(outcome(200, R"({"errcode":0})"), SendOutcome::retry);
    EXPECT_EQ(outcome(503, ""), SendOutcome::retry);
}

TEST(WeChatSettings, demand_a_key_for_safe_mode) {
    auto settings = testkit::cn_settings("wechat_oa");
    settings.erase("encoding_aes_key");
    EXPECT_THAT(find_platform("wechat_oa")->make(settings).errors, IsEmpty());
    settings["mode"] = "safe";
    EXPECT_EQ(find_platform("wechat_oa")->make(settings).errors.at(0).pointer, "/encoding_aes_key");
}

}  // namespace
}  // namespace askwell::adapters
