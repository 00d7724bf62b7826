// How a prompt reads: the survey's words, progress, choices and hints put together. Internal to the engine.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "flows/conversation.h"
#include "flows/engine.h"
#include "flows/survey.h"

namespace askwell::flows {

/// The code of the button that ends "anything else?". No option has it: codes begin with a letter.
inline constexpr std::string_view kDoneCode = ".done";

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

/// A phrase with its "{name}" values put in.
std::string with_values(std::string_view text,
                        std::initializer_list<std::pair<std::string_view, std::string>> values);

/// A text of the survey with event fields and answers put in.
std::string piped(const Survey& survey, const Conversation& conversation, std::string_view text);

/// The options in the order this conversation sees them: as written, or shuffled with "other" last.
std::vector<const Option*> shown_options(const Question& question, std::string_view conversation_id);

/// A file in one line, for notes and raw texts: "[photo, 1024 bytes, AgAC…]".
std::string describe(const FileReference& file);

/// The answer on record; null when the question was not reached.
const Answer* find_answer(const Conversation& conversation, std::string_view question_id);

/// The follow-up that is asked after `value`; null for none.
const FollowUp* fitting_follow_up(const Question& question, const AnswerValue& value);

/// What a button of ours means. `conversation` and `prompt` tell whether it is still the current one.
struct ParsedPayload {
    std::uint32_t conversation = 0;  ///< which of the contact's conversations, counted from 1
    std::uint32_t prompt = 0;        ///< Prompt::number
    std::string code;
};
/// "c<conversation>.<prompt>:<code>"; nullopt for anything that is not ours.
std::optional<ParsedPayload> parse_payload(std::string_view payload);

/// The n of a conversation id "<contact key>-<n>".
std::uint32_t conversation_count(std::string_view conversation_id);

/// The survey's language that serves `wanted` best: exactly it, or the same base language ("zh-TW" →
/// "zh-CN"); "" for none.
std::string match_language(const Survey& survey, std::string_view wanted);

/// `first` and `second` on lines of their own; either may be empty.
std::string lines(std::string_view first, std::string_view second);

}  // namespace askwell::flows
