// The survey that the reading tests ask: the service-process items in both languages, and one question of
// every other kind.
#pragma once

#include <string_view>

#include "flows/survey.h"

namespace askwell::flows::test {

/// Question ids: channel, minutes, csat, clear, ces, solved, expect, aspects, once, count, agree, attitude,
/// likely, waiting, certain, nps, open, tongue; dates visit (past), visited_at (past, to the minute), booking
/// and booking_at (future), day (any); callback (phone), mail, order, proof (attachment), intro (info).
const Survey& reading_survey();

/// When the replies of the corpus are said: Saturday 2026-11-21T12:00:00+08:00.
TimePoint reading_now();

/// A question and the survey that asks it. Both live as long as the program.
struct Asked {
    const Survey& survey;
    const Question& question;
};

/// The question with this id; "cat:<survey>:<id>" is one of any shipped survey or of a survey in
/// reading/surveys. Throws std::out_of_range for an unknown one.
Asked reading_question(std::string_view id);

}  // namespace askwell::flows::test
