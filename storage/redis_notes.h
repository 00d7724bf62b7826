// The notebook in Redis; see ConversationStore::keep_note() and those after it. Errors and thread rule: as
// redis_caller.h.
#pragma once

#include <optional>
#include <string>

#include "storage/conversation_store.h"
#include "storage/redis_caller.h"
#include "storage/sealed_records.h"

namespace askwell::storage {

class RedisNotes {
  public:
    /// Both outlive it and its work.
    RedisNotes(RedisCaller& redis, const SealedRecords& records);

    awaitable<Result<void>> keep(std::string name, std::string value, TimePoint until, TimePoint now);
    awaitable<Result<std::optional<std::string>>> find(std::string name, TimePoint now);
    awaitable<Result<void>> drop(std::string name);
    awaitable<Result<bool>> claim(std::string name, Holder holder, TimePoint until, TimePoint now);
    awaitable<Result<void>> end_claim(std::string name, Holder holder);

  private:
    RedisCaller& redis_;
    const SealedRecords& records_;
    Script claim_;
    Script end_claim_;
};

}  // namespace askwell::storage
