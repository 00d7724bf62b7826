// The survey that the reading tests ask: the service-process items in both languages, and one question of
// every other kind.
#pragma once

#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::test {

/// Question ids: channel, minutes, csat, clear, ces, solved, expect, aspects, once, count, nps, open, tongue;
/// dates visit (past), visited_at (past, to the minute), booking and booking_at (future), day (any); callback
/// (phone), mail, order, proof (attachment), intro (info).
const Survey& reading_survey();

/// When the replies of the corpus are said: Saturday 2026-11-21T12:00:00+08:00.
TimePoint reading_now();

/// The question with this id; throws std::out_of_range for an unknown one.
const Question& reading_question(std::string_view id);

}  // namespace askwell::flows::test
