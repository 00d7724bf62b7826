// Reading cues: the words that give a choice away. Internal to loading.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "flows/loading/parts.h"
#include "flows/survey.h"

namespace askwell::flows::loading {

/// The cues in field `name`, by language. Lists and cues that are too long are reported.
Synonyms read_cues(const JsonObject& object, std::string_view name, const Parts& parts);

/// An option, a score, or yes or no, with the place of its cues. All outlive it.
struct CuedChoice {
    std::string pointer;
    const Localized* label = nullptr;
    const Synonyms* synonyms = nullptr;
    const Synonyms* cues = nullptr;
};

/// Reports each cue that is also a label, synonym or cue of another of the `choices` of one question: whoever
/// says it would be taken for either.
void check_cues(const std::vector<CuedChoice>& choices, DiagnosticSink& sink);

}  // namespace askwell::flows::loading
