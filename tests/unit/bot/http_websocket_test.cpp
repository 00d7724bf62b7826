// The server's WebSockets, seen from a Beast client.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/bot/http_harness.h"

namespace askwell {
namespace {

using namespace std::chrono_literals;
using boost::asio::awaitable;
using boost::beast::flat_buffer;
using boost::system::error_code;
using bot::HttpRequest;
using bot::HttpResponse;
using bot::WebSocketPtr;
using test::RawClient;
using test::ServerHarness;
using test::status_of;
using test::wait_until;
using tcp = boost::asio::ip::tcp;
namespace websocket = boost::beast::websocket;

/// A blocking client. A socket timeout bounds every read.
class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(context_) {
        socket_.next_layer().connect({boost::asio::ip::address_v4::loopback(), port});
        const timeval patience{.tv_sec = 10, .tv_usec = 0};
        ::setsockopt(socket_.next_layer().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience,
                     sizeof patience);
    }
    /// The status of the answer to the upgrade.
    unsigned connect(const std::string& target = "/chat", const std::string& origin = "http://a") {
        socket_.set_option(websocket::stream_base::decorator(
            [origin](websocket::request_type& request) { request.set("Origin", origin); }));
        websocket::response_type answer;
        error_code error;
        socket_.handshake(answer, "a", target, error);
        answer_ = answer;
        return answer.result_int();
    }
    void send(const std::string& text) { socket_.write(boost::asio::buffer(text)); }
    /// What comes next; "" when the socket was closed, see reason().
    std::string receive() {
        flat_buffer buffer;
        error_code error;
        socket_.read(buffer, error);
        return error ? std::string{} : boost::beast::buffers_to_string(buffer.data());
    }
    int reason() { return socket_.reason().code; }
    auto& socket() { return socket_; }
    const websocket::response_type& answer() const { return answer_; }

