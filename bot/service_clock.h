// What time it is for the service: the machine's clock, put right by the store's where the two differ a
// little. Replicas whose machines disagree would take quick answers for messages from before the question.
#pragma once

#include <atomic>
#include <utility>

#include "bot/environment.h"
#include "flows/time.h"

namespace askwell::bot {

/// Thread rule: any thread.
class ServiceClock {
  public:
    /// Less is not put right: looking at a clock over a network is no more exact than this.
    static constexpr flows::Duration kNoise = std::chrono::milliseconds{500};

    /// `machine` is the machine's clock, callable from any thread.
    explicit ServiceClock(Now machine) : machine_(std::move(machine)) {}

    flows::TimePoint now() const { return machine_() + flows::Duration{correction_}; }
    flows::TimePoint machine() const { return machine_(); }

    /// The store's clock, which can be believed, is ahead of the machine's by so much.
    void follow(flows::Duration store_ahead) {
        if (std::chrono::abs(store_ahead - flows::Duration{correction_}) <= kNoise) return;
        correction_ = std::chrono::abs(store_ahead) <= kNoise ? 0 : store_ahead.count();
    }

  private:
    Now machine_;
    std::atomic<flows::Duration::rep> correction_{0};
};

}  // namespace askwell::bot
