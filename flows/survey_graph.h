// A survey as a picture: questions and branches, for Graphviz.
#pragma once

#include <string>
#include <string_view>

#include "flows/condition.h"
#include "flows/survey.h"

namespace askwell::flows {

/// The survey in the DOT language, texts in `language` (else the survey's fallback). Each question is a node
/// with its id, type and text; an edge with a condition says when it is taken.
std::string to_graphviz(const Survey& survey, std::string_view language);

/// A condition in one line, for people: "solved ≤ 2 and not (customer_type = new)".
std::string to_string(const Condition& condition, const Survey& survey);

}  // namespace askwell::flows
