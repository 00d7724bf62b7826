#include "tests/chaos/nemesis.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <memory>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>
#include <sqlite3.h>

namespace askwell::chaos {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

milliseconds between(const Dice& dice, std::int64_t lowest, std::int64_t highest) {
    return milliseconds{dice.between(lowest, highest, "how long")};
}

/// Holds the ledger's write lock, as a backup or a second writer would.
class HeldLedger {
  public:
    explicit HeldLedger(const std::filesystem::path& file) {
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK)
            throw std::runtime_error("the ledger does not open");
        sqlite3_busy_timeout(db_, 10'000);
        if (sqlite3_exec(db_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string{"the ledger cannot be held: "} + sqlite3_errmsg(db_));
    }
    ~HeldLedger() { sqlite3_close(db_); }
    HeldLedger(const HeldLedger&) = delete;
    HeldLedger& operator=(const HeldLedger&) = delete;

  private:
    sqlite3* db_ = nullptr;
};

}  // namespace

Nemesis::Nemesis(Dice dice, Site& site, Gateway& gateway, Courier& courier, InjectedClock& clock,
                 Recorder& recorder)
    : dice_(dice), site_(site), gateway_(gateway), courier_(courier), clock_(clock), recorder_(recorder) {}

void Nemesis::strike(const PlannedFault& planned) {
    const Dice dice = dice_.of(std::to_string(planned.number));
    Fault fault;
    fault.kind = planned.kind;
    fault.from = recorder_.now();
    fault.detail = act(planned, dice);
    fault.until = recorder_.now();
    recorder_.fault(std::move(fault));
    if (!site_.wait_until_ready(recorder_))
        throw std::runtime_error("the replicas are not ready after half a minute");
    watch(between(dice.of("gap"), 20, 250));
}

void Nemesis::watch(milliseconds wait) {
    const auto end = std::chrono::steady_clock::now() + wait;
    do {
        std::this_thread::sleep_for(milliseconds{20});
        site_.keep(recorder_);
    } while (std::chrono::steady_clock::now() < end);
}

std::string Nemesis::act(const PlannedFault& fault, const Dice& dice) {
    switch (fault.kind) {
        case FaultKind::kill:
            return kill(dice);
        case FaultKind::crash:
            return crash(fault, dice);
        case FaultKind::pause:
            return pause(dice);
        case FaultKind::term:
            return term(dice);
        case FaultKind::redis_kill:
            ++redis_kills_;
            return site_.redis().kill_and_restart(dice);
        case FaultKind::failover:
            ++redis_kills_;
            ++failovers_;
            return site_.redis().fail_over();
        case FaultKind::client_kill:
            return client_kill();
        case FaultKind::memory:
            return memory(dice);
        case FaultKind::platform:
            return platform(fault, dice);
        case FaultKind::ledger:
            return ledger(dice);
        case FaultKind::disk:
            return disk(dice);
        case FaultKind::redis_disk:
            site_.redis().fill_disk();
            return "";
        case FaultKind::clock_ahead:
            return clock_ahead(dice);
        case FaultKind::clock_behind:
            return clock_behind(dice);
        case FaultKind::clock_skew:
            return clock_skew(fault, dice);
        case FaultKind::days:
            return days(dice);  // records each jump
        case FaultKind::reload:
            return reload();
    }
    return "";
}

std::size_t Nemesis::victim(const Dice& dice) const {
    return dice.roll("replica") % Site::kReplicas;
}

std::string Nemesis::kill(const Dice& dice) {
    // Sometimes all but one at once.
    const std::size_t first = victim(dice);
    const std::size_t dead = dice.chance(0.2, "two") ? 2 : 1;
    for (std::size_t i = 0; i < dead; ++i) site_.kill((first + i) % Site::kReplicas);
    for (std::size_t i = 0; i < dead; ++i) site_.launch((first + i) % Site::kReplicas);
    replica_kills_ += static_cast<int>(dead);
    return dead == 1 ? std::to_string(first) : fmt::format("{} and the next", first);
}

std::string Nemesis::crash(const PlannedFault& fault, const Dice& dice) {
    constexpr seconds kPatience{12};
    const std::size_t index = victim(dice);
    if (fault.detail == "after_claim_due") wait_for_days();
    site_.kill(index);
    // Not always the first time: the second pass is in the middle of something else.
    const bool rare = fault.detail.starts_with("after_claim");
    const std::int64_t pass = rare ? 1 : dice.between(1, 3, "pass");
    site_.launch(index, fmt::format("{}:{}", fault.detail, pass));
    const auto dead = [&] { return !site_.replica(index).process().alive(); };
    test::wait_until([&] { return dead() || site_.replica(index).ready(); }, kPatience);
    // Who finishes a survey, or is slowed down, in so short a time is a matter of luck. Days pass only once.
    const int tries = !rare ? 0 : fault.detail == "after_claim_due" ? 1 : 3;
    for (int i = 0; i < tries && !dead(); ++i) provoke(fault.detail, index, dead);
    test::wait_until(dead, kPatience);
    replica_kills_ += 2;
    recorder_.sweep({recorder_.now(), fault.detail, dead()});
    if (!dead()) site_.kill(index);
    site_.launch(index);
    return fmt::format("{} at {}:{}", index, fault.detail, pass);
}

// What is only claimed when something went wrong before: that. The others stand still, so that they do not
// claim it.
void Nemesis::provoke(const std::string& crash_point, std::size_t index, const std::function<bool()>& done) {
    if (crash_point == "after_claim_outbox") gateway_.set_weather({.throttled = 0.8});
    std::optional<HeldLedger> held;
    if (crash_point == "after_claim_finished") held.emplace(site_.ledger_file());
    std::this_thread::sleep_for(milliseconds{600});  // not watch(): who dies here shall stay dead
    Fault fault{FaultKind::pause, "all but " + std::to_string(index), recorder_.now(), {}};
    signal_others(index, SIGSTOP);
    held.reset();  // not before: the others would hand off at once what had to wait
    gateway_.set_weather(kUsualWeather);
    if (crash_point == "after_claim_due") jump(hours{72} + minutes{5}, "three days pass");
    test::wait_until(done, seconds{5});
    signal_others(index, SIGCONT);
    fault.until = recorder_.now();
    recorder_.fault(std::move(fault));
}

void Nemesis::signal_others(std::size_t index, int number) {
    for (std::size_t other = 1; other < Site::kReplicas; ++other)
        site_.replica((index + other) % Site::kReplicas).process().signal(number);
}

std::string Nemesis::pause(const Dice& dice) {
    const std::size_t index = victim(dice);
    // Shorter and longer than the lease.
    const milliseconds wait = between(dice, 200, dice.chance(0.4, "long") ? 5'000 : 1'500);
    site_.replica(index).process().signal(SIGSTOP);
    std::this_thread::sleep_for(wait);
    site_.replica(index).process().signal(SIGCONT);
    return fmt::format("{} for {} ms", index, wait.count());
}

std::string Nemesis::term(const Dice& dice) {
    const std::size_t index = victim(dice);
    const int status = site_.replica(index).stop();
    recorder_.ended({recorder_.now(), index, Ended::Order::stop, status});
    site_.launch(index);
    return std::to_string(index);
}

std::string Nemesis::client_kill() {
    site_.redis().on_masters({"CLIENT", "KILL", "TYPE", "normal"});
    return "";
}

std::string Nemesis::memory(const Dice& dice) {
    const milliseconds wait = between(dice, 300, 1'500);
    site_.redis().on_masters({"CONFIG", "SET", "maxmemory", "1mb"});
    std::this_thread::sleep_for(wait);
    site_.redis().on_masters({"CONFIG", "SET", "maxmemory", "0"});
    return fmt::format("{} ms", wait.count());
}

std::string Nemesis::platform(const PlannedFault& fault, const Dice& dice) {
    static const std::vector<std::pair<const char*, Weather>> weathers = {
        {"throttles", {.throttled = 0.4}},
        {"fails", {.failed = 0.4}},
        {"resets", {.reset = 0.5}},
        {"hangs", {.hanging = 0.1}},
        {"does not answer what it did", {.dropped = 0.3}},
        {"is slow", {.slow = 0.9}},
        {"is a mess", {0.15, 0.15, 0.15, 0.05, 0.15, 0.15}}};
    const auto wished =
        std::ranges::find_if(weathers, [&](const auto& each) { return each.first == fault.detail; });
    const auto& [what, weather] =
        wished != weathers.end() ? *wished : weathers[dice.roll("weather") % weathers.size()];
    const milliseconds wait = between(dice, 500, 2'000);
    gateway_.set_weather(weather);
    watch(wait);
    gateway_.set_weather(kUsualWeather);
    return fmt::format("{} for {} ms", what, wait.count());
}

std::string Nemesis::ledger(const Dice& dice) {
    // Longer than the ledger waits for its lock (5 s), sometimes; and sometimes who waits for it dies.
    const milliseconds wait = between(dice, 500, dice.chance(0.3, "long") ? 6'500 : 2'000);
    std::optional<HeldLedger> held{std::in_place, site_.ledger_file()};
    std::this_thread::sleep_for(wait);
    const bool fatal = dice.chance(0.5, "fatal");
    if (fatal) site_.kill(victim(dice));
    held.reset();
    if (!fatal) return fmt::format("{} ms", wait.count());
    ++replica_kills_;
    site_.launch(victim(dice));
    recorder_.fault({FaultKind::kill, std::to_string(victim(dice)), recorder_.now(), recorder_.now()});
    return fmt::format("{} ms, fatal", wait.count());
}

std::string Nemesis::disk(const Dice& dice) {
    const milliseconds wait = between(dice, 500, 2'000);
    for (std::size_t i = 0; i < Site::kReplicas; ++i) site_.replica(i).process().limit_files(0);
    std::this_thread::sleep_for(wait);
    for (std::size_t i = 0; i < Site::kReplicas; ++i) site_.replica(i).process().limit_files(std::nullopt);
    return fmt::format("{} ms", wait.count());
}

std::string Nemesis::clock_ahead(const Dice& dice) {
    const milliseconds by = between(dice, 1'000, 600'000);
    clock_.move(by);
    return fmt::format("{} ms", by.count());
}

std::string Nemesis::clock_behind(const Dice& dice) {
    const milliseconds by = between(dice, 100, 20'000);
    // What is said meanwhile waits: to clocks that are all behind, and then right again, it would look as if
    // it had been said before the question.
    constexpr milliseconds kUntilArrived{300};
    courier_.hold(true);
    watch(kUntilArrived);
    clock_.set_back(by);
    watch(seconds{1});
    clock_.set_back({});
    courier_.hold(false);
    return fmt::format("{} ms, for a second", by.count());
}

std::string Nemesis::clock_skew(const PlannedFault& fault, const Dice& dice) {
    // As far as clocks go that nobody sets right; or farther than the service believes (bot/time_guard.h).
    const bool beyond = fault.detail == kBeyondBelief;
    milliseconds by =
        beyond ? between(dice.of("far"), 61'000, 120'000) : between(dice.of("by"), 1'000, 30'000);
    if (fault.detail == kBehind || (beyond && dice.chance(0.5, "behind"))) by = -by;
    const milliseconds wait = between(dice, 1'000, 4'000);
    const std::size_t index = victim(dice);
    clock_.skew(index, by);
    watch(wait);
    if (beyond && !test::wait_until([&] { return site_.replica(index).metric("askwell_clock_doubted") > 0; },
                                    seconds{10}))
        recorder_.finding({"clock", fmt::format("replica {} believed {} ms", index, by.count())});
    clock_.skew(index, {});
    return fmt::format("{} by {} ms for {} ms", index, by.count(), wait.count());
}

void Nemesis::jump(milliseconds by, const char* why) {
    Fault fault{FaultKind::days, why, recorder_.now(), {}};
    clock_.move(by);
    fault.until = recorder_.now();
    recorder_.fault(std::move(fault));
}

void Nemesis::wait_for_days() {
    // Marks against duplicates are kept for eight days: a message that is under way shall not grow so old.
    constexpr seconds kApart{15};
    const auto now = std::chrono::steady_clock::now();
    if (days_passed_at_ && now - *days_passed_at_ < kApart)
        watch(std::chrono::duration_cast<milliseconds>(*days_passed_at_ + kApart - now));
    days_passed_at_ = std::chrono::steady_clock::now();
}

std::string Nemesis::days(const Dice& dice) {
    wait_for_days();
    // Sometimes the platform holds reminders back until it is night, sometimes it does not say that it has
    // them.
    if (dice.chance(0.5, "held back")) {
        gateway_.set_weather({.throttled = 0.8});
    } else {
        gateway_.set_weather({.dropped = 0.5});
    }
    jump(hours{72} + minutes{5}, "three days pass");
    watch(milliseconds{dice.between(300, 900, "evening")});
    gateway_.set_weather(kUsualWeather);
    if (!dice.chance(0.6, "night")) return "";
    jump(hours{12}, "it is night");
    watch(seconds{2});
    jump(hours{12}, "it is morning");
    return "with a night";
}

std::string Nemesis::reload() {
    for (std::size_t i = 0; i < Site::kReplicas; ++i) site_.replica(i).process().signal(SIGHUP);
    return "";
}

}  // namespace askwell::chaos
