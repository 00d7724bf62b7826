// Jobs at their times, run by a few threads. Thread-safe.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace askwell::chaos {

class Timetable {
  public:
    using Clock = std::chrono::steady_clock;
    using Job = std::function<void()>;

    explicit Timetable(unsigned threads);
    /// Drops what has not begun and waits for what has.
    ~Timetable();
    Timetable(const Timetable&) = delete;
    Timetable& operator=(const Timetable&) = delete;

    /// As the end of its life; what comes later is dropped.
    void stop();

    void after(std::chrono::milliseconds wait, Job job);
    /// Jobs that wait or run.
    std::size_t open() const;

  private:
    struct Entry {
        Clock::time_point when;
        std::size_t order = 0;
        Job job;
        bool operator<(const Entry& other) const {  // the earliest on top of the queue
            return when != other.when ? when > other.when : order > other.order;
        }
    };
    void work();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::priority_queue<Entry> entries_;
    std::size_t made_ = 0;
    std::size_t running_ = 0;
    bool stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace askwell::chaos
