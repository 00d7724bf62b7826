// A whole survey over Twilio with the real service and its embedded stores: invitation by event, answers in
// English, every way to opt out, signatures, delivery reports.
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/process.h"
#include "tests/support/twilio_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

const std::string kPhone = "+14155550123";
constexpr seconds kPatience{30};
const std::string kOptedOut =
    "You are opted out and we will not message you again. Reply START to come back.";

json answer_to(const json& row, const std::string& question) {
    for (const json& answer : row.at("answers")) {
        if (answer.at("question") == question) return answer;
    }
    ADD_FAILURE() << "no answer to " << question << " in " << row.dump();
    return json::object();
}

class TwilioSurvey : public testing::Test {
  protected:
    TwilioSurvey() {
        twilio.deliver_to({.urls = {webhook}, .attempts = 1});
        // Signatures cover the service's URL, and so its port, which is known only once it has started.
        askwell.stop();
        const auto file = folder.path() / ("config-" + std::to_string(askwell.port()) + ".json");
        json config = json::parse(read_file(file));
        config["channels"] = {{"sms",
                               {{"platform", "twilio"},
                                {"account_sid", twilio.options().account_sid},
                                {"auth_token", twilio.options().auth_token},
                                {"from", twilio.options().number},
                                {"base_url", twilio.base_url()},
                                {"public_base_url", askwell.url()},
                                {"status_callback", webhook},
                                {"survey", "service-process"}}}};
        write_file(file, config.dump());
        askwell.start();
    }
    void TearDown() override {
        EXPECT_THAT(twilio.violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }

    /// The text of the next SMS that next() has not returned yet.
    std::string next() {
        const auto seen = twilio.wait_for_messages(kPhone, ++shown, kPatience);
        if (seen.size() >= shown) return seen[shown - 1].text;
        ADD_FAILURE() << "the phone got " << seen.size() << " messages, not " << shown;
        return {};
    }
    void say(std::string_view text) { EXPECT_TRUE(twilio.say(kPhone, text).accepted) << text; }

    json trigger(const std::string& id) {
        return askwell.trigger(id, {{"channel", "sms"},
                                    {"address", "+1 (415) 555-0123"},
                                    {"language", "en"},
                                    {"opted_in", true},
                                    {"fields", {{"order_no", "A-17"}}}});
    }
    void invite() {
        EXPECT_EQ(trigger("invite").value("status", ""), "accepted");
        EXPECT_THAT(next(), StartsWith("Hello!"));
    }
    void begin() {
        invite();
        say("Yes");
        EXPECT_THAT(next(), StartsWith("(1/7)"));
    }
    void expect_refused(const std::string& id) {
        const json answer = trigger(id);
        EXPECT_EQ(answer.value("status", ""), "refused") << answer;
        EXPECT_EQ(answer.value("reason", ""), "opted_out") << answer;
    }

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
        EXPECT_THAT(twilio.messages(kPhone), SizeIs(shown));
    }

    /// The only row of the ledger, once it is there.
    json row() {
        json rows;
        EXPECT_TRUE(wait_until([&] { return !(rows = askwell.ledger()).empty(); }));
        EXPECT_THAT(rows, SizeIs(1));
        return rows.empty() ? json::object() : rows.at(0);
    }

    /// What Twilio posts for an SMS, by hand: to add to it, to forge it.
    FormFields sms(const std::string& sid, const std::string& text) const {
        return {{"MessageSid", sid},
                {"AccountSid", twilio.options().account_sid},
                {"From", kPhone},
                {"Body", text},
                {"To", twilio.options().number},
                {"NumMedia", "0"}};
    }
    int post(const FormFields& form, const std::string& signature) const {
        return http_call({"POST",
                          webhook,
                          {{"Content-Type", "application/x-www-form-urlencoded"},
                           {"X-Twilio-Signature", signature}},
                          form_encode(form)})
            .status;
    }
    int post_signed(const FormFields& form) const {
        return post(form, twilio_signature(twilio.options().auth_token, webhook, form));
    }

    TempDir folder;
    TwilioDouble twilio;
    AskwellProcess askwell{folder.path(), {{"conversation", AskwellProcess::quick_conversation()}}};
    const std::string webhook = askwell.url("/webhooks/sms");
    std::size_t shown = 0;
};

