// Answers and event fields as words: in texts, in notes, in what we say back. Internal to flows.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "flows/conversation.h"
#include "flows/survey.h"

namespace askwell::flows {

/// An answer as one would say it: the label of a score or option in `language`, else the value. "" when
/// nothing was answered.
std::string spoken(const Survey& survey, const Question& question, const AnswerValue& value,
                   std::string_view language);

/// A phrase with its "{name}" values put in.
std::string with_values(std::string_view text,
                        std::initializer_list<std::pair<std::string_view, std::string>> values);

/// A text of the survey with event fields and answers put in.
std::string piped(const Survey& survey, const Conversation& conversation, std::string_view text);

/// A file in one line, for notes and raw texts: "[photo, 1024 bytes, AgAC…]".
std::string describe(const FileReference& file);

/// The answer on record; null when the question was not reached.
const Answer* find_answer(const Conversation& conversation, std::string_view question_id);

}  // namespace askwell::flows
