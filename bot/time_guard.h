// Whether the wall clock can be believed: a clock that jumps must not make reminders due for everybody. Pure:
// the clocks' readings are passed in. Not thread-safe.
#pragma once

#include <chrono>
#include <optional>

#include "flows/time.h"

namespace askwell::bot {

class TimeGuard {
  public:
    using Steady = std::chrono::steady_clock::time_point;

    /// Clocks that differ by no more agree.
    static constexpr flows::Duration kTolerance = std::chrono::seconds{60};
    /// A jump that has lasted so long is believed: somebody set the clock right, or the machine had slept.
    static constexpr flows::Duration kHeld = std::chrono::minutes{15};

    /// One look at all clocks at the same moment; `other` is a clock that is not this machine's (the
    /// store's). True when `wall` agrees with it, and the clock that counts (the other one where there is
    /// one) has not jumped against the steady one within kHeld. The first look believes it.
    bool look(flows::TimePoint wall, Steady steady, std::optional<flows::TimePoint> other);

  private:
    /// What the clock that counts is ahead of the steady one.
    using Offset = flows::Duration;
    struct Doubt {
        Offset offset;
        Steady since;
    };
    std::optional<Offset> believed_;
    std::optional<Doubt> doubt_;  ///< another offset, and since when
};

}  // namespace askwell::bot