TEST_F(TwilioSurvey, AsksInEnglishAfterAnEventAndTheLedgerKeepsEveryWordOnce) {
    EXPECT_EQ(trigger("case-17").value("status", ""), "accepted");
    const std::string invitation = next();
    EXPECT_THAT(invitation, StartsWith("Hello! We would like to know how our recent service went for you."));
    EXPECT_THAT(invitation, AllOf(HasSubstr("anonymous"), HasSubstr("Reply STOP at any time to opt out.")));
    EXPECT_THAT(invitation, EndsWith("1. Start\n2. Not this time"));
    EXPECT_EQ(trigger("case-17").value("status", ""), "duplicate") << "the same event again";

    say("Yes");
    EXPECT_THAT(next(), AllOf(StartsWith("(1/7) How did you contact us this time?\n1. Phone\n"),
                              EndsWith("\n5. Other")));
    say("live chat");
    EXPECT_THAT(next(), AllOf(StartsWith("(2/7)"), EndsWith("\n5 under 3 minutes")));
    say("10 minutes");
    EXPECT_EQ(next(), "What could we do to respond faster? (Or reply \"skip\".)");
    say("more people at lunch time");
    EXPECT_THAT(next(), StartsWith("(3/7)"));
    say("2, too many transfers");
    EXPECT_THAT(next(), StartsWith("(4/7)"));
    say("Very clear!");
    EXPECT_THAT(next(), StartsWith("(5/7)"));
    say("4");
    EXPECT_THAT(next(), StartsWith("(6/7)"));
    say("partly");
    EXPECT_THAT(next(), StartsWith("What was left unsolved"));
    say("skip");
    EXPECT_THAT(next(), StartsWith("(7/7)"));
    say("far above");
    EXPECT_THAT(next(), StartsWith("Thank you for telling us frankly."))
        << "the problem was solved only in part";

    const json kept = row();
    EXPECT_EQ(kept.at("number"), 1);
    EXPECT_EQ(kept.at("channel"), "sms");
    EXPECT_EQ(kept.at("address"), kPhone);
    EXPECT_EQ(kept.at("language"), "en");
    EXPECT_EQ(kept.at("origin"), "event");
    EXPECT_EQ(kept.at("event"), "tests#case-17");
    EXPECT_EQ(kept.at("fields"), json({{"order_no", "A-17"}}));
    EXPECT_EQ(kept.at("disposition"), "complete");
    ASSERT_THAT(kept.at("answers"), SizeIs(7)) << kept.dump(2);
    EXPECT_EQ(answer_to(kept, "channel").at("value"), json({{"codes", {"online_agent"}}}));
    EXPECT_EQ(answer_to(kept, "first_response").at("value"), 3);
    EXPECT_EQ(answer_to(kept, "first_response").at("raw"), json({"10 minutes", "more people at lunch time"}));
    EXPECT_EQ(answer_to(kept, "first_response").at("comment"), "more people at lunch time");
    EXPECT_EQ(answer_to(kept, "total_time").at("value"), 2);
    EXPECT_EQ(answer_to(kept, "total_time").at("comment"), "too many transfers");
    EXPECT_EQ(answer_to(kept, "clarity").at("value"), 5);
    EXPECT_EQ(answer_to(kept, "simplicity").at("value"), 4);
    EXPECT_EQ(answer_to(kept, "solved").at("value"), 2);
    EXPECT_FALSE(answer_to(kept, "solved").contains("comment"));
    EXPECT_EQ(answer_to(kept, "expectations").at("value"), 5);
    expect_nothing_more();
}

TEST_F(TwilioSurvey, HonoursAStopThatTwilioHasAnsweredWithoutAWord) {
    invite();
    FormFields stop = sms("SM0000000000000000000000000000aaaa", "STOP");
    stop.emplace_back("OptOutType", "STOP");
    EXPECT_EQ(post_signed(stop), 200);
    EXPECT_EQ(row().at("disposition"), "refused");
    EXPECT_EQ(row().at("end_reason"), "blocked");
    expect_refused("after-stop");
    expect_nothing_more();

    FormFields back = sms("SM0000000000000000000000000000bbbb", "START");
    back.emplace_back("OptOutType", "START");
    EXPECT_EQ(post_signed(back), 200);
    EXPECT_EQ(trigger("after-start").value("status", ""), "accepted");
    EXPECT_THAT(next(), StartsWith("Hello!"));
}

