// Redis Cluster: keys find their masters, slots move, masters die.
#include "storage/redis_cluster.h"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <fmt/format.h>

#include <gmock/gmock.h>

#include "storage/redis_slots.h"
#include "storage/redis_store.h"
#include "tests/contract/customers.h"
#include "tests/contract/fake_server.h"
#include "tests/contract/store_backend.h"
#include "tests/support/redis_groups.h"

namespace askwell::test {
namespace {

using namespace std::chrono_literals;
using namespace storage;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

RedisOptions options_for(const std::string& url, std::chrono::milliseconds patience = 20s) {
    RedisOptions options = *parse_redis_url(url);
    options.command_timeout = patience;
    return options;
}

/// The servers of this program's tests on a whole cluster: each leaves it whole.
RedisClusterServers& shared_servers() {
    static RedisClusterServers servers;
    return servers;
}

class RedisClusterTest : public testing::Test {
  protected:
    RedisClusterTest() : router_(loop_.executor(), options_for(servers_.url())) { servers_.clear(); }

    std::unique_ptr<RedisStore> open(RedisOptions options) {
        return make_redis_store(loop_.executor(), std::move(options), test_cipher());
    }
    std::unique_ptr<RedisStore> open() { return open(options_for(servers_.url())); }

    template <typename T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        return loop_.run(std::move(work));
    }
    Result<RedisReply> command(const RedisCommand& arguments, Sending how = {}) {
        return run(router_.command(arguments[1], arguments, how));
    }
    std::size_t keys_on(std::size_t node) {
        return std::stoul(servers_.node(node).cli({"CLUSTER", "COUNTKEYSINSLOT", std::to_string(slot_)}));
    }

