// Labels among the pieces of a reply to a scored question.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "flows/reading/ratings/piece_maker.h"
#include "flows/reading/ratings/score_scan.h"
#include "flows/reading/text/phrases.h"

namespace askwell::flows::reading {

/// The label where `maker` stands, behind the pieces `before`. nullopt when there is none, or a longer fixed
/// phrase: `word`, or null, which counts for `word_length` bytes. `spaced`: a blank stands before it.
std::optional<Piece> label_piece_at(const PieceMaker& maker, const std::vector<Piece>& before, bool spaced,
                                    const PhraseMap<Role>::Entry* word, std::size_t word_length);

/// "She explained everything twice it was very clear": a story before, whose last word reports nothing.
bool follows_story(std::string_view text, const std::vector<Piece>& before);

/// The last piece, but for particles, is in ideographs and neither a score nor known.
bool follows_ideographs(std::string_view text, const std::vector<Piece>& before);

}  // namespace askwell::flows::reading
