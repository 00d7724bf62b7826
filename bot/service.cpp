#include "bot/service.h"

#include <csignal>
#include <exception>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "adapters/encoding.h"
#include "bot/log.h"
#include "bot/metrics.h"
#include "bot/secrets.h"
#include "bot/worker.h"
#include "flows/json_source.h"
#include "storage/cipher.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::milliseconds kStopPatience{10'000};
constexpr std::size_t kKeyBytes = 32;

/// Creates `path` with `text`, readable by us only. False when it exists already: another process was faster.
bool create_private_file(const std::filesystem::path& path, const std::string& text) {
    // Written aside and linked into place, so that nobody ever reads half a file.
    const std::filesystem::path draft = path.string() + "." + std::to_string(::getpid());
    const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0)
        throw std::runtime_error("cannot write " + draft.string() + "; check the folder's permissions");
    const bool written =
        ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    ::close(fd);
    const bool linked = written && ::link(draft.c_str(), path.c_str()) == 0;
    ::unlink(draft.c_str());
    if (!written) throw std::runtime_error("cannot write " + path.string() + "; is the disk full?");
    return linked;
}

std::string read_or_create(const std::filesystem::path& path, const std::function<std::string()>& make) {
    std::filesystem::create_directories(path.parent_path());
    if (!std::filesystem::exists(path)) create_private_file(path, make());
    auto text = read_text_file(path);
    if (!text) throw std::runtime_error("cannot read " + path.string() + "; check its permissions");
    return *text;
}

[[noreturn]] void bad_keys(const std::filesystem::path& path) {
    throw std::runtime_error(path.string() +
                             " is damaged; restore it from a backup: without it nothing stored can be read");
}

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

Keys obtain_keys(const Config& config) {
    if (config.keys) return *config.keys;
    const auto path = config.data / "keys.json";
    const std::string text = read_or_create(path, [] {
        const nlohmann::json fresh = {
            {"current", "k1"},
            {"encryption", {{"k1", adapters::base64_encode(random_bytes(kKeyBytes))}}},
            {"contacts", random_hex(kKeyBytes)}};
        return fresh.dump(2) + "\n";
    });
    flows::JsonError error;
    const auto json = flows::parse_json(text, error);
    if (!json || !json->is_object() || !json->contains("encryption") || !(*json)["encryption"].is_object())
        bad_keys(path);
    Keys keys;
    keys.current = json->value("current", "");
    keys.contacts = json->value("contacts", "");
    for (const auto& item : (*json)["encryption"].items()) {
        const auto raw = item.value().is_string() ? adapters::base64_decode(item.value().get<std::string>())
                                                  : std::nullopt;
        if (!raw || raw->size() != kKeyBytes) bad_keys(path);
        keys.encryption.emplace(item.key(), *raw);
    }
    if (!keys.encryption.contains(keys.current) || keys.contacts.size() < 16) bad_keys(path);
    return keys;
}

std::string obtain_staff_token(Config& config) {
    std::string token =
        read_or_create(config.data / "staff-token", [] { return random_hex(kKeyBytes) + "\n"; });
    while (!token.empty() && token.back() == '\n') token.pop_back();
    config.tokens.push_back({"staff", sha256_hex(token), true, true});
    return token;
}

flows::TimePoint system_now() {
    return std::chrono::time_point_cast<flows::Duration>(std::chrono::system_clock::now()) +
           storage::faults::clock_offset();
}

namespace {

/// Reads the configuration again on SIGHUP and when a file of it changes; what is wrong changes nothing.
class Reloader {
  public:
    Reloader(LiveConfig& config, LoadConfig load) : config_(config), load_(std::move(load)), seen_(times()) {}

    void reload() {
        seen_ = times();
        if (load_ == nullptr) return log(LogLevel::warning, "nothing_to_reload");
        LoadedConfig loaded = load_();
        for (const auto& finding : loaded.diagnostics) {
            log(finding.severity == flows::Severity::error ? LogLevel::error : LogLevel::warning,
                "configuration", {{"finding", flows::to_string(finding)}});
        }
        if (!loaded.config)
            return log(LogLevel::error, "not_reloaded", {{"kept", "the running configuration"}});
        set_log_level(loaded.config->log_level);
        for (const std::string& name : config_.replace(std::move(*loaded.config)))
            log(LogLevel::warning, "needs_a_restart", {{"setting", name}});
        seen_ = times();
        log(LogLevel::info, "reloaded");
    }

    /// Looks at the files from time to time: polling works on every file system and through every editor.
    asio::awaitable<void> watch() {
        constexpr flows::Duration kEvery = std::chrono::seconds{2};
        while (load_ != nullptr) {
            co_await pause(kEvery);
            const auto now = times();
            if (now == seen_) continue;
            co_await pause(kEvery);  // whoever writes shall have finished
            reload();
        }
    }

  private:
    using Times = std::vector<std::filesystem::file_time_type>;

    Times times() const {
        std::vector<std::filesystem::path> files = config_->survey_files;
        files.emplace_back(config_->file);
        Times found;
        for (const auto& file : files) {
            std::error_code missing;  // counts as a time of its own
            found.push_back(std::filesystem::last_write_time(file, missing));
        }
        return found;
    }

    LiveConfig& config_;
    LoadConfig load_;
    Times seen_;
};

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
    const Shared shared{live, contact_keys,
                        std::make_shared<const storage::Cipher>(keys.encryption, keys.current), metrics,
                        system_now};

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
