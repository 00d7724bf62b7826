// Whose verdict a reply tells: the customer's own, or one that somebody else gave or asked for.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the scores that are not the customer's for what was asked: what others gave
/// (我同事打了5分, "my wife says 2"), what staff asked for (客服叫我打10分), what went to the rest
/// (其他都5分) and to another company (移动我打5分，你们8分). nullopt when all of them are the customer's
/// own.
std::optional<FoldedText> without_others_scores(const FoldedText& reply);

/// True for 不清楚，这事是我老公办的: no verdict, for the customer was not there.
bool was_not_there(std::string_view folded);

}  // namespace askwell::flows::reading
