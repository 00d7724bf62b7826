// The web chat page in a real browser, against a server that says exactly what the test wants.
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/e2e/scripted_chat_server.h"
#include "tests/support/process.h"
#include "tests/support/webdriver.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string kBox = "#text";
const std::string kOurs = "#log .message:not(.mine) .bubble";
const std::string kMine = "#log .mine .bubble";
const std::string kOpenChoice = "#log .choices:not(.over) .choice";

json welcome(const std::string& token = "token-1") {
    return {{"type", "welcome"}, {"token", token}, {"language", "en"}};
}

json message(int number, const std::string& text, json buttons = json::array(),
             const std::string& kind = "question") {
    return {{"type", "message"},
            {"number", number},
            {"kind", kind},
            {"text", text},
            {"language", "en"},
            {"scale", !buttons.empty()},
            {"choices", std::move(buttons)}};
}

json choices(int number, const std::vector<std::string>& labels) {
    json made = json::array();
    for (const std::string& label : labels)
        made.push_back(
            {{"payload", std::to_string(number) + "." + std::to_string(made.size() + 1)}, {"label", label}});
    return made;
}

json scale(int number, const std::string& text) {
    return message(
        number, text,
        choices(number, {"Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"}));
}

json received(const json& frame) {
    return {{"type", "received"}, {"id", frame.at("id")}};
}

/// One browser for all tests: it takes a second to start. Every test has its own server, and so its own
/// origin and storage.
class ChatPage : public testing::Test {
  protected:
    static void SetUpTestSuite() { shared_browser() = std::make_unique<WebDriver>(); }
    static void TearDownTestSuite() { shared_browser().reset(); }
    void TearDown() override {
        browser.open("about:blank");
        if (expects_no_errors) EXPECT_THAT(browser.take_errors(), IsEmpty());
        browser.take_errors();
    }

    static std::unique_ptr<WebDriver>& shared_browser() {
        static std::unique_ptr<WebDriver> browser;
        return browser;
    }

    /// Opens the page and lets it in.
    void begin(const std::string& query = "?lang=en") {
        browser.open(server.url() + query);
        server.expect("hello");
        server.say(welcome());
    }

    /// Says `frame` and waits until the page has acknowledged it.
    void show(const json& frame) {
        server.say(frame);
        EXPECT_EQ(server.expect("ack").at("number"), frame.at("number"));
    }

    json answer_with_button(const std::string& payload) {
        browser.click(kOpenChoice + "[data-payload='" + payload + "']");
        json frame = server.expect("choice");
        server.say(received(frame));
        return frame;
    }

    std::string focused() {
        return browser.script("return document.activeElement.dataset.payload ?? document.activeElement.id");
    }

    /// For a human eye: written only when ASKWELL_SCREENSHOTS names a folder.
    void picture(const std::string& name) {
        const char* folder = std::getenv("ASKWELL_SCREENSHOTS");
        if (folder == nullptr) return;
        browser.wait_until_true(
            "document.getAnimations().every((one) => one.effect.getTiming().iterations === Infinity)");
        browser.screenshot(std::filesystem::path{folder} / (name + ".png"));
    }

    WebDriver& browser = *shared_browser();
    ScriptedChatServer server;
    bool expects_no_errors = true;
};

TEST_F(ChatPage, SaysWhoItIsAndWhatItWasOpenedFor) {
    browser.open(server.url() + "?lang=zh-CN&survey=csat");
    const json hello = server.expect("hello");
    EXPECT_EQ(
        hello,
        (json{{"type", "hello"}, {"token", ""}, {"language", "zh-CN"}, {"seen", 0}, {"survey", "csat"}}));
    EXPECT_EQ(browser.attribute("html", "lang"), "zh-CN");
    EXPECT_EQ(browser.text("#send"), "发送");
}

TEST_F(ChatPage, TakesItsLanguageFromTheBrowserWhenTheAddressNamesNone) {
    browser.open(server.url());
    EXPECT_EQ(server.expect("hello").at("language"), "en");
    EXPECT_EQ(browser.attribute("html", "lang"), "en");
}

