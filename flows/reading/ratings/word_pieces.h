// Fixed words among the pieces of a reply to a scored question: what each does where it stands.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "flows/reading/ratings/piece_maker.h"
#include "flows/reading/ratings/score_scan.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

/// The word where `maker` stands, behind the pieces `before`: `word`, or null, of which `length` bytes count.
/// nullopt when there is none. `spaced`: a blank stands before it.
std::optional<Piece> word_piece_at(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced,
                                   const PhraseMap<Role>::Entry* word, std::size_t length);

}  // namespace askwell::flows::reading
