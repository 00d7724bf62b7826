// The running service: keys, workers, signals. The one place that starts threads.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "bot/config.h"
#include "bot/environment.h"
#include "bot/live_config.h"

namespace askwell::bot {

/// Keys as configured, else those kept in data/keys.json, made at the first start (mode 0600). Throws
/// std::runtime_error, with the remedy, when the file is there but unreadable.
Keys obtain_keys(const Config& config);

/// A staff token for a service that has none configured: kept in data/staff-token (mode 0600), added to
/// `config`. Returns its text.
std::string obtain_staff_token(Config& config);

/// The system's clock in whole milliseconds.
flows::TimePoint system_now();

/// Reads the configuration again; null when it has no file.
using LoadConfig = std::function<LoadedConfig()>;

/// Runs until SIGTERM or SIGINT, then stops gracefully. On SIGHUP, and when a file of the configuration
/// changes, `load` gives the next one, which replaces `config` unless something is wrong with it. `started`
/// is told the port. Returns the process's exit code: 0 after a graceful stop, 1 when the service could not
/// start (the reason is logged).
int run_service(LiveConfig& config, LoadConfig load, const std::function<void(std::uint16_t port)>& started);

}  // namespace askwell::bot
