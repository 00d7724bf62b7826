// Where a Redis is and how patient we are with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/system/result.hpp>

namespace askwell::storage {

struct RedisAddress {
    std::string host = "127.0.0.1";
    std::uint16_t port = 6379;

    auto operator<=>(const RedisAddress&) const = default;
};

enum class RedisShape {
    single,    ///< one server, at `server`
    sentinel,  ///< a master and its replicas: sentinels say which is which
    cluster,   ///< Redis Cluster: the keys' slots are spread over several masters
};

struct RedisOptions {
    RedisShape shape = RedisShape::single;
    RedisAddress server;              ///< of a single server
    std::vector<RedisAddress> seeds;  ///< sentinels, or nodes of the cluster; one that answers is enough
    std::string service;              ///< the master's name with the sentinels
    std::string user;                 ///< ACL user of the servers with data; "" = the default user
    std::string password;             ///< "" = no AUTH
    std::string sentinel_user;        ///< likewise of the sentinels
    std::string sentinel_password;
    int database = 0;
    bool tls = false;
    std::string ca_file;                              ///< PEM, for TLS; "" = the system's certificate store
    std::chrono::milliseconds connect_timeout{2000};  ///< name, TCP, TLS and AUTH together
    std::chrono::milliseconds command_timeout{
        2000};  ///< from the call to the answer; waiting for a connection included
    std::chrono::milliseconds backoff_first{50};  ///< before the first reconnection; doubles, with jitter …
    std::chrono::milliseconds backoff_max{2000};  ///< … up to this
    std::size_t max_waiting =
        65'536;  ///< commands that may wait for a connection; further ones are unavailable at once
    /// A step of ours is acknowledged only when so many replicas have it (WAIT). 0: the master's word is
    /// enough, and a failover may lose the last steps.
    int replicas = 0;
    std::chrono::milliseconds watch_interval{1000};  ///< between two questions to the sentinels

    bool operator==(const RedisOptions&) const = default;
};

/// Why a URL is not accepted: a sentence for the person who wrote it, which never repeats the password.
struct BadRedisUrl {
    std::string message;
};

/// Reads, where a place is host[:port] and `rediss` instead of `redis` means TLS,
///     redis://[[user][:password]@]place[/db]                           one server (port 6379)
///     redis+sentinel://[[user][:password]@]place[,place…]/service[/db] sentinels (port 26379) and their
///     master redis-cluster://[[user][:password]@]place[,place…]               nodes of a cluster (port 6379)
/// User and password are those of the servers with data and percent-decoded; an IPv6 host stands in brackets.
boost::system::result<RedisOptions, BadRedisUrl> parse_redis_url(std::string_view url);

}  // namespace askwell::storage
