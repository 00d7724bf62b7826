// Checks that need the whole survey: questions nobody can reach, placeholders that name nothing. Internal to
// loading.
#pragma once

#include "flows/json_source.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// Reports unreachable questions and unknown placeholders as errors. Precondition: `survey` was read without
/// errors.
void check_references(const Survey& survey, DiagnosticSink& sink);

}  // namespace askwell::flows::loading
