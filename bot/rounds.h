// The worker's rounds: everything that is due, left over by a dead replica, or not yet in the ledger.
// run_once(now) does one round, so that a test passes three days without sleeping. Thread rule: one object
// per worker, on its executor. Any number of replicas may make rounds at once: claims are atomic.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/failures.h"
#include "bot/sender.h"

namespace askwell::bot {

/// Hands finished conversations to the ledger; removes them from the store only after the ledger has
/// committed.
class HandOff {
  public:
    explicit HandOff(WorkerEnvironment environment)
        : environment_(std::move(environment)), failures_(environment_) {}
    boost::asio::awaitable<void> record(std::vector<flows::Finished> finished);
    /// Of those that cannot be read.
    boost::asio::awaitable<void> give_up(std::vector<storage::FinishedName> damaged);

  private:
    boost::asio::awaitable<storage::Result<void>> record_one(flows::Finished finished);
    boost::asio::awaitable<void> failed(storage::FinishedName name, std::string_view fault);

    WorkerEnvironment environment_;
    Failures failures_;
};

class Rounds {
  public:
    Rounds(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender, HandOff& hand_off);

    /// One look at every partition. Store errors end the round and are logged; the next round finds the same
    /// work.
    boost::asio::awaitable<void> run_once();

    /// Rounds every `config.tick` until stop().
    boost::asio::awaitable<void> run();
    void stop() { stopped_ = true; }

  private:
    struct Round;
    struct Leave;
    boost::asio::awaitable<void> walk(std::shared_ptr<Round> round, int lane);
    boost::asio::awaitable<storage::Result<void>> look_at(int partition);
    boost::asio::awaitable<void> reach_time(storage::ContactKey key);
    boost::asio::awaitable<storage::Result<std::size_t>> count_letters();

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Sender& sender_;
    HandOff& hand_off_;
    Failures failures_;
    bool stopped_ = false;
    bool store_was_down_ = false;
    int tidied_ = 0;  ///< the partition tidied last: one a round
    int rounds_ = 0;  ///< since dead letters were counted
};

}  // namespace askwell::bot
