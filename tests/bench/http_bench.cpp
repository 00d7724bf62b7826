// What the guard, the limits and the deadlines of our HTTP server cost: it and a bare Beast server under the
// same load, in turns, each on one thread. Prints one line a run. Usage: http_bench [seconds a run] [rounds]
// [connections]
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <fmt/format.h>
#include <pthread.h>

#include "bot/http_server.h"
#include "tests/bench/bare_beast.h"
#include "tests/bench/load.h"

namespace {

namespace asio = boost::asio;
namespace bench = askwell::bench;
namespace bot = askwell::bot;
using tcp = asio::ip::tcp;

double cpu_seconds(std::thread& thread) {
    clockid_t clock{};
    timespec used{};
    if (pthread_getcpuclockid(thread.native_handle(), &clock) != 0 || clock_gettime(clock, &used) != 0)
        return 0;
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) * 1e-9;
}

/// Loads the server that `context` runs. The CPU time of warming up is left out by counting its requests as
/// well.
void measure(std::string_view name, asio::io_context& context, const bench::LoadOptions& options) {
    std::thread serving{[&] { context.run(); }};
    const auto warm = bench::run_load({.port = options.port,
                                       .connections = options.connections,
                                       .warm_up = std::chrono::milliseconds{0},
                                       .duration = options.warm_up,
                                       .bodies = options.bodies});
    auto timed = options;
    timed.warm_up = std::chrono::milliseconds{0};
    const double before = cpu_seconds(serving);
    const auto result = bench::run_load(timed);
    const double cpu = cpu_seconds(serving) - before;
    context.stop();
    serving.join();
    const auto microseconds = [&](double quantile) {
        return static_cast<double>(result.latency(quantile).count()) / 1000;
    };
    fmt::print(
        "{:<12} {:>8.0f} requests/s  {:>6.2f} us CPU/request  p50 {:>6.0f} us  p99 {:>6.0f} us  {} "
        "failures\n",
        name, result.per_second(), cpu * 1e6 / static_cast<double>(result.answers), microseconds(0.5),
        microseconds(0.99), result.failures + warm.failures);
}

void measure_bare(bench::LoadOptions options) {
    asio::io_context context{1};
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    options.port = acceptor.local_endpoint().port();
    asio::co_spawn(context, bench::serve_bare(acceptor), asio::detached);
    measure("bare Beast", context, options);
}

asio::awaitable<bot::HttpResponse> answer_ok(bot::HttpRequest) {
    co_return bot::respond(200, "text/plain", "ok");
}

void measure_ours(bench::LoadOptions options) {
    asio::io_context context{1};
    const auto executor = context.get_executor();
    bot::HttpServer server{executor, {}, {.handle = answer_ok}};
    options.port = server.port();
    server.start();
    measure("HttpServer", context, options);
}

}  // namespace

int main(int argc, char** argv) {
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 3;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
    const int connections = argc > 3 ? std::atoi(argv[3]) : 32;
    if (seconds < 1 || rounds < 1 || connections < 1 || connections > 1000) {
        fmt::print(stderr, "usage: http_bench [seconds a run] [rounds] [connections, 1 to 1000]\n");
        return 2;
    }
    const bench::LoadOptions options{.connections = static_cast<std::size_t>(connections),
                                     .duration = std::chrono::seconds{seconds},
                                     .bodies = {R"({"message":{"text":"5"}})"}};
    for (int round = 0; round < rounds; ++round) {
        measure_bare(options);
        measure_ours(options);
    }
}
