// A pattern and words without one of which it finds nothing: patterns are slow beside a search.
// Thread rule: immutable.
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "flows/reading/text/patterns.h"
#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

class HintedPattern {
  public:
    /// `source` as for Pattern; every match holds one of `words`, which are literals.
    HintedPattern(std::string_view source, std::initializer_list<std::string_view> words)
        : pattern_(source), words_(words) {}

    bool may_be_in(std::string_view text) const { return contains_any(text, words_); }
    bool found_in(std::string_view text) const { return may_be_in(text) && pattern_.found_in(text); }
    const Pattern& pattern() const { return pattern_; }

  private:
    Pattern pattern_;
    std::vector<std::string_view> words_;
};

}  // namespace askwell::flows::reading