TEST_F(ChatPage, HoldsAConversationByButtonsAndByTypedChinese) {
    begin();
    show(scale(1, "How was it?"));
    EXPECT_EQ(browser.texts(kOpenChoice).size(), 5U);
    EXPECT_EQ(browser.text(kOpenChoice + ":last-child .score"), "5");
    EXPECT_EQ(answer_with_button("1.4").at("payload"), "1.4");
    EXPECT_EQ(browser.texts("#log .choice:enabled").size(), 0U);
    EXPECT_EQ(browser.text("#log .choice[aria-pressed=true]"), "4 Satisfied");
    show(message(2, "What could be better?"));
    browser.type(kBox, "等太久了");
    browser.press(keys::kEnter);
    const json said = server.expect("text");
    EXPECT_EQ(said.at("text"), "等太久了");
    EXPECT_TRUE(browser.wait_for(".mine[data-state=pending]"));
    server.say(received(said));
    EXPECT_TRUE(browser.wait_for(".mine[data-state=received]"));
    EXPECT_TRUE(browser.wait_for("#typing:not([hidden])"));
    picture("typing");
    show(message(3, "Thank you!", json::array(), "thanks"));
    EXPECT_THAT(browser.texts(kOurs), ElementsAre("How was it?", "What could be better?", "Thank you!"));
    EXPECT_FALSE(browser.script("return document.querySelector('#again').hidden").get<bool>());
    EXPECT_TRUE(browser.script("return document.querySelector('#typing').hidden").get<bool>());
    picture("thanks");
}

TEST_F(ChatPage, MakesOldButtonsInertOnceANewerQuestionIsThere) {
    begin();
    show(scale(1, "First?"));
    show(scale(2, "Second?"));
    EXPECT_EQ(browser.script("return document.querySelectorAll('[data-payload^=\"1.\"]:enabled').length"), 0);
    EXPECT_EQ(browser.script("return document.querySelectorAll('[data-payload^=\"2.\"]:enabled').length"), 5);
}

TEST_F(ChatPage, SendsTheSameIdAgainAfterTheConnectionBroke) {
    begin();
    show(message(1, "What could be better?"));
    browser.type(kBox, "nothing");
    browser.click("#send");
    const json first = server.expect("text");
    server.drop();
    const json hello = server.expect("hello");
    EXPECT_EQ(hello.at("token"), "token-1");
    EXPECT_EQ(hello.at("seen"), 1);
    server.say(welcome());
    EXPECT_EQ(server.expect("text"), first);
    server.say(received(first));
    EXPECT_TRUE(browser.wait_for(".mine[data-state=received]"));
    expects_no_errors = false;  // the browser itself reports the reset
}

TEST_F(ChatPage, KeepsWhatWasWrittenWithoutAConnectionAndSaysSo) {
    begin();
    show(message(1, "What could be better?"));
    server.accept_sockets(false);
    server.drop();
    EXPECT_TRUE(
        browser.wait_until_true("document.querySelector('#status').textContent.includes('Reconnecting')"));
    for (const char* text : {"one", "two"}) {
        browser.type(kBox, text);
        browser.press(keys::kEnter);
    }
    EXPECT_TRUE(
        browser.wait_until_true("document.querySelectorAll('.mine[data-state=pending]').length === 2"));
    picture("pending");
    browser.reload();
    EXPECT_THAT(browser.texts(kOurs), ElementsAre("What could be better?"));
    server.accept_sockets(true);
    server.expect("hello");
    server.say(welcome());
    for (const char* text : {"one", "two"}) {
        const json frame = server.expect("text");
        EXPECT_EQ(frame.at("text"), text) << "in the order they were written";
        server.say(received(frame));
    }
    EXPECT_TRUE(
        browser.wait_until_true("document.querySelectorAll('.mine[data-state=received]').length === 2"));
    EXPECT_TRUE(browser.wait_until_true("document.querySelector('#status').textContent === ''"));
    expects_no_errors = false;
}

/// Retries would take this long from now on: who reconnects all the same was told to by an event.
const std::string kPostponeTimers =
    "const real = window.setTimeout; window.setTimeout = (act, ms, ...rest) => { if (ms > 200) "
    "window.postponed = true; "
    "return real(act, ms > 200 ? 1e9 : ms, ...rest); }";

