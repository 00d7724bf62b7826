#include "tests/bench/bare_beast.h"

#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace askwell::bench {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr auto kResult = asio::as_tuple(asio::use_awaitable);

asio::awaitable<void> talk(tcp::socket socket) {
    boost::beast::flat_buffer buffer;
    for (bool open = true; open;) {
        http::request<http::string_body> request;
        const auto [read_error, read] = co_await http::async_read(socket, buffer, request, kResult);
        if (read_error) co_return;
        http::response<http::string_body> response{http::status::ok, request.version()};
        response.set(http::field::content_type, "text/plain");
        response.keep_alive(request.keep_alive());
        response.body() = "ok";
        response.prepare_payload();
        const auto [write_error, written] = co_await http::async_write(socket, response, kResult);
        open = !write_error && response.keep_alive();
    }
}

}  // namespace

asio::awaitable<void> serve_bare(tcp::acceptor& acceptor) {
    const auto executor = acceptor.get_executor();
    while (acceptor.is_open()) {
        auto [error, socket] = co_await acceptor.async_accept(kResult);
        if (error) continue;
        boost::system::error_code ignored;  // an option only: slower without
        socket.set_option(tcp::no_delay(true), ignored);
        asio::co_spawn(executor, talk(std::move(socket)), asio::detached);
    }
}

}  // namespace askwell::bench
