// From a survey's JSON text to a Survey, with every finding at its line and column.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flows/diagnostic.h"
#include "flows/survey.h"

namespace askwell::flows {

struct LoadedSurvey {
    SurveyPtr survey;  ///< null when `diagnostics` holds an error
    Diagnostics diagnostics;
    std::string source;  ///< the text it was read from: read again, it is the same version
};

/// Parses and validates. `file` only names the source in diagnostics. Any text is safe to pass.
LoadedSurvey load_survey(std::string file, std::string_view text);

/// The surveys that ship in the binary, as load_survey() finds them.
std::vector<LoadedSurvey> shipped_surveys();

/// The same as a catalog. Throws std::logic_error when one does not load: that is a bug of
/// ours.
Catalog shipped_catalog();

}  // namespace askwell::flows
