// Dead letters in Redis; see ConversationStore::failed() and those after it. Errors and thread rule: as
// redis_caller.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/conversation_store.h"
#include "storage/redis_caller.h"
#include "storage/sealed_records.h"

namespace askwell::storage {

class RedisLetters {
  public:
    /// Both outlive it and its work.
    RedisLetters(RedisCaller& redis, const SealedRecords& records);

    awaitable<Result<bool>> failed(Failure failure, int limit);
    awaitable<Result<std::vector<DeadLetter>>> page(int partition, LetterCursor after, std::size_t limit);
    awaitable<Result<std::optional<DeadLetter>>> find(std::string id);
    awaitable<Result<bool>> release(Work work, TimePoint now);
    awaitable<Result<bool>> discard(std::string id);
    awaitable<Result<std::size_t>> count(int partition);

  private:
    DeadLetter open(std::string id, std::string_view field) const;
    awaitable<Result<bool>> end(std::string id, std::vector<std::string> place,
                                std::vector<std::string> entry);

    RedisCaller& redis_;
    const SealedRecords& records_;
    Script failed_;
    Script end_;
    Script page_;
};

}  // namespace askwell::storage
