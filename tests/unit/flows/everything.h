// A survey with every kind of question, condition and goto, and what it ought to ask, written down a second
// time.
#pragma once

#include <string>
#include <vector>

#include "flows/conversation.h"
#include "flows/survey.h"

namespace askwell::flows::test {

/// everything.json, loaded once. Throws std::logic_error when it does not load.
SurveyPtr everything();

/// The ids of the questions that `conversation` shall be asked, in order, by its answers so far. Written by
/// hand for everything.json: an opinion independent of the engine's.
std::vector<std::string> expected_way(const Conversation& conversation);

}  // namespace askwell::flows::test
