// Replicas that are restarted one after the other while customers write: nobody is refused, nothing is lost.
#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

constexpr seconds kPatience{30};
/// What the service promises for its end.
constexpr seconds kEnd{10};

class RollingRestart : public testing::Test {
  protected:
    void TearDown() override { EXPECT_THAT(telegram.violations(), IsEmpty()); }

    json configuration(const std::string& stop_delay) const {
        json channel = telegram.channel();
        channel["sends_per_second"] = 1000;
        return {{"store", {{"kind", "redis"}, {"url", redis.url()}}},
                {"http", {{"stop_delay", stop_delay}}},
                {"conversation", AskwellProcess::quick_conversation()},
                {"channels", {{"telegram", channel}}}};
    }
    /// A customer who never wrote before opens the chat, once: the status of the answer.
    int open_chat(const std::string& base, std::int64_t chat) {
        telegram.know(chat);
        const json body = {{"update_id", chat},
                           {"message",
                            {{"message_id", chat},
                             {"from", {{"id", chat}, {"is_bot", false}, {"first_name", "Test"}}},
                             {"chat", {{"id", chat}, {"type", "private"}, {"first_name", "Test"}}},
                             {"date", std::chrono::duration_cast<seconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count()},
                             {"text", "/start"}}}};
        return http_call({"POST",
                          base + "/webhooks/telegram",
                          {{"Content-Type", "application/json"},
                           {"X-Telegram-Bot-Api-Secret-Token", telegram.options().secret_token}},
                          body.dump()})
            .status;
    }
    static bool is_ready(const std::string& base) {
        return http_call({"GET", base + "/readyz", {}, {}}, seconds{2}).status == 200;
    }

    TempDir folder;
    RedisServer redis;
    TelegramDouble telegram;
};

TEST_F(RollingRestart, AReplicaThatIsToStopSaysSoAndTakesWebhooksUntilOthersKnow) {
    AskwellProcess service{folder.path(), configuration("3s")};
    const HttpCall health{"GET", service.url("/healthz"), {{"Connection", "keep-alive"}}, {}};
    ASSERT_EQ(field(http_call(health).fields, "Connection"), "");
    service.process().signal(SIGTERM);
    ASSERT_TRUE(wait_until([&] { return !is_ready(service.url()); }, kPatience));
    EXPECT_EQ(open_chat(service.url(), 7001), 200);
    const HttpAnswer answer = http_call(health);
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(field(answer.fields, "Connection"), "close")
        << "or a client that keeps its connection stays here";
    EXPECT_EQ(service.process().wait(kEnd), 0);
    EXPECT_FALSE(is_listening(service.port()));
    EXPECT_THAT(telegram.wait_for_messages(7001, 1, kPatience), SizeIs(1))
        << "what was taken was also answered";
}

/// Spreads requests over those replicas that said they are ready when they were asked last, as load balancers
/// do.
class Balancer {
  public:
    explicit Balancer(std::array<std::string, 2> replicas) : replicas_(std::move(replicas)) {
        check();
        checker_ = std::jthread{[this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                check();
                std::this_thread::sleep_for(milliseconds{50});
            }
        }};
    }
    /// "" when no replica is ready.
    std::string next() {
        const std::size_t turn = turn_++;  // once: others take turns between our tries
        for (std::size_t tries = 0; tries < replicas_.size(); ++tries) {
            const std::size_t at = (turn + tries) % replicas_.size();
            if (ready_[at]) return replicas_[at];
        }
        return {};
    }
    /// Whether the replica is asked to work.
    bool uses(std::size_t replica) const { return ready_[replica]; }
    /// The replica is gone: what was known of it is not of the one that takes its place.
    void forget(std::size_t replica) { ready_[replica] = false; }

  private:
    void check() {
        for (std::size_t at = 0; at < replicas_.size(); ++at) {
            ready_[at] = http_call({"GET", replicas_[at] + "/readyz", {}, {}}, seconds{2}).status == 200;
        }
    }

    std::array<std::string, 2> replicas_;
    std::array<std::atomic<bool>, 2> ready_{};
    std::atomic<std::size_t> turn_ = 0;
    std::jthread checker_;
};

TEST_F(RollingRestart, UnderLoadNoWebhookFailsAndNobodyIsForgottenOrAskedTwice) {
    AskwellProcess first{folder.path(), configuration("1s")};
    AskwellProcess second{folder.path(), configuration("1s")};
    const std::array<AskwellProcess*, 2> replicas{&first, &second};
    Balancer balancer{{first.url(), second.url()}};

    std::atomic<std::int64_t> last_chat = 7000;
    std::atomic<bool> stop = false;
    std::mutex mutex;
    std::vector<int> failed;
    std::vector<std::jthread> customers;
    for (int each = 0; each < 4; ++each) {
        customers.emplace_back([&] {
            while (!stop) {
                const std::int64_t chat = ++last_chat;
                const std::string replica = balancer.next();
                const int status = replica.empty() ? 0 : open_chat(replica, chat);
                if (status == 200) continue;
                const std::lock_guard lock{mutex};
                failed.push_back(status);
            }
        });
    }
    for (int restarts = 0; restarts < 6; ++restarts) {
        const std::size_t at = static_cast<std::size_t>(restarts) % replicas.size();
        const std::int64_t before = last_chat;
        replicas[at]->process().signal(SIGTERM);
        EXPECT_EQ(replicas[at]->process().wait(kEnd), 0);
        balancer.forget(at);
        replicas[at]->start();
        ASSERT_TRUE(wait_until([&] { return balancer.uses(at); }, kPatience));
        EXPECT_GT(last_chat, before) << "nobody wrote meanwhile";
    }
    stop = true;
    customers.clear();
    EXPECT_THAT(failed, IsEmpty());
    std::vector<std::int64_t> forgotten;
    std::vector<std::int64_t> asked_twice;
    for (std::int64_t chat = 7001; chat <= last_chat; ++chat) {
        const auto seen = telegram.wait_for_messages(chat, 1, kPatience);
        if (seen.empty()) forgotten.push_back(chat);
        if (seen.size() > 1) asked_twice.push_back(chat);
    }
    EXPECT_THAT(forgotten, IsEmpty());
    EXPECT_THAT(asked_twice, IsEmpty());
    EXPECT_GT(last_chat - 7000, 50) << "this was no load";
}

}  // namespace
}  // namespace askwell::test
