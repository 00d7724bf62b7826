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
        : sentinels_(options.shape == RedisShape::sentinel
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
        return send_command(connection_, command, how);
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

    std::shared_ptr<RedisSentinels> sentinels_;
    RedisConnection connection_;
};

asio::awaitable<Result<RedisReply>> send_asking(RedisConnection& connection, RedisCommand command,
                                                Sending how) {
    const std::vector<RedisCommand> commands{{"ASKING"}, std::move(command)};
    Result<RedisReply> reply = co_await connection.together(commands, how.if_lost, how.confirm);
    if (!reply) co_return reply;
    if (reply->elements.size() != commands.size()) co_return StoreErrc::protocol;
    co_return std::move(reply->elements.back());
}

}  // namespace

asio::awaitable<Result<RedisReply>> send_command(RedisConnection& connection, const RedisCommand& command,
                                                 Sending how) {
    if (how.asking) return send_asking(connection, command, how);
    return connection.command(command, how.if_lost, how.confirm);
}

std::unique_ptr<RedisRouter> make_redis_router(asio::any_io_executor executor, RedisOptions options) {
    if (options.shape == RedisShape::cluster) {
        return std::make_unique<RedisCluster>(std::move(executor), std::move(options));
    }
    return std::make_unique<SingleRouter>(executor, options);
}

}  // namespace askwell::storage
