// Reading cues: the words that give a choice away. Internal to loading.
#pragma once

#include <string_view>

#include "flows/loading/parts.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// The cues in field `name`, by language. Lists and cues that are too long are reported.
Synonyms read_cues(const JsonObject& object, std::string_view name, const Parts& parts);

/// Reports each cue of `question`, read from `object`, that is also a label, synonym or cue of another
/// choice: whoever says it would be taken for either.
void check_cues(const Question& question, const JsonObject& object, DiagnosticSink& sink);

}  // namespace askwell::flows::loading
