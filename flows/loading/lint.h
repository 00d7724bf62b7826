// Warnings about a survey that is valid but would be better otherwise: long texts, leading questions, links.
// Internal to loading.
#pragma once

#include "flows/json_source.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// Adds warnings to `sink`.
void lint(const Survey& survey, DiagnosticSink& sink);

}  // namespace askwell::flows::loading
