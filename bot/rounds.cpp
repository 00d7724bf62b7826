#include "bot/rounds.h"

#include <algorithm>
#include <memory>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "bot/log.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;
using storage::ContactKey;
using storage::Result;

namespace {

/// Claimed per partition and round, at most.
constexpr std::size_t kClaimLimit = 16;

/// Dead letters are counted once in so many rounds.
constexpr int kRoundsPerCount = 10;

/// So many partitions are looked at side by side: their commands share writes to the store.
constexpr int kLanes = 16;

}  // namespace

asio::awaitable<Result<void>> HandOff::record_one(flows::Finished finished) {
    const std::string id = finished.conversation.id;
    const std::uint32_t revision = finished.revision;
    const auto key = ContactKey::parse(id);
    if (key && storage::faults::sabotaged("early_handoff"))
        co_await environment_.store.finished_handed_off(*key, id, revision);
    storage::faults::crash_point("before_ledger");
    auto recorded = co_await environment_.ledger.record(std::move(finished), environment_.now());
    environment_.metrics.handed_off(recorded.has_value());
    storage::faults::crash_point("after_ledger_before_removal");
    if (!recorded) {
        log(LogLevel::warning, "ledger_unavailable",
            {{"conversation", id}, {"error", recorded.error().message()}});
        co_return recorded.error();  // stays in the store; claimed again when its lease ends
    }
    if (!key) co_return Result<void>{};
    auto removed = co_await environment_.store.finished_handed_off(*key, id, revision);
    if (!removed) log(LogLevel::warning, "handoff_not_removed", {{"conversation", id}});
    co_return Result<void>{};
}

asio::awaitable<void> HandOff::record(std::vector<flows::Finished> finished) {
    for (flows::Finished& each : finished) {
        storage::FinishedName name{each.conversation.id, each.revision};
        const auto tried = co_await attempt("hand_off", record_one(std::move(each)));
        if (!tried.fault.empty()) co_await failed(std::move(name), tried.fault);
    }
}

asio::awaitable<void> HandOff::give_up(std::vector<storage::FinishedName> damaged) {
    for (storage::FinishedName& name : damaged) co_await failed(std::move(name), "corrupt");
}

asio::awaitable<void> HandOff::failed(storage::FinishedName name, std::string_view fault) {
    const auto key = ContactKey::parse(name.conversation_id);
    if (!key) co_return;  // no name that we gave
    storage::Failure failure;
    failure.work = {storage::WorkKind::hand_off, *key,
                    name.conversation_id + "." + std::to_string(name.revision)};
    failure.conversation_id = std::move(name.conversation_id);
    failure.error = fault;
    // Logged there; whatever comes of it, the next claim goes on from what is stored.
    co_await failures_.record(std::move(failure));
}

Rounds::Rounds(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender, HandOff& hand_off,
               OtherClocks clocks)
    : environment_(std::move(environment)),
      dispatcher_(dispatcher),
      sender_(sender),
      hand_off_(hand_off),
      failures_(environment_),
      clocks_(std::move(clocks)) {}

std::size_t Pace::take(double per_second, TimeGuard::Steady now, std::size_t most) {
    const std::chrono::duration<double> passed = now - filled_.value_or(now - std::chrono::seconds{1});
    filled_ = now;
    left_ = std::min(std::max(per_second, 1.0), left_ + per_second * passed.count());
    const std::size_t taken = std::min(most, static_cast<std::size_t>(left_));
    left_ -= static_cast<double>(taken);
    return taken;
}

/// What the lanes of one round share.
struct Rounds::Round {
    explicit Round(const asio::any_io_executor& executor)
        : done(executor, asio::steady_timer::time_point::max()) {}
    int lanes = kLanes;
    boost::system::error_code error;
    asio::steady_timer done;
};

/// A lane has ended, whatever ended it: a bug in one must not stop the rounds for ever.
struct Rounds::Leave {
    std::shared_ptr<Round> round;
    ~Leave() {
        if (--round->lanes == 0) round->done.cancel();
    }
};

asio::awaitable<void> Rounds::walk(std::shared_ptr<Round> round, int lane) {
    const Leave leave{round};
    // Each round begins elsewhere, so that the pace of due times starves no partition.
    for (int at = lane; at < storage::kPartitions && !stopped_ && !round->error; at += kLanes) {
        const auto looked = co_await look_at((at + rounds_ * kLanes) % storage::kPartitions);
        if (!looked) round->error = looked.error();
    }
}

