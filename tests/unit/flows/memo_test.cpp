#include "flows/memo.h"

#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "flows/reading.h"
#include "flows/survey_loader.h"

namespace askwell::flows {
namespace {

TEST(Memo, makes_a_value_of_each_type_once) {
    const Memo memo;
    int made = 0;
    const auto count = [&made] { return ++made; };
    EXPECT_EQ(memo.of<int>(count), 1);
    EXPECT_EQ(memo.of<int>(count), 1);
    EXPECT_EQ(memo.of<std::string>([] { return "another"; }), "another");
    EXPECT_EQ(made, 1);
    EXPECT_EQ(memo.size(), 2U);
}

TEST(Memo, lets_a_value_be_made_of_another) {
    const Memo memo;
    const auto& length =
        memo.of<std::size_t>([&memo] { return memo.of<std::string>([] { return "four"; }).size(); });
    EXPECT_EQ(length, 4U);
}

TEST(Memo, starts_empty_in_a_copy_which_may_be_changed) {
    Memo memo;
    memo.of<int>([] { return 1; });
    Memo copy{memo};
    EXPECT_EQ(copy.of<int>([] { return 2; }), 2);
    copy = memo;
    EXPECT_EQ(copy.of<int>([] { return 3; }), 3);
    EXPECT_EQ(memo.of<int>([] { return 4; }), 1);
}

TEST(Memo, gives_all_threads_the_same_value) {
    const Memo memo;
    std::vector<const int*> seen(8);
    std::vector<std::thread> threads;
    for (const int*& mine : seen)
        threads.emplace_back([&memo, &mine] { mine = &memo.of<int>([] { return 7; }); });
    for (std::thread& thread : threads) thread.join();
    for (const int* one : seen) EXPECT_EQ(one, seen.front());
}

TEST(PrepareReading, leaves_nothing_to_be_made_for_the_first_customer) {
    for (const SurveyPtr& survey : shipped_catalog().all()) {
        prepare_reading(*survey);
        for (const Question& question : survey->questions) {
            const std::size_t before = question.memo.size();
            for (const char* reply : {"4", "非常满意", "说不清楚", "I could not say", "没有"})
                read_answer(question, reply, {});
            EXPECT_EQ(question.memo.size(), before) << survey->id << ' ' << question.id;
        }
    }
}

}  // namespace
}  // namespace askwell::flows
