#include "flows/reading/numbers/time_units.h"

#include <algorithm>
#include <string>

#include "flows/reading/text/asked.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

const PhraseMap<TimeUnit>& units() {
    // clang-format off
    static const PhraseMap<TimeUnit> map{
        {TimeUnit::minute, {"分钟", "minute", "minutes", "min", "mins"}},
        {TimeUnit::hour, {"小时", "钟头", "hour", "hours", "hr", "hrs", "h"}},
        {TimeUnit::day, {"天", "days", "day"}},
        {TimeUnit::night, {"晚", "夜", "夜晚", "晚上", "夜里", "night", "nights", "nite", "nites"}},
        {TimeUnit::week, {"周", "星期", "礼拜", "week", "weeks", "wk", "wks"}},
        {TimeUnit::fortnight, {"fortnight", "fortnights"}},
        {TimeUnit::part_of_day,
         {"早上", "下午", "上午", "evening", "evenings", "morning", "mornings", "afternoon", "afternoons"}},
        {TimeUnit::other,
         {"月", "年", "秒", "month", "months", "year", "years", "weekend", "weekends", "second", "seconds", "sec", "secs"}},
    };
    // clang-format on
    return map;
}

/// Minutes for the units that are counted in one another; days and nights are counted apart.
struct Span {
    enum class Family { clock, days, none } family = Family::none;
    double length = 0;
};

Span span_of(TimeUnit unit) {
    switch (unit) {
        case TimeUnit::minute:
            return {Span::Family::clock, 1};
        case TimeUnit::hour:
            return {Span::Family::clock, 60};
        case TimeUnit::day:
        case TimeUnit::night:
            return {Span::Family::days, 1};
        case TimeUnit::week:
            return {Span::Family::days, 7};
        case TimeUnit::fortnight:
            return {Span::Family::days, 14};
        case TimeUnit::part_of_day:
        case TimeUnit::other:
            break;
    }
    return {};
}

}  // namespace

std::optional<TimeUnitAt> time_unit_at(std::string_view text, std::size_t position) {
    constexpr std::string_view kMeasure = "个";
    std::size_t begin = after_blank(text, position);
    if (text.substr(std::min(begin, text.size())).starts_with(kMeasure)) begin += kMeasure.size();
    if (begin >= text.size()) return std::nullopt;
    // "2nights": no word begins behind a figure, yet the unit does.
    const std::string_view rest = text.substr(begin);
    const auto* entry = units().at(rest, 0);
    if (entry == nullptr) return std::nullopt;
    return TimeUnitAt{entry->meaning, begin - position + entry->phrase.size()};
}

std::optional<double> converted(TimeUnit from, TimeUnit to) {
    if (from == to || (from == TimeUnit::part_of_day && to == TimeUnit::day)) return 1;
    const bool day_or_night =
        (from == TimeUnit::day && to == TimeUnit::night) || (from == TimeUnit::night && to == TimeUnit::day);
    const Span one = span_of(from);
    const Span other = span_of(to);
    if (one.family != other.family || one.family == Span::Family::none || day_or_night) return std::nullopt;
    return one.length / other.length;
}

std::optional<TimeUnit> asked_time_unit(const Question& question) {
    static const Pattern asked{"(?:几|多少) ?个?([\\p{Han}]{1,2})|how many (?:more |whole |full )?([a-z]+)"};
    const std::string& wording = wording_of(question);
    for (const PatternMatch& match : asked.all(wording)) {
        const std::string_view counted = match.group(1).empty() ? match.group(2) : match.group(1);
        const auto* entry = units().at(counted, 0);
        if (entry != nullptr && entry->meaning != TimeUnit::other && entry->meaning != TimeUnit::part_of_day)
            return entry->meaning;
    }
    return std::nullopt;
}

bool tells_another_rate(const Question& question, TimeUnit asked, std::string_view text) {
    static const Pattern daily{
        "[每一] ?[天日晚]|天天|(?<![a-z])(?:a|per|each|every) (?:day|night|evening|weekday|morning)(?![a-z])|"
        "(?<![a-z])(?:daily|nightly)(?![a-z])|/ ?day"};
    static const Pattern weekly{
        "[每一]个?(?:周|星期|礼拜)|(?<![a-z])(?:a|per|each|every) week(?![a-z])|(?<![a-z])weekly(?![a-z])"};
    static const Pattern longer{"每个?[月年]|(?<![a-z])(?:a|per|each|every) (?:month|year)(?![a-z])|monthly"};
    // "A week" and 一晚 are amounts where days are counted.
    static const Pattern of_days{
        "每|(?<![a-z])(?:per|each|every)(?![a-z])|(?<=(?:days|nights) )a (?:week|month|year)(?![a-z])"};
    const std::string& wording = wording_of(question);
    const auto differs = [&](const Pattern& rate) { return rate.found_in(text) && !rate.found_in(wording); };
    if (asked != TimeUnit::minute && asked != TimeUnit::hour) return differs(of_days);
    return differs(daily) || differs(weekly) || differs(longer);
}

}  // namespace askwell::flows::reading
