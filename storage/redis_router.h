// From a key to the server that has it: one server, the master that sentinels name, or the masters of a
// cluster. Errors and thread rule: as redis_connection.h.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "storage/redis_connection.h"
#include "storage/redis_options.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

/// How a command is sent.
struct Sending {
    IfLost if_lost = IfLost::report;
    Confirm confirm = Confirm::master;
    /// For the next owner of a moving slot, which serves only who was sent there.
    bool asking = false;
};

class RedisRouter {
  public:
    virtual ~RedisRouter() = default;

    /// Sends `command` to the server that has `key`; an error reply is a reply. Both outlive the
    /// wait. Further error: unavailable when no server has the key at present.
    virtual boost::asio::awaitable<Result<RedisReply>> command(std::string_view key,
                                                               const RedisCommand& command, Sending how) = 0;

    /// Asks every master all `questions`, which are repeated when a connection breaks: the replies to each,
    /// error replies among them. Error: the first that a master met; unavailable when a slot has no master.
    virtual boost::asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> ask_masters(
        std::vector<RedisCommand> questions) = 0;

    /// Of all connections to servers with data.
    virtual RedisStatistics statistics() const = 0;
};

/// Connects at the first command. Throws as RedisConnection does.
std::unique_ptr<RedisRouter> make_redis_router(boost::asio::any_io_executor executor, RedisOptions options);

/// Sends `command` to the server of `connection`.
boost::asio::awaitable<Result<RedisReply>> send_command(RedisConnection& connection,
                                                        const RedisCommand& command, Sending how);

}  // namespace askwell::storage
