// The one connection to Redis: pipelining, deadlines, and what callers learn when it breaks.
#include "storage/redis_connection.h"

#include <memory>
#include <optional>

#include <boost/asio/co_spawn.hpp>

#include <gtest/gtest.h>

#include "tests/contract/fake_server.h"
#include "tests/support/loop.h"
#include "tests/support/redis_server.h"

namespace askwell::test {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace storage;

RedisOptions options_for(std::uint16_t port, std::chrono::milliseconds timeout = 20s) {
    RedisOptions options;
    options.server.port = port;
    options.command_timeout = timeout;
    options.backoff_first = 1ms;
    return options;
}

using Replies = std::vector<Result<RedisReply>>;

/// Issues all commands in one turn of the loop and waits for all replies.
Replies issue_all(Loop& loop, RedisConnection& connection,
                  const std::vector<std::vector<std::string>>& commands, IfLost if_lost = IfLost::report) {
    Replies replies(commands.size());
    std::size_t left = commands.size();
    for (std::size_t at = 0; at < commands.size(); ++at) {
        asio::co_spawn(loop.context(), connection.command(commands[at], if_lost),
                       [&, at](std::exception_ptr, Result<RedisReply> reply) {
                           replies[at] = std::move(reply);
                           --left;
                       });
    }
    loop.context().restart();
    while (left > 0 && loop.context().run_one() > 0) {
    }
    return replies;
}

Result<RedisReply> issue(Loop& loop, RedisConnection& connection, std::vector<std::string> command,
                         IfLost if_lost = IfLost::report) {
    return issue_all(loop, connection, {std::move(command)}, if_lost).front();
}

TEST(RedisConnection, commands_of_one_turn_leave_in_one_write_and_replies_find_their_callers) {
    RedisServer server;
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(server.port())};
    ASSERT_TRUE(issue(loop, connection, {"PING"}));
    std::vector<std::vector<std::string>> commands;
    for (int i = 0; i < 1000; ++i) commands.push_back({"ECHO", std::to_string(i)});
    const Replies replies = issue_all(loop, connection, commands);
    for (std::size_t at = 0; at < replies.size(); ++at) EXPECT_EQ(replies[at]->text, std::to_string(at));
    EXPECT_EQ(connection.statistics().commands, 1001U);
    EXPECT_EQ(connection.statistics().writes, 2U);
    EXPECT_EQ(connection.statistics().connections, 1U);
}

TEST(RedisConnection, replies_of_every_type_and_any_bytes_come_through) {
    RedisServer server;
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(server.port())};
    const std::string binary{"\0\r\n\xff", 4};
    EXPECT_EQ(issue(loop, connection, {"ECHO", binary})->text, binary);
    EXPECT_EQ(issue(loop, connection, {"ECHO", std::string(3'000'000, 'x')})->text.size(), 3'000'000U);
    EXPECT_EQ(issue(loop, connection, {"GET", "nothing"})->type, RedisReply::Type::nil);
    EXPECT_EQ(issue(loop, connection, {"INCRBY", "n", "-5"})->integer, -5);
    EXPECT_EQ(issue(loop, connection, {"PING"})->type, RedisReply::Type::status);
    EXPECT_TRUE(issue(loop, connection, {"NONSENSE"})->is_error());
    const auto nested = issue(loop, connection, {"EVAL", "return {1, {'two', {}}, false}", "0"});
    ASSERT_EQ(nested->elements.size(), 3U);
    EXPECT_EQ(nested->elements[1].elements[0].text, "two");
    EXPECT_EQ(nested->elements[1].elements[1].type, RedisReply::Type::array);
    EXPECT_EQ(nested->elements[2].type, RedisReply::Type::nil);
}

TEST(RedisConnection, half_a_reply_is_none) {
    Loop loop;
    FakeServer server{loop, [](int, std::string_view) { return "*2\r\n$3\r\nabc\r\n:1"; }};
    RedisConnection connection{loop.executor(), options_for(server.port(), 200ms)};
    EXPECT_EQ(issue(loop, connection, {"X"}).error(), StoreErrc::timeout);
}

TEST(RedisConnection, commands_in_flight_when_the_connection_breaks_are_lost_after_send_and_not_repeated) {
    Loop loop;
    FakeServer server{loop, [](int, std::string_view) { return std::nullopt; }};
    RedisConnection connection{loop.executor(), options_for(server.port())};
    for (const auto& reply : issue_all(loop, connection, {{"INCR", "first"}, {"INCR", "second"}})) {
        EXPECT_EQ(reply.error(), StoreErrc::lost_after_send);
    }
    EXPECT_EQ(occurrences(server.received(), "first"), 1U);
    EXPECT_EQ(occurrences(server.received(), "second"), 1U);
}

