#include "bot/worker.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "bot/api.h"
#include "bot/chat_hub.h"
#include "bot/dispatcher.h"
#include "bot/http_client.h"
#include "bot/http_server.h"
#include "bot/log.h"
#include "bot/rounds.h"
#include "bot/secrets.h"
#include "bot/sender.h"
#include "bot/webhooks.h"
#include "storage/redis_store.h"
#include "storage/sqlite_ledger.h"
#include "storage/sqlite_store.h"

namespace askwell::bot {

namespace asio = boost::asio;

namespace {

ServerOptions server_options(const Config& config, std::uint16_t port) {
    ServerOptions options;
    options.address = config.listen_address;
    options.port = port;
    options.share_port = config.workers > 1;
    options.header_limit = config.header_limit;
    options.body_limit = config.body_limit;
    options.request_timeout = config.request_timeout;
    if (config.tls) {
        options.certificate_file = config.tls->certificate;
        options.private_key_file = config.tls->private_key;
    }
    return options;
}

/// The conversation store, and what only Redis has: warnings.
struct OpenStore {
    std::unique_ptr<storage::ConversationStore> store;
    storage::RedisStore* redis = nullptr;
};

OpenStore open_store(const asio::any_io_executor& executor, const Shared& shared) {
    if (shared.config->store == StoreKind::sqlite) {
        return {storage::make_sqlite_store(shared.config->data / "conversations.db", shared.cipher), nullptr};
    }
    auto redis = storage::make_redis_store(executor, shared.config->redis, shared.cipher);
    auto* const plain = redis.get();
    return {std::move(redis), plain};
}

storage::Holder random_holder() {
    storage::Holder holder{};
    const std::string bytes = random_bytes(sizeof holder);
    std::memcpy(&holder, bytes.data(), sizeof holder);
    return holder;
}

std::filesystem::path ledger_path(const Config& config) {
    return config.ledger.empty() ? config.data / "ledger.db" : config.ledger;
}

}  // namespace

struct Worker::Parts {
    Parts(asio::any_io_executor executor, const Shared& shared, std::uint16_t port, bool rounds_here)
        : opened(open_store(executor, shared)),
          ledger(storage::make_sqlite_ledger(ledger_path(*shared.config), shared.cipher)),
          client(executor, ClientOptions{}),
          environment{
              executor,       shared.config, shared.keys,    *opened.store,
              *ledger,        client,        shared.metrics, [&clock = shared.clock] { return clock.now(); },
              random_holder()},
          dispatcher(environment, after_commit()),
          sender(environment,
                 [this](storage::ContactKey key, flows::Event event) {
                     return report(std::move(key), std::move(event));
                 }),
          hand_off(environment),
          rounds(environment, dispatcher, sender, hand_off, other_clocks(shared.clock)),
          hub(environment, dispatcher),
          webhooks(environment, dispatcher, sender),
          api(environment, dispatcher, webhooks, [this] { return ready; }),
          server(executor, server_options(*shared.config, port), hooks()),
          makes_rounds(rounds_here) {}

    AfterCommit after_commit() {
        AfterCommit after;
        after.send = [this](storage::ContactKey key, flows::ContactId contact,
                            std::vector<flows::Outgoing> messages, std::string reply_route) {
            sender.send(std::move(key), std::move(contact), std::move(messages), std::move(reply_route));
        };
        after.deliver = [this](const storage::ContactKey& key, const std::vector<flows::Outgoing>& messages) {
            hub.deliver(key, messages);
        };
        after.hand_off = [this](std::vector<flows::Finished> finished) {
            spawn(environment.executor, "hand_off", hand_off.record(std::move(finished)));
        };
        return after;
    }

    OtherClocks other_clocks(ServiceClock& clock) {
        OtherClocks clocks;
        clocks.machine = [&clock] { return clock.machine(); };
        clocks.follow = [&clock](flows::TimePoint right, flows::Duration uncertainty) {
            clock.follow(right, uncertainty);
        };
        clocks.steady = [&clock] { return clock.steady(); };
        if (opened.redis != nullptr) clocks.store = [redis = opened.redis] { return redis->clock(); };
        return clocks;
    }

    ServerHooks hooks() {
        ServerHooks made;
        made.handle = [this](HttpRequest request) { return api.handle(std::move(request)); };
        made.accept_websocket = [this](const HttpRequest& request) { return api.accept_websocket(request); };
        made.websocket = [this](WebSocketPtr socket, HttpRequest request) {
            return hub.serve(std::move(socket), std::move(request));
        };
        made.on_refused = [this](std::string_view reason) { environment.metrics.http_refused(reason); };
        return made;
    }

    asio::awaitable<void> report(storage::ContactKey key, flows::Event event) {
        const std::string name = key.text();
        auto handled =
            co_await dispatcher.handle_key(std::move(key), std::move(event), {}, environment.now());
        if (!handled)
            log(LogLevel::warning, "report_lost", {{"contact", name}, {"error", handled.error().message()}});
    }

    OpenStore opened;
    std::unique_ptr<storage::Ledger> ledger;
    HttpClient client;
    WorkerEnvironment environment;
    Dispatcher dispatcher;
    Sender sender;
    HandOff hand_off;
    Rounds rounds;
    ChatHub hub;
    Webhooks webhooks;
    Api api;
    HttpServer server;
    bool makes_rounds;
    bool ready = false;
};

Worker::Worker(asio::any_io_executor executor, const Shared& shared, std::uint16_t port, bool makes_rounds)
    : parts_(std::make_unique<Parts>(std::move(executor), shared, port, makes_rounds)) {}

Worker::~Worker() = default;

asio::awaitable<storage::Result<void>> Worker::check() {
    auto fit = co_await parts_->opened.store->check();
    if (fit && parts_->opened.redis != nullptr) {
        const auto warnings = co_await parts_->opened.redis->warnings();
        if (warnings) {
            for (const std::string& warning : *warnings)
                log(LogLevel::warning, "store_warning", {{"warning", warning}});
        }
    }
    if (fit && parts_->makes_rounds) co_await parts_->rounds.check_clock();
    co_return fit;
}

void Worker::start() {
    Parts& parts = *parts_;
    parts.ready = true;
    parts.server.start();
    spawn(parts.environment.executor, "chat_hub", parts.hub.run());
    if (parts.makes_rounds) spawn(parts.environment.executor, "rounds", parts.rounds.run());
}

std::uint16_t Worker::port() const {
    return parts_->server.port();
}

asio::awaitable<void> Worker::stop(std::chrono::milliseconds patience) {
    Parts& parts = *parts_;
    parts.ready = false;
    parts.rounds.stop();
    parts.server.drain();
    const auto end = std::chrono::steady_clock::now() + patience;
    // Whoever spreads requests over replicas learns from /readyz, and needs a moment for it.
    co_await pause(std::min<flows::Duration>(parts.environment.config->stop_delay, patience));
    parts.hub.stop();
    co_await parts.server.stop(
        std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()));
    // Messages being sent are finished; what is not is in the outbox, and another replica goes on with it.
    while (parts.sender.busy() > 0 && std::chrono::steady_clock::now() < end)
        co_await pause(std::chrono::milliseconds{20});
    parts.client.close();
}

}  // namespace askwell::bot
