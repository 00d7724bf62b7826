// Scores, labels and times that are said of something else than what the question asks about.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::reading {

/// Why what `folded` names is not said of what `asked`, the wording of a question on `scale`, asks about: it
/// is said of what the customer did (我及时付了款), of an amenity ("10/10 for the biscuits"), of a part while
/// the thing asked about is left open ("satisfied with the parcel. As for the service..."), or the time is
/// that of a whole call. nullopt for all others.
std::optional<const char*> why_misplaced(std::string_view folded, std::string_view asked, const Scale& scale);

/// True when a clause of `folded` is a figure and words of giving it ("so 4", 给5分吧): whatever else is
/// said, that is the score.
bool gives_figure(std::string_view folded);

}  // namespace askwell::flows::reading
