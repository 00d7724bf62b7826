// Scores that mean the opposite of what they say.
#pragma once

#include <string_view>
#include <vector>

#include "flows/reading/ratings/rating_clauses.h"

namespace askwell::flows::reading {

/// 满意才怪, "clear, my foot": the opposite of whatever was said, where 🙄 beside a low score is only
/// annoyed.
bool is_taken_back(const std::vector<Clause>& clauses, std::string_view text);

/// True when what stands beside a high score makes a mockery of it: 呵呵, "clear as mud", a wait blown up
/// ("I only grew a beard meanwhile"), marks for harm done ("5 stars for losing my parcel").
bool mocks(const std::vector<Clause>& clauses, std::string_view text);

}  // namespace askwell::flows::reading
