// Reads the configuration again while the service runs.
// Thread rule: one object, on the first worker's executor.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/config.h"
#include "bot/live_config.h"

namespace askwell::bot {

/// Reads the configuration again; null when it has no file.
using LoadConfig = std::function<LoadedConfig()>;

class Reloader {
  public:
    /// `config` outlives it.
    Reloader(LiveConfig& config, LoadConfig load);

    /// Now. What is wrong with the next configuration is logged and changes nothing.
    void reload();

    /// When a file of the configuration changes; ends at once when there is none. Looks from time to time:
    /// polling works on every file system and through every editor.
    boost::asio::awaitable<void> watch();

  private:
    using Times = std::vector<std::filesystem::file_time_type>;
    Times times() const;

    LiveConfig& config_;
    LoadConfig load_;
    Times seen_;
};

}  // namespace askwell::bot
