// The wording of a question, as replies are compared with it.
#pragma once

#include <optional>
#include <string>

#include "flows/reading/text/text.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

/// The question in all its languages, folded, a line each: people answer in either. Lives as long as the
/// question.
const std::string& wording_of(const Question& question);

/// True when the question asks what was bad; a thing that was fine is no answer then.
bool asks_what_was_bad(const Question& question);
/// The same, or what the customer's feedback is about: a bad word affirms the thing it is said of.
bool asks_for_trouble(const Question& question);

/// What a question asks about, as far as it matters whose story is told.
enum class Concern {
    anything,
    deeds,  ///< what the customer did ("have you called …?"): what others did does not answer
    self,   ///< who the customer is: what others are, or the customer was, does not answer
};
Concern concern_of(const Question& question);

/// The part of `reply` after the question, when the customer repeats it before the answer, quoted or not.
std::optional<FoldedText> after_question(const Question& question, const FoldedText& reply);

}  // namespace askwell::flows::reading
