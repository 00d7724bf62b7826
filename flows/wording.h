// How a prompt reads: the survey's words, progress, choices and hints put together. Internal to the engine.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "flows/conversation.h"
#include "flows/engine.h"
#include "flows/survey.h"

namespace askwell::flows {

struct Wording {
    std::string text;
    std::vector<Choice> choices;
    bool scale = false;
};

/// What is waited for, as it is asked: "(2/7) text", with its choices.
Wording word_prompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt);

/// How an unclear reply is answered: what we can read, and the choices again. The last time, "skip" is
/// offered.
Wording word_reprompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt,
                      bool last);

/// The options in the order this conversation sees them: as written, or shuffled with "other" last.
std::vector<const Option*> shown_options(const Question& question, std::string_view conversation_id);

/// The follow-up that is asked after `value`; null for none.
const FollowUp* fitting_follow_up(const Question& question, const AnswerValue& value);

/// The survey's language that serves `wanted` best: exactly it, or the same base language ("zh-TW" →
/// "zh-CN"); "" for none.
std::string match_language(const Survey& survey, std::string_view wanted);

/// `first` and `second` on lines of their own; either may be empty.
std::string lines(std::string_view first, std::string_view second);

}  // namespace askwell::flows
