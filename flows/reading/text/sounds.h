// A second look at Chinese replies: words that only sound like what was meant, as keyboards by pinyin make
// them (非常满以, 给四份), and pinyin itself ("feichang manyi").
// Thread rule: immutable after construction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// A syllable without its tone; equal for all ideographs that sound alike.
using Syllable = std::uint16_t;

/// Words of two ideographs or more, found by their sound. Sounds are ICU's (Han-Latin), tones aside.
class SpokenWords {
  public:
    /// `words` are folded.
    explicit SpokenWords(const std::vector<std::string>& words);

    /// `reply` with each run of ideographs that sounds like one of the words put as that word, and likewise a
    /// reply that is nothing but the pinyin of one; nothing when there is none. What sounds like two of them
    /// is left. Offsets still lead to the raw text.
    std::optional<FoldedText> heard_in(const FoldedText& reply) const;

  private:
    struct Word {
        std::string text;
        std::vector<Syllable> sounds;
        std::string pinyin;
    };
    std::vector<Word> words_;
};

}  // namespace askwell::flows::reading
