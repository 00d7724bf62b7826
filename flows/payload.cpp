#include "flows/payload.h"

#include <charconv>

#include <fmt/core.h>

namespace askwell::flows {

namespace {

template <typename Number>
bool take_number(std::string_view& text, Number& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take(std::string_view& text, char expected) {
    if (text.empty() || text.front() != expected) return false;
    text.remove_prefix(1);
    return true;
}

}  // namespace

std::string make_payload(const Conversation& conversation, const Prompt& prompt, std::string_view code) {
    return fmt::format("c{}.{}:{}", conversation_count(conversation.id), prompt.number, code);
}

std::optional<ParsedPayload> parse_payload(std::string_view payload) {
    ParsedPayload parsed;
    if (!take(payload, 'c') || !take_number(payload, parsed.conversation) || !take(payload, '.') ||
        !take_number(payload, parsed.prompt) || !take(payload, ':') || payload.empty()) {
        return std::nullopt;
    }
    parsed.code = payload;
    return parsed;
}

std::uint32_t conversation_count(std::string_view conversation_id) {
    std::uint32_t count = 0;
    const auto dash = conversation_id.rfind('-');
    if (dash == std::string_view::npos) return 0;
    std::string_view digits = conversation_id.substr(dash + 1);
    return take_number(digits, count) ? count : 0;
}

}  // namespace askwell::flows
