// Where a Redis is and how patient we are with it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <boost/system/result.hpp>

namespace askwell::storage {

struct RedisOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 6379;
    std::string user;      ///< ACL user; "" = the default user
    std::string password;  ///< "" = no AUTH
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
};

/// Why a URL is not accepted: a sentence for the person who wrote it, which never repeats the password.
struct BadRedisUrl {
    std::string message;
};

/// Reads redis://[[user][:password]@]host[:port][/db] or rediss:// (TLS). User and password are
/// percent-decoded; an IPv6 host stands in brackets.
boost::system::result<RedisOptions, BadRedisUrl> parse_redis_url(std::string_view url);

}  // namespace askwell::storage
