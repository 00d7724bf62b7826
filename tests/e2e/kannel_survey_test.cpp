// A whole survey by SMS in China: the real service with its embedded stores, a real Kannel, phones behind its
// fake SMS centre.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/kannel.h"
#include "tests/support/process.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string kPhone = "+8613800000001";
const std::string kSecret = "kannel-webhook-secret";
constexpr std::chrono::seconds kPatience{30};

json answer_to(const json& row, const std::string& question) {
    for (const json& answer : row.at("answers")) {
        if (answer.at("question") == question) return answer;
    }
    ADD_FAILURE() << "no answer to " << question << " in " << row.dump();
    return json::object();
}

class KannelSurvey : public testing::Test {
  protected:
    KannelSurvey() {
        // Each needs the other's port: the service starts, Kannel starts, the service starts again.
        askwell.stop();
        kannel = std::make_unique<Kannel>(Kannel::Options{.webhook_url = webhook, .secret = kSecret});
        const auto file = folder.path() / ("config-" + std::to_string(askwell.port()) + ".json");
        json config = json::parse(read_file(file));
        config["channels"] = {{"sms",
                               {{"platform", "kannel"},
                                {"username", kannel->options().username},
                                {"password", kannel->options().password},
                                {"send_url", kannel->base_url() + "/cgi-bin/sendsms"},
                                {"from", "10690001"},
                                {"secret", kSecret},
                                {"dlr_url", webhook},
                                {"rule", "china"},
                                {"survey", "service-process"}}}};
        write_file(file, config.dump());
        askwell.start();
    }
    void TearDown() override {
        if (HasFailure()) ADD_FAILURE() << askwell.output() << kannel->log();
    }

    /// The next SMS that next() has not returned yet.
    std::string next() {
        const auto got = kannel->wait_for_sms(kPhone, ++shown, kPatience);
        if (got.size() >= shown) return got[shown - 1];
        ADD_FAILURE() << "the phone got " << got.size() << " messages, not " << shown;
        return {};
    }
    void say(std::string_view text) { kannel->say(kPhone, text); }

    json trigger(const std::string& id) {
        return askwell.trigger(id, {{"channel", "sms"},
                                    {"address", "+86 138 0000 0001"},
                                    {"language", "zh-CN"},
                                    {"opted_in", true}});
    }
    /// Triggers the survey; returns the conversation's id.
    std::string invite() {
        const json answer = trigger("invite");
        EXPECT_EQ(answer.value("status", ""), "accepted") << answer;
        EXPECT_THAT(next(), StartsWith("您好！"));
        return answer.value("conversation", "");
    }

    double metric_of(const std::string& outcome) {
        return askwell.metric("askwell_sends_total{channel=\"sms\",outcome=\"" + outcome + "\"}");
    }
    /// Messages ever put into the outbox since the last start; all of them have reached the phone.
    void expect_nothing_more() {
        double committed = 0;
        for (const char* kind :
             {"invitation", "question", "reprompt", "help", "reminder", "thanks", "notice"}) {
            committed += askwell.metric("askwell_messages_total{kind=\"" + std::string{kind} + "\"}");
        }
        EXPECT_EQ(static_cast<std::size_t>(committed), shown);
        EXPECT_THAT(kannel->sms_received(kPhone), SizeIs(shown));
    }

    /// The only row of the ledger, once it is there.
    json row() {
        json rows;
        EXPECT_TRUE(wait_until([&] { return !(rows = askwell.ledger()).empty(); }, kPatience));
        EXPECT_THAT(rows, SizeIs(1));
        return rows.empty() ? json::object() : rows.at(0);
    }

    TempDir folder;
    AskwellProcess askwell{folder.path(), {{"conversation", AskwellProcess::quick_conversation()}}};
    const std::string webhook = askwell.url("/webhooks/sms");
    std::unique_ptr<Kannel> kannel;
    std::size_t shown = 0;
};

