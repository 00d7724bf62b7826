// One leg of a run: a site, and waves of faults over it. Each wave: customers talk while faults strike; all
// is healed; what was begun is drained; days pass, so that reminders go out and surveys expire; the history
// is checked.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/chaos/invariants.h"
#include "tests/chaos/options.h"

namespace askwell::chaos {

/// What a leg came to.
struct Tally {
    std::uint64_t messages = 0;      ///< that customers said
    std::uint64_t acknowledged = 0;  ///< of these
    std::uint64_t posts = 0;    ///< HTTP requests that brought messages and events, copies and tries included
    std::uint64_t shown = 0;    ///< messages on phones, copies included
    std::uint64_t surveys = 0;  ///< begun
    std::uint64_t entries = 0;  ///< in the ledger
    std::uint64_t reminders = 0;
    std::uint64_t opt_outs = 0;
    Copies copies;
    int replica_kills = 0;
    int redis_kills = 0;
    int failovers = 0;
    int waves = 0;
    int strikes = 0;  ///< faults of the plans
    std::map<std::string, int> faults;
    Violations violations;
    std::chrono::milliseconds took{0};

    Tally& operator+=(const Tally& more);
};

/// Runs it in `folder` (history.jsonl, logs). `begin_until`: no wave begins later.
Tally run_leg(const Options& options, const Leg& leg, std::uint64_t number,
              const std::filesystem::path& folder,
              std::optional<std::chrono::steady_clock::time_point> begin_until);

}  // namespace askwell::chaos
