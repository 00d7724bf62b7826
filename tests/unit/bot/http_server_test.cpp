// What the server does with good requests, its limits on connections, and its end.
#include "bot/http_server.h"

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/bot/http_harness.h"

namespace askwell {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using boost::asio::awaitable;
using bot::HttpRequest;
using bot::HttpResponse;
using bot::ServerHooks;
using test::body_of;
using test::RawClient;
using test::ServerHarness;
using test::status_of;
using test::wait_until;
using testing::HasSubstr;
using testing::Not;

constexpr auto kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

TEST(HttpServer, AnswersWithItsStandardHeaders) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send("GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_response();
    EXPECT_EQ(answer.substr(0, 17), "HTTP/1.1 200 OK\r\n");
    EXPECT_THAT(answer, HasSubstr("\r\nServer: askwell\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nX-Content-Type-Options: nosniff\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 10\r\n"));
    EXPECT_THAT(answer, testing::ContainsRegex(
                            "\r\nDate: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT\r\n"));
    EXPECT_THAT(answer, Not(HasSubstr("Connection:")));
    EXPECT_EQ(body_of(answer), "GET /a?b 0");
}

TEST(HttpServer, HandsOverTheRequestByteForByte) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send(
        "PATCH /a%20b/?c=d%2f&e HTTP/1.1\r\nHost: a\r\nX-A: one\r\nx-a:  two \r\nContent-Length: 4\r\n\r\n\0\r\n\xff"s);
    EXPECT_EQ(status_of(client.read_response()), 200);
    const auto requests = server.requests();
    ASSERT_EQ(requests.size(), 1U);
    EXPECT_EQ(requests[0].method, "PATCH");
    EXPECT_EQ(requests[0].target, "/a%20b/?c=d%2f&e");
    EXPECT_EQ(requests[0].path(), "/a%20b/");
    EXPECT_EQ(requests[0].query(), "c=d%2f&e");
    EXPECT_EQ(requests[0].header("x-A"), "one");
    EXPECT_EQ(requests[0].headers.size(), 4U);
    EXPECT_EQ(requests[0].body, (std::string{"\0\r\n\xff", 4}));
    EXPECT_EQ(requests[0].peer, "127.0.0.1");
}

TEST(HttpServer, TrailersNeverBecomeHeaders) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send(
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5;ext=1\r\nhello\r\n0\r\nAuthorization: Bearer forged\r\n\r\n");
    EXPECT_EQ(body_of(client.read_response()), "POST / 5");
    EXPECT_EQ(server.requests().at(0).header("Authorization"), "");
}

TEST(HttpServer, ServesByteByByteDelivery) {
    ServerHarness server;
    RawClient client{server.port()};
    for (const char byte : std::string{
             "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"}) {
        client.send({&byte, 1});
    }
    EXPECT_EQ(body_of(client.read_response()), "POST /x 3");
}

TEST(HttpServer, ServesPipelinedRequestsInOrder) {
    ServerHarness server;
    RawClient client{server.port()};
    std::string all;
    for (int i = 0; i < 200; ++i)
        all += fmt::format("POST /{} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", i);
    client.send(all);
    for (int i = 0; i < 200; ++i) EXPECT_EQ(body_of(client.read_response()), fmt::format("POST /{} 3", i));
}

TEST(HttpServer, AnswersGoodRequestsThatPrecedeABadOne) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send(std::string{kGet} + "GET / HTTP/1.1\r\n\r\n" + kGet);
    EXPECT_EQ(status_of(client.read_response()), 200);
    EXPECT_EQ(status_of(client.read_response()), 400);
    client.shutdown_send();
    EXPECT_EQ(client.read(1), "");
}

TEST(HttpServer, AnswersHeadWithoutBody) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto answer = client.read_response(true);
    EXPECT_EQ(status_of(answer), 200);
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 11\r\n"));
    client.send(kGet);  // a body would stand before this answer
    EXPECT_EQ(client.read_response().substr(0, 12), "HTTP/1.1 200");
}