TEST_F(ChatPage, SaysWhenTheDeviceIsOfflineAndReconnectsAtOnceWhenItIsBack) {
    begin();
    browser.script(kPostponeTimers);
    browser.set_offline(true);
    EXPECT_TRUE(browser.wait_until_true("document.querySelector('#status').textContent.includes('offline')"));
    server.drop();
    browser.set_offline(false);
    EXPECT_EQ(server.expect("hello").at("token"), "token-1");
    server.say(welcome());
    EXPECT_TRUE(browser.wait_until_true("document.querySelector('#status').textContent === ''"));
    expects_no_errors = false;
}

TEST_F(ChatPage, ReconnectsAtOnceWhenThePageIsLookedAtAgain) {
    begin();
    browser.script(kPostponeTimers);
    server.accept_sockets(false);
    server.drop();
    EXPECT_TRUE(browser.wait_until_true("window.postponed"));
    server.accept_sockets(true);
    browser.script("document.dispatchEvent(new Event('visibilitychange'))");
    EXPECT_EQ(server.expect("hello").at("token"), "token-1");
    expects_no_errors = false;
}

TEST_F(ChatPage, TriesABusyServerAgainWithTheSameMessage) {
    begin();
    browser.type(kBox, "hello");
    browser.press(keys::kEnter);
    const json first = server.expect("text");
    server.say({{"type", "error"}, {"code", "busy"}, {"message", "try again"}});
    EXPECT_EQ(server.expect("text"), first);
    server.say(received(first));
    EXPECT_TRUE(browser.wait_for(".mine[data-state=received]"));
}

TEST_F(ChatPage, TellsWhenAMessageCannotBeSentAndGoesOnWithTheNext) {
    begin();
    for (const char* text : {"bad", "good"}) {
        browser.type(kBox, text);
        browser.press(keys::kEnter);
    }
    EXPECT_EQ(server.expect("text").at("text"), "bad");
    server.say({{"type", "error"}, {"code", "bad_frame"}, {"message", "no"}});
    EXPECT_EQ(server.expect("text").at("text"), "good");
    EXPECT_EQ(browser.text(".mine[data-state=failed] .note"), "Not sent");
}

TEST_F(ChatPage, StopsTryingWhenTheSurveyDoesNotExist) {
    browser.open(server.url() + "?lang=en&survey=nope");
    server.expect("hello");
    server.say({{"type", "error"}, {"code", "unknown_survey"}, {"message", "no"}});
    EXPECT_TRUE(
        browser.wait_until_true("document.querySelector('#status').textContent.includes('not available')"));
    server.drop();
    EXPECT_THROW(server.expect("hello", std::chrono::milliseconds{1500}), std::runtime_error);
    expects_no_errors = false;
}

TEST_F(ChatPage, KeepsTheTranscriptOverAReloadAndShowsNothingTwice) {
    begin();
    show(scale(1, "How was it?"));
    answer_with_button("1.5");
    show(message(2, "Why?"));
    browser.reload();
    EXPECT_EQ(server.expect("hello").at("seen"), 2);
    server.say(welcome());
    show(message(2, "Why?"));
    EXPECT_THAT(browser.texts(kOurs), ElementsAre("How was it?", "Why?"));
    EXPECT_EQ(browser.text("#log .choice[aria-pressed=true]"), "5 Very satisfied");
}

TEST_F(ChatPage, BeginsAfreshWhenTheServerKnowsTheTokenNoMore) {
    begin();
    for (int number = 1; number <= 3; ++number) show(message(number, "old"));
    browser.reload();
    server.expect("hello");
    server.say(welcome("token-2"));
    show(message(1, "new"));
    EXPECT_THAT(browser.texts(kOurs), ElementsAre("new"));
}

TEST_F(ChatPage, ForgetsEverythingForANewConversation) {
    begin();
    show(message(1, "Thank you!", json::array(), "thanks"));
    browser.click("#again");
    const json hello = server.expect("hello");
    EXPECT_EQ(hello.at("token"), "");
    EXPECT_EQ(hello.at("seen"), 0);
    EXPECT_THAT(browser.texts(".bubble"), IsEmpty());
}

