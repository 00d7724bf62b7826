// From the outbox to the platforms: in order per contact, at the channel's rate, with the send classes of
// flows::send_class(). Thread rule: one object per worker, on its executor.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "adapters/adapter.h"
#include "bot/environment.h"
#include "flows/engine.h"
#include "storage/contact_key.h"
#include "storage/conversation_store.h"

namespace askwell::bot {

/// How long to wait before try number `tries` + 1: 2 s doubling to 10 min, shortened by up to a quarter
/// (`spread` in 0 … 1) so that what failed together does not come back together.
flows::Duration retry_delay(int tries, double spread);

class Sender {
  public:
    /// `report` gives an event to a contact's conversation (a message could not be delivered).
    using Report = std::function<boost::asio::awaitable<void>(storage::ContactKey, flows::Event)>;
    Sender(WorkerEnvironment environment, Report report);

    /// Sends what was just committed under our lease.
    void send(storage::ContactKey key, flows::ContactId contact, std::vector<flows::Outgoing> messages);

    /// Goes on with an outbox whose lease we claimed.
    boost::asio::awaitable<void> resume(storage::ContactKey key);

    /// How many contacts are being sent to.
    int busy() const { return busy_; }

  private:
    struct Fate {
        bool done = true;
        flows::TimePoint retry_at{};
    };
    boost::asio::awaitable<void> drain(storage::ContactKey key, std::vector<storage::Pending> pending,
                                       bool fresh);
    boost::asio::awaitable<Fate> send_one(storage::ContactKey key, storage::Pending pending, bool fresh);
    boost::asio::awaitable<adapters::SendResult> transmit(const Channel* channel, storage::Pending pending);
    boost::asio::awaitable<storage::Result<bool>> may_send(storage::ContactKey key, storage::Pending pending);
    Fate judge(const Channel& channel, const storage::Pending& pending, const adapters::SendResult& result);
    flows::Duration wait_for_slot(const Channel& channel);

    WorkerEnvironment environment_;
    Report report_;
    std::map<std::string, flows::TimePoint, std::less<>> next_slot_;  ///< by channel
    std::uint64_t composed_ = 0;                                      ///< makes nonces differ
    int busy_ = 0;
};

}  // namespace askwell::bot
