// Contacts who commit one event after the other, while servers die under them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "storage/conversation_store.h"
#include "tests/contract/store_backend.h"
#include "tests/support/loop.h"

namespace askwell::test {

/// 32 contacts in `partitions` partitions (kPartition and those after it), as fast as answers come.
class Customers {
  public:
    static constexpr std::size_t kCount = 32;

    Customers(Loop& loop, storage::ConversationStore& store, int partitions)
        : loop_(loop), store_(store), partitions_(partitions) {}

    /// Runs until `enough` more commits are acknowledged, then calls `disaster`; a contact ends when it meets
    /// an error after it, or one more time.
    void run(int enough, const std::function<void()>& disaster);
    /// Runs until every contact has had one more commit acknowledged; false when one did not within
    /// `patience`. What may or may not have been done is committed again.
    bool recover(std::chrono::seconds patience);
    /// Every contact's version is what was acknowledged, or one more: the step under way.
    void expect_nothing_lost();

    int conflicts = 0;  ///< an event that had been done was not recognised

  private:
    storage::ContactKey key_of(std::size_t contact) const;
    storage::awaitable<bool> commit_next(std::size_t contact);
    storage::awaitable<void> live(std::size_t contact, std::function<void()> disaster);

    Loop& loop_;
    storage::ConversationStore& store_;
    int partitions_;
    std::array<std::uint64_t, kCount> acknowledged_{};
    int left_ = 0;
};

}  // namespace askwell::test
