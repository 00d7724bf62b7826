// Regular expressions over folded texts, with offsets in bytes.
// Thread rule: a Pattern is immutable; every search has a matcher of its own.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <unicode/regex.h>

namespace askwell::flows::reading {

/// What a pattern found. Groups view the searched text; group(0) is the whole, a group that took no part is
/// "".
struct PatternMatch {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::string_view> groups;

    std::string_view group(std::size_t index) const { return groups[index]; }
};

class Pattern {
  public:
    /// Throws std::logic_error for a malformed expression: patterns are ours, never a customer's.
    explicit Pattern(std::string_view source);

    /// Every match in `text` (valid UTF-8), from left to right, without overlaps.
    std::vector<PatternMatch> all(std::string_view text) const;
    std::optional<PatternMatch> first(std::string_view text) const;
    bool found_in(std::string_view text) const { return first(text).has_value(); }

  private:
    std::vector<PatternMatch> search(std::string_view text, std::size_t limit) const;

    std::unique_ptr<icu::RegexPattern> pattern_;
};

}  // namespace askwell::flows::reading
