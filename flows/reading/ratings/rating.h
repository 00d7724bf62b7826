// Reading a score: rating questions, by label or by minutes, and nps.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading/text/text.h"
#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// Reads a reply to a question with scores. An answer needs one clause that says a score and nothing else,
/// and no other word in the message that makes the score doubtful; the other clauses are the comment.
Reading read_rating(const Question& question, const FoldedText& reply);

/// The fast path: a lone digit of the scale, or nothing. Needs no folding.
std::optional<Reading> read_lone_digit(const Question& question, std::string_view raw);

/// The score of a reply that is a label of the scale and nothing else; nullopt when it is not.
std::optional<Reading> read_lone_label(const Question& question, const FoldedText& reply);

/// True when a label of a score other than `score` stands anywhere in the folded `text`, denied or not.
bool names_another_score(const Question& question, std::string_view text, int score);

/// The scale of a question with scores; nps is 0–10 with names for its ends only.
const Scale& scale_of(const Question& question);

}  // namespace askwell::flows::reading
