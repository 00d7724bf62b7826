// The sender against a platform that does not answer in time.
#include "bot/sender.h"

#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bot/config.h"
#include "bot/dispatcher.h"
#include "bot/http_client.h"
#include "storage/sqlite_ledger.h"
#include "storage/sqlite_store.h"
#include "tests/support/loop.h"
#include "tests/support/process.h"
#include "tests/support/telegram_double.h"

namespace askwell::bot {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using testing::SizeIs;

constexpr flows::TimePoint kMonday = flows::from_unix_ms(1'772'445'600'000);  // 10:00 UTC
constexpr milliseconds kPlatformDeadline{1'500};
constexpr std::int64_t kChat = 7001;
constexpr storage::Holder kOurs{7};
constexpr storage::Holder kOther{8};

class SenderTest : public testing::Test {
  protected:
    SenderTest() { telegram.know(kChat); }

    void happen(const flows::Event& event, const std::string& id) {
        const auto handled = loop.run(dispatcher.handle(contact, event, id, now));
        ASSERT_TRUE(handled) << handled.error().message();
    }
    void start() {
        flows::StartRequested event;
        event.survey_id = "csat";
        event.event_id = "event";
        event.opted_in = true;
        happen(event, "m1");
    }
    void say(const std::string& text) {
        flows::TextReceived event;
        event.text = text;
        happen(event, "m2");
    }
    /// Our lease ends; another worker claims the contact, and settles `number`: the outbox is empty then.
    void lose_to_another(std::uint64_t number) {
        now += config->send_lease + minutes{1};
        const auto claimed =
            loop.run(store->claim_outbox(key.partition, now, config->send_lease, 10, kOther));
        ASSERT_TRUE(claimed);
        ASSERT_THAT(*claimed, SizeIs(1));
        const auto rest = loop.run(store->settle({key, number, true, {}, now, config->send_lease, kOther}));
        ASSERT_TRUE(rest);
        ASSERT_THAT(*rest, SizeIs(0));
    }
    void run_for(milliseconds time) {
        loop.context().restart();
        loop.context().run_for(time);
    }

    Config load() {
        const auto loaded = parse_config("/config.json",
                                         fmt::format(R"({{"conversation": {{"language": "en"}},
            "channels": {{"telegram": {{"platform": "telegram", "token": "123456:AAtest-bot-token",
                          "secret_token": "webhook-secret", "base_url": "{}"}}}}}})",
                                                     telegram.base_url()),
                                         [](const std::string&) { return std::nullopt; });
        if (!loaded.config) throw std::logic_error(flows::to_string(loaded.diagnostics.front()));
        return *loaded.config;
    }
    static std::shared_ptr<const storage::Cipher> cipher() {
        using Keys = std::map<std::string, std::string, std::less<>>;
        return std::make_shared<const storage::Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
    }
    AfterCommit after_commit() {
        AfterCommit after;
        after.send = [this](storage::ContactKey to, flows::ContactId who, std::vector<flows::Outgoing> what,
                            std::string route) {
            sender.send(std::move(to), std::move(who), std::move(what), std::move(route));
        };
        after.deliver = [](storage::ContactKey, std::vector<flows::Outgoing>) {};
        after.hand_off = [](std::vector<flows::Finished>) {};
        return after;
    }

    test::TempDir folder;
    test::TelegramDouble telegram;
    test::Loop loop;
    flows::TimePoint now = kMonday;
    LiveConfig config{load()};
    const storage::ContactKeys keys{std::string(32, 'c')};
    const flows::ContactId contact{"telegram", std::to_string(kChat)};
    const storage::ContactKey key = keys.of(contact);
    std::unique_ptr<storage::ConversationStore> store =
        storage::make_sqlite_store(folder.path() / "conversations.db", cipher());
    std::unique_ptr<storage::Ledger> ledger =
        storage::make_sqlite_ledger(folder.path() / "ledger.db", cipher());
    ClientOptions options = [] {
        ClientOptions made;
        made.timeout = kPlatformDeadline;
        return made;
    }();
    HttpClient client{loop.executor(), options};
    Metrics metrics;
    WorkerEnvironment environment{loop.executor(),        config, keys, *store, *ledger, client, metrics,
                                  [this] { return now; }, kOurs};
    Sender sender{environment,
                  [](storage::ContactKey, flows::Event) -> boost::asio::awaitable<void> { co_return; }};
    Dispatcher dispatcher{environment, after_commit()};
};

TEST_F(SenderTest, a_send_that_comes_back_after_its_lease_leaves_what_was_committed_since_to_its_own) {
    telegram.server().fail_next(test::Fault::hang, 1);
    start();
    run_for(kPlatformDeadline / 10);
    lose_to_another(1);

    telegram.server().fail_next(test::Fault::late, 1);
    say("ok");
    run_for(2 * kPlatformDeadline);
    EXPECT_THAT(telegram.messages(kChat), SizeIs(1))
        << "the question, once: the first send came back in between";
}

}  // namespace
}  // namespace askwell::bot
