#include "flows/reading/dates/days.h"

#include <iterator>

#include "flows/reading/dates/calendar.h"
#include "flows/reading/dates/day_rules.h"
#include "flows/reading/text/mentions.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {
namespace {

/// 大前天 is the day before 前天.
constexpr std::string_view kBig = "大";

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

std::vector<DayRule> all_rules() {
    std::vector<DayRule> rules = han_day_rules();
    for (auto* more : {&numeric_day_rules, &english_day_rules}) {
        std::vector<DayRule> added = more();
        std::move(added.begin(), added.end(), std::back_inserter(rules));
    }
    return rules;
}

}  // namespace

DayMention named_day(const PatternMatch& match, const DayFrame& frame) {
    std::string_view words = match.group(0);
    const int more = repeats(words, kBig);
    words.remove_prefix(static_cast<std::size_t>(more) * kBig.size());
    for (const std::string_view ornament : {"early ", "late "}) {
        if (words.starts_with(ornament)) words.remove_prefix(ornament.size());
    }
    const NamedDay* named = named_days().whole(words);
    if (named == nullptr) return problem("no certain day");
    const int further = named->offset < 0 ? -more : more;
    DayMention mention = on(frame.now.day + std::chrono::days{named->offset + further});
    mention.part = named->part;
    mention.weak = named->weak;
    return mention;
}

std::vector<DayMention> days_in(std::string_view text, const DayFrame& frame) {
    static const std::vector<DayRule> rules = all_rules();
    std::vector<DayMention> found;
    for (const DayRule& rule : rules) {
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
