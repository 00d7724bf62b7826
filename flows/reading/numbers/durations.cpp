#include "flows/reading/numbers/durations.h"

#include <algorithm>
#include <limits>

#include "flows/reading/numbers/duration_words.h"
#include "flows/reading/numbers/numbers.h"
#include "flows/reading/numbers/waits.h"
#include "flows/reading/text/phrases.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {
namespace {

std::size_t blanks(std::string_view text, std::size_t position) {
    std::size_t end = position;
    while (end < text.size() && (text[end] == ' ' || text[end] == '-') && end - position < 1) ++end;
    return end - position;
}

struct Part {
    double low = 0;
    double high = 0;
    std::size_t length = 0;
    DurationUnit unit;
    bool has_unit = false;
};

/// A unit right after a number: the letters of "10min" and "1h30" touch the digits, so no word boundary is
/// asked before.
std::optional<std::pair<DurationUnit, std::size_t>> unit_at(std::string_view text, std::size_t position) {
    const std::size_t skipped = blanks(text, position);
    const auto* entry = duration_units().at(text.substr(position + skipped), 0);
    if (entry != nullptr) return std::pair{entry->meaning, skipped + entry->phrase.size()};
    for (const std::string_view letter : {"h", "m"}) {  // "1h30": the unit also touches what follows
        const std::size_t end = position + letter.size();
        if (text.substr(position).starts_with(letter) && end < text.size() && text[end] >= '0' &&
            text[end] <= '9') {
            return std::pair{DurationUnit{letter == "h" ? kHour : 1, false}, letter.size()};
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
            part.unit = DurationUnit{1};
        } else {
            static const PhraseMap<DurationUnit> hour{{{kHour}, {"钟"}}};  // 两个半钟
            const std::string_view named = rest.substr(infix.size());
            const auto* unit = duration_units().at(named, 0);
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
    Part part{whole.low / kHour, whole.high / kHour, whole.length, DurationUnit{kHour}, true};
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
    const auto* whole = whole_durations().at(text, position);
    auto first = part_at(text, position);
    if (first && first->has_unit) add_smaller_part(text, position, *first);
    if (whole != nullptr && (!first || !first->has_unit || whole->phrase.size() >= first->length)) {
        const std::size_t length = whole->phrase.size();
        const DurationAt all = with_more(text, position, {whole->meaning.low, whole->meaning.high, length});
        if (all.length > length || all.high >= kHour) return all;
        first = Part{all.low, all.high, length, DurationUnit{1}, true};  // "half an hour or 40"
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

}  // namespace

std::optional<DurationAt> duration_at(std::string_view text, std::size_t position) {
    if (auto span = clock_span_at(text, position)) return span;
    if (auto wait = wait_overnight_at(text, position)) return wait;
    std::size_t start = position;
    Bound bound = Bound::exact;
    while (const auto* qualifier = bounds_before().at(text, start)) {
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
    const auto* qualifier = bounds_after().at(text, next);
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
