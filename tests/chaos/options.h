// What a run shall be: read from the command line; and the profiles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/chaos/redis_site.h"
#include "tests/chaos/sabotage.h"

namespace askwell::chaos {

/// One site from its start to its end: waves of faults, each healed, drained and checked.
struct Leg {
    RedisShape shape = RedisShape::single;
    int waves = 1;
    FaultCounts faults;          ///< of each wave
    std::uint64_t messages = 0;  ///< waves go on until customers have said so many, over all waves of the leg
    FaultDetails details{};
    /// Whose safeguard the replicas lack: waves go on until it is caught or kMostFaultsUntilCaught would be
    /// exceeded.
    const Sabotage* sabotage = nullptr;
};

/// The faults of every sabotage, on a service that is whole: nothing may be found.
inline constexpr std::string_view kNoSabotage = "none";

struct Options {
    std::string profile = "standard";
    std::uint64_t seed = 0;  ///< 0: the clock's
    std::optional<RedisShape> redis;
    std::vector<FaultKind> faults;  ///< none: the profile's
    std::size_t customers = 0;      ///< 0: the profile's
    std::uint64_t messages = 0;     ///< 0: the profile's
    std::string sabotage;           ///< a name of sabotages(), or kNoSabotage
    bool keep = false;
    int max_minutes = 0;                  ///< 0: as long as it takes
    int think_ms = 0;                     ///< 0: the profile's
    double scale = 1;                     ///< of the profile's counts of faults
    int replicas = RedisSite::kReplicas;  ///< of Redis behind sentinels that must have a step

    std::vector<Leg> legs;  ///< filled from the profile
};

/// Reads the command line; on --help or a mistake prints it and returns the process's exit code.
struct Parsed {
    Options options;
    std::optional<int> exit_code;
};
Parsed parse_options(int argc, const char* const* argv);

/// The command that does the same run again.
std::string replay_command(const Options& options);

}  // namespace askwell::chaos
