#include "bot/reloader.h"

#include <string>
#include <system_error>
#include <utility>

#include "bot/environment.h"
#include "bot/log.h"

namespace askwell::bot {

Reloader::Reloader(LiveConfig& config, LoadConfig load)
    : config_(config), load_(std::move(load)), seen_(times()) {}

void Reloader::reload() {
    seen_ = times();
    if (load_ == nullptr) return log(LogLevel::warning, "nothing_to_reload");
    LoadedConfig loaded = load_();
    for (const auto& finding : loaded.diagnostics) {
        log(finding.severity == flows::Severity::error ? LogLevel::error : LogLevel::warning, "configuration",
            {{"finding", flows::to_string(finding)}});
    }
    if (!loaded.config) return log(LogLevel::error, "not_reloaded", {{"kept", "the running configuration"}});
    set_log_level(loaded.config->log_level);
    for (const std::string& name : config_.replace(std::move(*loaded.config)))
        log(LogLevel::warning, "needs_a_restart", {{"setting", name}});
    seen_ = times();
    log(LogLevel::info, "reloaded");
}

boost::asio::awaitable<void> Reloader::watch() {
    constexpr flows::Duration kEvery = std::chrono::seconds{2};
    while (load_ != nullptr) {
        co_await pause(kEvery);
        const auto now = times();
        if (now == seen_) continue;
        co_await pause(kEvery);  // whoever writes shall have finished
        reload();
    }
}

Reloader::Times Reloader::times() const {
    std::vector<std::filesystem::path> files = config_->survey_files;
    files.emplace_back(config_->file);
    Times found;
    for (const auto& file : files) {
        std::error_code missing;  // counts as a time of its own
        found.push_back(std::filesystem::last_write_time(file, missing));
    }
    return found;
}

}  // namespace askwell::bot
