// How a prompt reads: the survey's words, progress, choices and hints put together. Internal to the engine.
#pragma once

#include <cstdint>
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

/// The question as it is asked: "(2/7) text", with its choices.
Wording word_prompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt);

/// How an unclear reply is answered: what we can read, and the choices again. The last time, "skip" is
/// offered.
Wording word_reprompt(const Survey& survey, const Conversation& conversation, const Prompt& prompt,
                      bool last);

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
