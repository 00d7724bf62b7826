#include "storage/redis_router.h"

#include <utility>

#include "storage/redis_cluster.h"
#include "storage/redis_sentinels.h"

namespace askwell::storage {

namespace asio = boost::asio;

namespace {

/// One server at a time: a plain one, or the master of a service.
class SingleRouter final : public RedisRouter {
  public:
    SingleRouter(const asio::any_io_executor& executor, const RedisOptions& options)
        : options_(options),
          sentinels_(options.shape == RedisShape::sentinel
                         ? std::make_shared<RedisSentinels>(executor, options)
                         : nullptr),
          connection_(executor, options, locator()) {
        if (sentinels_) sentinels_->when_moved([this] { connection_.reconnect(); });
    }
    ~SingleRouter() override {
        if (sentinels_) sentinels_->close();
    }
    SingleRouter(const SingleRouter&) = delete;
    SingleRouter& operator=(const SingleRouter&) = delete;

    asio::awaitable<Result<RedisReply>> command(std::string_view, const RedisCommand& command,
                                                Sending how) override {
        return send_command(connection_, command, how, options_);
    }

    asio::awaitable<Result<std::vector<std::vector<RedisReply>>>> ask_masters(
        std::vector<RedisCommand> questions) override {
        Result<RedisReply> replies = co_await connection_.together(questions, IfLost::repeat);
        if (!replies) co_return replies.error();
        std::vector<std::vector<RedisReply>> masters;
        masters.push_back(std::move(replies->elements));
        co_return masters;
    }

    RedisStatistics statistics() const override { return connection_.statistics(); }

  private:
    RedisLocator locator() const {
        if (!sentinels_) return {};
        return [sentinels = sentinels_] { return RedisSentinels::find_master(sentinels); };
    }

    RedisOptions options_;
    std::shared_ptr<RedisSentinels> sentinels_;
    RedisConnection connection_;
};

/// Of an array of replies: the command's own, unless the replicas did not confirm it.
Result<RedisReply> replicated_reply(std::vector<RedisReply> replies, std::size_t own, int replicas) {
    RedisReply reply = std::move(replies[own]);
    if (reply.is_error()) return reply;
    const RedisReply& confirmed = replies.back();
    if (confirmed.is_error()) return kind_of_error(confirmed.text);
    if (confirmed.integer < replicas) return StoreErrc::timeout;
    return reply;
}

asio::awaitable<Result<RedisReply>> send_group(RedisConnection& connection, RedisCommand command, Sending how,
                                               int replicas, std::chrono::milliseconds patience) {
    std::vector<RedisCommand> commands;
    if (how.asking) commands.push_back({"ASKING"});
    const std::size_t own = commands.size();
    commands.push_back(std::move(command));
    // WAIT counts the replicas that have everything this connection wrote until now: it must not go to
    // another.
    if (replicas > 0) {
        commands.push_back({"WAIT", std::to_string(replicas), std::to_string(patience.count())});
    }
    Result<RedisReply> reply = co_await connection.together(commands, how.if_lost);
    if (!reply) co_return reply;
    if (reply->elements.size() != commands.size()) co_return StoreErrc::protocol;
    if (replicas == 0) co_return std::move(reply->elements[own]);
    co_return replicated_reply(std::move(reply->elements), own, replicas);
}

}  // namespace

asio::awaitable<Result<RedisReply>> send_command(RedisConnection& connection, const RedisCommand& command,
                                                 Sending how, const RedisOptions& options) {
    const int replicas = how.replicated ? options.replicas : 0;
    if (!how.asking && replicas == 0) return connection.command(command, how.if_lost);
    // Replicas that are silent must not use up the time of the commands behind.
    return send_group(connection, command, how, replicas, options.command_timeout / 4);
}

std::unique_ptr<RedisRouter> make_redis_router(asio::any_io_executor executor, RedisOptions options) {
    if (options.shape == RedisShape::cluster) {
        return std::make_unique<RedisCluster>(std::move(executor), std::move(options));
    }
    return std::make_unique<SingleRouter>(executor, options);
}

}  // namespace askwell::storage
