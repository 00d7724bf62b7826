#include "flows/reading/dates/dates.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "flows/reading/dates/days.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/option_words.h"
#include "flows/reading/text/patterns.h"
#include "flows/reading/text/reply.h"
#include "flows/reading/text/rewrite.h"

namespace askwell::flows::reading {
namespace {

// What stands for a mention in the masked text, so that the words around it can be told from it.
constexpr char kDayMark = '\x01';
constexpr char kTimeMark = '\x02';
constexpr char kPartMark = '\x03';
constexpr char kFiller = '\x04';  ///< follows a mark: a mention keeps its length

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
                             kFiller);
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

struct Doubt {
    Pattern pattern;
    const char* reason;
};

/// A pattern over masked text, in which <day>, <time> and <part> stand for whole mentions.
Pattern masked_pattern(std::string source) {
    constexpr std::pair<std::string_view, std::string_view> kNames[] = {
        {"<day>", "\\x01\\x04*+"}, {"<time>", "\\x02\\x04*+"}, {"<part>", "\\x03\\x04*+"}};
    for (const auto& [name, mark] : kNames) {
        for (std::size_t at = source.find(name); at != std::string::npos; at = source.find(name, at)) {
            source.replace(at, name.size(), mark);
        }
    }
    return Pattern{source};
}

std::vector<Doubt> make_doubts() {
    std::vector<Doubt> made;
    const auto add = [&made](const char* source, const char* reason) {
        made.push_back({masked_pattern(source), reason});
    };
    const char* const ruled_out = "ruled out, or nothing happened on it";
    add("或|还是|要么|(?<![a-z])(?:or(?! so(?![a-z]))|either)(?![a-z])", "one of several");
    add("可能|也许|好像|估计|说不定|不确定|不一定|maybe|perhaps|probably|possibly|"
        "(?<![a-z])(?:might|must have|guess|should be)(?![a-z])",
        "not certain");
    // About a time is fine, about a day is not.
    add("(?:大概|大约|差不多|约莫|约|~|(?<![a-z])(?:about|around|approximately|roughly|circa|ca\\.?))"
        "(?=(?:[ 的是在]|at |on |the |<part>)*<day>(?!(?:[ 的在]|at |<part>)*<time>))",
        "about");
    add("<day>(?: |<part>)*(?:左右|前后|上下|那几天|那周|那段|附近|初|中旬|上旬|下旬|底|末|-?ish|or so|give "
        "or take)",
        "about");
    add("(?:(?:超过|至少|最多|将近|不止)|(?<![a-z])(?:(?:less|more|longer) than|at "
        "(?:least|most)|over|under|almost|nearly|up to)) ?"
        "<day>",
        "about");
    add("(?:early|late|mid|end of|beginning of|start of|week of|month of|the eve of)[ -]?(?:the )?<day>",
        "about");
    add("不是|没|未|(?<!差)不(?!好意思|错|客气|久|少|同|管|用谢)|别|并非|除了?<day>|<day> ?[以之]外",
        ruled_out);
    add("n't|(?<![a-z])(?:not|no|never|nor|neither|nobody|none|except|excluding|apart from|bar|but|other "
        "than|dont|didnt)(?![a-z])(?=.*<day>)",
        ruled_out);
    add("n't|(?<![a-z])(?:not|never|nobody|dont|didnt)(?![a-z])", ruled_out);
    add("吗|呢$|几号|哪天|什么时候|能不能|可不可以|行不行|(?<![a-z])(?:which|what day)(?![a-z])",
        "a question");
    add("(?:如果|要是|假如)(?!(?:你们?|您|都|也)*(?:方便|可以|行)(?:的话)?(?:[ "
        ",就]|<day>|$))|(?<![a-z])(?:unless|if(?! "
        "(?:that'?s?|that is|it'?s?|it is|you)(?: (?:works?|suits?|is|can|could|ok|okay|alright|all "
        "right|fine|"
        "possible|convenient|good|for|you|with|that|it|u|are|free))*(?: ?$| ?[,.;!?])))(?![a-z])",
        "a condition");
    add("<day>[的 ]*(?:之|以)?[前后](?!台)|<day> ?(?:起|开始|以来|到现在|至今|onwards?|before last|"
        "(?:and|or) (?:before|after|later|earlier))",
        "before or after");
    add("(?<![a-z])(?:before|after|since|until|till|by|from|between|through|starting|as of) (?:the |on "
        ")?<day>",
        "before or after");
    add("<day> ?(?:(?:-|~|到|至|直到) "
        "?(?=[0-9一二三四五六七八九十周星礼日\\x01])|(?:to|until|till|through|thru) (?=[0-9\\x01]))",
        "a range of days");
    add("(?<![a-z])an? <day>", "any such day");
    add("(?:第[一二三四五0-9]+个?(?:周|星期|礼拜)?的?|前一?个?|后一个|最后一?个?|某个?|[上下]一?个?(?:周|月|"
        "星期|礼拜)的?|[去前明]年的?|[年月周]前的?) ?<day>",
        "another day than the words alone name");
    add("(?<![a-z])(?:first|second|third|fourth|fifth|[1-5](?:st|nd|rd|th)|one|some|another|black|good|"
        "easter|cyber|super|bank|"
        "ash|shrove|holy|palm|whit|ago|weeks? on) <day>|<day>,? (?:last|next|this) (?:year|month|week)|"
        "<day> (?:of(?! all days| course)|in) (?!(?:the )?(?:early |late |mid-?)?<part>)",
        "another day than the words alone name");
    add("农历|阴历|旧历|民国|初[一二三四五六七八九十]|lunar", "another calendar");
    add("(?<![a-z])(?:due|deadline|expir(?:es?|ed|y)|ran out|runs out|valid|renew(?:s|ed|al)?)"
        "(?: (?:date|was|is|by|on|for|until|till|in|back|again|to|be|handed|the|of|it))* <day>|"
        "(?:截止|截至|到期|期限|有效期|保修|质保|有效)(?:日期?|时间|日)?(?:是|为|到|至|在|于)*<day>|<day>(?:"
        "就|才|已经|要)*(?:到期|过期|"
        "截止|截至|满期)",
        "a deadline");
    add("(?:订单|单号|编号|工单|电话|手机|(?<![a-z])(?:order|phone|ticket))(?:号码?|(?: number| no\\.?)|[ "
        ":是#])*<day>",
        "another kind of number");
    add("生日|birthday|(?<![a-z])(?:married|wedding|born|anniversary)(?![a-z])|结婚|出生", "another day");
    add("(?<![a-z])(?:invoice|receipt|letter|bill|contract|warranty|ticket|statement|quote|document|note|"
        "certificate)(?: (?:is|was|says|shows))*(?: dated| from)?(?: the| of)? <day>|(?<![a-z])dated "
        "(?:the "
        ")?<day>|(?:发票|收据|合同|账单|单据|小票|保单|保修卡|通知)(?:上|上面)?的?(?:日期|时间)?(?:写|开|"
        "落款|印|标)?(?:的|着)?(?:是)?<day>",
        "the day of a paper");
    add("(?<![0-9a-z.])[0-9]+(?:\\.[0-9]+)?(?![0-9a-z])(?! ?[\\p{L}])|<day> ?- ?[0-9]", "a number left over");
    return made;
}

/// Words about the day that leave open which day it is, looked for in the clause that names it; null for
/// none.
const char* doubt_about_day(std::string_view clause) {
    static const std::vector<Doubt> doubts = make_doubts();
    for (const Doubt& doubt : doubts) {
        if (doubt.pattern.found_in(clause)) return doubt.reason;
    }
    return nullptr;
}

/// "…, or the day before": what stands in the clause before is only one of several.
bool opens_another_choice(std::string_view clause) {
    static const Pattern other{"^ *(?:or(?![a-z])|或|还是|要么|要不|[0-9]{1,2} ?(?:都|也|$))"};
    return other.found_in(clause);
}

/// "Monday, no", 周三吧，算了: what a clause of its own takes back.
bool takes_back(std::string_view clause) {
    static const Pattern refusal{
        "^ *(?:actually |oh |um |er )?(?:no|nope|nah|never mind|forget "
        "it|不行?|也不行|还是不行|不了|算了|不方便|没空)[吧啊 ]*$"};
    return refusal.found_in(clause);
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

/// The time is a bound or one of several, though each word of it is a time.
bool doubt_about_time(std::string_view clause) {
    static const Pattern bound = masked_pattern(
        "<time> ?(?:之|以)?[前后]|<time> ?差|<time> ?(?:或|还是|到|至|-(?!ish)|~|(?:or(?! "
        "so(?![a-z]))|to|until) "
        ")|(?:不到|没到|超过|将近) "
        "?(?:<part>)?<time>|"
        "(?<![a-z])(?:before|after|by|until|till|since|from) <time>|"
        "<time> ?(?:or later|onwards?|or earlier|at the latest|at the earliest)");
    return bound.found_in(clause);
}

/// "…, but it broke some other day", "this was a good while after", 这回的我还没查: it was another day than
/// the one named.
bool tells_of_another_day(std::string_view masked) {
    static const Pattern other = masked_pattern(
        "(?<![a-z])(?:(?:on )?(?:some|an)other day|a different day|not (?:on )?that day|not the same day)"
        "(?![a-z])|(?<![a-z])(?:this|it|that)(?: one)? "
        "(?:was|happened|came|is|broke|started)[^,.;!?\\n]{0,24} "
        "(?:after|before|later|earlier)(?: that)? *(?:$|[,.;!?\\n])|(?:不是|并非)(?:在)?(?:那|这|同一)一?天|"
        "(?:另外|另)一天|别的(?:日子|时候|一天)|(?:上回|上次|上一次|上一回|前一次|前一回)[^,.;!?\\n]{0,8}<"
        "day>"
        "[^\\x01]*(?:这回|这次|这一次|这一回|今次)[^\\x01]*$|(?<![a-z])(?:last time|the last one|the "
        "previous "
        "(?:one|time))[^,.;!?\\n]{0,16}<day>[^\\x01]*(?:this one|this time)[^\\x01]*$");
    return other.found_in(masked);
}

/// 明天不行, 周一要开会, "Monday is no good": a clause that rules its day out.
bool does_not_suit(std::string_view clause) {
    static const Pattern unfit = masked_pattern(
        "<day>(?:我|又|也|要|得|都|还|是|<part>)*(?:不行|不可以|不方便|没空|没时间|没有时间|不在|有事|有会|"
        "开会|出差|加班|上班|值班|要去|得去|请假|有课|有约|有安排)|"
        "^ *not (?:on )?<day>[ ,.;]*$|"
        "<day>(?: <part>)?(?:(?:'s| is| was| i'm| i am| i have| i've got) (?:no good|not "
        "good|bad|out|busy|working|"
        "away|an? (?:[a-z]+ )?(?:meeting|appointment))| (?:isn't|won't|doesn't|does not) (?:be |any "
        ")?(?:good|work|suit|"
        "possible))(?![a-z])");
    return unfit.found_in(clause);
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

/// 我22号要出差, "I'm away on the 22nd": no day that was.
bool tells_of_plans(std::string_view masked) {
    static const Pattern plans{
        "(?<!刚|正)(?:要|打算|准备|计划|得)(?:去)?(?:出差|出门|出国|旅游|旅行|搬家|回老家|上班|开会|请假)(?!"
        "的?时候?|前|之前)|(?<![a-z])(?:"
        "i'm|i am|we're|i'll|i will|we'll|"
        "we are) (?:be )?(?:going|travelling|traveling|away|leaving|flying|moving|off|out|on "
        "holiday)(?![a-z])"};
    return plans.found_in(masked);
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
        "[ ,.;]+(?:但|不过|but )?[^,.;]{0,30}(?:几点|时间|钟点|(?<![a-z])(?<!this |last |next |first "
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
        if (named && takes_back(clause.masked)) return unclear("taken back");
        named = clause.names_day();
        if (!clause.names_day()) continue;
        if (clause.end < found.masked.size() && found.masked[clause.end] == '?') return unclear("a question");
        if (const char* reason = doubt_about_day(clause.masked)) return unclear(reason);
    }
    if (!agreed.day) return unclear(agreed.problem);
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

namespace askwell::flows {

std::string to_string(const Date& date) {
    constexpr int kHour = 60;
    const std::string day = fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
    if (!date.minute) return day;
    return fmt::format("{}T{:02}:{:02}", day, *date.minute / kHour, *date.minute % kHour);
}

}  // namespace askwell::flows
