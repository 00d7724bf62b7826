// What holds for every reply to a question for a date, a telephone number, an address or an order number.
#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include <fmt/core.h>

#include <gtest/gtest.h>

#include "flows/reading.h"
#include "reading_survey.h"

namespace askwell::flows {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using test::reading_question;
using test::reading_survey;

const std::array<const char*, 10> kQuestions{"visit",    "visited_at", "booking", "booking_at", "day",
                                             "callback", "mail",       "order",   "proof",      "intro"};

ReadingContext context(std::string_view language) {
    return {language, false, test::reading_now(), "Asia/Shanghai"};
}

Reading read(const char* question, std::string_view text, std::string_view language = "zh-CN") {
    return read_answer(reading_question(question).question, text, context(language));
}

sys_days today() {
    using namespace std::chrono_literals;
    return sys_days{2026y / 11 / 21};
}

sys_days day_of(const Date& date) {
    return year_month_day{std::chrono::year{date.year}, std::chrono::month{static_cast<unsigned>(date.month)},
                          std::chrono::day{static_cast<unsigned>(date.day)}};
}

bool only(const std::string& text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string::npos;
}

void check_date(const Question& question, const Date& date) {
    const year_month_day day{std::chrono::year{date.year},
                             std::chrono::month{static_cast<unsigned>(date.month)},
                             std::chrono::day{static_cast<unsigned>(date.day)}};
    EXPECT_TRUE(day.ok()) << to_string(date);
    if (!day.ok()) return;
    if (question.when == DateRange::past) EXPECT_LE(sys_days{day}, today());
    if (question.when == DateRange::future) EXPECT_GE(sys_days{day}, today());
    EXPECT_TRUE(question.with_time || question.when == DateRange::future || !date.minute);
    EXPECT_GE(date.minute.value_or(0), 0);
    EXPECT_LT(date.minute.value_or(0), 24 * 60);
}

void check_detail(const Question& question, const std::string& text) {
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::string_view kOrder = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/";
    switch (question.type) {
        case QuestionType::phone: {
            const std::string digits = text.substr(text.starts_with('+') ? 1 : 0);
            EXPECT_TRUE(only(digits, kDigits)) << text;
            EXPECT_GE(digits.size(), 7u);
            EXPECT_LE(digits.size(), 15u);
            break;
        }
        case QuestionType::email:
            EXPECT_EQ(std::count(text.begin(), text.end(), '@'), 1) << text;
            EXPECT_EQ(text.find(' '), std::string::npos) << text;
            EXPECT_LE(text.size(), 254u);
            break;
        default:
            EXPECT_TRUE(only(text, kOrder)) << text;
            EXPECT_NE(text.find_first_of(kDigits), std::string::npos) << text;
            EXPECT_GE(text.size(), 4u);
            EXPECT_LE(text.size(), 40u);
    }
}

/// Reads `text` as the reply to every question here and checks what must hold whatever it says.
void check_anything_goes(const std::string& text) {
    for (const char* id : kQuestions) {
        const Question& question = reading_question(id).question;
        for (const char* language : {"zh-CN", "en", ""}) {
            const Reading reading = read(id, text, language);
            if (question.type == QuestionType::info) EXPECT_NE(reading.kind, ReadingKind::answer);
            if (const auto* date = std::get_if<Date>(&reading.value)) check_date(question, *date);
            if (const auto* detail = std::get_if<Detail>(&reading.value))
                check_detail(question, detail->text);
            EXPECT_LE(reading.comment.size(), 3 * text.size());
        }
        read_more(question, text, context("en"));
    }
}

TEST(DetailsProperty, RandomBytesAreSafe) {
    std::mt19937 random{20261121};
    std::uniform_int_distribution<int> byte{0, 255};
    std::uniform_int_distribution<std::size_t> length{0, 30};
    for (int round = 0; round < 400; ++round) {
        std::string text(length(random), '\0');
        for (char& c : text) c = static_cast<char>(byte(random));
        SCOPED_TRACE(testing::PrintToString(text));
        check_anything_goes(text);
        if (HasFailure()) return;
    }
}

TEST(DetailsProperty, MixturesOfTellingPartsAreSafe) {
    const std::vector<std::string> parts{
        "昨天",       "上周五",       "11月",   "3日",  "30号", "二",     "十",
        "31",         "2026",         "-",      "/",    ".",    ":",      " ",
        "，",         "天前",         "上个月", "周",   "大",   "前天",   "后天",
        "下午",       "点",           "半",     "Nov ", "31st", "Feb ",   "of ",
        "last ",      "next ",        "Friday", " ago", "in ",  "days",   "3pm",
        "half past ", "half an hour", "138",    "0013", "8000", "+86",    "00",
        "(0)",        "转",           "一三八", "@",    " at ", " dot ",  "example",
        ".com",       "。",           "＠",     "AB",   "#",    "订单号", "no. ",
        "\xF0\x9F",   "\u200B",       "\u202E", "not ", "不是", "到",     "或"};
    std::mt19937 random{63};
    std::uniform_int_distribution<std::size_t> pick{0, parts.size() - 1};
    std::uniform_int_distribution<int> length{1, 7};
    for (int round = 0; round < 1500; ++round) {
        std::string text;
        for (int i = length(random); i > 0; --i) text += parts[pick(random)];
        SCOPED_TRACE(testing::PrintToString(text));
        check_anything_goes(text);
        if (HasFailure()) return;
    }
}

TEST(DetailsProperty, LongTextsAreReadWithinTheirBounds) {
    for (const std::string& part :
         {std::string{"1"}, std::string{"昨天"}, std::string{"1 "}, std::string{"a@"}, std::string{"11/3 "},
          std::string{" dot "}, std::string{"3点"}, std::string{"A1-"}, std::string{"("}}) {
        std::string text;
        while (text.size() + part.size() <= 4096) text += part;
        check_anything_goes(text);
        while (text.size() < (1u << 20)) text += text;
        for (const char* id : kQuestions) EXPECT_NE(read(id, text).kind, ReadingKind::answer) << id;
    }
}

TEST(DetailsProperty, EveryDayReadsAsItselfInEveryNotation) {
    constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                                 "July",    "August",   "September", "October", "November", "December"};
    for (sys_days day = today() - days{800}; day <= today(); day += days{7}) {
        const year_month_day date{day};
        const int y = static_cast<int>(date.year());
        const unsigned m = static_cast<unsigned>(date.month());
        const unsigned d = static_cast<unsigned>(date.day());
        const std::string month = kMonths[m - 1];
        for (const std::string& text :
             {fmt::format("{}-{:02}-{:02}", y, m, d), fmt::format("{}/{}/{}", y, m, d),
              fmt::format("{}.{}.{}", y, m, d), fmt::format("{}{:02}{:02}", y, m, d),
              fmt::format("{}年{}月{}日", y, m, d), fmt::format("{}年{:02}月{:02}号上午", y, m, d),
              fmt::format("{} {}, {}", month, d, y), fmt::format("{} {} {}", d, month, y),
              fmt::format("{} {} {}", d, month.substr(0, 3), y),
              fmt::format("the {}th of {} {}", d, month, y)}) {
            for (const char* language : {"zh-CN", "en"}) {
                const Reading reading = read("visit", text, language);
                const auto* found = std::get_if<Date>(&reading.value);
                ASSERT_NE(found, nullptr) << text << ": " << reading.reason;
                EXPECT_EQ(day_of(*found), day) << text;
            }
        }
    }
}

