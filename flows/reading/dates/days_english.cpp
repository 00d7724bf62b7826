// Days in English.
#include <chrono>
#include <string>

#include "flows/reading/dates/calendar.h"
#include "flows/reading/dates/day_rules.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

using std::chrono::sys_days;
using std::chrono::weekday;

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

/// "Monday week": a week after the Monday to come.
DayMention day_of_week_after(const PatternMatch& match, const DayFrame& frame) {
    constexpr int kDays = 7;
    return on(coming(weekday_in(match.group(1)), frame) + std::chrono::days{kDays});
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

DayMention ago(const PatternMatch& match, const DayFrame& frame) {
    return counted(match.group(1), match.group(2), match.group(3) != "from now", frame);
}

/// "A week ago today", "two weeks today".
DayMention weeks_from_day(const PatternMatch& match, const DayFrame& frame) {
    constexpr int kDays = 7;
    const std::string_view day = match.group(3);
    const int from = day == "yesterday" ? -1 : day == "tomorrow" ? 1 : 0;
    const std::string_view amount = match.group(1);
    const int weeks = amount.starts_with('a') ? 1 : count_in(amount);
    return on(frame.now.day + std::chrono::days{from + (match.group(2).empty() ? 1 : -1) * weeks * kDays});
}

DayMention ahead(const PatternMatch& match, const DayFrame& frame) {
    return counted(match.group(1), match.group(2), false, frame);
}

}  // namespace

std::vector<DayRule> english_day_rules() {
    std::vector<DayRule> rules;
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
    const auto add = [&rules](const std::string& source, auto read) { rules.emplace_back(source, read); };
    add(start + "(?:the )?" + day + "(?: day)?(?: of)?[ -]?" + month + "(?:[ ,-]{1,2}" + year + ")?" + end,
        day_month);
    add(start + month + ",? ?(?:the )?" + day +
            "(?![a-z0-9:]|\\.[0-9]| (?:times|people|days|hours|weeks|visits|calls|of us))(?:(?:,|,? of)? " +
            year + "(?![a-z0-9:]))?",
        month_day);
    add(start + "(?:the )?" + ordinal + "(?: day)? (?:of )?((?:last|this|next|the) month)" + end,
        ordinal_day);
    add(start + "the " + ordinal + "(?=()$|()[,;!?\\n]|()\\.(?![0-9]))", ordinal_day);
    add(start + "(?:the )?([0-9]{1,2}(?:st|nd|rd|th))()" + end + "(?!" + counts + ")", ordinal_day);
    add(start + "((?:last|this|next) month),?(?: on)? (?:the )?" + ordinal + end, month_then_ordinal);
    add(start +
            "(?:(?:the )?day (?:before yesterday|after tomorrow)|earlier "
            "today|today|yesterday|yday|tomorrow|tmrw?"
            "|tonight|last night|(?:early |late )?this (?:morning|afternoon|evening)|just now)" +
            end,
        named_day);
    add(start + "(last|this|next) week(?:'?s)?,?(?: on)? " + weekday_name + end, week_then_day);
    add(start + weekday_name + ",?(?: of)? (last|this|next) week" + end, day_then_week);
    add(start + weekday_name + " week(?= *(?:$|[,.;!?]|at |please|pls|if |is |would |works))",
        day_of_week_after);
    add(start + "(?:(last|this past|past|this coming|coming|this|next|every|each) )?" + weekday_name +
            "(s)?" + end,
        english_weekday);
    add(start + "(a|one|two|three|four|[1-4]) weeks?( ago)? (today|yesterday|tomorrow)" + end,
        weeks_from_day);
    add(start + number + " ?" + unit + " (ago|back|from now)" + end, ago);
    add(start + "in " + number + " " + unit + end, ahead);
    return rules;
}

}  // namespace askwell::flows::reading
