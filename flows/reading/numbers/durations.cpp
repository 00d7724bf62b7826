#include "flows/reading/numbers/durations.h"

#include <algorithm>
#include <limits>

#include "flows/reading/numbers/numbers.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

/// How far "under 3 minutes" stays below 3, and "over 30" above 30, in minutes: about a second, finer than
/// any scale.
constexpr double kJust = 0.02;
/// Nobody who waited ten minutes says that it was less than an hour.
constexpr double kLeastOfBound = 0.25;
constexpr double kSecond = 1.0 / 60;
constexpr double kHour = 60;
constexpr double kDay = 24 * kHour;

enum class Bound {
    exact,
    below,
    short_of,  ///< a bit below: also "at most", which is said of what comes close
    above,
    beyond,  ///< a bit above
    about,
};

struct Unit {
    double minutes = 1;
    bool ambiguous = false;  ///< 分: a score as well; a duration only beside another part
};

const PhraseMap<Unit>& units() {
    // clang-format off
    static const PhraseMap<Unit> map{
        {{kSecond}, {"秒钟", "秒", "s", "sec", "secs", "second", "seconds"}},
        {{1}, {"分钟", "min", "mins", "minute", "minutes", "minuets", "mintues", "m"}},
        {{1, true}, {"分"}},
        {{15}, {"刻钟"}},
        {{kHour}, {"个小时", "小时", "个钟头", "钟头", "个钟", "h", "hr", "hrs", "hour", "hours"}},
        {{kDay}, {"天", "个工作日", "工作日", "d", "day", "days", "working days", "business days"}},
        {{7 * kDay}, {"周", "个星期", "星期", "个礼拜", "week", "weeks"}},
        {{30 * kDay}, {"个月", "month", "months"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<DurationAt>& whole_phrases() {
    // clang-format off
    static const PhraseMap<DurationAt> map{
        {{0, kJust},
         {"马上", "立刻", "立即", "秒回", "秒接", "即时", "实时", "当场", "立马", "即刻", "瞬间", "一秒", "几秒", "几秒钟",
          "没等", "没有等", "不用等", "没怎么等", "right away", "immediately", "instantly", "instant",
          "at once", "straight away", "straightaway", "no wait", "no waiting", "no time at all",
          "a few seconds", "few seconds", "seconds", "didn't wait"}},
        {{30, 30},
         {"半小时", "半个小时", "半个钟", "半个钟头", "半个钟点", "half an hour", "half hour", "half-hour", "half an hr", "half hr", "half an h",
          "a half hour", "half a hour", "1/2 hour"}},
        {{30 + kJust, 45},
         {"半个多小时", "半小时多", "半个小时多", "大半个小时", "大半小时", "半个小时以上", "半小时以上", "半个多钟头", "半个多钟", "半个钟头多", "半个钟多", "大半个钟头", "大半个钟"}},
        {{0.5, 0.5}, {"半分钟", "half a minute"}},
        {{15, 15},
         {"一刻钟", "a quarter of an hour", "quarter of an hour", "a quarter hour", "quarter hour"}},
        {{45, 45}, {"三刻钟", "three quarters of an hour"}},
        {{1, 1}, {"a minute", "a min"}},
        {{1, 2}, {"a minute or two", "a min or two", "minute or two", "min or two"}},
        {{kHour, 2 * kHour}, {"an hour or two"}},
        {{kDay, 2 * kDay}, {"a day or two"}},
        {{kHour, kHour},
         {"an hour", "a hour", "个把小时", "个把钟头", "个把钟", "一个来小时", "个来小时", "a full hour", "a whole hour", "a good hour", "a solid hour"}},
        {{30, 30}, {"a good half hour", "a good half an hour", "a full half hour", "a solid half hour"}},
        {{30 + kJust, kHour}, {"best part of an hour", "better part of an hour", "the best part of an hour", "the better part of an hour", "most of an hour"}},
        {{20, 30 - kJust}, {"小半个小时", "小半个钟头", "小半小时", "小半个钟"}},
        {{2 * kHour, 3 * kHour}, {"couple of hours", "a couple of hours", "couple hours", "a couple hours"}},
        {{kDay, 3 * kDay}, {"couple of days", "a couple of days", "couple days", "a couple days"}},
        {{3 * kHour, kDay}, {"大半天", "all day", "all day long", "all morning", "all afternoon", "all evening", "the whole day", "the whole morning", "the whole afternoon", "一上午", "一下午", "一整个上午", "一整个下午", "整整一上午", "整整一下午", "一天一夜", "整天", "一晚上", "一整晚"}},
        {{90, 90},
         {"an hour and a half", "hour and a half", "one and a half hours", "一个半小时", "一个半钟头",
          "一个半钟"}},
        {{kHour, 2 * kHour},
         {"一个多小时", "一个多钟头", "一个多钟", "1个多小时", "hours", "over an hour"}},
        {{2 * kHour, kDay},
         {"好几个小时", "几个小时", "several hours", "hours and hours", "a few hours", "many hours"}},
        {{kDay, 30 * kDay},
         {"第二天", "隔天", "次日", "好几天", "几天", "一整天", "两天", "a day", "days", "next day",
          "the next day", "next morning", "the next morning", "following day", "the following day", "the following morning", "overnight", "several days", "a week"}},
        {{2, 2}, {"a couple of minutes", "couple of minutes", "a couple minutes", "couple minutes", "a couple of mins", "couple of mins", "a couple mins", "couple mins"}},
        {{2, 5}, {"a few minutes", "a few mins", "几分钟",
          "several minutes"}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Bound>& before() {
    // clang-format off
    static const PhraseMap<Bound> map{
        {Bound::short_of,
         {"a bit under", "a little under", "just shy of", "shy of", "a bit less than", "a little less than", "slightly under", "slightly less than", "just under", "not quite", "just less than", "just below", "not more than", "no more than", "at most", "最多", "至多", "顶多", "不超过", "没超过", "差一点", "差一点点", "差点", "差点儿"}},
        {Bound::below,
         {"不到", "不足", "少于", "小于", "低于", "未到", "没到", "<", "less than",
          "under", "within", "fewer than", "below", "in under", "in less than", "not even"}},
        {Bound::above,
         {"well over", "way over", "well above", "far more than", "way more than", "upwards of", "超过", "大于", "多于", ">", "more than", "over", "above", "起码", "至少", "at least",
          "longer than", "不止", "何止", "岂止"}},
        {Bound::beyond, {"just over", "a bit over", "a little over", "slightly over", "a bit more than", "a little more than", "slightly more than", "just above", "刚过"}},
        {Bound::about,
         {"足足", "整整", "得有", "大概有", "差不多有", "足有", "more like", "getting on for", "bang on", "exactly", "i'd say", "say", "a good", "a solid", "a full", "a whole", "easily", "快要", "大概", "大约", "约", "差不多", "about", "around", "roughly", "approximately", "approx",
          "approx.", "maybe", "probably", "~", "将近", "快", "almost", "nearly", "like", "等了", "ca."}},
    };
    // clang-format on
    return map;
}

const PhraseMap<Bound>& after() {
    // clang-format off
    static const PhraseMap<Bound> map{
        {Bound::below, {"以内", "之内", "内", "以下", "不到", "都不到", "or less", "or so less"}},
        {Bound::short_of, {"不到一点", "不到点", "不到一点点", "差一点", "差点", "少一点", "tops", "max", "maximum", "at most", "at the most"}},
        {Bound::above, {"以上", "开外", "+", "plus", "or more", "at least", "and more", "and counting", "and then some", "不止", "都不止", "还不止"}},
        {Bound::beyond, {"多", "多点", "多一点", "还多", "还要多", "还多点", "还多一点", "有余", "出头", "and a bit"}},
        {Bound::about,
         {"左右", "上下", "or so", "ish", "-ish", "or thereabouts", "give or take", "give or take a minute", "give or take a minute or two", "roughly", "approx", "more or less", "的样子", "光景", "前后"}},
    };
    // clang-format on
    return map;
}

std::size_t blanks(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && (text[end] == ' ' || text[end] == '-') && end - position < 1) ++end;
    return end - position;
}

struct Part {
    double low = 0;
    double high = 0;
    std::size_t length = 0;
    Unit unit;
    bool has_unit = false;
};

/// A unit right after a number: the letters of "10min" and "1h30" touch the digits, so no word boundary is
/// asked before.
std::optional<std::pair<Unit, std::size_t>> unit_at(std::string_view text, std::size_t position) {
    const std::size_t skipped = blanks(text, position);
    const auto* entry = units().at(text.substr(position + skipped), 0);
    if (entry != nullptr) return std::pair{entry->meaning, skipped + entry->phrase.size()};
    for (const std::string_view letter : {"h", "m"}) {  // "1h30": the unit also touches what follows
        const std::size_t end = position + letter.size();
        if (text.substr(position).starts_with(letter) && end < text.size() && text[end] >= '0' &&
            text[end] <= '9') {
            return std::pair{Unit{letter == "h" ? kHour : 1, false}, letter.size()};
        }
    }
    return std::nullopt;
}

/// "5-ish hours", "20-odd minutes", "20 something minutes", "30+ min": words between number and unit.
void add_hedge(std::string_view text, std::size_t position, Part& part) {
    struct Hedge {
        std::string_view word;
        double least = 0;
        double most = 0;
    };
    static constexpr Hedge kHedges[] = {{"-ish"},
                                        {"ish"},
                                        {" ish"},
                                        {"-odd", 0, 9},
                                        {" odd", 0, 9},
                                        {" something", 1, 9},
                                        {"-something", 1, 9},
                                        {"+", kJust, kJust},
                                        {" plus", kJust, kJust},
                                        {" or so"},
                                        {"来"}};
    const std::string_view rest = text.substr(position + part.length);
    for (const Hedge& hedge : kHedges) {
        if (!rest.starts_with(hedge.word)) continue;
        if (!unit_at(text, position + part.length + hedge.word.size())) continue;
        const bool tens = part.low >= 20 && part.low == part.high;
        if (hedge.most > 1 && !tens) return;
        part.low += hedge.least;
        part.high += hedge.most;
        part.length += hedge.word.size();
        return;
    }
}

std::optional<Part> part_at(std::string_view text, std::size_t position) {
    if (position > 0 && text[position - 1] == '.') {
        if (position > 1 && text[position - 2] >= '0' && text[position - 2] <= '9') return std::nullopt;
    }
    const auto number = number_at(text, position);
    if (!number) return std::nullopt;
    Part part{number->low, number->high, number->length, {}, false};
    if (number->span() && text.substr(position, part.length).ends_with("多")) part.low += kJust;
    add_hedge(text, position, part);
    // 个半小时, 个多小时: the half and the "more" stand between number and unit.
    const std::string_view rest = text.substr(position + part.length);
    for (const auto& [infix, low, high] : {std::tuple{std::string_view{"个半"}, 0.5, 0.5},
                                           {" and a half ", 0.5, 0.5},
                                           {"个多", 0.01, 1.0},
                                           {"分多", 0.01, 0.99},
                                           {"分来", 0.0, 0.5}}) {
        if (!rest.starts_with(infix)) continue;
        const bool minutes = infix.starts_with("分");
        if (minutes) {
            if (!rest.substr(infix.size()).starts_with("钟")) break;
            part.length += infix.size() + std::string_view{"钟"}.size();
            part.unit = Unit{1};
        } else {
            static const PhraseMap<Unit> hour{{{kHour}, {"钟"}}};  // 两个半钟
            const std::string_view named = rest.substr(infix.size());
            const auto* unit = units().at(named, 0);
            if (unit == nullptr && infix.starts_with("个")) unit = hour.at(named, 0);
            if (unit == nullptr) break;
            part.length += infix.size() + unit->phrase.size();
            part.unit = unit->meaning;
        }
        part.low += low;
        part.high += high;
        part.has_unit = true;
        return part;
    }
    if (const auto unit = unit_at(text, position + part.length)) {
        part.unit = unit->first;
        part.length += unit->second;
        part.has_unit = true;
    }
    return part;
}

/// What may follow a part and make it longer: 1小时20分, 1h30, 2分半, "1 hour and 20 minutes".
void add_smaller_part(std::string_view text, std::size_t position, Part& part) {
    std::size_t next = position + part.length;
    const std::string_view rest = text.substr(next);
    if (rest.starts_with("半")) {
        std::size_t length = std::string_view{"半"}.size();
        if (rest.substr(length).starts_with("钟")) length += std::string_view{"钟"}.size();
        part.low += 0.5;
        part.high += 0.5;
        part.length += length;
        part.unit.ambiguous = false;
        return;
    }
    if (rest.starts_with(" and a half")) {
        part.low += 0.5;
        part.high += 0.5;
        part.length += std::string_view{" and a half"}.size();
        return;
    }
    for (const std::string_view joint : {" and ", " ", "零", "又", "加", ","}) {
        if (!rest.starts_with(joint)) continue;
        next += joint.size();
        break;
    }
    auto smaller = part_at(text, next);
    if (!smaller || smaller->low >= 60) return;
    const bool apart = text[next - 1] == ',';  // 等了半小时，1分
    if (smaller->unit.ambiguous && (apart || part.unit.minutes != kHour))
        return;  // "三天，2分" goes on with a score
    if (!smaller->has_unit) {
        if (next != position + part.length || part.unit.minutes < 1 || part.unit.ambiguous) return;
        smaller->unit.minutes = part.unit.minutes / 60;  // 1h30
    }
    if (smaller->unit.minutes >= part.unit.minutes) return;
    const double ratio = smaller->unit.minutes / part.unit.minutes;
    part.low += smaller->low * ratio;
    part.high += smaller->high * ratio;
    part.length = next + smaller->length - position;
    part.unit.ambiguous = false;
}

/// "An hour and ten minutes", 一个钟头又十分钟: an hour or part of one in words, and the minutes behind it.
DurationAt with_more(std::string_view text, std::size_t position, DurationAt whole) {
    if (whole.low != whole.high || whole.low < kHour / 4 || whole.low > kHour) return whole;
    Part part{whole.low / kHour, whole.high / kHour, whole.length, Unit{kHour}, true};
    add_smaller_part(text, position, part);
    if (part.length > whole.length) return {part.low * kHour, part.high * kHour, part.length};
    return whole;
}

std::size_t range_mark_at(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> marks{
        {true,
         {",", ", maybe", ", perhaps", ", possibly", "maybe", "if not", "or maybe", "也可能", "-", "~", "到",
          "至", "to", "or", "或", "或者", "--"}}};
    std::size_t start = position;
    if (start < text.size() && text[start] == ' ') ++start;
    const auto* entry = marks.at(text, start);
    if (entry == nullptr) return 0;
    std::size_t end = start + entry->phrase.size();
    if (end < text.size() && text[end] == ' ') ++end;
    return end - position;
}

/// "20 minutes or maybe 40", 20分钟或者40: what the mark joins counts the same, where nothing else follows
/// that it could count.
bool counts_the_same(std::string_view text, std::string_view mark, std::size_t end) {
    static const PhraseMap<bool> choices{
        {true, {"or", "or maybe", "maybe", "if not", ", maybe", ", perhaps", "或", "或者", "也可能"}}};
    return choices.whole(trim_space(mark)) != nullptr &&
           (end >= text.size() || std::string_view{",.;!?)\n"}.find(text[end]) != std::string_view::npos);
}

/// The amount without its qualifiers; a range takes the unit of its end when the first part has none.
std::optional<DurationAt> amount_at(std::string_view text, std::size_t position) {
    const auto* whole = whole_phrases().at(text, position);
    auto first = part_at(text, position);
    if (first && first->has_unit) add_smaller_part(text, position, *first);
    if (whole != nullptr && (!first || !first->has_unit || whole->phrase.size() >= first->length)) {
        const std::size_t length = whole->phrase.size();
        const DurationAt all = with_more(text, position, {whole->meaning.low, whole->meaning.high, length});
        if (all.length > length || all.high >= kHour) return all;
        first = Part{all.low, all.high, length, Unit{1}, true};  // "half an hour or 40"
    }
    if (!first) return std::nullopt;
    if (const std::size_t mark = range_mark_at(text, position + first->length); mark > 0) {
        auto second = part_at(text, position + first->length + mark);
        const auto behind = number_at(text, position + first->length + mark);
        const auto before_dash = number_at(text, position);
        if (before_dash && behind && !first->has_unit &&
            is_dashed_off(text, position + first->length + 1, *before_dash, *behind))
            return std::nullopt;
        if (second && first->has_unit && !first->unit.ambiguous && !second->has_unit &&
            counts_the_same(text, text.substr(position + first->length, mark),
                            position + first->length + mark + second->length)) {
            second->unit = first->unit;
            second->has_unit = true;
        }
        const bool listed = text[position + first->length] == ',';  // 7、8分钟, but not "3, 10分钟"
        if (second && (!listed || second->low == first->high + 1) && second->has_unit &&
            !second->unit.ambiguous) {
            const double from = first->low * (first->has_unit ? first->unit.minutes : second->unit.minutes);
            const double to = second->high * second->unit.minutes;
            return DurationAt{std::min(from, to), std::max(from, to), first->length + mark + second->length};
        }
    }
    if (!first->has_unit || first->unit.ambiguous) return std::nullopt;
    return DurationAt{first->low * first->unit.minutes, first->high * first->unit.minutes, first->length};
}

/// How far below or above a bound they waited, nobody knows.
void apply(Bound bound, DurationAt& duration) {
    if (bound == Bound::below || bound == Bound::short_of) {
        const bool span = duration.low < duration.high;  // "3 to 5 minutes max"
        duration.high -= kJust;
        if (!span) duration.low = bound == Bound::below ? kLeastOfBound * duration.high : duration.high;
    }
    if (bound != Bound::above && (bound != Bound::beyond || duration.low < duration.high)) return;
    duration.low = std::max(duration.low, duration.high) + kJust;
    duration.high = bound == Bound::above ? std::numeric_limits<double>::infinity() : duration.low;
}

bool names_a_time(std::string_view text, std::size_t position) {
    static const PhraseMap<bool> words{{true, {"前", "之前", "以前", "ago", "earlier"}}};
    if (position < text.size() && text[position] == ' ') ++position;
    return words.at(text, position) != nullptr;
}

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

/// 从10点等到10点40, "from 10:00 to 10:40": the time between.
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

/// 昨天留的言今天早上才回我: a night was between. 昨天问的今天才回 may be an hour around midnight.
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

}  // namespace

std::optional<DurationAt> duration_at(std::string_view text, std::size_t position) {
    if (auto span = clock_span_at(text, position)) return span;
    if (auto wait = wait_overnight_at(text, position)) return wait;
    std::size_t start = position;
    Bound bound = Bound::exact;
    while (const auto* qualifier = before().at(text, start)) {
        if (qualifier->meaning != Bound::about) bound = qualifier->meaning;
        start += qualifier->phrase.size();
        if (start < text.size() && text[start] == ' ') ++start;
    }
    auto duration = amount_at(text, start);
    if (!duration && bound == Bound::exact) duration = amount_at(text, start = position);  // "a good hour"
    if (!duration) return std::nullopt;
    if (bound != Bound::exact) apply(bound, *duration);
    std::size_t end = start + duration->length;
    std::size_t next = end;
    if (next < text.size() && text[next] == ' ') ++next;
    const auto* qualifier = after().at(text, next);
    if (qualifier == nullptr && next == end) {  // "30min+" and "10ish" touch what they qualify
        for (const std::string_view mark : {"+", "ish"}) {
            if (text.substr(end).starts_with(mark)) {
                if (mark == "+") apply(Bound::above, *duration);
                end += mark.size();
            }
        }
    } else if (qualifier != nullptr) {
        if (bound == Bound::exact) apply(qualifier->meaning, *duration);
        end = next + qualifier->phrase.size();
    }
    if (names_a_time(text, end)) return std::nullopt;
    duration->length = end - position;
    return duration;
}

}  // namespace askwell::flows::reading
