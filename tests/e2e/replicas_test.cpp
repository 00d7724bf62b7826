// Two replicas of the service on one Redis: whatever dies between a customer's message and ours, no answer is
// lost or counted twice, no question is skipped, and what may be said once is never said twice.
#include <algorithm>
#include <cstdlib>
#include <future>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/askwell_process.h"
#include "tests/support/redis_server.h"
#include "tests/support/telegram_double.h"

namespace askwell::test {
namespace {

using nlohmann::json;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// ---- what the phone shows: a prompt has a number, in the order of the survey ----

constexpr int kInvitation = 0;  // question n is 2n, the open question behind it 2n+1
constexpr int kThanks = 16;
constexpr int kUnknown = -1;
constexpr int kFirstQuestion = 2;
constexpr int kOpenAfterFirstRating = 5;

const std::vector<std::string> kQuestionIds = {"channel",    "first_response", "total_time",  "clarity",
                                               "simplicity", "solved",         "expectations"};

int prompt_of(const std::string& text) {
    static const std::map<std::string, int> beginnings = {{"Hello! We would like", kInvitation},
                                                          {"Thank you very much", kThanks},
                                                          {"Thank you for telling us", kThanks},
                                                          {"(1/7)", 2},
                                                          {"(2/7)", 4},
                                                          {"(3/7)", 6},
                                                          {"(4/7)", 8},
                                                          {"(5/7)", 10},
                                                          {"(6/7)", 12},
                                                          {"(7/7)", 14},
                                                          {"Which way was that", 3},
                                                          {"What could we do to respond", 5},
                                                          {"Which step could be", 7},
                                                          {"What would have made the communication", 9},
                                                          {"Which steps or documents", 11},
                                                          {"What was left unsolved", 13},
                                                          {"What could have been better", 15}};
    for (const auto& [beginning, prompt] : beginnings) {
        if (text.starts_with(beginning)) return prompt;
    }
    return kUnknown;
}

struct Expected {
    json value;
    std::string comment;
    std::vector<std::string> raw;
};

/// A customer of service-process with answers of their own. Answers each prompt once, as soon as it is seen.
class Customer {
  public:
    /// Prompts up to the last, in order, are answered as `seed` would have it.
    Customer(std::int64_t chat, std::mt19937::result_type seed) : chat_(chat) {
        std::mt19937 random{seed};
        replies_[kInvitation] = "start";
        choose_channel(random() % 5);
        for (int question = 2; question <= 7; ++question)
            rate(question, 1 + static_cast<int>(random() % 5), random() % 3 == 0);
    }
    /// Nothing to complain about, but for the first response.
    explicit Customer(std::int64_t chat) : chat_(chat) {
        replies_[kInvitation] = "start";
        choose_channel(0);
        rate(2, 1, false);
        for (int question = 3; question <= 7; ++question) rate(question, 5, false);
    }

    std::int64_t chat() const { return chat_; }
    const std::map<std::string, Expected>& expected() const { return expected_; }
    std::string words(const std::string& about) const {
        return "the " + about + " was slow, says " + std::to_string(chat_);
    }

    /// The prompts that this customer must see.
    std::vector<int> prompts() const {
        std::vector<int> all;
        for (const auto& [prompt, reply] : replies_) all.push_back(prompt);
        all.push_back(kThanks);
        return all;
    }
    /// What is to be said next; nullopt when there is nothing new on the phone.
    std::optional<std::string> next(const std::vector<TelegramMessage>& seen) {
        for (const TelegramMessage& message : seen) {
            const auto reply = replies_.find(prompt_of(message.text));
            if (reply == replies_.end() || answered_.contains(reply->first)) continue;
            answered_.insert(reply->first);
            return reply->second;
        }
        return std::nullopt;
    }
    void leave_to_the_test(int prompt) { answered_.insert(prompt); }

