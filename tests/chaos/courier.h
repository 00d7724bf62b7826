// The platform's incoming side: brings messages and events to the service, over whichever replica comes up,
// and again, by the retry schedule of a real platform, until they are acknowledged. Three in ten messages
// come several times, one in ten late. Thread-safe; `lost` is called on a thread of ours.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/chaos/dice.h"
#include "tests/chaos/recorder.h"
#include "tests/chaos/timetable.h"
#include "tests/support/http_exchange.h"

namespace askwell::chaos {

/// How a platform tries again after anything but 2xx.
struct RetrySchedule {
    std::string_view platform;
    std::vector<std::chrono::seconds> pauses;  ///< before the second try, the third …
    bool endless = false;                      ///< goes on with the last pause for days, else gives up
};
/// As the platforms document them or were observed: platforms that our customers use.
const std::vector<RetrySchedule>& retry_schedules();

/// Real pauses are shortened so much, and to this at most.
inline constexpr int kCompression = 20;
inline constexpr std::chrono::milliseconds kLongestPause{4'000};

class Courier {
  public:
    struct Shares {
        double duplicated = 0.3;
        double late = 0.1;
    };
    struct Address {
        std::string webhook;
        std::string events;
    };
    /// `replicas` in any order.
    Courier(Dice dice, Shares shares, std::vector<Address> replicas, std::string token, Recorder& recorder);

    /// A text of `phone`. `lost` is called when the platform gives up.
    void deliver(const std::string& message, const std::string& phone, const std::string& text,
                 std::function<void()> lost);
    /// A CloudEvent that begins a survey; tried for ever. `done` gets the service's answer: its "status".
    void offer(const std::string& talk, const std::string& phone,
               std::function<void(const std::string&)> done);

    /// Brings nothing any more, and calls nobody back.
    void stop() { timetable_.stop(); }
    /// Messages and events under way, copies included.
    std::size_t open() const { return timetable_.open(); }
    std::uint64_t posts() const { return posts_; }
    std::uint64_t messages() const { return messages_; }

    /// While held, nothing is brought that is not on its way yet.
    void hold(bool held) { held_ = held; }

  private:
    struct Parcel {
        std::string name;  ///< the message and the copy
        std::string message;
        std::string body;
        bool copy = false;
        const RetrySchedule* schedule = nullptr;
        std::function<void()> lost;
    };
    void carry(Parcel parcel, std::size_t tries);
    void acknowledge(const std::string& message);
    bool is_acknowledged(const std::string& message);
    const Address& replica(const std::string& name, std::size_t tries) const;
    /// The platform's clock: that of the service, but it is never set back.
    std::int64_t platform_now();
    test::HttpAnswer post(const std::string& url, const std::string& body, bool with_token);

    Dice dice_;
    Shares shares_;
    std::vector<Address> replicas_;
    std::string token_;
    Recorder& recorder_;
    std::mutex mutex_;
    std::set<std::string> acknowledged_;
    std::atomic<bool> held_{false};
    std::int64_t latest_ = 0;
    std::atomic<std::uint64_t> posts_{0};
    std::atomic<std::uint64_t> messages_{0};
    Timetable timetable_{64};  ///< last: its threads end first
};

}  // namespace askwell::chaos