TEST(RedisConnection, what_may_be_repeated_is_repeated_in_order_on_the_next_connection) {
    Loop loop;
    FakeServer server{loop, [](int connection, std::string_view) -> std::optional<std::string> {
                          if (connection == 0) return std::nullopt;
                          return "$1\r\na\r\n$1\r\nb\r\n";
                      }};
    RedisConnection connection{loop.executor(), options_for(server.port())};
    const Replies replies = issue_all(loop, connection, {{"GET", "key-a"}, {"GET", "key-b"}}, IfLost::repeat);
    EXPECT_EQ(replies[0]->text, "a");
    EXPECT_EQ(replies[1]->text, "b");
    EXPECT_EQ(occurrences(server.received(), "key-a"), 2U);
    EXPECT_EQ(connection.statistics().connections, 2U);
}

TEST(RedisConnection, an_unsolicited_reply_closes_the_connection_and_the_next_command_gets_a_new_one) {
    Loop loop;
    FakeServer server{loop, [](int connection, std::string_view) -> std::optional<std::string> {
                          return connection == 0 ? "+OK\r\n+SURPRISE\r\n" : "+SECOND\r\n";
                      }};
    RedisConnection connection{loop.executor(), options_for(server.port())};
    EXPECT_EQ(issue(loop, connection, {"PING"})->text, "OK");
    EXPECT_EQ(issue(loop, connection, {"PING"})->text, "SECOND");
    EXPECT_EQ(connection.statistics().connections, 2U);
}

class BrokenProtocol : public testing::TestWithParam<const char*> {};

TEST_P(BrokenProtocol, closes_the_connection_and_nothing_else) {
    Loop loop;
    FakeServer server{loop, [](int connection, std::string_view) -> std::optional<std::string> {
                          return connection == 0 ? GetParam() : "+GOOD\r\n";
                      }};
    RedisConnection connection{loop.executor(), options_for(server.port())};
    EXPECT_EQ(issue(loop, connection, {"PING"}).error(), StoreErrc::lost_after_send);
    EXPECT_EQ(issue(loop, connection, {"PING"})->text, "GOOD");
}

INSTANTIATE_TEST_SUITE_P(
    RedisConnection, BrokenProtocol,
    testing::Values("?what\r\n", "HTTP/1.1 400 Bad Request\r\n\r\n", "*2147483647\r\n", "*-5\r\n",
                    "$-7\r\nx\r\n", ":notanumber\r\n",
                    "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n"));

TEST(RedisConnection, without_a_server_commands_are_unavailable_when_their_time_is_over) {
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(free_port(), 200ms)};
    EXPECT_EQ(issue(loop, connection, {"PING"}).error(), StoreErrc::unavailable);
    EXPECT_EQ(connection.statistics().writes, 0U);
}

TEST(RedisConnection, more_commands_than_may_wait_are_unavailable_at_once) {
    Loop loop;
    RedisOptions options = options_for(free_port(), 200ms);
    options.max_waiting = 2;
    RedisConnection connection{loop.executor(), options};
    const Replies replies = issue_all(loop, connection, {{"PING"}, {"PING"}, {"PING"}});
    EXPECT_EQ(replies[2].error(), StoreErrc::unavailable);
    EXPECT_EQ(connection.statistics().commands, 2U);
}

TEST(RedisConnection, a_command_waits_for_a_server_that_comes_back_in_time) {
    RedisServer server;
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(server.port())};
    ASSERT_TRUE(issue(loop, connection, {"SET", "key", "value"}));
    server.kill();
    std::optional<Result<RedisReply>> reply;
    asio::co_spawn(loop.context(), connection.command({"GET", "key"}, IfLost::repeat),
                   [&](std::exception_ptr, Result<RedisReply> answer) { reply = std::move(answer); });
    for (int turn = 0; turn < 20; ++turn) loop.context().run_one();  // notices the break, tries in vain
    server.restart();
    while (!reply) loop.context().run_one();
    ASSERT_TRUE(*reply);
    EXPECT_EQ((*reply)->text, "value");
}

TEST(RedisConnection, a_silent_server_costs_the_oldest_command_a_timeout_and_the_next_gets_its_own_reply) {
    RedisServer server;
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(server.port(), 500ms)};
    ASSERT_TRUE(issue(loop, connection, {"PING"}));
    server.pause();
    EXPECT_EQ(issue(loop, connection, {"ECHO", "old"}).error(), StoreErrc::timeout);
    server.resume();
    ASSERT_TRUE(wait_until([&] {
        const auto reply = issue(loop, connection, {"ECHO", "new"});
        return reply && reply->text == "new";
    }));
    EXPECT_GE(connection.statistics().connections, 2U);
}

