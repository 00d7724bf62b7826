// What a company does more or less often, said behind the word for how often: 偶尔会说一声, 总是主动打电话来,
// "always kept me posted". Thread rule: pure functions.
#pragma once

#include <cstddef>
#include <string_view>

namespace askwell::flows::reading {

/// The length of a deed of telling or calling at `position` of a folded text, or 0: what it does, whom it
/// reaches, and nothing of how well or of what went wrong.
std::size_t deed_at(std::string_view text, std::size_t position);

/// True when the whole of `folded` tells to whom the customer has recommended us: 都推荐给3个同事了, "I've
/// already recommended you to my sister".
bool tells_of_recommending(std::string_view folded);

}  // namespace askwell::flows::reading
