// Whether a Redis server is fit to keep what must last, by its own account. Pure.
#pragma once

#include <set>
#include <string>

#include "storage/redis_options.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

/// Judges a reply to INFO. Errors: unavailable while it loads or as a replica; evicts when it may
/// evict what we store; the error reply's own. A server that does not let us read INFO passes: it has
/// answered.
Result<void> judge_info(const RedisReply& info);

/// What could lose acknowledged work but does not forbid to run, a sentence each, from the replies to INFO
/// and CONFIG GET appendfsync (either may be an error: that is warned of) of a server used as `options` say.
std::set<std::string> fitness_warnings(const RedisReply& info, const RedisReply& fsync,
                                       const RedisOptions& options);

}  // namespace askwell::storage
