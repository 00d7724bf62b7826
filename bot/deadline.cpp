#include "bot/deadline.h"

#include <utility>

#include <boost/asio/steady_timer.hpp>

namespace askwell::bot {

using Clock = std::chrono::steady_clock;

struct Deadline::State {
    explicit State(boost::asio::any_io_executor executor) : timer(std::move(executor)) {}

    boost::asio::steady_timer timer;
    bool waiting = false;
    Clock::time_point due = Clock::time_point::max();
    std::function<void()> on_expiry;
};

Deadline::Deadline(boost::asio::any_io_executor executor)
    : state_(std::make_shared<State>(std::move(executor))) {}

Deadline::~Deadline() = default;

void Deadline::arm_at(Clock::time_point due, std::function<void()> on_expiry) {
    state_->due = due;
    state_->on_expiry = std::move(on_expiry);
    // A timer that fires too early looks again; so a deadline that only ever moves later costs no timer
    // operation.
    if (!state_->waiting || state_->timer.expiry() > due) wait(state_);
}

void Deadline::arm(Clock::duration after, std::function<void()> on_expiry) {
    arm_at(Clock::now() + after, std::move(on_expiry));
}

void Deadline::disarm() {
    state_->due = Clock::time_point::max();
    state_->on_expiry = nullptr;
}

void Deadline::wait(const std::shared_ptr<State>& state) {
    state->timer.expires_at(state->due);
    state->waiting = true;
    state->timer.async_wait([weak = std::weak_ptr{state}](boost::system::error_code error) {
        const auto self = weak.lock();
        if (error || !self) return;
        self->waiting = false;
        if (!self->on_expiry) return;
        if (self->due > Clock::now()) return wait(self);
        std::exchange(self->on_expiry, nullptr)();
    });
}

}  // namespace askwell::bot
