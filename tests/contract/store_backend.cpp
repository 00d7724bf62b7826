#include "tests/contract/store_backend.h"

#include <filesystem>

#include "storage/redis_store.h"
#include "storage/sqlite_store.h"
#include "tests/support/conversation_samples.h"
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

class RedisBackend final : public StoreBackend {
  public:
    std::unique_ptr<ConversationStore> open(const boost::asio::any_io_executor& executor,
                                            std::shared_ptr<const Cipher> cipher) override {
        RedisOptions options;
        options.server.port = server_.port();
        options.command_timeout = std::chrono::seconds{20};  // a busy machine is no failure
        return make_redis_store(executor, std::move(options), std::move(cipher));
    }
    std::string raw_bytes() override { return bytes_below(server_.folder()); }

  private:
    RedisServer server_;
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
    if (name == "redis") return std::make_unique<RedisBackend>();
    if (name == "sqlite") return std::make_unique<SqliteBackend>();
    throw std::logic_error("no backend " + name);
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
