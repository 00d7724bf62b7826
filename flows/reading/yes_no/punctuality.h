// "Did the fitter come at the agreed time?": on the dot, 来晚了, an hour late.
#pragma once

#include <string_view>

#include "flows/reading/text/phrases.h"
#include "flows/reading/text/yes_no_words.h"
#include "flows/reading/yes_no/echo.h"

namespace askwell::flows::reading {

/// Whether `question` (folded) asks if somebody or something came when agreed.
bool asks_for_punctuality(std::string_view question);

/// What a delay told in `reply` (folded) says to such a question: no ("he was half an hour late"), or maybe,
/// beside a yes ("yes, just 10 minutes late"). None where no delay is told, or none was asked about.
Stance told_of_arrival(std::string_view reply, std::string_view question);

/// Words that answer such a question by themselves.
const PhraseMap<YesNoWord>& punctuality_words();

}  // namespace askwell::flows::reading
