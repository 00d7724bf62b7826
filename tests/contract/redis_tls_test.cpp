// TLS to Redis in groups: every connection to a node, a sentinel or a master is verified, also those that
// lead where a server said.
#include <memory>

#include <fmt/format.h>

#include <gtest/gtest.h>

#include "storage/redis_slots.h"
#include "storage/redis_store.h"
#include "tests/contract/store_backend.h"
#include "tests/support/redis_groups.h"
#include "tests/support/tls_certificate.h"

namespace askwell::test {
namespace {

using namespace std::chrono_literals;
using namespace storage;

const TlsCertificate& ours() {
    static const TlsCertificate certificate;
    return certificate;
}
/// Of another authority, for the same address.
const TlsCertificate& anothers() {
    static const TlsCertificate certificate;
    return certificate;
}

class RedisTlsGroup : public testing::Test {
  protected:
    std::unique_ptr<RedisStore> open(const std::string& url, const TlsCertificate& trusted = ours()) {
        RedisOptions options = *parse_redis_url(url);
        options.command_timeout = 5s;
        options.watch_interval = 200ms;
        options.ca_file = trusted.file().string();
        return make_redis_store(loop_.executor(), std::move(options), test_cipher());
    }
    template <typename T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        return loop_.run(std::move(work));
    }

    Loop loop_;
};

// ---- cluster ----

class RedisTlsCluster : public RedisTlsGroup {
  protected:
    static RedisClusterServers& servers() {
        static RedisClusterServers started{0, {}, &ours()};
        return started;
    }
    static Commit step_in(int partition) {
        Commit commit = step(0);
        commit.key.partition = partition;
        commit.next.key = commit.key.text();
        return commit;
    }
};

TEST_F(RedisTlsCluster, steps_reach_every_master_and_follow_a_slot_that_moves) {
    servers().clear();
    const auto store = open(servers().url());
    ASSERT_TRUE(run(store->check()));
    for (int partition = 0; partition < kPartitions; partition += 8) {
        const auto committed = run(store->commit(step_in(partition)));
        ASSERT_TRUE(committed) << committed.error().message();
    }
    EXPECT_EQ(store->statistics().connections, RedisClusterServers::kMasters);

    const std::uint16_t slot = key_slot("{p001}");
    const std::size_t to = (servers().owner(slot) + 1) % RedisClusterServers::kMasters;
    servers().begin_move(slot, servers().owner(slot), to);
    EXPECT_EQ(run(store->load({1, key().digest}))->version, 0U) << "ASK leads to a TLS port, too";
    servers().finish_move(slot, to);
    EXPECT_EQ(run(store->commit(step_in(1)))->status, CommitStatus::applied) << "and so does MOVED";
    EXPECT_EQ(run(store->load({1, key().digest}))->version, 1U);
}

TEST_F(RedisTlsCluster, nodes_that_cannot_be_verified_are_told_nothing) {
    EXPECT_EQ(run(open(servers().url(), anothers())->check()).error(), StoreErrc::untrusted);
    EXPECT_EQ(run(open(servers().url(), anothers())->commit(step(0))).error(), StoreErrc::untrusted);
    const auto by_name = fmt::format("rediss-cluster://localhost:{}", servers().node(0).tls_port());
    EXPECT_EQ(run(open(by_name)->check()).error(), StoreErrc::untrusted)
        << "the certificate names an address";
    const auto plain = fmt::format("rediss-cluster://127.0.0.1:{}", servers().node(0).port());
    EXPECT_FALSE(run(open(plain)->check())) << "a port that speaks no TLS";
}

// ---- sentinels ----

class RedisTlsSentinel : public RedisTlsGroup {};

TEST_F(RedisTlsSentinel, the_master_is_found_and_followed_by_the_ports_that_sentinels_name) {
    RedisSentinelServers servers{{}, 1, &ours()};
    const auto store = open(servers.url());
    ASSERT_TRUE(run(store->check()));
    ASSERT_EQ(run(store->commit(step(0)))->status, CommitStatus::applied);
    const auto version_on = [](const RedisServer& server) {
        return server.cli({"HGET", "{p017}:s:" + key().digest, "v"});
    };
    ASSERT_TRUE(wait_until([&] { return version_on(servers.second()) == "1\n"; }));
    servers.first().kill();
    ASSERT_TRUE(wait_until([&] { return servers.agree_on(servers.second().tls_port()); }, 40s));
    EXPECT_TRUE(wait_until([&] { return run(store->commit(step(1, "m1"))).has_value(); }, 20s));
    EXPECT_EQ(version_on(servers.second()), "2\n");
}

TEST_F(RedisTlsSentinel, sentinels_or_a_master_that_cannot_be_verified_are_told_nothing) {
    RedisSentinelServers servers{{}, 0, &ours()};
    EXPECT_EQ(run(open(servers.url(), anothers())->check()).error(), StoreErrc::untrusted);

    // Sentinels that we trust, and a master that shows another certificate by now.
    servers.first().cli(
        {"CONFIG", "SET", "tls-cert-file", anothers().file(), "tls-key-file", anothers().key_file()});
    EXPECT_EQ(run(open(servers.url())->check()).error(), StoreErrc::untrusted);
}

}  // namespace
}  // namespace askwell::test
