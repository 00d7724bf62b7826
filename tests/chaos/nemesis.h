// The faults of a run: a plan that the seed makes, and its execution, one fault after the other. Thread rule:
// one thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/dice.h"
#include "tests/chaos/gateway.h"
#include "tests/chaos/recorder.h"
#include "tests/chaos/site.h"

namespace askwell::chaos {

/// Where a replica can be told to kill itself: storage/faults.h.
const std::vector<std::string>& crash_points();

struct PlannedFault {
    FaultKind kind = FaultKind::kill;
    std::string crash_point;  ///< for FaultKind::crash
    std::size_t number = 0;   ///< in the plan
};

/// So many faults of each kind, in an order by `dice`. Crash points take turns.
std::vector<PlannedFault> make_plan(const std::map<FaultKind, int>& counts, const Dice& dice);

class Nemesis {
  public:
    Nemesis(Dice dice, Site& site, Gateway& gateway, InjectedClock& clock, Recorder& recorder);

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
    void provoke(const std::string& crash_point, const std::function<bool()>& done);
    std::string pause(const Dice& dice);
    std::string term(const Dice& dice);
    std::string client_kill();
    std::string memory(const Dice& dice);
    std::string platform(const Dice& dice);
    std::string ledger(const Dice& dice);
    std::string disk(const Dice& dice);
    std::string clock_ahead(const Dice& dice);
    std::string clock_behind(const Dice& dice);
    std::string days(const Dice& dice);
    std::string reload();
    void pass_days();
    /// A jump of days, recorded.
    void jump(std::chrono::milliseconds by, const char* why);
    std::string act(const PlannedFault& fault, const Dice& dice);
    std::size_t victim(const Dice& dice) const;

    Dice dice_;
    Site& site_;
    Gateway& gateway_;
    InjectedClock& clock_;
    Recorder& recorder_;
    std::optional<std::chrono::steady_clock::time_point> days_passed_at_;
    int replica_kills_ = 0;
    int redis_kills_ = 0;
    int failovers_ = 0;
};

}  // namespace askwell::chaos
