// A folded reply put in other words, still knowing where every byte came from.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "flows/reading/text/text.h"

namespace askwell::flows::reading {

/// Writes a copy of `source`, which must outlive it, part by part from its beginning.
class Rewrite {
  public:
    explicit Rewrite(const FoldedText& source) : source_(source) { copy_.raw = source.raw; }

    /// Copies the bytes [begin, end) of the source as they are.
    void keep(std::size_t begin, std::size_t end) {
        copy_.text.append(source_.text, begin, end - begin);
        const auto from = source_.origin.begin();
        copy_.origin.insert(copy_.origin.end(), from + static_cast<std::ptrdiff_t>(begin),
                            from + static_cast<std::ptrdiff_t>(end));
    }
    /// Writes `words` instead of what stands at byte `place` of the source.
    void put(std::string_view words, std::size_t place) {
        copy_.text.append(words);
        copy_.origin.insert(copy_.origin.end(), words.size(), source_.origin[place]);
    }
    /// The copy, whose end is the source's. Call it once, last.
    FoldedText finished() {
        copy_.origin.push_back(source_.origin.back());
        return std::move(copy_);
    }

    /// The same; nothing when it reads as the source does.
    std::optional<FoldedText> changed() {
        if (copy_.text == source_.text) return std::nullopt;
        return finished();
    }

  private:
    const FoldedText& source_;
    FoldedText copy_;
};

/// A Rewrite told by its changes alone, from left to right; what lies between them is kept.
class Replacements {
  public:
    /// `source` must outlive it.
    explicit Replacements(const FoldedText& source) : source_(source), copy_(source) {}

    /// Writes `words` instead of the bytes [begin, end) of the source.
    void add(std::size_t begin, std::size_t end, std::string_view words = {}) {
        copy_.keep(kept_, begin);
        if (!words.empty()) copy_.put(words, begin);
        kept_ = end;
    }
    /// The copy. Call one of these two once, last.
    FoldedText finished() {
        copy_.keep(kept_, source_.text.size());
        return copy_.finished();
    }
    /// The same; nothing when it reads as the source does.
    std::optional<FoldedText> changed() {
        copy_.keep(kept_, source_.text.size());
        return copy_.changed();
    }

  private:
    const FoldedText& source_;
    Rewrite copy_;
    std::size_t kept_ = 0;
};

}  // namespace askwell::flows::reading
