// Scores and times that a reply names beside the one it gives: earlier ones, promised ones, figures of a
// story. For a second look at replies in which they stand in the way. Thread rule: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "flows/reading/ratings/labels.h"
#include "flows/reading/text/hinted_pattern.h"
#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// A time in figures or words, as the source of a pattern.
std::string time_told();

/// A time that somebody told, as the source of a pattern; behind `who` in Chinese, where 说 alone may be the
/// customer's own (说实话).
std::string told_promise(const char* who);

/// A score of which is said that it is too high or too low ("10 is a bit much"), as the source of a pattern.
std::string too_much();

/// A time that the customer had wished for or would think fit: "5 minutes would have been nice".
const HintedPattern& wished_times();

/// True when the reply says that the score it names was not meant, and gives no other: 刚才那个8是女儿乱按的.
bool names_only_unmeant_score(std::string_view folded);

/// `reply` without what it tells of other times and other terms, and of what others say or had been
/// expected: an earlier score or verdict beside the one of now (4分，上次5分), what is usual, a score that
/// might have been (要是早一天就是5分), is too much, or is for nobody ("5 is for miracles", 从不给满分), and
/// on scales of minutes the time that was promised ("said 5 minutes, took 25") or wished for. nullopt when
/// it tells nothing of the kind.
std::optional<FoldedText> without_set_aside(const FoldedText& reply, const Scale& scale,
                                            const LabelMatcher& labels);

/// A reply that begins with its score, without the figures of the story behind it (4。健康度从78%变成100%).
/// nullopt when it begins otherwise or tells none.
std::optional<FoldedText> without_story_figures(const FoldedText& reply);

/// "Dissatisfied. Very." is "very dissatisfied"; nullopt when no degree stands behind its label.
std::optional<FoldedText> with_degree_first(const FoldedText& reply);

}  // namespace askwell::flows::reading
