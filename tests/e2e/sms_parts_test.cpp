// A long SMS comes in parts, at whichever replica, in whatever order, some of them twice: it is one answer.
#include <future>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/process.h"
#include "tests/support/redis_server.h"
#include "tests/support/sms_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr seconds kPatience{30};
const std::string kPhone = "+447700900001";

json configuration(const RedisServer& redis, const SmsDouble& sms) {
    return {{"store", {{"kind", "redis"}, {"url", redis.url()}}},
            {"conversation", AskwellProcess::quick_conversation()},
            {"channels", {{"sms", sms.channel()}}}};
}

TEST(SmsParts, AtTwoReplicasAtOnceAreReadAsOneText) {
    const TempDir folder;
    RedisServer redis;
    const auto sms = make_vonage_sms_double();
    AskwellProcess a{folder.path(), configuration(redis, *sms)};
    AskwellProcess b{folder.path(), configuration(redis, *sms)};
    sms->deliver_to({.urls = {a.url("/webhooks/sms"), b.url("/webhooks/sms")}, .copies = 2, .attempts = 3});
    const json customer = {
        {"channel", "sms"}, {"address", kPhone}, {"survey", "csat"}, {"language", "en"}, {"opted_in", true}};
    ASSERT_EQ(a.trigger("case-1", customer).value("status", ""), "accepted");
    ASSERT_THAT(sms->phones().wait_for(kPhone, 1, kPatience), SizeIs(1));
    ASSERT_TRUE(sms->say(kPhone, "Start").accepted);
    ASSERT_THAT(sms->phones().wait_for(kPhone, 2, kPatience), SizeIs(2));
    ASSERT_TRUE(sms->say(kPhone, "5").accepted);
    ASSERT_THAT(sms->phones().wait_for(kPhone, 3, kPatience), SizeIs(3)) << "what was good?";

    const std::vector<std::string> parts = {"The engineer ", "came on 时, ", "explained every step ",
                                            "and left the place ", "cleaner than before 😀"};
    std::vector<std::future<WebhookRun>> runs;
    for (std::size_t i = parts.size(); i-- > 0;) {
        runs.push_back(std::async(std::launch::async, [&, i] {
            return sms->say_part(kPhone, parts[i], static_cast<int>(i) + 1, static_cast<int>(parts.size()),
                                 "c7");
        }));
    }
    for (auto& run : runs) EXPECT_TRUE(run.get().accepted);

    EXPECT_THAT(sms->phones().wait_for(kPhone, 4, kPatience), SizeIs(4)) << "thanks, once";
    json rows;
    EXPECT_TRUE(wait_until([&] { return !(rows = a.ledger()).empty(); }, kPatience));
    ASSERT_THAT(rows, SizeIs(1));
    std::string whole;
    for (const auto& part : parts) whole += part;
    EXPECT_EQ(rows.at(0).at("answers").at(0).at("comment"), whole) << rows;
    EXPECT_THAT(sms->server().violations(), IsEmpty());
    if (testing::Test::HasFailure()) ADD_FAILURE() << a.output() << b.output();
}

}  // namespace
}  // namespace askwell::test
