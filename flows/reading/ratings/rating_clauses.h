// The clauses of a reply to a scored question: a score needs one of its own.
#pragma once

#include <vector>

#include "flows/reading/ratings/score_scan.h"

namespace askwell::flows::reading {

/// A stretch of the reply between separators, or from one score to the next. Never empty.
struct Clause {
    std::vector<Piece> pieces;
    bool trails_off = false;       ///< "..." follows
    bool asked = false;            ///< ends in a question mark or in 吗
    bool begins_sentence = false;  ///< a full stop or its like stands before it
    bool joined = false;           ///< no separator stands between it and the clause before

    bool has(PieceKind kind) const;
    bool has(Role role) const;
    bool has(Sense sense) const;
    bool begins_with(Role role) const;
    /// Says more than a score and what merely wraps it.
    bool says_something() const;
    bool has_score() const;
};

std::vector<Clause> clauses_of(const std::vector<Piece>& pieces);

}  // namespace askwell::flows::reading