TEST(DetailsProperty, EveryCountOfDaysAgoReadsAsThatDay) {
    for (int count = 1; count <= 99; ++count) {
        for (const std::string& text : {fmt::format("{}天前", count), fmt::format("{} days ago", count)}) {
            const Reading reading = read("visit", text, "en");
            const auto* found = std::get_if<Date>(&reading.value);
            ASSERT_NE(found, nullptr) << text << ": " << reading.reason;
            EXPECT_EQ(day_of(*found), today() - days{count}) << text;
        }
    }
}

TEST(DetailsProperty, EveryMinuteReadsAsItselfOnTheTwentyFourHourClock) {
    for (int minute = 0; minute < 24 * 60; minute += 7) {
        const std::string text = fmt::format("昨天{:02}:{:02}", minute / 60, minute % 60);
        const Reading reading = read("visited_at", text);
        const auto* found = std::get_if<Date>(&reading.value);
        ASSERT_NE(found, nullptr) << text << ": " << reading.reason;
        EXPECT_EQ(found->minute, minute) << text;
    }
}

TEST(DetailsProperty, TheContactsZoneDecidesWhichDayItIs) {
    const TimePoint late = from_unix_ms(to_unix_ms(test::reading_now()) + 13 * 3'600'000);  // 17:00 UTC
    const auto day_in = [late](std::string_view zone) {
        const Reading reading =
            read_answer(reading_question("visit").question, "today", {"en", false, late, zone});
        return to_string(std::get<Date>(reading.value));
    };
    EXPECT_EQ(day_in("Asia/Shanghai"), "2026-11-22");
    EXPECT_EQ(day_in("America/New_York"), "2026-11-21");
    EXPECT_EQ(day_in("GMT+08:00"), "2026-11-22");
    EXPECT_EQ(day_in(""), "2026-11-21");
    EXPECT_EQ(day_in("No/Where"), "2026-11-21");
}

TEST(DetailsProperty, EveryMobileReadsAlikeHoweverItIsGrouped) {
    std::mt19937 random{138};
    std::uniform_int_distribution<int> digit{0, 9};
    std::uniform_int_distribution<int> second{3, 9};
    constexpr std::array kHan{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    for (int round = 0; round < 200; ++round) {
        std::string number = "1" + std::to_string(second(random));
        while (number.size() < 11) number += static_cast<char>('0' + digit(random));
        std::string han;
        for (const char c : number) han += kHan[static_cast<std::size_t>(c - '0')];
        const std::string a = number.substr(0, 3);
        const std::string b = number.substr(3, 4);
        const std::string c = number.substr(7);
        for (const std::string& text :
             {number, a + " " + b + " " + c, a + "-" + b + "-" + c, han, "电话：" + number + "。"}) {
            const Reading reading = read("callback", text);
            EXPECT_EQ(reading.value, AnswerValue{Detail{number}}) << text << ": " << reading.reason;
        }
        EXPECT_EQ(read("callback", "+86 " + number).value, AnswerValue{Detail{"+86" + number}});
        EXPECT_EQ(read("callback", number + "0").kind, ReadingKind::unclear);
        const std::string short_of_one = number.substr(1);
        const bool service = short_of_one.starts_with("400") || short_of_one.starts_with("800");
        if (!service) EXPECT_EQ(read("callback", short_of_one).kind, ReadingKind::unclear) << short_of_one;
    }
}

TEST(DateText, IsIsoWithTheMinuteWhenThereIsOne) {
    EXPECT_EQ(to_string(Date{2026, 11, 3, std::nullopt}), "2026-11-03");
    EXPECT_EQ(to_string(Date{2026, 1, 31, 5}), "2026-01-31T00:05");
    EXPECT_EQ(to_string(Date{987, 12, 1, 23 * 60 + 59}), "0987-12-01T23:59");
}

}  // namespace
}  // namespace askwell::flows