TEST_F(ChatPage, ShowsMarkupAsTextWhereverItComesFrom) {
    begin();
    const std::string attack =
        "<img src=x onerror=\"window.pwned=1\"><script>window.pwned=1</script>'\"&amp;";
    show(message(1, attack, {{{"payload", "1.a"}, {"label", attack}}}));
    browser.type(kBox, attack);
    browser.press(keys::kEnter);
    server.say(received(server.expect("text")));
    EXPECT_EQ(browser.text(kOurs), attack);
    EXPECT_THAT(browser.texts(kMine), ElementsAre("You: " + attack));
    EXPECT_EQ(browser.text("#log .choice"), "1 " + attack);
    browser.reload();
    server.expect("hello");
    EXPECT_EQ(browser.text(kOurs), attack);
    EXPECT_TRUE(browser
                    .script("return window.pwned === undefined && document.querySelectorAll('main img, main "
                            "script').length === 0")
                    .get<bool>());
}

TEST_F(ChatPage, CanBeUsedByKeyboardAlone) {
    begin();
    show(scale(1, "How was it?"));
    for (int i = 0; i < 2; ++i) browser.press(keys::kTab);
    EXPECT_EQ(focused(), "1.2");
    EXPECT_NE(browser.script("return getComputedStyle(document.activeElement).outlineStyle"), "none")
        << "the focus is visible";
    browser.press(keys::kSpace);
    server.say(received(server.expect("choice")));
    show(scale(2, "And this?"));
    EXPECT_EQ(focused(), "2.1") << "the focus goes on at the new question";
    browser.press(keys::kEnter);
    server.say(received(server.expect("choice")));
    show(message(3, "Why?"));
    EXPECT_EQ(focused(), "text");
    browser.press("fast");
    browser.press(keys::kTab);
    EXPECT_EQ(focused(), "send");
    browser.press(keys::kEnter);
    EXPECT_EQ(server.expect("text").at("text"), "fast");
}

TEST_F(ChatPage, DoesNotSendWhileAnInputMethodComposes) {
    begin();
    show(message(1, "Why?"));
    browser.click(kBox);
    browser.devtools("Input.imeSetComposition",
                     {{"text", "manyi"}, {"selectionStart", 5}, {"selectionEnd", 5}});
    browser.devtools("Input.dispatchKeyEvent",
                     {{"type", "rawKeyDown"}, {"key", "Enter"}, {"windowsVirtualKeyCode", 229}});
    browser.devtools("Input.insertText", {{"text", "满意"}});
    browser.press(keys::kEnter);
    EXPECT_EQ(server.expect("text").at("text"), "满意");
}

TEST_F(ChatPage, TellsScreenReadersWhatIsNewAndWhoSaysIt) {
    begin();
    show(scale(1, "How was it?"));
    EXPECT_EQ(browser.attribute("#log", "role"), "log");
    EXPECT_TRUE(browser.wait_for("#log[aria-live=polite]"));
    EXPECT_EQ(browser.attribute("#status", "role"), "status");
    EXPECT_EQ(browser.attribute("label", "for"), "text");
    const std::string label = browser.attribute("#log .choices", "aria-labelledby");
    EXPECT_EQ(browser.text("#" + label), "How was it?");
    EXPECT_EQ(browser.attribute("#log .choices", "role"), "group");
}

