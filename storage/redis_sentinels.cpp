#include "storage/redis_sentinels.h"

#include <algorithm>
#include <exception>
#include <string_view>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "storage/decimal.h"

namespace askwell::storage {

namespace asio = boost::asio;

namespace {

/// Of "name, value, name, value …".
std::string_view field(const RedisReply& reply, std::string_view name) {
    for (std::size_t at = 0; at + 1 < reply.elements.size(); at += 2) {
        if (reply.elements[at].text == name) return reply.elements[at + 1].text;
    }
    return {};
}

RedisOptions options_for(const RedisOptions& service, const RedisAddress& sentinel) {
    RedisOptions options = service;
    options.shape = RedisShape::single;
    options.server = sentinel;
    options.user = service.sentinel_user;
    options.password = service.sentinel_password;
    options.database = 0;
    // Commands wait for the master meanwhile: leave them time to be sent.
    options.command_timeout = service.command_timeout / 2;
    return options;
}

}  // namespace

std::optional<SentinelView> parse_sentinel_view(const RedisReply& address, const RedisReply& master) {
    if (address.elements.size() != 2 || address.elements[0].text.empty()) return std::nullopt;
    const auto port = number<std::uint16_t>(address.elements[1].text);
    const auto epoch = number<std::uint64_t>(field(master, "config-epoch"));
    if (!port || *port == 0 || !epoch) return std::nullopt;
    return SentinelView{{address.elements[0].text, *port}, *epoch};
}

RedisSentinels::RedisSentinels(asio::any_io_executor executor, const RedisOptions& options)
    : executor_(std::move(executor)),
      service_(options.service),
      interval_(options.watch_interval),
      timer_(executor_) {
    for (const RedisAddress& sentinel : options.seeds) {
        sentinels_.push_back(std::make_shared<RedisConnection>(executor_, options_for(options, sentinel)));
    }
}

void RedisSentinels::close() {
    closed_ = true;
    moved_ = nullptr;
    timer_.cancel();
    for (const auto& sentinel : sentinels_) sentinel->close();
}

asio::awaitable<Result<RedisAddress>> RedisSentinels::find_master(std::shared_ptr<RedisSentinels> self) {
    const Result<RedisAddress> found = co_await ask(self);
    if (found && !self->closed_) {
        self->master_ = *found;
        self->start_watch();
    }
    co_return found;
}

asio::awaitable<Result<RedisAddress>> RedisSentinels::ask(std::shared_ptr<RedisSentinels> self) {
    // The address from where a failover under way already names the new master; the epoch, because a
    // sentinel that was away still names the old one, and says so first.
    std::vector<RedisCommand> questions{{"SENTINEL", "GET-MASTER-ADDR-BY-NAME", self->service_},
                                        {"SENTINEL", "MASTER", self->service_}};
    const std::size_t majority = self->sentinels_.size() / 2 + 1;
    const auto answers =
        co_await ask_peers(self->executor_, self->sentinels_, std::move(questions), majority);
    if (!answers) co_return answers.error();
    std::optional<SentinelView> newest;
    for (const PeerAnswer& answer : *answers) {
        auto view = parse_sentinel_view(answer.replies[0], answer.replies[1]);
        if (view && (!newest || view->epoch > newest->epoch)) newest = std::move(view);
    }
    if (!newest) co_return StoreErrc::unavailable;
    co_return std::move(newest->master);
}

void RedisSentinels::start_watch() {
    if (watching_) return;
    watching_ = true;
    asio::co_spawn(executor_, watch(shared_from_this()), [](std::exception_ptr bug) {
        if (bug) std::rethrow_exception(bug);  // out of the loop's run(): for its edge to log
    });
}

/// An old master that lost touch with the rest answers on as if nothing had happened.
asio::awaitable<void> RedisSentinels::watch(std::shared_ptr<RedisSentinels> self) {
    while (!self->closed_) {
        boost::system::error_code cancelled;
        self->timer_.expires_after(self->interval_);
        co_await self->timer_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
        if (self->closed_) break;
        const Result<RedisAddress> found = co_await ask(self);
        if (found && *found != self->master_ && self->moved_) self->moved_();
    }
}

}  // namespace askwell::storage
