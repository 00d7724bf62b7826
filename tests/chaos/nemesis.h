// The faults of a run, carried out one after the other. Thread rule: one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "tests/chaos/courier.h"
#include "tests/chaos/dice.h"
#include "tests/chaos/gateway.h"
#include "tests/chaos/plan.h"
#include "tests/chaos/recorder.h"
#include "tests/chaos/site.h"

namespace askwell::chaos {

class Nemesis {
  public:
    Nemesis(Dice dice, Site& site, Gateway& gateway, Courier& courier, InjectedClock& clock,
            Recorder& recorder);

    /// Does it and what heals it, and records it. Throws when the site cannot be healed.
    void strike(const PlannedFault& fault);
    /// Waits for `wait` and meanwhile starts again what ends.
    void watch(std::chrono::milliseconds wait);

    /// So many replicas were killed, by us or at crash points; and so many servers of Redis.
    int replica_kills() const { return replica_kills_; }
    int redis_kills() const { return redis_kills_; }
    int failovers() const { return failovers_; }

  private:
    std::string kill(const Dice& dice);
    std::string crash(const PlannedFault& fault, const Dice& dice);
    void provoke(const std::string& crash_point, std::size_t index, const std::function<bool()>& done);
    void signal_others(std::size_t index, int number);
    std::string pause(const Dice& dice);
    std::string term(const Dice& dice);
    std::string client_kill();
    std::string memory(const Dice& dice);
    std::string platform(const PlannedFault& fault, const Dice& dice);
    std::string ledger(const Dice& dice);
    std::string disk(const Dice& dice);
    std::string clock_ahead(const Dice& dice);
    std::string clock_behind(const Dice& dice);
    std::string clock_skew(const PlannedFault& fault, const Dice& dice);
    std::string days(const Dice& dice);
    std::string reload();
    void wait_for_days();
    /// A jump of days, recorded.
    void jump(std::chrono::milliseconds by, const char* why);
    std::string act(const PlannedFault& fault, const Dice& dice);
    std::size_t victim(const Dice& dice) const;

    Dice dice_;
    Site& site_;
    Gateway& gateway_;
    Courier& courier_;
    InjectedClock& clock_;
    Recorder& recorder_;
    std::optional<std::chrono::steady_clock::time_point> days_passed_at_;
    int replica_kills_ = 0;
    int redis_kills_ = 0;
    int failovers_ = 0;
};

}  // namespace askwell::chaos