  private:
    void choose_channel(std::size_t choice) {
        static const std::vector<std::pair<std::string, std::string>> channels = {
            {"phone", "phone"},
            {"online_agent", "Online agent"},
            {"app", "app"},
            {"official_account", "Official account"},
            {"other", "other"}};
        const auto& [code, text] = channels[choice];
        replies_[kFirstQuestion] = text;
        Expected answer{{{"codes", {code}}}, "", {text}};
        if (code == "other") {
            const std::string how = "by fax, says " + std::to_string(chat_);
            replies_[kFirstQuestion + 1] = how;
            answer.value["other"] = how;
            answer.raw.push_back(how);
        }
        expected_["channel"] = answer;
    }
    void rate(int question, int score, bool comment_at_once) {
        static const std::vector<std::string> minutes = {"45 minutes", "20 minutes", "10 minutes",
                                                         "4 minutes", "1 minute"};
        const std::string& id = kQuestionIds[static_cast<std::size_t>(question) - 1];
        std::string text =
            question == 2 ? minutes[static_cast<std::size_t>(score) - 1] : std::to_string(score);
        Expected answer{score, "", {}};
        if (comment_at_once && question > 2) {
            answer.comment = words(id);
            text += ", " + answer.comment;
        }
        replies_[2 * question] = text;
        answer.raw.push_back(text);
        if (score <= 3 && answer.comment.empty()) {
            answer.comment = words(id);
            replies_[2 * question + 1] = answer.comment;
            answer.raw.push_back(answer.comment);
        }
        expected_[id] = answer;
    }

    std::int64_t chat_;
    std::map<int, std::string> replies_;
    std::map<std::string, Expected> expected_;
    std::set<int> answered_;
};

// ---- two replicas ----

json configuration(const RedisServer& redis, const TelegramDouble& telegram, const std::string& lease) {
    json conversation = AskwellProcess::quick_conversation();
    conversation["send_lease"] = lease;
    json channel = telegram.channel();
    channel["sends_per_second"] = 1000;
    return {{"store", {{"kind", "redis"}, {"url", redis.url()}}},
            {"conversation", conversation},
            {"channels", {{"telegram", channel}}}};
}

/// A send that outlasts the lease may be repeated; where nobody is killed, the lease outlasts the test.
const std::string kShortLease = "2s";
const std::string kLongLease = "120s";
const std::string kAmbiguousSends = R"(askwell_sends_total{channel="telegram",outcome="ambiguous"})";
constexpr seconds kPatience{30};

class Replicas : public testing::Test {
  protected:
    explicit Replicas(const std::string& lease = kShortLease)
        : a{folder.path(), configuration(redis, telegram, lease)},
          b{folder.path(), configuration(redis, telegram, lease)} {}
    void TearDown() override { EXPECT_THAT(telegram.violations(), IsEmpty()); }

    static std::string webhook(const AskwellProcess& replica) { return replica.url("/webhooks/telegram"); }
    static WebhookTarget to(std::vector<std::string> urls, int copies = 1) {
        return {.urls = std::move(urls), .copies = copies, .attempts = 10, .first_pause = milliseconds{50}};
    }

    /// An update of our own making, where two different ones go to two replicas at once.
    int post_text(const AskwellProcess& replica, std::int64_t chat, const std::string& text,
                  std::int64_t update) {
        const json body = {{"update_id", update},
                           {"message",
                            {{"message_id", update},
                             {"from", {{"id", chat}, {"is_bot", false}, {"first_name", "Test"}}},
                             {"chat", {{"id", chat}, {"type", "private"}, {"first_name", "Test"}}},
                             {"date", std::chrono::duration_cast<seconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count()},
                             {"text", text}}}};
        return http_call({"POST",
                          webhook(replica),
                          {{"Content-Type", "application/json"},
                           {"X-Telegram-Bot-Api-Secret-Token", telegram.options().secret_token}},
                          body.dump()})
            .status;
    }

    /// The numbers of the prompts on a phone, in order, copies included.
    std::vector<int> seen(std::int64_t chat) const {
        std::vector<int> prompts;
        for (const TelegramMessage& message : telegram.messages(chat))
            prompts.push_back(prompt_of(message.text));
        return prompts;
    }
    bool sees(std::int64_t chat, int prompt) const {
        const std::vector<int> prompts = seen(chat);
        return std::find(prompts.begin(), prompts.end(), prompt) != prompts.end();
    }

