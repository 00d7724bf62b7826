#include "bot/sender.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "bot/log.h"
#include "bot/secrets.h"
#include "flows/sending_time.h"
#include "flows/words.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;
using adapters::SendOutcome;
using adapters::SendResult;
using flows::SendClass;
using storage::ContactKey;
using storage::Pending;

namespace {

/// With the delays of retry_delay() this is a little over a day.
constexpr int kMaxTries = 150;

std::string_view to_string(SendOutcome outcome) {
    switch (outcome) {
        case SendOutcome::sent:
            return "sent";
        case SendOutcome::retry:
            return "retry";
        case SendOutcome::permanent:
            return "permanent";
        case SendOutcome::blocked:
            return "blocked";
        case SendOutcome::window_closed:
            return "window_closed";
        case SendOutcome::credentials:
            return "credentials";
        case SendOutcome::account:
            return "account";
    }
    return "unknown";
}

SendClass send_class(const Pending& pending) {
    return flows::send_class(pending.message.kind);
}

constexpr std::string_view kAmbiguous = "ambiguous";

}  // namespace

flows::Duration retry_delay(int tries, double spread) {
    constexpr flows::Duration kFirst = std::chrono::seconds{2};
    constexpr flows::Duration kLongest = std::chrono::minutes{10};
    const flows::Duration delay =
        tries >= 9 ? kLongest : std::min(kLongest, kFirst * (1 << std::max(0, tries)));
    return std::chrono::duration_cast<flows::Duration>(delay * (1.0 - 0.25 * spread));
}

Sender::Sender(WorkerEnvironment environment, Report report)
    : environment_(environment),
      report_(std::move(report)),
      tokens_(environment),
      failures_(std::move(environment)) {}

void Sender::send(ContactKey key, flows::ContactId contact, std::vector<flows::Outgoing> messages,
                  std::string reply_route) {
    std::vector<Pending> pending;
    for (flows::Outgoing& message : messages)
        pending.push_back({contact, std::move(message), 0, 0, false, reply_route});
    Manner manner = held_from_now();
    manner.fresh = true;
    spawn(environment_.executor, "sender", drain(std::move(key), std::move(pending), manner));
}

void Sender::go_on(ContactKey key, std::vector<Pending> pending) {
    spawn(environment_.executor, "sender", drain(std::move(key), std::move(pending), held_from_now()));
}

Sender::Manner Sender::held_from_now() const {
    Manner manner;
    manner.held_until = environment_.now() + environment_.config->send_lease;
    return manner;
}

asio::awaitable<void> Sender::resume(ContactKey key) {
    // We are at it: a platform that answers slowly outlasted the lease, and our own round claimed it anew.
    if (draining_->contains(key.digest)) co_return;
    const Manner manner = held_from_now();
    auto pending = co_await environment_.store.outbox(key);
    if (!pending) {
        log(LogLevel::warning, "outbox_unreadable",
            {{"contact", key.text()}, {"error", pending.error().message()}});
        co_return;  // the lease ends and somebody tries again
    }
    co_await drain(std::move(key), std::move(*pending), manner);
}

