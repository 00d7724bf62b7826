#include "tests/chaos/options.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace askwell::chaos {

namespace {

/// Sabotaged runs are small, so that they are soon over.
constexpr std::size_t kSabotagedCustomers = 100;
constexpr int kSabotagedThinkMs = 300;

/// Faults of every kind on one Redis.
FaultCounts all_kinds(int kills, int redis_kills, int skews) {
    return {{FaultKind::kill, kills},      {FaultKind::crash, 13},      {FaultKind::pause, 4},
            {FaultKind::term, 2},          {FaultKind::client_kill, 3}, {FaultKind::memory, 2},
            {FaultKind::platform, 6},      {FaultKind::ledger, 2},      {FaultKind::disk, 2},
            {FaultKind::redis_disk, 1},    {FaultKind::clock_ahead, 2}, {FaultKind::clock_behind, 2},
            {FaultKind::days, 1},          {FaultKind::reload, 2},      {FaultKind::redis_kill, redis_kills},
            {FaultKind::clock_skew, skews}};
}

struct Profile {
    const char* name;
    const char* what;
    std::size_t customers;
    int think_ms;
    std::vector<Leg> legs;
};

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = {
        {"short",
         "some 50 replica kills, 20 Redis kills, 3 failovers; some 4 minutes on two busy cores",
         150,
         700,
         {{RedisShape::single, 1, all_kinds(15, 14, 0), 0},
          {RedisShape::sentinel,
           1,
           {{FaultKind::failover, 3}, {FaultKind::kill, 5}, {FaultKind::platform, 1}},
           0},
          {RedisShape::cluster,
           1,
           {{FaultKind::redis_kill, 4}, {FaultKind::kill, 4}, {FaultKind::client_kill, 1}},
           0}}},
        {"standard",
         "every kind of fault on every shape of Redis; five waves of 2 to 4 minutes on two busy cores",
         500,
         1'500,
         {{RedisShape::single, 3, all_kinds(20, 15, 3), 0},
          {RedisShape::sentinel,
           1,
           {{FaultKind::failover, 8},
            {FaultKind::kill, 15},
            {FaultKind::pause, 3},
            {FaultKind::platform, 3},
            {FaultKind::client_kill, 2},
            {FaultKind::clock_skew, 3},
            {FaultKind::days, 1}},
           0},
          {RedisShape::cluster,
           1,
           {{FaultKind::redis_kill, 10},
            {FaultKind::kill, 15},
            {FaultKind::pause, 3},
            {FaultKind::platform, 3},
            {FaultKind::client_kill, 2},
            {FaultKind::clock_skew, 3},
            {FaultKind::days, 1}},
           0}}},
        {"night",
         "1,000 kills and 100,000 messages at least",
         500,
         1'200,
         {{RedisShape::single, 12, all_kinds(30, 15, 3), 80'000},
          {RedisShape::sentinel,
           4,
           {{FaultKind::failover, 12},
            {FaultKind::kill, 25},
            {FaultKind::pause, 3},
            {FaultKind::platform, 3},
            {FaultKind::client_kill, 2},
            {FaultKind::clock_skew, 3},
            {FaultKind::days, 1}},
           12'000},
          {RedisShape::cluster,
           4,
           {{FaultKind::redis_kill, 10},
            {FaultKind::kill, 25},
            {FaultKind::pause, 3},
            {FaultKind::platform, 3},
            {FaultKind::client_kill, 2},
            {FaultKind::clock_skew, 3},
            {FaultKind::days, 1}},
           12'000}}},
    };
    return all;
}

const Profile& profile_named(const std::string& name) {
    return *std::ranges::find_if(profiles(), [&](const Profile& each) { return each.name == name; });
}

Leg sabotaged_leg(const Sabotage& sabotage) {
    return {RedisShape::single, 1, sabotage.faults, 0, sabotage.details, &sabotage};
}

/// The faults of every sabotage, with every safeguard.
Leg control_leg() {
    Leg leg;
    for (const Sabotage& each : sabotages()) {
        for (const auto& [kind, count] : each.faults) leg.faults[kind] += count;
        for (const auto& [kind, details] : each.details)
            std::ranges::copy(details, std::back_inserter(leg.details[kind]));
    }
    return leg;
}

std::vector<Leg> legs_of(const Options& options, const Profile& profile) {
    std::vector<Leg> legs = profile.legs;
    if (const Sabotage* const sabotage = sabotage_named(options.sabotage)) legs = {sabotaged_leg(*sabotage)};
    if (options.sabotage == kNoSabotage) legs = {control_leg()};
    if (options.redis && !options.sabotage.empty()) {
        for (Leg& leg : legs) leg.shape = *options.redis;
    } else if (options.redis) {
        std::erase_if(legs, [&](const Leg& leg) { return leg.shape != *options.redis; });
        if (legs.empty()) legs = {{*options.redis, 1, {{FaultKind::kill, 10}}, 0}};
    }
    for (Leg& leg : legs) {
        for (auto& [kind, count] : leg.faults) {
            count = count == 0 ? 0 : std::max(1, static_cast<int>(std::lround(count * options.scale)));
            const bool wanted =
                options.faults.empty() || std::ranges::find(options.faults, kind) != options.faults.end();
            if (!wanted) count = 0;
        }
        for (const FaultKind kind : options.faults) {
            const bool possible = kind != FaultKind::failover || leg.shape == RedisShape::sentinel;
            if (possible && leg.faults[kind] == 0)
                leg.faults[kind] = std::max(1, static_cast<int>(std::lround(10 * options.scale)));
        }
        if (options.messages > 0) leg.messages = options.messages;
    }
    return legs;
}

void complete(Options& options) {
    const Profile& profile = profile_named(options.profile);
    if (options.seed == 0) {
        options.seed =
            static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count()) %
            1'000'000'000;
    }
    const bool sabotaged = !options.sabotage.empty();
    if (options.customers == 0) options.customers = sabotaged ? kSabotagedCustomers : profile.customers;
    if (options.think_ms == 0) options.think_ms = sabotaged ? kSabotagedThinkMs : profile.think_ms;
    options.legs = legs_of(options, profile);
}

std::string footer() {
    std::string text = "Profiles:\n";
    for (const Profile& profile : profiles())
        text += fmt::format("  {:<10} {}\n", profile.name, profile.what);
    text +=
        "\nThree replicas of this build, a Redis, a platform and its customers run on 127.0.0.1. Faults "
        "strike; then\n"
        "everything is healed and drained, days pass, and the history is checked. The report, as JSON, goes "
        "to\n"
        "standard output; a violation makes the exit code 1 and keeps the folder with history and logs.\n"
        "tests/chaos/README.md says what is checked.\n";
    return text;
}

}  // namespace

Parsed parse_options(int argc, const char* const* argv) {
    Parsed parsed;
    Options& options = parsed.options;
    CLI::App app{"Askwell under faults: is anything lost, doubled, or said when it should not be?"};
    app.footer(footer());
    std::vector<std::string> names;
    for (const Profile& profile : profiles()) names.emplace_back(profile.name);
    std::string shape;
    std::vector<std::string> faults;
    std::vector<std::string> safeguards{std::string{kNoSabotage}};
    for (const Sabotage& each : sabotages()) safeguards.push_back(each.name);
    app.add_option("--profile", options.profile, "how much")
        ->check(CLI::IsMember(names))
        ->capture_default_str();
    app.add_option("--seed", options.seed, "repeats a run's decisions; default: another each time");
    app.add_option("--redis", shape, "only this shape of Redis")
        ->check(CLI::IsMember({"single", "sentinel", "cluster"}));
    app.add_option(
           "--faults", faults,
           "only these kinds, as a,b: kill crash pause term redis-kill failover client-kill memory platform "
           "ledger disk redis-disk clock-ahead clock-behind clock-skew days reload")
        ->delimiter(',');
    app.add_option("--scale", options.scale, "multiplies the numbers of faults")
        ->check(CLI::Range(0.01, 1'000.0));
    app.add_option("--customers", options.customers, "customers at a time")->check(CLI::Range(1, 5'000));
    app.add_option("--messages", options.messages,
                   "go on until customers have said so many, for each shape of Redis");
    app.add_option("--think-ms", options.think_ms, "how long a customer takes to answer")
        ->check(CLI::Range(1, 60'000));
    app.add_option(
           "--sabotage", options.sabotage,
           "leave a safeguard out of the service, and go on in small waves until an invariant that this "
           "breaks is seen broken (exit code 0) or 50 faults were done (1); none: the same faults "
           "on a service that is whole, where nothing may be broken")
        ->check(CLI::IsMember(safeguards));
    app.add_option(
           "--replicas", options.replicas,
           "behind Sentinel, how many of the two replicas must have a step; with fewer, a failover may "
           "lose what was acknowledged")
        ->check(CLI::Range(0, RedisSite::kReplicas))
        ->capture_default_str();
    app.add_option("--max-minutes", options.max_minutes,
                   "begin no further wave after so many minutes; shared by the shapes of Redis");
    app.add_flag("--keep", options.keep, "keep the folder in any case");
    try {
        app.parse(argc, argv);
        for (const std::string& word : faults) {
            const auto kind = fault_kind(word);
            if (!kind) throw CLI::ValidationError("--faults", "no such fault: " + word);
            options.faults.push_back(*kind);
        }
    } catch (const CLI::ParseError& error) {
        parsed.exit_code = app.exit(error);
        return parsed;
    }
    for (const RedisShape each : {RedisShape::single, RedisShape::sentinel, RedisShape::cluster}) {
        if (to_string(each) == shape) options.redis = each;
    }
    complete(options);
    return parsed;
}

std::string replay_command(const Options& options) {
    std::string command = fmt::format("askwell_chaos --profile {} --seed {}", options.profile, options.seed);
    if (options.redis) command += fmt::format(" --redis {}", to_string(*options.redis));
    if (!options.faults.empty()) {
        std::vector<std::string_view> words;
        for (const FaultKind kind : options.faults) words.push_back(to_string(kind));
        command += fmt::format(" --faults {}", fmt::join(words, ","));
    }
    if (options.replicas != RedisSite::kReplicas) command += fmt::format(" --replicas {}", options.replicas);
    if (options.scale != 1) command += fmt::format(" --scale {}", options.scale);
    command += fmt::format(" --customers {} --think-ms {}", options.customers, options.think_ms);
    if (options.messages > 0) command += fmt::format(" --messages {}", options.messages);
    if (!options.sabotage.empty()) command += " --sabotage " + options.sabotage;
    return command;
}

}  // namespace askwell::chaos
