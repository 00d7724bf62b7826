#include "flows/reading/dates/clock_times.h"

#include <string>
#include <utility>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/mentions.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

constexpr int kHour = 60;
constexpr int kDay = 24 * kHour;

const PhraseMap<DayPart>& parts() {
    // clang-format off
    static const PhraseMap<DayPart> map{
        {{0, 6 * kHour}, {"凌晨"}},
        {{4 * kHour, 12 * kHour + 30},
         {"清晨", "清早", "一早", "大清早", "早上", "早晨", "早间", "上午", "morning"}},
        {{11 * kHour, 14 * kHour}, {"中午", "午间"}},
        {{12 * kHour, 19 * kHour}, {"下午", "午后", "afternoon"}},
        {{17 * kHour, kDay},
         {"傍晚", "晚上", "晚间", "夜里", "夜间", "夜晚", "深夜", "evening", "at night", "night", "tonight"}},
    };
    // clang-format on
    return map;
}

std::optional<int> whole_number(std::string_view text) {
    const auto number = number_at(text, 0);
    if (!number || number->length != text.size() || number->span() || number->fraction) return std::nullopt;
    return truncated(number->low);
}

/// Both halves of the day for an hour of the twelve-hour clock.
TimeMention time_at(int hour, int minute) {
    TimeMention mention;
    if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) {
        mention.problem = "no such time";
        return mention;
    }
    const int first = hour % 24 * kHour + minute;
    mention.minutes.push_back(first);
    if (hour >= 1 && hour <= 12) mention.minutes.push_back((first + 12 * kHour) % kDay);
    return mention;
}

TimeMention in_half(TimeMention mention, int hour, std::string_view half) {
    if (half.empty()) return mention;
    if (hour < 1 || hour > 12) mention.problem = "no such time";
    mention.part = half.starts_with('a') ? DayPart{0, 12 * kHour} : DayPart{12 * kHour, kDay};
    return mention;
}

TimeMention time_range(const PatternMatch&) {
    TimeMention mention;
    mention.problem = "a range of times";
    return mention;
}

TimeMention vague_time(const PatternMatch&) {
    TimeMention mention;
    mention.problem = "no certain time";
    return mention;
}

/// 3点半, 15点05分, 十点一刻.
TimeMention han_time(const PatternMatch& match) {
    const auto hour = whole_number(match.group(1));
    int minute = match.group(2).empty() ? 0 : 30;
    if (match.group(3) == "一") minute = 15;
    if (match.group(3) == "三") minute = 45;
    if (!match.group(4).empty()) {
        const auto told = whole_number(match.group(4));
        if (!told) return vague_time(match);
        minute = *told;
    }
    return hour ? time_at(*hour, minute) : vague_time(match);
}

/// 15:05, 3:30 pm.
TimeMention digital_time(const PatternMatch& match) {
    const int hour = *whole_number(match.group(1));
    TimeMention mention = time_at(hour, *whole_number(match.group(2)));
    mention.whole_day_clock = match.group(1).size() == 2;
    return in_half(std::move(mention), hour, match.group(3));
}

/// 15h30, "1530 hrs", "at 1530".
TimeMention whole_day_time(const PatternMatch& match) {
    TimeMention mention = time_at(*whole_number(match.group(1)), *whole_number(match.group(2)));
    mention.whole_day_clock = true;
    return mention;
}

/// "half nine" is half past nine.
TimeMention half_past(const PatternMatch& match) {
    return time_at(*whole_number(match.group(1)), 30);
}

/// "3ish", "3ish pm".
TimeMention hour_or_so(const PatternMatch& match) {
    const int hour = *whole_number(match.group(1));
    return in_half(time_at(hour, 0), hour, match.group(2));
}

/// "9.15 in the morning", "at 9.15".
TimeMention dotted_time(const PatternMatch& match) {
    return time_at(*whole_number(match.group(1)), *whole_number(match.group(2)));
}

/// 3pm.
TimeMention half_day_time(const PatternMatch& match) {
    const int hour = *whole_number(match.group(1));
    const int minute = match.group(2).empty() ? 0 : *whole_number(match.group(2));
    return in_half(time_at(hour, minute), hour, match.group(3));
}

/// "half past three", "quarter to four", "ten past nine".
TimeMention spoken_time(const PatternMatch& match) {
    const std::string_view amount = match.group(1);
    const int minutes = amount == "half" ? 30 : amount.ends_with("quarter") ? 15 : *whole_number(amount);
    const int hour = *whole_number(match.group(3));
    const bool before = match.group(2) == "to" || match.group(2) == "before";
    if (before && amount == "half") return vague_time(match);
    return before ? time_at(hour == 1 ? 12 : hour - 1, 60 - minutes) : time_at(hour, minutes);
}

/// "seven thirty".
TimeMention worded_time(const PatternMatch& match) {
    return time_at(*whole_number(match.group(1)), *whole_number(match.group(2)));
}

/// "three o'clock", "at 8".
TimeMention full_hour(const PatternMatch& match) {
    const auto hour = whole_number(match.group(1));
    return hour ? time_at(*hour, 0) : vague_time(match);
}

TimeMention noon(const PatternMatch&) {
    TimeMention mention = time_at(12, 0);
    mention.whole_day_clock = true;
    return mention;
}

struct Rule {
    Pattern pattern;
    TimeMention (*read)(const PatternMatch&);
};

