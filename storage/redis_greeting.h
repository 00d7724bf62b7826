// What is said first on a new connection to Redis, and whom we then stay with. Pure.
#pragma once

#include <optional>
#include <vector>

#include "storage/redis_options.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

/// Credentials, database, and behind sentinels the question whether this is a master.
std::vector<RedisCommand> greeting(const RedisOptions& options);

/// What a reply to the greeting says against the server: unavailable (loading, a replica) or misconfigured
/// (it refuses credentials or database); nullopt when it says nothing against it.
std::optional<StoreErrc> objection(const RedisReply& reply);

}  // namespace askwell::storage
