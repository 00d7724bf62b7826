// One question to several servers at once.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "storage/redis_connection.h"

namespace askwell::storage {

using RedisPeers = std::vector<std::shared_ptr<RedisConnection>>;

struct PeerAnswer {
    std::size_t peer = 0;             ///< its place among those asked
    std::vector<RedisReply> replies;  ///< to each command; none is an error, nil or an empty array
};

/// Asks all `peers` the same, on one connection each; returns as soon as `enough` have answered or all have
/// had their time, with the answers in the order they came. When nobody answered: misconfigured if one
/// refused the question (credentials, not that kind of server), untrusted if one could not be verified, else
/// unavailable.
boost::asio::awaitable<Result<std::vector<PeerAnswer>>> ask_peers(boost::asio::any_io_executor executor,
                                                                  RedisPeers peers,
                                                                  std::vector<RedisCommand> commands,
                                                                  std::size_t enough);

}  // namespace askwell::storage
