#include "storage/redis_sentinels.h"

#include <gtest/gtest.h>

namespace askwell::storage {
namespace {

RedisReply list(const std::vector<std::string>& texts) {
    RedisReply reply{RedisReply::Type::array, 0, {}, {}};
    for (const std::string& text : texts) reply.elements.push_back({RedisReply::Type::string, 0, text, {}});
    return reply;
}

TEST(SentinelView, takes_the_address_of_the_one_answer_and_the_epoch_of_the_other) {
    const auto view = parse_sentinel_view(list({"10.0.0.2", "6380"}),
                                          list({"name", "main", "ip", "10.0.0.1", "port", "6379", "flags",
                                                "master,o_down", "config-epoch", "18446744073709551615"}));
    ASSERT_TRUE(view);
    EXPECT_EQ(view->master, (RedisAddress{"10.0.0.2", 6380}));
    EXPECT_EQ(view->epoch, 18'446'744'073'709'551'615U);
}

TEST(SentinelView, is_nothing_when_either_is_not_understood) {
    const RedisReply address = list({"10.0.0.2", "6380"});
    const RedisReply master = list({"config-epoch", "1"});
    ASSERT_TRUE(parse_sentinel_view(address, master));
    for (const RedisReply& wrong :
         {list({}), list({"10.0.0.2"}), list({"", "6380"}), list({"h", "0"}), list({"h", "65536"}),
          list({"h", "x"}), list({"h", "1", "2"}), RedisReply{}}) {
        EXPECT_FALSE(parse_sentinel_view(wrong, master));
    }
    for (const RedisReply& wrong :
         {list({}), list({"config-epoch"}), list({"config-epoch", "x"}), list({"config-epoch", "-1"}),
          list({"x", "config-epoch"}), RedisReply{}}) {
        EXPECT_FALSE(parse_sentinel_view(address, wrong));
    }
}

}  // namespace
}  // namespace askwell::storage
