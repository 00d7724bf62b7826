// A conversation stays on the version of the survey that it began with: after a restart with another file, on
// a replica that never saw that file, and for as long as it lasts.
#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{30};
constexpr std::int64_t kChat = 7001;
constexpr std::int64_t kOther = 7002;

json survey(const std::string& version, json questions) {
    return {{"id", "mine"},
            {"version", version},
            {"languages", {"en"}},
            {"title", {{"en", "Ours"}}},
            {"invitation", {{"en", "Hello! May we ask you something? It takes a minute. Shall we start?"}}},
            {"thanks", {{"en", "Thank you very much!"}}},
            {"thanks_partial", {{"en", "Thank you all the same!"}}},
            {"questions", std::move(questions)}};
}
json question(const std::string& id, const std::string& type, const std::string& text) {
    return {{"id", id}, {"type", type}, {"text", {{"en", text}}}};
}
json first_version() {
    return survey("1",
                  {question("solved", "yes_no", "Was it solved?"), question("why", "text", "Old question?")});
}
/// What stood second stands first, and asks for something else.
json second_version() {
    return survey("2", {question("why", "text", "New question?"),
                        question("again", "yes_no", "Would you come again?")});
}

class SurveyVersions : public testing::TestWithParam<std::string> {
  protected:
    void TearDown() override { EXPECT_THAT(telegram.violations(), IsEmpty()); }

    json configuration(const std::string& file) {
        json made = {{"surveys", {(folder.path() / file).string()}},
                     {"conversation", AskwellProcess::quick_conversation()},
                     {"channels", {{"telegram", telegram.channel("mine")}}}};
        if (GetParam() == "redis") {
            if (!redis) redis = std::make_unique<RedisServer>();
            made["store"] = {{"kind", "redis"}, {"url", redis->url()}};
        }
        return made;
    }
    AskwellProcess& serve(const std::string& file) {
        services.push_back(std::make_unique<AskwellProcess>(folder.path(), configuration(file)));
        deliver_to(*services.back());
        return *services.back();
    }
    void deliver_to(const AskwellProcess& service) {
        telegram.deliver_to({.urls = {service.url("/webhooks/telegram")}, .first_pause = milliseconds{50}});
    }
    void put(const std::string& file, const json& made) { write_file(folder.path() / file, made.dump(2)); }

    static bool logged(const AskwellProcess& service, const std::string& event) {
        return service.output().find(event) != std::string::npos;
    }
    bool sees(std::int64_t chat, const std::string& text) const {
        const auto shown = [&] {
            for (const TelegramMessage& message : telegram.messages(chat)) {
                if (message.text.find(text) != std::string::npos) return true;
            }
            return false;
        };
        return wait_until(shown, kPatience);
    }
    void begin(std::int64_t chat, const std::string& question) {
        ASSERT_TRUE(telegram.start(chat).accepted);
        ASSERT_TRUE(sees(chat, "Hello!"));
        ASSERT_TRUE(telegram.say(chat, "start").accepted);
        ASSERT_TRUE(sees(chat, question));
    }
    void expect_finished_on_the_first_version(AskwellProcess& service) {
        ASSERT_TRUE(telegram.say(kChat, "yes").accepted);
        EXPECT_TRUE(sees(kChat, "Old question?"));
        ASSERT_TRUE(telegram.say(kChat, "nobody called back").accepted);
        EXPECT_TRUE(sees(kChat, "Thank you very much!"));
        ASSERT_TRUE(wait_until([&] { return service.ledger().size() == 1; }, kPatience));
        const json row = service.ledger().at(0);
        EXPECT_THAT(row.at("survey_version").get<std::string>(), StartsWith("1-"));
        ASSERT_THAT(row.at("answers"), SizeIs(2));
        EXPECT_EQ(row.at("answers").at(0).at("question"), "solved");
        EXPECT_EQ(row.at("answers").at(0).at("value"), true);
        EXPECT_EQ(row.at("answers").at(1).at("value"), "nobody called back");
    }

    TempDir folder;
    std::unique_ptr<RedisServer> redis;
    TelegramDouble telegram;
    std::vector<std::unique_ptr<AskwellProcess>> services;
};

