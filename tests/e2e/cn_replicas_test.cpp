// Two replicas on one Redis share what a platform gives once: an access token, and the answer that its retry
// shall get again, at whatever replica it arrives.
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/feishu_double.h"
#include "tests/support/process.h"
#include "tests/support/redis_server.h"
#include "tests/support/wechat_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{30};

json configuration(const RedisServer& redis, json channel) {
    json conversation = AskwellProcess::quick_conversation();
    conversation["language"] = "zh-CN";
    channel["survey"] = "service-process";
    return {{"store", {{"kind", "redis"}, {"url", redis.url()}}},
            {"conversation", std::move(conversation)},
            {"channels", {{"c", std::move(channel)}}}};
}

/// Two replicas that share Redis, keys and ledger.
struct Replicas {
    explicit Replicas(const json& channel)
        : a{folder.path(), configuration(redis, channel)}, b{folder.path(), configuration(redis, channel)} {}
    ~Replicas() {
        if (testing::Test::HasFailure()) ADD_FAILURE() << a.output() << b.output();
    }
    Replicas(const Replicas&) = delete;
    Replicas& operator=(const Replicas&) = delete;

    double sends(const std::string& outcome) {
        const std::string name = "askwell_sends_total{channel=\"c\",outcome=\"" + outcome + "\"}";
        return a.metric(name) + b.metric(name);
    }

    TempDir folder;
    RedisServer redis;
    AskwellProcess a;
    AskwellProcess b;
};

TEST(Replicas, GiveARetryTheAnswerThatTheFirstTryGotWhereverItArrives) {
    const std::string user = "oABCDreplicas";
    for (const bool safe : {false, true}) {
        WeChatDouble wechat{WeChatDouble::Options{.safe = safe}};
        Replicas both{wechat.settings()};
        // WeChat tries again at another replica, and shows the customer what the last try was answered.
        wechat.deliver_to(
            {.urls = {both.a.url("/webhooks/c"), both.b.url("/webhooks/c")}, .copies = 2, .attempts = 1});
        const auto shows = [&](std::size_t count) {
            const auto seen = wechat.phones().wait_for(user, count, kPatience);
            EXPECT_THAT(seen, SizeIs(count));
            for (const auto& message : seen) EXPECT_TRUE(message.passive) << message.text;
            return seen.empty() ? std::string{} : seen.back().text;
        };
        ASSERT_TRUE(wechat.follow(user));
        EXPECT_THAT(shows(1), HasSubstr("现在开始吗？"));
        ASSERT_TRUE(wechat.say(user, "好"));
        EXPECT_THAT(shows(2), StartsWith("(1/7)"));
        ASSERT_TRUE(wechat.say(user, "1"));
        EXPECT_THAT(shows(3), StartsWith("(2/7)"));
        EXPECT_EQ(both.sends("in_reply"), 3);
        EXPECT_EQ(both.sends("sent"), 0) << "said inside the answer or by the API, never both";
        EXPECT_EQ(wechat.tokens().issued(), 0U);
        EXPECT_THAT(wechat.server().violations(), IsEmpty());
    }
}

TEST(Replicas, FetchOneAccessTokenBetweenThem) {
    constexpr int kMembers = 6;
    FeishuDouble feishu;
    Replicas both{feishu.settings()};
    feishu.deliver_to({.urls = {both.a.url("/webhooks/c")}, .attempts = 1});
    for (int i = 0; i < kMembers; ++i) {
        AskwellProcess& either = i % 2 == 0 ? both.a : both.b;
        const json event = {
            {"channel", "c"}, {"address", "ou_member" + std::to_string(i)}, {"opted_in", true}};
        EXPECT_EQ(either.trigger("event-" + std::to_string(i), event).value("status", ""), "accepted");
    }
    for (int i = 0; i < kMembers; ++i)
        EXPECT_THAT(feishu.phones().wait_for("ou_member" + std::to_string(i), 1, kPatience), SizeIs(1));
    EXPECT_EQ(feishu.tokens().issued(), 1U);
    EXPECT_THAT(feishu.server().violations(), IsEmpty());
}

}  // namespace
}  // namespace askwell::test
