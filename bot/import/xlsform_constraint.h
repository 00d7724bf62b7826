// The "constraint" of an XLSForm question as limits of ours.
#pragma once

#include <string>
#include <string_view>

#include "flows/survey.h"

namespace askwell::import {

/// Sets minimum and maximum of a number, or past and future of a date, from bounds on "." joined by "and".
/// False, and nothing set, when the constraint is anything else; `why` says so, or what is not quite as it
/// was.
bool apply_constraint(std::string_view constraint, flows::Question& question, std::string& why);

}  // namespace askwell::import
