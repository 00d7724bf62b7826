// What one clause of a reply to a scored question shows by itself, before its score is weighed.
// Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "flows/reading/ratings/rating_clauses.h"

namespace askwell::flows::reading {

/// True when the clause holds one score and no more.
bool is_only_label(const Clause& clause);

/// True when words of doubt, of what was taken off or of what was meant to be given stand in it.
bool hedges(const Clause& clause);

/// 我觉得还行就给3分, 还可以吧就给4分: what runs into the score is an opinion, no condition.
bool concludes_opinion(const Clause& clause);

/// 态度不错然后解决得也快就给5分: opinions and facts in one breath before the score of clause number `index`,
/// none of them a condition. There must be a clause before it.
bool concludes_story(const std::vector<Clause>& clauses, std::size_t index);

/// 没有0分, 不能给0分: what the scale does not have is missed, not given.
bool misses_a_score(const Clause& clause);

/// 要不是等太久就5分了, "if it wasn't for the wait I'd give 5": a score behind what kept it from being given.
bool is_supposed(const Clause& before, const Clause& clause);

/// "But not very", 但不是很: a degree denied of what was said before.
bool only_hedges(const Clause& clause);

/// True when it says "not" and nothing else.
bool only_negates(const Clause& clause);

/// 对整个过程挺满意, 给小王5分: all that is said stands between 对 or 给 and the score.
bool only_names_object(const Clause& clause);

}  // namespace askwell::flows::reading
