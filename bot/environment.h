// What one worker works with: its loop, its store, its client, and what the whole process shares. A worker
// shares nothing else.
#pragma once

#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "bot/config.h"
#include "bot/http_client.h"
#include "bot/live_config.h"
#include "bot/metrics.h"
#include "flows/engine.h"
#include "storage/contact_key.h"
#include "storage/conversation_store.h"
#include "storage/ledger.h"

namespace askwell::bot {

/// The only clock. Tests inject their own.
using Now = std::function<flows::TimePoint()>;

/// References must outlive everything that is given this; members are used on `executor` only, except metrics
/// and config, which are immutable or thread-safe.
struct WorkerEnvironment {
    boost::asio::any_io_executor executor;
    const LiveConfig& config;
    const storage::ContactKeys& keys;
    storage::ConversationStore& store;
    storage::Ledger& ledger;
    HttpClient& client;
    Metrics& metrics;
    Now now;
    storage::Holder holder{};  ///< this worker among all that send
};

/// What advance() may know about an event of the contact with `address` on `channel` that reached us at
/// `received_at`.
flows::Context context_for(const Config& config, const Channel& channel, std::string_view address,
                           flows::TimePoint now, flows::TimePoint received_at);

/// Runs `work` on `executor` and forgets it; what it throws is logged and counted as a bug, and does not end
/// the loop.
void spawn(const boost::asio::any_io_executor& executor, std::string_view what,
           boost::asio::awaitable<void> work);

/// Suspends for `duration`; returns at once when the executor's context stops.
boost::asio::awaitable<void> pause(flows::Duration duration);

}  // namespace askwell::bot
