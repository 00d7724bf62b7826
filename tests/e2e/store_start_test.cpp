// The service starts only on a Redis that keeps what it is given, and says at its start what could lose it:
// in each shape that Redis has.
#include <memory>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/redis_groups.h"
#include "tests/support/redis_server.h"
#include "tests/support/tls_certificate.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A Redis of some shape, whose first server can be set wrongly.
class Shape {
  public:
    explicit Shape(const std::string& name) {
        if (name == "cluster") cluster_ = std::make_unique<RedisClusterServers>();
        if (name == "sentinel") sentinel_ = std::make_unique<RedisSentinelServers>();
        if (name == "single") single_ = std::make_unique<RedisServer>();
    }
    std::string url() const {
        if (cluster_) return cluster_->url();
        return sentinel_ ? sentinel_->url() : single_->url();
    }
    /// Of a cluster: of one master that no URL names.
    void set(const std::string& name, const std::string& value) {
        RedisServer& server = cluster_    ? cluster_->node(RedisClusterServers::kMasters - 1)
                              : sentinel_ ? sentinel_->first()
                                          : *single_;
        server.cli({"CONFIG", "SET", name, value});
    }

  private:
    std::unique_ptr<RedisServer> single_;
    std::unique_ptr<RedisClusterServers> cluster_;
    std::unique_ptr<RedisSentinelServers> sentinel_;
};

class StoreStart : public testing::TestWithParam<std::string> {
  protected:
    /// The start's log.
    std::string log_of_start() {
        const AskwellProcess service{folder.path(), {{"store", {{"kind", "redis"}, {"url", redis.url()}}}}};
        return service.output();
    }

    TempDir folder;
    Shape redis{GetParam()};
};

TEST_P(StoreStart, IsRefusedWhereTheServerMayEvict) {
    redis.set("maxmemory-policy", "allkeys-lru");
    try {
        log_of_start();
        FAIL() << "it started";
    } catch (const std::runtime_error& refused) {
        EXPECT_THAT(refused.what(),
                    AllOf(HasSubstr("cannot_start"), HasSubstr("maxmemory-policy noeviction")));
    }
    redis.set("maxmemory-policy", "noeviction");
    EXPECT_THAT(log_of_start(), Not(HasSubstr("cannot_start")));
}

TEST_P(StoreStart, WarnsWhereTheServerWritesNoFileOrNotAtOnce) {
    EXPECT_THAT(log_of_start(),
                AllOf(Not(HasSubstr("appendonly yes")), Not(HasSubstr("appendfsync always"))));
    redis.set("appendfsync", "everysec");
    EXPECT_THAT(log_of_start(), AllOf(HasSubstr("store_warning"), HasSubstr("appendfsync always")));
    redis.set("appendonly", "no");
    EXPECT_THAT(log_of_start(), AllOf(HasSubstr("store_warning"), HasSubstr("appendonly yes")));
}

TEST(StoreStartOverTls, IsRefusedWhereTheCertificateDoesNotVerify) {
    const TempDir folder;
    const TlsCertificate certificate;
    const TlsCertificate anothers;
    const RedisServer redis{{}, "redis-server", &certificate};
    json store = {{"kind", "redis"},
                  {"url", "rediss://127.0.0.1:" + std::to_string(redis.tls_port())},
                  {"ca_file", anothers.file().string()}};
    try {
        const AskwellProcess service{folder.path(), {{"store", store}}};
        FAIL() << "it started";
    } catch (const std::runtime_error& refused) {
        EXPECT_THAT(refused.what(), AllOf(HasSubstr("cannot_start"), HasSubstr("certificate")));
    }
    store["ca_file"] = certificate.file().string();
    EXPECT_NO_THROW(AskwellProcess(folder.path(), {{"store", store}}));
}

INSTANTIATE_TEST_SUITE_P(Redis, StoreStart, testing::Values("single", "sentinel", "cluster"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
