#include "tests/e2e/scripted_chat_server.h"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <nlohmann/json.hpp>

#include "tests/support/process.h"

namespace askwell::test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using nlohmann::json;

namespace {

constexpr auto kAwait = asio::as_tuple(asio::use_awaitable);
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'none'; "
    "frame-ancestors 'none'";

using Socket = websocket::stream<tcp::socket>;

http::response<http::string_body> page(const http::request<http::string_body>& request) {
    const std::string path{request.target().substr(0, request.target().find('?'))};
    const bool is_script = path == "/chat/chat.js";
    const bool is_style = path == "/chat/chat.css";
    http::response<http::string_body> response{http::status::ok, 11};
    if (path == "/chat" || is_script || is_style) {
        const std::string name = path == "/chat" ? "chat.html" : path.substr(6);
        response.body() = read_file(std::string{ASKWELL_CHAT_PAGE} + "/" + name);
        response.set(http::field::content_type, is_script  ? "text/javascript; charset=utf-8"
                                                : is_style ? "text/css; charset=utf-8"
                                                           : "text/html; charset=utf-8");
    } else {
        response.result(path == "/favicon.ico" ? http::status::no_content : http::status::not_found);
    }
    response.set("Content-Security-Policy", kPolicy);
    response.set("X-Content-Type-Options", "nosniff");
    response.keep_alive(request.keep_alive());
    response.prepare_payload();
    return response;
}

void reset(tcp::socket& socket) {
    beast::error_code ignored;
    socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    socket.close(ignored);
}

}  // namespace

struct ScriptedChatServer::Impl {
    Impl() {
        asio::co_spawn(loop, accept(), asio::detached);
        thread = std::thread{[this] { loop.run(); }};
    }
    ~Impl() {
        loop.stop();
        thread.join();
    }

    asio::awaitable<void> accept() {
        while (true) {
            tcp::socket socket{loop};
            const auto [error] = co_await acceptor.async_accept(socket, kAwait);
            if (!error) asio::co_spawn(loop, serve(std::move(socket)), asio::detached);
        }
    }

    asio::awaitable<void> serve(tcp::socket socket) {
        beast::flat_buffer buffer;
        while (true) {
            http::request<http::string_body> request;
            const auto [error, bytes] = co_await http::async_read(socket, buffer, request, kAwait);
            if (error) co_return;
            if (websocket::is_upgrade(request)) {
                if (!accepting) {
                    reset(socket);
                    co_return;
                }
                co_await talk(std::make_shared<Socket>(std::move(socket)), std::move(request));
                co_return;
            }
            const http::response<http::string_body> response = page(request);
            const auto [write_error, written] = co_await http::async_write(socket, response, kAwait);
            if (write_error || !request.keep_alive()) co_return;
        }
    }

    asio::awaitable<void> talk(std::shared_ptr<Socket> socket, http::request<http::string_body> request) {
        if (request.target() != "/chat/socket") co_return;
        const auto [refused] = co_await socket->async_accept(request, kAwait);
        if (refused) co_return;
        newest = socket;
        sockets.fetch_add(1);
        while (true) {
            beast::flat_buffer buffer;
            const auto [error, bytes] = co_await socket->async_read(buffer, kAwait);
            if (error) co_return;
            const auto data = buffer.data();
            const std::lock_guard lock{mutex};
            frames.push_back(
                json::parse(std::string_view{static_cast<const char*>(data.data()), data.size()}));
            arrived.notify_all();
        }
    }

    asio::io_context loop{1};
    tcp::acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
    std::shared_ptr<Socket> newest;  // used on the loop's thread only
    std::atomic<bool> accepting{true};
    std::atomic<std::size_t> sockets{0};
    std::mutex mutex;
    std::condition_variable arrived;
    std::deque<json> frames;
    std::thread thread;
};

ScriptedChatServer::ScriptedChatServer() : impl_{std::make_unique<Impl>()} {}
ScriptedChatServer::~ScriptedChatServer() = default;

std::string ScriptedChatServer::url() const {
    return "http://127.0.0.1:" + std::to_string(impl_->acceptor.local_endpoint().port()) + "/chat";
}

json ScriptedChatServer::expect(const std::string& type, std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    std::unique_lock lock{impl_->mutex};
    while (impl_->arrived.wait_until(lock, end, [&] { return !impl_->frames.empty(); })) {
        json frame = std::move(impl_->frames.front());
        impl_->frames.pop_front();
        if (frame.value("type", "") == type) return frame;
    }
    throw std::runtime_error("the page sent no frame of type " + type);
}

void ScriptedChatServer::say(const json& frame) {
    asio::post(impl_->loop, [impl = impl_.get(), text = frame.dump()] {
        beast::error_code lost;  // the page notices by itself
        impl->newest->text(true);
        impl->newest->write(asio::buffer(text), lost);
    });
}

void ScriptedChatServer::drop() {
    asio::post(impl_->loop, [impl = impl_.get()] { reset(impl->newest->next_layer()); });
}

void ScriptedChatServer::accept_sockets(bool accept) {
    impl_->accepting = accept;
}
std::size_t ScriptedChatServer::sockets() const {
    return impl_->sockets;
}

}  // namespace askwell::test
