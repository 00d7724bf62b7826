// A second look at replies that say no score as they stand: labels typed with a slip or letter by letter.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/reading/text.h"

namespace askwell::flows::reading {

/// `reply` with the blanks of spaced-out words closed ("v e r y", 非 常), words run together parted
/// ("verysatisfied") and words a slip away from exactly one of `words` put right ("satisfed"); nothing when
/// there is nothing to mend. `words` are the Latin words of the labels, sorted. Offsets still lead to the raw
/// text.
std::optional<FoldedText> respelt(const FoldedText& reply, const std::vector<std::string>& words);

}  // namespace askwell::flows::reading
