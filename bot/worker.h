// One loop with everything on it: server, dispatcher, sender, rounds, web chat. Workers share only what is
// immutable or thread-safe.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include "bot/config.h"
#include "bot/environment.h"
#include "bot/live_config.h"
#include "bot/metrics.h"
#include "bot/service_clock.h"
#include "storage/cipher.h"
#include "storage/contact_key.h"

namespace askwell::bot {

/// What all workers of a process share.
struct Shared {
    const LiveConfig& config;
    const storage::ContactKeys& keys;
    std::shared_ptr<const storage::Cipher> cipher;
    Metrics& metrics;
    ServiceClock& clock;
};

class Worker {
  public:
    /// Opens the stores. Throws when a store, a certificate or a port cannot be opened. `makes_rounds`: one
    /// worker of a process does.
    Worker(boost::asio::any_io_executor executor, const Shared& shared, std::uint16_t port,
           bool makes_rounds);
    ~Worker();

    /// Checks the store's fitness; an error is a reason not to start. Warnings are logged.
    boost::asio::awaitable<storage::Result<void>> check();
    void start();
    std::uint16_t port() const;

    /// Unready, take requests for a while yet (Config::stop_delay), then finish what is in hand, all within
    /// `patience`; leave the rest to others.
    boost::asio::awaitable<void> stop(std::chrono::milliseconds patience);

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace askwell::bot
