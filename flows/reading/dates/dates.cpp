#include "flows/reading/dates/dates.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "flows/folding.h"
#include "flows/reading/dates/day_doubts.h"
#include "flows/reading/dates/days.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

struct Mentions {
    std::vector<DayMention> days;
    std::vector<TimeMention> times;  ///< those inside a day's words left out
    std::string masked;              ///< the folded text with a mark and fillers for each mention
};

Mentions mentions_in(std::string_view text, const DayFrame& frame) {
    Mentions found{days_in(text, frame), times_in(text), std::string{text}};
    const auto overlap = [](const auto& left, const auto& right) {
        return left.begin < right.end && right.begin < left.end;
    };
    // 3-5点 is a span of hours before it is a date, 11.3下午 a date before it is an hour.
    std::erase_if(found.days, [&](const DayMention& day) {
        return std::any_of(found.times.begin(), found.times.end(), [&](const TimeMention& time) {
            return overlap(day, time) && time.begin <= day.begin && time.end >= day.end;
        });
    });
    std::erase_if(found.times, [&](const TimeMention& time) {
        return std::any_of(found.days.begin(), found.days.end(),
                           [&](const DayMention& day) { return overlap(day, time); });
    });
    const auto mask = [&found](const auto& mention, char mark) {
        found.masked.replace(mention.begin, mention.end - mention.begin, mention.end - mention.begin,
                             kMentionFiller);
        found.masked[mention.begin] = mark;
    };
    for (const DayMention& day : found.days) {
        mask(day, kDayMark);
        if (day.minute) found.masked[day.begin + 1] = kTimeMark;  // "about 2 hours ago" is a time, too
    }
    for (const TimeMention& time : found.times) {
        mask(time, time.minutes.empty() && *time.problem == '\0' ? kPartMark : kTimeMark);
    }
    return found;
}

struct Clause {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view masked;

    bool names_day() const { return masked.find(kDayMark) != std::string_view::npos; }
    bool names_time() const {
        return masked.find(kTimeMark) != std::string_view::npos ||
               masked.find(kPartMark) != std::string_view::npos;
    }
};

std::vector<Clause> clauses_of(std::string_view masked) {
    std::vector<Clause> clauses;
    for (std::size_t begin = 0; begin <= masked.size();) {
        const std::size_t end = std::min(masked.find_first_of(",;.!?()[]\n", begin), masked.size());
        clauses.push_back({begin, end, masked.substr(begin, end - begin)});
        begin = end + 1;
    }
    return clauses;
}

/// What is said to be before or after is no anchor of ours: 收货3天后 counts from the delivery.
bool counts_from_elsewhere(std::string_view text, const DayMention& day) {
    static const Pattern later{"(?:后|from now)$"};
    static const Pattern free{"(?:^|[,.;!? \\n]|我|就|在|大概|大约|约|过)$"};
    static const Pattern event{"(?:单|货|节|买|装|修|款|票|假|周年|庆|生日|结束|完|婚|学|班)$"};
    const std::string_view before = text.substr(0, day.begin);
    if (later.found_in(text.substr(day.begin, day.end - day.begin)) && !free.found_in(before)) return true;
    return text.substr(day.begin, day.end - day.begin).ends_with("前") && event.found_in(before);
}

/// Leaves out the days of clauses that rule them out, where another clause names another day:
/// 明天不行，周三吧.
void leave_out_unfit_days(std::vector<Clause>& clauses, std::vector<DayMention>& days) {
    const auto said_in = [](const Clause& clause) {
        return
            [&clause](const DayMention& day) { return day.begin >= clause.begin && day.end <= clause.end; };
    };
    std::vector<std::chrono::sys_days> unfit;
    for (const Clause& clause : clauses) {
        if (!does_not_suit(clause.masked)) continue;
        for (const DayMention& day : days) {
            if (said_in(clause)(day) && day.day) unfit.push_back(*day.day);
        }
    }
    const auto is_unfit = [&unfit](const DayMention& day) {
        return day.day && std::find(unfit.begin(), unfit.end(), *day.day) != unfit.end();
    };
    if (std::all_of(days.begin(), days.end(), is_unfit)) return;
    for (Clause& clause : clauses) {
        if (std::none_of(days.begin(), days.end(), said_in(clause))) continue;
        const bool unsaid = std::all_of(days.begin(), days.end(), [&](const DayMention& day) {
            return !said_in(clause)(day) || is_unfit(day);
        });
        if (unsaid) clause.masked = {};
    }
    std::erase_if(days, is_unfit);
}

