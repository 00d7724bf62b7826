// The sender: what it makes of a platform's answers, and of leases that ended meanwhile, on a clock of the
// test's own.
#include "bot/sender.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/config.h"
#include "bot/http_client.h"
#include "storage/sqlite_ledger.h"
#include "storage/sqlite_store.h"
#include "tests/support/conversation_samples.h"
#include "tests/support/loop.h"
#include "tests/support/platform_double.h"
#include "tests/support/process.h"

namespace askwell::bot {
namespace {

using adapters::SendOutcome;
using adapters::SendResult;
using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr flows::TimePoint kNoon = flows::from_unix_ms(1'790'000'000'000);
constexpr storage::Holder kUs{7};
constexpr storage::Holder kAnother{8};
constexpr std::string_view kTooMany = "over-its-limit";

/// Posts the address, and behind it the reply route if there is one; what an answer that is not 200 means is
/// the test's to say.
class PlainAdapter final : public adapters::Adapter {
  public:
    PlainAdapter(std::string url, SendResult refusal) : url_(std::move(url)), refusal_(std::move(refusal)) {}

    adapters::Received receive(const adapters::WebhookRequest&, adapters::TimePoint) const override {
        return {};
    }
    std::vector<adapters::SendRequest> compose(std::string_view address, const flows::Outgoing&,
                                               const adapters::ComposeContext& context) const override {
        return {{"POST", url_, {}, std::string{address} + context.reply_route, {}}};
    }
    SendResult result(const adapters::SendResponse& response) const override {
        return response.status == 200 ? SendResult{} : refusal_;
    }
    adapters::Traits traits() const override { return {}; }

  private:
    std::string url_;
    SendResult refusal_;
};

/// A platform that takes what is for anybody but those whose address begins with kTooMany: that is 429.
class Platform {
  public:
    Platform() : server_({[this](const test::HttpQuestion& asked) { return answer(asked); }, {}, {}}) {}

    std::string url() const { return server_.base_url() + "/"; }
    std::vector<std::string> reached() {
        const std::lock_guard lock{mutex_};
        return reached_;
    }
    /// From now on an answer comes only when the test says so.
    void hold() {
        const std::lock_guard lock{mutex_};
        held_ = true;
    }
    void let_go(int requests = 1) { go_.release(requests); }

  private:
    test::HttpAnswer answer(const test::HttpQuestion& asked) {
        bool held = false;
        {
            const std::lock_guard lock{mutex_};
            if (asked.body.starts_with(kTooMany)) return {429, {}, "too many"};
            reached_.push_back(asked.body);
            held = held_;
        }
        if (held && !go_.try_acquire_for(seconds{30})) return {500, {}, "the test forgot us"};
        return {200, {}, "ok"};
    }

    std::mutex mutex_;
    std::vector<std::string> reached_;
    bool held_ = false;
    std::counting_semaphore<> go_{0};
    test::PlatformServer server_;
};

/// One worker's sender on one channel.
class Service {
  public:
    Service(const std::filesystem::path& folder, const std::string& url, SendResult refusal)
        : config_(with_channel(std::make_shared<PlainAdapter>(url, std::move(refusal)))),
          store_(storage::make_sqlite_store(folder / "conversations.db", cipher())),
          ledger_(storage::make_sqlite_ledger(folder / "ledger.db", cipher())) {}

    /// A question to `address`, the first or a later one, is committed and sent at once.
    void ask(const std::string& address, std::uint64_t number = 1) {
        storage::Commit commit = asking(address, number);
        const auto key = commit.key;
        const auto messages = commit.outgoing;
        ASSERT_TRUE(loop_.run(store_->commit(std::move(commit)))->send_now);
        sender_.send(key, {"c", address}, messages, {});
    }
    /// A later one is committed while an earlier one is on its way, in answer to what came by `reply_route`.
    void ask_behind(const std::string& address, std::uint64_t number, const std::string& reply_route) {
        storage::Commit commit = asking(address, number);
        commit.reply_route = reply_route;
        ASSERT_FALSE(loop_.run(store_->commit(std::move(commit)))->send_now);
    }
    /// Runs until `done`, or too long; returns what `done` says in the end.
    bool run_until(const std::function<bool()>& done) {
        return test::wait_until([&] {
            loop_.context().restart();
            loop_.context().run_for(std::chrono::milliseconds{5});
            return done();
        });
    }
    bool run_until_quiet() {
        return run_until([this] { return sender_.busy() == 0; });
    }
    std::vector<storage::Pending> outbox(const std::string& address) {
        return loop_.run(store_->outbox(keys_.of({"c", address}))).value();
    }
    /// Whose outboxes `holder` may take now.
    std::size_t claim(const std::string& address, storage::Holder holder) {
        const int partition = keys_.of({"c", address}).partition;
        return loop_.run(store_->claim_outbox(partition, now, config_->send_lease, 9, holder)).value().size();
    }
    /// Another worker says that a message it claimed went out.
    void settle_elsewhere(const std::string& address, std::uint64_t number) {
        storage::Settle settle;
        settle.key = keys_.of({"c", address});
        settle.number = number;
        settle.done = settle.went_out = true;
        settle.now = now;
        settle.lease = config_->send_lease;
        settle.holder = kAnother;
        ASSERT_TRUE(loop_.run(store_->settle(std::move(settle))));
    }
    std::string metrics() const { return metrics_.text(); }

    flows::TimePoint now = kNoon;

