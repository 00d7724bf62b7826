// What happens how often, said in the question's own words: 从来没闪退过, "it never crashes".
// Thread rule: pure.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/ratings/labels.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` without the words of `question` (folded) that stand behind the first label that says how often, or
/// before it; nothing when there are none, or when they stand beside words that say anything else.
std::optional<FoldedText> without_asked_deeds(const FoldedText& reply, std::string_view question,
                                              const LabelMatcher& labels);

}  // namespace askwell::flows::reading
