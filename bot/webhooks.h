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

namespace askwell::bot {

class Webhooks {
  public:
    Webhooks(WorkerEnvironment environment, Dispatcher& dispatcher);

    /// 404 unknown channel, 403 forged, 400 malformed, 405 method, 503 when the store is sick (the platform
    /// tries again), else the platform's own answer. `channel` is copied.
    boost::asio::awaitable<HttpResponse> handle(std::string channel, HttpRequest request);

  private:
    boost::asio::awaitable<storage::Result<void>> take(const Channel* channel, adapters::Inbound inbound,
                                                       flows::TimePoint received_at);
    boost::asio::awaitable<storage::Result<void>> take_status(const Channel* channel,
                                                              adapters::InboundStatus status,
                                                              std::string message_id,
                                                              flows::TimePoint received_at);
    boost::asio::awaitable<void> acknowledge(adapters::SendRequest request);

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
};

/// The flows event an inbound message means on `channel`; nullopt for delivery reports.
std::optional<flows::Event> to_event(const Channel& channel, const flows::Catalog& catalog,
                                     const adapters::Inbound& inbound);

}  // namespace askwell::bot
