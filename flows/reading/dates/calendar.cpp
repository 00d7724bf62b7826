#include "flows/reading/dates/calendar.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

constexpr int kDaysOfWeek = 7;
/// Without a year and either way, the nearest day is meant when it is this near: further away, the other one
/// may be.
constexpr days kNear{120};
/// Yesterday's date for a day to come is a slip, rather than a year from now.
constexpr days kSlip{7};

std::optional<sys_days> civil(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;  // chrono keeps them in a byte
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

/// Of days that come again and again, the one that is meant: past, the latest; future, the next.
std::optional<sys_days> fitting(const std::vector<sys_days>& ascending, const DayFrame& frame) {
    std::vector<sys_days> fit;
    std::copy_if(ascending.begin(), ascending.end(), std::back_inserter(fit),
                 [&](sys_days day) { return frame.allows(day); });
    if (fit.empty()) return std::nullopt;
    const auto is_slip = [&](sys_days day) {
        return !frame.allows(day) && std::chrono::abs(day - frame.now.day) <= kSlip;
    };
    if (std::any_of(ascending.begin(), ascending.end(), is_slip)) return std::nullopt;
    if (frame.when == DateRange::past) return fit.back();
    if (frame.when == DateRange::future) return fit.front();
    std::erase_if(fit, [&](sys_days day) { return std::chrono::abs(day - frame.now.day) > kNear; });
    if (fit.size() != 1) return std::nullopt;
    return fit.front();
}

std::optional<sys_days> without_year(int month, int day, const DayFrame& frame) {
    std::vector<sys_days> years;
    for (int year = year_of(frame.now.day) - 1; year <= year_of(frame.now.day) + 1; ++year) {
        if (const auto date = civil(year, month, day)) years.push_back(*date);
    }
    return fitting(years, frame);
}

int relative_year(std::string_view words) {
    static const PhraseMap<int> years{{-2, {"前年"}},
                                      {-1, {"去年", "last year"}},
                                      {0, {"今年", "this year"}},
                                      {1, {"明年", "next year"}},
                                      {2, {"后年"}}};
    const int* offset = years.whole(words);
    return offset == nullptr ? 0 : *offset;
}

enum class Unit { minute, hour, day, longer };

Unit unit_of(std::string_view word) {
    static const PhraseMap<Unit> units{
        {Unit::minute, {"分钟", "minute", "minutes", "min", "mins"}},
        {Unit::hour, {"小时", "钟头", "hour", "hours", "hr", "hrs"}},
        {Unit::day, {"天", "day", "days"}},
    };
    const Unit* unit = units.whole(word);
    return unit == nullptr ? Unit::longer : *unit;
}

}  // namespace

int year_of(sys_days day) {
    return static_cast<int>(year_month_day{day}.year());
}

int repeats(std::string_view text, std::string_view character) {
    int count = 0;
    while (text.starts_with(character)) {
        text.remove_prefix(character.size());
        ++count;
    }
    return count;
}

DayMention on(sys_days day) {
    DayMention mention;
    mention.day = day;
    return mention;
}

DayMention problem(const char* reason) {
    DayMention mention;
    mention.problem = reason;
    return mention;
}

int count_in(std::string_view text) {
    if (text == "a" || text == "an") return 1;
    const auto number = number_at(text, 0);
    if (!number || number->length != text.size() || number->span() || number->fraction) return -1;
    return static_cast<int>(std::min(number->low, 1e6));
}

DayMention month_and_day(std::optional<int> year, int month, int day, const DayFrame& frame) {
    constexpr int kLeapYear = 2024;
    if (!civil(year.value_or(kLeapYear), month, day)) return problem("no such day");
    const auto date = year ? civil(*year, month, day) : without_year(month, day, frame);
    return date ? on(*date) : problem("not certain which year");
}

DayMention in_month(int months, int day, const DayFrame& frame) {
    const year_month_day today{frame.now.day};
    const auto month = today.year() / today.month() + std::chrono::months{months};
    const auto date =
        civil(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())), day);
    return date ? on(*date) : problem("no such day");
}

DayMention day_of_month(int day, const DayFrame& frame) {
    if (frame.when == DateRange::any) return problem("not certain which month");
    const DayMention now = in_month(0, day, frame);
    if (now.day && frame.allows(*now.day)) return now;
    return in_month(frame.when == DateRange::past ? -1 : 1, day, frame);
}

sys_days in_week(int weeks, weekday wanted, const DayFrame& frame) {
    const sys_days monday = frame.now.day - (weekday{frame.now.day} - std::chrono::Monday);
    return monday + days{kDaysOfWeek * weeks} + (wanted - std::chrono::Monday);
}

sys_days latest(weekday wanted, const DayFrame& frame) {
    const sys_days yesterday = frame.now.day - days{1};
    return yesterday - (weekday{yesterday} - wanted);
}
sys_days coming(weekday wanted, const DayFrame& frame) {
    const sys_days tomorrow = frame.now.day + days{1};
    return tomorrow + (wanted - weekday{tomorrow});
}

DayMention bare_weekday(weekday wanted, const DayFrame& frame) {
    DayMention mention;
    mention.weekday = wanted;
    if (weekday{frame.now.day} == wanted || frame.when == DateRange::any) return mention;
    mention.day = frame.when == DateRange::past ? latest(wanted, frame) : coming(wanted, frame);
    return mention;
}

int year_in(std::string_view digits) {
    const int year = count_in(digits);
    constexpr int kCentury = 2000;
    return digits.size() == 2 ? kCentury + year : year;
}

std::optional<int> year_told(std::string_view relative, std::string_view digits, const DayFrame& frame) {
    if (!relative.empty()) return year_of(frame.now.day) + relative_year(relative);
    if (!digits.empty()) return year_in(digits);
    return std::nullopt;
}

DayMention counted(std::string_view amount, std::string_view unit_word, bool back, const DayFrame& frame) {
    constexpr int kMinutesOfDay = 24 * 60;
    constexpr double kLongestSpan = 100'000;
    const Unit unit = unit_of(unit_word);
    const bool half = amount == "半" || amount == "half an" || amount == "half a";
    const double number = half ? 0.5 : count_in(amount);
    if (number < 0 || number > kLongestSpan) return problem("not certain how long");
    if (unit == Unit::longer) return problem("weeks and months are no days");
    if (unit == Unit::day) {
        if (half) return problem("not certain how long");
        return on(frame.now.day + days{static_cast<int>(back ? -number : number)});
    }
    const int span = static_cast<int>(std::lround(number * (unit == Unit::hour ? 60 : 1)));
    const int minute = frame.now.minute + (back ? -span : span);
    const int day = static_cast<int>(std::floor(static_cast<double>(minute) / kMinutesOfDay));
    DayMention mention = on(frame.now.day + days{day});
    mention.minute = minute - day * kMinutesOfDay;
    return mention;
}

DayMention only_one(const std::vector<DayMention>& readings, const DayFrame& frame) {
    std::optional<sys_days> found;
    const char* why = "no such day";
    for (const DayMention& reading : readings) {
        if (!reading.day || !frame.allows(*reading.day)) {
            if (reading.day) why = "outside the days asked about";
            continue;
        }
        if (found && *found != *reading.day) return problem("month first or day first");
        found = reading.day;
    }
    return found ? on(*found) : problem(why);
}

}  // namespace askwell::flows::reading