/// The day all mentions agree on, or why there is none.
struct Day {
    std::optional<std::chrono::sys_days> day;
    const char* problem = "no date";
};

Day agreed_day(const std::vector<DayMention>& mentions) {
    Day agreed;
    std::optional<std::chrono::weekday> weekday;
    std::optional<std::chrono::sys_days> by_weekday;
    std::optional<std::chrono::sys_days> weak;
    for (const DayMention& mention : mentions) {
        if (*mention.problem != '\0') return {std::nullopt, mention.problem};
        if (mention.weekday) {
            if (weekday && *weekday != *mention.weekday) return {std::nullopt, "several days"};
            weekday = mention.weekday;
            by_weekday = mention.day;
        } else if (mention.weak) {
            weak = mention.day;
        } else {
            if (agreed.day && *agreed.day != *mention.day) return {std::nullopt, "several days"};
            agreed.day = mention.day;
        }
    }
    if (!agreed.day && weekday) return {by_weekday, "not certain which week"};
    if (agreed.day && weekday && std::chrono::weekday{*agreed.day} != *weekday)
        return {std::nullopt, "day and weekday disagree"};
    if (!agreed.day) agreed.day = weak;
    return agreed;
}

struct Minute {
    std::optional<int> minute;
    const char* problem = "";
};

/// The minute of `day` that the reply names; none when it names no time.
Minute agreed_minute(const Mentions& found, std::chrono::sys_days day, const DayFrame& frame) {
    std::vector<int> minutes;
    bool told = false;
    bool whole_day_clock = false;
    for (const DayMention& mention : found.days) {
        if (mention.minute) return {mention.minute, ""};
    }
    for (const TimeMention& time : found.times) {
        if (*time.problem != '\0') return {std::nullopt, time.problem};
        if (time.minutes.empty()) continue;
        if (told && minutes != time.minutes) return {std::nullopt, "several times"};
        minutes = time.minutes;
        whole_day_clock = time.whole_day_clock;
        told = true;
    }
    if (!told) return {};
    const auto outside = [&minutes](const std::optional<DayPart>& part) {
        if (part)
            std::erase_if(minutes, [&](int minute) { return minute < part->from || minute >= part->to; });
    };
    const auto names_part = [](const auto& mention) { return mention.part.has_value(); };
    const bool part_told = std::any_of(found.times.begin(), found.times.end(), names_part) ||
                           std::any_of(found.days.begin(), found.days.end(), names_part);
    if (whole_day_clock && !part_told) minutes.resize(1);
    for (const TimeMention& time : found.times) outside(time.part);
    for (const DayMention& mention : found.days) outside(mention.part);
    if (day == frame.now.day && frame.when != DateRange::any) {
        const bool past = frame.when == DateRange::past;
        std::erase_if(minutes, [&](int minute) {
            return past ? minute > frame.now.minute : minute < frame.now.minute;
        });
    }
    if (minutes.empty()) return {std::nullopt, "no such time"};
    if (minutes.size() > 1) return {std::nullopt, "morning or afternoon"};
    return {minutes.front(), ""};
}

Date to_date(std::chrono::sys_days day, std::optional<int> minute) {
    const std::chrono::year_month_day date{day};
    return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())), minute};
}

/// The clauses beside the date, as typed; politeness left out.
std::string comment_of(const FoldedText& reply, const std::vector<Clause>& clauses, bool with_time) {
    std::string comment;
    std::size_t begin = 0;
    std::size_t end = 0;
    const auto add = [&] {
        const std::string words = valid_utf8(trim_separators(reply.raw_between(begin, end)));
        if (!says_nothing(words) && !only_wrapping(fold_for_matching(words))) {
            comment += (comment.empty() ? "" : "\n") + words;
        }
    };
    for (const Clause& clause : clauses) {
        if (clause.names_day() || (with_time && clause.names_time())) {
            add();
            begin = end = std::min(clause.end + 1, reply.text.size());
        } else {
            end = clause.end;
        }
    }
    end = std::max(begin, reply.text.size());
    add();
    return comment;
}

