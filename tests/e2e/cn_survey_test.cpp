// Whole surveys over WeChat, WeCom, Feishu and DingTalk with the real service and its embedded stores, every
// webhook delivered twice: what the phones see, what the ledger keeps, and what the platforms refuse.
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/dingtalk_double.h"
#include "tests/support/feishu_double.h"
#include "tests/support/process.h"
#include "tests/support/wechat_double.h"
#include "tests/support/wecom_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{40};
const std::string kThanks = "非常感谢！您的评价已收到，我们会据此改进服务。";

/// One way to be asked: a platform and how it is set up.
struct Way {
    std::string name;
    std::function<std::unique_ptr<CnPlatform>()> make;
    std::string user;
    json settings;            ///< beside the double's
    bool buttons = true;      ///< choices come as buttons
    bool passive = false;     ///< answers come inside the webhook's response
    bool by_session = false;  ///< answers need no access token
};
void PrintTo(const Way& way, std::ostream* out) {
    *out << way.name;
}

template <typename Double, typename... Options>
std::function<std::unique_ptr<CnPlatform>()> make(Options... options) {
    return [options...] { return std::make_unique<Double>(options...); };
}

const std::vector<Way>& ways() {
    static const std::vector<Way> all = {
        {"WeChatPlain", make<WeChatDouble>(WeChatDouble::Options{}), "oABCDplain", json::object(), false,
         true},
        {"WeChatSafe", make<WeChatDouble>(WeChatDouble::Options{.safe = true}), "oABCDsafe", json::object(),
         false, true},
        {"WeChatMenus",
         make<WeChatDouble>(WeChatDouble::Options{.safe = true}),
         "oABCDmenus",
         {{"passive_reply", "plain"}}},
        {"WeChatUnverified", make<WeChatDouble>(WeChatDouble::Options{.customer_service = false}),
         "oABCDunverified", json::object(), false, true},
        {"WeCom", make<WeComDouble>(), "ZhangSan", json::object()},
        {"Feishu", make<FeishuDouble>(), "ou_84aad35d084aa403a838cf73ee18467", json::object()},
        {"DingTalk", make<DingTalkDouble>(), "manager4220", json::object(), true, false, true}};
    return all;
}

/// A service with one channel "c" on one platform's double.
class Service {
  public:
    explicit Service(const Way& way, std::string survey = "service-process")
        : way_(way), platform_(way.make()), askwell_(folder_.path(), config(std::move(survey))) {
        platform_->deliver_to({.urls = {askwell_.url("/webhooks/c")}, .copies = 2, .attempts = 1});
    }
    ~Service() {
        EXPECT_THAT(platform_->server().violations(), IsEmpty());
        if (testing::Test::HasFailure()) ADD_FAILURE() << askwell_.output();
    }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    CnPlatform& platform() { return *platform_; }
    template <typename Double>
    Double& as() {
        return dynamic_cast<Double&>(*platform_);
    }
    AskwellProcess& askwell() { return askwell_; }

    /// Followers begin by following; members are invited by an event.
    void begin() {
        if (auto* const wechat = dynamic_cast<WeChatDouble*>(platform_.get())) {
            ASSERT_TRUE(wechat->follow(way_.user));
            return;
        }
        EXPECT_EQ(invite("begin").value("status", ""), "accepted");
    }
    json invite(const std::string& id) {
        return askwell_.trigger(id, {{"channel", "c"}, {"address", way_.user}, {"opted_in", true}});
    }