  private:
    boost::asio::io_context context_;
    websocket::stream<tcp::socket> socket_;
    websocket::response_type answer_;
};

std::optional<HttpResponse> own_origin_only(const HttpRequest& request) {
    if (request.path() != "/chat") return bot::problem(404, "Not Found", "there is no such WebSocket");
    if (request.header("Origin") != "http://a")
        return bot::problem(403, "Forbidden", "this page may not connect");
    return std::nullopt;
}

awaitable<void> echo(WebSocketPtr socket, HttpRequest) {
    for (;;) {
        auto text = co_await socket->receive();
        if (!text) co_return;
        socket->send("echo " + *text);
    }
}

bot::ServerHooks hooks_with(std::function<awaitable<void>(WebSocketPtr, HttpRequest)> talk) {
    bot::ServerHooks hooks;
    hooks.accept_websocket = own_origin_only;
    hooks.websocket = std::move(talk);
    return hooks;
}

TEST(WebSocketTest, EchoesTextBothSmallAndLarge) {
    ServerHarness server{{}, hooks_with(echo)};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    EXPECT_EQ(client.answer()["Server"], "askwell");
    EXPECT_EQ(client.answer()["Sec-WebSocket-Extensions"], "");
    for (const auto& text :
         {std::string{"hello"}, std::string{"你好"}, std::string{}, std::string(16'000, 'x')}) {
        client.send(text);
        EXPECT_EQ(client.receive(), "echo " + text);
        EXPECT_TRUE(client.socket().got_text());
    }
    error_code error;
    client.socket().close(websocket::close_code::normal, error);
    EXPECT_FALSE(error) << error.message();
}

TEST(WebSocketTest, RefusesForeignOriginsAndOtherPathsAndGoesOnWithHttp) {
    ServerHarness server{{}, hooks_with(echo)};
    EXPECT_EQ(Client{server.port()}.connect("/chat", "http://evil"), 403U);
    EXPECT_EQ(Client{server.port()}.connect("/other"), 404U);
    RawClient raw{server.port()};
    raw.send("GET /other HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    EXPECT_EQ(status_of(raw.read_response()), 404);
    raw.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(status_of(raw.read_response()), 200);
}

TEST(WebSocketTest, WithoutHooksEveryUpgradeIsRefused) {
    ServerHarness server;
    EXPECT_EQ(Client{server.port()}.connect(), 403U);
}

TEST(WebSocketTest, RefusesUpgradesThatAreNotProper) {
    ServerHarness server{{}, hooks_with(echo)};
    const std::string upgrade =
        "GET /chat HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n";
    const std::string key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    struct Case {
        const char* name;
        std::string bytes;
        int status;
    };
    const Case cases[] = {
        {"no key", upgrade + "Sec-WebSocket-Version: 13\r\n\r\n", 400},
        {"no version", upgrade + key + "\r\n", 400},
        {"old version", upgrade + key + "Sec-WebSocket-Version: 8\r\n\r\n", 426},
        {"a body", upgrade + key + "Sec-WebSocket-Version: 13\r\nContent-Length: 1\r\n\r\nx", 400},
        {"frames too early", upgrade + key + "Sec-WebSocket-Version: 13\r\n\r\n\x81\x85", 400},
    };
    for (const auto& [name, bytes, status] : cases) {
        RawClient client{server.port()};
        client.send(bytes);
        const auto answer = client.read_response(true);
        EXPECT_EQ(status_of(answer), status) << name << "\n" << answer;
    }
}

TEST(WebSocketTest, AnotherProtocolIsAnsweredAsPlainHttp) {
    ServerHarness server{{}, hooks_with(echo)};
    RawClient client{server.port()};
    client.send(
        "GET /chat HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
        "h2c\r\nHTTP2-Settings: x\r\n\r\n");
    EXPECT_EQ(status_of(client.read_response()), 200);
}

TEST(WebSocketTest, ClosesOnAnOversizedMessageBinaryAndBadText) {
    ServerHarness server{{.websocket_message_limit = 1000}, hooks_with(echo)};
    struct Case {
        std::string message;
        bool binary;
        int reason;
    };
    const Case cases[] = {
        {std::string(1001, 'x'), false, websocket::close_code::too_big},
        {"binary", true, websocket::close_code::unknown_data},
        {"\xff\xfe", false, websocket::close_code::bad_payload},
    };
    for (const auto& [message, binary, reason] : cases) {
        Client client{server.port()};
        ASSERT_EQ(client.connect(), 101U);
        client.socket().binary(binary);
        client.send(message);
        EXPECT_EQ(client.receive(), "");
        EXPECT_EQ(client.reason(), reason);
    }
}

TEST(WebSocketTest, WhatWasQueuedIsReadBeforeTheClose) {
    ServerHarness server{{}, hooks_with([](WebSocketPtr socket, HttpRequest) -> awaitable<void> {
                             for (int i = 0; i < 100; ++i) socket->send(std::to_string(i));
                             co_return;
                         })};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    for (int i = 0; i < 100; ++i) EXPECT_EQ(client.receive(), std::to_string(i));
    EXPECT_EQ(client.receive(), "");
    EXPECT_EQ(client.reason(), websocket::close_code::normal);
}

/// Keeps the socket of the last connection, so that the test can use it beside and after its handler.
struct Holder {
    std::atomic<bool> connected = false;
    std::atomic<bool> ended = false;
    WebSocketPtr socket;  // the loop's

    bot::ServerHooks hooks() {
        return hooks_with([this](WebSocketPtr given, HttpRequest) { return hold(std::move(given)); });
    }
    awaitable<void> hold(WebSocketPtr given) {
        socket = given;
        connected = true;
        for (bool open = true; open;) {
            auto text = co_await given->receive();
            open = text.has_value();
        }
        ended = true;
    }
};

TEST(WebSocketTest, APeerThatDoesNotReadIsDroppedAtTheQueueLimit) {
    Holder holder;
    ServerHarness server{{}, holder.hooks()};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    ASSERT_TRUE(wait_until([&] { return holder.connected.load(); }));
    int accepted = 0;
    server.loop().run_plain([&] {
        const std::string message(64 * 1024, 'x');
        while (accepted < 10'000 && holder.socket->send(message)) ++accepted;
        EXPECT_FALSE(holder.socket->send("one more"));
    });
    EXPECT_EQ(accepted, 16) << "one megabyte";
    ASSERT_TRUE(wait_until([&] { return holder.ended.load(); }));
    server.stop(10s);
    server.loop().run_plain([&] { holder.socket.reset(); });
}

TEST(WebSocketTest, ManySmallMessagesMeetTheCountLimit) {
    Holder holder;
    ServerHarness server{{}, holder.hooks()};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    ASSERT_TRUE(wait_until([&] { return holder.connected.load(); }));
    int accepted = 0;
    server.loop().run_plain([&] {
        while (accepted < 10'000 && holder.socket->send("x")) ++accepted;
        holder.socket.reset();
    });
    EXPECT_EQ(accepted, 256);
}

TEST(WebSocketTest, AHeldSocketOutlivesItsConnectionHarmlessly) {
    Holder holder;
    ServerHarness server{{}, holder.hooks()};
    {
        Client client{server.port()};
        ASSERT_EQ(client.connect(), 101U);
        ASSERT_TRUE(wait_until([&] { return holder.connected.load(); }));
    }
    ASSERT_TRUE(wait_until([&] { return holder.ended.load(); }));
    server.stop(10s);
    server.loop().run_plain([&] {
        EXPECT_FALSE(holder.socket->send("late"));
        holder.socket->close();
        holder.socket.reset();
    });
}

TEST(WebSocketTest, StopSaysGoodbye) {
    ServerHarness server{{}, hooks_with(echo)};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    client.send("hello");
    EXPECT_EQ(client.receive(), "echo hello");
    std::thread stopping{[&] { server.stop(10s); }};
    EXPECT_EQ(client.receive(), "");
    EXPECT_EQ(client.reason(), websocket::close_code::going_away);
    stopping.join();
}

TEST(WebSocketTest, StopDropsAPeerThatDoesNotAnswerTheGoodbye) {
    Holder holder;
    ServerHarness server{{}, holder.hooks()};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    ASSERT_TRUE(wait_until([&] { return holder.connected.load(); }));
    server.stop(20ms);
    server.loop().run_plain([&] { holder.socket.reset(); });
}

TEST(WebSocketTest, APeerThatAnswersPingsStaysAndADeadOneIsClosed) {
    Holder holder;
    ServerHarness server{{.idle_timeout = 600ms}, holder.hooks()};
    RawClient client{server.port()};
    client.send(
        "GET /chat HTTP/1.1\r\nHost: a\r\nOrigin: http://a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    ASSERT_EQ(status_of(client.read_response(true)), 101);
    const std::string ping{"\x89\x00", 2};
    const std::string masked_pong{"\x8a\x80\x01\x02\x03\x04", 6};
    for (int answered = 0; answered < 3; ++answered) {
        EXPECT_EQ(client.read(ping.size()), ping);
        client.send(masked_pong);
    }
    EXPECT_FALSE(holder.ended);
    EXPECT_TRUE(client.closed_by_peer());
    server.loop().run_plain([&] { holder.socket.reset(); });
}

TEST(WebSocketTest, AFailingHandlerClosesItsSocketOnly) {
    ServerHarness server{{}, hooks_with([](WebSocketPtr, HttpRequest) -> awaitable<void> {
                             throw std::runtime_error{"broken"};
                             co_return;
                         })};
    Client client{server.port()};
    ASSERT_EQ(client.connect(), 101U);
    EXPECT_EQ(client.receive(), "");
    EXPECT_EQ(server.refused("handler_error"), 1);
    Client next{server.port()};
    EXPECT_EQ(next.connect(), 101U);
}

}  // namespace
}  // namespace askwell
