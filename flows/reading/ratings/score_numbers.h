// Numbers among the pieces of a reply to a scored question: which are scores, which count something else.
#pragma once

#include <optional>

#include "flows/reading/ratings/piece_maker.h"

namespace askwell::flows::reading {

/// The piece that the number at the place of `maker` is (5, 4分, 4/5, "4 out of 5", 4-5), or nothing when
/// none stands there. `before` is the piece before it, null at the beginning; `spaced` when a blank stands
/// between.
std::optional<Piece> score_number_at(const PieceMaker& maker, const Piece* before, bool spaced);

}  // namespace askwell::flows::reading
