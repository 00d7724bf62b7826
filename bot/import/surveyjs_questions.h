// The types of questions of SurveyJS. Internal to surveyjs.cpp.
#pragma once

#include <string_view>
#include <vector>

#include "bot/import/draft.h"
#include "bot/import/surveyjs_node.h"

namespace askwell::import {

/// Reads what an element of type `type` asks: one question, several (a matrix), or none, which is noted. The
/// items have names, types and texts of their own; what every element has (title, visibleIf …) is left to the
/// caller, who puts the title before texts of items.
std::vector<Item> read_questions(Node& element, std::string_view type, LocalStrings& strings, Draft& draft);

}  // namespace askwell::import
