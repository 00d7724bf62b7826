// Behind sentinels: the master dies, steps down, or only seems to be one.
#include <gmock/gmock.h>

#include "storage/redis_options.h"
#include "storage/redis_store.h"
#include "tests/contract/customers.h"
#include "tests/contract/store_backend.h"
#include "tests/support/redis_groups.h"

namespace askwell::test {
namespace {

using namespace std::chrono_literals;
using namespace storage;

class RedisSentinelTest : public testing::Test {
  protected:
    std::unique_ptr<RedisStore> open(int replicas = 0, std::chrono::milliseconds patience = 2s) {
        RedisOptions options = *parse_redis_url(servers_.url());
        options.command_timeout = patience;
        options.replicas = replicas;
        options.watch_interval = 200ms;
        return make_redis_store(loop_.executor(), std::move(options), test_cipher());
    }
    template <typename T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        return loop_.run(std::move(work));
    }
    bool wait_for_new_master() {
        return wait_until([this] { return servers_.agree_on(servers_.second().port()); }, 40s);
    }
    static bool is_master(const RedisServer& server) { return server.cli({"ROLE"}).starts_with("master"); }
    static std::string version_on(const RedisServer& server) {
        return server.cli({"HGET", "{p017}:s:" + key().digest, "v"});
    }

    RedisSentinelServers servers_;
    Loop loop_;
};

TEST_F(RedisSentinelTest, nothing_acknowledged_is_lost_or_done_twice_when_the_master_is_killed_under_load) {
    const auto store = open(1);
    Customers customers{loop_, *store, 1};
    customers.run(400, [this] { servers_.first().kill(); });
    ASSERT_TRUE(wait_for_new_master());
    ASSERT_TRUE(wait_until([&] { return run(store->load(key())).has_value(); }));
    customers.expect_nothing_lost();

    servers_.first().restart();  // the sentinels make it the replica that steps wait for
    EXPECT_TRUE(customers.recover(40s));
    customers.expect_nothing_lost();
    EXPECT_EQ(customers.conflicts, 0);
}

TEST_F(RedisSentinelTest, commits_go_on_with_the_new_master_although_it_has_not_seen_the_scripts) {
    const auto store = open();
    ASSERT_TRUE(run(store->commit(step(0))));
    ASSERT_TRUE(wait_until([this] { return version_on(servers_.second()) == "1\n"; }));
    servers_.second().cli({"SCRIPT", "FLUSH"});
    servers_.kill_sentinel(2);
    servers_.first().kill();
    ASSERT_TRUE(wait_for_new_master());
    ASSERT_TRUE(wait_until([&] { return run(store->commit(step(1, "m1"))).has_value(); }));
    EXPECT_EQ(version_on(servers_.second()), "2\n");
    EXPECT_TRUE(run(store->check()));
}

TEST_F(RedisSentinelTest,
       what_a_master_that_steps_down_still_takes_is_not_acknowledged_when_a_replica_is_waited_for) {
    const auto store = open(1);
    ASSERT_TRUE(run(store->commit(step(0))));
    servers_.sentinel_cli(0, {"SENTINEL", "FAILOVER", std::string{RedisSentinelServers::kService}});
    ASSERT_TRUE(wait_for_new_master());
    ASSERT_TRUE(wait_until([&] { return run(store->commit(step(1, "m1"))).has_value(); }, 40s));
    EXPECT_EQ(version_on(servers_.second()), "2\n");
    EXPECT_TRUE(is_master(servers_.second()));
    EXPECT_FALSE(is_master(servers_.first()));
}

TEST_F(RedisSentinelTest, a_master_that_only_we_still_reach_is_left_when_the_sentinels_name_another) {
    const auto store = open();
    ASSERT_TRUE(run(store->commit(step(0))));
    ASSERT_TRUE(wait_until([this] { return version_on(servers_.second()) == "1\n"; }));
    // Sentinels judge by PING, we do not ask it: to them this master is gone, and cannot be told; to us it
    // works.
    servers_.first().cli({"ACL", "SETUSER", "default", "-ping", "-slaveof", "-replicaof"});
    ASSERT_TRUE(wait_for_new_master());
    std::uint64_t version = 1;
    EXPECT_TRUE(wait_until(
        [&] {
            const auto state = run(store->load(key()));
            if (state) version = state->version;
            const auto committed = run(store->commit(step(version)));
            return committed && version_on(servers_.second()) == std::to_string(version + 1) + "\n";
        },
        20s));
}

TEST_F(RedisSentinelTest, is_misconfigured_when_nobody_knows_the_service_or_they_are_no_sentinels) {
    RedisOptions unknown = *parse_redis_url(servers_.url() + "x");
    EXPECT_EQ(run(make_redis_store(loop_.executor(), unknown, test_cipher())->check()).error(),
              StoreErrc::misconfigured);
    RedisOptions no_sentinel = unknown;
    no_sentinel.seeds = {{"127.0.0.1", servers_.first().port()}};
    EXPECT_EQ(run(make_redis_store(loop_.executor(), no_sentinel, test_cipher())->check()).error(),
              StoreErrc::misconfigured);
}

TEST_F(RedisSentinelTest, goes_on_without_any_sentinel_and_a_newcomer_waits_for_one) {
    const auto store = open();
    ASSERT_TRUE(run(store->commit(step(0))));
    for (std::size_t index = 0; index < RedisSentinelServers::kSentinels; ++index)
        servers_.kill_sentinel(index);
    EXPECT_TRUE(run(store->commit(step(1))));
    EXPECT_EQ(run(open(0, 500ms)->commit(step(2))).error(), StoreErrc::unavailable);
}

}  // namespace
}  // namespace askwell::test
