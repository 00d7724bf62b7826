// Warnings about a survey that is valid but would be better otherwise: long texts, leading questions, links.
#pragma once

#include "flows/json_source.h"
#include "flows/survey.h"

namespace askwell::flows {

/// Adds warnings to `sink`.
void lint(const Survey& survey, DiagnosticSink& sink);

}  // namespace askwell::flows