asio::awaitable<void> Sender::drain(ContactKey key, std::vector<Pending> pending, Manner manner) {
    // Shared: what is still suspended when the process ends goes with the loop, after this object.
    const auto draining = draining_;
    const auto [first, last] = draining->equal_range(key.digest);
    std::for_each(first, last, [](auto& earlier) { earlier.second = true; });
    const struct Mark {
        Draining& draining;
        Draining::iterator at;
        bool superseded() const { return at->second; }
        ~Mark() { draining.erase(at); }
    } mark{*draining, draining->emplace(key.digest, false)};
    // While we waited for the platform, others may have taken the contact over and finished, and a later step
    // of ours may have been given it anew: what it has to say is that drain's.
    while (!pending.empty() && !mark.superseded()) {
        const Pending head = pending.front();
        Attempt<Fate> tried{std::nullopt, "corrupt"};
        if (!head.damaged) tried = co_await attempt("sender", send_one(key, head, manner));
        if (!tried.value) {
            if (!co_await set_aside(key, head, tried.fault))
                break;  // the lease ends and somebody tries again
            auto rest = co_await environment_.store.outbox(key);
            if (!rest) break;
            manner.fresh = false;
            pending = std::move(*rest);
            continue;
        }
        const Fate fate = *tried.value;
        if (!fate.ours) break;
        storage::faults::crash_point("after_send_before_settle");
        storage::Settle settle;
        settle.key = key;
        settle.number = head.message.number;
        settle.done = fate.done;
        settle.retry_at = fate.retry_at;
        settle.now = environment_.now();
        settle.lease = environment_.config->send_lease;
        settle.holder = environment_.holder;
        settle.went_out = fate.sent;
        manner.held_until = settle.now + settle.lease;
        auto remaining = co_await environment_.store.settle(std::move(settle));
        storage::faults::crash_point("after_settle");
        if (!remaining) {
            log(LogLevel::warning, "settle_failed",
                {{"contact", key.text()}, {"error", remaining.error().message()}});
            break;
        }
        if (!fate.done) break;
        // What was committed together with the head is as fresh as the head was; what others appended is
        // checked.
        manner.fresh = manner.fresh && remaining->size() < pending.size();
        pending = std::move(*remaining);
    }
}

asio::awaitable<bool> Sender::set_aside(ContactKey key, Pending head, std::string_view fault) {
    storage::Failure failure;
    failure.work = {storage::WorkKind::message, key, std::to_string(head.message.number)};
    failure.conversation_id = head.message.conversation_id;
    failure.error = fault;
    const auto dead = co_await failures_.record(std::move(failure));
    co_return dead && *dead;
}

asio::awaitable<bool> Sender::wait_for_slot(const Channel* channel, flows::TimePoint* next) {
    Lane& lane = lanes_[channel->name];
    const auto now = environment_.now();
    const auto gap = std::chrono::duration_cast<flows::Duration>(
        std::chrono::duration<double>(1.0 / channel->sends_per_second));
    const flows::TimePoint slot = std::max(now, lane.next_slot);
    lane.next_slot = slot + gap;
    *next = slot;
    const flows::Duration wait = slot - now;
    if (wait > environment_.config->send_lease / 2) co_return false;
    if (wait.count() <= 0) co_return true;
    environment_.metrics.waiting(channel->name, 1);
    co_await pause(wait);
    environment_.metrics.waiting(channel->name, -1);
    co_return true;
}

asio::awaitable<Sender::Fate> Sender::send_one(ContactKey key, Pending pending, Manner manner) {
    const Channel* const found = channel_named(*environment_.config, pending.contact.channel);
    if (found == nullptr) {
        log(LogLevel::error, "channel_gone", {{"contact", key.text()}, {"message", pending.message.number}});
        co_return Fate{false, environment_.now() + retry_delay(9, 0)};
    }
    const Channel& channel = *found;
    const bool once = send_class(pending) == SendClass::at_most_once;
    if (once && pending.attempts > 0 && !storage::faults::sabotaged("reminder_resend")) {
        // Begun by somebody who died before saying how it went: it may have been delivered.
        environment_.metrics.send(channel.name, kAmbiguous);
        log(LogLevel::warning, "not_sent_twice",
            {{"contact", key.text()}, {"message", pending.message.number}});
        co_return Fate{};
    }
    flows::TimePoint slot{};
    if (!co_await wait_for_slot(&channel, &slot)) co_return Fate{false, slot};
    // A process that stood still, or a clock that jumped: others may have sent this since.
    if (environment_.now() >= manner.held_until) co_return Fate{false, {}, false};
    Circuit& circuit = lanes_[channel.name].circuit;
    if (!circuit.allows(environment_.now())) {
        environment_.metrics.send(channel.name, "circuit_open");
        co_return Fate{false,
                       std::max(circuit.retry_at(), environment_.now() + retry_delay(pending.tries, 0))};
    }
    if (once || !manner.fresh) {
        const auto allowed = co_await may_send(key, pending, &channel, &manner);
        if (!allowed) co_return Fate{false, environment_.now() + retry_delay(0, 0)};
        // Until then in short steps: what the customer says meanwhile is answered behind this message.
        if (!*allowed && manner.not_before)
            co_return Fate{false, std::min(*manner.not_before, environment_.now() + retry_delay(9, 0))};
        if (!*allowed) co_return Fate{};
    }
    storage::faults::crash_point(once ? "before_send_once" : "before_send");
    const SendResult result = co_await transmit(&channel, pending, manner);
    if (once) storage::faults::crash_point("after_send_once");
    count(channel, result);
    if (result.outcome == SendOutcome::sent && channel.traits.delivery_reports &&
        !result.provider_id.empty()) {
        const auto remembered = co_await environment_.store.remember_provider_id(
            channel.name, result.provider_id, key, pending.message.number, environment_.now());
        if (!remembered) log(LogLevel::warning, "provider_id_lost", {{"contact", key.text()}});
    }
    const Fate fate = judge(channel, pending, result);
    const bool failed = result.outcome == SendOutcome::permanent || result.outcome == SendOutcome::blocked ||
                        result.outcome == SendOutcome::window_closed ||
                        (fate.done && result.outcome == SendOutcome::retry);
    if (failed && result.reason != kAmbiguous) {
        flows::DeliveryFailed event;
        event.conversation_id = pending.message.conversation_id;
        event.kind = pending.message.kind;
        event.blocked = result.outcome == SendOutcome::blocked;
        event.reason = result.reason;
        co_await report_(key, event);
    }
    co_return fate;
}