    /// The next message on the phone that next() has not returned yet.
    CnMessage next() {
        const auto seen = platform_->phones().wait_for(way_.user, ++shown_, kPatience);
        if (seen.size() >= shown_) return seen[shown_ - 1];
        ADD_FAILURE() << "the phone got " << seen.size() << " messages, not " << shown_;
        return {};
    }
    void say(std::string_view text) { EXPECT_TRUE(platform_->say(way_.user, text)) << text; }
    /// Taps the button of `message` that is so named or numbered; writes the number where there are none.
    void choose(const CnMessage& message, const std::string& label, const std::string& number) {
        EXPECT_EQ(!message.buttons.empty(), way_.buttons) << message.text;
        for (const CnButton& button : message.buttons) {
            const bool meant =
                button.text == label || button.text == number || button.text.starts_with(number + " ");
            if (!meant) continue;
            EXPECT_TRUE(platform_->tap(way_.user, button.text)) << button.text;
            return;
        }
        say(number);
    }
    std::vector<CnMessage> seen() const { return platform_->phones().seen(way_.user); }

    json ledger(std::size_t count = 1) {
        json rows;
        EXPECT_TRUE(wait_until([&] { return (rows = askwell_.ledger()).size() >= count; }, kPatience));
        EXPECT_EQ(rows.size(), count);
        return rows.empty() ? json::array({json::object()}) : rows;
    }
    double sends(const std::string& outcome) {
        return askwell_.metric("askwell_sends_total{channel=\"c\",outcome=\"" + outcome + "\"}");
    }

  private:
    json config(std::string survey) const {
        json conversation = AskwellProcess::quick_conversation();
        conversation["language"] = "zh-CN";
        conversation["send_lease"] = "30s";
        json channel = platform_->settings();
        channel.update(way_.settings);
        channel["survey"] = std::move(survey);
        return {{"conversation", std::move(conversation)}, {"channels", {{"c", std::move(channel)}}}};
    }

    const Way way_;
    TempDir folder_;
    std::unique_ptr<CnPlatform> platform_;
    AskwellProcess askwell_;
    std::size_t shown_ = 0;
};

const Way& way(const std::string& name) {
    for (const Way& each : ways()) {
        if (each.name == name) return each;
    }
    throw std::out_of_range(name);
}

class ChineseSurvey : public testing::TestWithParam<Way> {};

TEST_P(ChineseSurvey, AsksEveryQuestionOnceAndTheLedgerKeepsEveryAnswer) {
    Service service{GetParam()};
    service.begin();
    const CnMessage invitation = service.next();
    EXPECT_THAT(invitation.text, HasSubstr("现在开始吗？"));
    EXPECT_EQ(invitation.passive, GetParam().passive);
    service.choose(invitation, "开始", "1");

    const CnMessage first = service.next();
    EXPECT_THAT(first.text, StartsWith("(1/7) 这次您是通过哪种方式联系我们的？"));
    service.choose(first, "在线客服", "2");
    const CnMessage second = service.next();
    EXPECT_THAT(second.text, StartsWith("(2/7)"));
    service.platform().tokens().expire();
    service.choose(second, "4 · 3–5分钟", "4");
    for (int question = 3; question <= 7; ++question) {
        const CnMessage asked = service.next();
        EXPECT_THAT(asked.text, StartsWith("(" + std::to_string(question) + "/7)"));
        if (question == 5 && !GetParam().passive)
            service.platform().server().fail_next(Fault::too_many_requests);
        service.choose(asked, "", "5");
    }
    EXPECT_THAT(service.next().text, StartsWith(kThanks.substr(0, 15)));

    const json row = service.ledger().at(0);
    EXPECT_EQ(row.at("disposition"), "complete");
    EXPECT_EQ(row.at("answers").size(), 7U);
    EXPECT_EQ(row.at("answers").at(0).at("value"), json({{"codes", {"online_agent"}}}));
    EXPECT_EQ(row.at("answers").at(1).at("value"), 4);
    EXPECT_THAT(service.seen(), SizeIs(9)) << "twice delivered, once answered";
    if (GetParam().passive) EXPECT_EQ(service.platform().tokens().issued(), 0U) << "nothing needed the API";
    if (!GetParam().passive && !GetParam().by_session)
        EXPECT_EQ(service.platform().tokens().issued(), 2U) << "one, and one after its end";
    if (GetParam().by_session) EXPECT_EQ(service.platform().tokens().issued(), 1U) << "for the invitation";
}

