// Scores that a reply works out from several figures.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// A whole score as it is written, with or without its unit, as the source of a pattern.
std::string written_score();

/// A figure that may be a score, and where it stands with its unit.
struct Figure {
    int value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The whole numbers of `folded` up to 99, in order.
std::vector<Figure> figures_in(std::string_view folded);

/// The score that a reply works out before our eyes: "10 minus 1 for the wait so 9", what it concludes from
/// several ("5 for the agent, 1 for the wait, so 3"), what its first score came to ("the wait makes it a 3"),
/// or what a long reply ends in giving (…就给个四分吧).
std::optional<int> score_worked_out(std::string_view folded, const Scale& scale);

/// True when points are still to be taken off the highest score of `scale`, and the rest is left to us:
/// "5 stars, minus one for the music".
bool leaves_a_sum(std::string_view folded, const Scale& scale);

}  // namespace askwell::flows::reading
