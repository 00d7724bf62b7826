// A second look at Chinese replies: words that only sound like what was meant, as keyboards by pinyin make
// them (非常满以, 给四份), and pinyin itself ("feichang manyi").
// Thread rule: pure functions; each thread remembers the sounds of the characters it has met.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// `reply` with each run of ideographs that sounds like one of `words`, tones aside, put as that word, and
/// likewise a reply that is nothing but the pinyin of one; nothing when there is none. `words` are folded, of
/// two ideographs or more; what sounds like two of them is left. Sounds are ICU's (Han-Latin). Offsets still
/// lead to the raw text.
std::optional<FoldedText> by_sound(const FoldedText& reply, const std::vector<std::string>& words);

}  // namespace askwell::flows::reading
