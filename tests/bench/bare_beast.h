// The base line of our own server: as little as Beast can do. No guard, no deadline, no limit — never to be
// exposed.
#pragma once

#include <cstdint>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace askwell::bench {

/// Accepts and answers every request 200 "ok", until the acceptor is closed.
boost::asio::awaitable<void> serve_bare(boost::asio::ip::tcp::acceptor& acceptor);

}  // namespace askwell::bench
