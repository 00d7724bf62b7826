// Checks that need the whole survey: questions nobody can reach, placeholders that name nothing. Internal to
// loading.
#pragma once

#include "flows/json_source.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// Reports placeholders that name neither a field nor an earlier question.
void check_placeholders(const Survey& survey, DiagnosticSink& sink);

/// Reports questions that no course of answers leads to. Precondition: `survey` was read without errors.
void check_reachable(const Survey& survey, DiagnosticSink& sink);

}  // namespace askwell::flows::loading
