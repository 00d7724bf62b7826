#include "storage/redis_protocol.h"

#include <gtest/gtest.h>

namespace askwell::storage {
namespace {

using namespace std::string_literals;

TEST(RedisProtocol, commands_carry_any_bytes) {
    EXPECT_EQ(format_command({"SET", "k", std::string{"\0\r\n", 3}}),
              "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\n\0\r\n\r\n"s);
    EXPECT_EQ(format_command({"ECHO", ""}), "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n");
}

TEST(RedisProtocol, a_reply_may_come_in_pieces_of_one_byte) {
    ReplyParser parser;
    const std::string_view wire = "*3\r\n$3\r\nabc\r\n*1\r\n:-12\r\n$-1\r\n";
    for (std::size_t at = 0; at < wire.size(); ++at) {
        ASSERT_TRUE(parser.feed(wire.substr(at, 1)));
        const auto reply = parser.next();
        ASSERT_TRUE(reply);
        ASSERT_EQ(reply->has_value(), at + 1 == wire.size()) << at;
        if (!reply->has_value()) continue;
        EXPECT_EQ((*reply)->elements.at(0).text, "abc");
        EXPECT_EQ((*reply)->elements.at(1).elements.at(0).integer, -12);
        EXPECT_EQ((*reply)->elements.at(2).type, RedisReply::Type::nil);
    }
}

TEST(RedisProtocol, replies_that_come_together_are_told_apart) {
    ReplyParser parser;
    ASSERT_TRUE(parser.feed("+OK\r\n-ERR no\r\n$0\r\n\r\n*-1\r\n*0\r\n"));
    const RedisReply::Type types[] = {RedisReply::Type::status, RedisReply::Type::error,
                                      RedisReply::Type::string, RedisReply::Type::nil,
                                      RedisReply::Type::array};
    for (const auto type : types) EXPECT_EQ(parser.next()->value().type, type);
    EXPECT_FALSE(parser.next()->has_value());
}

TEST(RedisProtocol, what_is_no_reply_is_a_protocol_error) {
    for (const std::string_view wire :
         {"!\r\n", "*2147483647\r\n", "*99999999999999999999\r\n", "$-2\r\n", ":x\r\n"}) {
        ReplyParser parser;
        parser.feed(wire);
        EXPECT_EQ(parser.next().error(), StoreErrc::protocol) << wire;
    }
}

TEST(RedisProtocol, error_replies_say_what_may_be_done_about_them) {
    const std::pair<std::string_view, StoreErrc> cases[] = {
        {"LOADING Redis is loading the dataset in memory", StoreErrc::unavailable},
        {"READONLY You can't write against a read only replica.", StoreErrc::unavailable},
        {"CLUSTERDOWN The cluster is down", StoreErrc::unavailable},
        {"MASTERDOWN Link with MASTER is down", StoreErrc::unavailable},
        {"TRYAGAIN Multiple keys request during rehashing of slot", StoreErrc::unavailable},
        {"NOREPLICAS Not enough good replicas to write.", StoreErrc::unavailable},
        {"NOSCRIPT No matching script. Please use EVAL.", StoreErrc::unavailable},
        {"OOM command not allowed when used memory > 'maxmemory'.", StoreErrc::full},
        {"MISCONF Errors writing to the AOF file: No space left on device", StoreErrc::full},
        {"NOAUTH Authentication required.", StoreErrc::misconfigured},
        {"MOVED 3999 127.0.0.1:6381", StoreErrc::misconfigured},
        {"ERR unknown command 'X'", StoreErrc::protocol},
        {"WRONGTYPE Operation against a key holding the wrong kind of value", StoreErrc::protocol},
        {"LOADINGX", StoreErrc::protocol},
        {"", StoreErrc::protocol},
    };
    for (const auto& [text, kind] : cases) EXPECT_EQ(kind_of_error(text), kind) << text;
}

}  // namespace
}  // namespace askwell::storage
