#include "tests/chaos/run.h"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <mutex>
#include <numeric>
#include <ranges>
#include <set>
#include <stdexcept>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "tests/chaos/courier.h"
#include "tests/chaos/crowd.h"
#include "tests/chaos/gateway.h"
#include "tests/chaos/logs.h"
#include "tests/chaos/nemesis.h"
#include "tests/chaos/survey.h"

namespace askwell::chaos {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using Clock = std::chrono::steady_clock;

constexpr seconds kDrainPatience{90};
/// What did not come to its end once is known, and will hardly do so later.
constexpr seconds kPatienceOnceLost{30};
/// Sabotage may leave customers without a word until they are reminded.
constexpr seconds kSabotagedPatience{6};
/// After so many violations no further wave begins.
constexpr std::size_t kEnough = 10;

int strikes_of(const Leg& leg) {
    const auto counts = leg.faults | std::views::values;
    return std::accumulate(counts.begin(), counts.end(), 0);
}

/// Where what arrives at phones goes: the crowd of the wave.
class Audience {
  public:
    void become(Crowd* crowd) {
        const std::lock_guard lock{mutex_};
        crowd_ = crowd;
    }
    void hear(const std::string& phone, const std::string& text) {
        const std::lock_guard lock{mutex_};
        if (crowd_ != nullptr) crowd_->hear(phone, text);
    }

  private:
    std::mutex mutex_;
    Crowd* crowd_ = nullptr;
};

class LegRun {
  public:
    LegRun(const Options& options, const Leg& leg, std::uint64_t number, const std::filesystem::path& folder)
        : options_(options),
          leg_(leg),
          dice_(Dice{options.seed}.of("leg/" + std::to_string(number))),
          clock_(folder, Site::kReplicas),
          recorder_(folder / "history.jsonl", [this] { return clock_.now(); }),
          gateway_(
              dice_.of("gateway"), recorder_,
              [this](const std::string& phone, const std::string& text) { audience_.hear(phone, text); }),
          site_(folder, RedisSite{leg.shape, options.replicas}, gateway_.channel(),
                leg.sabotage ? leg.sabotage->name : "", clock_) {}

    Tally run(std::optional<Clock::time_point> begin_until) {
        Tally total;
        while (goes_on(total) && !(begin_until && total.waves > 0 && Clock::now() > *begin_until)) {
            const int wave = total.waves;
            total += run_wave(wave);
            say(fmt::format("{} wave {}: {} messages, {} replica kills, {} Redis kills, {} violations so far",
                            to_string(leg_.shape), wave + 1, total.messages, total.replica_kills,
                            total.redis_kills, total.violations.size()));
        }
        return total;
    }

  private:
    bool goes_on(const Tally& total) const {
        if (leg_.sabotage != nullptr) {
            const bool too_many = total.strikes + strikes_of(leg_) > kMostFaultsUntilCaught;
            return caught_by(*leg_.sabotage, total.violations).empty() && (total.waves == 0 || !too_many);
        }
        const bool enough = total.waves >= leg_.waves && total.messages >= leg_.messages;
        return !enough && total.violations.size() < kEnough;  // … or something is broken for good
    }

    static void say(const std::string& line) { fmt::print(stderr, "{}\n", line); }

    Tally run_wave(int wave) {
        const auto start = Clock::now();
        const Dice dice = dice_.of("wave/" + std::to_string(wave));
        clock_.move_to_morning();
        if (!site_.wait_until_ready(recorder_)) throw std::runtime_error("the site does not come up");
        Courier courier{dice.of("courier"), Courier::Shares{}, site_.addresses(), site_.staff_token(),
                        recorder_};
        Crowd crowd{dice.of("crowd"), options_.customers,
                    next_customer_,   milliseconds{options_.think_ms},
                    recorder_,        courier};
        Nemesis nemesis{dice.of("nemesis"), site_, gateway_, courier, clock_, recorder_};
        audience_.become(&crowd);
        gateway_.set_weather(kUsualWeather);
        crowd.open();
        faults(wave, nemesis, dice, courier);
        crowd.close();
        gateway_.set_weather({});
        drain(crowd, "what was begun", leg_.sabotage != nullptr ? kSabotagedPatience : kDrainPatience);
        pass(hours{72} + minutes{5});
        drain(crowd, "reminders", patience());
        pass(hours{24 * 8});
        drain(crowd, "expiries", patience());
        crowd.say_afterthoughts();
        drain(crowd, "afterthoughts", patience());
        audience_.become(nullptr);
        courier.stop();
        next_customer_ = crowd.next_number();

        Tally tally;
        tally.waves = 1;
        tally.strikes = strikes_of(leg_);
        tally.messages = courier.messages();
        tally.posts = courier.posts();
        tally.replica_kills = nemesis.replica_kills();
        tally.redis_kills = nemesis.redis_kills();
        tally.failovers = nemesis.failovers();
        look_around();
        judge(tally);
        tally.took = std::chrono::duration_cast<milliseconds>(Clock::now() - start);
        return tally;
    }

