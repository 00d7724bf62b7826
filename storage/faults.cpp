#include "storage/faults.h"

#ifdef ASKWELL_FAULTS

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>

namespace askwell::storage::faults {

namespace {

std::string environment(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string{} : value;
}

struct CrashPlan {
    std::string place;
    int pass = 1;
};

CrashPlan crash_plan() {
    CrashPlan plan{environment("ASKWELL_CRASH_AT")};
    const auto colon = plan.place.find(':');
    if (colon == std::string::npos) return plan;
    std::from_chars(plan.place.data() + colon + 1, plan.place.data() + plan.place.size(), plan.pass);
    plan.place.resize(colon);
    return plan;
}

struct Clock {
    std::chrono::milliseconds offset{0};
    std::chrono::milliseconds skew{0};
};

Clock read_clock(const std::string& file) {
    std::int64_t offset = 0;
    std::int64_t skew = 0;
    std::ifstream{file} >> offset >> skew;
    return {std::chrono::milliseconds{offset}, std::chrono::milliseconds{skew}};
}

/// The file's numbers, read again when they are not fresh.
Clock clock() {
    using Steady = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds kFresh{5};
    static const std::string file = environment("ASKWELL_CLOCK_OFFSET_FILE");
    static std::atomic<std::int64_t> offset{0};
    static std::atomic<std::int64_t> skew{0};
    static std::atomic<Steady::rep> read_at{0};
    if (file.empty()) return {};
    const auto now = Steady::now().time_since_epoch();
    if (now - Steady::duration{read_at.load()} >= kFresh) {
        const Clock read = read_clock(file);
        offset = read.offset.count();
        skew = read.skew.count();
        read_at = now.count();
    }
    return {std::chrono::milliseconds{offset.load()}, std::chrono::milliseconds{skew.load()}};
}

}  // namespace

void crash_point(std::string_view place) {
    static const CrashPlan plan = crash_plan();
    static std::atomic<int> passes{0};
    if (place == plan.place && passes.fetch_add(1) + 1 == plan.pass) std::raise(SIGKILL);
}

bool sabotaged(std::string_view name) {
    static const std::string wanted = environment("ASKWELL_SABOTAGE");
    return name == wanted;
}

std::chrono::milliseconds clock_offset() {
    return clock().offset;
}

std::chrono::milliseconds clock_skew() {
    return clock().skew;
}

}  // namespace askwell::storage::faults

#endif
