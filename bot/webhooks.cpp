#include "bot/webhooks.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "bot/log.h"
#include "bot/secrets.h"
#include "flows/payload.h"
#include "storage/faults.h"

namespace askwell::bot {

namespace asio = boost::asio;
using adapters::Verdict;
using storage::Result;

namespace {

HttpResponse refusal(const adapters::Received& received) {
    switch (received.verdict) {
        case Verdict::forged:
        case Verdict::stale:
            return problem(403, "Forbidden", received.reason);
        case Verdict::malformed:
            return problem(400, "Bad Request", received.reason);
        case Verdict::method:
            return problem(405, "Method Not Allowed", received.reason);
        case Verdict::accept:
            break;
    }
    return problem(500, "Internal Server Error", "an accepted webhook was refused");
}

HttpResponse to_response(adapters::HttpReply reply) {
    HttpResponse response;
    response.status = reply.status;
    response.body = std::move(reply.body);
    if (!reply.content_type.empty())
        response.headers.emplace_back("Content-Type", std::move(reply.content_type));
    return response;
}

}  // namespace

std::optional<flows::Event> to_event(const Channel& channel, const flows::Catalog& catalog,
                                     const adapters::Inbound& inbound) {
    if (const auto* const text = std::get_if<adapters::InboundText>(&inbound.content)) {
        flows::TextReceived event;
        event.text = text->text;
        event.sent_at = inbound.sent_at;
        return event;
    }
    if (const auto* const choice = std::get_if<adapters::InboundChoice>(&inbound.content)) {
        if (choice->label.empty() || flows::parse_payload(choice->payload))
            return flows::ChoiceReceived{choice->payload};
        // A button that is not ours ("Get started", a menu entry): it says what stands on it.
        flows::TextReceived event;
        event.text = choice->label;
        event.sent_at = inbound.sent_at;
        return event;
    }
    if (const auto* const attachment = std::get_if<adapters::InboundAttachment>(&inbound.content)) {
        flows::AttachmentReceived event;
        event.file = {attachment->kind, attachment->name, attachment->size, attachment->reference, {}};
        event.with_words = !attachment->caption.empty();
        return event;
    }
    if (const auto* const start = std::get_if<adapters::InboundStart>(&inbound.content)) {
        const bool named = catalog.current(start->parameter) != nullptr;
        flows::StartRequested event;
        event.survey_id = named ? start->parameter : channel.survey;
        event.language = inbound.language;
        event.origin = flows::Origin::customer;
        return event;
    }
    if (std::holds_alternative<adapters::InboundBlocked>(inbound.content)) return flows::ContactBlocked{};
    if (std::holds_alternative<adapters::InboundReturned>(inbound.content)) return flows::ContactReturned{};
    return std::nullopt;
}

Webhooks::Webhooks(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender)
    : environment_(std::move(environment)), dispatcher_(dispatcher), sender_(sender) {}

asio::awaitable<HttpResponse> Webhooks::handle(std::string channel_name, HttpRequest request) {
    channel_name.erase(std::min(channel_name.find('/'), channel_name.size()));
    const auto received_at = environment_.now();
    const auto started = std::chrono::steady_clock::now();
    const Channel* const found = channel_named(*environment_.config, channel_name);
    if (found == nullptr) {
        co_return problem(404, "Not Found",
                          "there is no channel of this name; see \"channels\" in the configuration");
    }
    const Channel& channel = *found;
    const adapters::WebhookRequest webhook{request.method, request.target, request.headers, request.body};
    adapters::Received received = channel.adapter->receive(webhook, received_at);
    HttpResponse response;
    if (received.verdict != Verdict::accept) {
        response = refusal(received);
        log(LogLevel::warning, "webhook_refused",
            {{"channel", channel.name}, {"status", response.status}, {"reason", received.reason}});
    } else {
        response = to_response(std::move(received.reply));
        if (received.messages.empty()) environment_.metrics.event(channel.name, "ignored");
        const bool may_reply = channel.traits.reply_within && received.messages.size() == 1;
        for (adapters::Inbound& inbound : received.messages) {
            auto taken = co_await take(&channel, std::move(inbound), received_at, may_reply);
            if (taken && taken->reply) response = to_response(std::move(*taken->reply));
            if (taken) continue;
            environment_.metrics.event(channel.name, "store_error");
            log(LogLevel::error, "webhook_not_stored",
                {{"channel", channel.name}, {"error", taken.error().message()}});
            response = problem(503, "Service Unavailable", "the message could not be stored; send it again");
            response.headers.emplace_back("Retry-After", "5");
            break;
        }
    }
    storage::faults::crash_point("before_answer");
    environment_.metrics.webhook(channel.name, response.status, std::chrono::steady_clock::now() - started);
    co_return response;
}

asio::awaitable<Result<Webhooks::Taken>> Webhooks::take(const Channel* channel, adapters::Inbound inbound,
                                                        flows::TimePoint received_at, bool may_reply) {
    if (auto* const status = std::get_if<adapters::InboundStatus>(&inbound.content)) {
        const auto taken = co_await take_status(channel, std::move(*status), inbound.message_id, received_at);
        if (!taken) co_return taken.error();
        co_return Taken{};
    }
    auto event = to_event(*channel, environment_.config->catalog, inbound);
    if (!event) co_return Taken{};
    const bool starts_nothing = std::holds_alternative<flows::StartRequested>(*event) &&
                                std::get<flows::StartRequested>(*event).survey_id.empty();
    if (starts_nothing) {
        environment_.metrics.event(channel->name, "ignored");
        co_return Taken{};
    }
    if (const auto* const choice = std::get_if<adapters::InboundChoice>(&inbound.content)) {
        if (auto request = channel->adapter->acknowledge(*choice)) {
            spawn(environment_.executor, "acknowledge", acknowledge(std::move(*request)));
        }
    }
    const flows::ContactId contact{channel->name, std::move(inbound.address)};
    const auto* const attachment = std::get_if<adapters::InboundAttachment>(&inbound.content);
    const bool with_words = attachment != nullptr && !attachment->caption.empty();
    const bool held = may_reply && !with_words;
    if (storage::faults::sabotaged("ack_before_commit")) {
        asio::co_spawn(environment_.executor,
                       dispatcher_.handle(contact, *event, inbound.message_id, received_at), asio::detached);
        co_return Taken{};
    }
    auto handled = co_await dispatcher_.handle(contact, std::move(*event), inbound.message_id, received_at,
                                               AnswerBy{inbound.reply_route, held});
    if (!handled) co_return handled.error();
    if (with_words) {
        // What was written beside a picture is an answer like any other.
        flows::TextReceived caption;
        caption.text = attachment->caption;
        caption.sent_at = inbound.sent_at;
        handled = co_await dispatcher_.handle(contact, std::move(caption), inbound.message_id + "#caption",
                                              received_at, AnswerBy{inbound.reply_route, false});
        if (!handled) co_return handled.error();
    }
    Taken taken;
    if (held && handled->duplicate) taken.reply = co_await reply_again(channel, inbound.message_id);
    if (held && !handled->outgoing.empty()) {
        taken.reply = co_await reply_now(channel, contact, inbound.message_id, inbound.reply_route,
                                         std::move(*handled), received_at);
    }
    co_return taken;
}

namespace {

/// A platform that got no answer asks again within seconds; what we answered is kept for that long.
constexpr flows::Duration kReplyKept = std::chrono::seconds{60};

std::string reply_note(const Channel& channel, std::string_view message_id) {
    return "reply:" + channel.name + '\n' + std::string{message_id};
}

std::string pack(const adapters::HttpReply& reply) {
    return std::to_string(reply.status) + '\n' + reply.content_type + '\n' + reply.body;
}

std::optional<adapters::HttpReply> unpack(std::string_view note) {
    const auto first = note.find('\n');
    const auto second = note.find('\n', first + 1);
    adapters::HttpReply reply;
    const auto parsed =
        std::from_chars(note.data(), note.data() + std::min(first, note.size()), reply.status);
    if (parsed.ec != std::errc{} || second == std::string_view::npos) return std::nullopt;
    reply.content_type = note.substr(first + 1, second - first - 1);
    reply.body = note.substr(second + 1);
    return reply;
}

}  // namespace

// Never both: either this decides for the response and settles the messages, or the sender gets them. A crash
// before the settling leaves them in the outbox; one after it is healed by the platform's retry, which gets
// the kept answer.
asio::awaitable<std::optional<adapters::HttpReply>> Webhooks::reply_now(
    const Channel* channel, flows::ContactId contact, std::string message_id, std::string reply_route,
    Handled handled, flows::TimePoint received_at) {
    adapters::ComposeContext context;
    context.now = environment_.now();
    context.nonce = sha256_hex(message_id + std::to_string(flows::to_unix_ms(context.now))).substr(0, 32);
    context.reply_route = reply_route;
    std::optional<adapters::HttpReply> reply;
    const bool in_time = context.now - received_at < *channel->traits.reply_within;
    if (in_time) reply = channel->adapter->reply_now(handled.outgoing, context);
    if (reply) {
        const auto kept = co_await environment_.store.keep_note(
            reply_note(*channel, message_id), pack(*reply), context.now + kReplyKept, context.now);
        if (!kept || environment_.now() - received_at >= *channel->traits.reply_within) reply.reset();
    }
    if (!reply) {
        const auto dropped = co_await environment_.store.drop_note(reply_note(*channel, message_id));
        if (!dropped) log(LogLevel::warning, "reply_not_dropped", {{"channel", channel->name}});
        sender_.send(handled.key, std::move(contact), std::move(handled.outgoing), std::move(reply_route));
        co_return std::nullopt;
    }
    std::vector<storage::Pending> remaining;
    for (const flows::Outgoing& message : handled.outgoing) {
        storage::Settle settle;
        settle.key = handled.key;
        settle.number = message.number;
        settle.now = environment_.now();
        settle.lease = environment_.config->send_lease;
        settle.holder = environment_.holder;
        auto settled = co_await environment_.store.settle(std::move(settle));
        if (!settled) {
            // It stays in the outbox and goes out once more when the lease ends: better than not at all.
            log(LogLevel::warning, "settle_failed", {{"contact", handled.key.text()}});
            co_return reply;
        }
        environment_.metrics.send(channel->name, "in_reply");
        remaining = std::move(*settled);
    }
    if (!remaining.empty()) sender_.go_on(handled.key, std::move(remaining));
    co_return reply;
}

asio::awaitable<std::optional<adapters::HttpReply>> Webhooks::reply_again(const Channel* channel,
                                                                          std::string message_id) {
    constexpr int kPolls = 10;
    constexpr flows::Duration kPoll = std::chrono::milliseconds{100};
    for (int polls = 0; polls < kPolls; ++polls) {
        // The first may have committed and be about to keep its answer.
        if (polls > 0) co_await pause(kPoll);
        auto note =
            co_await environment_.store.find_note(reply_note(*channel, message_id), environment_.now());
        if (!note) co_return std::nullopt;
        if (*note) co_return unpack(**note);
    }
    co_return std::nullopt;
}

asio::awaitable<Result<void>> Webhooks::take_status(const Channel* channel, adapters::InboundStatus status,
                                                    std::string message_id, flows::TimePoint received_at) {
    environment_.metrics.send(channel->name,
                              status.status == adapters::DeliveryStatus::delivered ? "reported_delivered"
                              : status.status == adapters::DeliveryStatus::failed  ? "reported_failed"
                                                                                   : "reported_sent");
    if (status.status != adapters::DeliveryStatus::failed) co_return Result<void>{};
    // A report names our own id ("<conversation>.<number>"), or the platform's, which we remembered.
    const std::string own = status.provider_id.substr(0, status.provider_id.rfind('.'));
    std::optional<storage::ContactKey> key = storage::ContactKey::parse(own);
    std::string conversation_id = own;
    if (!key) {
        auto sent = co_await environment_.store.find_provider_id(channel->name, status.provider_id);
        if (!sent) co_return sent.error();
        if (!*sent) co_return Result<void>{};
        key = (*sent)->key;
        auto state = co_await dispatcher_.look_up(*key);
        if (!state) co_return state.error();
        conversation_id = state->conversation ? state->conversation->id : std::string{};
    }
    flows::DeliveryFailed event;
    event.conversation_id = std::move(conversation_id);
    event.blocked = status.blocked;
    event.reason = status.error_code;
    auto handled = co_await dispatcher_.handle_key(*key, event, std::move(message_id), received_at);
    if (!handled) co_return handled.error();
    co_return Result<void>{};
}

asio::awaitable<void> Webhooks::acknowledge(adapters::SendRequest request) {
    const auto response = co_await environment_.client.send(std::move(request));
    // A tap that is not acknowledged only leaves a spinner on the customer's screen for a while.
    if (!response) log(LogLevel::debug, "acknowledge_failed", {{"error", response.error().message()}});
}

}  // namespace askwell::bot
