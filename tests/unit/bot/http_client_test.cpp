// The client against our server and against servers that misbehave: what each failure is called, and what is
// reused.
#include "bot/http_client.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/system/system_error.hpp>
#include <fmt/format.h>

#include <gtest/gtest.h>

#include "tests/support/process.h"
#include "tests/unit/bot/http_harness.h"

namespace askwell {
namespace {

using namespace std::chrono_literals;
using adapters::SendRequest;
using adapters::SendResponse;
using boost::asio::awaitable;
using boost::system::error_code;
using boost::system::result;
using bot::ClientErrc;
using bot::ClientOptions;
using bot::HttpClient;
using bot::make_error_code;
using test::Loop;
using test::MisbehavingServer;
using test::RawClient;
using test::ServerHarness;
using test::wait_until;

constexpr auto kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class ClientTest : public testing::Test {
  protected:
    explicit ClientTest(ClientOptions options = {.timeout = 5s}) { make_client(std::move(options)); }
    ~ClientTest() override {
        loop_.run_plain([this] { client_.reset(); });
    }

    void make_client(ClientOptions options) {
        loop_.run_plain([&] {
            client_ = std::make_unique<HttpClient>(loop_.context().get_executor(), std::move(options));
        });
    }

    std::future<result<SendResponse>> start(SendRequest request) {
        auto sending = client_->send(std::move(request));
        const auto executor = loop_.context().get_executor();
        return boost::asio::co_spawn(executor, std::move(sending), boost::asio::use_future);
    }
    result<SendResponse> send(SendRequest request) { return start(std::move(request)).get(); }
    result<SendResponse> get(std::uint16_t port) { return send({.method = "GET", .url = url(port)}); }

    static std::string url(std::uint16_t port, std::string_view target = "/") {
        return fmt::format("http://127.0.0.1:{}{}", port, target);
    }

    Loop loop_;
    std::unique_ptr<HttpClient> client_;
};

TEST_F(ClientTest, SendsTheRequestAndReadsTheAnswer) {
    ServerHarness server;
    const auto answer = send({.method = "POST",
                              .url = url(server.port(), "/a?b=c"),
                              .headers = {{"Content-Type", "text/plain"}, {"X-A", "1"}},
                              .body = "hello"});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "POST /a?b=c 5");
    EXPECT_EQ(adapters::header(answer->headers, "content-type"), "text/plain");
    const auto request = server.requests().at(0);
    EXPECT_EQ(request.header("Host"), fmt::format("127.0.0.1:{}", server.port()));
    EXPECT_EQ(request.header("X-A"), "1");
    EXPECT_EQ(request.body, "hello");
}

TEST_F(ClientTest, HundredRequestsReuseOneConnection) {
    std::atomic<int> served = 0;
    MisbehavingServer server{[&](RawClient& peer) {
        while (!peer.read_response(true).empty()) {
            ++served;
            peer.send(kOk);
        }
    }};
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(get(server.port()));
    EXPECT_EQ(served, 100);
    EXPECT_EQ(server.connections(), 1);
    client_->close();
}

TEST_F(ClientTest, ReadsAnswersOfEveryFraming) {
    struct Case {
        const char* name;
        const char* method;
        const char* bytes;
        int status;
        const char* body;
    };
    const Case cases[] = {
        {"length", "GET", kOk, 200, "ok"},
        {"chunked", "GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200,
         "ok"},
        {"until the end", "GET", "HTTP/1.0 200 OK\r\n\r\nok", 200, "ok"},
        {"no content", "GET", "HTTP/1.1 204 No Content\r\n\r\n", 204, ""},
        {"to HEAD", "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", 200, ""},
        {"after interim answers", "GET",
         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
         "2\r\n\r\nok",
         200, "ok"},
        {"a redirect, not followed", "GET",
         "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", 302, ""},
        {"an error", "GET", "HTTP/1.1 500 No\r\nContent-Length: 2\r\n\r\nno", 500, "no"},
    };
    for (const auto& expected : cases) {
        MisbehavingServer server{[&](RawClient& peer) {
            peer.read_response(true);
            peer.send(expected.bytes);
        }};
        const auto answer = send({.method = expected.method, .url = url(server.port())});
        ASSERT_TRUE(answer) << expected.name << ": " << answer.error().message();
        EXPECT_EQ(answer->status, expected.status) << expected.name;
        EXPECT_EQ(answer->body, expected.body) << expected.name;
    }
}

TEST_F(ClientTest, NamesEveryFailure) {
    make_client({.timeout = 400ms, .response_limit = 1000});
    struct Case {
        const char* name;
        std::function<void(RawClient&)> behaviour;
        ClientErrc error;
    };
    const auto after_request = [](std::string bytes) {
        return [bytes](RawClient& peer) {
            peer.read_response(true);
            peer.send(bytes);
            peer.shutdown_send();
            peer.closed_by_peer();
        };
    };
    const Case cases[] = {
        {"closed without answer", after_request(""), ClientErrc::lost_after_send},
        {"closed within the head", after_request("HTTP/1.1 200 OK\r\nConte"), ClientErrc::lost_after_send},
        {"closed within the body", after_request("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n123"),
         ClientErrc::lost_after_send},
        {"closed within a chunk",
         after_request("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n123"),
         ClientErrc::lost_after_send},
        {"reset", [](RawClient& peer) { peer.read_response(true), peer.reset(); },
         ClientErrc::lost_after_send},
        {"garbage", after_request("SSH-2.0-OpenSSH_9.2\r\n\r\n"), ClientErrc::bad_response},
        {"bad length", after_request("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"),
         ClientErrc::bad_response},
        {"bad chunk", after_request("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
         ClientErrc::bad_response},
        {"huge, declared", after_request("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"),
         ClientErrc::bad_response},
        {"huge, in one chunk",
         after_request("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                       std::string(1001, 'x')),
         ClientErrc::bad_response},
        {"huge, until the end", after_request("HTTP/1.0 200 OK\r\n\r\n" + std::string(1001, 'x')),
         ClientErrc::bad_response},
        {"huge head", after_request("HTTP/1.1 200 OK\r\nA: " + std::string(100'000, 'x')),
         ClientErrc::bad_response},
        {"interim answers without end",
         [](RawClient& peer) {
             peer.read_response(true);
             while (peer.send("HTTP/1.1 100 Continue\r\n\r\n")) {
             }
         },
         ClientErrc::bad_response},
        {"silence", [](RawClient& peer) { peer.closed_by_peer(); }, ClientErrc::timeout},
        {"trickle",
         [](RawClient& peer) {
             peer.read_response(true);
             bool open = peer.send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n");
             while (open) {
                 open = peer.send("x");
                 std::this_thread::sleep_for(5ms);
             }
         },
         ClientErrc::timeout},
    };
    for (const auto& [name, behaviour, error] : cases) {
        MisbehavingServer server{behaviour};
        const auto answer = get(server.port());
        ASSERT_FALSE(answer) << name;
        EXPECT_EQ(answer.error(), make_error_code(error)) << name << ": " << answer.error().message();
    }
}

TEST_F(ClientTest, WhatCannotReachAServerIsNotSent) {
    std::uint16_t closed_port = 0;
    {
        MisbehavingServer gone{[](RawClient&) {}};
        closed_port = gone.port();
    }
    EXPECT_EQ(get(closed_port).error(), ClientErrc::not_sent);
    EXPECT_EQ(send({.url = "http://[::1]:1/"}).error(), ClientErrc::not_sent);
    EXPECT_EQ(send({.url = "http://name.invalid/"}).error(), ClientErrc::not_sent);
    MisbehavingServer plain{[](RawClient& peer) { peer.send("220 hello\r\n"), peer.closed_by_peer(); }};
    EXPECT_EQ(send({.url = fmt::format("https://127.0.0.1:{}/", plain.port())}).error(),
              ClientErrc::not_sent);
}

TEST_F(ClientTest, RefusesWhatHttpCannotCarry) {
    MisbehavingServer server{[](RawClient&) {}};
    EXPECT_EQ(send({.url = "ftp://127.0.0.1/"}).error(), ClientErrc::bad_url);
    EXPECT_EQ(send({.url = "http://127.0.0.1/ HTTP/1.1\r\nX: y"}).error(), ClientErrc::bad_url);
    EXPECT_EQ(send({.url = url(server.port()), .headers = {{"X", "y\r\nZ: w"}}}).error(),
              ClientErrc::bad_request);
    EXPECT_EQ(send({.method = "GET / HTTP/1.1\r\n", .url = url(server.port())}).error(),
              ClientErrc::bad_request);
    EXPECT_EQ(server.connections(), 0);
}

TEST_F(ClientTest, ReplacesAConnectionThatTheServerClosedWhileItWasIdle) {
    std::atomic<int> closed = 0;
    MisbehavingServer server{[&closed](RawClient& peer) {
        peer.read_response(true);
        peer.send(kOk);
        peer.shutdown_send();
        ++closed;
    }};
    for (int i = 1; i <= 5; ++i) {
        const auto answer = get(server.port());
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(server.connections(), i);
        ASSERT_TRUE(wait_until([&] { return closed == i; })) << "idle means: closed before the next request";
    }
}

TEST_F(ClientTest, DoesNotRepeatARequestThatAReusedConnectionLost) {
    std::atomic<int> received = 0;
    MisbehavingServer server{[&](RawClient& peer) {
        peer.read_response(true);
        peer.send(kOk);
        if (!peer.read_response(true).empty()) ++received;
    }};
    ASSERT_TRUE(get(server.port()));
    EXPECT_EQ(get(server.port()).error(), ClientErrc::lost_after_send);
    EXPECT_EQ(received, 1);
    EXPECT_EQ(server.connections(), 1);
}

TEST_F(ClientTest, DoesNotReuseAConnectionWithUnaskedBytes) {
    MisbehavingServer server{[](RawClient& peer) {
        peer.read_response(true);
        peer.send(std::string{kOk} + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged");
        peer.closed_by_peer();
    }};
    for (int i = 0; i < 3; ++i) EXPECT_EQ(get(server.port())->body, "ok");
    EXPECT_EQ(server.connections(), 3);
}

TEST_F(ClientTest, DoesNotReuseAConnectionThatIdledTooLong) {
    make_client({.idle = 1ms});
    ServerHarness server{{.idle_timeout = 10s}};
    EXPECT_TRUE(get(server.port()));
    MisbehavingServer other{[](RawClient& peer) {
        for (bool open = true; open;) open = !peer.read_response(true).empty() && peer.send(kOk);
    }};
    EXPECT_TRUE(get(other.port()));
    loop_.run([]() -> awaitable<void> {
        boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor, 50ms};
        co_await timer.async_wait(boost::asio::use_awaitable);
    });
    EXPECT_TRUE(get(other.port()));
    EXPECT_EQ(other.connections(), 2);
}

/// Holds requests until `release`, and knows how many were in hand at once.
struct Crowd {
    std::atomic<int> now = 0;
    std::atomic<int> most = 0;
    std::atomic<bool> release = false;

    bot::ServerHooks hooks() {
        bot::ServerHooks made;
        made.handle = [this](bot::HttpRequest request) -> awaitable<bot::HttpResponse> {
            return hold(std::move(request));
        };
        return made;
    }
    awaitable<bot::HttpResponse> hold(bot::HttpRequest request) {
        most = std::max(most.load(), ++now);
        boost::asio::steady_timer timer{co_await boost::asio::this_coro::executor};
        while (!release) {
            timer.expires_after(1ms);
            co_await timer.async_wait(boost::asio::use_awaitable);
        }
        --now;
        co_return bot::respond(200, "text/plain", request.target);
    }
};

TEST_F(ClientTest, WaitsForAConnectionWhenTheHostHasItsLimit) {
    make_client({.connections_per_host = 3, .timeout = 10s});
    Crowd crowd;
    ServerHarness server{{}, crowd.hooks()};
    std::vector<std::future<result<SendResponse>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(start({.method = "GET", .url = url(server.port(), fmt::format("/{}", i))}));
    ASSERT_TRUE(wait_until([&] { return crowd.now >= 3; }));
    crowd.release = true;
    for (int i = 0; i < 20; ++i) {
        const auto answer = answers[static_cast<std::size_t>(i)].get();
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->body, fmt::format("/{}", i));
    }
    EXPECT_EQ(crowd.most, 3);
}

TEST_F(ClientTest, WaitingForAConnectionEndsAtTheDeadline) {
    make_client({.connections_per_host = 1, .timeout = 150ms});
    MisbehavingServer server{[](RawClient& peer) { peer.closed_by_peer(); }};
    auto first = start({.method = "GET", .url = url(server.port())});
    auto second = start({.method = "GET", .url = url(server.port())});
    EXPECT_EQ(first.get().error(), ClientErrc::timeout);
    // The first gives up its connection a moment before the second must: either never got it, or got it too
    // late.
    const auto waited = second.get().error();
    EXPECT_TRUE(waited == ClientErrc::not_sent || waited == ClientErrc::timeout) << waited.message();
}

TEST_F(ClientTest, WaitersAreServedInTheirOrder) {
    make_client({.connections_per_host = 1});
    ServerHarness server;
    std::vector<std::future<result<SendResponse>>> answers;
    for (int i = 0; i < 20; ++i)
        answers.push_back(start({.method = "GET", .url = url(server.port(), fmt::format("/{}", i))}));
    for (auto& answer : answers) EXPECT_TRUE(answer.get());
    const auto requests = server.requests();
    for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(requests.at(i).target, fmt::format("/{}", i));
}

TEST_F(ClientTest, CloseEndsWhatIsInFlight) {
    make_client({.connections_per_host = 1});
    Crowd crowd;
    ServerHarness server{{}, crowd.hooks()};
    auto running = start({.method = "GET", .url = url(server.port())});
    auto waiting = start({.method = "GET", .url = url(server.port())});
    ASSERT_TRUE(wait_until([&] { return crowd.now >= 1; }));
    loop_.run_plain([this] { client_->close(); });
    EXPECT_EQ(running.get().error(), ClientErrc::lost_after_send);
    EXPECT_EQ(waiting.get().error(), ClientErrc::not_sent);
    EXPECT_EQ(get(server.port()).error(), ClientErrc::not_sent);
    crowd.release = true;
}

TEST_F(ClientTest, ReachesAServerByNameAndByIpv6) {
    ServerHarness named;
    EXPECT_TRUE(send({.url = fmt::format("http://localhost:{}/", named.port())}));
    ServerHarness six{{.address = "::1"}};
    const auto answer = send({.url = fmt::format("http://[::1]:{}/x", six.port()), .body = "b"});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(six.requests().at(0).header("Host"), fmt::format("[::1]:{}", six.port()));
    EXPECT_EQ(six.requests().at(0).peer, "::1");
}

TEST(HttpClient, ACaFileThatDoesNotLoadStopsTheStart) {
    boost::asio::io_context context;
    const auto executor = context.get_executor();
    EXPECT_THROW((HttpClient{executor, {.ca_file = "/nonexistent"}}), boost::system::system_error);
}

}  // namespace
}  // namespace askwell
