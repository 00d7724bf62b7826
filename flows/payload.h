// What a button of ours carries: which conversation, which prompt, which code. A tap from any time in the
// past can so be told from an answer to what is open now.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "flows/conversation.h"

namespace askwell::flows {

/// The code of the button that ends "anything else?". No option has it: codes begin with a letter.
inline constexpr std::string_view kDoneCode = ".done";

/// "c<conversation>.<prompt>:<code>", at most 40 bytes.
std::string make_payload(const Conversation& conversation, const Prompt& prompt, std::string_view code);

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

}  // namespace askwell::flows
