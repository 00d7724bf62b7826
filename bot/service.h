// The running service: workers, signals. The one place that starts threads.
#pragma once

#include <cstdint>
#include <functional>

#include "bot/environment.h"
#include "bot/live_config.h"
#include "bot/reloader.h"

namespace askwell::bot {

/// The system's clock in whole milliseconds.
flows::TimePoint system_now();

/// Runs until SIGTERM or SIGINT, then stops gracefully. On SIGHUP, and when a file of the configuration
/// changes, `load` gives the next one, which replaces `config` unless something is wrong with it. `started`
/// is told the port. Returns the process's exit code: 0 after a graceful stop, 1 when the service could not
/// start (the reason is logged).
int run_service(LiveConfig& config, LoadConfig load, const std::function<void(std::uint16_t port)>& started);

}  // namespace askwell::bot
