#include "bot/chat_hub.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "adapters/webchat.h"
#include "bot/log.h"
#include "bot/secrets.h"

namespace askwell::bot {

namespace asio = boost::asio;
using adapters::ChatErrorCode;
using storage::ContactKey;

namespace {

/// 256 random bits: the token is all that lets a browser into its conversation.
constexpr std::size_t kTokenBytes = 32;

bool is_token(std::string_view token) {
    return token.size() == 2 * kTokenBytes &&
           token.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

ChatHub::ChatHub(WorkerEnvironment environment, Dispatcher& dispatcher)
    : environment_(std::move(environment)), dispatcher_(dispatcher), failures_(environment_) {}

const Channel* ChatHub::channel() const {
    for (const auto& [name, channel] : environment_.config->channels) {
        if (channel.traits.delivery == adapters::Delivery::pull) return &channel;
    }
    return nullptr;
}

asio::awaitable<void> ChatHub::serve(WebSocketPtr socket, HttpRequest) {
    const VisitorPtr visitor = co_await greet(socket);
    if (visitor == nullptr) {
        socket->close();
        co_return;
    }
    const auto place = visitors_.emplace(visitor->key.text(), visitor);
    co_await open(visitor);
    while (!stopped_) {
        auto frame = co_await socket->receive();
        if (!frame) break;
        const bool go_on = co_await take_frame(visitor, std::move(*frame));
        if (!go_on) break;
    }
    socket->close();
    visitors_.erase(place);
}

asio::awaitable<ChatHub::VisitorPtr> ChatHub::greet(WebSocketPtr socket) {
    auto frame = co_await socket->receive();
    const Channel* const chat = channel();
    if (!frame || chat == nullptr) co_return nullptr;
    const adapters::ChatFrame read = adapters::read_chat_frame(*frame);
    const auto* const hello = std::get_if<adapters::ChatHello>(&read);
    if (hello == nullptr) {
        socket->send(adapters::write_chat_error({ChatErrorCode::hello_first, "the first frame is hello"}));
        co_return nullptr;
    }
    if (!hello->token.empty() && !is_token(hello->token)) {
        socket->send(
            adapters::write_chat_error({ChatErrorCode::bad_token, "this token is not ours; begin anew"}));
        co_return nullptr;
    }
    if (!hello->survey.empty() && environment_.config->catalog.current(hello->survey) == nullptr) {
        socket->send(adapters::write_chat_error({ChatErrorCode::unknown_survey, "there is no such survey"}));
        co_return nullptr;
    }
    auto visitor = std::make_shared<Visitor>();
    const std::string token = hello->token.empty() ? random_hex(kTokenBytes) : hello->token;
    visitor->socket = socket;
    // The address is a hash: who reads the store or the ledger cannot enter the chat with it.
    visitor->contact = {chat->name, sha256_hex(token)};
    visitor->key = environment_.keys.of(visitor->contact);
    visitor->survey = hello->survey.empty() ? chat->survey : hello->survey;
    visitor->language = hello->language;
    visitor->shown = hello->seen;
    socket->send(adapters::write_chat_welcome(token, hello->language));
    co_return visitor;
}

asio::awaitable<void> ChatHub::open(VisitorPtr visitor) {
    auto state = co_await dispatcher_.look_up(visitor->key);
    if (!state) {
        visitor->socket->send(adapters::write_chat_error({ChatErrorCode::busy, "try again soon"}));
        visitor->socket->close();
        co_return;
    }
    auto waiting = co_await environment_.store.outbox(visitor->key);
    if (waiting) {
        // The page has these already; its acknowledgement was lost with the connection.
        for (const storage::Pending& pending : *waiting) {
            if (pending.message.number <= visitor->shown)
                visitor->unconfirmed.push_back(pending.message.number);
        }
        co_await confirm(visitor, visitor->shown);
    }
    const bool begun = state->version > 0 && state->conversation.has_value();
    const bool page_lost_its_place = begun && visitor->shown == 0 && (!waiting || waiting->empty()) &&
                                     state->conversation->state != flows::ConversationState::ended;
    if ((!begun || page_lost_its_place) && !visitor->survey.empty()) {
        flows::StartRequested start;
        start.survey_id = visitor->survey;
        start.language = visitor->language;
        start.origin = flows::Origin::customer;
        co_await take_event(visitor, start, {});
        co_return;
    }
    co_await show_waiting(visitor);
}

asio::awaitable<bool> ChatHub::take_frame(VisitorPtr visitor, std::string frame) {
    adapters::ChatFrame read = adapters::read_chat_frame(frame);
    if (auto* const text = std::get_if<adapters::ChatText>(&read)) {
        flows::TextReceived event;
        event.text = std::move(text->text);
        co_await take_event(visitor, event, std::move(text->id));
    } else if (auto* const choice = std::get_if<adapters::ChatChoice>(&read)) {
        flows::ChoiceReceived event;
        event.payload = std::move(choice->payload);
        co_await take_event(visitor, event, std::move(choice->id));
    } else if (const auto* const ack = std::get_if<adapters::ChatAck>(&read)) {
        co_await confirm(visitor, ack->number);
    } else if (const auto* const error = std::get_if<adapters::ChatError>(&read)) {
        visitor->socket->send(adapters::write_chat_error(*error));
        co_return error->code ==
            ChatErrorCode::too_long;  // the page can shorten a text; a broken frame is a broken page
    }
    co_return true;
}

asio::awaitable<void> ChatHub::take_event(VisitorPtr visitor, flows::Event event, std::string id) {
    const std::string message_id = id.empty() ? std::string{} : "chat:" + id;
    auto handled =
        co_await dispatcher_.handle(visitor->contact, std::move(event), message_id, environment_.now());
    if (!handled) {
        visitor->socket->send(
            adapters::write_chat_error({ChatErrorCode::busy, "not stored; try again soon"}));
        co_return;
    }
    if (!id.empty()) visitor->socket->send(adapters::write_chat_received(id));
    // Answered by another tab or replica meanwhile: its messages are in the outbox.
    if (handled->duplicate) co_await show_waiting(visitor);
}

asio::awaitable<void> ChatHub::confirm(VisitorPtr visitor, std::uint64_t number) {
    auto& unconfirmed = visitor->unconfirmed;
    std::vector<std::uint64_t> confirmed;
    std::copy_if(unconfirmed.begin(), unconfirmed.end(), std::back_inserter(confirmed),
                 [number](std::uint64_t each) { return each <= number; });
    std::erase_if(unconfirmed, [number](std::uint64_t each) { return each <= number; });
    for (const std::uint64_t each : confirmed) {
        storage::Settle settle;
        settle.key = visitor->key;
        settle.number = each;
        settle.now = environment_.now();
        settle.lease = environment_.config->send_lease;
        const auto settled = co_await environment_.store.settle(std::move(settle));
        if (!settled)
            unconfirmed.push_back(each);  // shown again after the next reconnect; the page knows its number
    }
}

asio::awaitable<void> ChatHub::show_waiting(VisitorPtr visitor) {
    auto waiting = co_await environment_.store.outbox(visitor->key);
    if (!waiting) co_return;
    for (const storage::Pending& pending : *waiting) {
        if (!pending.damaged) {
            show(*visitor, pending.message);
            continue;
        }
        storage::Failure failure;
        failure.work = {storage::WorkKind::message, visitor->key, std::to_string(pending.message.number)};
        failure.error = "corrupt";
        co_await failures_.record(std::move(failure));
    }
}

void ChatHub::show(Visitor& visitor, const flows::Outgoing& message) {
    if (message.number <= visitor.shown) return;
    if (!visitor.socket->send(adapters::write_chat_message(message))) return;
    visitor.shown = message.number;
    visitor.unconfirmed.push_back(message.number);
}

void ChatHub::deliver(const ContactKey& key, const std::vector<flows::Outgoing>& messages) {
    const auto [first, last] = visitors_.equal_range(key.text());
    for (auto each = first; each != last; ++each) {
        for (const flows::Outgoing& message : messages) show(*each->second, message);
    }
}

asio::awaitable<void> ChatHub::run_once() {
    std::vector<VisitorPtr> present;
    for (const auto& [key, visitor] : visitors_) present.push_back(visitor);
    for (const VisitorPtr& visitor : present) co_await show_waiting(visitor);
}

asio::awaitable<void> ChatHub::run() {
    while (!stopped_) {
        co_await pause(environment_.config->tick);
        co_await run_once();
    }
}

void ChatHub::stop() {
    stopped_ = true;
    for (const auto& [key, visitor] : visitors_) {
        visitor->socket->send(
            adapters::write_chat_error({ChatErrorCode::closed, "the service restarts; connect again"}));
        visitor->socket->close();
    }
}

}  // namespace askwell::bot
