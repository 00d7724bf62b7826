// Real Redis servers in groups, on free ports, for tests: a cluster, and a master with a replica that
// sentinels watch. Failures are noticed within a second.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/process.h"
#include "tests/support/redis_server.h"

namespace askwell::test {

/// Three masters with a third of the slots each, and as many replicas of each as asked for.
class RedisClusterServers {
  public:
    /// `tls`: they speak TLS with each other and, by the URL, with us; outlives them.
    explicit RedisClusterServers(std::size_t replicas_each = 0, std::vector<std::string> settings = {},
                                 const TlsCertificate* tls = nullptr);

    static constexpr std::size_t kMasters = 3;

    /// redis-cluster://… naming the first masters.
    std::string url() const;
    /// The masters first, in the order of their slots.
    RedisServer& node(std::size_t index) { return *nodes_.at(index); }
    std::size_t size() const { return nodes_.size(); }
    std::string id(std::size_t index) const;
    /// The node that serves `slot` at present, by its own account; size() when none does.
    std::size_t owner(std::uint16_t slot) const;
    /// Every running node knows all slots to be served.
    bool is_whole() const;
    /// Empties the masters.
    void clear() const;
    /// Starts moving `slot`: until finish_move(), its keys are with one or the other (MIGRATE moves them).
    void begin_move(std::uint16_t slot, std::size_t from, std::size_t to) const;
    void move_keys(std::uint16_t slot, std::size_t from, std::size_t to) const;
    void finish_move(std::uint16_t slot, std::size_t to) const;

  private:
    bool tls_;
    std::vector<std::unique_ptr<RedisServer>> nodes_;
};

/// A master and its replicas, and three sentinels that watch them as the service "askwell".
class RedisSentinelServers {
  public:
    /// `tls`: all speak TLS with each other and, by the URL, with us, and name each other's TLS ports;
    /// outlives them.
    explicit RedisSentinelServers(std::vector<std::string> settings = {}, std::size_t replicas = 1,
                                  const TlsCertificate* tls = nullptr);

    static constexpr std::string_view kService = "askwell";
    static constexpr std::size_t kSentinels = 3;

    /// redis+sentinel://…
    std::string url() const;
    /// The master at the start.
    RedisServer& first() { return *servers_.front(); }
    /// Its first replica.
    RedisServer& second() { return *servers_.at(1); }
    /// All of them: the master at the start, then its replicas.
    RedisServer& server(std::size_t index) { return *servers_.at(index); }
    std::size_t size() const { return servers_.size(); }
    std::uint16_t sentinel_port(std::size_t index) const { return sentinels_.at(index)->port; }
    void kill_sentinel(std::size_t index) { sentinels_.at(index)->process.kill(); }
    std::string sentinel_cli(std::size_t index, std::vector<std::string> arguments) const;
    /// Every running sentinel names the server on `port` (its TLS port, where they speak TLS) as the master.
    bool agree_on(std::uint16_t port) const;

  private:
    struct Sentinel {
        Sentinel(std::uint16_t master, const TlsCertificate* tls);
        /// Writes its file, which it keeps up to date itself; returns the path.
        std::string configure(std::uint16_t master, const TlsCertificate* tls) const;

        std::uint16_t port;
        std::uint16_t tls_port;  ///< 0 where it has none
        TempDir folder;
        ChildProcess process;
    };

    bool tls_;
    std::vector<std::unique_ptr<RedisServer>> servers_;
    std::vector<std::unique_ptr<Sentinel>> sentinels_;
};

}  // namespace askwell::test
