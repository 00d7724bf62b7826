// The configuration while the service runs: read by everybody, replaced as a whole when its file or a survey
// changes. Thread-safe.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "bot/config.h"

namespace askwell::bot {

class LiveConfig {
  public:
    explicit LiveConfig(Config first);

    /// The current one. References stay good as long as this object: a replaced configuration is kept, since
    /// work under way refers to its channels and surveys, and reloads are rare.
    const Config& operator*() const { return *current_.load(std::memory_order_acquire); }
    const Config* operator->() const { return &**this; }

    /// From now on `next`, but for what can change at a restart only (addresses, stores, keys): that stays,
    /// and the names of such settings that differ are returned. Survey versions that are gone from `next`
    /// stay known for the conversations that run on them.
    std::vector<std::string> replace(Config next);

  private:
    std::mutex mutex_;  ///< of all_
    std::vector<std::unique_ptr<const Config>> all_;
    std::atomic<const Config*> current_;
};

}  // namespace askwell::bot
