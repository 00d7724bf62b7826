// askwell_chaos: the service under faults, and a judgement. See README.md here, or --help.
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "tests/chaos/options.h"
#include "tests/chaos/run.h"
#include "tests/support/process.h"

namespace askwell::chaos {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr std::size_t kMostViolations = 100;

ordered_json to_json(const Copies& copies) {
    ordered_json by_cause = ordered_json::object();
    for (const auto& [cause, count] : copies.by_cause) by_cause[std::string{to_string(cause)}] = count;
    return {{"all", copies.all()}, {"by_cause", std::move(by_cause)}, {"most_of_one_message", copies.most}};
}

ordered_json to_json(const Tally& tally) {
    ordered_json violations = ordered_json::array();
    for (const Violation& each : tally.violations) {
        if (violations.size() < kMostViolations)
            violations.push_back({{"invariant", each.invariant}, {"what", each.what}});
    }
    return {{"seconds", tally.took.count() / 1000},
            {"waves", tally.waves},
            {"messages", tally.messages},
            {"acknowledged", tally.acknowledged},
            {"posts", tally.posts},
            {"shown", tally.shown},
            {"surveys", tally.surveys},
            {"entries", tally.entries},
            {"reminders", tally.reminders},
            {"opt_outs", tally.opt_outs},
            {"replica_kills", tally.replica_kills},
            {"redis_kills", tally.redis_kills},
            {"failovers", tally.failovers},
            {"faults", tally.faults},
            {"extra_copies", to_json(tally.copies)},
            {"violation_count", tally.violations.size()},
            {"violations", std::move(violations)}};
}

std::string version() {
    std::string text = test::run({test::askwell_binary(), "--version"}).output;
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text;
}

fs::path make_folder(std::uint64_t seed) {
    const fs::path folder = fs::temp_directory_path() / fmt::format("askwell-chaos-{}-{}", seed, ::getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    return folder;
}

/// Each leg has a share of --max-minutes, by its waves; every leg has one wave.
std::optional<std::chrono::steady_clock::time_point> end_of_leg(const Options& options, std::size_t leg,
                                                                std::chrono::steady_clock::time_point start) {
    if (options.max_minutes == 0) return std::nullopt;
    int all = 0;
    int until_here = 0;
    for (std::size_t i = 0; i < options.legs.size(); ++i) {
        all += options.legs[i].waves;
        if (i <= leg) until_here += options.legs[i].waves;
    }
    return start + std::chrono::seconds{60 * options.max_minutes * until_here / all};
}

int run(const Options& options) {
    const auto start = std::chrono::steady_clock::now();
    const fs::path folder = make_folder(options.seed);
    fmt::print(stderr, "seed {}; history and logs in {}\n", options.seed, folder.string());
    Tally total;
    ordered_json legs = ordered_json::array();
    for (std::size_t i = 0; i < options.legs.size(); ++i) {
        const fs::path place = folder / fmt::format("{}-{}", i + 1, to_string(options.legs[i].shape));
        fs::create_directories(place);
        const Tally tally = run_leg(options, options.legs[i], i, place, end_of_leg(options, i, start));
        ordered_json leg = to_json(tally);
        leg["redis"] = to_string(options.legs[i].shape);
        legs.push_back(std::move(leg));
        total += tally;
        if (!total.violations.empty()) break;
    }
    const bool broken = !total.violations.empty();
    const Sabotage* const sabotage = sabotage_named(options.sabotage);
    const auto caught =
        sabotage == nullptr ? std::set<std::string>{} : caught_by(*sabotage, total.violations);
    const bool good = sabotage == nullptr ? !broken : !caught.empty();
    ordered_json report = {{"program", version()},
                           {"profile", options.profile},
                           {"seed", options.seed},
                           {"sabotage", options.sabotage},
                           {"replay", replay_command(options)}};
    if (sabotage != nullptr) {
        report["caught"] = good;
        report["caught_by"] = caught;
        report["faults_until_then"] = total.strikes;
        fmt::print(stderr, "{} {} within {} faults\n", options.sabotage,
                   good ? "was caught" : "went unnoticed", total.strikes);
    }
    report["total"] = to_json(total);
    report["legs"] = std::move(legs);
    if (options.keep || !good) report["folder"] = folder.string();
    fmt::print("{}\n", report.dump(2, ' ', false, ordered_json::error_handler_t::replace));
    if (!good)
        fmt::print(stderr, "{} violations; again with: {}\n", total.violations.size(),
                   replay_command(options));
    if (!options.keep && good) fs::remove_all(folder);
    return good ? 0 : 1;
}

}  // namespace
}  // namespace askwell::chaos

int main(int argc, char** argv) {
    const auto parsed = askwell::chaos::parse_options(argc, argv);
    if (parsed.exit_code) return *parsed.exit_code;
    try {
        return askwell::chaos::run(parsed.options);
    } catch (const std::exception& failure) {
        fmt::print(stderr, "the harness itself failed: {}; again with: {}\n", failure.what(),
                   askwell::chaos::replay_command(parsed.options));
        return 2;
    }
}
