#include "bot/dispatcher.h"

#include <memory>
#include <optional>
#include <utility>

#include "bot/log.h"
#include "flows/words.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;
using storage::CommitStatus;
using storage::ContactKey;
using storage::Result;

namespace {

/// Each conflict means that somebody else made progress; more than this in a row is a bug.
constexpr int kMaxConflicts = 16;

std::string last_conversation(const flows::ContactState& state) {
    return state.conversation ? state.conversation->id : std::string{};
}

}  // namespace

const flows::ContactState* ContactCache::find(const ContactKey& key) {
    const auto found = by_key_.find(key.digest);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &found->second->second;
}

void ContactCache::put(const ContactKey& key, flows::ContactState state) {
    if (const auto found = by_key_.find(key.digest); found != by_key_.end()) {
        found->second->second = std::move(state);
        entries_.splice(entries_.begin(), entries_, found->second);
        return;
    }
    entries_.emplace_front(key.digest, std::move(state));
    by_key_.emplace(key.digest, entries_.begin());
    if (entries_.size() > capacity_) {
        by_key_.erase(entries_.back().first);
        entries_.pop_back();
    }
}

void ContactCache::erase(const ContactKey& key) {
    const auto found = by_key_.find(key.digest);
    if (found == by_key_.end()) return;
    entries_.erase(found->second);
    by_key_.erase(found);
}

Dispatcher::Dispatcher(WorkerEnvironment environment, AfterCommit after)
    : environment_(std::move(environment)),
      after_(std::move(after)),
      failures_(environment_),
      archive_(environment_) {}

asio::awaitable<Result<flows::ContactState>> Dispatcher::look_up(ContactKey key) {
    auto loaded = co_await environment_.store.load(std::move(key));
    co_return loaded;
}

asio::awaitable<Result<flows::ContactState>> Dispatcher::current(ContactKey key) {
    if (const auto* const known = cache_.find(key)) co_return *known;
    auto loaded = co_await environment_.store.load(std::move(key));
    co_return loaded;
}

asio::awaitable<Result<Handled>> Dispatcher::handle(flows::ContactId contact, flows::Event event,
                                                    std::string message_id, flows::TimePoint received_at,
                                                    AnswerBy answer_by) {
    ContactKey key = environment_.keys.of(contact);
    storage::StoredEvent stored{std::move(contact), std::move(event), std::move(message_id), received_at};
    return run_or_set_aside(std::move(key), std::move(stored), std::move(answer_by));
}

asio::awaitable<Result<Handled>> Dispatcher::handle_key(ContactKey key, flows::Event event,
                                                        std::string message_id,
                                                        flows::TimePoint received_at) {
    if (message_id.empty())
        return run(std::move(key), flows::ContactId{}, std::move(event), {}, received_at, AnswerBy{});
    storage::StoredEvent stored{{}, std::move(event), std::move(message_id), received_at};
    return run_or_set_aside(std::move(key), std::move(stored), AnswerBy{});
}

asio::awaitable<Attempt<Result<Handled>>> Dispatcher::replay(ContactKey key, storage::StoredEvent stored) {
    cache_.erase(key);
    return attempt("event", run(std::move(key), std::move(stored.contact), std::move(stored.event),
                                std::move(stored.message_id), stored.received_at, AnswerBy{}));
}

// The tries follow each other at once: a platform may deliver once more, or never again.
asio::awaitable<Result<Handled>> Dispatcher::run_or_set_aside(ContactKey key, storage::StoredEvent stored,
                                                              AnswerBy answer_by) {
    constexpr flows::Duration kBetween = std::chrono::milliseconds{50};
    // Without a message id the moment names the event.
    std::string name = stored.message_id;
    if (name.empty()) name = "at " + std::to_string(flows::to_unix_ms(stored.received_at));
    for (;;) {
        auto tried = co_await attempt("event", run(key, stored.contact, stored.event, stored.message_id,
                                                   stored.received_at, answer_by));
        if (tried.fault.empty()) co_return std::move(*tried.value);
        cache_.erase(key);
        storage::Failure failure;
        failure.work = {storage::WorkKind::event, key, name};
        failure.error = tried.fault;
        failure.payload = encode(stored);
        Handled set_aside;
        set_aside.dead_letter = failure.work.id();
        const auto dead = co_await failures_.record(std::move(failure));
        if (!dead) co_return dead.error();
        if (*dead) co_return set_aside;
        co_await pause(kBetween);
    }
}

