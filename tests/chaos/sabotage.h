// The tester, tested: safeguards that a test build leaves out when it is told to (storage/faults.h), and for
// each the faults that show it and the invariants that it breaks. Pure.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/invariants.h"
#include "tests/chaos/plan.h"

namespace askwell::chaos {

struct Sabotage {
    std::string name;    ///< as the service knows it
    FaultCounts faults;  ///< of one wave
    FaultDetails details;
    std::set<std::string_view> breaks;  ///< invariants; to break any of them is to be caught
};
const std::vector<Sabotage>& sabotages();
/// nullptr when there is none of that name.
const Sabotage* sabotage_named(std::string_view name);

/// A sabotaged run is over when it is caught, or before so many faults are exceeded.
inline constexpr int kMostFaultsUntilCaught = 50;

/// Which invariants that this sabotage breaks were seen broken. Others may be noise: they prove nothing.
std::set<std::string> caught_by(const Sabotage& sabotage, const Violations& violations);

}  // namespace askwell::chaos
