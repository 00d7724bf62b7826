// A second look at replies that say no score as they stand: labels typed with a slip or letter by letter.
// Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with the blanks of spaced-out words closed ("v e r y", 非 常), words run together parted
/// ("verysatisfied") and words a slip away from exactly one of `words` put right ("satisfed"); nothing when
/// there is nothing to mend. `words` are the Latin words of the labels, sorted. Offsets still lead to the raw
/// text.
std::optional<FoldedText> respelt(const FoldedText& reply, const std::vector<std::string>& words);

/// `reply` with slips in the words for zero to ten put right ("eihgt"), in the words of yes and no as well
/// when `yes_no` ("yse"); nothing when there is none. Two letters swapped, one doubled or, in longer words,
/// one left out are slips, the first letter standing, where no other word results. Offsets still lead to the
/// raw text.
std::optional<FoldedText> with_plain_words(const FoldedText& reply, bool yes_no);

}  // namespace askwell::flows::reading
