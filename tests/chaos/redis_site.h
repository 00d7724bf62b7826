// The Redis of a run in one of its three shapes, and what can be done to it. Thread rule: one thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "tests/chaos/dice.h"
#include "tests/support/redis_groups.h"
#include "tests/support/redis_server.h"

namespace askwell::chaos {

enum class RedisShape {
    single,
    sentinel,  ///< a master, two replicas, three sentinels
    cluster,   ///< three masters
};
std::string_view to_string(RedisShape shape);

/// What stands in the stores, over all partitions.
struct Work {
    std::int64_t outboxes = 0;    ///< contacts with something to send
    std::int64_t held = 0;        ///< outboxes that somebody holds
    std::int64_t due_now = 0;     ///< timers whose time has come
    std::int64_t timers = 0;      ///< all timers
    std::int64_t unrecorded = 0;  ///< finished conversations that are not in the ledger
    std::int64_t unknown = 0;     ///< servers that did not answer
    std::int64_t messages = 0;    ///< outboxes by their own keys
    std::int64_t letters = 0;     ///< dead letters

    bool idle() const { return outboxes == 0 && due_now == 0 && unrecorded == 0 && unknown == 0; }
    bool nothing() const { return idle() && held == 0 && timers == 0 && messages == 0 && letters == 0; }
};

class RedisSite {
  public:
    /// Of the master behind sentinels.
    static constexpr int kReplicas = 2;

    /// `replicas`: how many must have a step before it is acknowledged; behind sentinels only.
    explicit RedisSite(RedisShape shape, int replicas = kReplicas);

    /// The service's setting "store".
    nlohmann::json store() const;

    /// kill -9 of the server with the data (of one of them in a cluster), and its restart. Returns which.
    std::string kill_and_restart(const Dice& dice);
    /// kill -9 of the master; returns when another is master and the old one is its replica. Sentinel only.
    /// What it says has how much of the old master's history each replica had when it had died: with fewer
    /// replicas to wait for than there are, the one promoted may have less than another.
    std::string fail_over();
    /// Runs a command on every server that has data.
    void on_masters(const std::vector<std::string>& command);
    /// No file of the servers may grow any more, which ends them; then they come back.
    void fill_disk();

    /// Counts by `service_now`, in milliseconds.
    Work work(std::int64_t service_now);

  private:
    test::RedisServer& master();
    std::vector<test::RedisServer*> masters();
    /// The sum of the integers that every master answers to `commands`.
    std::int64_t sum(const std::string& commands, std::int64_t& unknown);

    /// "1 at 4711, 2 at 4711": what the servers other than `but` have of their master's history.
    std::string offsets(std::size_t but);

    RedisShape shape_;
    int replicas_;
    std::unique_ptr<test::RedisServer> single_;
    std::unique_ptr<test::RedisSentinelServers> sentinels_;
    std::unique_ptr<test::RedisClusterServers> cluster_;
    std::size_t master_ = 0;  ///< behind sentinels
};

}  // namespace askwell::chaos
