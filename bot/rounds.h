// The worker's rounds: everything that is due, left over by a dead replica, or not yet in the ledger.
// run_once(now) does one round, so that a test passes three days without sleeping. Thread rule: one object
// per worker, on its executor. Any number of replicas may make rounds at once: claims are atomic.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/failures.h"
#include "bot/sender.h"
#include "bot/time_guard.h"

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

/// The clocks beside the environment's, which say whether that one can be believed, and put it right.
struct OtherClocks {
    std::function<TimeGuard::Steady()> steady;
    /// The machine's wall clock, as it is.
    std::function<flows::TimePoint()> machine;
    /// The store's; empty where the store has none of its own.
    std::function<boost::asio::awaitable<storage::Result<flows::TimePoint>>()> store;
    /// Is told what time it is by the clock that counts, when it is believed, and how uncertain that is.
    std::function<void(flows::TimePoint, flows::Duration)> follow;
};

/// So many due times a second: a bucket that holds one second's worth.
class Pace {
  public:
    /// How many may be taken up now, at most `most`; they count as taken.
    std::size_t take(double per_second, TimeGuard::Steady now, std::size_t most);
    void give_back(std::size_t unused) { left_ += static_cast<double>(unused); }

  private:
    double left_ = 0;
    std::optional<TimeGuard::Steady> filled_;
};

class Rounds {
  public:
    Rounds(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender, HandOff& hand_off,
           OtherClocks clocks);

    /// One look at every partition. Store errors end the round and are logged; the next round finds the same
    /// work. While the wall clock cannot be believed, due times and outboxes wait; hand-off goes on.
    boost::asio::awaitable<void> run_once();

    /// One look at the clocks, as every round begins with: sets the service's clock, or doubts this
    /// machine's.
    boost::asio::awaitable<void> check_clock();

    /// Rounds every `config.tick` until stop().
    boost::asio::awaitable<void> run();
    void stop() { stopped_ = true; }

  private:
    struct Round;
    struct Leave;
    boost::asio::awaitable<void> walk(std::shared_ptr<Round> round, int lane);
    boost::asio::awaitable<storage::Result<void>> look_at(int partition);
    boost::asio::awaitable<storage::Result<void>> look_at_outboxes(int partition);
    boost::asio::awaitable<storage::Result<void>> look_at_times(int partition);
    boost::asio::awaitable<void> reach_time(storage::ContactKey key);
    boost::asio::awaitable<storage::Result<std::size_t>> count_letters();

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Sender& sender_;
    HandOff& hand_off_;
    Failures failures_;
    OtherClocks clocks_;
    TimeGuard guard_;
    Pace pace_;
    bool clock_believed_ = true;
    bool stopped_ = false;
    bool store_was_down_ = false;
    int tidied_ = 0;  ///< the partition tidied last: one a round
    int rounds_ = 0;  ///< made so far
};

}  // namespace askwell::bot
