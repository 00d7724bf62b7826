#include "storage/redis_fitness.h"

#include <gmock/gmock.h>

namespace askwell::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

RedisReply info(std::string text) {
    return {RedisReply::Type::string, 0, std::move(text), {}};
}
RedisReply error(std::string text) {
    return {RedisReply::Type::error, 0, std::move(text), {}};
}
RedisReply fsync(std::string value) {
    return {RedisReply::Type::array, 0, {}, {info("appendfsync"), info(std::move(value))}};
}
RedisOptions used_as(RedisShape shape, int replicas = 0) {
    RedisOptions options;
    options.shape = shape;
    options.replicas = replicas;
    return options;
}

constexpr const char* kGood =
    "# Server\r\nredis_mode:standalone\r\nloading:0\r\naof_enabled:1\r\nmaxmemory_policy:noeviction\r\n"
    "role:master\r\ncluster_enabled:0\r\n";

TEST(RedisFitness, a_server_is_judged_by_what_it_says) {
    const std::pair<RedisReply, Result<void>> cases[] = {
        {info(kGood), {}},
        {info("loading:1\r\nmaxmemory_policy:noeviction\r\n"), StoreErrc::unavailable},
        {info("role:slave\r\nmaxmemory_policy:noeviction\r\n"), StoreErrc::unavailable},
        {info("role:master\r\nmaxmemory_policy:volatile-lru\r\n"), StoreErrc::evicts},
        {info(""), {}},
        {info("no line of ours\r\n:\r\n\r\n"), {}},
        {error("NOPERM this user has no permissions to run the 'info' command"), {}},
        {error("LOADING Redis is loading the dataset in memory"), StoreErrc::unavailable},
        {error("ERR unknown command 'INFO'"), StoreErrc::protocol},
    };
    for (const auto& [reply, expected] : cases) EXPECT_EQ(judge_info(reply), expected) << reply.text;
}

TEST(RedisFitness, a_single_server_is_warned_of_what_may_lose_acknowledged_work) {
    const RedisOptions single = used_as(RedisShape::single);
    EXPECT_THAT(fitness_warnings(info(kGood), fsync("always"), single), IsEmpty());
    EXPECT_THAT(fitness_warnings(info(kGood), fsync("everysec"), single),
                ElementsAre(HasSubstr("appendfsync always")));
    EXPECT_THAT(
        fitness_warnings(info("aof_enabled:0\r\nmaxmemory_policy:noeviction\r\n"), fsync("no"), single),
        ElementsAre(HasSubstr("appendonly yes")));
    EXPECT_THAT(fitness_warnings(error("NOPERM"), error("NOPERM"), single),
                UnorderedElementsAre(HasSubstr("INFO"), HasSubstr("appendonly")));
    EXPECT_THAT(fitness_warnings(info("maxmemory_policy:noeviction\r\ncluster_enabled:1\r\n"),
                                 fsync("always"), single),
                ElementsAre(HasSubstr("redis-cluster://")));
}

TEST(RedisFitness, servers_that_fail_over_are_warned_of_until_a_replica_is_waited_for) {
    const std::string guarded = std::string{kGood} + "min_slaves_good_slaves:1\r\n";
    for (const RedisShape shape : {RedisShape::sentinel, RedisShape::cluster}) {
        EXPECT_THAT(fitness_warnings(info(kGood), fsync("always"), used_as(shape)),
                    UnorderedElementsAre(HasSubstr("min-replicas-to-write"), HasSubstr("\"replicas\": 1")));
        EXPECT_THAT(fitness_warnings(info(guarded), fsync("always"), used_as(shape)),
                    ElementsAre(HasSubstr("\"replicas\": 1")));
        EXPECT_THAT(fitness_warnings(info(guarded), fsync("always"), used_as(shape, 1)), IsEmpty());
    }
}

}  // namespace
}  // namespace askwell::storage