INSTANTIATE_TEST_SUITE_P(Each, ChineseSurvey, testing::ValuesIn(ways()),
                         [](const auto& instance) { return instance.param.name; });

TEST(ChineseUrls, AreCheckedByThePlatforms) {
    Service plain{way("WeChatPlain")};
    EXPECT_EQ(plain.as<WeChatDouble>().check_url(), "583739757");
    Service wecom{way("WeCom")};
    EXPECT_EQ(wecom.as<WeComDouble>().check_url(), "1616140317555161061");
    Service feishu{way("Feishu")};
    EXPECT_EQ(feishu.as<FeishuDouble>().check_url(), R"({"challenge":"ajls384kdjx98XX"})");
}

TEST(WeChatSurvey, EndsWhenTheCustomerUnfollows) {
    Service service{way("WeChatSafe")};
    service.begin();
    service.choose(service.next(), "", "1");
    service.next();
    EXPECT_TRUE(service.as<WeChatDouble>().unfollow(way("WeChatSafe").user));
    EXPECT_EQ(service.ledger().at(0).at("end_reason"), "blocked");
    EXPECT_THAT(service.seen(), SizeIs(2));
}

TEST(WeComSurvey, KnowsThatAMemberWasNotReachedBehindAZero) {
    Service service{way("WeCom")};
    service.as<WeComDouble>().hide(way("WeCom").user);
    service.begin();
    EXPECT_TRUE(wait_until([&] { return service.sends("permanent") >= 1; }, kPatience));
    EXPECT_THAT(service.seen(), IsEmpty());
}

TEST(FeishuSurvey, EndsWhenTheCustomerStopsTheBot) {
    Service service{way("Feishu")};
    service.as<FeishuDouble>().stop(way("Feishu").user);
    service.begin();
    EXPECT_EQ(service.ledger().at(0).at("end_reason"), "blocked");
    EXPECT_EQ(service.invite("again").value("reason", ""), "opted_out");
}

TEST(FeishuSurvey, SaysAMessageOnceWhoseAnswerWasLost) {
    Service service{way("Feishu")};
    service.begin();
    const CnMessage invitation = service.next();
    service.platform().server().fail_next(Fault::drop_answer);
    service.choose(invitation, "开始", "1");
    EXPECT_THAT(service.next().text, StartsWith("(1/7)"));
    EXPECT_TRUE(wait_until([&] { return service.sends("sent") >= 2; }, kPatience))
        << "the repeat has its uuid";
    EXPECT_THAT(service.seen(), SizeIs(2));
}

TEST(DingTalkSurvey, AnswersInTheSessionAndWithoutItWhenItIsOver) {
    Service service{way("DingTalk")};
    const auto in_session = [&service] { return service.as<DingTalkDouble>().answered_in_session(); };
    service.begin();
    service.choose(service.next(), "开始", "1");
    const CnMessage asked = service.next();
    EXPECT_EQ(in_session(), 1);
    service.as<DingTalkDouble>().end_sessions();
    service.platform().tokens().expire();
    service.choose(asked, "", "2");
    EXPECT_THAT(service.next().text, StartsWith("(2/7)"));
    EXPECT_EQ(service.platform().tokens().issued(), 2U) << "one, and one after its end";
    EXPECT_EQ(in_session(), 1);
}

TEST(DingTalkSurvey, GivesUpWhoIsNoMember) {
    Service service{way("DingTalk")};
    service.as<DingTalkDouble>().remove(way("DingTalk").user);
    service.begin();
    EXPECT_TRUE(wait_until([&] { return service.sends("permanent") >= 1; }, kPatience));
    EXPECT_THAT(service.seen(), IsEmpty());
}

}  // namespace
}  // namespace askwell::test