std::vector<Rule> make_rules() {
    const std::string han = "([0-9]{1,2}|[零一二两三四五六七八九十]{1,3})";
    const std::string word = "([0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    const std::string half = "([ap]\\.?m\\.?)(?![a-z])";
    const std::string seconds = "(?::[0-9]{2}(?:\\.[0-9]+)?)?";
    std::vector<Rule> made;
    const auto add = [&made](const std::string& source, TimeMention (*read)(const PatternMatch&)) {
        made.push_back({Pattern{source}, read});
    };
    add("(?<![0-9.:])" + han + "[点时]? ?[-~到至] ?" + han + "[点时](?![间候])半?", time_range);
    add("(?<![a-z0-9.:])" + word + " ?(?:-|~| to | and | till | until ) ?" + word + " ?" + half, time_range);
    add("(?<![0-9.第])(?!(?<=[快慢早多差有])一点)" + han +
            " ?[点时](?![间候评赞了都心子])(?: ?[钟整])?"
            "(?:(半)|([一三])刻|过?([0-9]{1,2}|[零〇一二三四五六七八九十]{1,3})(?![0-"
            "9零〇一二三四五六七八九十:])"
            " ?分?(?![钟之]))?",
        han_time);
    add("(?<![0-9:])([0-9]{1,2}):([0-9]{2})" + seconds + "(?![0-9:])(?: ?" + half + ")?", digital_time);
    add("(?<![a-z0-9:.])([0-9]{1,2})\\.([0-5][0-9])(?= in the (?:morning|afternoon|evening)| at night)",
        dotted_time);
    add("(?<= at )([0-9]{1,2})\\.([0-5][0-9])(?![0-9.:])", dotted_time);
    add("(?<=[0-9])t[0-9]{2}:[0-9]{2}" + seconds + "(?:z|[+-][0-9]{2}:?[0-9]{2})", vague_time);
    add("(?<![a-z0-9:.])([0-9]{1,2})(?:[.:]([0-9]{2}))? ?" + half, half_day_time);
    add("(?<![a-z0-9])(half|(?:a )?quarter|five|ten|twenty|twenty-five|[0-9]{1,2})(?: minutes| mins)? "
        "(past|after|to|before) " +
            word + "(?: o'?clock)?(?![a-z0-9:])",
        spoken_time);
    add("(?<![0-9:.])([0-9]{2})[.:]?([0-9]{2}) ?(?:hrs?|hours|h)(?![a-z])", whole_day_time);
    add("(?<= at )([01][0-9]|2[0-3])([0-5][0-9])(?![0-9:.])", whole_day_time);
    add("(?<![a-z0-9:.])([01]?[0-9]|2[0-3]) ?h([0-5][0-9])(?![a-z0-9])", whole_day_time);
    add("(?<![a-z0-9])half[ -]" + word + "(?![a-z0-9:.])", half_past);
    add("(?<![a-z0-9:.])" + word + "[ -]?ish(?: ?" + half + ")?(?![a-z])", hour_or_so);
    add("(?<![a-z0-9])" + word + " ?o'?clock(?![a-z0-9])", full_hour);
    add("(?<![a-z])(?:at|at about|at around|around|about) " + word +
            "(?=$|[,;!?\\n]|\\.(?![0-9])| in the | at night| yesterday| today| tomorrow| this | last | on )",
        full_hour);
    add("(?<![a-z])(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
        "(ten|fifteen|twenty|twenty-five|thirty|forty|forty-five|fifty)(?![a-z-])",
        worded_time);
    add("(?<![a-z])(?:noon|midday)(?![a-z])|正午", noon);
    add("(?<![a-z])midnight(?![a-z])|午夜|半夜", vague_time);
    return made;
}

TimeMention part_of_day(std::size_t begin, std::size_t end, DayPart part) {
    TimeMention mention;
    mention.begin = begin;
    mention.end = end;
    mention.part = part;
    return mention;
}

void add_parts(std::string_view text, std::vector<TimeMention>& found) {
    for (std::size_t position = 0; position < text.size();) {
        const auto* entry = parts().at(text, position);
        if (entry == nullptr) {
            position += code_point_at(text, position).length;
            continue;
        }
        const std::size_t end = position + entry->phrase.size();
        const bool greeting =
            text.substr(end).starts_with("好") || text.substr(0, position).ends_with("good ");
        if (!greeting) found.push_back(part_of_day(position, end, entry->meaning));
        position = end;
    }
}

}  // namespace

DayPart morning() {
    return *parts().whole("早上");
}
DayPart afternoon() {
    return *parts().whole("下午");
}
DayPart evening() {
    return *parts().whole("晚上");
}

std::vector<TimeMention> times_in(std::string_view text) {
    std::vector<TimeMention> found;
    static const std::vector<Rule> rules = make_rules();
    for (const Rule& rule : rules) {
        for (const PatternMatch& match : rule.pattern.all(text)) {
            TimeMention mention = rule.read(match);
            mention.begin = match.begin;
            mention.end = match.end;
            found.push_back(std::move(mention));
        }
    }
    add_parts(text, found);
    static const Pattern short_part{"(?:(早)|晚)(?= ?(?:[0-9]{1,2}|[二两三四五六七八九十]{1,3})[点:时])"};
    for (const PatternMatch& match : short_part.all(text)) {
        found.push_back(part_of_day(match.begin, match.end, match.group(1).empty() ? evening() : morning()));
    }
    keep_without_overlaps(found);
    return found;
}

}  // namespace askwell::flows::reading
