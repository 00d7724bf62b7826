#include "flows/reading/days.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "flows/reading/mentions.h"
#include "flows/reading/numbers.h"
#include "flows/reading/patterns.h"
#include "flows/reading/phrases.h"

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

std::optional<sys_days> civil(int year, int month, int day) {
    const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                              std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date};
}

int year_of(sys_days day) {
    return static_cast<int>(year_month_day{day}.year());
}

/// The number that `text` is as a whole, "a" being one; -1 when it is none, or none for certain.
int count_in(std::string_view text) {
    if (text == "a" || text == "an") return 1;
    const auto number = number_at(text, 0);
    if (!number || number->length != text.size() || number->span() || number->fraction) return -1;
    return static_cast<int>(std::min(number->low, 1e6));
}

/// Of days that come again and again, the one that is meant: past, the latest; future, the next.
std::optional<sys_days> fitting(const std::vector<sys_days>& ascending, const DayFrame& frame) {
    std::vector<sys_days> fit;
    std::copy_if(ascending.begin(), ascending.end(), std::back_inserter(fit),
                 [&](sys_days day) { return frame.allows(day); });
    if (fit.empty()) return std::nullopt;
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

DayMention month_and_day(std::optional<int> year, int month, int day, const DayFrame& frame) {
    constexpr int kLeapYear = 2024;
    if (!civil(year.value_or(kLeapYear), month, day)) return problem("no such day");
    const auto date = year ? civil(*year, month, day) : without_year(month, day, frame);
    return date ? on(*date) : problem("not certain which year");
}

/// `months` from this one: -1 is the last.
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

/// In the week that is `weeks` from this one; weeks begin on Monday.
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

/// A weekday alone. Today's own name could as well mean a week from now.
DayMention bare_weekday(weekday wanted, const DayFrame& frame) {
    DayMention mention;
    mention.weekday = wanted;
    if (weekday{frame.now.day} == wanted || frame.when == DateRange::any) return mention;
    mention.day = frame.when == DateRange::past ? latest(wanted, frame) : coming(wanted, frame);
    return mention;
}

/// "26" is 2026; four digits are themselves.
int year_in(std::string_view digits) {
    const int year = count_in(digits);
    constexpr int kCentury = 2000;
    return digits.size() == 2 ? kCentury + year : year;
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

std::optional<int> year_told(std::string_view relative, std::string_view digits, const DayFrame& frame) {
    if (!relative.empty()) return year_of(frame.now.day) + relative_year(relative);
    if (!digits.empty()) return year_in(digits);
    return std::nullopt;
}

/// Repeated 上, 下 or 大: each counts.
int repeats(std::string_view text, std::string_view character) {
    int count = 0;
    while (text.starts_with(character)) {
        text.remove_prefix(character.size());
        ++count;
    }
    return count;
}

DayMention uncertain(const PatternMatch&, const DayFrame&) {
    return problem("no certain day");
}

// ---- Chinese ----

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

struct NamedDay {
    int offset = 0;
    std::optional<DayPart> part;
    bool weak = false;
};

const PhraseMap<NamedDay>& named_days() {
    // clang-format off
    static const PhraseMap<NamedDay> map{
        {{0, {}, false}, {"今天", "今日", "今儿", "today", "earlier today"}},
        {{0, {}, true}, {"刚才", "刚刚", "方才", "just now"}},
        {{0, morning(), false}, {"今早", "今晨", "this morning"}},
        {{0, afternoon(), false}, {"this afternoon"}},
        {{0, evening(), false}, {"今晚", "今夜", "tonight", "this evening"}},
        {{-1, {}, false}, {"昨天", "昨日", "昨儿", "yesterday", "yday"}},
        {{-1, evening(), false}, {"昨晚", "昨夜", "last night"}},
        {{-2, {}, false},
         {"前天", "前日", "the day before yesterday", "day before yesterday"}},
        {{1, {}, false}, {"明天", "明日", "明儿", "tomorrow", "tmr", "tmrw"}},
        {{1, morning(), false}, {"明早"}},
        {{1, evening(), false}, {"明晚"}},
        {{2, {}, false}, {"后天", "the day after tomorrow", "day after tomorrow"}},
    };
    // clang-format on
    return map;
}

DayMention named_day(const PatternMatch& match, const DayFrame& frame) {
    std::string_view words = match.group(0);
    const int more = repeats(words, "大");
    words.remove_prefix(static_cast<std::size_t>(more) * std::string_view{"大"}.size());
    const NamedDay* named = named_days().whole(words);
    if (named == nullptr) return problem("no certain day");
    DayMention mention = on(frame.now.day + days{named->offset + (named->offset < 0 ? -more : more)});
    mention.part = named->part;
    mention.weak = named->weak;
    return mention;
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

// ---- both languages ----

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

DayMention han_span(const PatternMatch& match, const DayFrame& frame) {
    if (!match.group(2).empty()) return problem("not certain how long");
    return counted(match.group(1), match.group(3), match.group(4) == "前", frame);
}

DayMention ago(const PatternMatch& match, const DayFrame& frame) {
    return counted(match.group(1), match.group(2), match.group(3) != "from now", frame);
}

DayMention ahead(const PatternMatch& match, const DayFrame& frame) {
    return counted(match.group(1), match.group(2), false, frame);
}

DayMention iso_date(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(count_in(match.group(1)), count_in(match.group(3)), count_in(match.group(4)), frame);
}

DayMention compact_date(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(count_in(match.group(1)), count_in(match.group(2)), count_in(match.group(3)), frame);
}

/// The only one of some readings that is a day and lies where it may; they count once when they agree.
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

/// 3/11/2026 and 26/11/3: two-digit years stay within ten years of today.
DayMention numeric_date(const PatternMatch& match, const DayFrame& frame) {
    constexpr int kYearsAway = 10;
    const int first = count_in(match.group(1));
    const int second = count_in(match.group(3));
    const bool whole_year = match.group(4).size() == 4;
    std::vector<DayMention> readings;
    const auto add = [&](int year, int month, int day) {
        if (whole_year || std::abs(year - year_of(frame.now.day)) <= kYearsAway)
            readings.push_back(month_and_day(year, month, day, frame));
    };
    add(year_in(match.group(4)), first, second);
    add(year_in(match.group(4)), second, first);
    if (!whole_year && match.group(1).size() == 2)
        add(year_in(match.group(1)), second, count_in(match.group(4)));
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

// ---- English ----

int month_in(std::string_view word) {
    constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
    return static_cast<int>(kMonths.find(word.substr(0, 3)) / 3) + 1;
}

int ordinal_in(std::string_view word) {
    static const PhraseMap<int> words = [] {
        constexpr const char* kOrdinals[] = {
            "first",        "second",         "third",         "fourth",        "fifth",
            "sixth",        "seventh",        "eighth",        "ninth",         "tenth",
            "eleventh",     "twelfth",        "thirteenth",    "fourteenth",    "fifteenth",
            "sixteenth",    "seventeenth",    "eighteenth",    "nineteenth",    "twentieth",
            "twenty-first", "twenty-second",  "twenty-third",  "twenty-fourth", "twenty-fifth",
            "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth",  "thirtieth",
            "thirty-first"};
        PhraseMap<int> map;
        int number = 0;
        for (const char* ordinal : kOrdinals) map.add(ordinal, ++number);
        return map;
    }();
    if (const int* number = words.whole(word)) return *number;
    return count_in(word.substr(0, word.find_first_not_of("0123456789")));
}

std::optional<int> english_year(std::string_view words, const DayFrame& frame) {
    if (words.empty()) return std::nullopt;
    const bool digits = words.front() >= '0' && words.front() <= '9';
    return year_told(digits ? std::string_view{} : words, digits ? words : std::string_view{}, frame);
}

DayMention day_month(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(english_year(match.group(3), frame), month_in(match.group(2)),
                         ordinal_in(match.group(1)), frame);
}

DayMention month_day(const PatternMatch& match, const DayFrame& frame) {
    return month_and_day(english_year(match.group(3), frame), month_in(match.group(1)),
                         ordinal_in(match.group(2)), frame);
}

int relative(std::string_view word) {
    if (word.starts_with("last") || word.starts_with("past")) return -1;
    return word.starts_with("next") ? 1 : 0;
}

DayMention ordinal_day(const PatternMatch& match, const DayFrame& frame) {
    const int day = ordinal_in(match.group(1));
    return match.group(2).empty() ? day_of_month(day, frame) : in_month(relative(match.group(2)), day, frame);
}

DayMention month_then_ordinal(const PatternMatch& match, const DayFrame& frame) {
    return in_month(relative(match.group(1)), ordinal_in(match.group(2)), frame);
}

weekday weekday_in(std::string_view word) {
    constexpr std::string_view kDays = "sunmontuewedthufrisat";
    return weekday{static_cast<unsigned>(kDays.find(word.substr(0, 3)) / 3)};
}

/// A day of last week. Whether Sunday begins or ends a week is a matter of country.
DayMention day_of_week(std::string_view which, std::string_view day, const DayFrame& frame) {
    const weekday wanted = weekday_in(day);
    if (wanted == std::chrono::Sunday) return problem("not certain which Sunday");
    return on(in_week(relative(which), wanted, frame));
}

DayMention week_then_day(const PatternMatch& match, const DayFrame& frame) {
    return day_of_week(match.group(1), match.group(2), frame);
}
DayMention day_then_week(const PatternMatch& match, const DayFrame& frame) {
    return day_of_week(match.group(2), match.group(1), frame);
}

DayMention english_weekday(const PatternMatch& match, const DayFrame& frame) {
    const std::string_view which = match.group(1);
    const weekday wanted = weekday_in(match.group(2));
    if (which == "every" || which == "each" || !match.group(3).empty()) return problem("a recurring day");
    if (which.empty()) return bare_weekday(wanted, frame);
    if (which.find("coming") != std::string_view::npos) return on(coming(wanted, frame));
    if (which.find("past") != std::string_view::npos || which == "last") return on(latest(wanted, frame));
    if (which == "this") {
        const sys_days this_week = in_week(0, wanted, frame);
        if (frame.when != DateRange::any && !frame.allows(this_week)) return on(coming(wanted, frame));
        if (frame.when == DateRange::any && this_week < frame.now.day)
            return problem("not certain which week");
        return on(this_week);
    }
    // "Next Friday", said on a Wednesday, is in two days for some and in nine for others.
    if (coming(wanted, frame) != in_week(1, wanted, frame)) return problem("not certain which week");
    return on(coming(wanted, frame));
}

struct Rule {
    Pattern pattern;
    DayMention (*read)(const PatternMatch&, const DayFrame&);
};

void add_han_rules(std::vector<Rule>& rules) {
    const std::string number = "([0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})";
    const auto add = [&rules](const std::string& source, auto read) {
        rules.push_back({Pattern{source}, read});
    };
    add("(?<![0-9.])" + number + " ?[-~到至] ?" + number + " ?[日号天]", uncertain);
    add("(?:(今年|去年|前年|明年|后年)的? ?|(?<![0-9])([0-9]{4}|[0-9]{2}|[零〇一二三四五六七八九]{4}) ?年 ?)?"
        "(?<![0-9])" +
            number + " ?月份? ?的? ?" + number +
            "(?: ?[日号]|(?! ?[0-9零〇一二三四五六七八九十点时:次个天月周年分元块人件%~-]))",
        han_date);
    add("(上+个?|下+个?|这个?|本|当)月份?的? ?" + number + " ?[日号]", han_day_of_month);
    add("(?<![0-9零〇一二三四五六七八九十月年第.-])()" + number + " ?号(?![线楼店机门桌员院码馆仓])",
        han_day_of_month);
    add("(?<![0-9零〇一二三四五六七八九十月年第.-])()" + number + "日(?![子本常期前后])", han_day_of_month);
    add("大*(?<![目以之提])前[天日]|昨[天日晚夜儿]|今[天日早晨晚夜儿]|刚才|刚刚(?!好)|方才|明[天日早晚儿](?!"
        "显)|大*后天",
        named_day);
    add("(每个?|逢)?(?<![一两二三四五六几0-9])(?:([上下]+)|(这|本))?个?(?:周|星期|礼拜)"
        "([一二三四五六日天末]|[1-7](?![0-9天日次]))(?!次|遍)",
        han_weekday);
    add("(?<![0-9零一二两三四五六七八九十.-])([0-9]{1,4}|[零一二两三四五六七八九十百]{1,5}|半|几|好几) "
        "?(多|几|来)?个?"
        "(分钟|小时|钟头|天|日|周|星期|礼拜|月|年)(?:多|半)?(?:以|之)?(前|后)(?![悔续台])",
        han_span);
}

void add_numeric_rules(std::vector<Rule>& rules) {
    const std::string units =
        "点|时|分|元|块|折|万|千|百|度|米|个|次|小时|天|年|月|岁|[ap]\\.?m|days?|hours?|minutes?|mins?|times|"
        "weeks?";
    const auto add = [&rules](const std::string& source, auto read) {
        rules.push_back({Pattern{source}, read});
    };
    add("(?<![0-9a-z./-])([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})(?![0-9]|[./-][0-9])", iso_date);
    add("(?<![0-9a-z./-])((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])(?![0-9a-z-])", compact_date);
    add("(?<![0-9a-z./-])([0-9]{1,2})([-/.])([0-9]{1,2})\\2([0-9]{4}|[0-9]{2})(?![0-9a-z]|[./-][0-9])",
        numeric_date);
    add("(?<![0-9a-z./:-])([0-9]{1,2})([-/.])([0-9]{1,2})(?![0-9a-z%:]|[./-][0-9]| ?(?:" + units + "))",
        short_date);
}

void add_english_rules(std::vector<Rule>& rules) {
    const std::string month =
        "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:"
        "ober)?"
        "|nov(?:ember)?|dec(?:ember)?)\\.?";
    const std::string word =
        "first|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf|thirteen|fourteen|fifteen|sixteen"
        "|seventeen|eighteen|nineteen|twentie|thirtie)th|twenty-(?:first|second|third|fourth|fifth|sixth|"
        "seventh"
        "|eighth|ninth)|thirty-first";
    const std::string ordinal = "([0-9]{1,2}(?:st|nd|rd|th)|" + word + ")";
    const std::string day = "([0-9]{1,2}(?:st|nd|rd|th)?|" + word + ")";
    const std::string year = "((?:19|20)[0-9]{2}|(?:this|last|next) year)";
    const std::string weekday_name =
        "(monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sunday"
        "|(?:sat|sun)(?=\\.?(?:$|,| at | morning| afternoon| evening| [0-9])))";
    const std::string number =
        "([0-9]{1,3}|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple "
        "of|few"
        "|several|some)";
    const std::string unit = "(min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)";
    const std::string start = "(?<![a-z0-9.-])";
    const std::string end = "(?![a-z0-9])";
    const std::string counts =
        " (?:floor|times?|calls?|visit|attempt|street|person|one|line|party|level|day)";
    const auto add = [&rules](const std::string& source, auto read) {
        rules.push_back({Pattern{source}, read});
    };
    add(start + "(?:the )?" + day + "(?: day)?(?: of)?[ -]?" + month + "(?:[ ,-]{1,2}" + year + ")?" + end,
        day_month);
    add(start + month + ",? ?(?:the )?" + day + "(?![a-z0-9:]|\\.[0-9])(?:(?:,|,? of)? " + year +
            "(?![a-z0-9:]))?",
        month_day);
    add(start + "(?:the )?" + ordinal + "(?: day)? (?:of )?((?:last|this|next) month)" + end, ordinal_day);
    add(start + "the " + ordinal + "(?=()$|()[,;!?\\n]|()\\.(?![0-9]))", ordinal_day);
    add(start + "(?:the )?([0-9]{1,2}(?:st|nd|rd|th))()" + end + "(?!" + counts + ")", ordinal_day);
    add(start + "((?:last|this|next) month),?(?: on)? (?:the )?" + ordinal + end, month_then_ordinal);
    add(start +
            "(?:(?:the )?day (?:before yesterday|after tomorrow)|earlier "
            "today|today|yesterday|yday|tomorrow|tmrw?"
            "|tonight|last night|this (?:morning|afternoon|evening)|just now)" +
            end,
        named_day);
    add(start + "(last|this|next) week(?:'?s)?,?(?: on)? " + weekday_name + end, week_then_day);
    add(start + weekday_name + ",?(?: of)? (last|this|next) week" + end, day_then_week);
    add(start + "(?:(last|this past|past|this coming|coming|this|next|every|each) )?" + weekday_name +
            "(s)?" + end,
        english_weekday);
    add(start + number + " ?" + unit + " (ago|back|from now)" + end, ago);
    add(start + "in " + number + " " + unit + end, ahead);
}

std::vector<Rule> make_rules() {
    std::vector<Rule> rules;
    add_han_rules(rules);
    add_numeric_rules(rules);
    add_english_rules(rules);
    return rules;
}

}  // namespace

std::vector<DayMention> days_in(std::string_view text, const DayFrame& frame) {
    static const std::vector<Rule> rules = make_rules();
    std::vector<DayMention> found;
    for (const Rule& rule : rules) {
        for (const PatternMatch& match : rule.pattern.all(text)) {
            DayMention mention = rule.read(match, frame);
            mention.begin = match.begin;
            mention.end = match.end;
            found.push_back(mention);
        }
    }
    keep_without_overlaps(found);
    return found;
}

}  // namespace askwell::flows::reading
