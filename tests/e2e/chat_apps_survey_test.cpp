// A whole survey over WhatsApp, Messenger, LINE and Slack with the real service and its embedded stores:
// buttons where the platform has them, every webhook twice, what each platform alone can do wrong.
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/http_exchange.h"
#include "tests/support/line_double.h"
#include "tests/support/messenger_double.h"
#include "tests/support/process.h"
#include "tests/support/slack_double.h"
#include "tests/support/whatsapp_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

constexpr seconds kPatience{30};
constexpr const char* kInvitation = "Hello from Tom & Co <3>!";
constexpr const char* kQuestion = "How satisfied were you with the service this time?";
constexpr const char* kThanks = "Thank you very much!";

/// One platform with one customer, and the service that asks them.
class Conversation {
  public:
    Conversation(ChatDouble& chat, std::string who, std::string address, const json& more_settings = {})
        : chat_(chat),
          who_(std::move(who)),
          address_(std::move(address)),
          askwell_{folder_.path(),
                   {{"conversation", AskwellProcess::quick_conversation()},
                    {"channels", {{"chat", settings(more_settings)}}}}} {
        chat_.deliver_to({.urls = {askwell_.url("/webhooks/chat")}, .attempts = 1});
    }
    ~Conversation() {
        EXPECT_THAT(chat_.server().violations(), IsEmpty());
        if (testing::Test::HasFailure()) ADD_FAILURE() << askwell_.output();
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    AskwellProcess& askwell() { return askwell_; }

    void say(std::string_view text) { EXPECT_TRUE(chat_.say(who_, text).accepted) << text; }
    void tap(std::string_view button) { EXPECT_TRUE(chat_.tap(who_, button).accepted) << button; }

    /// The next message on the phone that next() has not returned yet.
    ChatMessage next() {
        const auto seen = chat_.phones().wait_for_messages(who_, ++shown_, kPatience);
        if (seen.size() >= shown_) return seen[shown_ - 1];
        ADD_FAILURE() << "the phone got " << seen.size() << " messages, not " << shown_;
        return {};
    }

    json trigger(const std::string& id) {
        return askwell_.trigger(id, {{"channel", "chat"},
                                     {"address", address_},
                                     {"language", "en"},
                                     {"opted_in", true},
                                     {"fields", {{"company", "Tom & Co <3>"}}}});
    }
    /// The customer writes, which opens the platform's window, and is invited.
    ChatMessage invite() {
        say("hi");
        EXPECT_EQ(trigger("invite").value("status", ""), "accepted");
        return next();
    }

    /// The row of the survey in the ledger, once it is there. The "hi" is kept in one of its own.
    json row() {
        json found;
        EXPECT_TRUE(wait_until(
            [&] {
                found = json::array();
                for (const json& each : askwell_.ledger()) {
                    if (each.at("disposition") != "unsolicited") found.push_back(each);
                }
                return !found.empty();
            },
            kPatience));
        EXPECT_THAT(found, SizeIs(1));
        return found.empty() ? json{{"disposition", ""}, {"end_reason", ""}} : found.at(0);
    }
    /// How many sends ended so.
    double sends(const std::string& outcome) {
        return askwell_.metric("askwell_sends_total{channel=\"chat\",outcome=\"" + outcome + "\"}");
    }
    /// How many webhooks brought what had come before.
    double duplicates() {
        return askwell_.metric(R"(askwell_events_total{channel="chat",result="duplicate"})");
    }
    void expect_nothing_more() { EXPECT_THAT(chat_.phones().messages(who_), SizeIs(shown_)); }

  private:
    json settings(const json& more) const {
        json all = chat_.channel();
        all["survey"] = "csat";
        if (more.is_object()) all.update(more);
        return all;
    }

    TempDir folder_;
    ChatDouble& chat_;
    const std::string who_;
    const std::string address_;
    AskwellProcess askwell_;
    std::size_t shown_ = 0;
};

// ---- all of them ----

struct App {
    std::string name;
    std::unique_ptr<ChatDouble> (*make)();
    std::string who;
    std::string address;
    std::string five;  ///< what stands on the button of the best score
};

void PrintTo(const App& app, std::ostream* out) {
    *out << app.name;
}

template <typename Double>
std::unique_ptr<ChatDouble> make_double() {
    return std::make_unique<Double>();
}

class ChatApp : public testing::TestWithParam<App> {};

TEST_P(ChatApp, AsksByButtonsAndCountsEveryWebhookOnceThoughEachComesTwice) {
    const App& app = GetParam();
    const auto chat = app.make();
    Conversation talk{*chat, app.who, app.address};
    chat->deliver_to({.urls = {talk.askwell().url("/webhooks/chat")}, .copies = 2, .attempts = 1});

    const ChatMessage invitation = talk.invite();
    EXPECT_THAT(invitation.text, StartsWith(kInvitation));
    ASSERT_THAT(invitation.buttons, SizeIs(2));
    EXPECT_EQ(invitation.buttons[0].caption, "Start");
    talk.tap("Start");

    const ChatMessage question = talk.next();
    EXPECT_THAT(question.text, StartsWith(kQuestion));
    ASSERT_THAT(question.buttons, SizeIs(5));
    EXPECT_EQ(question.buttons[4].caption, app.five);
    talk.tap("Start");  // long since answered
    talk.tap(app.five);

    EXPECT_THAT(talk.next().text, HasSubstr("What did you like about it?"));
    talk.say("Friendly & quick <3 — 很满意 😀");
    EXPECT_THAT(talk.next().text, StartsWith(kThanks));

    const json row = talk.row();
    EXPECT_EQ(row.at("disposition"), "complete");
    EXPECT_EQ(row.at("answers").at(0).value("value", 0), 5);
    EXPECT_THAT(row.dump(), HasSubstr("Friendly & quick <3 — 很满意 😀"));
    EXPECT_EQ(talk.duplicates(), 5) << "hi, Start, Start again, the score, the reason";
    talk.expect_nothing_more();
}

TEST_P(ChatApp, SaysEverythingThoughThePlatformIsBusyOrBrokenForAWhile) {
    const App& app = GetParam();
    const auto chat = app.make();
    Conversation talk{*chat, app.who, app.address};
    talk.say("hi");
    chat->server().fail_next(Fault::too_many_requests);
    EXPECT_EQ(talk.trigger("busy").value("status", ""), "accepted");
    EXPECT_THAT(talk.next().text, StartsWith(kInvitation));
    chat->server().fail_next(Fault::server_error);
    talk.tap("Start");
    EXPECT_THAT(talk.next().text, StartsWith(kQuestion));
    talk.expect_nothing_more();
    EXPECT_EQ(talk.sends("retry"), 2);
}

INSTANTIATE_TEST_SUITE_P(
    Each, ChatApp,
    testing::Values(
        App{"WhatsApp", make_double<WhatsAppDouble>, "16505551234", "+16505551234", "5 · very satisfied"},
        App{"Messenger", make_double<MessengerDouble>, "7654321000000001", "7654321000000001", "5"},
        App{"Line", make_double<LineDouble>, "U4af4980629000000000000000000abcd",
            "U4af4980629000000000000000000abcd", "5"},
        App{"Slack", make_double<SlackDouble>, "U0001", "U0001", "5 · very satisfied"}),
    [](const auto& instance) { return instance.param.name; });

// ---- WhatsApp ----

constexpr const char* kNumber = "16505551234";

TEST(WhatsAppSurvey, InvitesByTemplateWhoHasNotWrittenAndAsksFreelyFromThenOn) {
    WhatsAppDouble chat{{.templates = {{"survey_invitation", 1}}}};
    const json entry = {{"message", "invitation"},
                        {"template", "survey_invitation"},
                        {"locale", "en_US"},
                        {"parameters", json::array({"{text}"})}};
    Conversation talk{chat, kNumber, "+1 (650) 555-1234", {{"templates", json::array({entry})}}};
    EXPECT_EQ(talk.trigger("cold").value("status", ""), "accepted");
    const ChatMessage invitation = talk.next();
    EXPECT_EQ(invitation.way, "template");
    EXPECT_THAT(invitation.text, StartsWith(std::string{"survey_invitation: "} + kInvitation));
    talk.say("Yes");
    const ChatMessage question = talk.next();
    EXPECT_EQ(question.way, "list");
    EXPECT_THAT(question.text, StartsWith(kQuestion));
}

TEST(WhatsAppSurvey, InvitesNobodyOutsideTheWindowWithoutATemplate) {
    WhatsAppDouble chat;
    Conversation talk{chat, kNumber, "+16505551234"};
    const json answer = talk.trigger("cold");
    EXPECT_EQ(answer.value("status", ""), "refused") << answer;
    EXPECT_EQ(answer.value("reason", ""), "window_closed") << answer;
    talk.expect_nothing_more();
}

TEST(WhatsAppSurvey, TriesAgainWhatWasTooFastAndEndsWithWhoStoppedIt) {
    WhatsAppDouble chat;
    Conversation talk{chat, kNumber, "+16505551234"};
    talk.say("hi");
    chat.refuse_next(130429);
    EXPECT_EQ(talk.trigger("fast").value("status", ""), "accepted");
    EXPECT_THAT(talk.next().text, StartsWith(kInvitation));
    EXPECT_EQ(talk.sends("retry"), 1);
    chat.refuse_next(131050);
    talk.tap("Start");
    EXPECT_EQ(talk.row().at("end_reason"), "blocked");
    EXPECT_EQ(talk.trigger("again").value("reason", ""), "opted_out");
}

TEST(WhatsAppSurvey, LearnsFromADeliveryReportThatNothingArrived) {
    WhatsAppDouble chat;
    Conversation talk{chat, kNumber, "+16505551234"};
    const ChatMessage invitation = talk.invite();
    EXPECT_TRUE(wait_until([&] { return talk.sends("sent") == 1; }));
    EXPECT_TRUE(chat.report(kNumber, invitation.id, "sent").accepted);
    EXPECT_TRUE(chat.report(kNumber, invitation.id, "failed", 131050).accepted);
    EXPECT_EQ(talk.row().at("end_reason"), "blocked");
}

TEST(WhatsAppSurvey, TalksToACustomerWhoseNumberIsHidden) {
    WhatsAppDouble chat;
    Conversation talk{chat, "US.13491208655302741918", "US.13491208655302741918"};
    EXPECT_TRUE(chat.open_chat("US.13491208655302741918").accepted);
    EXPECT_THAT(talk.next().text, StartsWith("Hello from customer service!"));
    talk.tap("Start");
    EXPECT_THAT(talk.next().text, StartsWith(kQuestion));
}

// ---- Messenger ----

TEST(MessengerSurvey, DoesNotAnswerItselfAndKeepsReports) {
    MessengerDouble chat;
    Conversation talk{chat, "7654321000000001", "7654321000000001"};
    const ChatMessage invitation = talk.invite();
    EXPECT_TRUE(chat.echo("7654321000000001", invitation).accepted);
    EXPECT_TRUE(chat.report_delivered("7654321000000001", invitation).accepted);
    talk.tap("Start");
    EXPECT_THAT(talk.next().text, StartsWith(kQuestion));
    talk.expect_nothing_more();
}

TEST(MessengerSurvey, EndsWithWhoCannotBeReached) {
    MessengerDouble chat;
    Conversation talk{chat, "7654321000000001", "7654321000000001"};
    talk.invite();
    chat.refuse_next(551);
    talk.tap("Start");
    EXPECT_EQ(talk.row().at("end_reason"), "blocked");
}

// ---- LINE ----

const std::string kFriend = "U4af4980629000000000000000000abcd";

TEST(LineSurvey, AnswersByReplyTokenWhichIsFreeAndInvitesByPush) {
    LineDouble chat;
    Conversation talk{chat, kFriend, kFriend};
    EXPECT_TRUE(chat.follow(kFriend).accepted);
    EXPECT_EQ(talk.next().way, "reply");
    LineDouble other;
    Conversation invited{other, kFriend, kFriend};
    EXPECT_EQ(invited.invite().way, "push");
}

TEST(LineSurvey, PushesAtOnceWhatAReplyTokenIsTooOldFor) {
    LineDouble chat;
    Conversation talk{chat, kFriend, kFriend};
    chat.spoil_reply_tokens();
    EXPECT_TRUE(chat.follow(kFriend).accepted);
    EXPECT_EQ(talk.next().way, "push");
    EXPECT_TRUE(wait_until([&] { return talk.sends("sent") == 1; }));
    EXPECT_EQ(talk.sends("permanent"), 0);
    EXPECT_EQ(talk.sends("retry"), 0);
}

TEST(LineSurvey, IsSeenOnceThoughTheAnswerToAPushIsLost) {
    LineDouble chat;
    Conversation talk{chat, kFriend, kFriend};
    talk.invite();
    chat.withhold_reply_tokens();
    EXPECT_TRUE(wait_until([&] { return talk.sends("sent") == 1; }));
    chat.server().fail_next(Fault::drop_answer);
    talk.tap("Start");
    EXPECT_THAT(talk.next().text, StartsWith(kQuestion));
    EXPECT_TRUE(wait_until([&] { return talk.sends("sent") == 2; }, kPatience)) << "409: said before";
    talk.expect_nothing_more();
}

TEST(LineSurvey, StartsWithANewFriendEndsWithABlockAndMayAskAgainAfterIt) {
    LineDouble chat;
    Conversation talk{chat, kFriend, kFriend};
    EXPECT_TRUE(chat.follow(kFriend).accepted);
    const ChatMessage invitation = talk.next();
    EXPECT_EQ(invitation.way, "reply");
    EXPECT_TRUE(chat.block(kFriend).accepted);
    EXPECT_EQ(talk.row().at("end_reason"), "blocked");
    EXPECT_EQ(talk.trigger("blocked").value("reason", ""), "opted_out");
    EXPECT_TRUE(chat.follow(kFriend).accepted);
    EXPECT_EQ(talk.trigger("back").value("status", ""), "accepted");
    talk.next();
}

// ---- Slack ----

TEST(SlackSurvey, DoesNotAnswerItselfAndEndsWithAMemberWhoIsGone) {
    SlackDouble chat;
    Conversation talk{chat, "U0001", "U0001"};
    const ChatMessage invitation = talk.invite();
    EXPECT_TRUE(chat.own_message_event("U0001", invitation).accepted);
    talk.tap("Start");
    EXPECT_THAT(talk.next().text, StartsWith(kQuestion));
    talk.expect_nothing_more();
    chat.refuse_next("user_disabled");
    talk.tap("5 · very satisfied");
    EXPECT_EQ(talk.row().at("end_reason"), "blocked");
}

}  // namespace
}  // namespace askwell::test