TEST_F(ChatPage, FitsTheSmallestScreenWithTargetsLargeEnough) {
    browser.set_screen(320, 568);
    const std::string numbers_question = "How likely are you to recommend us?";
    const std::vector<json> questions{
        scale(1, "How satisfied are you?"),
        message(2, numbers_question, choices(2, {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"})),
        message(3, std::string(200, 'w'),
                choices(3, {std::string(60, 'w'), "Mini-programme or app", "Other"}))};
    begin();
    for (const json& question : questions) {
        show(question);
        EXPECT_LE(browser.script("return document.documentElement.scrollWidth").get<int>(), 320) << question;
        EXPECT_EQ(browser.script(
                      "return Array.from(document.querySelectorAll('button:enabled:not([hidden]), textarea'))"
                      ".filter((one) => one.offsetWidth < 44 || one.offsetHeight < 44).length"),
                  0)
            << question;
        picture("small-" + question["number"].dump());
    }
}

TEST_F(ChatPage, HasEnoughContrastInLightAndDark) {
    // WCAG 2.2 relative luminance, computed in the page over every pair of text and background it uses.
    const std::string contrasts = R"(
        const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const luminance = (name) => {
          probe.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
          probe.fillRect(0, 0, 1, 1);
          const [r, g, b] = Array.from(probe.getImageData(0, 0, 1, 1).data, (c) => c / 255)
              .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ratio = ([a, b]) => {
          const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
          return (light + 0.05) / (dark + 0.05);
        };
        const texts = [['--ink', '--page'], ['--ink', '--card'], ['--ink', '--tint'], ['--quiet', '--page'], ['--quiet', '--card'],
                       ['--on-accent', '--accent'], ['--accent', '--page'], ['--warn', '--page']];
        const borders = [['--edge', '--page'], ['--edge', '--card'], ['--edge', '--tint']];
        return { texts: texts.map(ratio), borders: borders.map(ratio) };)";
    for (const bool dark : {false, true}) {
        browser.set_screen(390, 844, dark);
        begin();
        const json ratios = browser.script(contrasts);
        for (const json& ratio : ratios.at("texts"))
            EXPECT_GE(ratio.get<double>(), 4.5) << (dark ? "dark" : "light");
        for (const json& ratio : ratios.at("borders"))
            EXPECT_GE(ratio.get<double>(), 3.0) << (dark ? "dark" : "light");
    }
}

struct Wording {
    std::string language, invitation, yes, no, question, open_question, answer;
    std::vector<std::string> labels;
};

const Wording kEnglish{
    "en",
    "Hello! May we ask you a few questions about our service? It takes two minutes and is anonymous.",
    "Yes",
    "No, thanks",
    "How satisfied are you with the time it took to solve your problem?",
    "Thank you. What could we do better?",
    "Only the waiting was a little long.",
    {"Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"}};
const Wording kChinese{"zh-CN",
                       "您好！想请您花两分钟评价一下这次服务，可以吗？回答是匿名的。",
                       "好的",
                       "不用了",
                       "总的来说，您对这次服务满意吗？",
                       "谢谢！请问哪里还可以做得更好？",
                       "就是等的时间有点长。",
                       {"很不满意", "不满意", "一般", "满意", "非常满意"}};

/// Pictures for a human eye are written when ASKWELL_SCREENSHOTS names a folder; the conversation itself is
/// always played.
TEST_F(ChatPage, HoldsTheSameConversationInBothLanguagesAndSchemes) {
    for (const bool dark : {false, true}) {
        for (const Wording& words : {kEnglish, kChinese}) {
            browser.open("about:blank");
            browser.set_screen(390, 844, dark);
            ScriptedChatServer fresh;
            const auto show_there = [&fresh](const json& frame) {
                fresh.say(frame);
                fresh.expect("ack");
            };
            browser.open(fresh.url() + "?lang=" + words.language);
            fresh.expect("hello");
            fresh.say(welcome());
            json invitation = message(1, words.invitation, choices(1, {words.yes, words.no}), "invitation");
            invitation["scale"] = false;
            show_there(invitation);
            browser.click(kOpenChoice);
            fresh.say(received(fresh.expect("choice")));
            show_there(message(2, words.question, choices(2, words.labels)));
            browser.click(kOpenChoice + ":nth-child(4)");
            fresh.say(received(fresh.expect("choice")));
            show_there(message(3, words.open_question));
            browser.type(kBox, words.answer);
            browser.press(keys::kEnter);
            fresh.say(received(fresh.expect("text")));
            show_there(message(4, words.question, choices(4, words.labels)));
            EXPECT_THAT(browser.texts(kOurs),
                        ElementsAre(words.invitation, words.question, words.open_question, words.question));
            EXPECT_TRUE(browser.wait_until_true(
                "window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - 2"))
                << "the newest question is in view";
            picture(words.language + (dark ? "-dark" : "-light"));
        }
    }
}

}  // namespace
}  // namespace askwell::test
