// Where named days lie in the calendar, seen from the day they are named on.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "flows/reading/dates/days.h"

namespace askwell::flows::reading {

DayMention on(std::chrono::sys_days day);
DayMention problem(const char* reason);

/// The number that `text` is as a whole, "a" being one; -1 when it is none, or none for certain.
int count_in(std::string_view text);
/// How often `text` begins with `character`: 上上 is two weeks back.
int repeats(std::string_view text, std::string_view character);
/// "26" is 2026; four digits are themselves.
int year_in(std::string_view digits);
int year_of(std::chrono::sys_days day);
/// The year named by 去年 or "last year", or else by digits; nullopt when both are "".
std::optional<int> year_told(std::string_view relative, std::string_view digits, const DayFrame& frame);

/// This day, in the year told or in the one that fits.
DayMention month_and_day(std::optional<int> year, int month, int day, const DayFrame& frame);
/// This day, `months` from this month: -1 is the last.
DayMention in_month(int months, int day, const DayFrame& frame);
/// The fitting month's day.
DayMention day_of_month(int day, const DayFrame& frame);

/// In the week that is `weeks` from this one; weeks begin on Monday.
std::chrono::sys_days in_week(int weeks, std::chrono::weekday wanted, const DayFrame& frame);
/// The last such day before today, and the first one after it.
std::chrono::sys_days latest(std::chrono::weekday wanted, const DayFrame& frame);
std::chrono::sys_days coming(std::chrono::weekday wanted, const DayFrame& frame);
/// A weekday alone. Today's own name could as well mean a week from now.
DayMention bare_weekday(std::chrono::weekday wanted, const DayFrame& frame);

/// So many minutes, hours or days back or ahead; weeks and longer name no day.
DayMention counted(std::string_view amount, std::string_view unit, bool back, const DayFrame& frame);

/// The only one of some readings that is a day and lies where it may; they count once when they agree.
DayMention only_one(const std::vector<DayMention>& readings, const DayFrame& frame);

}  // namespace askwell::flows::reading
