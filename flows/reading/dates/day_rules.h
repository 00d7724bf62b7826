// The ways to name a day, by language. Internal to days.cpp.
#pragma once

#include <string>
#include <vector>

#include "flows/reading/dates/days.h"
#include "flows/reading/text/patterns.h"

namespace askwell::flows::reading {

/// Words that name a day, and which day they name. `begin` and `end` of the mention are filled in by the
/// caller.
struct DayRule {
    DayRule(const std::string& source, DayMention (*reader)(const PatternMatch&, const DayFrame&))
        : pattern(source), read(reader) {}

    Pattern pattern;
    DayMention (*read)(const PatternMatch&, const DayFrame&);
};

std::vector<DayRule> han_day_rules();
std::vector<DayRule> numeric_day_rules();
std::vector<DayRule> english_day_rules();

/// Today, yesterday and their kin in both languages, 大前天 included.
DayMention named_day(const PatternMatch& match, const DayFrame& frame);

}  // namespace askwell::flows::reading
