// What time it is for the service: the steady clock, set by the clock that counts (the store's; this
// machine's, where the store has none) at every round. So a machine whose clock jumps or is off does not take
// quick answers for messages from before the question, and replicas agree on what came first.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <utility>

#include "bot/environment.h"
#include "flows/time.h"

namespace askwell::bot {

/// Thread rule: any thread.
class ServiceClock {
  public:
    using Steady = std::function<std::chrono::steady_clock::time_point()>;
    /// A smaller difference is not put right: no clock shall go back for nothing.
    static constexpr flows::Duration kNoise = std::chrono::milliseconds{200};

    /// Both callable from any thread. Until follow() the service goes by the machine's clock of this moment.
    ServiceClock(Now machine, Steady steady)
        : machine_(std::move(machine)), steady_(std::move(steady)), ahead_(ahead_of_steady(machine_())) {}

    flows::TimePoint now() const { return flows::TimePoint{since_start() + flows::Duration{ahead_}}; }
    /// The clocks it is made of, as they are.
    flows::TimePoint machine() const { return machine_(); }
    std::chrono::steady_clock::time_point steady() const { return steady_(); }

    /// It is `right` by the clock that counts, give or take `uncertainty`.
    void follow(flows::TimePoint right, flows::Duration uncertainty) {
        const auto ahead = ahead_of_steady(right);
        if (std::chrono::abs(flows::Duration{ahead - ahead_}) > kNoise + uncertainty) ahead_ = ahead;
    }

  private:
    flows::Duration since_start() const {
        return std::chrono::duration_cast<flows::Duration>(steady_().time_since_epoch());
    }
    flows::Duration::rep ahead_of_steady(flows::TimePoint time) const {
        return (time.time_since_epoch() - since_start()).count();
    }

    Now machine_;
    Steady steady_;
    std::atomic<flows::Duration::rep> ahead_;
};

}  // namespace askwell::bot