TEST_P(SurveyVersions, AConversationGoesOnWithItsVersionAfterARestartWithAnotherFile) {
    put("survey.json", first_version());
    AskwellProcess& service = serve("survey.json");
    begin(kChat, "Was it solved?");
    ASSERT_EQ(service.stop(), 0);
    put("survey.json", second_version());
    service.start();
    begin(kOther, "New question?");
    expect_finished_on_the_first_version(service);
}

TEST_P(SurveyVersions, AChangedFileIsTakenOverByItselfAndWhoIsBeingAskedStaysOnTheirs) {
    put("survey.json", first_version());
    AskwellProcess& service = serve("survey.json");
    begin(kChat, "Was it solved?");
    put("survey.json", second_version());
    ASSERT_TRUE(wait_until([&] { return logged(service, "\"reloaded\""); }, kPatience));
    begin(kOther, "New question?");
    expect_finished_on_the_first_version(service);
}

TEST_P(SurveyVersions, ABrokenFileChangesNothingUntilItIsMended) {
    put("survey.json", first_version());
    AskwellProcess& service = serve("survey.json");
    write_file(folder.path() / "survey.json", "{ this is no survey");
    service.process().signal(SIGHUP);
    ASSERT_TRUE(wait_until([&] { return logged(service, "\"not_reloaded\""); }, kPatience));
    begin(kChat, "Was it solved?");
    put("survey.json", second_version());
    service.process().signal(SIGHUP);
    ASSERT_TRUE(wait_until([&] { return logged(service, "\"reloaded\""); }, kPatience));
    begin(kOther, "New question?");
}

TEST_P(SurveyVersions, AConversationGoesOnWithItsVersionAfterACrashAndTwoLaterFiles) {
    put("survey.json", first_version());
    AskwellProcess& service = serve("survey.json");
    begin(kChat, "Was it solved?");
    service.kill();
    put("survey.json", second_version());
    service.start();
    ASSERT_EQ(service.stop(), 0);
    put("survey.json", survey("3", json::array({question("other", "text", "Something else?")})));
    service.start();
    begin(kOther, "Something else?");
    expect_finished_on_the_first_version(service);
}

class SurveyVersionsOnRedis : public SurveyVersions {};

TEST_P(SurveyVersionsOnRedis, AReplicaThatNeverSawTheFileGoesOnWithIt) {
    put("first.json", first_version());
    put("second.json", second_version());
    AskwellProcess& old = serve("first.json");
    begin(kChat, "Was it solved?");
    AskwellProcess& fresh = serve("second.json");
    old.kill();
    expect_finished_on_the_first_version(fresh);
}

TEST_P(SurveyVersionsOnRedis, WhatWasAnsweredIsSetAsideWhileTheVersionCannotBeRead) {
    put("survey.json", first_version());
    AskwellProcess& service = serve("survey.json");
    begin(kChat, "Was it solved?");
    ASSERT_EQ(service.stop(), 0);
    std::string note = redis->cli({"KEYS", "*:note:*"});
    note.erase(note.find('\n'));
    redis->cli({"COPY", note, "backup"});
    redis->cli({"SET", note, "1999999999999 these bytes are damaged"});
    put("survey.json", second_version());
    service.start();
    ASSERT_TRUE(telegram.say(kChat, "yes").accepted);
    const json letters = service.call("GET", "/v1/dead-letters").at("dead_letters");
    ASSERT_THAT(letters, SizeIs(1)) << "it must not answer another question";
    redis->cli({"COPY", "backup", note, "REPLACE"});
    int status = 0;
    service.call("POST", "/v1/dead-letters/" + letters[0].value("id", "") + "/replay", {}, &status);
    EXPECT_EQ(status, 200);
    EXPECT_TRUE(sees(kChat, "Old question?"));
}

INSTANTIATE_TEST_SUITE_P(Stores, SurveyVersions, testing::Values("redis", "sqlite"),
                         [](const auto& info) { return info.param; });
INSTANTIATE_TEST_SUITE_P(Stores, SurveyVersionsOnRedis, testing::Values("redis"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace askwell::test
