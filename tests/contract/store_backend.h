// What the contract suite runs against: something that opens stores over the same data, as several workers
// would.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include "storage/cipher.h"
#include "storage/conversation_store.h"
#include "tests/support/loop.h"

namespace askwell::test {

class StoreBackend {
  public:
    virtual ~StoreBackend() = default;
    /// Another store object over the same data.
    virtual std::unique_ptr<storage::ConversationStore> open(
        const boost::asio::any_io_executor& executor, std::shared_ptr<const storage::Cipher> cipher) = 0;
    /// Every byte the backend keeps on disk.
    virtual std::string raw_bytes() = 0;
};

/// One of backend_names(); empty of data.
std::unique_ptr<StoreBackend> make_backend(const std::string& name);
/// Every store, in every shape it is used in; Valkey where it is installed.
std::vector<std::string> backend_names();

inline constexpr storage::Duration kLease = std::chrono::seconds{30};
inline constexpr int kPartition = 17;
/// Who commits and settles, where a test does not say otherwise.
inline constexpr storage::Holder kUs{0xFEDC'BA98'7654'3210};

/// The moment of a test, moved by hand.
inline storage::TimePoint at_second(std::int64_t seconds) {
    return flows::from_unix_ms(1'790'000'000'000 + seconds * 1000);
}

/// The contact `name`, in kPartition.
storage::ContactKey key(std::string name = "a");
flows::Outgoing message(std::uint64_t number);
/// A commit at second 0 that changes the state of the contact `name`.
storage::Commit step(std::uint64_t expected_version, std::string message_id = {}, std::string name = "a");
/// … that also says message number `number`.
storage::Commit saying(std::uint64_t expected_version, std::uint64_t number);
/// … that also finishes a conversation.
storage::Commit finishing(std::uint64_t expected_version, std::uint32_t conversation);

/// The cipher of every store under test.
std::shared_ptr<const storage::Cipher> test_cipher();

/// The suite's fixture: two stores of two workers over one backend.
class StoreContract : public testing::TestWithParam<std::string> {
  protected:
    StoreContract();

    template <typename T>
    T run(boost::asio::awaitable<T> work) {
        return loop_.run(std::move(work));
    }
    /// As run(), for work that must succeed.
    template <typename T>
    T get(boost::asio::awaitable<storage::Result<T>> work) {
        storage::Result<T> result = loop_.run(std::move(work));
        if (!result) throw std::runtime_error("the store failed: " + result.error().message());
        return std::move(*result);
    }
    void succeed(boost::asio::awaitable<storage::Result<void>> work);
    /// Runs all at once; returns their results in order. All must succeed.
    template <typename T>
    std::vector<T> get_all(std::vector<boost::asio::awaitable<storage::Result<T>>> works) {
        std::vector<T> results(works.size());
        std::size_t left = works.size();
        for (std::size_t at = 0; at < works.size(); ++at) {
            boost::asio::co_spawn(loop_.context(), std::move(works[at]),
                                  [&, at](std::exception_ptr, storage::Result<T> result) {
                                      results[at] = std::move(result).value();
                                      --left;
                                  });
        }
        loop_.context().restart();
        while (left > 0 && loop_.context().run_one() > 0) {
        }
        if (left > 0) throw std::logic_error("work waits for something that will never come");
        return results;
    }
    /// As another worker would: a store over the same data.
    std::unique_ptr<storage::ConversationStore> open(
        std::shared_ptr<const storage::Cipher> cipher = test_cipher()) {
        return backend_->open(loop_.executor(), std::move(cipher));
    }

    Loop loop_;
    std::unique_ptr<StoreBackend> backend_;
    std::unique_ptr<storage::ConversationStore> store_;
    std::unique_ptr<storage::ConversationStore> other_;
};

}  // namespace askwell::test
