// A deadline that is moved far more often than it passes: one per connection.
// Thread rule: use on its executor only.
#pragma once

#include <chrono>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

namespace askwell::bot {

class Deadline {
  public:
    explicit Deadline(boost::asio::any_io_executor executor);
    ~Deadline();
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    /// Runs `on_expiry` once at `due`, unless armed again or disarmed before. It never runs after this
    /// object's life.
    void arm_at(std::chrono::steady_clock::time_point due, std::function<void()> on_expiry);
    void arm(std::chrono::steady_clock::duration after, std::function<void()> on_expiry);
    void disarm();

  private:
    struct State;
    static void wait(const std::shared_ptr<State>& state);
    std::shared_ptr<State> state_;
};

}  // namespace askwell::bot
