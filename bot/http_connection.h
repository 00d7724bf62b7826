// One connection of the HTTP server, and what the connections of a server share. Internal to the server:
// others use http_server.h. The implementation is the server's only Beast unit. Thread rule: the server's
// executor only.
#pragma once

#include <ctime>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "bot/http_server.h"
#include "bot/tls.h"

namespace askwell::bot {

struct ServerContext {
    ServerOptions options;
    ServerHooks hooks;
    bool draining = false;  ///< answers carry "Connection: close"
    bool stopping = false;  ///< answers carry "Connection: close", nothing new is begun

    void count(std::string_view outcome) const {
        if (hooks.on_refused) hooks.on_refused(outcome);
    }
    /// The Date header of this second (RFC 9110 §6.6.1), formatted once a second.
    const std::string& date();

  private:
    std::time_t date_second_ = 0;
    std::string date_;
};

class Connection {
  public:
    virtual ~Connection() = default;
    /// Serves until the peer or we have closed.
    virtual boost::asio::awaitable<void> run() = 0;
    /// Ends as soon as that loses nothing: at once when idle, after the request in hand, after a WebSocket's
    /// closing handshake.
    virtual void finish() = 0;
    /// Ends now.
    virtual void abort() = 0;
};
using ConnectionPtr = std::shared_ptr<Connection>;

/// `tls` null: plain HTTP. `peer` goes into HttpRequest::peer.
ConnectionPtr make_connection(boost::asio::ip::tcp::socket socket, std::string peer, TlsContextPtr tls,
                              std::shared_ptr<ServerContext> server);

}  // namespace askwell::bot
