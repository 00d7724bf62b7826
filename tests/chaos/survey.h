// The survey of the chaos runs: its definition, and how a phone recognises what it shows.
#pragma once

#include <string>
#include <string_view>

namespace askwell::chaos {

/// What a message wants from the customer. The names of questions are those of the survey.
enum class Prompt {
    none,  ///< nothing that we know
    invitation,
    r1,  ///< a score; below 4 it is followed by f1
    f1,  ///< why?
    t1,  ///< any words
    r2,  ///< a score; below 3 it is followed by f2
    f2,
    t2,
    thanks,
    declined,   ///< "that is fine", after a "no"
    opted_out,  ///< the confirmation of an opt-out
    again,      ///< not understood: the question before is still open
};

constexpr int kQuestions = 4;
inline constexpr std::string_view kSurveyId = "chaos";
/// Hours between which reminders and invitations may go out, UTC.
constexpr int kOpensAt = 9;
constexpr int kClosesAt = 20;

/// The survey as JSON.
std::string survey_json();

/// What the last part of `text` asks for.
Prompt prompt_of(std::string_view text);
bool is_reminder(std::string_view text);
bool is_invitation(std::string_view text);
/// The id of the survey's question that a prompt belongs to; "" for none.
std::string_view question_of(Prompt prompt);

}  // namespace askwell::chaos