asio::awaitable<void> Rounds::run_once() {
    ++rounds_;
    co_await check_clock();
    const auto round = std::make_shared<Round>(environment_.executor);
    for (int lane = 0; lane < kLanes; ++lane) spawn(environment_.executor, "round", walk(round, lane));
    boost::system::error_code cancelled;
    co_await round->done.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    if (round->error) {
        if (!store_was_down_) log(LogLevel::error, "store_unavailable", {{"error", round->error.message()}});
        store_was_down_ = true;
        co_return;
    }
    if (store_was_down_) log(LogLevel::info, "store_back");
    store_was_down_ = false;
    const auto tidied = co_await environment_.store.tidy(tidied_, environment_.now());
    if (tidied) tidied_ = (tidied_ + 1) % storage::kPartitions;
    if (rounds_ % kRoundsPerCount != 1) co_return;
    const auto letters = co_await count_letters();
    if (letters) environment_.metrics.dead_letters(*letters);
}

asio::awaitable<Result<void>> Rounds::look_at(int partition) {
    if (clock_believed_) {
        const auto outboxes = co_await look_at_outboxes(partition);
        if (!outboxes) co_return outboxes;
        const auto times = co_await look_at_times(partition);
        if (!times) co_return times;
    }
    const auto lease = environment_.config->send_lease;
    auto finished =
        co_await environment_.store.claim_finished(partition, environment_.now(), lease, kClaimLimit);
    if (!finished) co_return finished.error();
    if (!finished->finished.empty()) storage::faults::crash_point("after_claim_finished");
    co_await hand_off_.record(std::move(finished->finished));
    co_await hand_off_.give_up(std::move(finished->damaged));
    co_return Result<void>{};
}

asio::awaitable<Result<void>> Rounds::look_at_outboxes(int partition) {
    auto outboxes = co_await environment_.store.claim_outbox(
        partition, environment_.now(), environment_.config->send_lease, kClaimLimit, environment_.holder);
    if (!outboxes) co_return outboxes.error();
    if (!outboxes->empty()) storage::faults::crash_point("after_claim_outbox");
    for (const ContactKey& key : *outboxes) spawn(environment_.executor, "sender", sender_.resume(key));
    co_return Result<void>{};
}

asio::awaitable<Result<void>> Rounds::look_at_times(int partition) {
    const double per_second = environment_.config->timers_per_second;
    const auto share = std::clamp(static_cast<std::size_t>(per_second / kLanes), std::size_t{1}, kClaimLimit);
    const std::size_t limit = pace_.take(per_second, clocks_.steady(), share);
    if (limit == 0) co_return Result<void>{};
    auto due = co_await environment_.store.claim_due(partition, environment_.now(),
                                                     environment_.config->send_lease, limit);
    pace_.give_back(limit - (due ? due->size() : 0));
    if (!due) co_return due.error();
    if (!due->empty()) storage::faults::crash_point("after_claim_due");
    for (const ContactKey& key : *due) spawn(environment_.executor, "timer", reach_time(key));
    co_return Result<void>{};
}

asio::awaitable<void> Rounds::check_clock() {
    std::optional<flows::TimePoint> other;
    flows::Duration uncertainty{};
    if (clocks_.store) {
        const auto asked = clocks_.steady();
        const auto stores = co_await clocks_.store();
        if (!stores) co_return;  // the round will find the store away
        uncertainty = std::chrono::duration_cast<flows::Duration>((clocks_.steady() - asked) / 2);
        other = *stores + uncertainty;
    }
    const auto wall = clocks_.machine();
    const bool believed = guard_.look(wall, clocks_.steady(), other);
    if (believed && clocks_.follow) clocks_.follow(other.value_or(wall), uncertainty);
    if (believed != clock_believed_) {
        environment_.metrics.clock_doubted(!believed);
        log(believed ? LogLevel::info : LogLevel::error, believed ? "clock_believed" : "clock_doubted",
            {{"ahead_of_the_store_s", other ? (wall - *other).count() / 1000 : 0}});
    }
    clock_believed_ = believed;
}

asio::awaitable<void> Rounds::reach_time(ContactKey key) {
    const flows::Event event = flows::TimeReached{};
    const auto tried = co_await attempt("timer", dispatcher_.handle_key(key, event, {}, environment_.now()));
    if (!tried.fault.empty()) {
        storage::Failure failure;
        failure.work = {storage::WorkKind::timer, key, {}};
        failure.error = tried.fault;
        co_await failures_.record(std::move(failure));
    } else if (!*tried.value) {
        log(LogLevel::warning, "timer_failed",
            {{"contact", key.text()}, {"error", tried.value->error().message()}});
    }
}

asio::awaitable<Result<std::size_t>> Rounds::count_letters() {
    std::size_t count = 0;
    for (int partition = 0; partition < storage::kPartitions; ++partition) {
        const auto letters = co_await environment_.store.count_dead_letters(partition);
        if (!letters) co_return letters.error();
        count += *letters;
    }
    co_return count;
}

asio::awaitable<void> Rounds::run() {
    while (!stopped_) {
        co_await run_once();
        co_await pause(environment_.config->tick);
    }
}

}  // namespace askwell::bot
