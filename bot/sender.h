// From the outbox to the platforms: in order per contact, at the channel's rate, with the send classes of
// flows::send_class(). Thread rule: one object per worker, on its executor.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "adapters/adapter.h"
#include "bot/access_tokens.h"
#include "bot/circuit.h"
#include "bot/environment.h"
#include "bot/failures.h"
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

    /// Sends what was just committed under our lease. `reply_route`: adapters::Inbound::reply_route of
    /// the message that is answered, or "".
    void send(storage::ContactKey key, flows::ContactId contact, std::vector<flows::Outgoing> messages,
              std::string reply_route);

    /// Goes on with what remained when messages of a contact, whose lease we hold, were settled elsewhere.
    void go_on(storage::ContactKey key, std::vector<storage::Pending> pending);

    /// Goes on with an outbox whose lease we claimed.
    boost::asio::awaitable<void> resume(storage::ContactKey key);

    /// How many drains are at work.
    std::size_t busy() const { return draining_->size(); }

  private:
    struct Fate {
        bool done = true;
        flows::TimePoint retry_at{};
        bool ours = true;   ///< false: the lease ended before anything was sent; whoever claims it goes on
        bool sent = false;  ///< the platform has it
    };
    /// What a channel's messages share: its rate and its circuit.
    struct Lane {
        flows::TimePoint next_slot{};
        Circuit circuit;
    };
    /// How a message is to be said.
    struct Manner {
        bool fresh = false;  ///< committed just now: still wanted, and the window is open
        bool window_open = true;
        std::optional<flows::TimePoint> not_before;  ///< set when it may go out then, but not now
        flows::TimePoint held_until{};               ///< our lease of the contact's outbox ends then
    };
    /// How far a message of several parts has come.
    struct Progress {
        adapters::SendResult result;
        std::size_t done = 0;
    };
    Manner held_from_now() const;
    /// The platform asks the whole channel to slow down, not this contact alone.
    void slow_down(const Channel& channel, const adapters::SendResult& result);
    boost::asio::awaitable<void> drain(storage::ContactKey key, std::vector<storage::Pending> pending,
                                       Manner manner);
    /// Counts that `head` failed; true when it is set aside, and the outbox goes on without it.
    boost::asio::awaitable<bool> set_aside(storage::ContactKey key, storage::Pending head,
                                           std::string_view fault);
    boost::asio::awaitable<Fate> send_one(storage::ContactKey key, storage::Pending pending, Manner manner);
    boost::asio::awaitable<adapters::SendResult> transmit(const Channel* channel, storage::Pending pending,
                                                          Manner manner);
    boost::asio::awaitable<Progress> transmit_parts(const Channel* channel, const storage::Pending* pending,
                                                    adapters::ComposeContext context, std::size_t done);
    /// Says in `manner` how, too. False: not at all, or, when manner->not_before is set, not now.
    boost::asio::awaitable<storage::Result<bool>> may_send(storage::ContactKey key, storage::Pending pending,
                                                           const Channel* channel, Manner* manner);
    boost::asio::awaitable<bool> wait_for_slot(const Channel* channel, flows::TimePoint* next);
    Fate judge(const Channel& channel, const storage::Pending& pending, const adapters::SendResult& result);
    void count(const Channel& channel, const adapters::SendResult& result);
    adapters::ComposeContext compose_context(const storage::Pending& pending, const Manner& manner);

    WorkerEnvironment environment_;
    Report report_;
    AccessTokens tokens_;
    Failures failures_;
    std::map<std::string, Lane, std::less<>> lanes_;  ///< by channel
    std::uint64_t composed_ = 0;                      ///< makes nonces differ
    /// The drains at work, by their contacts' digests; true: a later one has the contact now.
    using Draining = std::multimap<std::string, bool, std::less<>>;
    std::shared_ptr<Draining> draining_ = std::make_shared<Draining>();
};

}  // namespace askwell::bot
