// Redis Cluster: the map of its slots, one connection to each master, and what they answer when a slot is not
// theirs. MOVED and ASK mean that a command was certainly not run: it is sent on, a bounded number of times.
#pragma once

#include <memory>

#include "storage/redis_router.h"

namespace askwell::storage {

class RedisCluster final : public RedisRouter {
  public:
    RedisCluster(boost::asio::any_io_executor executor, RedisOptions options);
    ~RedisCluster() override;
    RedisCluster(const RedisCluster&) = delete;
    RedisCluster& operator=(const RedisCluster&) = delete;

    boost::asio::awaitable<Result<RedisReply>> command(std::string_view key, const RedisCommand& command,
                                                       Sending how) override;
    boost::asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> ask_masters(
        std::vector<RedisCommand> questions) override;
    RedisStatistics statistics() const override;

    /// How often the map of slots was read since construction, for metrics.
    std::uint64_t refreshes() const;

  private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace askwell::storage
