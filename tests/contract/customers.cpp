#include "tests/contract/customers.h"

#include <string>
#include <utility>

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace askwell::test {

using namespace storage;  // NOLINT(google-build-using-namespace)

/// No name begins another: key() pads them.
ContactKey Customers::key_of(std::size_t contact) const {
    ContactKey made = key(std::to_string(contact) + "x");
    made.partition += static_cast<int>(contact) % partitions_;
    return made;
}

/// The same event again after an error: it may or may not have been done.
awaitable<bool> Customers::commit_next(std::size_t contact) {
    const std::uint64_t version = acknowledged_[contact];
    Commit commit = step(version, "event-" + std::to_string(version));
    commit.key = key_of(contact);
    commit.next.key = commit.key.text();
    const Result<Committed> committed = co_await store_.commit(std::move(commit));
    if (!committed) co_return false;
    if (committed->status == CommitStatus::conflict) ++conflicts;
    ++acknowledged_[contact];
    co_return true;
}

awaitable<void> Customers::live(std::size_t contact, std::function<void()> disaster) {
    while (true) {
        const bool done = co_await commit_next(contact);
        if (!done) co_return;
        if (--left_ == 0) disaster();
    }
}

void Customers::run(int enough, const std::function<void()>& disaster) {
    left_ = enough;
    std::size_t running = kCount;
    for (std::size_t contact = 0; contact < kCount; ++contact) {
        boost::asio::co_spawn(loop_.context(), live(contact, disaster),
                              [&running](std::exception_ptr) { --running; });
    }
    loop_.context().restart();
    while (running > 0 && loop_.context().run_one() > 0) {
    }
}

bool Customers::recover(std::chrono::seconds patience) {
    for (std::size_t contact = 0; contact < kCount; ++contact) {
        if (!wait_until([&] { return loop_.run(commit_next(contact)); }, patience)) return false;
    }
    return true;
}

void Customers::expect_nothing_lost() {
    // A server that has just been started may still be loading what it kept.
    ASSERT_TRUE(wait_until([&] { return loop_.run(store_.load(key_of(0))).has_value(); }));
    for (std::size_t contact = 0; contact < kCount; ++contact) {
        const auto state = loop_.run(store_.load(key_of(contact)));
        ASSERT_TRUE(state) << state.error().message();
        EXPECT_GE(state->version, acknowledged_[contact]) << "lost";
        EXPECT_LE(state->version, acknowledged_[contact] + 1) << "more than the one under way";
    }
}

}  // namespace askwell::test
