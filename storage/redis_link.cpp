#include "storage/redis_link.h"

#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/err.h>

namespace askwell::storage {

namespace asio = boost::asio;
using boost::system::error_code;

RedisLink::RedisLink(const asio::any_io_executor& executor, const RedisOptions& options,
                     asio::ssl::context* tls)
    : options_(options), resolver_(executor), socket_(executor) {
    if (tls != nullptr) tls_.emplace(socket_, *tls);
}

asio::awaitable<error_code> RedisLink::connect() {
    error_code error;
    const std::string port = std::to_string(options_.server.port);
    const auto endpoints = co_await resolver_.async_resolve(options_.server.host, port,
                                                            asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return error;
    co_await asio::async_connect(socket_, endpoints, asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return error;
    // Commands are batched here, not in the kernel. A peer that vanished is found by keep-alive when nobody
    // asks anything.
    socket_.set_option(asio::ip::tcp::no_delay{true}, error);
    socket_.set_option(asio::socket_base::keep_alive{true}, error);
    if (!tls_) co_return error_code{};
    error_code not_an_address;
    asio::ip::make_address(options_.server.host, not_an_address);
    // Server names are names (RFC 6066, 3): an address is not sent as one.
    if (not_an_address &&
        SSL_set_tlsext_host_name(tls_->native_handle(), options_.server.host.c_str()) != 1) {
        co_return error_code(static_cast<int>(ERR_get_error()), asio::error::get_ssl_category());
    }
    tls_->set_verify_callback(asio::ssl::host_name_verification(options_.server.host));
    co_await tls_->async_handshake(asio::ssl::stream_base::client,
                                   asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

asio::awaitable<std::size_t> RedisLink::read(error_code& error) {
    std::size_t size = 0;
    if (tls_) {
        size = co_await tls_->async_read_some(asio::buffer(buffer),
                                              asio::redirect_error(asio::use_awaitable, error));
    } else {
        size = co_await socket_.async_read_some(asio::buffer(buffer),
                                                asio::redirect_error(asio::use_awaitable, error));
    }
    co_return size;
}

void RedisLink::write(std::function<void(error_code)> done) {
    auto finished = [done = std::move(done)](error_code error, std::size_t) { done(error); };
    if (tls_) {
        asio::async_write(*tls_, asio::buffer(output), std::move(finished));
    } else {
        asio::async_write(socket_, asio::buffer(output), std::move(finished));
    }
}

void RedisLink::close() {
    error_code ignored;  // the socket is given up: nothing it could tell would change that
    resolver_.cancel();
    socket_.close(ignored);
}

}  // namespace askwell::storage
