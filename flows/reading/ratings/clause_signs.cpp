#include "flows/reading/ratings/clause_signs.h"

#include <algorithm>
#include <cstddef>

namespace askwell::flows::reading {

bool is_only_label(const Clause& clause) {
    return std::count_if(clause.pieces.begin(), clause.pieces.end(), is_score) == 1;
}

bool hedges(const Clause& clause) {
    return clause.has(Role::doubt) || clause.has(Role::deduction) || clause.has(Role::intended);
}

bool concludes_opinion(const Clause& clause) {
    const auto said = std::find_if_not(clause.pieces.rbegin(), clause.pieces.rend(), [](const Piece& piece) {
        return piece.kind == PieceKind::word && piece.role != Role::lead && is_wrapping(piece);
    });
    if (said == clause.pieces.rend() || said->kind != PieceKind::word || said->role != Role::said ||
        said->degree)
        return false;
    const auto before = said + 1;
    const bool led =
        before != clause.pieces.rend() && before->kind == PieceKind::word && before->role == Role::lead;
    const bool stated = said != clause.pieces.rbegin() && (said - 1)->kind == PieceKind::word &&
                        (said - 1)->role == Role::particle;
    return led || stated;
}

bool concludes_story(const std::vector<Clause>& clauses, std::size_t index) {
    const Piece& last = clauses[index - 1].pieces.back();
    const bool done = last.kind == PieceKind::word && last.role == Role::particle;  // 你们改了就给5分
    bool opinion = false;
    bool fact = false;
    for (std::size_t i = index; i-- > 0;) {
        const Clause& before = clauses[i];
        if (before.has(Role::condition) || before.has(Sense::wish) || before.has(Role::doubt)) return false;
        opinion = opinion || std::any_of(before.pieces.begin(), before.pieces.end(), [](const Piece& piece) {
                      return piece.kind == PieceKind::word && piece.role == Role::said && !piece.degree;
                  });
        fact = fact || before.has(Sense::also) || (!done && before.has(Role::starter));
        if (!before.joined) break;
    }
    return opinion && fact;
}

bool misses_a_score(const Clause& clause) {
    const auto beyond = std::find_if(clause.pieces.begin(), clause.pieces.end(),
                                     [](const Piece& piece) { return piece.kind == PieceKind::off_scale; });
    if (beyond == clause.pieces.end() || beyond == clause.pieces.begin() || clause.has_score()) return false;
    const Piece& before = *(beyond - 1);
    return before.kind == PieceKind::word &&
           (before.sense == Sense::lack || before.role == Role::negation || before.role == Role::intended);
}

bool is_supposed(const Clause& before, const Clause& clause) {
    const bool follows = clause.begins_with(Role::then) || (clause.joined && clause.begins_with(Role::giver));
    return follows && before.has(Role::intended) && !before.has_score() && is_only_label(clause);
}

bool only_hedges(const Clause& clause) {
    return std::all_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
        return piece.kind == PieceKind::word &&
               (piece.role == Role::negation || piece.role == Role::conjunction || piece.degree);
    });
}

bool only_negates(const Clause& clause) {
    return std::all_of(clause.pieces.begin(), clause.pieces.end(), [](const Piece& piece) {
        return piece.kind == PieceKind::word && piece.role == Role::negation;
    });
}

bool only_names_object(const Clause& clause) {
    constexpr std::ptrdiff_t kLongest = 12;  // characters; a longer one tells a story
    const auto marks_object = [](const Piece& piece) {
        return piece.kind == PieceKind::word && (piece.role == Role::about || piece.role == Role::giver);
    };
    const auto is_text = [](const Piece& piece) { return piece.kind == PieceKind::text; };
    const auto marker = std::find_if(clause.pieces.begin(), clause.pieces.end(), marks_object);
    const auto score = std::find_if(marker, clause.pieces.end(), is_score);
    if (score == clause.pieces.end() || !score->firm) return false;
    const auto texts = std::count_if(clause.pieces.begin(), clause.pieces.end(), is_text);
    return !clause.has(Role::said) && !clause.has(Role::starter) && texts <= kLongest &&
           std::count_if(marker, score, is_text) == texts;
}

}  // namespace askwell::flows::reading
