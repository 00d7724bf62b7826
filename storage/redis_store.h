// Conversations in Redis or Valkey, version 7 or later: the store for production. Every step is one script on
// one partition. Errors and thread rule: see conversation_store.h and redis_connection.h. Keys: README.md.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "storage/conversation_store.h"
#include "storage/redis_caller.h"
#include "storage/redis_letters.h"
#include "storage/redis_notes.h"
#include "storage/sealed_records.h"

namespace askwell::storage {

class RedisStore final : public ConversationStore {
  public:
    RedisStore(boost::asio::any_io_executor executor, RedisOptions options,
               std::shared_ptr<const Cipher> cipher);

    awaitable<Result<flows::ContactState>> load(ContactKey key) override;
    /// lost_after_send and timeout may be answered by the same commit again: with a message id it is
    /// idempotent.
    awaitable<Result<Committed>> commit(Commit commit) override;
    awaitable<Result<std::vector<Pending>>> outbox(ContactKey key) override;
    awaitable<Result<bool>> begin_send(ContactKey key, std::uint64_t number, int attempts,
                                       Holder holder) override;
    awaitable<Result<std::vector<Pending>>> settle(Settle settle) override;
    awaitable<Result<std::vector<ContactKey>>> claim_outbox(int partition, TimePoint now, Duration lease,
                                                            std::size_t limit, Holder holder) override;
    awaitable<Result<std::vector<ContactKey>>> claim_due(int partition, TimePoint now, Duration lease,
                                                         std::size_t limit) override;
    awaitable<Result<ClaimedFinished>> claim_finished(int partition, TimePoint now, Duration lease,
                                                      std::size_t limit) override;
    awaitable<Result<void>> finished_handed_off(ContactKey key, std::string conversation_id,
                                                std::uint32_t revision) override;
    awaitable<Result<void>> remember_provider_id(std::string channel, std::string provider_id, ContactKey key,
                                                 std::uint64_t number, TimePoint now) override;
    awaitable<Result<std::optional<Sent>>> find_provider_id(std::string channel,
                                                            std::string provider_id) override;
    awaitable<Result<bool>> failed(Failure failure, int limit) override;
    awaitable<Result<std::vector<DeadLetter>>> dead_letters(int partition, LetterCursor after,
                                                            std::size_t limit) override;
    awaitable<Result<std::optional<DeadLetter>>> find_dead_letter(std::string id) override;
    awaitable<Result<bool>> release_dead_letter(Work work, TimePoint now) override;
    awaitable<Result<bool>> discard_dead_letter(std::string id) override;
    awaitable<Result<std::size_t>> count_dead_letters(int partition) override;
    awaitable<Result<void>> keep_note(std::string name, std::string value, TimePoint until,
                                      TimePoint now) override;
    awaitable<Result<std::optional<std::string>>> find_note(std::string name, TimePoint now) override;
    awaitable<Result<void>> drop_note(std::string name) override;
    awaitable<Result<bool>> claim_note(std::string name, Holder holder, TimePoint until,
                                       TimePoint now) override;
    awaitable<Result<void>> end_claim(std::string name, Holder holder) override;
    /// Nothing to do: Redis expires marks, provider ids and notes by itself.
    awaitable<Result<void>> tidy(int partition, TimePoint now) override;
    /// Of every master: unavailable while loading or a replica; evicts when it may evict what we store.
    awaitable<Result<void>> check() override;

    /// The server's own clock; of a cluster, that of one of its masters.
    awaitable<Result<TimePoint>> clock();

    /// What could lose acknowledged work but does not forbid to run (no AOF, fsync not on every write, no
    /// replica waited for, settings that cannot be read): a sentence each, for the log at start-up.
    awaitable<Result<std::vector<std::string>>> warnings();

    RedisStatistics statistics() const { return redis_.statistics(); }

  private:
    /// The scripts, hashed once.
    struct Scripts {
        Script commit;
        Script begin_send;
        Script settle;
        Script claim;
        Script claim_finished;
        Script forget_finished;
    };

    awaitable<Result<std::vector<ContactKey>>> claim(std::vector<std::string> keys,
                                                     std::vector<std::string> arguments, int partition);
    Result<std::vector<Pending>> open_outbox(const ContactKey& key, const RedisReply& fields) const;

    RedisOptions options_;
    RedisCaller redis_;
    SealedRecords records_;
    Scripts scripts_;
    RedisLetters letters_;
    RedisNotes notes_;
};

std::unique_ptr<RedisStore> make_redis_store(boost::asio::any_io_executor executor, RedisOptions options,
                                             std::shared_ptr<const Cipher> cipher);

}  // namespace askwell::storage
