// Customers, their nonces, the plan and the logs: what a run decides, it decides alike again.
#include "tests/chaos/customer.h"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/chaos/dice.h"
#include "tests/chaos/logs.h"
#include "tests/chaos/survey.h"
#include "tests/support/process.h"

namespace askwell::chaos {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

Customer customer(std::uint64_t number, std::uint64_t seed = 1) {
    return {Dice{seed}.of(std::to_string(number)), number, "+44770090000001", std::chrono::milliseconds{100}};
}

/// The whole talk, when everything is understood at once.
std::vector<std::string> talk(Customer& customer) {
    std::vector<std::string> said;
    customer.begin();
    std::vector<std::string> shown{"[I]"};
    for (std::size_t i = 0; i < shown.size() && i < 20; ++i) {
        for (const Speech& speech : customer.hear(shown[i])) {
            if (!customer.speak(speech)) continue;
            said.push_back(speech.text);
        }
        static const std::vector<std::string> kNext = {"[I]", "[R1]", "[T1]", "[R2]", "[T2]", "[X]"};
        if (i + 1 < kNext.size() && customer.waiting()) shown.push_back(kNext[i + 1]);
    }
    return said;
}

TEST(Dice, decide_alike_for_a_seed_and_a_name) {
    EXPECT_EQ(Dice{1}.roll("a"), Dice{1}.roll("a"));
    EXPECT_NE(Dice{1}.roll("a"), Dice{2}.roll("a"));
    EXPECT_NE(Dice{1}.roll("a"), Dice{1}.roll("b"));
    int often = 0;
    for (int i = 0; i < 10'000; ++i) often += Dice{7}.chance(0.3, std::to_string(i)) ? 1 : 0;
    EXPECT_NEAR(often, 3'000, 150);
    for (int i = 0; i < 1'000; ++i) {
        const auto value = Dice{7}.between(-2, 2, std::to_string(i));
        EXPECT_TRUE(value >= -2 && value <= 2) << value;
    }
}

TEST(Customer, says_the_same_again_for_the_same_seed) {
    for (std::uint64_t number = 1; number <= 50; ++number) {
        Customer first = customer(number);
        Customer second = customer(number);
        EXPECT_EQ(talk(first), talk(second));
    }
}

TEST(Customer, no_nonce_occurs_twice) {
    std::set<std::string> nonces;
    int words = 0;
    for (std::uint64_t number = 1; number <= 300; ++number) {
        Customer each = customer(number);
        for (int talks = 0; talks < 3 && !each.opted_out(); ++talks) {
            for (const std::string& text : talk(each)) {
                const auto at = text.find(kNonceMark);
                if (at == std::string::npos) continue;
                ++words;
                nonces.insert(text.substr(at, text.find(' ', at) - at));
            }
        }
    }
    EXPECT_GT(words, 500);
    EXPECT_THAT(nonces, SizeIs(words));
}

TEST(Customer, of_many_some_stop_some_are_silent_and_most_answer) {
    int stopped = 0;
    int finished = 0;
    int silent = 0;
    for (std::uint64_t number = 1; number <= 1'000; ++number) {
        Customer each = customer(number);
        talk(each);
        stopped += each.opted_out() ? 1 : 0;
        finished += each.resting() ? 1 : 0;
        silent += !each.opted_out() && !each.resting() && !each.waiting() ? 1 : 0;
    }
    EXPECT_GT(stopped, 50);
    EXPECT_GT(silent, 50);
    EXPECT_GT(finished, 600);
}

TEST(Customer, who_opted_out_says_nothing_more_and_begins_nothing) {
    for (std::uint64_t number = 1; number <= 200; ++number) {
        Customer each = customer(number);
        talk(each);
        if (!each.opted_out()) continue;
        EXPECT_FALSE(each.resting());
        for (const Speech& speech : each.hear("[R1]")) EXPECT_FALSE(each.speak(speech));
    }
}

TEST(Survey, a_prompt_is_known_by_what_stands_last) {
    EXPECT_EQ(prompt_of("(1/4) [R1] How was it?"), Prompt::r1);
    EXPECT_EQ(prompt_of("Thank you, changed to \"good\". (2/4) [T1] And?"), Prompt::t1);
    EXPECT_EQ(prompt_of("[M] We are still here, no hurry: [I] May we?"), Prompt::invitation);
    EXPECT_TRUE(is_reminder("[M] We are still here, no hurry: [I] May we?"));
    EXPECT_FALSE(is_invitation("[M] We are still here, no hurry: [I] May we?"));
    EXPECT_EQ(prompt_of("Good morning"), Prompt::none);
}

TEST(Logs, numbers_and_words_of_customers_are_found_others_are_not) {
    const test::TempDir folder;
    const auto file = folder.path() / "log";
    test::write_file(file,
                     "{\"event\":\"started\",\"port\":8080}\n"
                     "{\"contact\":\"040-2870df6b82b11524e855a14b1a219f50-1\"}\n"
                     "{\"to\":\"+44770090000001\"}\n"
                     "{\"to\":\"44770090000001\"}\n"
                     "{\"to\":\"44770090000002\"}\n"
                     "{\"text\":\"remark zqxbb\"}\n");
    EXPECT_THAT(indiscretions(file, {"+44770090000001"}),
                ElementsAre("{\"to\":\"+44770090000001\"}", "{\"to\":\"44770090000001\"}",
                            "{\"text\":\"remark zqxbb\"}"));
    EXPECT_THAT(indiscretions(folder.path() / "none", {}), IsEmpty());
}

}  // namespace
}  // namespace askwell::chaos
