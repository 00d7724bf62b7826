// A whole survey on the web chat: the real service with its embedded stores, the page it serves, a real
// Chromium.
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/process.h"
#include "tests/support/webdriver.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::chrono::seconds kPatience{40};  // the page waits longer from try to try to reconnect
const std::string kBubbles = "#log .bubble";
const std::string kOurs = "#log .message:not(.mine) .bubble";
const std::string kOpenChoice = "#log .choices:not(.over) .choice";
const std::string kThanks = "非常感谢！您的评价已收到，我们会据此改进服务。";

json answer_to(const json& row, const std::string& question) {
    for (const json& answer : row.at("answers")) {
        if (answer.at("question") == question) return answer;
    }
    ADD_FAILURE() << "no answer to " << question << " in " << row.dump();
    return json::object();
}

json config_with(const json& conversation) {
    json all = AskwellProcess::quick_conversation();
    all.update(conversation);
    return {{"conversation", all},
            {"channels", {{"web", {{"platform", "webchat"}, {"survey", "service-process"}}}}}};
}

/// One browser for all tests: it takes a second to start. Every test has its own service, and so its own
/// origin and storage.
class ChatSurvey : public testing::Test {
  protected:
    static void SetUpTestSuite() { shared_browser() = std::make_unique<WebDriver>(); }
    static void TearDownTestSuite() { shared_browser().reset(); }
    static std::unique_ptr<WebDriver>& shared_browser() {
        static std::unique_ptr<WebDriver> browser;
        return browser;
    }

    void SetUp() override { serve({}); }
    void TearDown() override {
        browser.open("about:blank");
        if (HasFailure()) ADD_FAILURE() << askwell->output();
    }
    /// Starts a service of its own with these conversation settings.
    void serve(const json& conversation) {
        folder = std::make_unique<TempDir>();
        askwell = std::make_unique<AskwellProcess>(
            folder->path(), config_with(conversation.is_null() ? json::object() : conversation));
    }

    void open() { browser.open(askwell->url("/chat?lang=zh-CN")); }
    /// The next text of ours that next() has not returned yet.
    std::string next() {
        const std::string count = "document.querySelectorAll('" + kOurs + "').length";
        if (!browser.wait_until_true(count + " > " + std::to_string(shown), kPatience)) {
            ADD_FAILURE() << "the page shows no message after the first " << shown;
            return {};
        }
        return browser.texts(kOurs).at(shown++);
    }
    /// Clicks the button for `code` of the question that is open. In a low window the last buttons may be
    /// below the text box: a person scrolls to them, WebDriver does not.
    void choose(const std::string& code) {
        const std::string payload =
            browser.attribute(kOpenChoice + "[data-payload$=':" + code + "']", "data-payload");
        const std::string button = kOpenChoice + "[data-payload='" + payload + "']";
        std::string refused = "no try";
        const auto clicked = [&] {
            try {
                browser.script("document.querySelector(" + json(button).dump() +
                               ").scrollIntoView({block: 'center', behavior: 'instant'})");
                browser.click(button);
                return true;
            } catch (const std::runtime_error& error) {
                refused = error.what();  // the page still moved under the pointer
                return false;
            }
        };
        EXPECT_TRUE(wait_until(clicked)) << refused;
    }
    void say(const std::string& text) {
        browser.type("#text", text);
        browser.press(keys::kEnter);
    }
    void begin() {
        open();
        EXPECT_THAT(next(), StartsWith("您好！"));
        choose("yes");
        EXPECT_THAT(next(), StartsWith("(1/7)"));
    }

    /// Messages ever put into the outbox since the service started.
    std::size_t committed() {
        double sum = 0;
        for (const char* kind :
             {"invitation", "question", "reprompt", "help", "reminder", "thanks", "notice"}) {
            sum += askwell->metric("askwell_messages_total{kind=\"" + std::string{kind} + "\"}");
        }
        return static_cast<std::size_t>(sum);
    }
    /// The only row of the ledger, once it is there.
    json row() {
        json rows;
        EXPECT_TRUE(wait_until([&] { return !(rows = askwell->ledger()).empty(); }));
        EXPECT_THAT(rows, SizeIs(1));
        return rows.empty() ? json::object() : rows.at(0);
    }

    WebDriver& browser = *shared_browser();
    std::unique_ptr<TempDir> folder;
    std::unique_ptr<AskwellProcess> askwell;
    std::size_t shown = 0;
};

