#include "tests/bench/load.h"

#include <algorithm>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <fmt/format.h>

namespace askwell::bench {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using Clock = std::chrono::steady_clock;
using tcp = asio::ip::tcp;

constexpr auto kResult = asio::as_tuple(asio::use_awaitable);

struct Run {
    const LoadOptions& options;
    std::vector<std::string> requests;  // whole, ready to be written
    std::size_t next = 0;
    Clock::time_point begin;
    Clock::time_point end;
    LoadResult result;
};

std::string make_request(const LoadOptions& options, const std::string& body) {
    return fmt::format(
        "POST {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
        options.target, options.port, options.content_type, body.size(), body);
}

void note(Run& run, int status, Clock::time_point sent) {
    const auto now = Clock::now();
    if (status / 100 != 2) {
        ++run.result.failures;
    } else if (sent >= run.begin && now < run.end) {
        ++run.result.answers;
        run.result.latencies.push_back(now - sent);
    }
}

/// One request and its answer; the status, 0 when the connection broke.
asio::awaitable<int> ask(tcp::socket& socket, boost::beast::flat_buffer& buffer, const std::string& request) {
    const auto [write_error, written] = co_await asio::async_write(socket, asio::buffer(request), kResult);
    if (write_error) co_return 0;
    http::response_parser<http::string_body> parser;
    const auto [read_error, size] = co_await http::async_read(socket, buffer, parser, kResult);
    co_return read_error || !parser.keep_alive() ? 0 : static_cast<int>(parser.get().result_int());
}

asio::awaitable<void> keep_busy(tcp::socket socket, Run& run) {
    boost::beast::flat_buffer buffer;
    bool open = true;
    while (open && Clock::now() < run.end) {
        const auto& request = run.requests[run.next++ % run.requests.size()];
        const auto sent = Clock::now();
        const int status = co_await ask(socket, buffer, request);
        note(run, status, sent);
        open = status != 0;
    }
}

}  // namespace

std::chrono::nanoseconds LoadResult::latency(double quantile) const {
    if (latencies.empty()) return {};
    const auto last = static_cast<double>(latencies.size() - 1);
    return latencies[static_cast<std::size_t>(last * std::clamp(quantile, 0.0, 1.0))];
}

LoadResult run_load(const LoadOptions& options) {
    asio::io_context context{1};
    Run run{.options = options};
    for (const auto& body : options.bodies) run.requests.push_back(make_request(options, body));
    run.begin = Clock::now() + options.warm_up;
    run.end = run.begin + options.duration;
    for (std::size_t i = 0; i < options.connections; ++i) {
        tcp::socket socket{context};
        socket.connect({asio::ip::address_v4::loopback(), options.port});
        socket.set_option(tcp::no_delay(true));
        asio::co_spawn(context, keep_busy(std::move(socket), run), asio::detached);
    }
    context.run();
    run.result.seconds = std::chrono::duration<double>(options.duration).count();
    std::sort(run.result.latencies.begin(), run.result.latencies.end());
    return std::move(run.result);
}

}  // namespace askwell::bench