    void begin(std::vector<Customer>& customers) {
        for (const Customer& customer : customers) {
            telegram.deliver_to(to({webhook(customer.chat() % 2 == 0 ? a : b)}));
            ASSERT_TRUE(telegram.start(customer.chat()).accepted);
            ASSERT_TRUE(wait_until([&] { return sees(customer.chat(), kInvitation); }, kPatience));
        }
    }

    using Route = std::function<WebhookTarget()>;
    /// Lets everybody answer until all have been thanked: up to four at a time, in an order by `random`.
    /// `disturb` gets the number of the round while that round's messages are on their way.
    void talk(std::vector<Customer>& customers, std::mt19937& random, const Route& route,
              const std::function<void(int)>& disturb = {}) {
        const auto done = [&] {
            return std::all_of(customers.begin(), customers.end(),
                               [&](const Customer& each) { return sees(each.chat(), kThanks); });
        };
        for (int round = 0; !done(); ++round) {
            std::vector<std::future<WebhookRun>> runs;
            const auto speak = [&] {
                std::shuffle(customers.begin(), customers.end(), random);
                telegram.deliver_to(route());
                for (Customer& customer : customers) {
                    if (runs.size() == 4) break;
                    auto text = customer.next(telegram.messages(customer.chat()));
                    if (!text) continue;
                    runs.push_back(std::async(std::launch::async,
                                              [this, chat = customer.chat(), text = std::move(*text)] {
                                                  return telegram.say(chat, text);
                                              }));
                }
                return !runs.empty() || done();
            };
            ASSERT_TRUE(wait_until(speak, kPatience)) << "nobody is asked anything any more";
            if (disturb && !runs.empty()) disturb(round);
            for (auto& run : runs) {
                const WebhookRun came = run.get();
                EXPECT_TRUE(came.accepted) << testing::PrintToString(came.statuses);
            }
        }
    }

    void expect_told_in_order(const Customer& customer, int extra_copies) const {
        std::vector<int> firsts;
        std::map<int, int> copies;
        for (const int prompt : seen(customer.chat())) {
            if (++copies[prompt] == 1) firsts.push_back(prompt);
        }
        EXPECT_EQ(firsts, customer.prompts()) << "of customer " << customer.chat();
        for (const auto& [prompt, count] : copies) {
            const bool once = prompt == kInvitation;
            EXPECT_LE(count, once ? 1 : 1 + extra_copies)
                << "copies of prompt " << prompt << ", customer " << customer.chat();
        }
    }

    std::map<std::string, std::vector<json>> ledger_of(std::size_t customers) {
        json entries;
        wait_until([&] { return (entries = b.ledger()).size() >= customers; }, kPatience);
        std::map<std::string, std::vector<json>> by_address;
        for (const json& entry : entries) by_address[entry.at("address")].push_back(entry);
        EXPECT_THAT(by_address, SizeIs(customers));
        return by_address;
    }

    void expect_exact(const Customer& customer, const std::vector<json>& rows) const {
        ASSERT_THAT(rows, SizeIs(1)) << "rows of customer " << customer.chat();
        const json& row = rows.front();
        EXPECT_EQ(row.at("disposition"), "complete");
        ASSERT_EQ(row.at("answers").size(), kQuestionIds.size());
        for (std::size_t i = 0; i < kQuestionIds.size(); ++i) {
            const json& answer = row.at("answers").at(i);
            const Expected& expected = customer.expected().at(kQuestionIds[i]);
            EXPECT_EQ(answer.at("question"), kQuestionIds[i]);
            EXPECT_EQ(answer.at("value"), expected.value);
            EXPECT_EQ(answer.value("comment", ""), expected.comment);
            EXPECT_EQ(answer.at("raw"), json(expected.raw));
            EXPECT_EQ(answer.at("changed"), false);
        }
        ASSERT_THAT(row.at("notes"), SizeIs(1)) << row.at("notes");
        EXPECT_EQ(row.at("notes").at(0).at("text"), "start");
    }