/// 民国115年11月18日: years of the Republic of China are counted from 1912, the first.
std::optional<FoldedText> in_common_era(const FoldedText& reply) {
    static const HintedPattern year{"民国 ?([0-9]{2,3})(?= ?[年/.-])", {"民国"}};
    constexpr int kYearBefore = 1911;
    const auto found = year.may_be_in(reply.text) ? year.pattern().first(reply.text) : std::nullopt;
    if (!found) return std::nullopt;
    Replacements rewritten{reply};
    const int counted = std::stoi(std::string{found->group(1)});
    rewritten.add(found->begin, found->end, std::to_string(kYearBefore + counted));
    return rewritten.finished();
}

}  // namespace

Reading read_date(const Question& question, const FoldedText& reply, const ReadingContext& context) {
    if (const auto common = in_common_era(reply)) return read_date(question, *common, context);
    const DayFrame frame{local_time(context.now, context.time_zone), question.when,
                         context.language.starts_with("zh")};
    static const Pattern forgot{
        "没来|没人来|忘|记不|不记得|不知道|不清楚|不对|说错|(?<![a-z])(?:forgot|forget|don't remember|can't "
        "remember|cannot remember|not "
        "sure|no idea|don't know|no wait)(?![a-z])"};
    // "昨天，具体几点记不清了": the time may be left out, the day may not.
    static const Pattern time_left_out{
        "(?:[,.;][ ,.;]*| +(?=(?:but |and )?(?:i |i'm |the |exact|not sure|no idea|don't|can't|cannot|unsure|"
        "forg[eo]t)|但|不过|具体|几点|时间|忘|记不|不))(?:但|不过|but "
        ")?[^,.;]{0,30}(?:几点|几分|时间|钟点|(?<![a-z])(?<!this |last |next |first "
        ")time(?![a-z]))[^,.;]{0,24}$"};
    if (const auto left_out = time_left_out.first(reply.text);
        left_out && left_out->begin > 0 && forgot.found_in(left_out->group(0)))
        return read_date(question, part_of(reply, 0, left_out->begin), context);
    if (forgot.found_in(reply.text)) return unclear("not certain");
    Mentions found = mentions_in(reply.text, frame);
    std::vector<Clause> clauses = clauses_of(found.masked);
    leave_out_unfit_days(clauses, found.days);
    const Day agreed = agreed_day(found.days);
    bool named = false;  // in the clause before
    for (const Clause& clause : clauses) {
        if (opens_another_choice(clause.masked)) return unclear("one of several");
        if (named && takes_back_day(clause.masked)) return unclear("taken back");
        named = clause.names_day();
        if (!clause.names_day()) continue;
        if (clause.end < found.masked.size() && found.masked[clause.end] == '?') return unclear("a question");
        if (const char* reason = doubt_about_day(clause.masked)) return unclear(reason);
    }
    if (!agreed.day) return unclear(agreed.problem);
    const bool only_promised = std::all_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
        return !clause.names_day() || tells_of_promise(clause.masked);
    });
    if (question.when == DateRange::future && only_promised) return unclear("a promise");
    if (tells_of_another_day(found.masked)) return unclear("another day");
    if (question.when == DateRange::past && tells_of_plans(found.masked)) return unclear("a plan");
    if (!frame.allows(*agreed.day)) return unclear("outside the days asked about");
    for (const DayMention& day : found.days) {
        if (counts_from_elsewhere(reply.text, day)) return unclear("counted from something else");
    }
    const auto read = [&](std::optional<int> minute, bool with_time) {
        return answer(to_date(*agreed.day, minute), comment_of(reply, clauses, with_time));
    };
    // Whoever names a day to come may name the hour as well, asked or not: it is kept where it is exact.
    if (!question.with_time && question.when != DateRange::future) return read({}, false);
    Minute minute = agreed_minute(found, *agreed.day, frame);
    if (std::any_of(clauses.begin(), clauses.end(),
                    [](const Clause& c) { return doubt_about_time(c.masked); }))
        minute.problem = "before or after a time";
    const bool exact = *minute.problem == '\0';
    if (!exact) return question.with_time ? unclear(minute.problem) : read({}, false);
    return read(minute.minute, question.with_time || minute.minute.has_value());
}

}  // namespace askwell::flows::reading
