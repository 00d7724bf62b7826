#include "flows/reading/numbers/waits.h"

#include "flows/reading/numbers/duration_words.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

struct ClockTime {
    double minutes = 0;
    std::size_t length = 0;
};

/// 10点, 10点40, 10点半, 10:40.
std::optional<ClockTime> clock_time_at(std::string_view text, std::size_t position) {
    const auto hour = number_at(text, position);
    if (!hour || hour->span() || hour->fraction || hour->high > 24) return std::nullopt;
    ClockTime time{hour->high * kHour, hour->length};
    const auto skip = [&](std::string_view word) {
        if (!text.substr(position + time.length).starts_with(word)) return false;
        time.length += word.size();
        return true;
    };
    const bool colon = skip(":");
    if (!colon && !skip("点")) return std::nullopt;
    if (!colon && skip("半")) {
        time.minutes += kHour / 2;
        return time;
    }
    const auto minutes = number_at(text, position + time.length);
    if (minutes && !minutes->span() && minutes->high < kHour) {
        time.minutes += minutes->high;
        time.length += minutes->length;
        if (!colon) skip("分");
    } else if (colon) {
        return std::nullopt;
    }
    return time;
}

}  // namespace

std::optional<DurationAt> clock_span_at(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> begins{{true, {"从", "from"}}};
    static const PhraseMap<bool> joins{
        {true, {"到", "等到", "一直到", "一直等到", "打到", "才", "to", "till", "until", "-", "~"}}};
    const auto* begin = begins.at(text, position);
    if (begin == nullptr) return std::nullopt;
    const auto blank = [text](std::size_t at) { return at < text.size() && text[at] == ' ' ? at + 1 : at; };
    const std::size_t from = blank(position + begin->phrase.size());
    const auto first = clock_time_at(text, from);
    if (!first) return std::nullopt;
    const std::size_t joint = blank(from + first->length);
    const auto* join = joins.at(text, joint);
    if (join == nullptr) return std::nullopt;
    const std::size_t to = blank(joint + join->phrase.size());
    const auto second = clock_time_at(text, to);
    if (!second) return std::nullopt;
    double between = second->minutes - first->minutes;
    if (between < 0) between += kDay / 2;
    if (between <= 0) return std::nullopt;
    return DurationAt{between, between, to + second->length - position};
}

std::optional<DurationAt> wait_overnight_at(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> begins{{true, {"前天"}}, {false, {"昨天", "昨日", "昨晚", "昨早"}}};
    static const PhraseMap<bool> ends{
        {true, {"今天", "今日"}},
        {false, {"今早", "今晨", "今天早上", "今天早晨", "今天上午", "今天中午", "今天下午", "今天晚上"}}};
    constexpr std::string_view kOnly = "才";
    const auto* begin = begins.at(text, position);
    if (begin == nullptr) return std::nullopt;
    const std::string_view clause = text.substr(position, text.find_first_of(",.!?;\n", position) - position);
    const std::size_t today = clause.find("今");
    const auto* end = today == std::string_view::npos ? nullptr : ends.at(clause, today);
    if (end == nullptr || (end->meaning && !begin->meaning)) return std::nullopt;
    const std::size_t only = clause.find(kOnly, today);
    if (only == std::string_view::npos) return std::nullopt;
    return DurationAt{kHour, 3 * kDay, only + kOnly.size()};
}

}  // namespace askwell::flows::reading
