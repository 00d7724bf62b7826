// Stars and full marks, and words that name the scale rather than a score on it. Thread rule: pure.
#pragma once

#include <cstddef>
#include <optional>

#include "flows/reading/ratings/piece_maker.h"
#include "flows/reading/ratings/rating_words.h"

namespace askwell::flows::reading {

/// ★★★☆☆ at the maker's place.
std::optional<Piece> stars_at(const PieceMaker& maker);

/// 满分, 中间分, 最低分 (`role`), `length` bytes long: a score, or the name of the scale (满分5分).
Piece marks_at(const PieceMaker& maker, Role role, std::size_t length);

/// "If 5 is the best then", "out of 5?" where it begins a clause.
std::optional<Piece> scale_name_at(const PieceMaker& maker, bool begins_clause);

}  // namespace askwell::flows::reading