void Sender::count(const Channel& channel, const SendResult& result) {
    environment_.metrics.send(channel.name,
                              result.reason == kAmbiguous ? kAmbiguous : to_string(result.outcome));
    Circuit& circuit = lanes_[channel.name].circuit;
    const bool was_open = circuit.open();
    // A platform that names a time to come back is alive: its channel slows down in judge().
    const bool dead = result.outcome == SendOutcome::retry && !result.retry_after && !result.contact_only;
    if (dead) circuit.failed(environment_.now());
    if (!dead) circuit.succeeded();
    if (was_open == circuit.open()) return;
    environment_.metrics.circuit(channel.name, circuit.open());
    log(circuit.open() ? LogLevel::error : LogLevel::info, circuit.open() ? "channel_down" : "channel_back",
        {{"channel", channel.name}, {"reason", result.reason}});
}

asio::awaitable<storage::Result<bool>> Sender::may_send(ContactKey key, Pending pending,
                                                        const Channel* channel, Manner* manner) {
    auto state = co_await environment_.store.load(key);
    if (!state) co_return storage::Result<bool>{boost::system::in_place_error, state.error()};
    if (!flows::still_wanted(*state, pending.message)) {
        environment_.metrics.send(pending.contact.channel, "not_wanted");
        co_return false;
    }
    const auto now = environment_.now();
    const flows::Context context =
        context_for(*environment_.config, *channel, pending.contact.address, now, now);
    manner->window_open = flows::window_open(*state, context);
    if (const auto at = flows::may_go_at(*state, pending.message, context); at > now) {
        manner->not_before = at;
        co_return false;
    }
    if (send_class(pending) == SendClass::at_least_once) co_return true;
    auto begun = co_await environment_.store.begin_send(key, pending.message.number, pending.attempts,
                                                        environment_.holder);
    co_return begun;
}

adapters::ComposeContext Sender::compose_context(const Pending& pending, const Manner& manner) {
    adapters::ComposeContext context;
    context.now = environment_.now();
    context.nonce =
        sha256_hex(pending.message.conversation_id + std::to_string(pending.message.number) + "/" +
                   std::to_string(++composed_) + std::to_string(flows::to_unix_ms(context.now)))
            .substr(0, 32);
    context.reply_route = pending.reply_route;
    context.window_open = manner.window_open;
    return context;
}

