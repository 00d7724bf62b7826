#include "storage/redis_connection.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <exception>
#include <optional>
#include <random>
#include <utility>

#include <boost/asio/async_result.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "storage/completion.h"
#include "storage/redis_greeting.h"
#include "storage/redis_link.h"

namespace askwell::storage {

namespace asio = boost::asio;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using LinkPtr = std::shared_ptr<RedisLink>;

namespace {

std::optional<asio::ssl::context> make_tls(const RedisOptions& options) {
    if (!options.tls) return std::nullopt;
    asio::ssl::context context{asio::ssl::context::tls_client};
    context.set_options(asio::ssl::context::no_tlsv1 | asio::ssl::context::no_tlsv1_1);
    context.set_verify_mode(asio::ssl::verify_peer);
    if (options.ca_file.empty()) {
        context.set_default_verify_paths();
    } else {
        context.load_verify_file(options.ca_file);
    }
    return context;
}

}  // namespace

class RedisConnection::Impl : public std::enable_shared_from_this<Impl> {
  public:
    Impl(asio::any_io_executor executor, RedisOptions options, RedisLocator locate)
        : executor_(std::move(executor)),
          options_(std::move(options)),
          locate_(std::move(locate)),
          tls_(make_tls(options_)),
          deadline_timer_(executor_),
          connect_timer_(executor_),
          backoff_timer_(executor_) {}

    void issue(std::string wire, std::size_t group, IfLost if_lost, Confirm confirm,
               Completion<Result<RedisReply>> completion);
    void reconnect();
    void close();
    const RedisStatistics& statistics() const { return statistics_; }

  private:
    struct Waiting {
        std::string wire;
        std::size_t group;  ///< answered with an array of so many replies; 0: with its one reply
        IfLost if_lost;
        Confirm confirm;
        Clock::time_point deadline;
        Completion<Result<RedisReply>> completion;
        bool written = false;               ///< at least once: it may have been done
        std::vector<RedisReply> replies{};  ///< of the group, so far
    };
    /// Done, and not yet confirmed by replicas.
    struct Held {
        Completion<Result<RedisReply>> completion;
        RedisReply reply;
    };

    static asio::awaitable<void> run(std::shared_ptr<Impl> self);
    asio::awaitable<StoreErrc> open(LinkPtr link);
    asio::awaitable<StoreErrc> greet(LinkPtr link);
    asio::awaitable<void> serve(LinkPtr link);
    bool take_replies(const LinkPtr& link);
    void answer(Waiting answered, RedisReply reply);
    void ask_replicas();
    void replicas_said(const Result<RedisReply>& confirmed);
    void drop(const LinkPtr& link);
    void refuse_waiting(StoreErrc reason);

    void schedule_flush();
    void flush();
    void watch_deadline();
    void deadline_passed();
    Clock::duration jittered(Clock::duration delay);

