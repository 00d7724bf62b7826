// Days in figures alone, as both languages write them.
#include <cstdlib>
#include <string>

#include "flows/reading/dates/calendar.h"
#include "flows/reading/dates/day_rules.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

DayMention iso_date(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(count_in(match.group(1)), count_in(match.group(3)), count_in(match.group(4)), frame);
}

DayMention compact_date(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(count_in(match.group(1)), count_in(match.group(2)), count_in(match.group(3)), frame);
}

/// 3/11/2026 and 26/11/3: two-digit years stay within ten years of today.
DayMention numeric_date(const PatternMatch& match, const DayFrame& frame) {
    constexpr int kYearsAway = 10;
    const std::string_view head = match.group(1);
    const std::string_view tail = match.group(4);
    const int middle = count_in(match.group(3));
    std::vector<DayMention> readings;
    const auto add = [&](std::string_view year_digits, int month, int day) {
        const int year = year_in(year_digits);
        const bool near = std::abs(year - year_of(frame.now.day)) <= kYearsAway;
        if (year_digits.size() == 4 || (year_digits.size() == 2 && near))
            readings.push_back(month_and_day(year, month, day, frame));
    };
    add(tail, count_in(head), middle);
    add(tail, middle, count_in(head));
    if (tail.size() <= 2) add(head, middle, count_in(tail));
    return only_one(readings, frame);
}

/// 11/3, 11.3: month first in Chinese; elsewhere only when the other reading is impossible.
DayMention short_date(const PatternMatch& match, const DayFrame& frame) {
    const int first = count_in(match.group(1));
    const int second = count_in(match.group(3));
    const bool padded = match.group(1).starts_with('0') || match.group(3).starts_with('0');
    if (match.group(2) == "-" && first < second && !padded) return problem("a date or a range");
    std::vector<DayMention> readings{month_and_day({}, first, second, frame)};
    if (!frame.month_first) readings.push_back(month_and_day({}, second, first, frame));
    return only_one(readings, frame);
}

}  // namespace

std::vector<DayRule> numeric_day_rules() {
    std::vector<DayRule> rules;
    const std::string units =
        "点|时|分|元|块|折|万|千|百|度|米|个|次|小时|天|年|月|岁|[ap]\\.?m|days?|hours?|minutes?|mins?|times|"
        "weeks?";
    const auto add = [&rules](const std::string& source, auto read) { rules.emplace_back(source, read); };
    add("(?<![0-9a-z./-])([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?![0-9]|[./-][0-9])", iso_date);
    add("(?<![0-9a-z./-])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])(?![0-9a-z-])", compact_date);
    add("(?<![0-9a-z./-])([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4}|[0-9]{1,2})(?![0-9a-z]|[./-][0-9])",
        numeric_date);
    add("(?<![0-9a-z./-])(?<![0-9]:)(?!24/7)([0-9]{1,2})([-/.])([0-9]{1,2})(?![0-9a-z%:]|[./-][0-9]| ?(?:" +
            units + "))",
        short_date);
    return rules;
}

}  // namespace askwell::flows::reading
