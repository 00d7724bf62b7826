// The life of one TCP connection to Redis: connect, TLS, then bytes. Private to redis_connection.cpp.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "storage/redis_options.h"
#include "storage/redis_protocol.h"

namespace askwell::storage {

class RedisLink {
  public:
    /// `tls` may be null; it and `options` outlive the link.
    RedisLink(const boost::asio::any_io_executor& executor, const RedisOptions& options,
              boost::asio::ssl::context* tls);

    /// Resolves, connects and shakes hands.
    boost::asio::awaitable<boost::system::error_code> connect();
    /// Reads what there is into `buffer`; 0 bytes never come without an error.
    boost::asio::awaitable<std::size_t> read(boost::system::error_code& error);
    /// Writes all of `output`; one write at a time. `done` is called from the executor.
    void write(std::function<void(boost::system::error_code)> done);
    /// Cancels everything under way. Idempotent.
    void close();

    ReplyParser parser;
    std::string output;
    std::array<char, 16 * 1024> buffer;
    bool ready = false;    ///< authenticated, on the right database
    bool writing = false;  ///< `output` belongs to a write under way

  private:
    const RedisOptions& options_;
    boost::asio::ip::tcp::resolver resolver_;
    boost::asio::ip::tcp::socket socket_;
    std::optional<boost::asio::ssl::stream<boost::asio::ip::tcp::socket&>> tls_;
};

}  // namespace askwell::storage
