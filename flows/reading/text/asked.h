// The wording of a question, as replies are compared with it.
// Thread rule: each thread remembers the wordings it has folded.
#pragma once

#include <optional>
#include <string>

#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// fold_for_matching(text), kept: folding a question takes as long as reading a short reply. The reference
/// holds until the thread's next call.
const std::string& folded_once(const std::string& text);

/// The question in all its languages, folded, a line each: people answer in either.
std::string wording_of(const Question& question);

/// The part of `reply` after the question, when the customer repeats it before the answer, quoted or not.
std::optional<FoldedText> after_question(const Question& question, const FoldedText& reply);

}  // namespace askwell::flows::reading
