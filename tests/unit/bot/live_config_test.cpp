// A configuration that is replaced while the service runs: what changes, what stays, and who keeps what.
#include "bot/live_config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "flows/survey_loader.h"

namespace askwell::bot {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Config with_survey(const std::string& version) {
    auto survey = std::make_shared<flows::Survey>();
    survey->id = "mine";
    survey->version = version;
    Config config;
    config.catalog.add(survey);
    return config;
}

TEST(LiveConfig, gives_the_last_one_that_was_put_in) {
    LiveConfig live{Config{}};
    Config next;
    next.cap_any_survey = flows::kDay;
    EXPECT_THAT(live.replace(next), IsEmpty());
    EXPECT_EQ(live->cap_any_survey, flows::kDay);
}

TEST(LiveConfig, leaves_references_to_an_earlier_one_good) {
    LiveConfig live{Config{}};
    const Config& before = *live;
    Config next;
    next.cap_any_survey = flows::kDay;
    live.replace(next);
    EXPECT_EQ(before.cap_any_survey, 7 * flows::kDay);
}

TEST(LiveConfig, keeps_what_only_a_restart_can_change_and_names_it) {
    Config first;
    first.listen_port = 8081;
    LiveConfig live{first};
    Config next;
    next.listen_address = "0.0.0.0";
    next.store = StoreKind::redis;
    next.workers = 4;
    EXPECT_THAT(live.replace(next), ElementsAre("listen", "workers", "store"));
    EXPECT_EQ(live->listen_address, "127.0.0.1");
    EXPECT_EQ(live->listen_port, 8081);
    EXPECT_EQ(live->store, StoreKind::sqlite);
    EXPECT_EQ(live->workers, 1);
}

TEST(LiveConfig, keeps_running_conversations_on_their_version) {
    LiveConfig live{with_survey("1")};
    live.replace(with_survey("2"));
    live.replace(with_survey("3"));
    EXPECT_EQ(live->catalog.current("mine")->version, "3");
    for (const char* version : {"1", "2", "3"})
        EXPECT_EQ(live->catalog.pinned("mine", version)->version, version);
}

TEST(LiveConfig, keeps_the_texts_of_earlier_versions) {
    Config first = with_survey("1");
    first.survey_sources[{"mine", "1"}] = "text of 1";
    LiveConfig live{first};
    Config second = with_survey("2");
    second.survey_sources[{"mine", "2"}] = "text of 2";
    live.replace(second);
    EXPECT_EQ(live->survey_sources.at({"mine", "1"}), "text of 1");
    EXPECT_EQ(live->survey_sources.at({"mine", "2"}), "text of 2");
}

TEST(LiveConfig, keeps_the_staff_token_of_its_own_making) {
    Config first;
    first.tokens.push_back({"staff", "hash", true, true});
    LiveConfig live{first};
    live.replace(Config{});
    EXPECT_EQ(live->tokens.size(), 1U);
}

}  // namespace
}  // namespace askwell::bot
