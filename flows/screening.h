// Flags on a response that staff should look at. Nothing is deleted or changed by them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "flows/conversation.h"
#include "flows/survey.h"

namespace askwell::flows {

/// Words that mark a comment as abusive or as off topic. Matched folded; Latin words as whole words, Han
/// anywhere.
struct ScreeningWords {
    std::vector<std::string> abusive;
    std::vector<std::string> off_topic;
};

/// A small list in Chinese and English, for those who configure none.
ScreeningWords default_screening_words();

/// What staff should look at in a finished conversation, each with its evidence. FlagKind::duplicate is not
/// found here: it needs the response before.
std::vector<Flag> screen(const Survey& survey, const Conversation& conversation, const ScreeningWords& words);

/// A hash of what was answered, comments and open answers folded; 0 when it is too little to compare (fewer
/// than three answers and no open words).
std::uint64_t fingerprint(const Conversation& conversation);

}  // namespace askwell::flows
