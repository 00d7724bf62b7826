// Dialect words in their standard form, so that all rules are written for standard words only.
// Thread rule: pure; the table is built once and only read afterwards.
#pragma once

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `folded` with Cantonese, Wu, Sichuanese, northern and Scots words as Mandarin or standard English has them
/// (冇 → 没有, "cannae" → "can't"). What a word became keeps the place of the word.
FoldedText in_standard_words(FoldedText folded);

}  // namespace askwell::flows::reading
