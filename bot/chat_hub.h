// The web chat's sockets of one worker: who is here, what they have, what they still have to get. Messages
// wait in the outbox until the page acknowledges them, so that a lost connection loses nothing, whichever
// replica it comes back to. Thread rule: one object per worker, on its executor.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>

#include "bot/dispatcher.h"
#include "bot/environment.h"
#include "bot/failures.h"
#include "bot/http_server.h"

namespace askwell::bot {

class ChatHub {
  public:
    ChatHub(WorkerEnvironment environment, Dispatcher& dispatcher);

    /// Serves one socket to its end.
    boost::asio::awaitable<void> serve(WebSocketPtr socket, HttpRequest request);

    /// Shows committed messages to the contact's sockets here; the rest stays in the outbox.
    void deliver(const storage::ContactKey& key, const std::vector<flows::Outgoing>& messages);

    /// Looks for messages that other workers committed for contacts who are here.
    boost::asio::awaitable<void> run_once();
    boost::asio::awaitable<void> run();
    void stop();

  private:
    /// One browser tab.
    struct Visitor {
        WebSocketPtr socket;
        flows::ContactId contact;
        storage::ContactKey key;
        std::string survey;
        std::string language;
        std::uint64_t shown = 0;                 ///< the highest message number sent on this socket
        std::vector<std::uint64_t> unconfirmed;  ///< sent on this socket, not yet acknowledged
    };
    using VisitorPtr = std::shared_ptr<Visitor>;

    boost::asio::awaitable<VisitorPtr> greet(WebSocketPtr socket);
    boost::asio::awaitable<void> open(VisitorPtr visitor);
    boost::asio::awaitable<bool> take_frame(VisitorPtr visitor, std::string frame);
    boost::asio::awaitable<void> take_event(VisitorPtr visitor, flows::Event event, std::string id);
    boost::asio::awaitable<void> confirm(VisitorPtr visitor, std::uint64_t number);
    boost::asio::awaitable<void> show_waiting(VisitorPtr visitor);
    void show(Visitor& visitor, const flows::Outgoing& message);
    const Channel* channel() const;

    WorkerEnvironment environment_;
    Dispatcher& dispatcher_;
    Failures failures_;
    std::multimap<std::string, VisitorPtr> visitors_;  ///< by contact key text
    bool stopped_ = false;
};

}  // namespace askwell::bot
