// Scripts and commands as what is stored in Redis needs them: error replies come back as errors, and a server
// that has not seen a script learns it. Errors and thread rule: as redis_router.h.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "storage/redis_router.h"

namespace askwell::storage {

/// A script and its hash. `text` outlives it.
struct Script {
    explicit Script(std::string_view text);
    std::string_view source;
    std::string sha1;
};

class RedisCaller {
  public:
    RedisCaller(boost::asio::any_io_executor executor, RedisOptions options);

    /// Runs `script`, all of whose keys (there is at least one) are of one partition, and waits for the
    /// replicas that the options demand.
    boost::asio::awaitable<Result<RedisReply>> call(const Script& script, std::vector<std::string> keys,
                                                    std::vector<std::string> arguments,
                                                    IfLost if_lost = IfLost::report);
    /// A command on one key, command[1], that may be repeated: it reads, or its second time leaves what the
    /// first left.
    boost::asio::awaitable<Result<RedisReply>> ask(std::vector<std::string> command);
    /// … whose answer says nothing.
    boost::asio::awaitable<Result<void>> tell(std::vector<std::string> command);
    /// As RedisRouter::ask_masters().
    boost::asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> ask_masters(
        std::vector<RedisCommand> questions);

    RedisStatistics statistics() const { return router_->statistics(); }

  private:
    std::unique_ptr<RedisRouter> router_;
};

}  // namespace askwell::storage
