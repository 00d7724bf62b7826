// Praise and blame beside a score.
#pragma once

#include <string_view>
#include <vector>

#include "flows/reading/ratings/rating_clauses.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// True when the clauses of `text` say the opposite of `score`: "五星差评", "呵呵，太满意了", "10, would not
/// recommend".
bool contradicted(const std::vector<Clause>& clauses, std::string_view text, const Scale& scale, int score);

/// 清楚是清楚，就是有点啰嗦: behind a label that is granted comes an objection, and it is not to the very
/// thing that was granted (满意是满意，就是问题没解决).
bool objects_elsewhere(const std::vector<Clause>& clauses, std::string_view text);

/// 满意是满意，但谈不上非常满意: behind a label that is granted, a stronger one on its side is ruled out.
bool rules_out_more(const std::vector<Clause>& clauses, const Scale& scale, int score);

/// "10. I'd never recommend you": what a comment says of recommending speaks against a score at the `high` or
/// the low end.
bool recommends_otherwise(std::string_view comment, bool high);

/// "10, very unlikely", 0，很可能推荐: a comment that says how likely the customer is, against a `score` of 0
/// to 10.
bool likelihood_at_odds(std::string_view comment, int score);

/// "The lady was clear, the automated texts weren't": the label is denied of something else.
bool denies_of_another(std::string_view text);

}  // namespace askwell::flows::reading
