// When a platform does not answer, we stop calling it for a while: its messages wait, and nothing else does.
// A plain value; the caller passes the time.
#pragma once

#include "flows/time.h"

namespace askwell::bot {

/// Closed: calls go through. After kFailures failures in a row it opens: nothing goes through for 5 s. Then
/// one call is let through to try; each failure doubles the wait, to 5 min at most; a success closes it.
class Circuit {
  public:
    static constexpr int kFailures = 5;
    static constexpr flows::Duration kFirstWait = std::chrono::seconds{5};
    static constexpr flows::Duration kLongestWait = std::chrono::minutes{5};
    /// A call that was let through to try and of which nothing was heard counts no longer after this.
    static constexpr flows::Duration kTrial = std::chrono::seconds{30};

    /// Whether a call may be made now. Says yes to one caller at a time while it is being tried.
    bool allows(flows::TimePoint now);
    /// The platform answered, be it with a refusal of this one message.
    void succeeded();
    /// No answer, or one that says the platform is out of order.
    void failed(flows::TimePoint now);

    bool open() const { return failures_ >= kFailures; }
    /// When the next call may be tried, while open.
    flows::TimePoint retry_at() const { return retry_at_; }

  private:
    int failures_ = 0;
    flows::Duration wait_ = kFirstWait;
    flows::TimePoint retry_at_{};
};

}  // namespace askwell::bot
