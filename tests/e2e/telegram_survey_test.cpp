// A whole survey over Telegram with the real service and its embedded stores: what the customer sees, what
// the ledger keeps, and what remains true when Telegram misbehaves.
#include <algorithm>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr std::int64_t kChat = 4242;
constexpr seconds kPatience{30};
const std::string kThanks = "非常感谢！您的评价已收到，我们会据此改进服务。";
const std::string kOptedOut = "已为您退订，我们不会再打扰您。如需恢复，请回复“开始”。";

json config_for(const TelegramDouble& telegram) {
    json conversation = AskwellProcess::quick_conversation();
    conversation["send_lease"] = "30s";  // longer than the client's timeout, as in production
    return {{"conversation", std::move(conversation)}, {"channels", {{"telegram", telegram.channel()}}}};
}

class TelegramSurvey : public testing::Test {
  protected:
    TelegramSurvey() {
        telegram.deliver_to(webhook());
        telegram.set_language(kChat, "zh-hans");
    }
    void TearDown() override {
        EXPECT_THAT(telegram.violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }

    WebhookTarget webhook() const { return {.urls = {askwell.url("/webhooks/telegram")}, .attempts = 1}; }

    /// The next message on the phone that next() has not returned yet.
    TelegramMessage next() {
        const auto seen = telegram.wait_for_messages(kChat, ++shown, kPatience);
        if (seen.size() >= shown) return seen[shown - 1];
        ADD_FAILURE() << "the phone got " << seen.size() << " messages, not " << shown;
        return {};
    }
    std::string next_text() { return next().text; }

    void say(std::string_view text) { EXPECT_TRUE(telegram.say(kChat, text).accepted) << text; }
    void tap(std::string_view button) { EXPECT_TRUE(telegram.tap(kChat, button).accepted) << button; }

    /// Messages ever put into the outbox. Counted before a webhook is answered, so what this does not count
    /// will never be sent.
    std::size_t committed() {
        double sum = 0;
        for (const char* kind :
             {"invitation", "question", "reprompt", "help", "reminder", "thanks", "notice"}) {
            sum += askwell.metric("askwell_messages_total{kind=\"" + std::string{kind} + "\"}");
        }
        return static_cast<std::size_t>(sum);
    }
    void expect_nothing_more() {
        EXPECT_EQ(committed(), shown);
        EXPECT_THAT(telegram.messages(kChat), SizeIs(shown));
    }

    /// The ledger once it has `count` rows; more are seen too.
    json ledger(std::size_t count = 1) {
        json rows;
        EXPECT_TRUE(wait_until([&] { return (rows = askwell.ledger()).size() >= count; }));
        EXPECT_EQ(rows.size(), count);
        return rows;
    }
    /// Invitation and first question are on the phone.
    void begin() {
        EXPECT_TRUE(telegram.start(kChat).accepted);
        EXPECT_THAT(next_text(), HasSubstr("现在开始吗？"));
        tap("开始");
        EXPECT_THAT(next_text(), StartsWith("(1/7)"));
    }

    TempDir folder;
    TelegramDouble telegram;
    AskwellProcess askwell{folder.path(), config_for(telegram)};
    std::size_t shown = 0;
};

json answer_to(const json& row, const std::string& question) {
    for (const json& answer : row.at("answers")) {
        if (answer.at("question") == question) return answer;
    }
    ADD_FAILURE() << "no answer to " << question << " in " << row.dump();
    return json::object();
}

std::vector<std::string> captions(const TelegramMessage& message) {
    std::vector<std::string> texts;
    for (const TelegramButton& button : message.buttons) texts.push_back(button.text);
    return texts;
}

TEST_F(TelegramSurvey, AsksEveryQuestionInChineseAndTheLedgerKeepsEveryWordOnce) {
    ASSERT_TRUE(telegram.start(kChat).accepted);
    const TelegramMessage invitation = next();
    EXPECT_THAT(invitation.text, StartsWith("您好！想请您评价最近一次服务，约2分钟。匿名"));
    EXPECT_THAT(invitation.text, HasSubstr("回复“停止”可随时退出。"));
    EXPECT_THAT(captions(invitation), ElementsAre("开始", "这次不了"));

    tap("开始");
    const TelegramMessage first = next();
    EXPECT_EQ(first.text, "(1/7) 这次您是通过哪种方式联系我们的？");
    EXPECT_THAT(captions(first), ElementsAre("电话", "在线客服", "App或小程序", "公众号", "其他"));

    tap("在线客服");
    const TelegramMessage second = next();
    EXPECT_THAT(second.text, StartsWith("(2/7) 从您联系我们到第一次得到回应"));
    EXPECT_THAT(captions(second), ElementsAre("1 · 超过30分钟", "2 · 16–30分钟", "3 · 6–15分钟",
                                              "4 · 3–5分钟", "5 · 3分钟以内"));

    say("10分钟");  // score 3: low enough to ask why
    const TelegramMessage why = next();
    EXPECT_THAT(why.text, StartsWith("在响应速度方面，您希望我们怎样改进？"));
    EXPECT_THAT(why.buttons, IsEmpty());
    say("多安排几位客服");
    EXPECT_THAT(next_text(), StartsWith("(3/7)"));

    say("2，转接太多次了");  // the reason came with the score: not asked for
    EXPECT_THAT(next_text(), StartsWith("(4/7)"));

    say("嗯，不好说");
    EXPECT_EQ(next_text(), "抱歉，没看明白。请回复1到5中的一个数字：1=非常不清楚，5=非常清楚。");
    say("那个什么来着");
    EXPECT_THAT(next_text(), HasSubstr("也可以回复“跳过”。"));
    say("看情况吧");  // the third time: left open, and the talk goes on
    const TelegramMessage fifth = next();
    EXPECT_THAT(fifth.text, StartsWith("没关系，我们看下一个。\n(5/7)"));

    tap("电话");           // a button of the first question, long since answered
    tap("2 · 16–30分钟");  // and one of the second
    tap("5 · 非常便捷");
    EXPECT_THAT(next_text(), StartsWith("(6/7)"));
    say("较好解决");
    EXPECT_THAT(next_text(), StartsWith("(7/7)"));
    tap("4 · 超出预期");
    EXPECT_EQ(next_text(), kThanks);

    const json row = ledger().at(0);
    EXPECT_EQ(row.at("number"), 1);
    EXPECT_EQ(row.at("channel"), "telegram");
    EXPECT_EQ(row.at("address"), std::to_string(kChat));
    EXPECT_EQ(row.at("survey"), "service-process");
    EXPECT_THAT(row.at("survey_version").get<std::string>(), StartsWith("1-"));
    EXPECT_EQ(row.at("language"), "zh-CN");
    EXPECT_EQ(row.at("origin"), "customer");
    EXPECT_EQ(row.at("state"), "ended");
    EXPECT_EQ(row.at("disposition"), "complete");
    EXPECT_EQ(row.at("end_reason"), "completed");
    ASSERT_THAT(row.at("answers"), SizeIs(7)) << row.dump(2);

    const json channel = answer_to(row, "channel");
    EXPECT_EQ(channel.at("value"), json({{"codes", {"online_agent"}}}));
    EXPECT_EQ(channel.at("raw"), json({"在线客服"}));
    const json response = answer_to(row, "first_response");
    EXPECT_EQ(response.at("value"), 3);
    EXPECT_EQ(response.at("raw"), json({"10分钟", "多安排几位客服"}));
    EXPECT_EQ(response.at("comment"), "多安排几位客服");
    EXPECT_EQ(response.at("changed"), false) << "a stale tap changes no answer";
    const json total = answer_to(row, "total_time");
    EXPECT_EQ(total.at("value"), 2);
    EXPECT_EQ(total.at("raw"), json({"2，转接太多次了"}));
    EXPECT_EQ(total.at("comment"), "转接太多次了");
    const json clarity = answer_to(row, "clarity");
    EXPECT_EQ(clarity.at("status"), "missing");
    EXPECT_TRUE(clarity.at("value").is_null());
    EXPECT_EQ(answer_to(row, "simplicity").at("value"), 5);
    EXPECT_EQ(answer_to(row, "solved").at("value"), 4);
    EXPECT_EQ(answer_to(row, "solved").at("raw"), json({"较好解决"}));
    EXPECT_EQ(answer_to(row, "expectations").at("value"), 4);

    std::vector<std::string> notes;
    for (const json& note : row.at("notes")) {
        if (note.at("question") == "clarity") notes.push_back(note.at("text"));
    }
    EXPECT_THAT(notes, ElementsAre("嗯，不好说", "那个什么来着", "看情况吧"));
    EXPECT_TRUE(wait_until([&] { return telegram.unanswered_taps() == 0; })) << "stale ones too";
    expect_nothing_more();
}

TEST_F(TelegramSurvey, CountsEveryUpdateOnceThoughTelegramDeliversItTwice) {
    WebhookTarget twice = webhook();
    twice.copies = 2;
    telegram.deliver_to(twice);
    begin();
    tap("电话");
    EXPECT_THAT(next_text(), StartsWith("(2/7)"));
    for (int question = 3; question <= 7; ++question) {
        say("5分钟以内，4分");
        EXPECT_THAT(next_text(), StartsWith("(" + std::to_string(question) + "/7)"));
    }
    say("5");
    EXPECT_EQ(next_text(), kThanks);
    EXPECT_EQ(ledger().at(0).at("disposition"), "complete");
    expect_nothing_more();
}

TEST_F(TelegramSurvey, ConfirmsAStopOnceAndIsSilentUntilTheCustomerComesBack) {
    begin();
    say("小程序");
    EXPECT_THAT(next_text(), StartsWith("(2/7)"));
    say("停止");
    EXPECT_EQ(next_text(), kOptedOut);
    const json row = ledger().at(0);
    EXPECT_EQ(row.at("disposition"), "partial");
    EXPECT_EQ(row.at("end_reason"), "opted_out");
    EXPECT_EQ(answer_to(row, "channel").at("value"), json({{"codes", {"app"}}}));

    int status = 0;
    const json refused = askwell.trigger(
        "after-stop", {{"channel", "telegram"}, {"address", std::to_string(kChat)}, {"opted_in", true}},
        &status);
    EXPECT_EQ(status, 202);
    EXPECT_EQ(refused.value("status", ""), "refused") << refused;
    EXPECT_EQ(refused.value("reason", ""), "opted_out") << refused;
    tap("1 · 超过30分钟");
    say("停止");
    say("再见");
    expect_nothing_more();
    EXPECT_EQ(ledger().at(0).at("number"), 1) << "what was written afterwards joins the same row";

    ASSERT_TRUE(telegram.start(kChat).accepted);
    EXPECT_THAT(next_text(), HasSubstr("现在开始吗？"));
    expect_nothing_more();
}

TEST_F(TelegramSurvey, TakesARefusalOfTheInvitationForAnAnswer) {
    ASSERT_TRUE(telegram.start(kChat).accepted);
    next();
    tap("这次不了");
    EXPECT_THAT(next_text(), HasSubstr("不打扰您了"));
    const json row = ledger().at(0);
    EXPECT_EQ(row.at("disposition"), "refused");
    EXPECT_EQ(row.at("end_reason"), "declined");
    expect_nothing_more();
}

TEST_F(TelegramSurvey, EndsWhenTheBotIsBlockedAndMayAskAgainWhenItIsNot) {
    begin();
    ASSERT_TRUE(telegram.block(kChat).accepted);
    const json row = ledger().at(0);
    EXPECT_EQ(row.at("disposition"), "refused");
    EXPECT_EQ(row.at("end_reason"), "blocked");
    const json event = {{"channel", "telegram"}, {"address", std::to_string(kChat)}};
    EXPECT_EQ(askwell.trigger("blocked", event).value("reason", ""), "opted_out");
    expect_nothing_more();

    ASSERT_TRUE(telegram.unblock(kChat).accepted);
    EXPECT_EQ(askwell.trigger("unblocked", event).value("status", ""), "accepted");
    EXPECT_THAT(next_text(), HasSubstr("现在开始吗？"));
}

TEST_F(TelegramSurvey, LearnsOfABlockFromARefusedMessageToo) {
    telegram.know(kChat);
    WebhookTarget nobody = webhook();
    nobody.urls = {"http://127.0.0.1:" + std::to_string(free_port()) + "/"};
    telegram.deliver_to(nobody);
    EXPECT_FALSE(telegram.block(kChat).accepted) << "the service never heard of it";
    telegram.deliver_to(webhook());

    const json event = {{"channel", "telegram"}, {"address", std::to_string(kChat)}, {"opted_in", true}};
    EXPECT_EQ(askwell.trigger("first", event).value("status", ""), "accepted");
    EXPECT_EQ(ledger().at(0).at("end_reason"), "blocked");
    EXPECT_EQ(askwell.trigger("second", event).value("reason", ""), "opted_out");
    EXPECT_THAT(telegram.messages(kChat), IsEmpty());
}

TEST_F(TelegramSurvey, AnswersWhatItCannotUseAsItDeservesAndGoesOn) {
    const auto post = [&](const std::string& channel, const std::string& secret, const std::string& body) {
        return http_call({"POST",
                          askwell.url("/webhooks/" + channel),
                          {{"Content-Type", "application/json"}, {"X-Telegram-Bot-Api-Secret-Token", secret}},
                          body})
            .status;
    };
    const std::string secret = telegram.options().secret_token;
    const auto update = [](int id, const json& content) {
        json made = {{"update_id", id}};
        made.update(content);
        return made.dump();
    };
    const json chat = {{"id", kChat}, {"type", "private"}};
    const json user = {{"id", kChat}, {"is_bot", false}};
    const auto message = [&](const json& content) {
        json made = {{"message_id", 1}, {"chat", chat}, {"from", user}, {"date", 1'700'000'000}};
        made.update(content);
        return made;
    };
    const std::string start = update(1, {{"message", message({{"text", "/start"}})}});

    // What is genuine is accepted, else Telegram would send it again for a day.
    const std::vector<std::string> useless = {
        update(11, {{"poll", {{"id", "1"}}}}),
        update(12, {{"edited_message", message({{"text", "/start"}})}}),
        update(13, {{"message", nullptr}}),
        update(14, {{"message", message({{"text", 5}})}}),
        update(15,
               {{"message", message({{"chat", {{"id", "x"}, {"type", "private"}}}, {"text", "/start"}})}}),
        update(16, {{"message", message({{"chat", {{"id", -5}, {"type", "group"}}}, {"text", "/start"}})}}),
        update(17, {{"callback_query", {{"id", "1"}, {"from", user}, {"data", "c1.1:yes"}}}}),
        update(18, {{"my_chat_member", {{"chat", chat}, {"from", user}}}}),
        update(19, {{"something_of_next_year", {{"a", json::array({1, 2})}}}}),
    };
    for (const std::string& body : useless) EXPECT_EQ(post("telegram", secret, body), 200) << body;

    EXPECT_EQ(post("telegram", "wrong", start), 403);
    EXPECT_EQ(post("telegram", "", start), 403);
    EXPECT_EQ(post("nowhere", secret, start), 404);
    EXPECT_EQ(http_call({"GET", askwell.url("/webhooks/telegram"), {}, {}}).status, 405);
    for (const std::string& body :
         {std::string{}, std::string{"{\"update_id\":1"}, std::string{"[]"}, std::string{"{}"},
          std::string{"{\"update_id\":1,\"message\":\"\xff\xfe\"}"}, std::string(5'000, '[')}) {
        EXPECT_EQ(post("telegram", secret, body), 400) << body.substr(0, 40);
    }
    EXPECT_EQ(post("telegram", secret, std::string(70 * 1024, ' ')), 413);
    expect_nothing_more();
    EXPECT_THAT(askwell.ledger(), IsEmpty());

    begin();
}

// ---- Telegram misbehaves ----

struct Trouble {
    std::string name;
    Fault fault;
    bool often;              ///< at the beginning and the end too; not where each costs a timeout
    std::size_t may_double;  ///< copies that the phone may see beside the one of every message
};
void PrintTo(const Trouble& trouble, std::ostream* out) {
    *out << trouble.name;
}

class TelegramTrouble : public TelegramSurvey, public testing::WithParamInterface<Trouble> {};

TEST_P(TelegramTrouble, LosesNoQuestionAndKeepsTheirOrder) {
    const auto& [name, fault, often, may_double] = GetParam();
    const auto shows = [this](const std::string& text) {
        return wait_until(
            [&] {
                return std::ranges::any_of(telegram.messages(kChat),
                                           [&](const auto& each) { return each.text.starts_with(text); });
            },
            kPatience);
    };
    // A message may be on the phone before the service knows: a new fault shall not hit its second try.
    const auto settled = [this](double count) {
        const std::string sends = "askwell_sends_total{channel=\"telegram\",outcome=\"sent\"}";
        return wait_until([&] { return askwell.metric(sends) >= count; }, kPatience);
    };
    ASSERT_TRUE(telegram.start(kChat).accepted);
    ASSERT_TRUE(shows("您好！"));
    // Texts, not taps: their acknowledgements would use up the faults.
    if (often) telegram.server().fail_next(fault);
    say("开始");
    ASSERT_TRUE(shows("(1/7)"));
    ASSERT_TRUE(settled(2));
    telegram.server().fail_next(fault);
    say("在线客服");
    say("4分钟");  // the second question may still be on its way: the third must not overtake it
    ASSERT_TRUE(shows("(3/7)"));
    for (int question = 4; question <= 7; ++question) {
        say("5");
        ASSERT_TRUE(shows("(" + std::to_string(question) + "/7)"));
    }
    ASSERT_TRUE(settled(8));
    if (often) telegram.server().fail_next(fault);
    say("5");
    ASSERT_TRUE(shows(kThanks));

    const json row = ledger().at(0);
    EXPECT_EQ(row.at("disposition"), "complete");
    EXPECT_EQ(answer_to(row, "first_response").at("value"), 4);
    EXPECT_TRUE(settled(9));

    std::vector<std::string> beginnings;
    std::map<std::string, std::size_t> copies;
    for (const TelegramMessage& message : telegram.messages(kChat)) {
        const std::string beginning = message.text.substr(0, 5);
        if (copies[beginning]++ == 0) beginnings.push_back(beginning);
    }
    EXPECT_THAT(beginnings, ElementsAre(std::string{"您好！"}.substr(0, 5), "(1/7)", "(2/7)", "(3/7)",
                                        "(4/7)", "(5/7)", "(6/7)", "(7/7)", kThanks.substr(0, 5)));
    std::size_t doubled = 0;
    for (const auto& [beginning, count] : copies) {
        EXPECT_LE(count, 2U) << beginning;
        doubled += count - 1;
    }
    EXPECT_LE(doubled, may_double);
    EXPECT_EQ(committed(), 9U);
}

INSTANTIATE_TEST_SUITE_P(Each, TelegramTrouble,
                         testing::Values(Trouble{"TooManyRequests", Fault::too_many_requests, true, 0},
                                         Trouble{"ServerError", Fault::server_error, true, 0},
                                         Trouble{"Hang", Fault::hang, false, 0},
                                         Trouble{"Reset", Fault::reset, true, 0},
                                         Trouble{"LostAnswer", Fault::drop_answer, true, 3}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace askwell::test
