// A whole survey over every SMS platform with the real service and its embedded stores: invitation by event,
// answers, the platform's duplicates, delivery reports, refusals. The doubles recompute every signature.
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/process.h"
#include "tests/support/sms_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr seconds kPatience{30};

struct Platform {
    std::string name;
    std::string phone;
    std::unique_ptr<SmsDouble> (*make)();
    std::string blocked;    ///< the code for "this contact opted out"; "" when the platform has none
    std::string permanent;  ///< the code for "never this number"
    std::string temporary;  ///< the code for "try again at once"; "" when it would wait long
};

void PrintTo(const Platform& platform, std::ostream* out) {
    *out << platform.name;
}

const std::vector<Platform>& platforms() {
    static const std::vector<Platform> all = {
        {"aliyun_sms", "+8613800000001", make_aliyun_sms_double, "", "isv.MOBILE_NUMBER_ILLEGAL",
         "isp.SYSTEM_ERROR"},
        {"tencent_sms", "+8613800000001", make_tencent_sms_double, "FailedOperation.PhoneNumberInBlacklist",
         "InvalidParameterValue.IncorrectPhoneNumber", "InternalError.Timeout"},
        {"vonage_sms", "+447700900001", make_vonage_sms_double, "7", "33", "5"},
        {"vonage_messages_sms", "+447700900001", [] { return make_vonage_messages_double("sms"); }, "1050",
         "1240", "1030"},
        {"vonage_messages_whatsapp", "+447700900001", [] { return make_vonage_messages_double("whatsapp"); },
         "1050", "1240", "1030"},
        {"http", "+447700900001", make_http_gateway_double, "", "17", ""}};
    return all;
}

class SmsSurvey : public testing::TestWithParam<Platform> {
  protected:
    SmsSurvey() {
        sms->deliver_to(
            {.urls = {askwell.url("/webhooks/sms" + sms->webhook_suffix())}, .copies = 2, .attempts = 1});
    }
    void TearDown() override {
        EXPECT_THAT(sms->server().violations(), IsEmpty());
        if (HasFailure()) ADD_FAILURE() << askwell.output();
    }

    static json config_for(const SmsDouble& sms) {
        auto channel = sms.channel();
        channel["survey"] = "csat";
        return {{"conversation", AskwellProcess::quick_conversation()}, {"channels", {{"sms", channel}}}};
    }

    SmsMessage next() {
        const auto seen = sms->phones().wait_for(phone, ++shown, kPatience);
        if (seen.size() >= shown) return seen[shown - 1];
        ADD_FAILURE() << "the phone got " << seen.size() << " messages, not " << shown;
        return {};
    }
    void say(std::string_view text) { EXPECT_TRUE(sms->say(phone, text).accepted) << text; }
    json trigger(const std::string& id) {
        return askwell.trigger(
            id, {{"channel", "sms"}, {"address", phone}, {"language", "en"}, {"opted_in", true}});
    }
    json row() {
        json rows;
        EXPECT_TRUE(wait_until([&] { return !(rows = askwell.ledger()).empty(); }));
        EXPECT_THAT(rows, SizeIs(1));
        return rows.empty() ? json::object() : rows.at(0);
    }

    const std::string phone = GetParam().phone;
    TempDir folder;
    std::unique_ptr<SmsDouble> sms = GetParam().make();
    AskwellProcess askwell{folder.path(), config_for(*sms)};
    std::size_t shown = 0;
};

TEST_P(SmsSurvey, asks_answers_and_keeps_every_word_once) {
    EXPECT_EQ(trigger("case-1").value("status", ""), "accepted");
    next();
    say("Start");
    const auto question = next();
    EXPECT_THAT(question.reference, testing::Not(IsEmpty()));
    // A button of the phone's where there are some, else its number.
    say(question.buttons.empty() ? "5" : question.buttons.rbegin()->first);
    EXPECT_THAT(next().text, HasSubstr("What did you like about it?"));
    say("quick & kind = 满意 😀");
    EXPECT_THAT(next().text, HasSubstr("Thank you very much!"));
    const auto kept = row();
    EXPECT_EQ(kept.at("disposition"), "complete") << kept;
    EXPECT_EQ(kept.at("address"), phone);
    EXPECT_EQ(kept.at("answers").at(0).at("value"), 5) << kept;
    EXPECT_THAT(kept.dump(), HasSubstr("quick & kind = 满意 😀"));
    EXPECT_THAT(sms->phones().messages(phone), SizeIs(shown)) << "every webhook came twice";
}

TEST_P(SmsSurvey, ends_as_undeliverable_when_a_report_says_so) {
    const auto conversation = trigger("case-2").value("conversation", "");
    const auto invitation = next();
    EXPECT_TRUE(sms->report(phone, invitation, true).accepted);
    EXPECT_EQ(askwell.call("GET", "/v1/conversations/" + conversation).at("state"), "invited");
    // Where reports name the platform's id, one may be faster than the answer to the send.
    EXPECT_TRUE(wait_until([&] {
        EXPECT_TRUE(sms->report(phone, invitation, false).accepted);
        return askwell.call("GET", "/v1/conversations/" + conversation).at("state") == "ended";
    }));
    EXPECT_EQ(row().at("disposition"), "undeliverable");
}

TEST_P(SmsSurvey, ends_as_undeliverable_when_the_number_is_refused) {
    sms->refuse_next(GetParam().permanent);
    EXPECT_EQ(trigger("case-3").value("status", ""), "accepted");
    EXPECT_EQ(row().at("disposition"), "undeliverable");
    EXPECT_THAT(sms->phones().messages(phone), IsEmpty());
    EXPECT_THAT(askwell.output(), testing::Not(HasSubstr(phone.substr(3)))) << "no number in a log";
}

TEST_P(SmsSurvey, honours_an_opt_out_that_the_platform_knows) {
    if (GetParam().blocked.empty()) GTEST_SKIP() << "the platform has no such code";
    sms->refuse_next(GetParam().blocked);
    EXPECT_EQ(trigger("case-4").value("status", ""), "accepted");
    EXPECT_EQ(row().at("disposition"), "refused");
    EXPECT_EQ(trigger("case-5").value("reason", ""), "opted_out");
}

TEST_P(SmsSurvey, tries_again_when_the_platform_has_trouble) {
    trigger("case-6");
    next();
    if (GetParam().temporary.empty()) {
        sms->server().fail_next(Fault::server_error);
    } else {
        sms->refuse_next(GetParam().temporary);
    }
    say("Start");
    EXPECT_THAT(next().text, testing::Not(IsEmpty()));
}

INSTANTIATE_TEST_SUITE_P(Platforms, SmsSurvey, testing::ValuesIn(platforms()),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace askwell::test
