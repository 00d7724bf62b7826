// POST|GET /webhooks/{channel}: verify, read, commit, and only then answer what the platform expects.
// Thread rule: one object per worker, on its executor.
#pragma once

#include <optional>
#include <string>

#include <boost/asio/awaitable.hpp>

#include "adapters/adapter.h"
#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/http.h"
#include "bot/sender.h"

namespace askwell::bot {

class Webhooks {
  public:
    Webhooks(WorkerEnvironment environment, Dispatcher& dispatcher, Sender& sender);

    /// `channel` is what the path names behind "/webhooks/"; what follows a further "/" is for the adapter (a
    /// secret, say). 404 unknown channel, 403 forged, 400 malformed, 405 method, 503 when the store is sick
    /// (the platform tries again), else the platform's own answer, with ours inside where the platform takes
    /// it there.
    boost::asio::awaitable<HttpResponse> handle(std::string channel, HttpRequest request);

  private:
    /// What taking a message came to; `reply` when the webhook's response shall say the answer.
    struct Taken {
        std::optional<adapters::HttpReply> reply;
    };
    boost::asio::awaitable<storage::Result<Taken>> take(const Channel* channel, adapters::Inbound inbound,
                                                        flows::TimePoint received_at, bool may_reply);
    boost::asio::awaitable<std::optional<adapters::HttpReply>> reply_now(
        const Channel* channel, flows::ContactId contact, std::string message_id, std::string reply_route,
        Handled handled, flows::TimePoint received_at);
    boost::asio::awaitable<std::optional<adapters::HttpReply>> reply_again(const Channel* channel,
                                                                           std::string message_id);
    boost::asio::awaitable<storage::Result<void>> take_status(const Channel* channel,
                                                              adapters::InboundStatus status,
                                                              std::string message_id,
                                                              flows::TimePoint received_at);
    boost::asio::awaitable<void> acknowledge(adapters::SendRequest request);

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Sender& sender_;
};

/// The flows event an inbound message means on `channel`; nullopt for delivery reports.
std::optional<flows::Event> to_event(const Channel& channel, const flows::Catalog& catalog,
                                     const adapters::Inbound& inbound);

}  // namespace askwell::bot
