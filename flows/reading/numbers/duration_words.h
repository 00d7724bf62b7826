// Words of durations: units, whole durations (半小时, "right away"), and what bounds them ("at most").
// Thread rule: immutable after construction.
#pragma once

#include "flows/reading/numbers/durations.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

/// How far "under 3 minutes" stays below 3, and "over 30" above 30, in minutes: about a second, finer than
/// any scale.
inline constexpr double kJust = 0.02;
/// Nobody who waited ten minutes says that it was less than an hour.
inline constexpr double kLeastOfBound = 0.25;
inline constexpr double kSecond = 1.0 / 60;
inline constexpr double kHour = 60;
inline constexpr double kDay = 24 * kHour;

enum class Bound {
    exact,
    below,
    short_of,  ///< a bit below: also "at most", which is said of what comes close
    above,
    beyond,  ///< a bit above
    about,
};

struct DurationUnit {
    double minutes = 1;
    bool ambiguous = false;  ///< 分: a score as well; a duration only beside another part
};

const PhraseMap<DurationUnit>& duration_units();
/// Durations with nothing to count: 一刻钟, "an hour or two".
const PhraseMap<DurationAt>& whole_durations();
/// What stands before a duration, and behind it.
const PhraseMap<Bound>& bounds_before();
const PhraseMap<Bound>& bounds_after();

}  // namespace askwell::flows::reading
