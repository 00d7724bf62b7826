// A real HttpServer on its own thread, and blocking raw sockets to torment it with.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "bot/http_server.h"

namespace askwell::test {

/// A blocking TCP connection to 127.0.0.1. Every wait ends after ten seconds.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port);
    /// Takes a connected socket.
    static RawClient adopt(int socket) { return RawClient{Adopt{}, socket}; }
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    /// Sends as much as the peer takes; false when it closed.
    bool send(std::string_view bytes);
    /// Reads one answer: head and body by Content-Length (none after `head_only`). "" when the peer closed
    /// before one came.
    std::string read_response(bool head_only = false);
    /// Reads until `enough` bytes came or the peer closed.
    std::string read(std::size_t enough);
    /// True when the peer has closed or reset, after reading away whatever it still sent.
    bool closed_by_peer();
    void shutdown_send();
    /// Closes with a reset instead of a farewell.
    void reset();

  private:
    struct Adopt {};
    RawClient(Adopt, int socket);
    bool fill();
    int socket_ = -1;
    std::string buffer_;
};

int status_of(std::string_view response);
std::string body_of(std::string_view response);

/// Runs an io_context on a thread, for as long as it lives.
class Loop {
  public:
    Loop();
    ~Loop();
    boost::asio::io_context& context() { return context_; }
    /// Runs a coroutine on the loop and waits for its end; what it throws is thrown here.
    void run(std::function<boost::asio::awaitable<void>()> work);
    /// Runs plain code on the loop and waits for its end.
    void run_plain(std::function<void()> work);

  private:
    boost::asio::io_context context_{1};
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> busy_{context_.get_executor()};
    std::thread thread_;
};

/// Answers 200 with "<method> <target> <body size>", and counts.
class ServerHarness {
  public:
    explicit ServerHarness(bot::ServerOptions options = {}, bot::ServerHooks hooks = {});
    ~ServerHarness();

    std::uint16_t port() const { return port_; }
    bot::HttpServer& server() { return *server_; }
    Loop& loop() { return loop_; }
    /// How often an outcome was counted.
    int refused(const std::string& outcome);
    std::vector<bot::HttpRequest> requests();
    /// Stops within `patience`; waits for the end.
    void stop(std::chrono::milliseconds patience);

  private:
    std::unique_ptr<bot::HttpServer> server_;
    std::uint16_t port_ = 0;
    std::mutex mutex_;
    std::map<std::string, int> refused_;
    std::vector<bot::HttpRequest> requests_;
    Loop loop_;  // last: its thread uses the others
};

/// A server that does what it is told with each connection, one after the other, in a thread.
class MisbehavingServer {
  public:
    explicit MisbehavingServer(std::function<void(RawClient&)> behaviour);
    ~MisbehavingServer();
    std::uint16_t port() const { return port_; }
    int connections();

  private:
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::function<void(RawClient&)> behaviour_;
    std::mutex mutex_;
    int connections_ = 0;
    std::thread thread_;
};

}  // namespace askwell::test
