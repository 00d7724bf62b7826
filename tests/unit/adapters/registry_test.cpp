#include "adapters/registry.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/adapters/kit_cn.h"

namespace askwell::adapters {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

json good_settings(const std::string& platform) {
    if (platform == "twilio") {
        return {{"auth_token", "t"},
                {"public_base_url", "https://h.example"},
                {"account_sid", "AC1"},
                {"from", "+1"}};
    }
    if (platform == "telegram") return {{"token", "1:a"}, {"secret_token", "s"}};
    if (platform == "kannel") {
        return {
            {"username", "u"}, {"password", "p"}, {"send_url", "http://k/s"}, {"from", "1"}, {"secret", "s"}};
    }
    if (platform == "whatsapp") {
        return {{"app_secret", "s"}, {"verify_token", "v"}, {"access_token", "t"}, {"phone_number_id", "1"}};
    }
    if (platform == "messenger") return {{"app_secret", "s"}, {"verify_token", "v"}, {"access_token", "t"}};
    if (platform == "line") return {{"channel_secret", "s"}, {"channel_access_token", "t"}};
    if (platform == "slack") return {{"signing_secret", "s"}, {"bot_token", "t"}};
    const json templates = json::array({{{"template", "T"}}});
    if (platform == "aliyun_sms") {
        return {{"url_secret", "url-secret"},
                {"access_key_id", "i"},
                {"access_key_secret", "s"},
                {"sign_name", "n"},
                {"templates", templates}};
    }
    if (platform == "tencent_sms") {
        return {{"url_secret", "url-secret"}, {"secret_id", "i"}, {"secret_key", "s"},
                {"sdk_app_id", "1"},          {"sign_name", "n"}, {"templates", templates}};
    }
    if (platform == "http") {
        return {{"url", "https://h.example"},
                {"body", "{}"},
                {"proof", "url_secret"},
                {"url_secret", "url-secret"},
                {"inbound", {{"sender", "from"}, {"text", "text"}}}};
    }
    if (platform.starts_with("vonage_")) {
        return {{"signature_secret", "s"}, {"api_key", "k"}, {"api_secret", "a"}, {"from", "1"}};
    }
    if (platform != "webchat") return testkit::cn_settings(platform);
    return json::object();
}

std::vector<std::string> pointers(const MadeAdapter& made) {
    std::vector<std::string> all;
    for (const auto& error : made.errors) all.push_back(error.pointer);
    std::sort(all.begin(), all.end());
    return all;
}

TEST(Platforms, are_sorted_and_found_by_name) {
    std::vector<std::string> names;
    for (const auto& platform : platforms()) names.push_back(platform.name);
    EXPECT_THAT(names, ElementsAre("aliyun_sms", "dingtalk", "feishu", "http", "kannel", "line", "messenger",
                                   "slack", "telegram", "tencent_sms", "twilio", "vonage_messages",
                                   "vonage_sms", "webchat", "wechat_oa", "wecom", "whatsapp"));
    EXPECT_EQ(find_platform("line")->name, "line");
    EXPECT_EQ(find_platform("fax"), nullptr);
}

TEST(Platforms, are_made_from_good_settings_and_explain_their_setup) {
    for (const auto& platform : platforms()) {
        const auto made = platform.make(good_settings(platform.name));
        EXPECT_NE(made.adapter, nullptr) << platform.name;
        EXPECT_THAT(made.errors, IsEmpty()) << platform.name;
        EXPECT_THAT(platform.setup("https://h.example/webhooks/x"), Not(IsEmpty()));
        for (const auto& setting : platform.settings)
            EXPECT_THAT(setting.help, Not(IsEmpty())) << setting.name;
    }
}

TEST(Platforms, report_all_missing_settings_at_once) {
    for (const auto& platform : platforms()) {
        std::vector<std::string> required;
        for (const auto& setting : platform.settings) {
            if (setting.required) required.push_back("/" + setting.name);
        }
        auto expected = required;
        if (platform.name == "twilio") expected.push_back("/from");  // this or messaging_service_sid
        if (platform.name == "vonage_messages") expected.push_back("/private_key");  // or api_secret
        std::sort(expected.begin(), expected.end());
        const auto made = platform.make(json::object());
        EXPECT_EQ(pointers(made), expected) << platform.name;
        EXPECT_EQ(made.adapter == nullptr, !expected.empty());
    }
}

TEST(Platforms, name_the_one_setting_that_is_wrong) {
    struct Wrong {
        const char* platform;
        const char* name;
        json value;
    };
    const std::vector<Wrong> wrongs = {{"twilio", "auth_token", 7},
                                       {"twilio", "auth_token", ""},
                                       {"twilio", "public_base_url", "hooks.example.com"},
                                       {"twilio", "public_base_url", "https://h.example/path"},
                                       {"twilio", "public_base_url", "ftp://h.example"},
                                       {"twilio", "base_url", "http://user@h.example"},
                                       {"twilio", "base_url", "http://h.example/a b"},
                                       {"twilio", "validity_period", 0},
                                       {"twilio", "validity_period", 36001},
                                       {"twilio", "validity_period", "60"},
                                       {"telegram", "token", "no-colon"},
                                       {"telegram", "token", "1:a/../b"},
                                       {"telegram", "secret_token", "with space"},
                                       {"telegram", "secret_token", std::string(257, 'a')},
                                       {"kannel", "secret", "50%"},
                                       {"kannel", "dlr_url", "http://h.example/a%20b"},
                                       {"kannel", "rule", "europe"},
                                       {"whatsapp", "api_version", "25"},
                                       {"whatsapp", "phone_number_id", "1/2"},
                                       {"whatsapp", "app_id", "1?2"},
                                       {"whatsapp", "templates", "t"},
                                       {"messenger", "base_url", "graph.facebook.com"},
                                       {"messenger", "access_token", ""},
                                       {"line", "channel_secret", 1},
                                       {"slack", "max_age_seconds", 0},
                                       {"slack", "max_age_seconds", 86401},
                                       {"slack", "bot_token", nullptr},
                                       {"wechat_oa", "encoding_aes_key", "abc"},
                                       {"wechat_oa", "encoding_aes_key", std::string(43, '*')},
                                       {"wechat_oa", "mode", "plain"},
                                       {"wechat_oa", "passive_reply", "never"},
                                       {"wechat_oa", "max_age_seconds", 0},
                                       {"wecom", "agent_id", "1000002"},
                                       {"wecom", "agent_id", 0},
                                       {"wecom", "encoding_aes_key", ""},
                                       {"feishu", "verification_token", ""},
                                       {"feishu", "max_age_seconds", 8.5},
                                       {"dingtalk", "oapi_base_url", "http://127.0.0.1:1/path"}};
    for (const auto& wrong : wrongs) {
        auto settings = good_settings(wrong.platform);
        settings[wrong.name] = wrong.value;
        const auto made = find_platform(wrong.platform)->make(settings);
        EXPECT_EQ(made.adapter, nullptr) << wrong.platform << '/' << wrong.name;
        EXPECT_THAT(pointers(made), ElementsAre(std::string{"/"} + wrong.name)) << wrong.platform;
    }
}

TEST(Platforms, take_their_default_for_an_empty_setting) {
    auto settings = good_settings("telegram");
    settings["base_url"] = "";
    const auto request = find_platform("telegram")->make(settings).adapter->acknowledge({"p", "q"});
    EXPECT_THAT(request.value().url, HasSubstr("https://api.telegram.org/"));
}

TEST(Platforms, never_repeat_a_secret_in_an_error) {
    auto settings = good_settings("kannel");
    settings["secret"] = "hidden value";
    for (const auto& error : find_platform("kannel")->make(settings).errors) {
        EXPECT_THAT(error.message + error.remedy, Not(HasSubstr("hidden")));
    }
}

TEST(Platforms, refuse_settings_that_are_no_object) {
    for (const auto& platform : platforms())
        EXPECT_EQ(platform.make(json::array()).adapter, nullptr) << platform.name;
}

}  // namespace
}  // namespace askwell::adapters
