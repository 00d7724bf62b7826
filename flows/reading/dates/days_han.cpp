// Days in Chinese.
#include <chrono>
#include <string>

#include "flows/reading/dates/calendar.h"
#include "flows/reading/dates/day_rules.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

using std::chrono::weekday;

DayMention uncertain(const PatternMatch&, const DayFrame&) {
    return problem("no certain day");
}

DayMention han_date(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(year_told(match.group(1), match.group(2), frame), count_in(match.group(3)),
                         count_in(match.group(4)), frame);
}

DayMention han_day_of_month(const PatternMatch& match, const DayFrame& frame) {
    const std::string_view which = match.group(1);
    const int day = count_in(match.group(2));
    if (which.empty()) return day_of_month(day, frame);
    return in_month(repeats(which, "下") - repeats(which, "上"), day, frame);
}

DayMention han_weekday(const PatternMatch& match, const DayFrame& frame) {
    static const PhraseMap<unsigned> names{{1, {"一", "1"}},      {2, {"二", "2"}}, {3, {"三", "3"}},
                                           {4, {"四", "4"}},      {5, {"五", "5"}}, {6, {"六", "6"}},
                                           {7, {"日", "天", "7"}}};
    const unsigned* number = names.whole(match.group(4));
    if (number == nullptr) return problem("a weekend is not a day");
    if (!match.group(1).empty()) return problem("a recurring day");
    const weekday wanted{*number};
    const std::string_view weeks = match.group(2);
    if (!weeks.empty()) return on(in_week(repeats(weeks, "下") - repeats(weeks, "上"), wanted, frame));
    if (!match.group(3).empty()) return on(in_week(0, wanted, frame));
    return bare_weekday(wanted, frame);
}

/// 上周的今天, 两周前的今天.
DayMention weeks_ago_today(const PatternMatch& match, const DayFrame& frame) {
    constexpr int kDays = 7;
    const int weeks = match.group(1).empty() ? 1 : count_in(match.group(1));
    return on(frame.now.day - std::chrono::days{weeks * kDays});
}

DayMention han_span(const PatternMatch& match, const DayFrame& frame) {
    if (!match.group(2).empty()) return problem("not certain how long");
    return counted(match.group(1), match.group(3), match.group(4) == "前", frame);
}

}  // namespace

std::vector<DayRule> han_day_rules() {
    std::vector<DayRule> rules;
    const std::string number = "([0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})";
    const auto add = [&rules](const std::string& source, auto read) { rules.emplace_back(source, read); };
    add("(?:(?<!上)上一?个?(?:周|星期|礼拜)|([1-4一两二三四])个?(?:周|星期|礼拜)(?:之|以)?前)的?今天",
        weeks_ago_today);
    add("明后两?天|今明两?天|昨今两天|前后两天|[这那][两几]天", uncertain);
    add("(?<![0-9.])" + number + " ?[-~到至,和跟与及或] ?" + number + " ?[日号天]", uncertain);
    add("(?:(今年|去年|前年|明年|后年)的? ?|(?<![0-9])([0-9]{4}|[0-9]{2}|[零〇一二三四五六七八九]{4}) ?年 ?)?"
        "(?<![0-9])" +
            number + " ?月份? ?的? ?" + number +
            "(?: ?[日号]|(?! ?[0-9零〇一二三四五六七八九十点时:次个天月周年分元块人件%~-]))",
        han_date);
    add("(上{1,3}个?|下{1,3}个?|这个?|本|当)月份?的? ?" + number + " ?[日号]", han_day_of_month);
    add("(?<![0-9零〇一二三四五六七八九十月年第.-])()" + number + " ?号(?![线楼店机门桌员院码馆仓])",
        han_day_of_month);
    add("(?<![0-9零〇一二三四五六七八九十月年第.-])()" + number + "日(?![子本常期前后])", han_day_of_month);
    add("大{0,3}(?<![目以之提])前[天日]|(?:昨[天日晚夜儿]|今[天日早晨晚夜儿]|刚才|刚刚(?!好)|方才|明["
        "天日早晚儿](?!显))"
        "|大{0,3}(?<!明)后天",
        named_day);
    add("(每个?|逢)?(?<!(?<![周期拜])[一两二三四五六几0-9])(?:([上下]{1,3})一?|(这|本)一?)?个?(?:(?:周|星期|"
        "礼拜)"
        "的?)?(?:周|星期|礼拜)"
        "([一二三四五六日天末]|[1-7](?![0-9天日次]))(?!次|遍)",
        han_weekday);
    add("(?<![0-9零一二两三四五六七八九十个.-])([0-9]{1,4}|[零一二两三四五六七八九十百]{1,5}|半|几|好几) "
        "?(多|几|来)?个?"
        "(分钟|小时|钟头|天|日|周|星期|礼拜|月|年)(?:多|半)?(?:以|之)?(前|后)(?![悔续台])",
        han_span);
    return rules;
}

}  // namespace askwell::flows::reading