TEST(HttpServer, AnswersAnExpectationBeforeTheBody) {
    ServerHarness server;
    RawClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
    EXPECT_EQ(client.read_response(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("hello");
    EXPECT_EQ(body_of(client.read_response()), "POST / 5");
}

TEST(HttpServer, KeepsOrClosesTheConnectionAsAsked) {
    ServerHarness server;
    const auto closes = [&](const std::string& head) {
        RawClient client{server.port()};
        client.send(head);
        const auto answer = client.read_response();
        EXPECT_EQ(status_of(answer), 200) << head;
        if (answer.find("\r\nConnection: close\r\n") != std::string::npos) return true;
        client.send(kGet);
        const auto second = client.read_response();
        return second.empty();
    };
    EXPECT_FALSE(closes(kGet));
    EXPECT_TRUE(closes("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
    EXPECT_TRUE(closes("GET / HTTP/1.0\r\n\r\n"));
    EXPECT_FALSE(closes("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
}

ServerHooks answering(HttpResponse response) {
    ServerHooks hooks;
    hooks.handle = [response](HttpRequest) -> awaitable<HttpResponse> { co_return response; };
    return hooks;
}

TEST(HttpServer, A204HasNoBodyAndNoLength) {
    ServerHarness server{{}, answering({204, {}, "ignored"})};
    RawClient client{server.port()};
    client.send(kGet);
    const auto answer = client.read_response(true);
    EXPECT_EQ(status_of(answer), 204);
    EXPECT_THAT(answer, Not(HasSubstr("Content-Length")));
    client.send(kGet);
    EXPECT_EQ(status_of(client.read_response(true)), 204);
}

TEST(HttpServer, AHandlerCannotSayWhatIsOurs) {
    ServerHarness server{
        {}, answering({200, {{"content-length", "99"}, {"Server", "x"}, {"X-A", "1"}, {"X-A", "2"}}, "ok"})};
    RawClient client{server.port()};
    client.send(kGet);
    const auto answer = client.read_response();
    EXPECT_THAT(answer, HasSubstr("\r\nContent-Length: 2\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nServer: askwell\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nX-A: 1\r\n"));
    EXPECT_THAT(answer, HasSubstr("\r\nX-A: 2\r\n"));
    EXPECT_THAT(answer, Not(HasSubstr("99")));
}

TEST(HttpServer, AnAnswerThatHttpCannotCarryBecomes500) {
    for (const auto& response :
         {HttpResponse{200, {{"X-A", "b\r\nSet-Cookie: c"}}, ""}, HttpResponse{200, {{"X A", "b"}}, ""},
          HttpResponse{100, {}, ""}, HttpResponse{1000, {}, ""}}) {
        ServerHarness server{{}, answering(response)};
        RawClient client{server.port()};
        client.send(kGet);
        const auto answer = client.read_response();
        EXPECT_EQ(status_of(answer), 500);
        EXPECT_THAT(answer, Not(HasSubstr("Set-Cookie")));
        EXPECT_EQ(server.refused("handler_error"), 1);
    }
}

TEST(HttpServer, AHandlersExceptionBecomes500AndTheConnectionGoesOn) {
    ServerHooks hooks;
    hooks.handle = [](HttpRequest request) -> awaitable<HttpResponse> {
        if (request.target == "/int") throw 1;
        if (request.target == "/error") throw std::runtime_error{"13800000001"};
        co_return bot::respond(200, "text/plain", "ok");
    };
    ServerHarness server{{}, std::move(hooks)};
    RawClient client{server.port()};
    for (const auto* target : {"/error", "/int"}) {
        client.send(fmt::format("GET {} HTTP/1.1\r\nHost: a\r\n\r\n", target));
        const auto answer = client.read_response();
        EXPECT_EQ(status_of(answer), 500);
        EXPECT_THAT(answer, HasSubstr("application/problem+json"));
        EXPECT_THAT(answer, Not(HasSubstr("13800000001")));
    }
    client.send(kGet);
    EXPECT_EQ(status_of(client.read_response()), 200);
    EXPECT_EQ(server.refused("handler_error"), 2);
}

TEST(HttpServer, ClosesConnectionsBeyondItsLimits) {
    for (const auto& options :
         {bot::ServerOptions{.max_connections = 2}, bot::ServerOptions{.max_connections_per_peer = 2}}) {
        ServerHarness server{options};
        RawClient first{server.port()};
        RawClient second{server.port()};
        for (auto* client : {&first, &second}) {
            client->send(kGet);
            EXPECT_EQ(status_of(client->read_response()), 200);
        }
        RawClient third{server.port()};
        EXPECT_TRUE(third.closed_by_peer());
        EXPECT_EQ(server.refused("too_many_connections"), 1);
        first.shutdown_send();
        EXPECT_TRUE(first.closed_by_peer());
        // The place is free once the server has seen the end, which is before it closed its side.
        std::string answer;
        for (int attempt = 0; attempt < 100 && answer.empty(); ++attempt) {
            RawClient next{server.port()};
            next.send(kGet);
            answer = next.read_response();
        }
        EXPECT_EQ(status_of(answer), 200);
    }
}

TEST(HttpServer, RefusesAddressesInUseAndOptionsThatCannotWork) {
    test::MisbehavingServer other{[](RawClient&) {}};
    boost::asio::io_context context;
    const auto executor = context.get_executor();
    const auto hooks = answering({});
    EXPECT_THROW((bot::HttpServer{executor, {.port = other.port()}, hooks}), boost::system::system_error);
    EXPECT_THROW((bot::HttpServer{executor, {.address = "nowhere"}, hooks}), boost::system::system_error);
    EXPECT_THROW((bot::HttpServer{executor, {.certificate_file = "/nonexistent"}, hooks}),
                 boost::system::system_error);
    EXPECT_THROW((bot::HttpServer{executor, {.header_limit = 100'000}, hooks}), std::invalid_argument);
    EXPECT_THROW((bot::HttpServer{executor, {}, {}}), std::invalid_argument);
}

TEST(HttpServer, RefusesAPortThatAnotherServiceHasUnlessBothShareIt) {
    ServerHarness first;
    boost::asio::io_context context;
    EXPECT_THROW((bot::HttpServer{context.get_executor(), {.port = first.port()}, answering({})}),
                 boost::system::system_error);
}

TEST(HttpServer, SeveralServersShareAPort) {
    ServerHarness first{{.share_port = true}};
    ServerHarness second{{.port = first.port(), .share_port = true}};
    for (int i = 0; i < 50 && (first.requests().empty() || second.requests().empty()); ++i) {
        RawClient client{first.port()};
        client.send(kGet);
        EXPECT_EQ(status_of(client.read_response()), 200);
    }
    EXPECT_FALSE(first.requests().empty());
    EXPECT_FALSE(second.requests().empty());
}

/// Answers when the test says so.
struct Gate {
    std::atomic<int> entered = 0;
    std::atomic<bool> open = false;

    ServerHooks hooks() {
        ServerHooks made;
        made.handle = [this](HttpRequest) -> awaitable<HttpResponse> { return wait(); };
        return made;
    }
    awaitable<HttpResponse> wait() {
        ++entered;
        boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor};
        while (!open) {
            timer.expires_after(1ms);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        co_return bot::respond(200, "text/plain", "late");
    }
};

TEST(HttpServer, StopLetsTheRequestInHandFinish) {
    Gate gate;
    ServerHarness server{{}, gate.hooks()};
    RawClient idle{server.port()};
    RawClient busy{server.port()};
    busy.send(kGet);
    ASSERT_TRUE(wait_until([&] { return gate.entered > 0; }));
    std::thread stopping{[&] { server.stop(10s); }};
    EXPECT_TRUE(idle.closed_by_peer());
    EXPECT_THROW(RawClient{server.port()}, std::system_error);
    gate.open = true;
    const auto answer = busy.read_response();
    EXPECT_EQ(body_of(answer), "late");
    EXPECT_THAT(answer, HasSubstr("\r\nConnection: close\r\n"));
    EXPECT_TRUE(busy.closed_by_peer());
    stopping.join();
}

TEST(HttpServer, StopClosesTheRestAfterItsPatience) {
    Gate gate;
    ServerHarness server{{}, gate.hooks()};
    RawClient busy{server.port()};
    RawClient slow{server.port()};
    busy.send(kGet);
    slow.send("GET / HT");
    ASSERT_TRUE(wait_until([&] { return gate.entered > 0; }));
    std::thread stopping{[&] { server.stop(20ms); }};
    EXPECT_TRUE(busy.closed_by_peer());
    EXPECT_TRUE(slow.closed_by_peer());
    gate.open = true;
    stopping.join();
}

TEST(HttpServer, StopWithoutConnectionsReturnsAndMayBeRepeated) {
    ServerHarness server;
    server.stop(10s);
    server.stop(10s);
}

}  // namespace
}  // namespace askwell