TEST_F(ChatSurvey, AsksByButtonsAndTypedChineseAndKeepsTheTranscriptOverReloads) {
    begin();
    choose("online_agent");
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    say("10分钟");
    EXPECT_THAT(next(), StartsWith("在响应速度方面，您希望我们怎样改进？"));
    say("多安排几位客服");
    EXPECT_THAT(next(), StartsWith("(3/7)"));
    const std::vector<std::string> half = browser.texts(kBubbles);
    browser.reload();
    EXPECT_EQ(browser.texts(kBubbles), half);
    say("2，转接太多次了");
    EXPECT_THAT(next(), StartsWith("(4/7)"));
    choose("4");
    EXPECT_THAT(next(), StartsWith("(5/7)"));
    say("非常便捷");
    EXPECT_THAT(next(), StartsWith("(6/7)"));
    choose("5");
    EXPECT_THAT(next(), StartsWith("(7/7)"));
    choose("4");
    EXPECT_EQ(next(), kThanks);

    const std::vector<std::string> whole = browser.texts(kBubbles);
    browser.reload();
    EXPECT_EQ(browser.texts(kBubbles), whole);
    EXPECT_FALSE(browser.script("return document.querySelector('#again').hidden").get<bool>());
    EXPECT_EQ(committed(), shown) << "nothing was asked twice";

    const json kept = row();
    EXPECT_EQ(kept.at("number"), 1);
    EXPECT_EQ(kept.at("channel"), "web");
    EXPECT_EQ(kept.at("language"), "zh-CN");
    EXPECT_EQ(kept.at("disposition"), "complete");
    ASSERT_THAT(kept.at("answers"), SizeIs(7)) << kept.dump(2);
    EXPECT_EQ(answer_to(kept, "channel").at("value"), json({{"codes", {"online_agent"}}}));
    EXPECT_EQ(answer_to(kept, "first_response").at("value"), 3);
    EXPECT_EQ(answer_to(kept, "first_response").at("raw"), json({"10分钟", "多安排几位客服"}));
    EXPECT_EQ(answer_to(kept, "total_time").at("comment"), "转接太多次了");
    EXPECT_EQ(answer_to(kept, "clarity").at("value"), 4);
    EXPECT_EQ(answer_to(kept, "simplicity").at("value"), 5);
    EXPECT_EQ(answer_to(kept, "solved").at("value"), 5);
    EXPECT_EQ(answer_to(kept, "expectations").at("value"), 4);
    for (const std::string& error : browser.take_errors()) ADD_FAILURE() << error;
}

TEST_F(ChatSurvey, LosesNothingAndAsksNothingTwiceWhenTheServiceIsKilledMidway) {
    begin();
    choose("phone");
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    choose("5");
    EXPECT_THAT(next(), StartsWith("(3/7)"));

    askwell->kill();
    say("满意");  // nobody is there to hear it
    EXPECT_TRUE(browser.wait_for(".mine[data-state=pending]"));
    askwell->start();
    EXPECT_THAT(next(), StartsWith("(4/7)"));

    choose("4");  // committed or not when the service dies: both must end well
    askwell->kill();
    askwell->start();
    EXPECT_THAT(next(), StartsWith("(5/7)"));

    askwell->kill();
    askwell->start();
    browser.reload();
    EXPECT_EQ(browser.texts(kOurs).size(), shown);
    choose("5");
    EXPECT_THAT(next(), StartsWith("(6/7)"));
    choose("5");
    EXPECT_THAT(next(), StartsWith("(7/7)"));
    choose("4");
    EXPECT_EQ(next(), kThanks);

    EXPECT_THAT(browser.texts(kOurs),
                ElementsAre(StartsWith("您好！"), StartsWith("(1/7)"), StartsWith("(2/7)"),
                            StartsWith("(3/7)"), StartsWith("(4/7)"), StartsWith("(5/7)"),
                            StartsWith("(6/7)"), StartsWith("(7/7)"), kThanks));
    const json kept = row();
    EXPECT_EQ(kept.at("number"), 1);
    EXPECT_EQ(kept.at("disposition"), "complete");
    EXPECT_EQ(answer_to(kept, "total_time").at("raw"), json({"满意"}));
    EXPECT_EQ(answer_to(kept, "clarity").at("raw").size(), 1U) << "the repeated tap counted once";
    EXPECT_EQ(answer_to(kept, "clarity").at("value"), 4);
    browser.take_errors();  // the browser itself reports the lost connections
}

TEST_F(ChatSurvey, ShowsTheSameConversationInEveryTab) {
    begin();
    choose("app");
    EXPECT_THAT(next(), StartsWith("(2/7)"));

    browser.script("window.second = window.open(location.href)");
    const auto ours_in = [](const std::string& page) {
        return "Array.from(" + page + ".querySelectorAll('" + kOurs +
               "'), (one) => one.textContent).join('|')";
    };
    const std::string there = "window.second?.document";
    const std::string same = ours_in("document") + " === " + ours_in("window.second.document");
    const std::string ready = there + "?.querySelectorAll('" + kOurs + "').length >= ";
    ASSERT_TRUE(browser.wait_until_true(ready + std::to_string(shown), kPatience));
    EXPECT_TRUE(browser.wait_until_true(same));

    browser.script("window.second.document.querySelector(\"" + kOpenChoice +
                   "[data-payload$=':4']\").click()");
    EXPECT_THAT(next(), StartsWith("(3/7)")) << "the first tab follows the second";
    EXPECT_TRUE(browser.wait_until_true(ready + std::to_string(shown), kPatience));
    EXPECT_TRUE(browser.wait_until_true(same));
    EXPECT_EQ(committed(), shown) << "the second tab did not begin anew";
    browser.script("window.second.close()");
}

TEST_F(ChatSurvey, ShowsTheOneReminderOnAnOpenPage) {
    serve({{"reminder_after", "1s"}});
    open();
    EXPECT_THAT(next(), StartsWith("您好！想请您评价"));
    const std::string reminder = next();
    EXPECT_THAT(reminder, StartsWith("几天前的服务评价还没有完成"));
    EXPECT_THAT(reminder, HasSubstr("现在开始吗？"));
    choose("yes");  // its buttons are those of the invitation
    EXPECT_THAT(next(), StartsWith("(1/7)"));
    say("停止");
    EXPECT_THAT(next(), StartsWith("已为您退订"));
    EXPECT_EQ(row().at("reminder").at("state"), "sent");
    EXPECT_EQ(askwell->metric("askwell_messages_total{kind=\"reminder\"}"), 1);
    EXPECT_EQ(committed(), shown);
}

}  // namespace
}  // namespace askwell::test
