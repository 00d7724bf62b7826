// Numbers and durations as people write them.
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "flows/reading.h"
#include "flows/reading/numbers/durations.h"
#include "flows/reading/numbers/numbers.h"

namespace askwell::flows::reading {
namespace {

struct NumberCase {
    const char* text;
    double low;
    double high;
};

TEST(NumberAt, ReadsTheWholeTextAsOneNumber) {
    const NumberCase cases[] = {
        {"5", 5, 5},
        {"0", 0, 0},
        {"1,200", 1200, 1200},
        {"2.5", 2.5, 2.5},
        {"十", 10, 10},
        {"十二", 12, 12},
        {"二十", 20, 20},
        {"二十一", 21, 21},
        {"一百零五", 105, 105},
        {"三百二", 320, 320},
        {"三百二十", 320, 320},
        {"两千", 2000, 2000},
        {"两千五", 2500, 2500},
        {"两千零五", 2005, 2005},
        {"一万二", 12000, 12000},
        {"二〇二四", 2024, 2024},
        {"伍", 5, 5},
        {"三四", 3, 4},
        {"三五", 3, 5},
        {"十五六", 15, 16},
        {"二三十", 20, 30},
        {"十几", 11, 19},
        {"二十多", 20, 30},
        {"20多", 20, 30},
        {"十来", 10, 10},
        {"几", 2, 9},
        {"几十", 20, 99},
        {"four", 4, 4},
        {"twenty-five", 25, 25},
        {"one hundred and five", 105, 105},
        {"two thousand three hundred", 2300, 2300},
        {"a dozen", 12, 12},
        {"iv", 4, 4},
    };
    for (const NumberCase& sample : cases) {
        const auto number = number_at(sample.text, 0);
        ASSERT_TRUE(number) << sample.text;
        EXPECT_EQ(number->low, sample.low) << sample.text;
        EXPECT_EQ(number->high, sample.high) << sample.text;
        EXPECT_EQ(number->length, std::string{sample.text}.size()) << sample.text;
    }
}

TEST(NumberAt, StopsWhereTheNumberEnds) {
    EXPECT_EQ(number_at("four five", 0)->length, 4u);
    EXPECT_EQ(number_at("5分", 0)->length, 1u);
    EXPECT_EQ(number_at("4.就是", 0)->length, 1u);
    EXPECT_FALSE(number_at("fourth", 0));
    EXPECT_FALSE(number_at("often", 1));
    EXPECT_FALSE(number_at("", 0));
    EXPECT_FALSE(number_at("12345678901234567890", 0));
}

struct DurationCase {
    const char* text;
    double low;
    double high;
};

TEST(DurationAt, ReadsTheWholeTextInMinutes) {
    const DurationCase cases[] = {
        {"10分钟", 10, 10},       {"十分钟", 10, 10},
        {"2分半", 2.5, 2.5},      {"2分30秒", 2.5, 2.5},
        {"30秒", 0.5, 0.5},       {"半小时", 30, 30},
        {"一刻钟", 15, 15},       {"一个半小时", 90, 90},
        {"1小时20分", 80, 80},    {"3到5分钟", 3, 5},
        {"1h", 60, 60},           {"1h30", 90, 90},
        {"half an hour", 30, 30}, {"about 5 min", 5, 5},
        {"6-10 min", 6, 10},      {"1 hour and 20 minutes", 80, 80},
        {"2天", 2880, 2880},      {"ten minutes", 10, 10},
    };
    for (const DurationCase& sample : cases) {
        const auto duration = duration_at(sample.text, 0);
        ASSERT_TRUE(duration) << sample.text;
        EXPECT_NEAR(duration->low, sample.low, 1e-9) << sample.text;
        EXPECT_NEAR(duration->high, sample.high, 1e-9) << sample.text;
        EXPECT_EQ(duration->length, std::string{sample.text}.size()) << sample.text;
    }
}

TEST(DurationAt, BoundsStayJustOnTheirSide) {
    for (const char* text : {"不到3分钟", "3分钟以内", "under 3 minutes", "less than 3 min"}) {
        const auto duration = duration_at(text, 0);
        ASSERT_TRUE(duration) << text;
        EXPECT_LT(duration->high, 3) << text;
        EXPECT_LT(duration->low, 1) << text << ": nobody knows how far below";
        EXPECT_GT(duration->low, 0.5) << text;
    }
    for (const char* text :
         {"just under 3 minutes", "3 minutes tops", "最多3分钟", "a bit less than 3 minutes"}) {
        const auto duration = duration_at(text, 0);
        ASSERT_TRUE(duration) << text;
        EXPECT_LT(duration->high, 3) << text;
        EXPECT_GT(duration->low, 2.9) << text;
    }
    for (const char* text : {"3 to 5 minutes max", "3到5分钟以内"}) {
        const auto duration = duration_at(text, 0);
        ASSERT_TRUE(duration) << text;
        EXPECT_EQ(duration->low, 3) << text;
        EXPECT_LT(duration->high, 5) << text;
    }
    for (const char* text : {"超过30分钟", "30分钟以上", "over 30 minutes", "30min+"}) {
        const auto duration = duration_at(text, 0);
        ASSERT_TRUE(duration) << text;
        EXPECT_GT(duration->low, 30) << text;
        EXPECT_TRUE(std::isinf(duration->high)) << text;
    }
    for (const char* text : {"just over 30 minutes", "30分钟出头", "30分钟有余"}) {
        const auto duration = duration_at(text, 0);
        ASSERT_TRUE(duration) << text;
        EXPECT_GT(duration->low, 30) << text;
        EXPECT_LT(duration->high, 30.1) << text;
    }
}

TEST(DurationAt, LeavesScoresAndPointsInTimeAlone) {
    for (const char* text : {"5分", "5", "5分钟前", "5 minutes ago", "分钟", "很久"})
        EXPECT_FALSE(duration_at(text, 0)) << text;
}

}  // namespace
}  // namespace askwell::flows::reading
