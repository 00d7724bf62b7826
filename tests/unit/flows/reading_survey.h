// The survey that the reading tests ask: the service-process items in both languages, and one question of
// every other kind.
#pragma once

#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::test {

/// Question ids: channel, minutes, csat, clear, ces, solved, expect, aspects, once, count, agree, attitude,
/// likely, waiting, certain, nps, open.
const Survey& reading_survey();

/// The question with this id, or of the shipped service-process survey when it is "process:<id>"; throws
/// std::out_of_range for an unknown one.
const Question& reading_question(std::string_view id);

}  // namespace askwell::flows::test
