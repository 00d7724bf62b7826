#include "bot/service.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <ctime>
#include <exception>
#include <filesystem>
#include <memory>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>

#include "bot/key_files.h"
#include "bot/log.h"
#include "bot/metrics.h"
#include "bot/worker.h"
#include "storage/cipher.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kStopPatience{10'000};

/// One loop on one thread.
struct Loop {
    asio::io_context context{1};
    std::unique_ptr<Worker> worker;

    void run() {
        for (;;) {
            try {
                context.run();
                return;
            } catch (const std::exception& bug) {
                // A bug in one request must not take the others down.
                log(LogLevel::error, "bug", {{"in", "loop"}, {"what", bug.what()}});
            }
        }
    }
};

/// Runs `work` to its end on a loop that nobody else runs yet.
template <typename T>
T run_now(asio::io_context& context, asio::awaitable<T> work) {
    auto result = asio::co_spawn(context, std::move(work), asio::use_future);
    while (result.wait_for(std::chrono::seconds{0}) != std::future_status::ready) {
        if (context.run_one() == 0) context.restart();
    }
    context.restart();
    return result.get();
}

asio::awaitable<void> stop_worker(Loop* loop) {
    // Whatever stopping runs into, the loop ends.
    const struct AtEnd {
        asio::io_context& context;
        ~AtEnd() { context.stop(); }
    } at_end{loop->context};
    co_await loop->worker->stop(kStopPatience);
}

}  // namespace

flows::TimePoint system_now() {
    return std::chrono::time_point_cast<flows::Duration>(std::chrono::system_clock::now()) +
           storage::faults::clock_offset() + storage::faults::clock_skew();
}

namespace {

/// Goes on while the machine sleeps, or leases would seem to last. Tests that move the world's clocks move it
/// with them.
std::chrono::steady_clock::time_point steady_now() {
    timespec time{};
    if (clock_gettime(CLOCK_BOOTTIME, &time) != 0) throw std::system_error(errno, std::generic_category());
    return std::chrono::steady_clock::time_point{std::chrono::seconds{time.tv_sec} +
                                                 std::chrono::nanoseconds{time.tv_nsec}} +
           storage::faults::clock_offset();
}

void reload_on_hangup(asio::signal_set& signals, Reloader& reloader) {
    signals.async_wait([&signals, &reloader](boost::system::error_code error, int) {
        if (error) return;
        reloader.reload();
        reload_on_hangup(signals, reloader);
    });
}

}  // namespace

int run_service(LiveConfig& live, LoadConfig load, const std::function<void(std::uint16_t port)>& started) {
    const Config& config = *live;
    std::filesystem::create_directories(config.data);
    const Keys keys = obtain_keys(config);
    const storage::ContactKeys contact_keys{keys.contacts};
    Metrics metrics;
    ServiceClock clock{system_now, steady_now};
    const Shared shared{live, contact_keys,
                        std::make_shared<const storage::Cipher>(keys.encryption, keys.current), metrics,
                        clock};

    std::vector<std::unique_ptr<Loop>> loops;
    std::uint16_t port = config.listen_port;
    for (int i = 0; i < config.workers; ++i) {
        auto loop = std::make_unique<Loop>();
        loop->worker = std::make_unique<Worker>(loop->context.get_executor(), shared, port, i == 0);
        port = loop->worker->port();
        const auto fit = run_now(loop->context, loop->worker->check());
        if (!fit) {
            log(LogLevel::error, "cannot_start", {{"reason", fit.error().message()}});
            return 1;
        }
        loops.push_back(std::move(loop));
    }

    asio::io_context& first = loops.front()->context;
    asio::signal_set signals{first, SIGTERM, SIGINT};
    signals.async_wait([&](boost::system::error_code error, int) {
        if (error) return;
        log(LogLevel::info, "stopping");
        for (const auto& loop : loops) spawn(loop->context.get_executor(), "stop", stop_worker(loop.get()));
    });
    Reloader reloader{live, std::move(load)};
    asio::signal_set hangups{first, SIGHUP};
    reload_on_hangup(hangups, reloader);
    spawn(first.get_executor(), "watch", reloader.watch());
    std::vector<std::jthread> threads;
    for (const auto& loop : loops) loop->worker->start();
    started(port);
    for (std::size_t i = 1; i < loops.size(); ++i) threads.emplace_back([&loop = *loops[i]] { loop.run(); });
    loops.front()->run();
    threads.clear();
    log(LogLevel::info, "stopped");
    return 0;
}

}  // namespace askwell::bot
