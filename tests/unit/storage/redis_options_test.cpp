#include "storage/redis_options.h"

#include <gmock/gmock.h>

namespace askwell::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct Good {
    const char* url;
    const char* host;
    std::uint16_t port;
    const char* user;
    const char* password;
    int database;
    bool tls;
};

TEST(RedisUrl, every_part_is_read) {
    const Good cases[] = {
        {"redis://localhost", "localhost", 6379, "", "", 0, false},
        {"redis://localhost/", "localhost", 6379, "", "", 0, false},
        {"redis://10.0.0.1:6380/3", "10.0.0.1", 6380, "", "", 3, false},
        {"rediss://cache.example:1", "cache.example", 1, "", "", 0, true},
        {"redis://:secret@h", "h", 6379, "", "secret", 0, false},
        {"redis://user:se%63ret%40%2F%25@h:65535/16383", "h", 65535, "user", "secret@/%", 16383, false},
        {"redis://user:p@ss@h", "h", 6379, "user", "p@ss", 0, false},
        {"redis://[::1]", "::1", 6379, "", "", 0, false},
        {"redis://[::1]:7000/2", "::1", 7000, "", "", 2, false},
    };
    for (const Good& good : cases) {
        const auto options = parse_redis_url(good.url);
        ASSERT_TRUE(options) << good.url << ": " << options.error().message;
        EXPECT_EQ(options->server.host, good.host) << good.url;
        EXPECT_EQ(options->server.port, good.port) << good.url;
        EXPECT_EQ(options->user, good.user) << good.url;
        EXPECT_EQ(options->password, good.password) << good.url;
        EXPECT_EQ(options->database, good.database) << good.url;
        EXPECT_EQ(options->tls, good.tls) << good.url;
    }
}

TEST(RedisUrl, sentinels_and_their_service_are_read) {
    const auto options =
        parse_redis_url("redis+sentinel://user:se%2Fcret@s1,s2:26380,[::1],[::2]:5/my%2Fservice/3");
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(options->shape, RedisShape::sentinel);
    EXPECT_THAT(options->seeds, ElementsAre(RedisAddress{"s1", 26379}, RedisAddress{"s2", 26380},
                                            RedisAddress{"::1", 26379}, RedisAddress{"::2", 5}));
    EXPECT_EQ(options->service, "my/service");
    EXPECT_EQ(options->user, "user");
    EXPECT_EQ(options->password, "se/cret");
    EXPECT_EQ(options->sentinel_password, "");
    EXPECT_EQ(options->database, 3);
    EXPECT_FALSE(options->tls);
    const auto tls = parse_redis_url("rediss+sentinel://s1/service");
    ASSERT_TRUE(tls) << tls.error().message;
    EXPECT_TRUE(tls->tls);
    EXPECT_EQ(tls->shape, RedisShape::sentinel);
    EXPECT_EQ(tls->database, 0);
}

TEST(RedisUrl, nodes_of_a_cluster_are_read) {
    const auto options = parse_redis_url("redis-cluster://:secret@n1,n2:7001/0");
    ASSERT_TRUE(options) << options.error().message;
    EXPECT_EQ(options->shape, RedisShape::cluster);
    EXPECT_THAT(options->seeds, ElementsAre(RedisAddress{"n1", 6379}, RedisAddress{"n2", 7001}));
    EXPECT_EQ(options->password, "secret");
    EXPECT_FALSE(options->tls);
    const auto tls = parse_redis_url("rediss-cluster://n1");
    ASSERT_TRUE(tls) << tls.error().message;
    EXPECT_TRUE(tls->tls);
    EXPECT_EQ(tls->shape, RedisShape::cluster);
}

TEST(RedisUrl, what_is_wrong_is_said_without_the_password) {
    const std::pair<const char*, const char*> cases[] = {
        {"", "redis://"},
        {"localhost:6379", "redis://"},
        {"http://secret@h", "redis://"},
        {"redis://", "host"},
        {"redis://:6379", "host"},
        {"redis://:secret@", "host"},
        {"redis://h:", "port"},
        {"redis://h:0", "port"},
        {"redis://h:65536", "port"},
        {"redis://h:6379x", "port"},
        {"redis://h:-1", "port"},
        {"redis://h/x", "database"},
        {"redis://h/-1", "database"},
        {"redis://h/1/2", "database"},
        {"redis://h/99999", "database"},
        {"redis://user@h", "password"},
        {"redis://:secret%4@h", "%25"},
        {"redis://:secret%zz@h", "%25"},
        {"redis://:secret%@h", "%25"},
        {"redis://h?secret=1", "%3F"},
        {"redis://:sec#ret@h", "%23"},
        {"redis://[::1", "bracket"},
        {"redis://[::1]x", "bracket"},
        {"redis://secret:x@a,b", "redis-cluster://"},
        {"redis-sentinel://a/b", "redis+sentinel://"},
        {"redis+sentinel://a", "service"},
        {"redis+sentinel://a/", "service"},
        {"redis+sentinel://a//1", "service"},
        {"redis+sentinel://a/x%4", "service"},
        {"redis+sentinel:///x", "host"},
        {"redis+sentinel://a,/x", "host"},
        {"redis+sentinel://a,,b/x", "host"},
        {"redis+sentinel://a:0,b/x", "port"},
        {"redis+sentinel://a/x/y", "database"},
        {"redis+sentinel://a/x/1/2", "database"},
        {"redis-cluster://", "host"},
        {"redis-cluster://a,", "host"},
        {"redis-cluster://a,b:x", "port"},
        {"redis-cluster://a/1", "no database but 0"},
        {"redis-cluster://a/service", "database"},
    };
    for (const auto& [url, expected] : cases) {
        const auto options = parse_redis_url(url);
        ASSERT_FALSE(options) << url;
        EXPECT_THAT(options.error().message, HasSubstr(expected)) << url;
        EXPECT_THAT(options.error().message, Not(HasSubstr("secret"))) << url;
    }
}

}  // namespace
}  // namespace askwell::storage
