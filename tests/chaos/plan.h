// The faults of a wave before they strike: how many of which kind, and in which order. Pure.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/dice.h"
#include "tests/chaos/history.h"

namespace askwell::chaos {

/// Where a replica can be told to kill itself: storage/faults.h.
const std::vector<std::string>& crash_points();

/// How the clock of one replica may be off.
inline constexpr std::string_view kAhead = "ahead";
inline constexpr std::string_view kBehind = "behind";
inline constexpr std::string_view kBeyondBelief = "beyond belief";

/// So many faults of each kind.
using FaultCounts = std::map<FaultKind, int>;
/// What the faults of a kind shall be, in turns: crash points of a crash, weathers of a platform, how a clock
/// is off. Other kinds have none, and those not named here are as the dice fall.
using FaultDetails = std::map<FaultKind, std::vector<std::string>>;

struct PlannedFault {
    FaultKind kind = FaultKind::kill;
    std::string detail;      ///< crash point, weather, …; "" for any
    std::size_t number = 0;  ///< in the plan
};

/// They in an order by `dice`. Crashes without details take turns through all crash points, clocks that are
/// off through all ways to be off.
std::vector<PlannedFault> make_plan(const FaultCounts& counts, FaultDetails details, const Dice& dice);

}  // namespace askwell::chaos
