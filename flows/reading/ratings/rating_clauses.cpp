#include "flows/reading/ratings/rating_clauses.h"

#include <algorithm>

namespace askwell::flows::reading {
namespace {

/// 打个九分吧: a score that is given, with the particle that ends its sentence. What follows is the next one.
bool is_rounded_off(const Clause& clause) {
    const Piece& last = clause.pieces.back();
    return last.kind == PieceKind::word && last.role == Role::particle && clause.pieces.size() > 1 &&
           clause.pieces[clause.pieces.size() - 2].firm && clause.has(PieceKind::score);
}

/// "I pressed 1 then": what follows is a key as well.
bool names_keys(const Clause& clause) {
    return std::any_of(clause.pieces.begin(), clause.pieces.end(),
                       [](const Piece& piece) { return piece.kind == PieceKind::text && piece.figure; });
}

/// 四分人很好: points in words that open the reply.
bool opens_in_points(const Piece& piece) {
    return piece.kind == PieceKind::score && piece.firm && piece.begin == 0;
}

/// True when `piece` cannot belong to the clause so far and begins the next one.
bool begins_clause(const Clause& clause, const Piece& piece) {
    if (clause.pieces.empty()) return false;
    const Piece& last = clause.pieces.back();
    const bool scored = clause.has(PieceKind::score) || clause.has(PieceKind::label);
    if (piece.kind == PieceKind::word) {
        switch (piece.role) {
            case Role::starter:
            case Role::deduction:
                return scored;
            case Role::conjunction:
                return clause.has_score() || clause.says_something();
            case Role::intended:
                if (piece.sense == Sense::refusal) return false;
                [[fallthrough]];
            case Role::giver:
            case Role::then:
                return clause.says_something() || scored;
            case Role::lead:
                if (piece.sense == Sense::total && piece.spaced &&
                    (clause.has(PieceKind::text) || clause.has(Role::doubt)))
                    return true;  // 材料太多了 总的来说2分
                return scored || (piece.opens && !clause.has(Role::negation) && !clause.has(Role::doubt) &&
                                  !clause.has(Role::condition));
            case Role::about:
            case Role::said:
            case Role::blame:
            case Role::irony:
                return scored;
            case Role::negation:  // "3分 不能再多了"
                return scored && piece.spaced;
            case Role::condition:
                return true;
            case Role::correction:  // not 地址写错了
                return scored || (!clause.has(PieceKind::text) && !clause.begins_with(Role::giver));
            default:
                return false;
        }
    }
    if (piece.kind == PieceKind::text) {  // "5 great", "4分有点慢", 四分人很好
        return scored && last.kind != PieceKind::text &&
               (piece.spaced || last.kind == PieceKind::emoji || (last.firm && last.figure) ||
                opens_in_points(last) || is_rounded_off(clause));
    }
    if (piece.kind == PieceKind::label && piece.opens)
        return !scored && !clause.has(Role::negation) && !clause.has(Role::doubt) &&
               !clause.has(Role::condition);
    if (piece.praised ||
        (piece.kind == PieceKind::label && piece.spaced)) {  // "很耐心5分好评", "挺好的 满意"
        const bool verdict = clause.has(Role::said) && !clause.has(PieceKind::text) &&
                             last.kind == PieceKind::word &&
                             (last.role == Role::tail || last.role == Role::particle);
        return !scored && (piece.praised ? clause.says_something() : verdict);
    }
    if (piece.kind == PieceKind::score && piece.firm && piece.spaced && clause.has(PieceKind::text) &&
        !clause.has(PieceKind::score))  // 带口音听不太懂 2分
        return true;
    if (piece.kind == PieceKind::score && last.sense == Sense::past && clause.has(PieceKind::score))
        return piece.spaced;                            // "6 last time 9 now"
    if (piece.kind == PieceKind::score && last.closes)  // "clear enough 4"
        return clause.has(PieceKind::label) && !clause.has(PieceKind::score);
    if (piece.kind == PieceKind::score && !scored &&
        !names_keys(clause)) {  // "很好 5分", "great 5", but not "iPhone 5" or "等了5分"
        const auto follows = [&last](Role role) { return last.kind == PieceKind::word && last.role == role; };
        if (follows(Role::blame) || piece.opens) return true;
        const bool verdict = clause.has(PieceKind::label) || clause.has(Role::said);
        if (follows(Role::particle) && verdict && piece.firm && piece.figure && !clause.has(PieceKind::text))
            return true;  // 还行吧4分
        if ((follows(Role::tail) || follows(Role::particle)) && piece.spaced && clause.has(PieceKind::text))
            return true;  // "had to google it lol 2"
        if (follows(Role::said)) return piece.firm || piece.spaced;
        const bool praised_something = clause.has(Role::said) && !clause.has(PieceKind::text);
        return piece.spaced && (praised_something || (last.kind == PieceKind::text && piece.firm));
    }
    return false;
}

}  // namespace

bool Clause::has(PieceKind kind) const {
    return std::any_of(pieces.begin(), pieces.end(),
                       [kind](const Piece& piece) { return piece.kind == kind; });
}

bool Clause::has(Role role) const {
    return std::any_of(pieces.begin(), pieces.end(), [role](const Piece& piece) {
        return piece.kind == PieceKind::word && piece.role == role;
    });
}

bool Clause::has(Sense sense) const {
    return std::any_of(pieces.begin(), pieces.end(),
                       [sense](const Piece& piece) { return piece.sense == sense; });
}

bool Clause::begins_with(Role role) const {
    return pieces.front().kind == PieceKind::word && pieces.front().role == role;
}

bool Clause::says_something() const {
    return has(PieceKind::text) || has(Role::said) || has(Role::starter) || has(Role::blame) ||
           has(Role::irony);
}

bool Clause::has_score() const {
    return std::any_of(pieces.begin(), pieces.end(), is_score);
}

std::vector<Clause> clauses_of(const std::vector<Piece>& pieces) {
    std::vector<Clause> clauses(1);
    for (const Piece& piece : pieces) {
        if (piece.kind == PieceKind::separator) {
            if (!clauses.back().pieces.empty()) clauses.back().asked = clauses.back().asked || piece.question;
            clauses.back().trails_off =
                clauses.back().trails_off || (piece.ellipsis && !clauses.back().pieces.empty());
            if (!clauses.back().pieces.empty())
                clauses.emplace_back();
            else if (piece.question && clauses.size() > 1)
                clauses[clauses.size() - 2].asked = true;
            clauses.back().begins_sentence = clauses.back().begins_sentence || piece.stop;
            continue;
        }
        if (begins_clause(clauses.back(), piece)) {
            clauses.emplace_back();
            clauses.back().joined = true;
        }
        clauses.back().pieces.push_back(piece);
        if (piece.kind == PieceKind::word && piece.role == Role::asking) clauses.back().asked = true;
    }
    if (clauses.back().pieces.empty()) clauses.pop_back();
    return clauses;
}

}  // namespace askwell::flows::reading