TEST_F(KannelSurvey, AsksInChineseBySmsAndTheLedgerKeepsEveryWordOnce) {
    EXPECT_EQ(trigger("case-1").value("status", ""), "accepted");
    const std::string invitation = next();
    EXPECT_THAT(invitation, StartsWith("您好！想请您评价最近一次服务，约2分钟。匿名"));
    EXPECT_THAT(invitation, HasSubstr("拒收请回复R"));

    say("开始");
    const std::string first = next();
    EXPECT_THAT(first, StartsWith("(1/7) 这次您是通过哪种方式联系我们的？\n1. 电话\n2. 在线客服\n"));
    EXPECT_THAT(first, EndsWith("5. 其他"));
    say("公众号");
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    say("半小时");
    EXPECT_THAT(next(), StartsWith("在响应速度方面，您希望我们怎样改进？"));
    say("早上多几个人接电话，谢谢😀");
    EXPECT_THAT(next(), StartsWith("(3/7)"));
    say("很满意");
    EXPECT_THAT(next(), StartsWith("(4/7)"));
    say("４分");
    EXPECT_THAT(next(), StartsWith("(5/7)"));
    say("3，材料太多");
    EXPECT_THAT(next(), StartsWith("(6/7)"));
    say("5");
    EXPECT_THAT(next(), StartsWith("(7/7)"));
    say("四");
    EXPECT_EQ(next(), "非常感谢！您的评价已收到，我们会据此改进服务。");

    const json kept = row();
    EXPECT_EQ(kept.at("number"), 1);
    EXPECT_EQ(kept.at("channel"), "sms");
    EXPECT_EQ(kept.at("address"), kPhone);
    EXPECT_EQ(kept.at("language"), "zh-CN");
    EXPECT_EQ(kept.at("disposition"), "complete");
    ASSERT_THAT(kept.at("answers"), SizeIs(7)) << kept.dump(2);
    EXPECT_EQ(answer_to(kept, "channel").at("value"), json({{"codes", {"official_account"}}}));
    EXPECT_EQ(answer_to(kept, "first_response").at("value"), 2);
    EXPECT_EQ(answer_to(kept, "first_response").at("raw"), json({"半小时", "早上多几个人接电话，谢谢😀"}));
    EXPECT_EQ(answer_to(kept, "total_time").at("value"), 5);
    EXPECT_EQ(answer_to(kept, "clarity").at("value"), 4);
    EXPECT_EQ(answer_to(kept, "clarity").at("raw"), json({"４分"}));
    EXPECT_EQ(answer_to(kept, "simplicity").at("value"), 3);
    EXPECT_EQ(answer_to(kept, "simplicity").at("comment"), "材料太多");
    EXPECT_EQ(answer_to(kept, "solved").at("value"), 5);
    EXPECT_EQ(answer_to(kept, "expectations").at("value"), 4);
    expect_nothing_more();
    EXPECT_TRUE(wait_until([&] { return metric_of("reported_delivered") >= 1; }, kPatience))
        << "the centre's delivery reports reach the service";
}

TEST_F(KannelSurvey, TakesTheLetterThatTheInvitationNamedForAnOptOut) {
    invite();
    say("R");
    EXPECT_THAT(next(), StartsWith("已为您退订"));
    EXPECT_EQ(row().at("disposition"), "refused");
    EXPECT_EQ(row().at("end_reason"), "opted_out");
    const json answer = trigger("after-opt-out");
    EXPECT_EQ(answer.value("status", ""), "refused");
    EXPECT_EQ(answer.value("reason", ""), "opted_out");
    expect_nothing_more();
}

TEST_F(KannelSurvey, TakesTheWordForAnOptOutInTheMiddleToo) {
    invite();
    say("开始");
    EXPECT_THAT(next(), StartsWith("(1/7)"));
    say("电话");
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    say("退订");
    EXPECT_THAT(next(), StartsWith("已为您退订"));
    EXPECT_EQ(row().at("disposition"), "partial");
    EXPECT_EQ(row().at("end_reason"), "opted_out");
    expect_nothing_more();
}

TEST_F(KannelSurvey, LosesNoSmsThatComesWhileTheServiceIsDead) {
    invite();
    say("开始");
    EXPECT_THAT(next(), StartsWith("(1/7)"));
    askwell.kill();
    say("在线客服");
    askwell.start();
    std::string text = next();
    // The kill may have come between the question's way out and the note that it went: then it comes once
    // more.
    if (text.starts_with("(1/7)")) text = next();
    EXPECT_THAT(text, StartsWith("(2/7)"));
    say("停止");
    EXPECT_THAT(next(), StartsWith("已为您退订"));
    EXPECT_EQ(answer_to(row(), "channel").at("raw"), json({"在线客服"}));
    const auto all = kannel->sms_received(kPhone);
    const auto invitations =
        std::ranges::count_if(all, [](const std::string& text) { return text.starts_with("您好！"); });
    EXPECT_EQ(invitations, 1) << "an invitation is never sent twice";
}

TEST_F(KannelSurvey, EndsAsUndeliverableByAReportOfItsOwnMessageOnly) {
    const std::string id = invite();
    const auto report = [&](const std::string& secret, const std::string& code) {
        return http_call(
                   {.url =
                        webhook + "?" +
                        form_encode(
                            {{"secret", secret}, {"message", id + ".1"}, {"report", code}, {"to", kPhone}})})
            .status;
    };
    EXPECT_EQ(report("wrong", "2"), 403);
    EXPECT_EQ(report(kSecret, "8"), 200);
    EXPECT_EQ(askwell.call("GET", "/v1/conversations/" + id).at("state"), "invited");
    EXPECT_THAT(askwell.ledger(), IsEmpty());
    EXPECT_EQ(report(kSecret, "2"), 200);
    EXPECT_EQ(row().at("disposition"), "undeliverable");
    EXPECT_EQ(report(kSecret, "2"), 200);
    EXPECT_EQ(row().at("number"), 1);
    expect_nothing_more();
}

}  // namespace
}  // namespace askwell::test