    asio::any_io_executor executor_;
    RedisOptions options_;
    RedisLocator locate_;
    std::optional<asio::ssl::context> tls_;
    LinkPtr link_;                  ///< the present connection, ready or not; null between two
    std::deque<Waiting> waiting_;   ///< not written, oldest first
    std::deque<Waiting> sent_;      ///< written to link_, in the order of their replies
    std::vector<Held> held_;        ///< done on link_ since the replicas were asked last
    std::vector<Held> confirming_;  ///< the replicas are asked about these
    asio::steady_timer deadline_timer_;
    asio::steady_timer connect_timer_;
    asio::steady_timer backoff_timer_;
    std::minstd_rand random_{std::random_device{}()};
    RedisStatistics statistics_;
    bool running_ = false;
    bool closed_ = false;
    bool flush_scheduled_ = false;
    bool watching_ = false;
};

void RedisConnection::Impl::issue(std::string wire, std::size_t group, IfLost if_lost, Confirm confirm,
                                  Completion<Result<RedisReply>> completion) {
    if (closed_ || waiting_.size() >= options_.max_waiting) {
        completion.answer(StoreErrc::unavailable);
        return;
    }
    statistics_.commands += std::max<std::size_t>(group, 1);
    waiting_.push_back({std::move(wire), group, if_lost, confirm, Clock::now() + options_.command_timeout,
                        std::move(completion)});
    if (!running_) {
        running_ = true;
        asio::co_spawn(executor_, run(shared_from_this()), [](std::exception_ptr bug) {
            if (bug) std::rethrow_exception(bug);  // out of the loop's run(): for its edge to log
        });
    }
    schedule_flush();
    watch_deadline();
}

void RedisConnection::Impl::reconnect() {
    if (link_) drop(LinkPtr{link_});
}

void RedisConnection::Impl::close() {
    if (closed_) return;
    closed_ = true;
    deadline_timer_.cancel();
    connect_timer_.cancel();
    backoff_timer_.cancel();
    if (link_) drop(link_);
    refuse_waiting(StoreErrc::unavailable);
}

void RedisConnection::Impl::refuse_waiting(StoreErrc reason) {
    for (Waiting& waiting : std::exchange(waiting_, {})) {
        waiting.completion.answer(waiting.written ? StoreErrc::lost_after_send : reason);
    }
}

// ---- the life of the connection ----

asio::awaitable<void> RedisConnection::Impl::run(std::shared_ptr<Impl> self) {
    auto backoff = self->options_.backoff_first;
    while (!self->closed_) {
        const LinkPtr link =
            std::make_shared<RedisLink>(self->executor_, self->options_, self->tls_ ? &*self->tls_ : nullptr);
        self->link_ = link;
        const StoreErrc opened = co_await self->open(link);
        if (link->ready) {
            backoff = self->options_.backoff_first;
            co_await self->serve(link);
        } else if (is_for_staff(opened)) {
            // Waiting would not help, and the caller should learn it before the deadline.
            self->refuse_waiting(opened);
        }
        self->drop(link);
        if (self->closed_) break;
        error_code cancelled;
        self->backoff_timer_.expires_after(self->jittered(backoff));
        co_await self->backoff_timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        backoff = std::min(backoff * 2, self->options_.backoff_max);
    }
}

asio::awaitable<StoreErrc> RedisConnection::Impl::open(LinkPtr link) {
    if (locate_) {
        const Result<RedisAddress> found = co_await locate_();
        if (!found)
            co_return is_for_staff(found.error()) ? static_cast<StoreErrc>(found.error().value())
                                                  : StoreErrc::unavailable;
        if (link != link_) co_return StoreErrc::unavailable;
        options_.server = *found;
    }
    connect_timer_.expires_after(options_.connect_timeout);
    connect_timer_.async_wait([link](error_code cancelled) {
        if (!cancelled && !link->ready) link->close();
    });
    StoreErrc outcome = StoreErrc::unavailable;
    const error_code failed = co_await link->connect();
    if (!failed) outcome = co_await greet(link);
    if (failed.category() == asio::error::get_ssl_category()) outcome = StoreErrc::untrusted;
    connect_timer_.cancel();
    co_return outcome;
}

asio::awaitable<StoreErrc> RedisConnection::Impl::greet(LinkPtr link) {
    const auto commands = greeting(options_);
    for (const auto& command : commands) link->output += format_command(command);
    if (!commands.empty()) {
        link->writing = true;
        link->write(
            [self = shared_from_this(), link](error_code) {  // a failed write ends the read below, too
                link->writing = false;
                self->flush();
            });
    }
    for (std::size_t answered = 0; answered < commands.size();) {
        error_code error;
        const std::size_t size = co_await link->read(error);
        if (error || !link->parser.feed({link->buffer.data(), size})) co_return StoreErrc::unavailable;
        while (answered < commands.size()) {
            const Result<std::optional<RedisReply>> reply = link->parser.next();
            if (!reply) co_return StoreErrc::unavailable;
            if (!reply->has_value()) break;
            if (const auto against = objection(**reply)) co_return *against;
            ++answered;
        }
    }
    if (closed_ || link != link_) co_return StoreErrc::unavailable;
    link->ready = true;
    ++statistics_.connections;
    flush();
    co_return StoreErrc::unavailable;
}

asio::awaitable<void> RedisConnection::Impl::serve(LinkPtr link) {
    while (link == link_) {
        error_code error;
        const std::size_t size = co_await link->read(error);
        // Dropped meanwhile: what was read belongs to commands that were answered already.
        if (error || link != link_) co_return;
        if (!link->parser.feed({link->buffer.data(), size}) || !take_replies(link)) co_return;
        ask_replicas();
    }
}

/// Answers the commands whose replies have come. False when this connection is of no more use.
bool RedisConnection::Impl::take_replies(const LinkPtr& link) {
    bool usable = true;
    while (true) {
        Result<std::optional<RedisReply>> reply = link->parser.next();
        if (!reply) return false;
        if (!reply->has_value()) return usable;
        if (sent_.empty()) return false;  // unsolicited: we no longer know which reply belongs to what
        // A master that became a replica: its name may by now lead to the new master.
        if ((*reply)->is_error() && (*reply)->text.starts_with("READONLY")) usable = false;
        Waiting& oldest = sent_.front();
        RedisReply whole = std::move(**reply);
        if (oldest.group > 0) {
            oldest.replies.push_back(std::move(whole));
            if (oldest.replies.size() < oldest.group) continue;
            whole = {RedisReply::Type::array, 0, {}, std::move(oldest.replies)};
        }
        Waiting answered = std::move(oldest);
        sent_.pop_front();
        answer(std::move(answered), std::move(whole));
    }
}

void RedisConnection::Impl::answer(Waiting answered, RedisReply reply) {
    const bool refused = answered.group > 0 ? reply.elements.back().is_error() : reply.is_error();
    if (answered.confirm == Confirm::replicas && options_.replicas > 0 && !refused) {
        held_.push_back({std::move(answered.completion), std::move(reply)});
    } else {
        answered.completion.answer(std::move(reply));
    }
}

// ---- replicas ----

/// Once for all that was done until now, and never twice at a time: WAIT holds up the connection's later
/// commands, which are then confirmed together. It counts who has what *this* connection wrote: on another it
/// would say yes to anything.
void RedisConnection::Impl::ask_replicas() {
    if (held_.empty() || !confirming_.empty() || !link_) return;
    confirming_ = std::exchange(held_, {});
    // Silent replicas must not use up the time of the commands behind.
    const auto patience = options_.command_timeout / 4;
    const auto wait = format_command(
        {"WAIT", std::to_string(options_.replicas), std::to_string(std::max<long>(patience.count(), 1))});
    auto said = [self = shared_from_this(), link = link_](const Result<RedisReply>& confirmed) {
        if (link == self->link_) self->replicas_said(confirmed);  // else all were answered: lost
    };
    issue(wait, 0, IfLost::report, Confirm::master,
          Completion<Result<RedisReply>>{executor_, std::move(said)});
}

void RedisConnection::Impl::replicas_said(const Result<RedisReply>& confirmed) {
    const bool enough = confirmed && !confirmed->is_error() && confirmed->integer >= options_.replicas;
    for (Held& held : std::exchange(confirming_, {})) {
        if (enough) {
            held.completion.answer(std::move(held.reply));
        } else {
            held.completion.answer(StoreErrc::timeout);
        }
    }
    ask_replicas();
}

// ---- the end of a connection ----

void RedisConnection::Impl::drop(const LinkPtr& link) {
    link->close();
    if (link_ != link) return;
    link_.reset();
    for (auto* const unconfirmed : {&confirming_, &held_}) {
        for (Held& held : std::exchange(*unconfirmed, {})) held.completion.answer(StoreErrc::lost_after_send);
    }
    // Newest first, so that what is repeated stands before what waits, in its old order.
    for (; !sent_.empty(); sent_.pop_back()) {
        Waiting& lost = sent_.back();
        if (lost.if_lost == IfLost::repeat && !closed_) {
            lost.written = true;
            lost.replies.clear();
            waiting_.push_front(std::move(lost));
        } else {
            lost.completion.answer(StoreErrc::lost_after_send);
        }
    }
}

Clock::duration RedisConnection::Impl::jittered(Clock::duration delay) {
    return std::uniform_int_distribution<Clock::rep>{delay.count() / 2,
                                                     delay.count()}(random_)*Clock::duration{1};
}

// ---- writing and waiting ----

void RedisConnection::Impl::schedule_flush() {
    if (flush_scheduled_ || !link_ || !link_->ready || link_->writing) return;
    flush_scheduled_ = true;
    asio::post(executor_, [self = shared_from_this()] {
        self->flush_scheduled_ = false;
        self->flush();
    });
}

void RedisConnection::Impl::flush() {
    if (!link_ || !link_->ready || link_->writing || waiting_.empty()) return;
    const LinkPtr link = link_;
    link->output.clear();
    for (Waiting& waiting : waiting_) {
        link->output += waiting.wire;
        if (waiting.if_lost == IfLost::report) std::string{}.swap(waiting.wire);
        sent_.push_back(std::move(waiting));
    }
    waiting_.clear();
    link->writing = true;
    ++statistics_.writes;
    link->write([self = shared_from_this(), link](error_code error) {
        link->writing = false;
        if (error) {
            self->drop(link);
        } else if (link == self->link_) {
            self->flush();
        }
    });
}

/// One timer for all: every command has the same patience, so the oldest is always the next to run out.
void RedisConnection::Impl::watch_deadline() {
    if (watching_ || closed_ || (waiting_.empty() && sent_.empty())) return;
    watching_ = true;
    auto oldest = Clock::time_point::max();
    if (!waiting_.empty()) oldest = waiting_.front().deadline;
    if (!sent_.empty()) oldest = std::min(oldest, sent_.front().deadline);
    deadline_timer_.expires_at(oldest);
    deadline_timer_.async_wait([self = shared_from_this()](error_code) {
        self->watching_ = false;
        if (self->closed_) return;
        self->deadline_passed();
        self->watch_deadline();
    });
}

void RedisConnection::Impl::deadline_passed() {
    const auto now = Clock::now();
    const bool silent = !sent_.empty() && sent_.front().deadline <= now;
    for (; !sent_.empty() && sent_.front().deadline <= now; sent_.pop_front()) {
        sent_.front().completion.answer(StoreErrc::timeout);
    }
    for (; !waiting_.empty() && waiting_.front().deadline <= now; waiting_.pop_front()) {
        Waiting& late = waiting_.front();
        late.completion.answer(late.written ? StoreErrc::timeout : StoreErrc::unavailable);
    }
    if (silent) drop(LinkPtr{link_});
}

// ---- the public face ----

RedisConnection::RedisConnection(asio::any_io_executor executor, RedisOptions options, RedisLocator locate)
    : impl_(std::make_shared<Impl>(std::move(executor), std::move(options), std::move(locate))) {}

RedisConnection::~RedisConnection() {
    close();
}

asio::awaitable<Result<RedisReply>> RedisConnection::issue(std::string wire, std::size_t group,
                                                           IfLost if_lost, Confirm confirm) {
    const auto start = [](auto handler, std::shared_ptr<Impl> impl, std::string bytes, std::size_t size,
                          IfLost lost, Confirm whose) {
        const auto executor = asio::get_associated_executor(handler);
        impl->issue(std::move(bytes), size, lost, whose,
                    Completion<Result<RedisReply>>{executor, std::move(handler)});
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Result<RedisReply>)>(
        start, asio::use_awaitable, impl_, std::move(wire), group, if_lost, confirm);
}

asio::awaitable<Result<RedisReply>> RedisConnection::command(const RedisCommand& arguments, IfLost if_lost,
                                                             Confirm confirm) {
    return issue(format_command(arguments), 0, if_lost, confirm);
}

asio::awaitable<Result<RedisReply>> RedisConnection::together(const std::vector<RedisCommand>& commands,
                                                              IfLost if_lost, Confirm confirm) {
    std::string wire;
    for (const RedisCommand& command : commands) wire += format_command(command);
    return issue(std::move(wire), commands.size(), if_lost, confirm);
}

RedisStatistics RedisConnection::statistics() const {
    return impl_->statistics();
}

void RedisConnection::reconnect() {
    impl_->reconnect();
}

void RedisConnection::close() {
    impl_->close();
}

RedisStatistics& RedisStatistics::operator+=(const RedisStatistics& more) {
    commands += more.commands;
    writes += more.writes;
    connections += more.connections;
    return *this;
}

}  // namespace askwell::storage
