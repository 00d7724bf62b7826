// The commands as somebody at a shell meets them: what they print, and their exit status.
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/process.h"

namespace askwell::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::json;

Finished askwell(std::vector<std::string> arguments, std::string input = {}) {
    arguments.insert(arguments.begin(), askwell_binary());
    return run(std::move(arguments), std::move(input));
}

std::vector<Json> lines_of(const std::string& output) {
    std::vector<Json> lines;
    for (std::size_t begin = 0; begin < output.size();) {
        const std::size_t end = output.find('\n', begin);
        lines.push_back(Json::parse(output.substr(begin, end - begin)));
        if (end == std::string::npos) break;
        begin = end + 1;
    }
    return lines;
}

// ---- read ----

TEST(ReadCommand, PrintsAnObjectForEveryLine) {
    const Finished ended = askwell({"read", "csat", "satisfaction", "--lang", "zh-CN"},
                                   "4，就是等太久了\n四五分吧\n停止\n\n打错了，是3分\n别再给我发短信了\n");
    EXPECT_EQ(ended.status, 0);
    const std::vector<Json> lines = lines_of(ended.output);
    ASSERT_EQ(lines.size(), 6U);
    EXPECT_EQ(lines[0], Json::parse(R"({"kind":"answer","value":4,"comment":"就是等太久了"})"));
    EXPECT_EQ(lines[1]["kind"], "unclear");
    EXPECT_EQ(lines[1]["value"], nullptr);
    EXPECT_EQ(lines[2]["kind"], "command");
    EXPECT_EQ(lines[2]["value"], "stop");
    EXPECT_EQ(lines[3]["kind"], "nothing");
    EXPECT_EQ(lines[4]["value"], 3) << "nothing before it could be meant";
    EXPECT_EQ(lines[5], Json::parse(R"({"kind":"command","value":"stop","comment":"","confirm":true})"));
}

TEST(ReadCommand, TakesJsonStringsAndGoesOnAfterALineThatIsNone) {
    const Finished ended =
        askwell({"read", "service-process", "1", "--json"}, "\"公众号\\n谢谢\"\nnot json\n\"phone\"\n");
    EXPECT_EQ(ended.status, 1) << "somebody should look";
    EXPECT_THAT(ended.output, HasSubstr("With --json every line is a JSON string"));
    EXPECT_THAT(ended.output, HasSubstr(R"("value":"official_account")"));
    EXPECT_THAT(ended.output, HasSubstr(R"("reason":"not_a_json_string")"));
    EXPECT_THAT(ended.output, HasSubstr(R"("value":"phone")"));
}

TEST(ReadCommand, CountsDaysFromTheTimeThatIsGiven) {
    const std::vector<std::string> question{"read", "feedback-intake", "happened_at", "--now"};
    const auto day = [&](const std::string& now) {
        std::vector<std::string> arguments = question;
        arguments.push_back(now);
        return lines_of(askwell(arguments, "昨天下午三点\n").output).at(0)["value"];
    };
    EXPECT_EQ(day("2026-03-01T09:00:00+08:00"), "2026-02-28T15:00");
    EXPECT_EQ(day("2026-02-28T20:00:00Z"), "2026-02-27T15:00");
    EXPECT_EQ(day("2026-03-01T04:00:00+08:00"), "2026-02-28T15:00") << "the same moment, another day";
}

TEST(ReadCommand, SaysWhichSurveysAndQuestionsThereAre) {
    const Finished survey = askwell({"read", "nothing-like-it", "1"}, "5\n");
    EXPECT_EQ(survey.status, 1);
    EXPECT_THAT(survey.output, HasSubstr("Surveys that ship: after-sales, csat"));
    const Finished question = askwell({"read", "nps", "nothing-like-it"}, "5\n");
    EXPECT_EQ(question.status, 1);
    EXPECT_THAT(question.output, HasSubstr("It has: recommend"));
}

// ---- check ----

class CheckCommand : public ::testing::Test {
  protected:
    std::string written(const std::string& text) const {
        const auto file = folder_.path() / "survey.json";
        write_file(file, text);
        return file.string();
    }

  private:
    TempDir folder_;
};

constexpr const char* kDangling = R"({"id": "x", "version": "1", "languages": ["en"], "title": {"en": "T"},
 "invitation": {"en": "Hello"}, "thanks": {"en": "Thanks"},
 "questions": [{"id": "a", "type": "yes_no", "text": {"en": "Ok?"}, "goto": "b"}]})";

TEST_F(CheckCommand, SaysWhereWhatIsWrongAndWhatWouldBeRight) {
    const std::string file = written(kDangling);
    const Finished ended = askwell({"check", file});
    EXPECT_EQ(ended.status, 1);
    EXPECT_THAT(ended.output, StartsWith(file + ":3:77: error: there is no question \"b\""));
    EXPECT_THAT(ended.output, HasSubstr("\"end\""));
    EXPECT_THAT(ended.output, HasSubstr("/questions/0/goto"));
}

