// The route table: webhooks, events, staff API, web chat, health and metrics. One place that knows paths.
// Thread rule: one object per worker, on its executor.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>

#include "bot/dead_letters.h"
#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/http.h"
#include "bot/webhooks.h"

namespace askwell::bot {

/// Slows down whoever guesses tokens: after 10 failures in 5 minutes an address is refused until they are
/// past.
class FailedLogins {
  public:
    bool blocked(const std::string& peer, flows::TimePoint now);
    void failed(const std::string& peer, flows::TimePoint now);

  private:
    void forget_old(flows::TimePoint now);
    std::map<std::string, std::deque<flows::TimePoint>> failures_;
};

class Api {
  public:
    /// `ready` says whether new work is welcome (false while stopping).
    Api(WorkerEnvironment environment, Dispatcher& dispatcher, Webhooks& webhooks,
        std::function<bool()> ready);

    boost::asio::awaitable<HttpResponse> handle(HttpRequest request);

    /// For ServerHooks::accept_websocket: only /chat/socket, only from our own pages or the configured
    /// origins.
    std::optional<HttpResponse> accept_websocket(const HttpRequest& request) const;

  private:
    enum class Scope { events, staff };
    std::optional<HttpResponse> refuse_unauthorised(const HttpRequest& request, Scope scope);
    boost::asio::awaitable<HttpResponse> events(HttpRequest request);
    boost::asio::awaitable<HttpResponse> show_conversation(std::string id);
    boost::asio::awaitable<HttpResponse> remind(std::string id);
    boost::asio::awaitable<HttpResponse> ledger(HttpRequest request);
    boost::asio::awaitable<HttpResponse> dead_letters(std::string below, HttpRequest request);
    boost::asio::awaitable<HttpResponse> list_dead_letters(HttpRequest request);
    boost::asio::awaitable<HttpResponse> replay_dead_letter(std::string id, std::string by);
    boost::asio::awaitable<HttpResponse> discard_dead_letter(std::string id, std::string by);
    std::string who(const HttpRequest& request) const;
    boost::asio::awaitable<HttpResponse> readiness();
    bool origin_allowed(const HttpRequest& request) const;

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Webhooks& webhooks_;
    DeadLetters dead_letters_;
    std::function<bool()> ready_;
    FailedLogins failed_logins_;
};

}  // namespace askwell::bot
