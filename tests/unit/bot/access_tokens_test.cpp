// Access tokens between workers that share a store: who fetches, and what the others find.
#include "bot/access_tokens.h"

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <variant>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include "bot/config.h"
#include "bot/http_client.h"
#include "storage/sqlite_ledger.h"
#include "storage/sqlite_store.h"
#include "tests/support/loop.h"
#include "tests/support/platform_double.h"
#include "tests/support/process.h"

namespace askwell::bot {
namespace {

using adapters::SendOutcome;
using adapters::SendResult;
using nlohmann::json;
using std::chrono::hours;
using std::chrono::seconds;

constexpr flows::TimePoint kNoon = flows::from_unix_ms(1'790'000'000'000);
constexpr storage::Holder kUs{7};
constexpr storage::Holder kAnother{8};
const std::string kNote = "access_token:c";

/// Fetches a token by a GET; what is answered is the token.
class TokenAdapter final : public adapters::Adapter {
  public:
    explicit TokenAdapter(std::string url) : url_(std::move(url)) {}

    adapters::Received receive(const adapters::WebhookRequest&, adapters::TimePoint) const override {
        return {};
    }
    std::vector<adapters::SendRequest> compose(std::string_view, const flows::Outgoing&,
                                               const adapters::ComposeContext&) const override {
        return {};
    }
    SendResult result(const adapters::SendResponse&) const override { return {}; }
    std::optional<adapters::SendRequest> token_request() const override {
        return adapters::SendRequest{"GET", url_, {}, "", {}};
    }
    std::variant<adapters::TokenGrant, SendResult> read_token(
        const adapters::SendResponse& response) const override {
        if (response.status != 200) return SendResult{SendOutcome::retry, "", "refused", std::nullopt};
        return adapters::TokenGrant{response.body, hours{2}};
    }
    adapters::Traits traits() const override { return {}; }

  private:
    std::string url_;
};

class AccessTokensTest : public testing::Test {
  protected:
    static std::shared_ptr<const storage::Cipher> cipher() {
        using Keys = std::map<std::string, std::string, std::less<>>;
        return std::make_shared<const storage::Cipher>(Keys{{"k1", std::string(32, 'k')}}, "k1");
    }
    /// The token, or "" when there is none now.
    std::string get() {
        const auto answer = loop.run(tokens.get(&channel));
        const auto* const token = std::get_if<std::string>(&answer);
        return token == nullptr ? std::string{} : *token;
    }
    bool another_claims() {
        return loop.run(store->claim_note(kNote, kAnother, now + seconds{20}, now)).value();
    }
    boost::asio::awaitable<void> another_keeps() {
        const json note = {{"token", "theirs"},
                           {"fetched", flows::to_unix_ms(now)},
                           {"expires", flows::to_unix_ms(now + hours{2})}};
        co_await store->keep_note(kNote, note.dump(), now + hours{2}, now);
    }
    boost::asio::awaitable<void> another_ends() { co_await store->end_claim(kNote, kAnother); }

    flows::TimePoint now = kNoon;
    std::atomic<int> fetched = 0;
    std::atomic<bool> refuses = false;
    test::PlatformServer platform{{[this](const test::HttpQuestion&) {
                                       const int number = ++fetched;
                                       if (refuses) return test::HttpAnswer{500, {}, "no"};
                                       return test::HttpAnswer{200, {}, "ours" + std::to_string(number)};
                                   },
                                   {},
                                   {}}};
    const Channel channel = [this] {
        Channel made;
        made.name = "c";
        made.adapter = std::make_shared<TokenAdapter>(platform.base_url() + "/");
        return made;
    }();
    test::TempDir folder;
    test::Loop loop;
    LiveConfig config{Config{}};
    const storage::ContactKeys keys{std::string(32, 'c')};
    std::unique_ptr<storage::ConversationStore> store =
        storage::make_sqlite_store(folder.path() / "conversations.db", cipher());
    std::unique_ptr<storage::Ledger> ledger =
        storage::make_sqlite_ledger(folder.path() / "ledger.db", cipher());
    HttpClient client{loop.executor(), ClientOptions{}};
    Metrics metrics;
    AccessTokens tokens{
        {loop.executor(), config, keys, *store, *ledger, client, metrics, [this] { return now; }, kUs}};
};

TEST_F(AccessTokensTest, the_claim_ends_with_the_token_so_that_one_refused_can_be_replaced_at_once) {
    EXPECT_EQ(get(), "ours1");
    EXPECT_EQ(get(), "ours1") << "remembered";
    EXPECT_TRUE(another_claims());
    loop.run(store->end_claim(kNote, kAnother));
    loop.run([](AccessTokens& of, const Channel* on) -> boost::asio::awaitable<bool> {
        co_await of.refused(on, "ours1");
        co_return true;
    }(tokens, &channel));
    EXPECT_EQ(get(), "ours2");
}

TEST_F(AccessTokensTest, after_a_failure_the_claim_stands_and_the_platform_is_left_alone_for_a_while) {
    refuses = true;
    EXPECT_EQ(get(), "");
    EXPECT_FALSE(another_claims());
    now += seconds{20};
    EXPECT_TRUE(another_claims());
}

TEST_F(AccessTokensTest, what_another_fetched_between_our_look_and_our_claim_is_taken) {
    ASSERT_TRUE(another_claims());
    // The store does one job after the other: our look, what the other does, our claim.
    std::string token;
    boost::asio::co_spawn(loop.context(), tokens.get(&channel), [&](std::exception_ptr, const auto& answer) {
        if (const auto* const got = std::get_if<std::string>(&answer)) token = *got;
    });
    boost::asio::co_spawn(loop.context(), another_keeps(), boost::asio::detached);
    boost::asio::co_spawn(loop.context(), another_ends(), boost::asio::detached);
    ASSERT_TRUE(test::wait_until([&] {
        loop.context().restart();
        loop.context().run_for(std::chrono::milliseconds{5});
        return !token.empty();
    }));
    EXPECT_EQ(token, "theirs");
    EXPECT_EQ(fetched, 0);
}

}  // namespace
}  // namespace askwell::bot