    void faults(int wave, Nemesis& nemesis, const Dice& dice, const Courier& courier) {
        nemesis.watch(seconds{2});  // something shall be under way
        for (const PlannedFault& fault : make_plan(leg_.faults, leg_.details, dice.of("plan")))
            nemesis.strike(fault);
        const auto waves = static_cast<std::uint64_t>(std::max(1, leg_.waves));
        const std::uint64_t wanted = leg_.messages / waves;
        const auto end = Clock::now() + minutes{2};
        while (courier.messages() < wanted && Clock::now() < end) nemesis.watch(milliseconds{500});
        say(fmt::format("{} wave {}: faults are over, {} messages", to_string(leg_.shape), wave + 1,
                        courier.messages()));
    }

    /// A jump of the clock, which the history knows.
    void pass(milliseconds time) {
        Fault fault;
        fault.kind = FaultKind::days;
        fault.detail = "to drain";
        fault.from = recorder_.now();
        clock_.move(time);
        fault.until = recorder_.now();
        recorder_.fault(std::move(fault));
    }

    /// Waits until nothing is under way; what waits for a time to come gets it.
    void drain(const Crowd& crowd, const std::string& what, seconds patience) {
        Drain drain;
        drain.from = recorder_.now();
        drain.what = what;
        drain.over = comes_to_its_end(crowd, patience);
        if (!drain.over) drain.waiting = crowd.waiting();
        drain.until = recorder_.now();
        lost_ = lost_ || !drain.over;
        recorder_.drain(std::move(drain));
    }

    seconds patience() const { return lost_ ? kPatienceOnceLost : kDrainPatience; }

    bool comes_to_its_end(const Crowd& crowd, seconds patience) {
        constexpr milliseconds kLook{300};
        constexpr seconds kStep{3};
        const auto end = Clock::now() + patience;
        auto next_step = Clock::now() + kStep;
        milliseconds step{seconds{15}};
        while (Clock::now() < end) {
            const bool ready = site_.keep(recorder_);
            if (ready && crowd.quiet() && site_.redis().work(clock_.now()).idle() && crowd.quiet())
                return true;
            std::this_thread::sleep_for(kLook);
            if (Clock::now() < next_step) continue;
            pass(step);
            step = std::min<milliseconds>(2 * step, minutes{10});
            next_step = Clock::now() + kStep;
        }
        return false;
    }

    /// What is left in the stores, in the ledger and in the logs.
    void look_around() {
        const Work work = site_.redis().work(clock_.now());
        if (!work.nothing()) {
            recorder_.finding({"queue", fmt::format("left: {} outboxes, {} held, {} with messages, {} "
                                                    "timers, {} unrecorded, {} dead letters",
                                                    work.outboxes, work.held, work.messages, work.timers,
                                                    work.unrecorded, work.letters)});
        }
        for (Row& row : site_.read_ledger(ledger_read_)) {
            phones_.insert(row.phone);
            recorder_.row(std::move(row));
        }
        for (const auto& file : site_.log_files()) {
            for (const std::string& line : indiscretions(file, phones_))
                recorder_.finding({"log", file.filename().string() + ": " + line});
        }
        for (const std::string& what : gateway_.violations()) recorder_.nonsense({what});
    }

    void judge(Tally& tally) {
        const History history = recorder_.take();
        tally.acknowledged = history.acknowledged.size();
        tally.shown = history.shown.size();
        tally.surveys = history.begun.size();
        tally.entries = history.rows.size();
        tally.copies = count_copies(history);
        tally.reminders = static_cast<std::uint64_t>(
            std::ranges::count_if(history.shown, [](const Shown& shown) { return is_reminder(shown.text); }));
        tally.opt_outs = static_cast<std::uint64_t>(
            std::ranges::count_if(history.said, [](const Said& said) { return said.stop; }));
        for (const Fault& fault : history.faults) {
            if (fault.detail != "to drain") ++tally.faults[std::string{to_string(fault.kind)}];
        }
        tally.violations = check(history);
        for (const Violation& each : tally.violations) {
            if (&each - tally.violations.data() < 20)
                say(fmt::format("  VIOLATION {}: {}", each.invariant, each.what));
        }
    }

    const Options& options_;
    const Leg& leg_;
    Dice dice_;
    InjectedClock clock_;
    Recorder recorder_;
    Audience audience_;
    Gateway gateway_;
    Site site_;
    std::uint64_t next_customer_ = 1;
    std::int64_t ledger_read_ = 0;
    std::set<std::string> phones_;
    bool lost_ = false;  ///< a drain did not come to its end
};

}  // namespace

Tally& Tally::operator+=(const Tally& more) {
    messages += more.messages;
    acknowledged += more.acknowledged;
    posts += more.posts;
    shown += more.shown;
    surveys += more.surveys;
    entries += more.entries;
    reminders += more.reminders;
    opt_outs += more.opt_outs;
    copies += more.copies;
    replica_kills += more.replica_kills;
    redis_kills += more.redis_kills;
    failovers += more.failovers;
    waves += more.waves;
    strikes += more.strikes;
    for (const auto& [kind, count] : more.faults) faults[kind] += count;
    std::ranges::copy(more.violations, std::back_inserter(violations));
    took += more.took;
    return *this;
}

Tally run_leg(const Options& options, const Leg& leg, std::uint64_t number,
              const std::filesystem::path& folder, std::optional<Clock::time_point> begin_until) {
    LegRun run{options, leg, number, folder};
    return run.run(begin_until);
}

}  // namespace askwell::chaos
