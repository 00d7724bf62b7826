// Which of many patterns may be found in a text, by one look at it: searching it for the words of each takes
// longer than all the rest of a short reply. Thread rule: immutable once filled.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

class HintIndex {
  public:
    static constexpr std::size_t kMost = 128;  ///< patterns
    using Patterns = std::bitset<kMost>;

    /// `pattern`, a number below kMost, may be found where `word`, a literal, stands.
    void add(std::string_view word, std::size_t pattern) {
        words_[static_cast<unsigned char>(word.front())].push_back({word, pattern});
    }

    Patterns in(std::string_view text) const {
        Patterns found;
        for (std::size_t place = 0; place < text.size(); ++place) {
            for (const Word& word : words_[static_cast<unsigned char>(text[place])]) {
                if (text.substr(place).starts_with(word.text)) found.set(word.pattern);
            }
        }
        return found;
    }

  private:
    struct Word {
        std::string_view text;
        std::size_t pattern = 0;
    };
    std::array<std::vector<Word>, 256> words_;  ///< by their first byte
};

}  // namespace askwell::flows::reading