TEST_F(CheckCommand, PrintsFindingsAsJson) {
    const Finished ended = askwell({"check", "--json", written(kDangling)});
    EXPECT_EQ(ended.status, 1);
    const Json findings = Json::parse(ended.output);
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0]["line"], 3);
    EXPECT_EQ(findings[0]["column"], 77);
    EXPECT_EQ(findings[0]["pointer"], "/questions/0/goto");
    EXPECT_EQ(findings[0]["severity"], "error");
    EXPECT_FALSE(findings[0]["remedy"].get<std::string>().empty());
}

TEST_F(CheckCommand, FindsTheShippedSurveysInOrderAndDrawsThem) {
    EXPECT_EQ(askwell({"check"}).status, 0);
    const Finished drawn = askwell({"check", "--graph", "service-process"});
    EXPECT_EQ(drawn.status, 0);
    EXPECT_THAT(drawn.output, StartsWith("digraph"));
    EXPECT_THAT(drawn.output, HasSubstr("\"q/channel\""));
}

// ---- chat ----

TEST(ChatCommand, TalksOverAPipeInPlainLines) {
    const Finished ended = askwell({"chat", "csat", "--lang", "en"}, "yes\n2\nthe waiting\n");
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.output, HasSubstr("How satisfied were you with the service this time?"));
    EXPECT_THAT(ended.output, HasSubstr("Thank you for telling us frankly"));
    EXPECT_EQ(ended.output.find('\x1b'), std::string::npos) << "no colours on a pipe";
}

// ---- segments ----

TEST(SegmentsCommand, CountsWhatATextTakes) {
    const Finished ended = askwell({"segments"}, "\"hello\"\n\"" + std::string(161, 'a') + "\"\n\"您好\"\n");
    EXPECT_EQ(ended.status, 0);
    const std::vector<Json> lines = lines_of(ended.output);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0]["encoding"], "GSM-7");
    EXPECT_EQ(lines[0]["segments"], 1);
    EXPECT_EQ(lines[1]["segments"], 2);
    EXPECT_EQ(lines[1]["segment_units"], Json({153, 8}));
    EXPECT_EQ(lines[2]["encoding"], "UCS-2");
}

// ---- webhook and send ----

class ChannelCommand : public ::testing::Test {
  protected:
    ChannelCommand() {
        write_file(folder_.path() / "askwell.json", R"({"channels": {"sms": {"platform": "kannel",
            "survey": "csat", "send_url": "http://127.0.0.1:1/cgi-bin/sendsms", "from": "10690001",
            "username": "askwell", "password": "pass-word", "secret": "webhook-secret"}}})");
    }
    std::string config() const { return (folder_.path() / "askwell.json").string(); }
    Json judged(const std::string& secret) const {
        return Json::parse(askwell({"webhook", "sms", "--config", config()},
                                   "GET /webhooks/sms?secret=" + secret +
                                       "&from=%2B8613812345678&to=106&text=hello&id=7 HTTP/1.1\r\n"
                                       "Host: askwell.example\r\n\r\n")
                               .output);
    }

  private:
    TempDir folder_;
};

TEST_F(ChannelCommand, JudgesAWebhookAndTellsWhatItCarries) {
    const Json accepted = judged("webhook-secret");
    EXPECT_EQ(accepted["verdict"], "accept");
    EXPECT_EQ(accepted["response"]["status"], 200);
    ASSERT_EQ(accepted["messages"].size(), 1U);
    EXPECT_EQ(accepted["messages"][0]["text"], "hello");
    const Json rejected = judged("guessed");
    EXPECT_EQ(rejected["verdict"], "reject");
    EXPECT_TRUE(rejected["messages"].empty());
    EXPECT_FALSE(rejected["reason"].get<std::string>().empty());
}

TEST_F(ChannelCommand, ShowsTheRequestOfADryRunAndSendsNothing) {
    const std::vector<std::string> send{"send",      "sms",      "+8613812345678", "hello",
                                        "--dry-run", "--config", config()};
    const Finished shown = askwell(send);
    EXPECT_EQ(shown.status, 0) << "nothing listens there";
    EXPECT_THAT(shown.output, StartsWith("GET /cgi-bin/sendsms?"));
    EXPECT_THAT(shown.output, HasSubstr("password=pass-word"));
    std::vector<std::string> redacted = send;
    redacted.emplace_back("--redact");
    EXPECT_EQ(askwell(redacted).output.find("pass-word"), std::string::npos);
}

// ---- token ----

TEST(TokenCommand, MakesAnotherOneEachTimeWithTheHashToConfigure) {
    const Finished one = askwell({"token", "--name", "anna"});
    const Finished two = askwell({"token", "--name", "anna"});
    EXPECT_EQ(one.status, 0);
    EXPECT_NE(one.output, two.output);
    EXPECT_THAT(one.output, HasSubstr(R"("name":"anna")"));
    EXPECT_THAT(one.output, HasSubstr(R"("sha256":)"));
}

}  // namespace
}  // namespace askwell::test