TEST_F(TwilioSurvey, ConfirmsAnOptOutInOwnWordsOnceThenHonoursIt) {
    begin();
    say("please stop texting me");
    EXPECT_EQ(next(), "Would you like us to stop messaging you for good?\n1. Yes\n2. No");
    say("yes");
    EXPECT_EQ(next(), kOptedOut);
    EXPECT_EQ(row().at("disposition"), "refused");
    EXPECT_EQ(row().at("end_reason"), "opted_out");
    expect_refused("after-opt-out");
    say("please stop texting me");
    say("thank you");
    expect_nothing_more();
}

TEST_F(TwilioSurvey, GoesOnWhenThatWasNotMeant) {
    begin();
    say("please stop texting me");
    EXPECT_THAT(next(), StartsWith("Would you like us to stop"));
    say("no");
    EXPECT_THAT(next(), StartsWith("(1/7)"));
    say("phone");
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    EXPECT_THAT(askwell.ledger(), IsEmpty());
    expect_nothing_more();
}

TEST_F(TwilioSurvey, RefusesWhatTwilioDidNotSign) {
    begin();
    const std::string token = twilio.options().auth_token;
    const FormFields stop = sms("SM0000000000000000000000000000cccc", "STOP");
    EXPECT_EQ(post(stop, twilio_signature("ffffffffffffffffffffffffffffffff", webhook, stop)), 403);
    EXPECT_EQ(post(stop, twilio_signature(token, askwell.url("/webhooks/other"), stop)), 403);
    EXPECT_EQ(post(stop, ""), 403);
    const FormFields genuine = sms("SM0000000000000000000000000000cccc", "hello");
    EXPECT_EQ(post(stop, twilio_signature(token, webhook, genuine)), 403) << "a signature of another text";
    expect_nothing_more();
    EXPECT_THAT(askwell.ledger(), IsEmpty());

    // Nothing of it was taken: not even the message's id.
    EXPECT_EQ(post_signed(sms("SM0000000000000000000000000000cccc", "phone")), 200);
    EXPECT_THAT(next(), StartsWith("(2/7)"));
    expect_nothing_more();
}

TEST_F(TwilioSurvey, EndsAsUndeliverableWhenTheInvitationCannotArrive) {
    const json accepted = trigger("invite");
    EXPECT_THAT(next(), StartsWith("Hello!"));
    const TwilioMessage invitation = twilio.messages(kPhone).at(0);
    EXPECT_THAT(invitation.status_callback, StartsWith(webhook + "?message="));
    EXPECT_TRUE(twilio.report(kPhone, invitation, "sent").accepted);
    const std::string id = accepted.at("conversation");
    EXPECT_EQ(askwell.call("GET", "/v1/conversations/" + id).at("state"), "invited");

    // Twilio reports seconds after it has answered the send; here the report may come before the service has
    // read that answer, and then names a message it does not know yet.
    EXPECT_TRUE(wait_until([&] {
        EXPECT_TRUE(twilio.report(kPhone, invitation, "undelivered", "30005").accepted);
        return askwell.call("GET", "/v1/conversations/" + id).at("state") == "ended";
    }));
    EXPECT_EQ(row().at("disposition"), "undeliverable");
    EXPECT_EQ(row().at("end_reason"), "undeliverable");
    EXPECT_TRUE(twilio.report(kPhone, invitation, "undelivered", "30005").accepted);
    EXPECT_EQ(row().at("number"), 1);
    expect_nothing_more();
}

TEST_F(TwilioSurvey, EndsWithoutAnInvitationWhenTwilioKnowsNoSuchNumber) {
    const json answer =
        askwell.trigger("typo", {{"channel", "sms"}, {"address", "+09999999"}, {"opted_in", true}});
    EXPECT_EQ(answer.value("status", ""), "accepted") << answer;
    EXPECT_EQ(row().at("disposition"), "undeliverable");
    EXPECT_EQ(twilio.delivered(), 0U);
}

}  // namespace
}  // namespace askwell::test
