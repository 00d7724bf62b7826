#include "storage/redis_caller.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "storage/digest.h"

namespace askwell::storage {

using boost::asio::awaitable;

namespace {

/// A reply that is no error, or its error as a value.
Result<RedisReply> checked(Result<RedisReply> reply) {
    if (reply && reply->is_error()) return kind_of_error(reply->text);
    return reply;
}

}  // namespace

Script::Script(std::string_view text) : source(text), sha1(sha1_hex(text)) {}

RedisCaller::RedisCaller(boost::asio::any_io_executor executor, RedisOptions options)
    : router_(make_redis_router(std::move(executor), std::move(options))) {}

awaitable<Result<RedisReply>> RedisCaller::call(const Script& script, std::vector<std::string> keys,
                                                std::vector<std::string> arguments, IfLost if_lost) {
    std::vector<std::string> command{"EVALSHA", script.sha1, std::to_string(keys.size())};
    std::ranges::move(keys, std::back_inserter(command));
    std::ranges::move(arguments, std::back_inserter(command));
    const Sending how{if_lost, Confirm::replicas};
    constexpr std::size_t kFirstKey = 3;
    Result<RedisReply> reply = co_await router_->command(command[kFirstKey], command, how);
    if (reply && reply->is_error() && reply->text.starts_with("NOSCRIPT")) {
        // Nothing was done. EVAL also loads the script, for the next time.
        command[0] = "EVAL";
        command[1] = std::string{script.source};
        reply = co_await router_->command(command[kFirstKey], command, how);
    }
    co_return checked(std::move(reply));
}

awaitable<Result<RedisReply>> RedisCaller::ask(std::vector<std::string> command) {
    const Sending how{IfLost::repeat};
    Result<RedisReply> reply = co_await router_->command(command[1], command, how);
    co_return checked(std::move(reply));
}

awaitable<Result<void>> RedisCaller::tell(std::vector<std::string> command) {
    const Result<RedisReply> reply = co_await ask(std::move(command));
    if (!reply) co_return reply.error();
    co_return Result<void>{};
}

awaitable<Result<std::vector<std::vector<RedisReply>>>> RedisCaller::ask_masters(
    std::vector<RedisCommand> questions) {
    return router_->ask_masters(std::move(questions));
}

}  // namespace askwell::storage
