// The sentinels of one service: where its master is, and when it moves. Thread rule: as redis_connection.h.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include "storage/redis_options.h"
#include "storage/redis_poll.h"
#include "storage/redis_protocol.h"
#include "storage/result.h"

namespace askwell::storage {

/// What one sentinel knows.
struct SentinelView {
    RedisAddress master;
    std::uint64_t epoch = 0;  ///< of the configuration: the higher, the newer
};

/// Out of the replies to SENTINEL GET-MASTER-ADDR-BY-NAME and SENTINEL MASTER; nullopt when they are not
/// understood.
std::optional<SentinelView> parse_sentinel_view(const RedisReply& address, const RedisReply& master);

class RedisSentinels : public std::enable_shared_from_this<RedisSentinels> {
  public:
    /// Connects at the first question.
    RedisSentinels(boost::asio::any_io_executor executor, const RedisOptions& options);

    /// The master by the newest configuration that a majority of the sentinels knows, or those that answer.
    /// Whether it is one by its own account is for the caller to ask. Watches from then on. Errors:
    /// unavailable; misconfigured (no such service, credentials refused); untrusted (no TLS).
    static boost::asio::awaitable<Result<RedisAddress>> find_master(std::shared_ptr<RedisSentinels> self);

    /// `moved` is called when another master is seen than find_master() gave last.
    void when_moved(std::function<void()> moved) { moved_ = std::move(moved); }

    /// Closes for good; `moved` is not called any more.
    void close();

  private:
    static boost::asio::awaitable<Result<RedisAddress>> ask(std::shared_ptr<RedisSentinels> self);
    static boost::asio::awaitable<void> watch(std::shared_ptr<RedisSentinels> self);
    void start_watch();

    boost::asio::any_io_executor executor_;
    std::string service_;
    std::chrono::milliseconds interval_;
    RedisPeers sentinels_;
    boost::asio::steady_timer timer_;
    std::function<void()> moved_;
    RedisAddress master_;
    bool watching_ = false;
    bool closed_ = false;
};

}  // namespace askwell::storage
