// Understanding what a customer typed. Pure functions of the question and the text; a guess is worse than a
// question.
#pragma once

#include <optional>
#include <string_view>

#include "flows/reading_result.h"
#include "flows/survey.h"

namespace askwell::flows {

/// Reads a reply to `question`. Never throws for any text, valid UTF-8 or not.
Reading read_answer(const Question& question, std::string_view text, const ReadingContext& context);

/// Makes what reading keeps with the questions of `survey`, so that no customer waits for it.
void prepare_reading(const Survey& survey);

/// Reads a reply to an open follow-up ("why?") or to "other (which?)": commands first, then any text is the
/// answer.
Reading read_open(std::string_view text, const ReadingContext& context);

/// Reads a reply to the invitation or to a yes/no check of ours: YesNo or a command, else unclear.
Reading read_consent(std::string_view text, const ReadingContext& context);

/// Reads a reply to "anything else?" after some choices were tapped or files sent: more options of
/// `question`, or Command::done for "no", "that's all", 没有了.
Reading read_more(const Question& question, std::string_view text, const ReadingContext& context);

/// When the text takes back what was said before ("I meant 4", 打错了，是4分): what it shall be instead ("4",
/// "4分"), cut from `text`; an empty view when only the mistake is told ("typo, sorry"). nullopt when it is
/// no correction.
std::optional<std::string_view> read_correction(std::string_view text);

/// True for a reply that only asks who we are ("who is this?", 您哪位): it answers no question, and the
/// customer should be told before they are asked again.
bool asks_who_writes(std::string_view text);

/// True for a text that goes on with a sentence begun before ("and nobody called back", 而且没人理我).
bool continues_a_sentence(std::string_view text);

/// What an open answer lacks; nullopt when nothing, or when the customer said that there is nothing to say.
std::optional<OpenFlaw> flaw_of(std::string_view text);

/// True for a reply that says there is nothing to say ("no, that's all", 没有). It answers, but tells
/// nothing.
bool says_there_is_nothing(std::string_view text);

/// What a text feels like, from words of praise and complaint with their negations: -1 complaint, +1 praise,
/// 0 neither, both or unknown. For flags that a person looks at; never for scores.
int sentiment(std::string_view text);

}  // namespace askwell::flows
