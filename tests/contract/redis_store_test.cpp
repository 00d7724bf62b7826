// What the Redis store promises beyond the contract: scripts, restarts, a full or unfit server, keys.
#include "storage/redis_store.h"

#include <sstream>

#include <fmt/format.h>

#include <gmock/gmock.h>

#include "storage/digest.h"
#include "tests/contract/customers.h"
#include "tests/contract/store_backend.h"
#include "tests/support/conversation_samples.h"
#include "tests/support/redis_server.h"

namespace askwell::test {
namespace {

using namespace std::chrono_literals;
using namespace storage;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class RedisStoreTest : public testing::Test {
  protected:
    explicit RedisStoreTest(std::vector<std::string> settings = {})
        : server_(std::move(settings)), store_(open({})) {}

    std::unique_ptr<RedisStore> open(RedisOptions options, std::chrono::milliseconds patience = 20s) {
        options.server.port = server_.port();
        options.command_timeout = patience;
        return make_redis_store(loop_.executor(), std::move(options), test_cipher());
    }

    template <typename T>
    Result<T> run(boost::asio::awaitable<Result<T>> work) {
        return loop_.run(std::move(work));
    }

    void configure(std::string name, std::string value) {
        server_.cli({"CONFIG", "SET", std::move(name), std::move(value)});
    }
    std::string redis_key(std::string name) { return "{p017}:" + std::move(name); }
    std::string contact_key(std::string name) { return redis_key(std::move(name)) + ":" + key().digest; }

    RedisServer server_;
    Loop loop_;
    std::unique_ptr<RedisStore> store_;
};

TEST_F(RedisStoreTest, a_commit_is_one_command) {
    ASSERT_TRUE(run(store_->commit(step(0))));  // loads the script
    const auto before = store_->statistics().commands;
    ASSERT_TRUE(run(store_->commit(finishing(1, 1))));
    EXPECT_EQ(store_->statistics().commands, before + 1);
}

TEST_F(RedisStoreTest, a_flushed_script_cache_goes_unnoticed) {
    for (std::uint64_t version = 0; version < 5; ++version) {
        server_.cli({"SCRIPT", "FLUSH"});
        const auto committed = run(store_->commit(saying(version, version + 1)));
        ASSERT_TRUE(committed);
        EXPECT_EQ(committed->status, CommitStatus::applied);
        server_.cli({"SCRIPT", "FLUSH"});
        EXPECT_TRUE(run(store_->begin_send(key(), version + 1, 0, kUs)).value());
    }
    EXPECT_EQ(run(store_->outbox(key()))->size(), 5U);
}

TEST_F(RedisStoreTest, nothing_acknowledged_is_lost_or_done_twice_when_the_server_is_killed_under_load) {
    const auto store = open({}, 300ms);
    Customers customers{loop_, *store, 1};
    for (int life = 0; life < 5; ++life) {
        customers.run(400, [this] { server_.kill(); });
        server_.restart();
        customers.expect_nothing_lost();
    }
    EXPECT_EQ(customers.conflicts, 0) << "an event that had been done before the kill was not recognised";
}

TEST_F(RedisStoreTest, a_full_server_refuses_commits_whole_and_lets_work_drain) {
    ASSERT_TRUE(run(store_->commit(saying(0, 1))));
    ASSERT_TRUE(run(store_->commit(finishing(1, 1))));
    configure("maxmemory", "1");
    Commit refused = saying(2, 2);
    refused.message_id = "m1";
    refused.due = at_second(0);
    EXPECT_EQ(run(store_->commit(refused)).error(), StoreErrc::full);
    EXPECT_EQ(run(store_->load(key()))->version, 2U);

    EXPECT_TRUE(run(store_->begin_send(key(), 1, 0, kUs)).value());
    EXPECT_THAT(run(store_->claim_outbox(kPartition, at_second(99), kLease, 9, kUs)).value(),
                ElementsAre(key()));
    EXPECT_THAT(run(store_->settle({key(), 1, true, {}, at_second(1), kLease, kUs})).value(), IsEmpty());
    EXPECT_EQ(run(store_->claim_finished(kPartition, at_second(1), kLease, 9))->finished.size(), 1U);
    EXPECT_TRUE(run(store_->finished_handed_off(key(), key().text() + "-1", 0)));

    configure("maxmemory", "0");
    EXPECT_THAT(run(store_->claim_due(kPartition, at_second(9), kLease, 9)).value(), IsEmpty());
    EXPECT_EQ(run(store_->commit(refused))->status, CommitStatus::applied);
}

class UnsavedRedis : public RedisStoreTest {
  protected:
    UnsavedRedis() : RedisStoreTest({"--enable-protected-configs", "yes"}) {}
};

TEST_F(UnsavedRedis, a_server_that_cannot_save_is_full_until_it_can) {
    const TempDir place;
    const auto gone = place.path() / "gone";
    std::filesystem::create_directory(gone);
    configure("save", "3600 1000000");
    configure("dir", gone.string());
    std::filesystem::remove(gone);
    server_.cli({"BGSAVE"});
    ASSERT_TRUE(wait_until(
        [this] { return server_.cli({"INFO"}).find("rdb_last_bgsave_status:err") != std::string::npos; }));
    EXPECT_EQ(run(store_->commit(step(0))).error(), StoreErrc::full);
    configure("dir", place.path().string());
    server_.cli({"BGSAVE"});
    ASSERT_TRUE(wait_until(
        [this] { return server_.cli({"INFO"}).find("rdb_last_bgsave_status:ok") != std::string::npos; }));
    EXPECT_EQ(run(store_->commit(step(0)))->status, CommitStatus::applied);
}

TEST_F(RedisStoreTest, a_commit_that_meets_a_key_of_another_type_changes_nothing) {
    for (const char* name : {"out", "due", "fin", "finz", "hold"}) {
        server_.cli({"FLUSHALL"});
        server_.cli({"SET", redis_key(name), "not ours"});
        Commit commit = finishing(0, 1);
        commit.message_id = "m1";
        commit.due = at_second(0);
        commit.outgoing.push_back(message(1));
        EXPECT_EQ(run(store_->commit(commit)).error(), StoreErrc::protocol) << name;
        EXPECT_THAT(server_.cli({"KEYS", "*"}), redis_key(name) + "\n") << "something was written";
    }
}

TEST_F(RedisStoreTest, a_replica_is_unavailable) {
    server_.cli({"REPLICAOF", "127.0.0.1", "1"});
    EXPECT_EQ(run(store_->check()).error(), StoreErrc::unavailable);
    EXPECT_EQ(run(store_->commit(step(0))).error(), StoreErrc::unavailable);
    server_.cli({"REPLICAOF", "NO", "ONE"});
    EXPECT_TRUE(run(store_->check()));
    EXPECT_TRUE(run(store_->commit(step(0))));
}

TEST_F(RedisStoreTest, a_master_without_the_replicas_demanded_is_unavailable) {
    configure("min-replicas-to-write", "1");
    EXPECT_EQ(run(store_->commit(step(0))).error(), StoreErrc::unavailable);
    EXPECT_EQ(run(store_->load(key()))->version, 0U);
    configure("min-replicas-to-write", "0");
    EXPECT_TRUE(run(store_->commit(step(0))));
}

TEST_F(RedisStoreTest, a_step_that_no_replica_confirms_may_or_may_not_have_been_done) {
    RedisOptions options;
    options.replicas = 1;
    const auto store = open(options, 2s);
    EXPECT_EQ(run(store->commit(step(0, "m1"))).error(), StoreErrc::timeout);
    EXPECT_EQ(run(store_->commit(step(0, "m1")))->status, CommitStatus::duplicate);
}

TEST_F(RedisStoreTest, a_server_that_may_evict_is_refused) {
    configure("maxmemory-policy", "allkeys-lru");
    EXPECT_EQ(run(store_->check()).error(), StoreErrc::evicts) << "a limit can be set at any time";
    configure("maxmemory", "1gb");
    EXPECT_EQ(run(store_->check()).error(), StoreErrc::evicts);
    configure("maxmemory-policy", "noeviction");
    EXPECT_TRUE(run(store_->check()));
}

TEST_F(RedisStoreTest, warns_of_settings_that_could_lose_acknowledged_work) {
    EXPECT_THAT(run(store_->warnings()).value(), IsEmpty());
    configure("appendfsync", "everysec");
    EXPECT_THAT(run(store_->warnings()).value(), ElementsAre(HasSubstr("appendfsync always")));
    configure("appendonly", "no");
    EXPECT_THAT(run(store_->warnings()).value(), ElementsAre(HasSubstr("appendonly yes")));
}

TEST_F(RedisStoreTest, a_server_that_does_not_show_its_settings_is_warned_of_not_refused) {
    server_.cli({"ACL", "SETUSER", "askwell", "on", ">pass", "~*", "+@all", "-info", "-config"});
    RedisOptions options;
    options.user = "askwell";
    options.password = "pass";
    const auto store = open(options);
    EXPECT_TRUE(run(store->check()));
    EXPECT_THAT(run(store->warnings()).value(),
                ElementsAre(HasSubstr("noeviction"), HasSubstr("appendfsync")));
    EXPECT_TRUE(run(store->commit(step(0))));
}

TEST_F(RedisStoreTest, every_key_of_a_contact_is_in_its_partition) {
    Commit commit = finishing(0, 1);
    commit.message_id = "m1";
    commit.due = at_second(0);
    commit.outgoing.push_back(message(1));
    ASSERT_TRUE(run(store_->commit(commit)));
    std::istringstream keys{server_.cli({"KEYS", "*"})};
    int count = 0;
    for (std::string line; std::getline(keys, line); ++count) EXPECT_THAT(line, StartsWith("{p017}:"));
    EXPECT_EQ(count, 8);
}

TEST_F(RedisStoreTest, marks_and_provider_ids_leave_by_themselves_after_8_days) {
    ASSERT_TRUE(run(store_->commit(step(0, "m1"))));
    ASSERT_TRUE(run(store_->remember_provider_id("sms", "SM1", key(), 1, at_second(0))));
    const auto days_left = [this](const std::string& name) {
        return std::stod(server_.cli({"PTTL", name})) / 86'400'000.0;
    };
    std::string provider_key = server_.cli({"--scan", "--pattern", "*:sent:*"});
    provider_key.pop_back();
    for (const std::string& name : {contact_key("d"), provider_key}) {
        EXPECT_GT(days_left(name), 7.9) << name;
        EXPECT_LE(days_left(name), 8.0) << name;
    }
}

TEST_F(RedisStoreTest, notes_and_claims_leave_by_themselves_an_hour_after_their_time) {
    ASSERT_TRUE(run(store_->keep_note("token", "t1", at_second(7200), at_second(0))));
    ASSERT_TRUE(run(store_->claim_note("token", kUs, at_second(7200), at_second(0))));
    ASSERT_TRUE(run(store_->keep_note("past", "t1", at_second(-99'999), at_second(0))));
    const auto hours_left = [this](std::string name, const std::string& note) {
        const ContactKey place = place_of_note(note);
        const auto redis_name = fmt::format("{{p{:03}}}:{}:{}", place.partition, name, place.digest);
        return std::stod(server_.cli({"PTTL", redis_name})) / 3'600'000.0;
    };
    for (const char* kind : {"note", "claim"}) {
        EXPECT_GT(hours_left(kind, "token"), 2.9) << kind;
        EXPECT_LE(hours_left(kind, "token"), 3.0) << kind;
    }
    EXPECT_LE(hours_left("note", "past"), 1.0);
}

TEST_F(RedisStoreTest, its_clock_is_the_servers) {
    const auto server_seconds = [this] { return std::stoll(server_.cli({"TIME"})); };
    const auto before = server_seconds();
    const auto clock = run(store_->clock());
    const auto after = server_seconds();
    ASSERT_TRUE(clock);
    EXPECT_GE(flows::to_unix_ms(*clock) / 1000, before);
    EXPECT_LE(flows::to_unix_ms(*clock) / 1000, after);
}

TEST_F(RedisStoreTest, a_note_that_was_moved_or_prolonged_does_not_open) {
    ASSERT_TRUE(run(store_->keep_note("token", "t1", at_second(60), at_second(0))));
    const auto redis_name = [](std::string_view note) {
        const ContactKey place = place_of_note(note);
        return fmt::format("{{p{:03}}}:note:{}", place.partition, place.digest);
    };
    server_.cli({"COPY", redis_name("token"), redis_name("other")});
    EXPECT_EQ(run(store_->find_note("other", at_second(0))).error(), StoreErrc::corrupt);
    server_.cli({"SETRANGE", redis_name("token"), "0", "2"});
    EXPECT_EQ(run(store_->find_note("token", at_second(0))).error(), StoreErrc::corrupt);
    server_.cli({"SET", redis_name("token"), "not ours"});
    EXPECT_EQ(run(store_->find_note("token", at_second(0))).error(), StoreErrc::corrupt);
    ASSERT_TRUE(run(store_->drop_note("token")));
    EXPECT_EQ(run(store_->find_note("token", at_second(0))).value(), std::nullopt);
}

TEST_F(RedisStoreTest, a_full_server_refuses_notes_and_lets_them_be_dropped) {
    ASSERT_TRUE(run(store_->keep_note("token", "t1", at_second(60), at_second(0))));
    configure("maxmemory", "1");
    EXPECT_EQ(run(store_->keep_note("token", "t2", at_second(60), at_second(0))).error(), StoreErrc::full);
    EXPECT_EQ(run(store_->claim_note("token", kUs, at_second(60), at_second(0))).error(), StoreErrc::full);
    EXPECT_EQ(run(store_->find_note("token", at_second(0))).value(), "t1");
    ASSERT_TRUE(run(store_->drop_note("token")));
    EXPECT_EQ(server_.cli({"DBSIZE"}), "0\n");
}

TEST_F(RedisStoreTest, damaged_or_moved_values_are_corrupt_and_hold_up_nobody_else) {
    ASSERT_TRUE(run(store_->commit(finishing(0, 1))));
    ASSERT_TRUE(run(store_->commit(finishing(1, 2))));
    ASSERT_TRUE(run(store_->commit(step(0, {}, "b"))));
    server_.cli({"COPY", contact_key("s"), redis_key("s") + ":" + key("b").digest, "REPLACE"});
    EXPECT_EQ(run(store_->load(key("b"))).error(), StoreErrc::corrupt) << "another contact's value";
    server_.cli({"HSET", contact_key("s"), "v", "1"});
    EXPECT_EQ(run(store_->load(key())).error(), StoreErrc::corrupt) << "a value of another version";

    server_.cli({"HSET", redis_key("fin"), key().text() + "-1.0", "damaged"});
    const auto claimed = run(store_->claim_finished(kPartition, at_second(0), kLease, 9));
    ASSERT_TRUE(claimed);
    ASSERT_EQ(claimed->finished.size(), 1U);
    EXPECT_EQ(claimed->finished.front().conversation.id, key().text() + "-2");
    EXPECT_THAT(claimed->damaged, ElementsAre(FinishedName{key().text() + "-1", 0}));
}

}  // namespace
}  // namespace askwell::test
