// Replies that answer yes or no in the question's own words: 解决了, 没解决, "it was not solved", "I would".
#pragma once

#include <string_view>

namespace askwell::flows::reading {

enum class Stance { none, yes, no, maybe };

/// What the folded `clause` says to the folded `question`: "解决了" says yes to "解决了吗", "没解决" no. All
/// its words must be the question's, or say nothing by themselves; `maybe` when a word hedges ("基本解决") or
/// denies twice, `none` when the clause is no echo. `question` may hold the texts of several languages, and
/// may be empty.
Stance echo(std::string_view clause, std::string_view question);

}  // namespace askwell::flows::reading
