// The worker's rounds on a clock of the test's own: days of downtime, and clocks that jump.
#include "bot/rounds.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/config.h"
#include "bot/dispatcher.h"
#include "bot/http_client.h"
#include "bot/sender.h"
#include "bot/service_clock.h"
#include "storage/sqlite_ledger.h"
#include "storage/sqlite_store.h"
#include "tests/support/loop.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::bot {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::IsEmpty;
using testing::SizeIs;

/// 2026-03-02 (a Monday) 10:00 UTC.
constexpr flows::TimePoint kMonday = flows::from_unix_ms(1'772'445'600'000);
constexpr int kPerSecond = 50;

/// What all clocks of a test say; they jump apart when a test says so.
struct Clocks {
    flows::TimePoint wall = kMonday;
    TimeGuard::Steady steady{hours{1}};
    std::optional<flows::TimePoint> store;  ///< nullopt: the store has none of its own
    void pass(flows::Duration span) {
        wall += span;
        steady += span;
        if (store) *store += span;
    }
};

struct Said {
    std::string address;
    flows::MessageKind kind;
    flows::TimePoint at;
};

/// A worker without a network: what is said is written down. `sends`: it goes out through the sender instead.
class Service {
  public:
    Service(const std::filesystem::path& folder, Clocks& clocks, const std::string& base_url = {})
        : clocks_(clocks),
          config_(load(base_url)),
          store_(storage::make_sqlite_store(folder / "conversations.db", cipher())),
          ledger_(storage::make_sqlite_ledger(folder / "ledger.db", cipher())),
          environment_{loop_.executor(),  config_, keys_,    *store_,
                       *ledger_,          client_, metrics_, [&clocks] { return clocks.wall; },
                       storage::Holder{7}} {}

    void start(const std::string& address, const std::string& zone) {
        flows::StartRequested event;
        event.survey_id = "service-process";
        event.event_id = "event of " + address;
        event.time_zone = zone;
        event.opted_in = true;
        happen(address, event);
    }
    void say(const std::string& address, const std::string& text) {
        flows::TextReceived event;
        event.text = text;
        happen(address, event);
    }
    flows::Conversation conversation(const std::string& address) {
        auto state = loop_.run(store_->load(keys_.of({"telegram", address})));
        return state->conversation.value_or(flows::Conversation{});
    }
    /// One round and all that comes of it; what was said.
    std::vector<Said> round() {
        said_.clear();
        loop_.run(one_round());
        finish();
        return said_;
    }
    /// One round, and some time for what it began.
    void round_with_network() {
        loop_.run(one_round());
        loop_.context().restart();
        loop_.context().run_for(std::chrono::milliseconds{20});
    }
    const std::vector<Said>& said() const { return said_; }

  private:
    static Config load(const std::string& base_url) {
        const auto loaded =
            parse_config("/config.json",
                         fmt::format(R"({{
            "conversation": {{"language": "en", "timers_per_second": {}}},
            "channels": {{"telegram": {{"platform": "telegram", "token": "123456:AAtest-bot-token",
                          "secret_token": "webhook-secret", "base_url": "{}"}}}}}})",
                                     kPerSecond, base_url.empty() ? "http://127.0.0.1:1" : base_url),
                         [](const std::string&) { return std::nullopt; });
        if (!loaded.config) throw std::logic_error(flows::to_string(loaded.diagnostics.front()));
        return *loaded.config;
    }
    static std::shared_ptr<const storage::Cipher> cipher() {
        using Keys = std::map<std::string, std::string, std::less<>>;
        return std::make_shared<const storage::Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
    }
    void happen(const std::string& address, const flows::Event& event) {
        const auto received_at =
            clocks_.wall - std::chrono::milliseconds{20};  // looking it up takes a moment
        const auto handled = loop_.run(dispatcher_.handle({"telegram", address}, event,
                                                          address + std::to_string(events_++), received_at));
        ASSERT_TRUE(handled) << handled.error().message();
        finish();
    }
    /// Runs until nothing is under way any more: the store does one job after the other, and what a due time
    /// brings takes fewer of them in a row than this.
    void finish() {
        for (int jobs = 0; jobs < 8; ++jobs) loop_.run(store_->load(keys_.of({"telegram", "nobody"})));
    }
    AfterCommit write_down() {
        AfterCommit after;
        after.send = [this](storage::ContactKey key, flows::ContactId contact,
                            std::vector<flows::Outgoing> messages, std::string) {
            for (const flows::Outgoing& message : messages) {
                said_.push_back({contact.address, message.kind, clocks_.wall});
                if (die_before_sending) continue;
                spawn(loop_.executor(), "settle", settle(key, message.number));
            }
        };
        after.deliver = [](storage::ContactKey, std::vector<flows::Outgoing>) {};
        after.hand_off = [](std::vector<flows::Finished>) {};
        return after;
    }
    boost::asio::awaitable<void> settle(storage::ContactKey key, std::uint64_t number) {
        storage::Settle settled{key, number, true, {}, clocks_.wall, seconds{30}, storage::Holder{7}};
        co_await store_->settle(std::move(settled));
    }
    boost::asio::awaitable<bool> one_round() {
        co_await rounds_.run_once();
        co_return true;
    }
    boost::asio::awaitable<storage::Result<flows::TimePoint>> store_clock() { co_return *clocks_.store; }
    OtherClocks other_clocks() {
        OtherClocks clocks;
        clocks.steady = [this] { return clocks_.steady; };
        clocks.machine = [this] { return clocks_.wall; };
        clocks.follow = [this](flows::TimePoint right, flows::Duration) { followed = right; };
        if (clocks_.store) clocks.store = [this] { return store_clock(); };
        return clocks;
    }

    test::Loop loop_;
    Clocks& clocks_;
    LiveConfig config_;
    const storage::ContactKeys keys_{std::string(32, 'c')};
    std::unique_ptr<storage::ConversationStore> store_;
    std::unique_ptr<storage::Ledger> ledger_;
    HttpClient client_{loop_.executor(), ClientOptions{}};
    Metrics metrics_;
    WorkerEnvironment environment_;
    Dispatcher dispatcher_{environment_, write_down()};
    Sender sender_{environment_,
                   [](storage::ContactKey, flows::Event) -> boost::asio::awaitable<void> { co_return; }};
    HandOff hand_off_{environment_};
    Rounds rounds_{environment_, dispatcher_, sender_, hand_off_, other_clocks()};
    std::vector<Said> said_;
    int events_ = 0;

  public:
    std::optional<flows::TimePoint> followed;  ///< what the rounds told the service's clock
    bool die_before_sending = false;  ///< what is committed is never said, as when the process dies then
};

