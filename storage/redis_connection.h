// One Redis server, reached through one TCP (or TLS) connection that reconnects by itself.
//
// Commands issued in one turn of the loop leave in one write. A command that is not yet written waits for a
// connection; one that was written when the connection broke is answered lost_after_send, unless it may be
// repeated. No answer within the command timeout: the connection is dropped, because what comes later could
// belong to anything.
//
// Behind sentinels the server is looked up before every attempt, and one that is no master is left at once.
//
// Thread rule: one object per worker, used on its executor only; destroy it before the executor's context.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "storage/redis_options.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

/// What becomes of a command that was written when its connection broke.
enum class IfLost {
    report,  ///< lost_after_send: it may or may not have been done
    repeat,  ///< written again on the next connection, within its time: for reads and idempotent writes
};

/// Whose word a command's answer is.
enum class Confirm {
    master,    ///< the server's own
    replicas,  ///< its own and that of RedisOptions::replicas replicas, which have all it has done until
               ///< then. StoreErrc::timeout when they do not say so in time: it was done, and may be lost
};

/// Where the server is at present; asked before every attempt to connect. Errors: unavailable (tried again
/// later), misconfigured and untrusted (told to those who wait).
using RedisLocator = std::function<boost::asio::awaitable<Result<RedisAddress>>()>;

/// Counters since construction, for metrics.
struct RedisStatistics {
    std::uint64_t commands = 0;     ///< issued
    std::uint64_t writes = 0;       ///< to the socket; commands / writes = how well pipelining works
    std::uint64_t connections = 0;  ///< established, authentication included

    RedisStatistics& operator+=(const RedisStatistics& more);
};

class RedisConnection {
  public:
    /// Connects at the first command: to `options.server`, or where `locate` says when it is given. Throws
    /// boost::system::system_error when `ca_file` cannot be loaded.
    RedisConnection(boost::asio::any_io_executor executor, RedisOptions options, RedisLocator locate = {});
    /// As close().
    ~RedisConnection();
    RedisConnection(const RedisConnection&) = delete;
    RedisConnection& operator=(const RedisConnection&) = delete;

    /// Sends one command and awaits its reply; an error reply is a reply. Errors: unavailable (not sent),
    /// timeout and lost_after_send (may have been done), misconfigured (credentials or database refused; not
    /// sent), untrusted (no TLS with a server that can be verified; not sent).
    boost::asio::awaitable<Result<RedisReply>> command(const RedisCommand& arguments,
                                                       IfLost if_lost = IfLost::report,
                                                       Confirm confirm = Confirm::master);

    /// As command(), for commands that only make sense one after the other on one connection, without
    /// another's between them: an array of their replies. `commands` is not empty.
    boost::asio::awaitable<Result<RedisReply>> together(const std::vector<RedisCommand>& commands,
                                                        IfLost if_lost = IfLost::report,
                                                        Confirm confirm = Confirm::master);

    RedisStatistics statistics() const;

    /// Leaves the present server, as when the connection breaks, for the one that is found next.
    void reconnect();

    /// Closes for good; every command in hand is answered.
    void close();

  private:
    boost::asio::awaitable<Result<RedisReply>> issue(std::string wire, std::size_t group, IfLost if_lost,
                                                     Confirm confirm);

    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace askwell::storage
