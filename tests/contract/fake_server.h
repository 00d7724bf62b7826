// A server that answers as a test says, for what no real one can be brought to do.
#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "tests/support/loop.h"

namespace askwell::test {

/// A peer that answers as a test says, on the test's own loop.
class FakeServer {
  public:
    /// What to write for what was read on the n-th connection (from 0); nullopt closes it.
    using Behaviour = std::function<std::optional<std::string>(int connection, std::string_view received)>;

    FakeServer(Loop& loop, Behaviour behaviour)
        : shared_(std::make_shared<Shared>(Shared{
              boost::asio::ip::tcp::acceptor{loop.executor(), {boost::asio::ip::address_v4::loopback(), 0}},
              std::move(behaviour)})) {
        boost::asio::co_spawn(loop.context(), accept(shared_), [](std::exception_ptr) {});
    }
    ~FakeServer() { shared_->acceptor.close(); }
    std::uint16_t port() const { return shared_->acceptor.local_endpoint().port(); }
    const std::string& received() const { return shared_->received; }

  private:
    struct Shared {
        boost::asio::ip::tcp::acceptor acceptor;
        Behaviour behaviour;
        std::string received;
    };

    static boost::asio::awaitable<void> accept(std::shared_ptr<Shared> shared) {
        for (int connection = 0;; ++connection) {
            boost::asio::ip::tcp::socket socket =
                co_await shared->acceptor.async_accept(boost::asio::use_awaitable);
            const auto executor = socket.get_executor();
            boost::asio::co_spawn(executor, serve(shared, std::move(socket), connection),
                                  [](std::exception_ptr) {});
        }
    }

    static boost::asio::awaitable<void> serve(std::shared_ptr<Shared> shared,
                                              boost::asio::ip::tcp::socket socket, int connection) {
        std::string buffer(4096, '\0');
        while (true) {
            const auto size =
                co_await socket.async_read_some(boost::asio::buffer(buffer), boost::asio::use_awaitable);
            shared->received.append(buffer, 0, size);
            const auto reply = shared->behaviour(connection, std::string_view{buffer}.substr(0, size));
            if (!reply) co_return;
            co_await boost::asio::async_write(socket, boost::asio::buffer(*reply),
                                              boost::asio::use_awaitable);
        }
    }

    std::shared_ptr<Shared> shared_;
};

inline std::size_t occurrences(std::string_view text, std::string_view part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

}  // namespace askwell::test
