#include "bot/config.h"

#include <algorithm>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/http_client.h"

namespace askwell::bot {
namespace {

using testing::HasSubstr;

const Environment kNoEnvironment = [](const std::string&) { return std::nullopt; };

LoadedConfig parse(const std::string& text, const Environment& environment = kNoEnvironment) {
    return parse_config("/etc/askwell/config.json", text, environment);
}

std::string all_of(const flows::Diagnostics& diagnostics) {
    std::string text;
    for (const auto& each : diagnostics) text += flows::to_string(each) + "\n";
    return text;
}

TEST(Config, an_empty_file_is_the_defaults) {
    const auto loaded = parse("{}");
    ASSERT_TRUE(loaded.config) << all_of(loaded.diagnostics);
    EXPECT_EQ(loaded.config->listen_port, 8080);
    EXPECT_EQ(loaded.config->store, StoreKind::sqlite);
    EXPECT_EQ(loaded.config->sending_hours, (flows::SendingHours{9 * 60, 20 * 60}));
    EXPECT_NE(loaded.config->catalog.current("service-process"), nullptr);
}

TEST(Config, by_default_another_replica_goes_on_within_30_seconds_and_not_while_a_request_may_last) {
    const Config config = default_config();
    EXPECT_LT(config.send_lease + 2 * config.tick, std::chrono::seconds{30});
    EXPECT_GT(config.send_lease, 2 * ClientOptions{}.timeout);
}

TEST(Config, the_default_has_a_web_chat_and_every_survey) {
    const Config config = default_config();
    ASSERT_TRUE(config.channels.contains("web"));
    EXPECT_EQ(config.channels.at("web").traits.delivery, adapters::Delivery::pull);
}

TEST(Config, reads_everything_it_knows) {
    const auto loaded = parse(R"({
        "listen": "0.0.0.0:9000", "public_url": "https://s.example.com/", "workers": 2, "data": "state",
        "store": {"kind": "redis", "url": "redis://127.0.0.1:6379/1"}, "ledger": {"kind": "sqlite", "path": "l.db"},
        "http": {"body_limit": 100000, "request_timeout": "5s"}, "log": {"level": "debug"},
        "tokens": [{"name": "crm", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "scopes": ["events"]}],
        "conversation": {"language": "zh-CN", "time_zone": "Asia/Shanghai", "sending_hours": {"from": "08:30", "to": "21:00"},
                         "reminder_after": "2s", "cap_any_survey": "0s"},
        "screening": {"abusive": ["dratted"]},
        "channels": {"tg": {"platform": "telegram", "token": "1:a", "secret_token": {"env": "SECRET"}, "survey": "service-process",
                            "opted_in": true, "sends_per_second": 5}}})",
                              [](const std::string& name) -> std::optional<std::string> {
                                  if (name == "SECRET") return "from-the-environment";
                                  return std::nullopt;
                              });
    ASSERT_TRUE(loaded.config) << all_of(loaded.diagnostics);
    const Config& config = *loaded.config;
    EXPECT_EQ(config.public_url, "https://s.example.com");
    EXPECT_EQ(config.data, "/etc/askwell/state");
    EXPECT_EQ(config.redis.server, (storage::RedisAddress{"127.0.0.1", 6379}));
    EXPECT_EQ(config.redis.database, 1);
    EXPECT_EQ(config.sending_hours, (flows::SendingHours{8 * 60 + 30, 21 * 60}));
    EXPECT_EQ(config.reminder_after, std::chrono::seconds{2});
    EXPECT_EQ(config.cap_any_survey, flows::Duration{0});
    EXPECT_EQ(config.screening_words.abusive, std::vector<std::string>{"dratted"}) << "replaces our list";
    EXPECT_EQ(config.screening_words.off_topic, flows::default_screening_words().off_topic);
    EXPECT_TRUE(config.tokens.at(0).events);
    EXPECT_FALSE(config.tokens.at(0).staff);
    EXPECT_TRUE(config.channels.at("tg").opted_in);
    EXPECT_DOUBLE_EQ(config.channels.at("tg").sends_per_second, 5);
}

TEST(Config, reads_where_redis_is_behind_sentinels) {
    const auto loaded = parse(R"({"store": {
        "kind": "redis", "url": {"env": "URL"}, "ca_file": "ca.pem", "replicas": 1,
        "sentinel_user": "askwell", "sentinel_password": {"env": "PASSWORD"}}})",
                              [](const std::string& name) -> std::optional<std::string> {
                                  if (name == "URL") return "rediss+sentinel://:secret@s1,s2,s3/main";
                                  if (name == "PASSWORD") return "from-the-environment";
                                  return std::nullopt;
                              });
    ASSERT_TRUE(loaded.config) << all_of(loaded.diagnostics);
    const storage::RedisOptions& redis = loaded.config->redis;
    EXPECT_EQ(redis.shape, storage::RedisShape::sentinel);
    EXPECT_EQ(redis.seeds.size(), 3U);
    EXPECT_EQ(redis.service, "main");
    EXPECT_EQ(redis.ca_file, "/etc/askwell/ca.pem");
    EXPECT_EQ(redis.replicas, 1);
    EXPECT_EQ(redis.sentinel_user, "askwell");
    EXPECT_EQ(redis.sentinel_password, "from-the-environment");
}

struct Mistake {
    const char* name;
    const char* text;
    const char* pointer;
};

class ConfigMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(ConfigMistakes, stop_the_start_and_name_place_and_remedy) {
    const auto loaded = parse(GetParam().text);
    EXPECT_FALSE(loaded.config);
    const auto found = std::find_if(loaded.diagnostics.begin(), loaded.diagnostics.end(),
                                    [](const auto& each) { return each.pointer == GetParam().pointer; });
    ASSERT_NE(found, loaded.diagnostics.end()) << all_of(loaded.diagnostics);
    EXPECT_GT(found->line, 0);
    EXPECT_FALSE(found->remedy.empty());
    EXPECT_THAT(flows::to_string(*found), HasSubstr("/etc/askwell/config.json:"));
}

INSTANTIATE_TEST_SUITE_P(
    Cases, ConfigMistakes,
    testing::Values(
        Mistake{"unknown_key", R"({"lissten": "1:2"})", "/lissten"},
        Mistake{"listen", R"({"listen": "8080"})", "/listen"},
        Mistake{"workers", R"({"workers": 0})", "/workers"},
        Mistake{"public_url", R"({"public_url": "survey.example.com"})", "/public_url"},
        Mistake{"store_kind", R"({"store": {"kind": "mongo"}})", "/store/kind"},
        Mistake{"redis_without_url", R"({"store": {"kind": "redis"}})", "/store"},
        Mistake{"redis_scheme", R"({"store": {"kind": "redis", "url": "mongo://h"}})", "/store/url"},
        Mistake{"redis_service", R"({"store": {"kind": "redis", "url": "redis+sentinel://h"}})",
                "/store/url"},
        Mistake{"redis_cluster_port", R"({"store": {"kind": "redis", "url": "redis-cluster://a,b:x"}})",
                "/store/url"},
        Mistake{"redis_replicas", R"({"store": {"kind": "redis", "url": "redis://h", "replicas": -1}})",
                "/store/replicas"},
        Mistake{"hours", R"({"conversation": {"sending_hours": {"from": "20:00", "to": "09:00"}}})",
                "/conversation/sending_hours"},
        Mistake{"time_zone", R"({"conversation": {"time_zone": "Peking"}})", "/conversation/time_zone"},
        Mistake{"duration", R"({"conversation": {"reminder_after": "3 days"}})",
                "/conversation/reminder_after"},
        Mistake{"tick", R"({"conversation": {"tick": "1ms"}})", "/conversation/tick"},
        Mistake{"platform", R"({"channels": {"x": {"platform": "pager"}}})", "/channels/x/platform"},
        Mistake{"channel_name", R"({"channels": {"X y": {"platform": "webchat"}}})", "/channels/X y"},
        Mistake{"channel_survey", R"({"channels": {"x": {"platform": "webchat", "survey": "nope"}}})",
                "/channels/x/survey"},
        Mistake{
            "secret_not_set",
            R"({"channels": {"x": {"platform": "telegram", "token": {"env": "NOPE"}, "secret_token": "s"}}})",
            "/channels/x/token/env"},
        Mistake{
            "secret_file",
            R"({"channels": {"x": {"platform": "telegram", "token": {"file": "/nope"}, "secret_token": "s"}}})",
            "/channels/x/token/file"},
        Mistake{"setting_missing", R"({"channels": {"x": {"platform": "telegram", "token": "1:a"}}})",
                "/channels/x/secret_token"},
        Mistake{"setting_unknown", R"({"channels": {"x": {"platform": "telegram", "tokn": "1:a"}}})",
                "/channels/x/tokn"},
        Mistake{"survey_file", R"({"surveys": ["nope.json"]})", "/surveys/0"},
        Mistake{"token_hash", R"({"tokens": [{"name": "x", "sha256": "abc", "scopes": ["staff"]}]})",
                "/tokens/0/sha256"},
        Mistake{
            "token_scope",
            R"({"tokens": [{"name": "x", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "scopes": ["root"]}]})",
            "/tokens/0/scopes"},
        Mistake{
            "short_key",
            R"({"keys": {"current": "k1", "encryption": {"k1": "c2hvcnQ="}, "contacts": "0123456789abcdef"}})",
            "/keys/encryption/k1"},
        Mistake{"no_object", R"({"store": 5})", "/store"}),
    [](const auto& info) { return info.param.name; });

TEST(Config, reports_everything_at_once) {
    EXPECT_GE(parse(R"({"listen": "x", "workers": -1, "channels": {"x": {"platform": "pager"}}})")
                  .diagnostics.size(),
              3U);
}

TEST(Config, a_missing_secret_is_named_but_never_shown) {
    const auto loaded = parse(
        R"({"channels": {"x": {"platform": "telegram", "token": "123:VERYSECRET", "secret_token": "not allowed!"}}})");
    EXPECT_THAT(all_of(loaded.diagnostics), testing::Not(HasSubstr("VERYSECRET")));
}

TEST(Config, the_examples_that_ship_are_valid) {
    const Environment secrets = [](const std::string& name) -> std::optional<std::string> {
        if (name == "ASKWELL_KEY") return "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
        if (name == "ASKWELL_CONTACTS") return "0123456789abcdef";
        return std::nullopt;
    };
    for (const char* const file : {"production.json", "trial.json"}) {
        const auto loaded = load_config(std::string{ASKWELL_SOURCE} + "/config/" + file, secrets);
        EXPECT_TRUE(loaded.config) << all_of(loaded.diagnostics);
        EXPECT_TRUE(loaded.diagnostics.empty()) << all_of(loaded.diagnostics);
    }
}

TEST(Config, a_missing_file_is_said_with_a_remedy) {
    const auto loaded = load_config("/nowhere/askwell.json", kNoEnvironment);
    EXPECT_FALSE(loaded.config);
    EXPECT_THAT(all_of(loaded.diagnostics), HasSubstr("--config"));
}

}  // namespace
}  // namespace askwell::bot
