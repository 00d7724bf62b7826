// A second look at Chinese replies: words that only sound like what was meant, as keyboards by pinyin make
// them (非常满以, 给四份), and pinyin itself ("feichang manyi").
// Thread rule: immutable after construction; each thread remembers the sounds of the characters it has met.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

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
        std::vector<std::string> sounds;  ///< a syllable for each ideograph
        std::string pinyin;
    };
    std::vector<Word> words_;
};

}  // namespace askwell::flows::reading