asio::awaitable<Result<Handled>> Dispatcher::run(ContactKey key, flows::ContactId contact, flows::Event event,
                                                 std::string message_id, flows::TimePoint received_at,
                                                 AnswerBy answer_by) {
    for (int tries = 0; tries < kMaxConflicts; ++tries) {
        auto loaded = co_await current(key);
        if (!loaded) co_return loaded.error();
        flows::ContactState& state = *loaded;
        if (state.version == 0) {
            if (contact.address.empty()) co_return Handled{false, flows::Refusal::no_conversation, {}};
            state.contact = contact;
            state.key = key.text();
        }
        const Config& config = *environment_.config;
        const Channel* const channel = channel_named(config, state.contact.channel);
        if (channel == nullptr) {
            log(LogLevel::error, "channel_gone", {{"contact", key.text()}});
            co_return Handled{false, flows::Refusal::no_conversation, {}};
        }
        const auto now = environment_.now();
        flows::Context context = context_for(config, *channel, state.contact.address, now, received_at);
        context.opens = answer_by.window;
        std::shared_ptr<const flows::Catalog> wider;
        if (auto version = SurveyArchive::missing(config.catalog, state)) {
            auto fetched = co_await archive_.with(&config.catalog, std::move(*version));
            if (!fetched) co_return fetched.error();
            wider = std::move(*fetched);
            if (wider != nullptr) context.catalog = wider.get();
        }
        flows::Step step = flows::advance(state, event, context);
        if (!step.changed && message_id.empty())
            co_return Handled{false, step.refusal, last_conversation(step.next)};

        if (auto version = archive_.unkept(step.next)) {
            const auto kept = co_await archive_.keep(std::move(*version));
            if (!kept) co_return kept.error();
        }
        storage::Commit commit;
        commit.key = key;
        commit.expected_version = state.version;
        commit.message_id = message_id;
        commit.next = step.next;
        commit.outgoing = step.outgoing;
        if (channel->traits.reply_route_lasts) commit.reply_route = answer_by.reply_route;
        commit.finished = step.finished;
        commit.due = flows::due_at(step.next, context);
        commit.now = now;
        commit.lease = config.send_lease;
        commit.holder = environment_.holder;
        commit.pull = channel->traits.delivery == adapters::Delivery::pull;
        commit.state_changed = step.changed;
        if (storage::faults::sabotaged("dedupe_off")) commit.message_id.clear();
        storage::faults::crash_point("before_commit");
        auto committed = co_await environment_.store.commit(std::move(commit));
        storage::faults::crash_point("after_commit");
        if (!committed) {
            cache_.erase(key);  // unknown what became of it
            co_return committed.error();
        }
        if (committed->status == CommitStatus::conflict) {
            cache_.erase(key);
            environment_.metrics.conflict();
            continue;
        }
        if (committed->status == CommitStatus::duplicate) {
            environment_.metrics.event(channel->name, "duplicate");
            co_return Handled{true, flows::Refusal::none, last_conversation(state)};
        }
        count(step, *channel);
        Handled handled{false, step.refusal, last_conversation(step.next), key, {}};
        if (step.changed) {
            step.next.version = state.version + 1;
            cache_.put(key, step.next);
            if (answer_by.held && committed->send_now) handled.outgoing = std::exchange(step.outgoing, {});
            follow_up(key, *channel, std::move(step), committed->send_now, std::move(answer_by.reply_route));
        }
        co_return handled;
    }
    log(LogLevel::error, "too_many_conflicts", {{"contact", key.text()}});
    co_return storage::make_error_code(storage::StoreErrc::unavailable);
}

void Dispatcher::count(const flows::Step& step, const Channel& channel) {
    const bool refused = step.refusal != flows::Refusal::none;
    environment_.metrics.event(
        channel.name, refused ? "refused_" + std::string{flows::to_string(step.refusal)} : "applied");
    for (const flows::Outgoing& message : step.outgoing)
        environment_.metrics.message(flows::to_string(message.kind));
    for (const flows::Finished& finished : step.finished) {
        if (finished.revision == 0 && finished.conversation.disposition) {
            environment_.metrics.finished(flows::to_string(*finished.conversation.disposition));
        }
    }
}

void Dispatcher::follow_up(const ContactKey& key, const Channel& channel, flows::Step step, bool send_now,
                           std::string reply_route) {
    if (!step.outgoing.empty()) {
        if (channel.traits.delivery == adapters::Delivery::pull) {
            after_.deliver(key, std::move(step.outgoing));
        } else if (send_now) {
            after_.send(key, step.next.contact, std::move(step.outgoing), std::move(reply_route));
        }
    }
    if (!step.finished.empty()) after_.hand_off(std::move(step.finished));
}

}  // namespace askwell::bot
