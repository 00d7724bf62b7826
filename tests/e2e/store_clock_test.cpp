// A worker on a real Redis whose clock is not this machine's: what is due waits until both agree.
#include <atomic>
#include <cctype>
#include <chrono>
#include <map>
#include <memory>
#include <string>

#include <boost/asio/io_context.hpp>

#include <gtest/gtest.h>

#include "bot/config.h"
#include "bot/live_config.h"
#include "bot/metrics.h"
#include "bot/service.h"
#include "bot/service_clock.h"
#include "bot/worker.h"
#include "storage/redis_options.h"
#include "tests/support/loop.h"
#include "tests/support/process.h"
#include "tests/support/redis_server.h"

namespace askwell::test {
namespace {

using namespace std::chrono_literals;

const std::string kDue = "{p017}:due";
const std::string kContact(32, '0');

class StoreClock : public testing::Test {
  protected:
    bot::Config on_redis() {
        bot::Config made;
        made.data = folder.path();
        made.store = bot::StoreKind::redis;
        made.redis = *storage::parse_redis_url(redis.url());
        made.tick = 10ms;
        return made;
    }
    static std::shared_ptr<const storage::Cipher> cipher() {
        using Keys = std::map<std::string, std::string, std::less<>>;
        return std::make_shared<const storage::Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
    }
    bool run_until(const std::function<bool()>& done) {
        return wait_until(
            [&] {
                loop.context().restart();
                loop.context().run_for(5ms);
                return done();
            },
            30s);
    }
    bool doubted() const { return metrics.text().find("\naskwell_clock_doubted 1") != std::string::npos; }
    /// How often the server was asked what time it is: once a round.
    int rounds() const {
        const std::string text = redis.cli({"INFO", "commandstats"});
        const std::string name = "cmdstat_time:calls=";
        const auto at = text.find(name);
        return at == std::string::npos ? 0 : std::stoi(text.substr(at + name.size()));
    }
    std::string due() const { return redis.cli({"ZSCORE", kDue, kContact}); }

    TempDir folder;
    RedisServer redis;
    Loop loop;
    bot::LiveConfig config{on_redis()};
    const storage::ContactKeys keys{std::string(32, 'c')};
    bot::Metrics metrics;
    flows::Duration ahead = 30s;  ///< this machine's clock
    bot::ServiceClock clock{[this] { return bot::system_now() + ahead; }, std::chrono::steady_clock::now};
    bot::Worker worker{loop.executor(), {config, keys, cipher(), metrics, clock}, 0, true};
};

TEST_F(StoreClock, WhatIsDueWaitsWhileThisMachinesClockIsMoreThanAMinuteFromIt) {
    ahead = 61s + 30s;
    redis.cli({"ZADD", kDue, "1", kContact});
    worker.start();
    ASSERT_TRUE(run_until([this] { return doubted(); }));
    const int so_far = rounds();
    ASSERT_TRUE(run_until([&] { return rounds() > so_far + 3; })) << "rounds go on";
    EXPECT_EQ(due(), "1\n") << "and claim nothing";
    ahead = 0s;
    EXPECT_TRUE(run_until([this] { return !doubted(); }));
    EXPECT_TRUE(run_until([this] { return due() != "1\n"; })) << "it was claimed";
}

TEST_F(StoreClock, WhatIsDueIsTakenUpWhereClocksDifferByLess) {
    redis.cli({"ZADD", kDue, "1", kContact});
    worker.start();
    EXPECT_TRUE(run_until([this] { return due() != "1\n"; }));
    EXPECT_FALSE(doubted());
    EXPECT_LT(std::chrono::abs(clock.now() - bot::system_now()), 5s) << "and the service goes by the store's";
}

}  // namespace
}  // namespace askwell::test
