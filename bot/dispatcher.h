// From an event to a committed step: load (or remember), advance, commit, again on conflict. Then the
// outgoing messages go to the sender and the finished conversation to the hand-off. Thread rule: one object
// per worker, on its executor. Keeps recently used contacts in memory, so that the usual event costs one
// round trip; a stale copy shows as a conflict and is loaded again.
#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/environment.h"
#include "bot/failures.h"
#include "bot/survey_archive.h"
#include "flows/engine.h"
#include "storage/contact_key.h"
#include "storage/result.h"

namespace askwell::bot {

/// The most recently used contacts, at most `capacity`.
class ContactCache {
  public:
    explicit ContactCache(std::size_t capacity) : capacity_(capacity) {}
    /// Null when unknown. Valid until the next call.
    const flows::ContactState* find(const storage::ContactKey& key);
    void put(const storage::ContactKey& key, flows::ContactState state);
    void erase(const storage::ContactKey& key);

  private:
    using Entry = std::pair<std::string, flows::ContactState>;
    std::size_t capacity_;
    std::list<Entry> entries_;
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

/// How what is said in answer to an event goes out.
struct AnswerBy {
    std::string reply_route;                   ///< adapters::Inbound::reply_route; "" when there is none
    bool held = false;                         ///< the caller takes Handled::outgoing and says it
    std::optional<flows::Window> window = {};  ///< adapters::Inbound::window
};

struct Handled {
    bool duplicate = false;  ///< applied before; nothing was done now
    flows::Refusal refusal = flows::Refusal::none;
    std::string conversation_id;  ///< of the contact's last conversation after the event; "" for none
    storage::ContactKey key;
    std::vector<flows::Outgoing> outgoing;  ///< held messages; the contact's outbox lease is ours
    std::string dead_letter;  ///< its id when the event failed and was set aside for staff; else ""
};

/// What to do with committed work. Called on the worker's executor after the commit.
struct AfterCommit {
    /// Messages of a contact whose outbox we hold (push channels), in order.
    std::function<void(storage::ContactKey, flows::ContactId, std::vector<flows::Outgoing>,
                       std::string reply_route)>
        send;
    /// Messages of a contact that fetches them (pull channels).
    std::function<void(storage::ContactKey, std::vector<flows::Outgoing>)> deliver;
    std::function<void(std::vector<flows::Finished>)> hand_off;
};

class Dispatcher {
  public:
    Dispatcher(WorkerEnvironment environment, AfterCommit after);

    /// Gives `event` to the contact's conversation. `message_id` is the dedupe key, "" for none. Errors: the
    /// store's; nothing was answered then, and the caller lets the platform try again. An event that fails
    /// because of what it meets (a bug, a conversation that cannot be read) is tried again at once, and is
    /// then a dead letter: nothing is lost, and the caller need not keep it.
    boost::asio::awaitable<storage::Result<Handled>> handle(flows::ContactId contact, flows::Event event,
                                                            std::string message_id,
                                                            flows::TimePoint received_at,
                                                            AnswerBy answer_by = {});

    /// The same for a contact known by key only (timers, staff, reports). no_conversation when the contact
    /// was never seen. What has no `message_id` becomes no dead letter: `corrupt` is an error then, and bugs
    /// are thrown.
    boost::asio::awaitable<storage::Result<Handled>> handle_key(storage::ContactKey key, flows::Event event,
                                                                std::string message_id,
                                                                flows::TimePoint received_at);

    /// Gives an event of a dead letter to its contact's conversation, once.
    boost::asio::awaitable<Attempt<storage::Result<Handled>>> replay(storage::ContactKey key,
                                                                     storage::StoredEvent stored);

    /// The contact's state, from the store.
    boost::asio::awaitable<storage::Result<flows::ContactState>> look_up(storage::ContactKey key);

  private:
    boost::asio::awaitable<storage::Result<flows::ContactState>> current(storage::ContactKey key);
    boost::asio::awaitable<storage::Result<Handled>> run_or_set_aside(storage::ContactKey key,
                                                                      storage::StoredEvent stored,
                                                                      AnswerBy answer_by);
    boost::asio::awaitable<storage::Result<Handled>> run(storage::ContactKey key, flows::ContactId contact,
                                                         flows::Event event, std::string message_id,
                                                         flows::TimePoint received_at, AnswerBy answer_by);
    void follow_up(const storage::ContactKey& key, const Channel& channel, flows::Step step, bool send_now,
                   std::string reply_route);
    void count(const flows::Step& step, const Channel& channel);

    WorkerEnvironment environment_;
    AfterCommit after_;
    Failures failures_;
    SurveyArchive archive_;
    ContactCache cache_{20'000};
};

}  // namespace askwell::bot
