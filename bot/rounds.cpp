#include "bot/rounds.h"

#include <algorithm>

#include "bot/log.h"

namespace askwell::bot {

namespace asio = boost::asio;
using storage::ContactKey;
using storage::Result;

namespace {

/// Claimed per partition and round: what is overdue after a long stop comes back spread over rounds, not in
/// one burst.
constexpr std::size_t kClaimLimit = 16;

}  // namespace

asio::awaitable<void> HandOff::record(std::vector<flows::Finished> finished) {
    for (flows::Finished& each : finished) {
        const auto key = ContactKey::parse(each.conversation.id);
        const std::string id = each.conversation.id;
        const std::uint32_t revision = each.revision;
        auto recorded = co_await environment_.ledger.record(std::move(each), environment_.now());
        environment_.metrics.handed_off(recorded.has_value());
        if (!recorded) {
            log(LogLevel::warning, "ledger_unavailable",
                {{"conversation", id}, {"error", recorded.error().message()}});
            continue;  // stays in the store; claimed again when its lease ends
        }
        if (!key) continue;
        auto removed = co_await environment_.store.finished_handed_off(*key, id, revision);
        if (!removed) log(LogLevel::warning, "handoff_not_removed", {{"conversation", id}});
    }
}

Rounds::Rounds(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender, HandOff& hand_off)
    : environment_(std::move(environment)), dispatcher_(dispatcher), sender_(sender), hand_off_(hand_off) {}

asio::awaitable<void> Rounds::run_once() {
    for (int partition = 0; partition < storage::kPartitions && !stopped_; ++partition) {
        const auto looked = co_await look_at(partition);
        if (!looked) {
            if (!store_was_down_)
                log(LogLevel::error, "store_unavailable", {{"error", looked.error().message()}});
            store_was_down_ = true;
            co_return;
        }
    }
    if (store_was_down_) log(LogLevel::info, "store_back");
    store_was_down_ = false;
    const auto tidied = co_await environment_.store.tidy(tidied_, environment_.now());
    if (tidied) tidied_ = (tidied_ + 1) % storage::kPartitions;
}

asio::awaitable<Result<void>> Rounds::look_at(int partition) {
    const auto lease = environment_.config.send_lease;
    auto outboxes =
        co_await environment_.store.claim_outbox(partition, environment_.now(), lease, kClaimLimit);
    if (!outboxes) co_return outboxes.error();
    for (const ContactKey& key : *outboxes) spawn(environment_.executor, "sender", sender_.resume(key));

    auto due = co_await environment_.store.claim_due(partition, environment_.now(), lease, kClaimLimit);
    if (!due) co_return due.error();
    for (const ContactKey& key : *due) spawn(environment_.executor, "timer", reach_time(key));

    auto finished =
        co_await environment_.store.claim_finished(partition, environment_.now(), lease, kClaimLimit);
    if (!finished) co_return finished.error();
    if (!finished->empty()) co_await hand_off_.record(std::move(*finished));
    co_return Result<void>{};
}

asio::awaitable<void> Rounds::reach_time(ContactKey key) {
    const flows::Event event = flows::TimeReached{};
    auto handled = co_await dispatcher_.handle_key(key, event, {}, environment_.now());
    if (!handled)
        log(LogLevel::warning, "timer_failed",
            {{"contact", key.text()}, {"error", handled.error().message()}});
}

asio::awaitable<void> Rounds::run() {
    while (!stopped_) {
        co_await run_once();
        co_await pause(environment_.config.tick);
    }
}

}  // namespace askwell::bot