class RoundsTest : public testing::Test {
  protected:
    test::TempDir folder;
    Clocks clocks;
};

// ---- downtime ----

TEST_F(RoundsTest, after_five_days_of_downtime_everybody_is_reminded_once_within_hours_at_the_rate) {
    constexpr int kCustomers = 2000;
    // At 10:00 UTC on Monday it is within hours in all of these, and at 14:00 on the day of the return in the
    // first two only.
    const std::vector<std::string> zones{"UTC", "Europe/Berlin", "Asia/Shanghai", "Asia/Tokyo"};
    std::map<std::string, std::string> zone_of;
    {
        Service service{folder.path(), clocks};
        for (int each = 0; each < kCustomers; ++each) {
            const std::string address = std::to_string(10'000 + each);
            zone_of[address] = zones[static_cast<std::size_t>(each) % zones.size()];
            service.start(address, zone_of[address]);
        }
    }
    clocks.pass(8 * flows::kDay + hours{4});  // three days until they are due, five days and four hours more
    std::map<std::string, int> reminders;
    Service service{folder.path(), clocks};
    const flows::TimePoint end = clocks.wall + hours{24};
    while (clocks.wall < end) {
        const auto said = service.round();
        EXPECT_LE(said.size(), static_cast<std::size_t>(kPerSecond)) << "in one second";
        for (const Said& each : said) {
            EXPECT_EQ(each.kind, flows::MessageKind::reminder);
            EXPECT_TRUE(flows::within({}, each.at, zone_of[each.address])) << zone_of[each.address];
            ++reminders[each.address];
        }
        clocks.pass(service.said().empty() ? flows::Duration{hours{1}} : flows::Duration{seconds{1}});
    }
    EXPECT_THAT(reminders, SizeIs(kCustomers));
    EXPECT_TRUE(std::ranges::all_of(reminders, [](const auto& each) { return each.second == 1; }));
}

TEST_F(RoundsTest, a_reminder_left_over_from_before_the_stop_is_not_sent_at_night) {
    test::TelegramDouble telegram;
    telegram.know(7001);
    {
        Service service{folder.path(), clocks};
        service.start("7001", "UTC");
        clocks.pass(3 * flows::kDay + hours{9} + minutes{59});  // Thursday, 19:59
        service.die_before_sending = true;
        ASSERT_THAT(service.round(), SizeIs(1));
    }
    clocks.pass(hours{3});
    Service service{folder.path(), clocks, telegram.base_url()};
    for (int rounds = 0; rounds < 10; ++rounds) {
        service.round_with_network();
        clocks.pass(minutes{1});
    }
    EXPECT_EQ(telegram.server().requests(), 0U) << "it is 23:00";
    clocks.pass(kMonday + 3 * flows::kDay + hours{23} + minutes{1} - clocks.wall);  // Friday, 09:01
    const auto sent = [&] {
        service.round_with_network();
        return !telegram.messages(7001).empty();
    };
    EXPECT_TRUE(test::wait_until(sent, seconds{20}));
    clocks.pass(hours{1});
    service.round_with_network();
    EXPECT_THAT(telegram.messages(7001), SizeIs(1));
    EXPECT_THAT(telegram.violations(), IsEmpty());
}

// ---- clocks that jump ----

TEST_F(RoundsTest, a_clock_that_jumps_ahead_reminds_nobody_until_it_has_lasted) {
    Service service{folder.path(), clocks};
    for (int each = 0; each < 20; ++each) service.start(std::to_string(each), "UTC");
    EXPECT_THAT(service.round(), IsEmpty());
    clocks.wall += 4 * flows::kDay;
    EXPECT_THAT(service.round(), IsEmpty());
    clocks.pass(minutes{14});
    EXPECT_THAT(service.round(), IsEmpty());
    clocks.wall -= 4 * flows::kDay;
    EXPECT_THAT(service.round(), IsEmpty()) << "it was wrong";
    clocks.wall += 4 * flows::kDay;
    EXPECT_THAT(service.round(), IsEmpty());
    clocks.pass(minutes{16});
    EXPECT_THAT(service.round(), SizeIs(20)) << "it was right";
}

TEST_F(RoundsTest, a_clock_that_differs_from_the_store_s_reminds_nobody_until_both_agree) {
    clocks.store = clocks.wall;
    Service service{folder.path(), clocks};
    for (int each = 0; each < 20; ++each) service.start(std::to_string(each), "UTC");
    EXPECT_THAT(service.round(), IsEmpty());
    *clocks.store = clocks.wall + seconds{60};
    clocks.pass(3 * flows::kDay + hours{1});
    *clocks.store = clocks.wall - seconds{61};
    service.followed.reset();
    EXPECT_THAT(service.round(), IsEmpty());
    clocks.pass(hours{1});
    EXPECT_THAT(service.round(), IsEmpty()) << "however long it lasts: one of the two is wrong";
    EXPECT_EQ(service.followed, std::nullopt) << "… and nobody can say which";
    *clocks.store = clocks.wall - seconds{60};
    std::size_t reminded = 0;  // in a round or two: what one lane may take up, another has to wait for
    for (int rounds = 0; rounds < 4; ++rounds) reminded += service.round().size();
    EXPECT_EQ(reminded, 20U);
    EXPECT_EQ(service.followed, clocks.store);
}

TEST(ServiceClock, goes_by_the_clock_that_counts_whatever_the_machine_s_does) {
    Clocks clocks;
    ServiceClock clock{[&clocks] { return clocks.wall; }, [&clocks] { return clocks.steady; }};
    EXPECT_EQ(clock.now(), kMonday) << "there is no other yet";
    clocks.pass(seconds{10});
    EXPECT_EQ(clock.now(), kMonday + seconds{10});
    clocks.wall += seconds{30};
    EXPECT_EQ(clock.now(), kMonday + seconds{10}) << "a jump of the machine's clock";
    EXPECT_EQ(clock.machine(), kMonday + seconds{40});
    clock.follow(kMonday + seconds{15}, {});
    EXPECT_EQ(clock.now(), kMonday + seconds{15});
    clocks.pass(seconds{1});
    clock.follow(kMonday + seconds{16} + ServiceClock::kNoise, {});
    EXPECT_EQ(clock.now(), kMonday + seconds{16}) << "noise";
    clock.follow(kMonday + seconds{18}, seconds{2});
    EXPECT_EQ(clock.now(), kMonday + seconds{16}) << "the store took four seconds to say so";
    clock.follow(kMonday - seconds{5}, seconds{2});
    EXPECT_EQ(clock.now(), kMonday - seconds{5});
}

TEST_F(RoundsTest, a_clock_that_jumps_back_reminds_nobody_early_or_twice) {
    Service service{folder.path(), clocks};
    service.start("7001", "UTC");
    clocks.pass(3 * flows::kDay + hours{1});
    ASSERT_THAT(service.round(), SizeIs(1));
    service.start("7002", "UTC");
    clocks.wall -= 2 * flows::kDay;
    std::vector<Said> said;
    for (int hour = 0; hour < 24 * 4; ++hour) {
        for (const Said& each : service.round()) said.push_back(each);
        clocks.pass(hours{1});
    }
    EXPECT_THAT(said, IsEmpty())
        << "the second is due three days after the question, by the clock that asked";
    clocks.pass(2 * flows::kDay);
    for (int hour = 0; hour < 24; ++hour) {
        for (const Said& each : service.round()) said.push_back(each);
        clocks.pass(hours{1});
    }
    ASSERT_THAT(said, SizeIs(1));
    EXPECT_EQ(said[0].address, "7002");
}

TEST_F(RoundsTest, an_answer_counts_when_the_clock_jumped_back_after_the_question) {
    Service service{folder.path(), clocks};
    service.start("7001", "UTC");
    clocks.pass(minutes{1});
    service.say("7001", "start");
    clocks.wall -= hours{1};
    service.say("7001", "phone");
    const flows::Conversation conversation = service.conversation("7001");
    ASSERT_THAT(conversation.answers, SizeIs(1));
    EXPECT_EQ(conversation.answers[0].status, flows::AnswerStatus::answered);
    clocks.pass(seconds{5});
    service.say("7001", "1 minute");
    EXPECT_THAT(service.conversation("7001").answers, SizeIs(2));
}

}  // namespace
}  // namespace askwell::bot