    void expect_all_exact(const std::vector<Customer>& customers, int extra_copies) {
        const auto ledger = ledger_of(customers.size());
        for (const Customer& customer : customers) {
            const auto rows = ledger.find(std::to_string(customer.chat()));
            ASSERT_NE(rows, ledger.end()) << "customer " << customer.chat() << " is not in the ledger";
            expect_exact(customer, rows->second);
            expect_told_in_order(customer, extra_copies);
        }
    }

    static std::vector<Customer> crowd(int size, std::mt19937& random) {
        std::vector<Customer> customers;
        for (int i = 0; i < size; ++i) customers.emplace_back(7001 + i, random());
        return customers;
    }
    /// A third of the messages to one replica, a third to the other, a third to both at once; three in ten of
    /// them several times.
    Route anywhere(std::mt19937& random) {
        return [this, &random] {
            const std::vector<std::vector<std::string>> targets = {
                {webhook(a)}, {webhook(b)}, {webhook(a), webhook(b)}};
            const auto& urls = targets[random() % targets.size()];
            const bool again = random() % 10 < 3;
            return to(urls, again ? 2 + static_cast<int>(random() % 4) : 1);
        };
    }

    TempDir folder;
    RedisServer redis;
    TelegramDouble telegram;
    AskwellProcess a;
    AskwellProcess b;
};

/// Where nobody dies nothing may ever wait for a lease to end.
class LivingReplicas : public Replicas {
  protected:
    LivingReplicas() : Replicas{kLongLease} {}
};

/// The same order every time, or that of ASKWELL_TEST_SEED.
std::mt19937 seeded() {
    const char* const wanted = std::getenv("ASKWELL_TEST_SEED");
    const auto seed = static_cast<std::mt19937::result_type>(
        wanted == nullptr ? 20261121UL : std::strtoul(wanted, nullptr, 10));
    std::cout << "seed " << seed << '\n';
    return std::mt19937{seed};
}

// ---- duplicates and simultaneous messages ----

TEST_F(LivingReplicas, AWebhookDeliveredFiveTimesCountsOnce) {
    std::vector<Customer> one{Customer{7001}};
    std::mt19937 random = seeded();
    begin(one);
    talk(one, random, [this] { return to({webhook(a)}, 5); });
    expect_all_exact(one, 0);
}

TEST_F(LivingReplicas, AWebhookDeliveredToBothReplicasAtTheSameMomentCountsOnce) {
    std::vector<Customer> customers{Customer{7001}, Customer{7002}, Customer{7003}, Customer{7004}};
    std::mt19937 random = seeded();
    begin(customers);
    talk(customers, random, [this] { return to({webhook(a), webhook(b)}, 2); });
    expect_all_exact(customers, 0);
}

TEST_F(LivingReplicas, TwoMessagesOfOneContactAtOnceAreBothKeptAndNoQuestionIsSkipped) {
    std::vector<Customer> customers;
    for (std::int64_t chat = 7001; chat <= 7006; ++chat) {
        customers.emplace_back(chat);
        customers.back().leave_to_the_test(kOpenAfterFirstRating);
    }
    std::mt19937 random = seeded();
    begin(customers);
    std::int64_t update = 900'000'001;
    for (Customer& customer : customers) {
        telegram.deliver_to(to({webhook(a)}));
        for (const int prompt : {kInvitation, kFirstQuestion, 4}) {
            ASSERT_TRUE(wait_until([&] { return sees(customer.chat(), prompt); }, kPatience));
            ASSERT_TRUE(
                telegram.say(customer.chat(), *customer.next(telegram.messages(customer.chat()))).accepted);
        }
        ASSERT_TRUE(wait_until([&] { return sees(customer.chat(), kOpenAfterFirstRating); }, kPatience));
        auto first = std::async(std::launch::async, [&, number = update] {
            return post_text(a, customer.chat(), "alpha waited long", number);
        });
        const int second = post_text(b, customer.chat(), "beta wanted a call", update + 1);
        EXPECT_EQ(first.get(), 200);
        EXPECT_EQ(second, 200);
        update += 2;
    }
    talk(customers, random, [this] { return to({webhook(a)}); });

    const auto ledger = ledger_of(customers.size());
    for (const Customer& customer : customers) {
        const auto& rows = ledger.at(std::to_string(customer.chat()));
        ASSERT_THAT(rows, SizeIs(1));
        std::multiset<std::string> said;
        for (const json& note : rows[0].at("notes")) said.insert(note.at("text").get<std::string>());
        for (const json& answer : rows[0].at("answers")) {
            EXPECT_EQ(answer.at("status"), "answered") << answer;
            EXPECT_EQ(answer.at("value"), customer.expected().at(answer.at("question")).value);
            for (const json& raw : answer.at("raw")) said.insert(raw.get<std::string>());
        }
        EXPECT_EQ(said.count("alpha waited long"), 1U);
        EXPECT_EQ(said.count("beta wanted a call"), 1U);
        const std::vector<int> prompts = seen(customer.chat());
        for (const int prompt : customer.prompts())
            EXPECT_EQ(std::count(prompts.begin(), prompts.end(), prompt), 1) << "prompt " << prompt;
    }
}

TEST_F(LivingReplicas, TwentyCustomersOverBothReplicasWithDuplicatesAreEachCountedExactly) {
    std::mt19937 random = seeded();
    std::vector<Customer> customers = crowd(20, random);
    begin(customers);
    talk(customers, random, anywhere(random));
    expect_all_exact(customers, 0);
}

// ---- kill -9 of a replica ----

class KilledBetweenCommitAndSend : public Replicas {
  protected:
    /// Lets replica a take `speak` and dies while its request to the platform is on the way.
    void kill_in_flight(Fault fault, const std::function<WebhookRun()>& speak) {
        telegram.deliver_to(to({webhook(a)}));
        const auto before = telegram.server().requests();
        telegram.server().fail_next(fault);
        ASSERT_TRUE(speak().accepted);
        ASSERT_TRUE(wait_until([&] { return telegram.server().requests() > before; }, kPatience));
        a.kill();
        telegram.server().heal();
    }
    void question_comes_from_the_other(Fault fault) {
        std::vector<Customer> one{Customer{7001}};
        std::mt19937 random = seeded();
        begin(one);
        const auto text = one[0].next(telegram.messages(7001));
        kill_in_flight(fault, [&] { return telegram.say(7001, *text); });
        talk(one, random, [this] { return to({webhook(b)}); });
        expect_all_exact(one, 1);
    }
};

TEST_F(KilledBetweenCommitAndSend, TheQuestionIsSentByTheOtherReplica) {
    question_comes_from_the_other(Fault::hang);
}

TEST_F(KilledBetweenCommitAndSend, AQuestionThatHadArrivedComesAtMostOnceMore) {
    question_comes_from_the_other(Fault::drop_answer);
}

TEST_F(KilledBetweenCommitAndSend, AnInvitationIsNeverSentASecondTime) {
    kill_in_flight(Fault::hang, [&] { return telegram.start(7001); });
    ASSERT_TRUE(wait_until([&] { return b.metric(kAmbiguousSends) == 1; }, kPatience));
    EXPECT_EQ(telegram.server().requests(), 1U);
    // The customer can still begin of their own accord.
    telegram.deliver_to(to({webhook(b)}));
    ASSERT_TRUE(telegram.say(7001, "start").accepted);
    EXPECT_TRUE(wait_until([&] { return sees(7001, kFirstQuestion); }, kPatience));
    EXPECT_THAT(seen(7001), ElementsAre(kFirstQuestion));
}

TEST_F(KilledBetweenCommitAndSend, AnInvitationThatHadArrivedStaysTheOnlyOne) {
    std::vector<Customer> one{Customer{7001}};
    std::mt19937 random = seeded();
    kill_in_flight(Fault::drop_answer, [&] { return telegram.start(7001); });
    // The customer stays silent until the other replica has made up its mind about what the dead one left.
    const auto outbox_is_empty = [&] {
        return redis.cli({"KEYS", "*:o:*"}).find(":o:") == std::string::npos;
    };
    ASSERT_TRUE(wait_until(outbox_is_empty, kPatience));
    EXPECT_THAT(seen(7001), ElementsAre(kInvitation));
    talk(one, random, [this] { return to({webhook(b)}); });
    expect_all_exact(one, 0);
}

TEST_F(Replicas, KillingReplicasUnderLoadLosesNoAnswerAndCopiesNoQuestionMoreOftenThanItKills) {
    std::mt19937 random = seeded();
    std::vector<Customer> customers = crowd(12, random);
    begin(customers);
    int kills = 0;
    talk(customers, random, anywhere(random), [&](int round) {
        if (round % 6 != 3 || kills == 4) return;
        AskwellProcess& victim = kills++ % 2 == 0 ? a : b;
        victim.kill();
        victim.start();
    });
    EXPECT_EQ(kills, 4);
    expect_all_exact(customers, kills);
}

// ---- SIGTERM ----

TEST_F(Replicas, ReplicasStoppedUnderLoadExitWithZeroAndLoseOrRepeatNothing) {
    std::mt19937 random = seeded();
    std::vector<Customer> customers = crowd(12, random);
    begin(customers);
    int stops = 0;
    talk(customers, random, anywhere(random), [&](int round) {
        if (round % 6 != 3 || stops == 4) return;
        AskwellProcess& leaving = stops++ % 2 == 0 ? a : b;
        EXPECT_EQ(leaving.stop(), 0);
        leaving.start();
    });
    EXPECT_EQ(stops, 4);
    expect_all_exact(customers, 0);
}

TEST_F(Replicas, AReplicaStoppedWhileThePlatformHangsExitsWithZeroAndTheOtherSaysWhatItLeft) {
    std::vector<Customer> one{Customer{7001}};
    std::mt19937 random = seeded();
    begin(one);
    const auto text = one[0].next(telegram.messages(7001));
    telegram.deliver_to(to({webhook(a)}));
    const auto before = telegram.server().requests();
    telegram.server().fail_next(Fault::hang);
    ASSERT_TRUE(telegram.say(7001, *text).accepted);
    ASSERT_TRUE(wait_until([&] { return telegram.server().requests() > before; }, kPatience));
    EXPECT_EQ(a.stop(), 0);
    telegram.server().heal();
    talk(one, random, [this] { return to({webhook(b)}); });
    expect_all_exact(one, 1);
}

// ---- Redis ----

TEST_F(Replicas, KillingRedisUnderLoadLosesNoAnswerAndCopiesNoQuestionMoreOftenThanItKills) {
    std::mt19937 random = seeded();
    std::vector<Customer> customers = crowd(12, random);
    begin(customers);
    int kills = 0;
    talk(customers, random, anywhere(random), [&](int round) {
        if (round % 6 != 3 || kills == 3) return;
        ++kills;
        redis.kill();
        redis.restart();
    });
    EXPECT_EQ(kills, 3);
    expect_all_exact(customers, kills);
}

TEST_F(Replicas, WhileRedisIsDownWebhooksGet503AndThePlatformsRetryBringsTheMessage) {
    std::vector<Customer> one{Customer{7001}};
    std::mt19937 random = seeded();
    begin(one);
    redis.kill();
    telegram.deliver_to(to({webhook(a)}));
    auto run = std::async(std::launch::async,
                          [&] { return telegram.say(7001, *one[0].next(telegram.messages(7001))); });
    const auto refused = [&] {
        return a.metric(R"(askwell_webhooks_total{channel="telegram",status="503"})") > 0;
    };
    EXPECT_TRUE(wait_until(refused, kPatience));
    redis.restart();
    const WebhookRun came = run.get();
    EXPECT_TRUE(came.accepted);
    EXPECT_EQ(came.statuses.back(), 200);
    EXPECT_THAT(std::vector<int>(came.statuses.begin(), came.statuses.end() - 1), Each(503));
    talk(one, random, [this] { return to({webhook(b)}); });
    expect_all_exact(one, 0);
}

}  // namespace
}  // namespace askwell::test
