#include "tests/contract/store_backend.h"

#include <filesystem>

#include "storage/redis_options.h"
#include "storage/redis_store.h"
#include "storage/sqlite_store.h"
#include "tests/support/conversation_samples.h"
#include "tests/support/redis_groups.h"
#include "tests/support/redis_server.h"

namespace askwell::test {

using namespace storage;  // NOLINT(google-build-using-namespace)

namespace {

std::string bytes_below(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) all += read_file(entry.path());
    }
    return all;
}

RedisOptions patient(RedisOptions options) {
    options.command_timeout = std::chrono::seconds{20};  // a busy machine is no failure
    return options;
}

class RedisBackend final : public StoreBackend {
  public:
    explicit RedisBackend(std::string program) : server_({}, std::move(program)) {}

    std::unique_ptr<ConversationStore> open(const boost::asio::any_io_executor& executor,
                                            std::shared_ptr<const Cipher> cipher) override {
        return make_redis_store(executor, patient(*parse_redis_url(server_.url())), std::move(cipher));
    }
    std::string raw_bytes() override { return bytes_below(server_.folder()); }

  private:
    RedisServer server_;
};

/// A group of servers takes seconds to find together: one serves all tests of a program, emptied for each.
class RedisClusterBackend final : public StoreBackend {
  public:
    RedisClusterBackend() { servers().clear(); }

    std::unique_ptr<ConversationStore> open(const boost::asio::any_io_executor& executor,
                                            std::shared_ptr<const Cipher> cipher) override {
        return make_redis_store(executor, patient(*parse_redis_url(servers().url())), std::move(cipher));
    }
    std::string raw_bytes() override {
        std::string all;
        for (std::size_t index = 0; index < servers().size(); ++index) {
            all += bytes_below(servers().node(index).folder());
        }
        return all;
    }

  private:
    static RedisClusterServers& servers() {
        static RedisClusterServers started{1};
        return started;
    }
};

class RedisSentinelBackend final : public StoreBackend {
  public:
    RedisSentinelBackend() { servers().first().cli({"FLUSHALL"}); }

    /// Every step waits for the replica.
    std::unique_ptr<ConversationStore> open(const boost::asio::any_io_executor& executor,
                                            std::shared_ptr<const Cipher> cipher) override {
        RedisOptions options = patient(*parse_redis_url(servers().url()));
        options.replicas = 1;
        return make_redis_store(executor, std::move(options), std::move(cipher));
    }
    std::string raw_bytes() override {
        return bytes_below(servers().first().folder()) + bytes_below(servers().second().folder());
    }

  private:
    static RedisSentinelServers& servers() {
        static RedisSentinelServers started;
        return started;
    }
};

class SqliteBackend final : public StoreBackend {
  public:
    std::unique_ptr<ConversationStore> open(const boost::asio::any_io_executor&,
                                            std::shared_ptr<const Cipher> cipher) override {
        return make_sqlite_store(folder_.path() / "conversations.db", std::move(cipher));
    }
    std::string raw_bytes() override { return bytes_below(folder_.path()); }

  private:
    TempDir folder_;
};

}  // namespace

std::shared_ptr<const Cipher> test_cipher() {
    using Keys = std::map<std::string, std::string, std::less<>>;
    return std::make_shared<const Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
}

std::unique_ptr<StoreBackend> make_backend(const std::string& name) {
    if (name == "redis") return std::make_unique<RedisBackend>("redis-server");
    if (name == "valkey") return std::make_unique<RedisBackend>("valkey-server");
    if (name == "redis_cluster") return std::make_unique<RedisClusterBackend>();
    if (name == "redis_sentinel") return std::make_unique<RedisSentinelBackend>();
    if (name == "sqlite") return std::make_unique<SqliteBackend>();
    throw std::logic_error("no backend " + name);
}

std::vector<std::string> backend_names() {
    std::vector<std::string> names{"redis", "redis_cluster", "redis_sentinel", "sqlite"};
    if (run({"valkey-server", "--version"}).status == 0) names.emplace_back("valkey");
    return names;
}

StoreContract::StoreContract() : backend_(make_backend(GetParam())), store_(open()), other_(open()) {}

void StoreContract::succeed(boost::asio::awaitable<Result<void>> work) {
    const Result<void> result = loop_.run(std::move(work));
    if (!result) throw std::runtime_error("the store failed: " + result.error().message());
}

ContactKey key(std::string name) {
    std::string digest(32, '0');
    name.copy(digest.data(), digest.size());
    return {kPartition, digest};
}

flows::Outgoing message(std::uint64_t number) {
    flows::Outgoing message = full_outgoing();
    message.number = number;
    return message;
}

Commit step(std::uint64_t expected_version, std::string message_id, std::string name) {
    Commit commit;
    commit.key = key(std::move(name));
    commit.expected_version = expected_version;
    commit.message_id = std::move(message_id);
    commit.next = full_contact();
    commit.next.key = commit.key.text();
    commit.now = at_second(0);
    commit.lease = kLease;
    commit.holder = kUs;
    return commit;
}

Commit saying(std::uint64_t expected_version, std::uint64_t number) {
    Commit commit = step(expected_version);
    commit.outgoing.push_back(message(number));
    return commit;
}

Commit finishing(std::uint64_t expected_version, std::uint32_t conversation) {
    Commit commit = step(expected_version);
    flows::Finished finished{commit.next.contact, full_conversation()};
    finished.conversation.id = commit.key.text() + "-" + std::to_string(conversation);
    commit.finished.push_back(std::move(finished));
    return commit;
}

}  // namespace askwell::test
