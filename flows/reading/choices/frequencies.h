// How often something happens, as people say it: 每天五六次, "2-3 times a week", "every other day".
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// Times a week: between `low` and `high`, both included. `high` may be infinite ("at least five times a
/// day"), `low` zero ("at most").
struct Frequency {
    double low = 0;
    double high = 0;
    std::size_t begin = 0;  ///< where it stands in the text
    std::size_t end = 0;
};

/// The frequency that folded `text` names; nothing when it names none, or several that differ. With
/// `bare_spans` 每月 names one by itself, as "every month" does.
std::optional<Frequency> frequency_in(std::string_view text, bool bare_spans = false);

/// For each option of `question` the span of the frequencies that its label and synonyms are, with a negative
/// `high` for an option that is none; empty when no option is one.
std::vector<Frequency> frequencies_of_options(const Question& question);

/// The option of the one of `spans` that holds all of `told`; nothing when none or several do.
std::optional<std::size_t> option_of_frequency(const std::vector<Frequency>& spans, const Frequency& told);

/// True when folded `text` names a span that something happens in or how often (天天, 一个月, "every day", "a
/// month").
bool names_a_span(std::string_view text);

/// True when folded `text` says somewhere that it is the first time (头一回, "never been before").
bool names_first_time(std::string_view text);

/// True when it says nothing else.
bool says_first_time(std::string_view text);

}  // namespace askwell::flows::reading
