#include "bot/webhooks.h"

#include <utility>

#include "bot/log.h"

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
        return flows::ChoiceReceived{choice->payload};
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

Webhooks::Webhooks(WorkerEnvironment environment, Dispatcher& dispatcher)
    : environment_(std::move(environment)), dispatcher_(dispatcher) {}

asio::awaitable<HttpResponse> Webhooks::handle(std::string channel_name, HttpRequest request) {
    const auto received_at = environment_.now();
    const auto started = std::chrono::steady_clock::now();
    const auto found = environment_.config.channels.find(channel_name);
    if (found == environment_.config.channels.end()) {
        co_return problem(404, "Not Found",
                          "there is no channel of this name; see \"channels\" in the configuration");
    }
    const Channel& channel = found->second;
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
        for (adapters::Inbound& inbound : received.messages) {
            const auto taken = co_await take(&channel, std::move(inbound), received_at);
            if (taken) continue;
            environment_.metrics.event(channel.name, "store_error");
            log(LogLevel::error, "webhook_not_stored",
                {{"channel", channel.name}, {"error", taken.error().message()}});
            response = problem(503, "Service Unavailable", "the message could not be stored; send it again");
            response.headers.emplace_back("Retry-After", "5");
            break;
        }
    }
    environment_.metrics.webhook(channel.name, response.status, std::chrono::steady_clock::now() - started);
    co_return response;
}

asio::awaitable<Result<void>> Webhooks::take(const Channel* channel, adapters::Inbound inbound,
                                             flows::TimePoint received_at) {
    if (auto* const status = std::get_if<adapters::InboundStatus>(&inbound.content)) {
        auto taken = co_await take_status(channel, std::move(*status), inbound.message_id, received_at);
        co_return taken;
    }
    auto event = to_event(*channel, environment_.config.catalog, inbound);
    if (!event) co_return Result<void>{};
    const bool starts_nothing = std::holds_alternative<flows::StartRequested>(*event) &&
                                std::get<flows::StartRequested>(*event).survey_id.empty();
    if (starts_nothing) {
        environment_.metrics.event(channel->name, "ignored");
        co_return Result<void>{};
    }
    if (const auto* const choice = std::get_if<adapters::InboundChoice>(&inbound.content)) {
        if (auto request = channel->adapter->acknowledge(*choice)) {
            spawn(environment_.executor, "acknowledge", acknowledge(std::move(*request)));
        }
    }
    const flows::ContactId contact{channel->name, std::move(inbound.address)};
    auto handled = co_await dispatcher_.handle(contact, std::move(*event), inbound.message_id, received_at);
    if (!handled) co_return handled.error();
    const auto* const attachment = std::get_if<adapters::InboundAttachment>(&inbound.content);
    if (attachment != nullptr && !attachment->caption.empty()) {
        // What was written beside a picture is an answer like any other.
        flows::TextReceived caption;
        caption.text = attachment->caption;
        caption.sent_at = inbound.sent_at;
        handled = co_await dispatcher_.handle(contact, std::move(caption), inbound.message_id + "#caption",
                                              received_at);
        if (!handled) co_return handled.error();
    }
    co_return Result<void>{};
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