  private:
    storage::Commit asking(const std::string& address, std::uint64_t number) const {
        flows::Outgoing question = test::full_outgoing();
        question.number = number;
        question.kind = flows::MessageKind::question;
        storage::Commit commit;
        commit.key = keys_.of({"c", address});
        commit.expected_version = number - 1;
        commit.next = test::full_contact();
        commit.next.opted_out = commit.next.blocked = false;
        commit.next.key = commit.key.text();
        commit.next.contact = {"c", address};
        commit.outgoing.push_back(std::move(question));
        commit.now = now;
        commit.lease = config_->send_lease;
        commit.holder = kUs;
        return commit;
    }
    static Config with_channel(adapters::AdapterPtr adapter) {
        Config config;
        Channel channel;
        channel.name = "c";
        channel.adapter = std::move(adapter);
        channel.sends_per_second = 1000;
        config.channels.emplace("c", std::move(channel));
        return config;
    }
    static std::shared_ptr<const storage::Cipher> cipher() {
        using Keys = std::map<std::string, std::string, std::less<>>;
        return std::make_shared<const storage::Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
    }

    test::Loop loop_;
    LiveConfig config_;
    const storage::ContactKeys keys_{std::string(32, 'c')};
    std::unique_ptr<storage::ConversationStore> store_;
    std::unique_ptr<storage::Ledger> ledger_;
    HttpClient client_{loop_.executor(), ClientOptions{}};
    Metrics metrics_;
    Sender sender_{
        {loop_.executor(), config_, keys_, *store_, *ledger_, client_, metrics_, [this] { return now; }, kUs},
        [](storage::ContactKey, flows::Event) -> boost::asio::awaitable<void> { co_return; }};
};

class SenderTest : public testing::Test {
  protected:
    static SendResult refusal(bool contact_only, std::optional<adapters::Duration> retry_after) {
        return {SendOutcome::retry, "", "too many", retry_after, contact_only};
    }

    test::TempDir folder;
    Platform platform;
};

TEST_F(SenderTest, a_limit_of_one_number_makes_that_number_wait_and_no_other) {
    Service service{folder.path(), platform.url(), refusal(true, hours{1})};
    service.ask(std::string{kTooMany});
    ASSERT_TRUE(service.run_until_quiet());
    service.ask("another");
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(platform.reached(), ElementsAre("another"));
    EXPECT_THAT(service.outbox("another"), IsEmpty());
    ASSERT_THAT(service.outbox(std::string{kTooMany}), SizeIs(1));
    service.now += hours{1} - seconds{1};
    EXPECT_EQ(service.claim(std::string{kTooMany}, kUs), 0U);
    service.now += seconds{1};
    EXPECT_EQ(service.claim(std::string{kTooMany}, kUs), 1U) << "when the platform said";
}

TEST_F(SenderTest, a_limit_of_ours_makes_the_whole_channel_wait) {
    Service service{folder.path(), platform.url(), refusal(false, hours{1})};
    service.ask(std::string{kTooMany});
    ASSERT_TRUE(service.run_until_quiet());
    service.ask("another");
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(platform.reached(), IsEmpty());
    EXPECT_THAT(service.outbox("another"), SizeIs(1));
}

TEST_F(SenderTest, numbers_over_their_limit_are_no_sign_of_a_sick_platform) {
    Service service{folder.path(), platform.url(), refusal(true, std::nullopt)};
    for (int times = 0; times < 2 * Circuit::kFailures; ++times) {
        service.ask(std::string{kTooMany} + std::to_string(times));
        ASSERT_TRUE(service.run_until_quiet());
    }
    service.ask("another");
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(platform.reached(), ElementsAre("another"));
    EXPECT_THAT(service.metrics(), Not(HasSubstr("askwell_channel_circuit_open{channel=\"c\"} 1")));
}

TEST_F(SenderTest, what_went_out_is_not_said_again_by_who_took_the_lease_meanwhile) {
    Service service{folder.path(), platform.url(), {}};
    platform.hold();
    service.ask("somebody");
    ASSERT_TRUE(service.run_until([this] { return !platform.reached().empty(); }));
    service.now += seconds{31};  // the platform is slow, or this process stood still
    ASSERT_EQ(service.claim("somebody", kAnother), 1U);
    platform.let_go();
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(service.outbox("somebody"), IsEmpty());
}

TEST_F(SenderTest, a_send_that_comes_back_late_leaves_what_was_committed_since_to_its_own_drain) {
    Service service{folder.path(), platform.url(), {}};
    platform.hold();
    service.ask("somebody");
    ASSERT_TRUE(service.run_until([this] { return !platform.reached().empty(); }));
    service.now += seconds{31};
    ASSERT_EQ(service.claim("somebody", kAnother), 1U);
    service.settle_elsewhere("somebody", 1);
    service.ask("somebody", 2);  // the outbox was empty: it is ours again, while the first send still waits
    platform.let_go();
    ASSERT_TRUE(service.run_until([this] { return platform.reached().size() == 2; }));
    platform.let_go(2);  // … and were there a third request, it would have its answer, too
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(platform.reached(), SizeIs(2)) << "the second question, once";
    EXPECT_THAT(service.outbox("somebody"), IsEmpty());
}

TEST_F(SenderTest, what_was_committed_behind_another_message_goes_by_its_own_reply_route) {
    Service service{folder.path(), platform.url(), {}};
    platform.hold();
    service.ask("somebody");
    ASSERT_TRUE(service.run_until([this] { return !platform.reached().empty(); }));
    service.ask_behind("somebody", 2, " in session one");
    service.ask_behind("somebody", 3, " in session two");
    platform.let_go(3);
    ASSERT_TRUE(service.run_until_quiet());
    EXPECT_THAT(platform.reached(),
                ElementsAre("somebody", "somebody in session one", "somebody in session two"));
}

}  // namespace
}  // namespace askwell::bot