    RedisClusterServers& servers_ = shared_servers();
    Loop loop_;
    RedisCluster router_;
    const std::uint16_t slot_ = key_slot("{p017}:x");
    const std::size_t from_ = servers_.owner(slot_);
    const std::size_t to_ = (from_ + 1) % RedisClusterServers::kMasters;
};

TEST_F(RedisClusterTest, every_partition_is_served_by_the_node_that_has_it_over_one_connection_each) {
    const auto store = open();
    for (int partition = 0; partition < kPartitions; ++partition) {
        Commit commit = finishing(0, 1);
        commit.key.partition = partition;
        commit.next.key = commit.key.text();
        commit.finished[0].conversation.id = commit.key.text() + "-1";
        commit.due = at_second(0);
        commit.outgoing.push_back(message(1));
        ASSERT_EQ(run(store->commit(commit))->status, CommitStatus::applied) << partition;
    }
    for (int partition = 0; partition < kPartitions; ++partition) {
        EXPECT_EQ(run(store->claim_due(partition, at_second(1), kLease, 9))->size(), 1U) << partition;
        EXPECT_EQ(run(store->claim_outbox(partition, at_second(99), kLease, 9, kUs))->size(), 1U)
            << partition;
        EXPECT_EQ(run(store->claim_finished(partition, at_second(1), kLease, 9))->finished.size(), 1U)
            << partition;
        EXPECT_TRUE(run(store->tidy(partition, at_second(1)))) << partition;
    }
    for (std::size_t node = 0; node < RedisClusterServers::kMasters; ++node) {
        EXPECT_GT(std::stoi(servers_.node(node).cli({"DBSIZE"})), 0) << node;
    }
    EXPECT_EQ(store->statistics().connections, RedisClusterServers::kMasters);
}

TEST_F(RedisClusterTest, every_master_is_checked_and_warned_of) {
    const auto store = open();
    EXPECT_TRUE(run(store->check()));
    EXPECT_THAT(run(store->warnings()).value(), Not(Contains(HasSubstr("appendfsync"))));
    servers_.node(2).cli({"CONFIG", "SET", "appendfsync", "everysec"});
    EXPECT_THAT(run(store->warnings()).value(), Contains(HasSubstr("appendfsync always")));
    servers_.node(2).cli({"CONFIG", "SET", "appendfsync", "always"});
    servers_.node(1).cli({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
    EXPECT_EQ(run(store->check()).error(), StoreErrc::evicts);
    servers_.node(1).cli({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
}

TEST_F(RedisClusterTest, a_slot_that_has_moved_is_followed_and_the_map_read_once_for_all) {
    ASSERT_TRUE(command({"SET", "{p017}:x", "value"}));
    ASSERT_EQ(router_.refreshes(), 1U);
    servers_.begin_move(slot_, from_, to_);
    servers_.move_keys(slot_, from_, to_);
    servers_.finish_move(slot_, to_);

    constexpr int kAtOnce = 100;
    int answered = 0;
    const RedisCommand get{"GET", "{p017}:x"};
    for (int each = 0; each < kAtOnce; ++each) {
        boost::asio::co_spawn(loop_.context(), router_.command(get[1], get, Sending{}),
                              [&answered](std::exception_ptr, Result<RedisReply> reply) {
                                  EXPECT_EQ(reply->text, "value");
                                  ++answered;
                              });
    }
    loop_.context().restart();
    while (answered < kAtOnce && loop_.context().run_one() > 0) {
    }
    EXPECT_EQ(command(get)->text, "value");
    EXPECT_LE(router_.refreshes(), 2U);
}

TEST_F(RedisClusterTest, a_key_of_a_moving_slot_is_asked_for_where_it_is) {
    ASSERT_TRUE(command({"SET", "{p017}:old", "1"}));
    servers_.begin_move(slot_, from_, to_);
    EXPECT_EQ(command({"SET", "{p017}:new", "2"})->text, "OK") << "ASK: it is not with the old owner";
    EXPECT_EQ(keys_on(from_), 1U);
    EXPECT_EQ(keys_on(to_), 1U);
    EXPECT_EQ(command({"GET", "{p017}:old"})->text, "1");
    EXPECT_EQ(command({"GET", "{p017}:new"})->text, "2");
    EXPECT_EQ(router_.refreshes(), 1U) << "ASK says nothing about the map";
    servers_.move_keys(slot_, from_, to_);
    EXPECT_EQ(command({"GET", "{p017}:old"})->text, "1");
    servers_.finish_move(slot_, to_);
    EXPECT_EQ(command({"GET", "{p017}:old"})->text, "1");
}

TEST_F(RedisClusterTest, a_step_waits_for_a_slot_whose_keys_are_half_way_and_is_then_done_once) {
    const auto store = open();
    ASSERT_TRUE(run(store->commit(saying(0, 1))));
    servers_.begin_move(slot_, from_, to_);
    const auto during = run(store->commit(saying(1, 2)));
    EXPECT_EQ(during.error(), StoreErrc::unavailable) << "TRYAGAIN: some of its keys here, some there";
    EXPECT_EQ(run(store->load(key()))->version, 1U);
    servers_.move_keys(slot_, from_, to_);
    servers_.finish_move(slot_, to_);
    EXPECT_EQ(run(store->commit(saying(1, 2)))->status, CommitStatus::applied);
    EXPECT_EQ(run(store->outbox(key()))->size(), 2U);
}

TEST_F(RedisClusterTest, scripts_are_loaded_on_each_node_that_does_not_know_them) {
    const auto store = open();
    for (std::uint64_t version = 0; version < 3; ++version) {
        for (std::size_t node = 0; node < servers_.size(); ++node)
            servers_.node(node).cli({"SCRIPT", "FLUSH"});
        EXPECT_EQ(run(store->commit(step(version)))->status, CommitStatus::applied);
    }
    servers_.begin_move(slot_, from_, to_);
    servers_.move_keys(slot_, from_, to_);
    servers_.finish_move(slot_, to_);
    EXPECT_EQ(run(store->commit(step(3)))->status, CommitStatus::applied) << "the new owner has not seen it";
}

TEST_F(RedisClusterTest, what_is_no_cluster_or_refuses_us_is_misconfigured) {
    const RedisServer single;
    const auto url = "redis-cluster://127.0.0.1:" + std::to_string(single.port());
    EXPECT_EQ(run(open(options_for(url))->check()).error(), StoreErrc::misconfigured);
    RedisOptions options = options_for(servers_.url());
    options.password = "guess";
    EXPECT_EQ(run(open(options)->commit(step(0))).error(), StoreErrc::misconfigured);
}

TEST_F(RedisClusterTest, a_cluster_taken_for_a_single_server_is_misconfigured_where_keys_are_elsewhere) {
    const auto store = open(options_for(servers_.node(to_).url()));
    EXPECT_EQ(run(store->commit(step(0))).error(), StoreErrc::misconfigured);
    EXPECT_THAT(run(store->warnings()).value(), Contains(HasSubstr("redis-cluster://")));
}

TEST_F(RedisClusterTest, without_any_node_commands_are_unavailable_when_their_time_is_over) {
    const auto url = fmt::format("redis-cluster://127.0.0.1:{},127.0.0.1:{}", free_port(), free_port());
    EXPECT_EQ(run(open(options_for(url, 200ms))->commit(step(0))).error(), StoreErrc::unavailable);
}

TEST_F(RedisClusterTest,
       while_a_master_is_missing_without_a_replica_the_cluster_is_unavailable_and_then_serves) {
    const auto store = open(options_for(servers_.url(), 1s));
    ASSERT_TRUE(run(store->commit(step(0))));
    RedisServer& dead = servers_.node(from_);
    dead.kill();
    ASSERT_TRUE(wait_until(
        [&] {
            return servers_.node(to_).cli({"CLUSTER", "INFO"}).find("cluster_state:fail") !=
                   std::string::npos;
        },
        30s));
    EXPECT_FALSE(run(store->commit(step(1)))) << "its own master is dead";
    Commit elsewhere = step(0);
    while (servers_.owner(key_slot(fmt::format("{{p{:03}}}", elsewhere.key.partition))) == servers_.size()) {
        ++elsewhere.key.partition;
    }
    elsewhere.next.key = elsewhere.key.text();
    EXPECT_EQ(run(store->commit(elsewhere)).error(), StoreErrc::unavailable) << "CLUSTERDOWN";
    EXPECT_FALSE(run(store->check()));
    dead.restart();
    ASSERT_TRUE(wait_until([&] { return servers_.is_whole(); }, 30s));
    EXPECT_TRUE(wait_until([&] { return run(store->commit(step(1))).has_value(); }));
    EXPECT_EQ(run(store->load(key()))->version, 2U);
}

/// A node that claims every slot at first, and answers every other command with `answer`, "%" being its port.
class OneNode {
  public:
    OneNode(Loop& loop, std::optional<std::string> answer)
        : server_(loop, [this, answer = std::move(answer)](int, std::string_view received) {
              return reply(received, answer);
          }) {}

    std::string url() const { return fmt::format("redis-cluster://127.0.0.1:{}", server_.port()); }
    std::size_t times(std::string_view word) const { return occurrences(server_.received(), word); }

  private:
    std::optional<std::string> reply(std::string_view received,
                                     const std::optional<std::string>& answer) const {
        if (received.find("SLOTS") != std::string_view::npos) {
            return fmt::format("*1\r\n*3\r\n:0\r\n:16383\r\n*2\r\n$0\r\n\r\n:{}\r\n", server_.port());
        }
        if (!answer) return std::nullopt;
        std::string text = *answer;
        text.replace(text.find('%'), 1, std::to_string(server_.port()));
        return text;
    }

    FakeServer server_;
};

class EndlessRedirection : public testing::TestWithParam<const char*> {};

TEST_P(EndlessRedirection, is_given_up_as_unavailable) {
    Loop loop;
    const OneNode node{loop, GetParam()};
    RedisCluster router{loop.executor(), options_for(node.url())};
    const RedisCommand get{"GET", "key"};
    EXPECT_EQ(loop.run(router.command(get[1], get, Sending{})).error(), StoreErrc::unavailable);
    EXPECT_EQ(node.times("GET"), 6U);
}

INSTANTIATE_TEST_SUITE_P(RedisCluster, EndlessRedirection,
                         testing::Values("-MOVED 12539 127.0.0.1:%\r\n", "-MOVED 12539 :%\r\n"));

TEST(RedisClusterLoss, a_command_whose_node_breaks_off_is_not_silently_sent_again) {
    Loop loop;
    const OneNode node{loop, std::nullopt};
    RedisCluster router{loop.executor(), options_for(node.url(), 3s)};
    const RedisCommand increment{"INCR", "key"};
    EXPECT_EQ(loop.run(router.command(increment[1], increment, Sending{})).error(),
              StoreErrc::lost_after_send);
    EXPECT_EQ(node.times("INCR"), 1U);
    const RedisCommand get{"GET", "key"};
    EXPECT_FALSE(loop.run(router.command(get[1], get, Sending{IfLost::repeat})));
    EXPECT_GT(node.times("GET"), 1U) << "reading again changes nothing";
}

TEST(RedisClusterFailover, nothing_acknowledged_is_lost_or_done_twice_when_a_master_is_killed_under_load) {
    RedisClusterServers servers{1};
    Loop loop;
    RedisOptions options = options_for(servers.url(), 2s);
    options.replicas = 1;
    const auto store = make_redis_store(loop.executor(), options, test_cipher());
    Customers customers{loop, *store, 8};
    const std::uint16_t slot = key_slot("{p017}");
    const std::size_t old_owner = servers.owner(slot);
    customers.run(400, [&] { servers.node(old_owner).kill(); });
    ASSERT_TRUE(wait_until(
        [&] {
            const std::size_t owner = servers.owner(slot);
            return owner < servers.size() && servers.is_whole();
        },
        30s));
    EXPECT_NE(servers.owner(slot), old_owner);
    ASSERT_TRUE(wait_until([&] { return loop.run(store->load(key())).has_value(); }, 10s));
    customers.expect_nothing_lost();

    servers.node(old_owner).restart();  // comes back as the replica that steps wait for
    EXPECT_TRUE(customers.recover(20s));
    customers.expect_nothing_lost();
    EXPECT_EQ(customers.conflicts, 0);
}

}  // namespace
}  // namespace askwell::test
