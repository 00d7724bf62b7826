// How often something happens, as people say it: 每天五六次, "2-3 times a week", "every other day".
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// Times a week: between `low` and `high`, both included. `high` may be infinite ("at least five times a
/// day"), `low` zero ("at most").
struct Frequency {
    double low = 0;
    double high = 0;
};

/// The frequency that folded `text` names; nothing when it names none, or several that differ.
std::optional<Frequency> frequency_in(std::string_view text);

/// The option whose labels and synonyms name frequencies that span all of `told`; nothing when there is none,
/// or when several do. `asks` becomes true when any option names a frequency.
const Option* option_of_frequency(const Question& question, const Frequency& told, bool& asks);

}  // namespace askwell::flows::reading
