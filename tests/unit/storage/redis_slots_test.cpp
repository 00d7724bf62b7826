#include "storage/redis_slots.h"

#include <set>
#include <string>

#include <fmt/format.h>

#include <gtest/gtest.h>

#include "storage/contact_key.h"

namespace askwell::storage {
namespace {

const RedisAddress kFrom{"10.0.0.9", 7000};

RedisReply error(std::string text) {
    return {RedisReply::Type::error, 0, std::move(text), {}};
}
RedisReply integer(std::int64_t value) {
    return {RedisReply::Type::integer, value, {}, {}};
}
RedisReply string(std::string text) {
    return {RedisReply::Type::string, 0, std::move(text), {}};
}
RedisReply array(std::vector<RedisReply> elements) {
    return {RedisReply::Type::array, 0, {}, std::move(elements)};
}
RedisReply range(std::int64_t first, std::int64_t last, std::string host, std::int64_t port) {
    return array({integer(first), integer(last),
                  array({string(std::move(host)), integer(port), string("id")}),
                  array({string("a-replica"), integer(1), string("id")})});
}

// Values of the cluster specification and of CLUSTER KEYSLOT of a server.
TEST(RedisSlots, a_key_is_in_the_slot_that_the_servers_say) {
    const std::pair<std::string, std::uint16_t> cases[] = {
        {"123456789", 0x31C3},
        {"", 0},
        {"foo", 12182},
        {"somekey", 11058},
        {"{user1000}.following", 3443},
        {"{user1000}.followers", 3443},
        {"foo{hash_tag}", 2515},
        {"bar{hash_tag}", 2515},
        {"foo{}{bar}", 8363},
        {"foo{{bar}}zap", 4015},
        {"foo{bar}{zap}", 5061},
        {"{bar", 4015},
        {"foo}{bar}", 5061},
    };
    for (const auto& [key, slot] : cases) EXPECT_EQ(key_slot(key), slot) << key;
}

TEST(RedisSlots, every_key_of_a_partition_is_in_one_slot_and_partitions_spread) {
    std::set<std::uint16_t> slots;
    for (int partition = 0; partition < kPartitions; ++partition) {
        const auto slot = key_slot(fmt::format("{{p{:03}}}:out", partition));
        EXPECT_EQ(key_slot(fmt::format("{{p{:03}}}:s:0123456789abcdef0123456789abcdef", partition)), slot);
        slots.insert(slot);
    }
    EXPECT_EQ(slots.size(), static_cast<std::size_t>(kPartitions));
}

TEST(RedisSlots, redirections_are_read) {
    struct Case {
        const char* text;
        Redirect::Kind kind;
        std::uint16_t slot;
        RedisAddress address;
    };
    const Case cases[] = {
        {"MOVED 3999 127.0.0.1:6381", Redirect::Kind::moved, 3999, {"127.0.0.1", 6381}},
        {"ASK 0 node-2.example:65535", Redirect::Kind::ask, 0, {"node-2.example", 65535}},
        {"MOVED 16383 2001:db8::1:7000", Redirect::Kind::moved, 16383, {"2001:db8::1", 7000}},
        {"MOVED 5 :6381", Redirect::Kind::moved, 5, {"10.0.0.9", 6381}},
    };
    for (const Case& expected : cases) {
        const auto redirect = parse_redirect(error(expected.text), kFrom);
        ASSERT_TRUE(redirect) << expected.text;
        EXPECT_EQ(redirect->kind, expected.kind) << expected.text;
        EXPECT_EQ(redirect->slot, expected.slot) << expected.text;
        EXPECT_EQ(redirect->address, expected.address) << expected.text;
    }
}

TEST(RedisSlots, what_is_no_redirection_is_left_alone) {
    for (const char* text :
         {"", "MOVED", "MOVED ", "MOVED 1", "MOVED 1 host", "MOVED 1 host:", "MOVED 1 host:0",
          "MOVED 1 host:65536", "MOVED 16384 host:1", "MOVED -1 host:1", "MOVED x host:1", "MOVEDX 1 host:1",
          "ASKING 1 host:1", "ERR MOVED 1 host:1", "MOVED 1:2 host"}) {
        EXPECT_FALSE(parse_redirect(error(text), kFrom)) << text;
    }
    EXPECT_FALSE(parse_redirect(string("MOVED 1 host:1"), kFrom)) << "a value that looks like one";
}

TEST(SlotMap, says_who_serves_a_slot) {
    auto map = SlotMap::parse(
        array({range(0, 5460, "a", 1), range(5461, 10922, "", 2), range(10924, 16383, "c", 3)}), kFrom);
    ASSERT_TRUE(map);
    EXPECT_EQ(map->owner(0), (RedisAddress{"a", 1}));
    EXPECT_EQ(map->owner(5460), (RedisAddress{"a", 1}));
    EXPECT_EQ(map->owner(5461), (RedisAddress{"10.0.0.9", 2}))
        << "who does not know its name is where it answered";
    EXPECT_EQ(map->owner(10923), std::nullopt);
    EXPECT_EQ(map->owner(16383), (RedisAddress{"c", 3}));
    EXPECT_EQ(map->masters().size(), 3U) << "replicas are none";
    map->assign(10923, {"d", 4});
    map->assign(0, {"c", 3});
    EXPECT_EQ(map->owner(10923), (RedisAddress{"d", 4}));
    EXPECT_EQ(map->owner(0), (RedisAddress{"c", 3}));
    EXPECT_EQ(map->owner(1), (RedisAddress{"a", 1}));
    EXPECT_EQ(map->masters().size(), 4U);
}

TEST(SlotMap, nothing_is_served_by_an_empty_map) {
    EXPECT_EQ(SlotMap{}.owner(16383), std::nullopt);
    EXPECT_EQ(SlotMap::parse(array({}), kFrom)->owner(0), std::nullopt);
}

TEST(SlotMap, what_is_no_map_is_a_protocol_error) {
    const RedisReply cases[] = {
        string("OK"),
        array({integer(1)}),
        array({array({integer(0), integer(1)})}),
        array({array({integer(0), integer(1), array({string("a")})})}),
        array({range(-1, 1, "a", 1)}),
        array({range(2, 1, "a", 1)}),
        array({range(0, 16384, "a", 1)}),
        array({range(0, 1, "a", 0)}),
        array({range(0, 1, "a", 65536)}),
    };
    for (const RedisReply& reply : cases)
        EXPECT_EQ(SlotMap::parse(reply, kFrom).error(), StoreErrc::protocol);
}

}  // namespace
}  // namespace askwell::storage
