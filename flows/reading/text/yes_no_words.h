// Words that say yes or no, and those that may stand around them.
// Thread rule: immutable after construction.
#pragma once

#include <string_view>

#include "flows/reading/text/phrases.h"
#include "flows/survey.h"

namespace askwell::flows::reading {

enum class YesNoWord {
    yes,
    no,
    lone_yes,  ///< yes unless another word goes with it: "fine service", "absolutely terrible"
    lone_no,   ///< no unless another word goes with it: "no complaints", "not bad"
    maybe,     ///< neither: ask again
    postpone,  ///< the same; beside an answer to a question of the survey, when: 需要，晚点打给我
    verdict,   ///< neither, but may stand beside an answer: "no, it was all right"
    consent,   ///< yes to what asks for permission: 不介意
    hum,       ///< yes, unless words follow that say otherwise
    wrap,      ///< particles and politeness around the answer
    joint,     ///< begins another answer or the comment
    starter,   ///< begins the comment
};

/// The words that answer any question.
const PhraseMap<YesNoWord>& yes_no_words();

/// The survey's synonyms of yes and no for `question`, or null when it has none. They live as long as the
/// question.
const PhraseMap<YesNoWord>* own_words_of(const Question& question);

/// The words that answer only questions like `question` (folded): "all sorted" says no to "anything left to
/// do?", 只打过你们的 to "have you called others?". Null when there are none.
const PhraseMap<YesNoWord>* words_for_topic(std::string_view question);

/// True when `question` (folded) offers to call or to write: "may we call you?".
bool offers_contact(std::string_view question);

}  // namespace askwell::flows::reading
