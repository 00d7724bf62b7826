// Which of many patterns may be found in a text, by one look at it: searching it for the words of each takes
// longer than all the rest of a short reply. Thread rule: immutable once filled.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace askwell::flows::reading {

class HintIndex {
  public:
    static constexpr std::size_t kMost = 128;  ///< patterns
    using Patterns = std::bitset<kMost>;

    /// `pattern`, a number below kMost, may be found where `word`, a literal of two bytes or more, stands.
    void add(std::string_view word, std::size_t pattern) {
        if (word.size() < 2) throw std::logic_error{"a hint of one byte"};
        words_[slot(word)].push_back({word, pattern});
    }

    Patterns in(std::string_view text) const {
        Patterns found;
        for (std::size_t place = 0; place + 1 < text.size(); ++place) {
            for (const Word& word : words_[slot(text.substr(place))]) {
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
    static constexpr std::size_t kSlots = 1024;
    static std::size_t slot(std::string_view begins) {
        const auto byte = [begins](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(begins[i]));
        };
        return (byte(0) * 61 + byte(1)) % kSlots;
    }
    std::array<std::vector<Word>, kSlots> words_;  ///< by their first two bytes
};

}  // namespace askwell::flows::reading