asio::awaitable<SendResult> Sender::transmit(const Channel* channel, Pending pending, Manner manner) {
    Progress progress;
    bool refreshed = false;
    // At most three rounds: with the reply route, without it, with a fresh access token.
    for (;;) {
        adapters::ComposeContext context = compose_context(pending, manner);
        if (channel->traits.access_token) {
            auto token = co_await tokens_.get(channel);
            if (auto* const none = std::get_if<SendResult>(&token)) co_return *none;
            context.access_token = std::get<std::string>(std::move(token));
        }
        const std::string token = context.access_token;
        progress = co_await transmit_parts(channel, &pending, std::move(context), progress.done);
        const SendOutcome outcome = progress.result.outcome;
        const bool hopeless = outcome == SendOutcome::permanent || outcome == SendOutcome::window_closed;
        if (outcome == SendOutcome::credentials && !token.empty() && !refreshed) {
            refreshed = true;
            co_await tokens_.refused(channel, token);
        } else if (hopeless && progress.done == 0 && !pending.reply_route.empty()) {
            pending.reply_route.clear();
        } else {
            co_return progress.result;
        }
    }
}

asio::awaitable<Sender::Progress> Sender::transmit_parts(const Channel* channel, const Pending* pending,
                                                         adapters::ComposeContext context, std::size_t done) {
    auto requests = channel->adapter->compose(pending->contact.address, pending->message, context);
    Progress progress{{}, done};
    if (requests.empty())
        progress.result = {SendOutcome::permanent, "", "no approved template fits", std::nullopt};
    while (progress.done < requests.size()) {
        auto response = co_await environment_.client.send(std::move(requests[progress.done]));
        SendResult& result = progress.result;
        if (!response) {
            const bool certain = response.error() == make_error_code(ClientErrc::not_sent) ||
                                 response.error() == make_error_code(ClientErrc::certificate) ||
                                 response.error() == make_error_code(ClientErrc::bad_url);
            result = {SendOutcome::retry, "", certain ? response.error().message() : std::string{kAmbiguous},
                      std::nullopt};
            log(LogLevel::warning, "send_failed",
                {{"channel", channel->name}, {"error", response.error().message()}});
            co_return progress;
        }
        result = channel->adapter->result(*response);
        if (response->status == 429 || response->status == 503) slow_down(*channel, result);
        // 429 and 503 say that nothing was done; another 5xx may come after the message went out.
        const bool unknown =
            result.outcome == SendOutcome::retry && response->status >= 500 && response->status != 503;
        if (unknown && send_class(*pending) == SendClass::at_most_once) result.reason = kAmbiguous;
        if (result.outcome != SendOutcome::sent) {
            log(LogLevel::warning, "send_refused",
                {{"channel", channel->name},
                 {"outcome", to_string(result.outcome)},
                 {"status", response->status},
                 {"reason", result.reason}});
            co_return progress;
        }
        ++progress.done;
    }
    co_return progress;
}

void Sender::slow_down(const Channel& channel, const SendResult& result) {
    if (result.outcome != SendOutcome::retry || !result.retry_after || result.contact_only) return;
    flows::TimePoint& next = lanes_[channel.name].next_slot;
    next = std::max(next, environment_.now() + *result.retry_after);
}

Sender::Fate Sender::judge(const Channel& channel, const Pending& pending, const SendResult& result) {
    const auto later = [&](flows::Duration delay) { return Fate{false, environment_.now() + delay}; };
    switch (result.outcome) {
        case SendOutcome::sent:
            return {true, {}, true, true};
        case SendOutcome::permanent:
        case SendOutcome::blocked:
        case SendOutcome::window_closed:
            return {};
        case SendOutcome::credentials:
        case SendOutcome::account:
            log(LogLevel::error, "channel_refused", {{"channel", channel.name}, {"reason", result.reason}});
            return later(std::chrono::minutes{1});
        case SendOutcome::retry:
            break;
    }
    if (result.reason == kAmbiguous && send_class(pending) == SendClass::at_most_once &&
        !storage::faults::sabotaged("reminder_resend"))
        return {};
    if (pending.tries >= kMaxTries) return {};
    const flows::Duration delay = result.retry_after.value_or(
        retry_delay(pending.tries, static_cast<double>(pending.message.number % 8) / 8.0));
    return later(delay);
}

}  // namespace askwell::bot
