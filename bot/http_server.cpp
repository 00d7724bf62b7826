#include "bot/http_server.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <stdexcept>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <spdlog/spdlog.h>
#include <sys/socket.h>

#include "bot/http_connection.h"
#include "bot/tls.h"

namespace askwell::bot {

namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

constexpr auto kResult = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kMaxHeaderLimit = 16 * 1024;
/// How long to wait when the system has no descriptor or memory for another connection.
constexpr auto kAcceptPause = std::chrono::milliseconds{100};

/// IPv4-mapped addresses as IPv4.
asio::ip::address unmap(const asio::ip::address& address) {
    if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

/// Whom the per-peer limit counts: an IPv4 address, or the /64 an IPv6 customer has to choose from.
asio::ip::address peer_group(const asio::ip::address& address) {
    if (address.is_v4()) return address;
    auto bytes = address.to_v6().to_bytes();
    std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
    return asio::ip::address_v6{bytes};
}

tcp::acceptor listen(asio::any_io_executor executor, const ServerOptions& options) {
    const tcp::endpoint endpoint{asio::ip::make_address(options.address), options.port};
    tcp::acceptor acceptor{std::move(executor), endpoint.protocol()};
    acceptor.set_option(tcp::acceptor::reuse_address(true));
    const int on = options.share_port ? 1 : 0;
    if (::setsockopt(acceptor.native_handle(), SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0) {
        throw boost::system::system_error{errno, boost::system::system_category(), "SO_REUSEPORT"};
    }
    acceptor.bind(endpoint);
    acceptor.listen();
    return acceptor;
}

}  // namespace

struct HttpServer::Impl : std::enable_shared_from_this<Impl> {
    Impl(asio::any_io_executor executor, ServerOptions options, ServerHooks hooks)
        : acceptor(listen(executor, options)),
          port(acceptor.local_endpoint().port()),
          pause(executor),
          changed(executor) {
        context->options = std::move(options);
        context->hooks = std::move(hooks);
        load_certificate();
    }

    void load_certificate() {
        const auto& options = context->options;
        if (!options.certificate_file.empty())
            tls = make_server_tls(options.certificate_file, options.private_key_file);
    }

    static asio::awaitable<void> accept_loop(std::shared_ptr<Impl> self) {
        while (self->acceptor.is_open()) {
            auto [error, socket] = co_await self->acceptor.async_accept(kResult);
            if (!error) {
                self->admit(std::move(socket));
            } else if (self->acceptor.is_open() && error != asio::error::connection_aborted) {
                spdlog::warn("accepting connections pauses: {}", error.message());
                self->pause.expires_after(kAcceptPause);
                co_await self->pause.async_wait(kResult);
            }
        }
    }

    void admit(tcp::socket socket) {
        error_code error;
        const auto remote = socket.remote_endpoint(error);
        if (error) return;  // gone before we looked
        const auto address = unmap(remote.address());
        const auto group = peer_group(address);
        const auto same_peer = peers.find(group);
        const auto peer_connections = same_peer == peers.end() ? 0 : same_peer->second;
        if (connections.size() >= context->options.max_connections ||
            peer_connections >= context->options.max_connections_per_peer) {
            context->count("too_many_connections");
            return;
        }
        socket.set_option(tcp::no_delay(true), error);  // an option only: slower without
        auto connection = make_connection(std::move(socket), address.to_string(), tls, context);
        connections.insert(connection.get());
        ++peers[group];
        asio::co_spawn(acceptor.get_executor(), serve(shared_from_this(), std::move(connection), group),
                       asio::detached);
    }

    static asio::awaitable<void> serve(std::shared_ptr<Impl> self, ConnectionPtr connection,
                                       asio::ip::address group) {
        try {
            co_await connection->run();
        } catch (const std::exception& error) {
            spdlog::error("a connection ended by an exception: {}", error.what());
        }
        connection->abort();
        self->remove(connection.get(), group);
    }

    void remove(Connection* connection, const asio::ip::address& group) {
        connections.erase(connection);
        if (--peers[group] == 0) peers.erase(group);
        if (connections.empty()) changed.cancel();
    }

    void stop_accepting() {
        context->stopping = true;
        error_code ignored;  // there is nothing else to do with an acceptor that does not close
        acceptor.close(ignored);
        pause.cancel();
    }

    template <typename Action>
    void for_each_connection(Action action) {
        const auto now_open = connections;  // an action may end a connection, which takes it out of the set
        for (auto* connection : now_open) {
            if (connections.contains(connection)) action(*connection);
        }
    }

    static asio::awaitable<void> stop(std::shared_ptr<Impl> self, std::chrono::milliseconds patience) {
        self->stop_accepting();
        self->for_each_connection([](Connection& connection) { connection.finish(); });
        const auto deadline = std::chrono::steady_clock::now() + patience;
        while (!self->connections.empty() && std::chrono::steady_clock::now() < deadline) {
            self->changed.expires_at(deadline);
            co_await self->changed.async_wait(kResult);
        }
        self->for_each_connection([](Connection& connection) { connection.abort(); });
        while (!self->connections.empty()) {
            self->changed.expires_at(asio::steady_timer::time_point::max());
            co_await self->changed.async_wait(kResult);
        }
    }

    std::shared_ptr<ServerContext> context = std::make_shared<ServerContext>();
    tcp::acceptor acceptor;
    const std::uint16_t port;  // also when the acceptor has closed
    asio::steady_timer pause;
    asio::steady_timer changed;  // cancelled when the last connection has gone
    TlsContextPtr tls;
    std::unordered_set<Connection*> connections;  // owned by their coroutines
    std::unordered_map<asio::ip::address, std::size_t> peers;
};

HttpServer::HttpServer(asio::any_io_executor executor, ServerOptions options, ServerHooks hooks) {
    if (!hooks.handle) throw std::invalid_argument{"an HTTP server needs a handler"};
    if (options.header_limit == 0 || options.header_limit > kMaxHeaderLimit) {
        throw std::invalid_argument{"the header limit must be 1 to 16384 bytes"};
    }
    impl_ = std::make_shared<Impl>(std::move(executor), std::move(options), std::move(hooks));
}

HttpServer::~HttpServer() {
    impl_->stop_accepting();
    impl_->for_each_connection([](Connection& connection) { connection.abort(); });
}

void HttpServer::start() {
    const auto executor = impl_->acceptor.get_executor();
    asio::co_spawn(executor, Impl::accept_loop(impl_), asio::detached);
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

boost::system::result<void> HttpServer::reload_certificate() {
    try {
        impl_->load_certificate();
    } catch (const boost::system::system_error& error) {
        return error.code();
    }
    return {};
}

void HttpServer::drain() {
    impl_->context->draining = true;
}

asio::awaitable<void> HttpServer::stop(std::chrono::milliseconds patience) {
    return Impl::stop(impl_, patience);
}

}  // namespace askwell::bot
