#include "bot/api.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "bot/chat_page.h"
#include "bot/log.h"
#include "bot/secrets.h"
#include "bot/trigger.h"
#include "bot/views.h"

namespace askwell::bot {

namespace asio = boost::asio;
using Json = nlohmann::json;
using storage::ContactKey;

namespace {

constexpr std::size_t kMaxFailures = 10;
constexpr flows::Duration kFailureSpan = std::chrono::minutes{5};
constexpr std::size_t kMaxPeers = 10'000;
constexpr std::int64_t kPageLimit = 200;

HttpResponse json_response(int status, const Json& body) {
    return respond(status, "application/json", body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

HttpResponse method_not_allowed(std::string_view allowed) {
    HttpResponse response = problem(405, "Method Not Allowed", fmt::format("use {}", allowed));
    response.headers.emplace_back("Allow", std::string{allowed});
    return response;
}

HttpResponse store_is_sick(const boost::system::error_code& error) {
    log(LogLevel::error, "store_error", {{"error", error.message()}});
    if (error == storage::StoreErrc::corrupt) {
        return problem(500, "Internal Server Error",
                       "what is stored is damaged or sealed with a key that is not in the configuration");
    }
    HttpResponse response = problem(503, "Service Unavailable", "nothing was done; try again soon");
    response.headers.emplace_back("Retry-After", "5");
    return response;
}

HttpResponse no_conversation() {
    return problem(404, "Not Found", "there is no conversation of this id");
}

/// What staff are told when a reminder is refused.
std::string_view explain(flows::Refusal refusal) {
    switch (refusal) {
        case flows::Refusal::reminder_already_sent:
            return "a reminder was already sent; there is never a second one";
        case flows::Refusal::already_answered:
            return "the conversation has ended: the customer answered, declined or it expired";
        case flows::Refusal::opted_out:
            return "the customer opted out";
        case flows::Refusal::not_yet_invited:
            return "the invitation has not gone out yet";
        case flows::Refusal::no_reminder:
            return "this survey has no reminder";
        case flows::Refusal::not_opted_in:
            return "the customer neither agreed beforehand to be asked nor began to answer";
        case flows::Refusal::outside_sending_hours:
            return "it is outside sending hours where the customer is; try again then";
        default:
            return "the reminder was not sent";
    }
}

std::int64_t query_number(const adapters::Parameters& query, std::string_view name, std::int64_t fallback) {
    const std::string_view text = adapters::parameter(query, name);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} ? value : fallback;
}

/// Of the bearer token that came with the request; of "" when there is none.
std::string token_hash(const HttpRequest& request) {
    constexpr std::string_view kBearer = "Bearer ";
    const std::string_view given = request.header("Authorization");
    return sha256_hex(given.starts_with(kBearer) ? given.substr(kBearer.size()) : std::string_view{});
}

/// `path` below `prefix`, or nullopt.
std::optional<std::string_view> below(std::string_view path, std::string_view prefix) {
    if (!path.starts_with(prefix) || path.size() == prefix.size()) return std::nullopt;
    return path.substr(prefix.size());
}

}  // namespace

bool FailedLogins::blocked(const std::string& peer, flows::TimePoint now) {
    forget_old(now);
    const auto found = failures_.find(peer);
    return found != failures_.end() && found->second.size() >= kMaxFailures;
}

void FailedLogins::failed(const std::string& peer, flows::TimePoint now) {
    if (failures_.size() < kMaxPeers || failures_.contains(peer)) failures_[peer].push_back(now);
}

void FailedLogins::forget_old(flows::TimePoint now) {
    for (auto each = failures_.begin(); each != failures_.end();) {
        auto& times = each->second;
        while (!times.empty() && times.front() + kFailureSpan <= now) times.pop_front();
        each = times.empty() ? failures_.erase(each) : std::next(each);
    }
}

Api::Api(WorkerEnvironment environment, Dispatcher& dispatcher, Webhooks& webhooks,
         std::function<bool()> ready)
    : environment_(std::move(environment)),
      dispatcher_(dispatcher),
      webhooks_(webhooks),
      dead_letters_(environment_, dispatcher),
      ready_(std::move(ready)) {}

asio::awaitable<HttpResponse> Api::handle(HttpRequest request) {
    const std::string path{request.path()};
    if (const auto channel = below(path, "/webhooks/")) {
        auto response = co_await webhooks_.handle(std::string{*channel}, std::move(request));
        co_return response;
    }
    const bool get = request.method == "GET" || request.method == "HEAD";
    if (path == "/healthz") co_return get ? respond(200, "text/plain", "ok\n") : method_not_allowed("GET");
    if (path == "/readyz") {
        if (!get) co_return method_not_allowed("GET");
        auto response = co_await readiness();
        co_return response;
    }
    if (path == "/metrics") {
        if (!get) co_return method_not_allowed("GET");
        co_return respond(200, "text/plain; version=0.0.4; charset=utf-8", environment_.metrics.text());
    }
    if (auto page = chat_asset(path)) co_return get ? std::move(*page) : method_not_allowed("GET");
    if (path == "/v1/events") {
        if (request.method != "POST") co_return method_not_allowed("POST");
        if (auto refused = refuse_unauthorised(request, Scope::events)) co_return std::move(*refused);
        auto response = co_await events(std::move(request));
        co_return response;
    }
    if (path == "/v1/ledger") {
        if (!get) co_return method_not_allowed("GET");
        if (auto refused = refuse_unauthorised(request, Scope::staff)) co_return std::move(*refused);
        auto response = co_await ledger(std::move(request));
        co_return response;
    }
    if (path == "/v1/dead-letters" || below(path, "/v1/dead-letters/")) {
        std::string rest{below(path, "/v1/dead-letters/").value_or("")};
        auto response = co_await dead_letters(std::move(rest), std::move(request));
        co_return response;
    }
    if (const auto rest = below(path, "/v1/conversations/")) {
        const auto slash = rest->find('/');
        const std::string id{rest->substr(0, slash)};
        const std::string_view action =
            slash == std::string_view::npos ? std::string_view{} : rest->substr(slash);
        if (!action.empty() && action != "/reminder")
            co_return problem(404, "Not Found", "there is nothing at this path");
        const bool reminder = !action.empty();
        if (reminder && request.method != "POST") co_return method_not_allowed("POST");
        if (!reminder && !get) co_return method_not_allowed("GET");
        if (auto refused = refuse_unauthorised(request, Scope::staff)) co_return std::move(*refused);
        if (reminder) {
            auto response = co_await remind(id);
            co_return response;
        }
        auto response = co_await show_conversation(id);
        co_return response;
    }
    co_return problem(404, "Not Found", "there is nothing at this path");
}

std::optional<HttpResponse> Api::refuse_unauthorised(const HttpRequest& request, Scope scope) {
    const auto now = environment_.now();
    if (failed_logins_.blocked(request.peer, now)) {
        HttpResponse response =
            problem(429, "Too Many Requests", "too many failed attempts; wait five minutes");
        response.headers.emplace_back("Retry-After", "300");
        return response;
    }
    const std::string hash = token_hash(request);
    bool known = false;
    bool allowed = false;
    for (const Token& token : environment_.config->tokens) {
        const bool same = adapters::same_secret(token.sha256, hash);
        known = known || same;
        allowed = allowed || (same && (scope == Scope::staff ? token.staff : token.events));
    }
    if (allowed) return std::nullopt;
    if (known)
        return problem(403, "Forbidden",
                       "this token lacks the scope for this; see \"tokens\" in the configuration");
    failed_logins_.failed(request.peer, now);
    HttpResponse response =
        problem(401, "Unauthorized", "send Authorization: Bearer <token>; `askwell token` makes one");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

asio::awaitable<HttpResponse> Api::events(HttpRequest request) {
    Triggers triggers = read_triggers(request, *environment_.config);
    if (!triggers.problem.empty()) co_return problem(400, "Bad Request", triggers.problem);
    Json results = Json::array();
    bool any_bad = false;
    for (auto& each : triggers.events) {
        if (const auto* const bad = std::get_if<BadTrigger>(&each)) {
            results.push_back({{"id", bad->id}, {"status", "invalid"}, {"detail", bad->detail}});
            any_bad = true;
            continue;
        }
        auto& trigger = std::get<Trigger>(each);
        auto handled = co_await dispatcher_.handle(std::move(trigger.contact), std::move(trigger.start),
                                                   std::move(trigger.dedupe), environment_.now());
        // What was started of a batch stays started: the same events again are duplicates, so the sender
        // repeats the whole.
        if (!handled) co_return store_is_sick(handled.error());
        const bool queued = handled->refusal == flows::Refusal::already_running;
        const bool refused = handled->refusal != flows::Refusal::none;
        if (!handled->dead_letter.empty()) {
            results.push_back(
                {{"id", trigger.id}, {"status", "set_aside"}, {"dead_letter", handled->dead_letter}});
            continue;
        }
        Json result = {{"id", trigger.id},
                       {"status", handled->duplicate ? "duplicate"
                                  : queued           ? "waiting"
                                  : refused          ? "refused"
                                                     : "accepted"},
                       {"conversation", handled->conversation_id}};
        if (refused) result["reason"] = flows::to_string(handled->refusal);
        results.push_back(std::move(result));
    }
    if (triggers.batch) co_return json_response(any_bad ? 207 : 202, {{"results", std::move(results)}});
    if (any_bad) co_return problem(400, "Bad Request", results[0]["detail"].get<std::string>());
    co_return json_response(202, results[0]);
}

asio::awaitable<HttpResponse> Api::show_conversation(std::string id) {
    const auto key = ContactKey::parse(id);
    if (!key) co_return no_conversation();
    auto state = co_await dispatcher_.look_up(*key);
    if (!state) co_return store_is_sick(state.error());
    if (!state->conversation || state->conversation->id != id) co_return no_conversation();
    co_return json_response(200, to_json(state->contact, *state->conversation));
}

asio::awaitable<HttpResponse> Api::remind(std::string id) {
    const auto key = ContactKey::parse(id);
    if (!key) co_return no_conversation();
    auto state = co_await dispatcher_.look_up(*key);
    if (!state) co_return store_is_sick(state.error());
    if (!state->conversation || state->conversation->id != id) co_return no_conversation();
    const flows::Event event = flows::ReminderRequested{};
    auto handled = co_await dispatcher_.handle_key(*key, event, {}, environment_.now());
    if (!handled) co_return store_is_sick(handled.error());
    if (handled->refusal == flows::Refusal::none)
        co_return json_response(202, {{"conversation", id}, {"reminder", "sent"}});
    if (handled->refusal == flows::Refusal::no_conversation) co_return no_conversation();
    const Json body = {{"type", "about:blank"},
                       {"title", "Conflict"},
                       {"status", 409},
                       {"detail", explain(handled->refusal)},
                       {"reason", flows::to_string(handled->refusal)}};
    co_return respond(409, "application/problem+json", body.dump());
}

asio::awaitable<HttpResponse> Api::ledger(HttpRequest request) {
    const adapters::Parameters query = adapters::decode_form(request.query());
    const std::int64_t after = query_number(query, "after", 0);
    const std::int64_t limit = std::clamp(query_number(query, "limit", 50), std::int64_t{1}, kPageLimit);
    auto entries = co_await environment_.ledger.entries(after, static_cast<std::size_t>(limit));
    if (!entries) co_return store_is_sick(entries.error());
    Json list = Json::array();
    for (const storage::LedgerEntry& entry : *entries) list.push_back(to_json(entry));
    Json body = {{"entries", std::move(list)}};
    if (!entries->empty()) body["next"] = entries->back().number;
    co_return json_response(200, body);
}

/// `below`: "", "<id>" or "<id>/replay".
asio::awaitable<HttpResponse> Api::dead_letters(std::string below, HttpRequest request) {
    constexpr std::string_view kReplay = "/replay";
    const bool list = below.empty();
    const bool replay = below.ends_with(kReplay);
    const std::string_view allowed = list ? "GET" : replay ? "POST" : "DELETE";
    if (request.method != allowed && !(list && request.method == "HEAD"))
        co_return method_not_allowed(allowed);
    if (auto refused = refuse_unauthorised(request, Scope::staff)) co_return std::move(*refused);
    std::string by = who(request);
    if (list) {
        auto response = co_await list_dead_letters(std::move(request));
        co_return response;
    }
    if (replay) {
        below.erase(below.size() - kReplay.size());
        auto response = co_await replay_dead_letter(std::move(below), std::move(by));
        co_return response;
    }
    auto response = co_await discard_dead_letter(std::move(below), std::move(by));
    co_return response;
}

asio::awaitable<HttpResponse> Api::list_dead_letters(HttpRequest request) {
    const adapters::Parameters query = adapters::decode_form(request.query());
    const auto limit =
        static_cast<std::size_t>(std::clamp(query_number(query, "limit", 50), std::int64_t{1}, kPageLimit));
    const auto after = parse_cursor(adapters::parameter(query, "after"));
    if (!after)
        co_return problem(400, "Bad Request", "\"after\" is no cursor of ours; use the \"next\" of a page");
    auto letters = co_await dead_letters_.page(*after, limit);
    if (!letters) co_return store_is_sick(letters.error());
    Json list = Json::array();
    for (const storage::DeadLetter& letter : *letters) list.push_back(to_json(letter));
    Json body = {{"dead_letters", std::move(list)}};
    if (letters->size() == limit) body["next"] = to_string({letters->back().at, letters->back().id});
    co_return json_response(200, body);
}

asio::awaitable<HttpResponse> Api::replay_dead_letter(std::string id, std::string by) {
    const auto replayed = co_await dead_letters_.replay(id, std::move(by));
    if (!replayed) co_return store_is_sick(replayed.error());
    switch (*replayed) {
        case Replay::applied:
            co_return json_response(200, {{"id", id}, {"status", "applied"}});
        case Replay::released:
            co_return json_response(202, {{"id", id}, {"status", "released"}});
        case Replay::failed_again:
            co_return problem(409, "Conflict", "it failed again and stays where it was; the log says why");
        case Replay::unreadable:
            co_return problem(
                409, "Conflict",
                "this dead letter is damaged or sealed with a key that is not in the configuration");
        case Replay::unknown:
            break;
    }
    co_return problem(404, "Not Found", "there is no dead letter of this id");
}

asio::awaitable<HttpResponse> Api::discard_dead_letter(std::string id, std::string by) {
    const auto discarded = co_await dead_letters_.discard(id, std::move(by));
    if (!discarded) co_return store_is_sick(discarded.error());
    if (!*discarded) co_return problem(404, "Not Found", "there is no dead letter of this id");
    co_return json_response(200, {{"id", id}, {"status", "discarded"}});
}

std::string Api::who(const HttpRequest& request) const {
    const std::string hash = token_hash(request);
    for (const Token& token : environment_.config->tokens) {
        if (adapters::same_secret(token.sha256, hash)) return token.name;
    }
    return {};
}

asio::awaitable<HttpResponse> Api::readiness() {
    if (!ready_()) co_return problem(503, "Service Unavailable", "the service is stopping");
    auto store = co_await environment_.store.check();
    if (!store)
        co_return problem(503, "Service Unavailable", "conversation store: " + store.error().message());
    auto book = co_await environment_.ledger.check();
    if (!book) co_return problem(503, "Service Unavailable", "ledger: " + book.error().message());
    co_return respond(200, "text/plain", "ready\n");
}

bool Api::origin_allowed(const HttpRequest& request) const {
    const std::string_view origin = request.header("Origin");
    const auto& listed = environment_.config->chat_origins;
    if (std::find(listed.begin(), listed.end(), origin) != listed.end()) return true;
    const auto scheme = origin.find("://");
    return scheme != std::string_view::npos && origin.substr(scheme + 3) == request.header("Host");
}

std::optional<HttpResponse> Api::accept_websocket(const HttpRequest& request) const {
    if (request.path() != "/chat/socket")
        return problem(404, "Not Found", "the web chat's socket is at /chat/socket");
    if (!ready_()) return problem(503, "Service Unavailable", "the service is stopping");
    // Another site's page must not talk in a customer's name.
    if (!origin_allowed(request))
        return problem(403, "Forbidden", "this origin is not listed in \"chat\": {\"origins\": [ … ]}");
    return std::nullopt;
}

}  // namespace askwell::bot
