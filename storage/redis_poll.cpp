#include "storage/redis_poll.h"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace askwell::storage {

namespace asio = boost::asio;

namespace {

struct Poll {
    explicit Poll(const asio::any_io_executor& executor) : over(executor) {
        over.expires_at(asio::steady_timer::time_point::max());
    }
    asio::steady_timer over;  ///< cancelled at the end: wakes who asked
    std::vector<RedisCommand> commands;
    std::vector<PeerAnswer> answers;
    StoreErrc failure = StoreErrc::unavailable;
    std::size_t enough = 0;
    std::size_t pending = 0;

    bool is_over() const { return pending == 0 || answers.size() >= enough; }
};

/// As a node that belongs to no cluster yet, or no longer.
bool says_nothing(const RedisReply& reply) {
    return reply.type == RedisReply::Type::nil ||
           (reply.type == RedisReply::Type::array && reply.elements.empty());
}

void note(Poll& poll, std::size_t peer, Result<RedisReply> reply) {
    if (!reply) {
        if (is_for_staff(reply.error())) poll.failure = static_cast<StoreErrc>(reply.error().value());
        return;
    }
    const auto refusal = std::ranges::find_if(reply->elements, &RedisReply::is_error);
    if (refusal == reply->elements.end()) {
        if (std::ranges::none_of(reply->elements, says_nothing)) {
            poll.answers.push_back({peer, std::move(reply->elements)});
        }
        return;
    }
    // "ERR unknown command", "ERR No such master with that name": waiting does not help.
    const StoreErrc kind = kind_of_error(refusal->text);
    const bool transient = kind == StoreErrc::unavailable || kind == StoreErrc::full;
    if (!transient) poll.failure = StoreErrc::misconfigured;
}

asio::awaitable<void> ask(std::shared_ptr<Poll> poll, std::shared_ptr<RedisConnection> peer,
                          std::size_t place) {
    Result<RedisReply> reply = co_await peer->together(poll->commands, IfLost::repeat);
    --poll->pending;
    note(*poll, place, std::move(reply));
    if (poll->is_over()) poll->over.cancel();
}

}  // namespace

asio::awaitable<Result<std::vector<PeerAnswer>>> ask_peers(asio::any_io_executor executor, RedisPeers peers,
                                                           std::vector<RedisCommand> commands,
                                                           std::size_t enough) {
    const auto poll = std::make_shared<Poll>(executor);
    poll->commands = std::move(commands);
    poll->enough = enough;
    poll->pending = peers.size();
    for (std::size_t place = 0; place < peers.size(); ++place) {
        asio::co_spawn(executor, ask(poll, peers[place], place), [](std::exception_ptr bug) {
            if (bug) std::rethrow_exception(bug);  // out of the loop's run(): for its edge to log
        });
    }
    while (!poll->is_over()) {
        boost::system::error_code woken;
        co_await poll->over.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    }
    // Late answers are not waited for, and land in what nobody reads.
    if (poll->answers.empty()) co_return poll->failure;
    co_return std::move(poll->answers);
}

}  // namespace askwell::storage
