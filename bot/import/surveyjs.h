// SurveyJS, the JSON that its form library and Creator use.
#pragma once

#include <string_view>

#include "bot/import/result.h"

namespace askwell::import {

/// A form of SurveyJS. Any bytes are safe; what is no JSON, or none of a form, is an error.
Imported import_surveyjs(std::string_view bytes, const ImportOptions& options);

}  // namespace askwell::import
