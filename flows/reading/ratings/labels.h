// The labels of a rating scale, found in a reply with the degree and negation words around them.
// Thread rule: immutable after construction.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/reading/text/phrases.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Matches by these rules, the longest match winning:
/// - a label or synonym in any language of the survey, or the same with an interchangeable word (便捷 ~
/// 方便);
/// - another intensifier than the label's own (十分满意, "extremely satisfied") is the same point, a
/// moderating one
///   (比较满意) is the plain point;
/// - a negated label (不太满意, "not satisfied") is a point only when the scale has that label's plain
/// opposite (不满意,
///   "dissatisfied"); otherwise it says that this point is wrong, not which is right.
/// A scale that names only some of its points (0 and 10) is matched by those very words alone.
class LabelMatcher {
  public:
    explicit LabelMatcher(const Scale& scale);

    struct Match {
        std::size_t length = 0;  ///< bytes
        std::optional<int>
            score;  ///< nothing: a label was touched, but no point of the scale is meant for certain
        bool moderated = false;  ///< 挺满意, a synonym: near the point rather than on it
        bool excluded = false;   ///< negated by 不是 or "not", which may rule it out for another label
        std::optional<int> denied = {};  ///< the plain point that is negated (谈不上满意)
    };
    std::optional<Match> at(std::string_view text, std::size_t position) const;

    /// The Latin words that labels are written with, degree and negation words among them, sorted.
    const std::vector<std::string>& words() const { return words_; }

    /// The labels and synonyms in ideographs, two or more.
    const std::vector<std::string>& han_forms() const { return han_forms_; }

  private:
    /// What a form of the scale stands for.
    struct Named {
        int score = 0;
        bool synonym = false;  ///< or made from one
    };
    void add(std::string_view form, Named named);
    void add_with_variants(const std::vector<std::pair<std::string, Named>>& forms);
    void add_opposite(std::string_view form, int score);
    std::optional<Match> unsurpassed(std::string_view text, std::size_t position) const;
    std::optional<Match> followed_by_degree(std::string_view text, std::size_t position) const;
    std::optional<Match> label_within(std::string_view text, std::size_t begin, std::size_t end) const;
    std::optional<Match> graded(std::string_view text, std::size_t position) const;
    std::optional<Match> negated(std::string_view text, std::size_t position) const;

    void note_words(std::string_view form);
    void sort_words();

    PhraseMap<Named> exact_;
    PhraseMap<int> plain_;   ///< labels that begin with no degree word
    PhraseMap<int> strong_;  ///< labels that begin with an intensifier, without it
    /// A point named by a plain label, and whether in ideographs: 不可能 says nothing because "unlikely"
    /// exists.
    using Negatable = std::pair<int, bool>;
    PhraseMap<int> mild_;         ///< labels that begin with a moderating word (较快), without it
    PhraseMap<int> diminished_;   ///< of labels, not synonyms, those that begin with 有点 or "slightly"
    PhraseMap<int> mild_labels_;  ///< and those that begin with another moderating word
    std::map<Negatable, int> opposite_;         ///< plain point → the plain point that its negation names
    std::map<Negatable, int> strong_opposite_;  ///< the same, intensified
    std::map<int, int> intensified_;            ///< plain point → the point that "very" makes of it
    int lowest_ = 0;
    int highest_ = 0;
    std::vector<std::string> words_;
    std::vector<std::string> han_forms_;
};

}  // namespace askwell::flows::reading
