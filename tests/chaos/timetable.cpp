#include "tests/chaos/timetable.h"

#include <utility>

namespace askwell::chaos {

Timetable::Timetable(unsigned threads) {
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

Timetable::~Timetable() {
    stop();
}

void Timetable::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopped_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Timetable::after(std::chrono::milliseconds wait, Job job) {
    const std::lock_guard lock{mutex_};
    entries_.push({Clock::now() + wait, made_++, std::move(job)});
    changed_.notify_one();
}

std::size_t Timetable::open() const {
    const std::lock_guard lock{mutex_};
    return entries_.size() + running_;
}

void Timetable::work() {
    std::unique_lock lock{mutex_};
    while (!stopped_) {
        if (entries_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto when = entries_.top().when;
        if (Clock::now() < when) {
            changed_.wait_until(lock, when);
            continue;
        }
        Job job = entries_.top().job;
        entries_.pop();
        ++running_;
        lock.unlock();
        job();
        lock.lock();
        --running_;
    }
}

}  // namespace askwell::chaos
