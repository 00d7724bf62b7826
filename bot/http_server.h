// The HTTP server: Beast with limits, deadlines and a guard against ambiguous framing. One object per worker
// loop. Thread rule: everything runs on the executor given; several servers may listen on one port
// (SO_REUSEPORT). Errors: a bad request is answered 4xx and counted; nothing a client sends ends the loop.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/system/result.hpp>

#include "bot/http.h"

namespace askwell::bot {

/// One WebSocket, after the upgrade was accepted. Text frames only; use from its executor.
class WebSocket {
  public:
    virtual ~WebSocket() = default;
    /// The next text message; an error when the peer closed, was silent past the idle limit, or sent too
    /// much.
    virtual boost::asio::awaitable<boost::system::result<std::string>> receive() = 0;
    /// Queues a text message; false when the socket is closed or the peer reads too slowly (then it is being
    /// closed).
    virtual bool send(std::string text) = 0;
    virtual void close() = 0;
};
using WebSocketPtr = std::shared_ptr<WebSocket>;

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  ///< 0 = any free one; see HttpServer::port()
    /// Other servers of this process listen on the same port; without it a second service on a taken port is
    /// refused.
    bool share_port = false;
    std::size_t header_limit = 8 * 1024;  ///< bytes of request line and headers; 1 to 16384
    std::size_t body_limit = 64 * 1024;
    std::chrono::milliseconds request_timeout{
        10'000};  ///< first byte of a request to the end of its body; TLS handshake
    std::chrono::milliseconds idle_timeout{
        60'000};  ///< between requests; a silent WebSocket; a peer that reads an answer
    std::size_t max_connections = 4096;           ///< more are closed as they are accepted
    std::size_t max_connections_per_peer = 1024;  ///< per IPv4 address or IPv6 /64
    std::size_t websocket_message_limit = 16 * 1024;
    std::string certificate_file;  ///< PEM chain; with private_key_file: TLS 1.2+ only
    std::string private_key_file;
};

struct ServerHooks {
    /// Answers a request. Exceptions become 500, are logged and counted.
    std::function<boost::asio::awaitable<HttpResponse>(HttpRequest)> handle;
    /// Decides whether an upgrade is accepted: nullopt accepts, a response refuses. Absent hook: every
    /// upgrade is refused.
    std::function<std::optional<HttpResponse>(const HttpRequest&)> accept_websocket;
    /// Lives as long as the socket.
    std::function<boost::asio::awaitable<void>(WebSocketPtr, HttpRequest)> websocket;
    /// Counted outcomes that have no handler: "bad_framing", "header_too_large", "body_too_large",
    /// "unsupported" (a content coding or expectation), "incomplete" (the peer closed within a request),
    /// "timeout", "too_many_connections", "handler_error".
    std::function<void(std::string_view)> on_refused;
};

class HttpServer {
  public:
    /// Binds and listens; throws boost::system::system_error when the address is taken or a certificate does
    /// not load, and std::invalid_argument for options or hooks that cannot work.
    HttpServer(boost::asio::any_io_executor executor, ServerOptions options, ServerHooks hooks);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    void start();
    std::uint16_t port() const;

    /// Reads certificate and key again, for connections accepted from now on. On an error the old ones stay
    /// in use.
    boost::system::result<void> reload_certificate();

    /// From now on answers carry "Connection: close", so that clients which keep connections go elsewhere.
    void drain();

    /// Graceful stop: accepts no more, closes idle connections, lets requests in hand finish for at most
    /// `patience`, then closes the rest. Completes when no connection is left: a handler that still runs is
    /// waited for, so handlers have deadlines.
    boost::asio::awaitable<void> stop(std::chrono::milliseconds patience);

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace askwell::bot