TEST(RedisConnection, after_client_kill_it_reconnects) {
    RedisServer server;
    Loop loop;
    RedisConnection connection{loop.executor(), options_for(server.port())};
    ASSERT_TRUE(issue(loop, connection, {"PING"}));
    server.cli({"CLIENT", "KILL", "TYPE", "normal"});
    EXPECT_TRUE(issue(loop, connection, {"PING"}, IfLost::repeat));
    EXPECT_EQ(connection.statistics().connections, 2U);
}

TEST(RedisConnection, authenticates_and_selects_its_database_before_the_first_command) {
    RedisServer server;
    server.cli({"ACL", "SETUSER", "askwell", "on", ">p@ss", "~*", "+@all"});
    server.cli({"CONFIG", "SET", "requirepass", "s3cret"});
    Loop loop;
    RedisOptions options = options_for(server.port());
    options.password = "s3cret";
    options.database = 3;
    RedisConnection by_password{loop.executor(), options};
    EXPECT_TRUE(issue(loop, by_password, {"SET", "key", "value"}));
    options.user = "askwell";
    options.password = "p@ss";
    RedisConnection by_user{loop.executor(), options};
    EXPECT_EQ(issue(loop, by_user, {"GET", "key"})->text, "value");
    options.database = 0;
    RedisConnection elsewhere{loop.executor(), options};
    EXPECT_EQ(issue(loop, elsewhere, {"GET", "key"})->type, RedisReply::Type::nil);
}

TEST(RedisConnection, refused_credentials_or_database_are_told_at_once_as_misconfigured) {
    RedisServer server;
    server.cli({"CONFIG", "SET", "requirepass", "s3cret"});
    Loop loop;
    RedisOptions wrong_password = options_for(server.port());
    wrong_password.password = "guess";
    RedisConnection first{loop.executor(), wrong_password};
    EXPECT_EQ(issue(loop, first, {"PING"}).error(), StoreErrc::misconfigured);
    RedisOptions wrong_database = options_for(server.port());
    wrong_database.password = "s3cret";
    wrong_database.database = 9999;
    RedisConnection second{loop.executor(), wrong_database};
    EXPECT_EQ(issue(loop, second, {"PING"}).error(), StoreErrc::misconfigured);
}

TEST(RedisConnection, closing_answers_everybody) {
    Loop loop;
    FakeServer server{loop, [](int, std::string_view) { return ""; }};
    RedisConnection connection{loop.executor(), options_for(server.port())};
    std::optional<Result<RedisReply>> reply;
    asio::co_spawn(loop.context(), connection.command({"PING"}),
                   [&](std::exception_ptr, Result<RedisReply> answer) { reply = std::move(answer); });
    while (server.received().empty()) loop.context().run_one();
    connection.close();
    while (!reply) loop.context().run_one();
    EXPECT_EQ(reply->error(), StoreErrc::lost_after_send);
    EXPECT_EQ(issue(loop, connection, {"PING"}).error(), StoreErrc::unavailable);
}

class RedisTls : public testing::Test {
  protected:
    RedisOptions options(std::string host, std::string ca_file) const {
        RedisOptions options = options_for(server_.tls_port(), 1s);
        options.tls = true;
        options.server.host = std::move(host);
        options.ca_file = std::move(ca_file);
        return options;
    }

    TlsCertificate certificate_;
    RedisServer server_{{}, "redis-server", &certificate_};
    Loop loop_;
};

TEST_F(RedisTls, speaks_tls_with_a_server_it_can_verify) {
    RedisConnection connection{loop_.executor(), options("127.0.0.1", certificate_.file())};
    const std::string big(200'000, 'x');
    const Replies replies = issue_all(loop_, connection, {{"SET", "key", big}, {"GET", "key"}});
    EXPECT_EQ(replies[1]->text, big);
}

TEST_F(RedisTls, sends_nothing_to_a_server_it_cannot_verify) {
    RedisConnection unknown{loop_.executor(), options("127.0.0.1", "")};
    EXPECT_EQ(issue(loop_, unknown, {"PING"}).error(), StoreErrc::untrusted);
    RedisConnection other_name{loop_.executor(), options("localhost", certificate_.file())};
    EXPECT_EQ(issue(loop_, other_name, {"PING"}).error(), StoreErrc::untrusted);
}

}  // namespace
}  // namespace askwell::test
