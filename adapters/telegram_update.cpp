#include "adapters/telegram_update.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "adapters/answers.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

// Members of Message that carry a file. An animation comes with a copy of itself as "document", so it is
// looked for first.
constexpr std::array kFileKinds = {"animation", "document",   "video",  "voice",
                                   "audio",     "video_note", "sticker"};

Received accepted(Inbound inbound) {
    return {Verdict::accept, "", {std::move(inbound)}, {}};
}

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

/// A command that stands alone means its word: "/stop" is "stop", "/help@askwell_bot" is "help".
std::string without_slash(const std::string& text) {
    if (!text.starts_with('/')) return text;
    const auto at = text.find('@');
    const auto word = std::string_view{text}.substr(1, at == std::string::npos ? at : at - 1);
    const bool alone = at == std::string::npos || is_name(std::string_view{text}.substr(at + 1));
    return alone && is_name(word) ? std::string{word} : text;
}

/// What follows "/start" or "/start@bot"; nullopt for any other text. Deep links put up to 64 characters
/// there.
std::optional<std::string> start_parameter(const std::string& text) {
    const auto space = text.find(' ');
    const auto command = std::string_view{text}.substr(0, space);
    if (command != "/start" && !command.starts_with("/start@")) return std::nullopt;
    return space == std::string::npos ? std::string{} : text.substr(space + 1);
}

InboundAttachment attachment(std::string kind, const json& file, const json& message) {
    const auto size = integer_member(file, "file_size").value_or(0);
    return {std::move(kind), text_member(file, "file_id"), text_member(file, "file_name"),
            static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0)), text_member(message, "caption")};
}

std::optional<InboundAttachment> file_of(const json& message) {
    // The same photo in several sizes, the largest last.
    if (const auto* sizes = member(message, "photo");
        sizes != nullptr && sizes->is_array() && !sizes->empty()) {
        return attachment("photo", sizes->back(), message);
    }
    for (const auto* kind : kFileKinds) {
        if (const auto* file = member(message, kind); file != nullptr && file->is_object()) {
            return attachment(kind, *file, message);
        }
    }
    return std::nullopt;
}

/// The id of a private chat; nullopt for groups, channels and what has no id.
std::optional<std::string> private_chat(const json& holder) {
    const auto* chat = member(holder, "chat");
    if (chat == nullptr || text_member(*chat, "type") != "private") return std::nullopt;
    const auto id = integer_member(*chat, "id");
    return id ? std::optional{std::to_string(*id)} : std::nullopt;
}

std::string message_id(const json& message) {
    const auto id = integer_member(message, "message_id");
    return id ? std::to_string(*id) : std::string{};
}

Received read_message(const json& message, Inbound inbound) {
    const auto chat = private_chat(message);
    if (!chat) return ignored("not a private chat");
    inbound.address = *chat;
    inbound.platform_id = message_id(message);
    // Telegram's dates are 32-bit seconds; anything else is no date.
    if (const auto date = integer_member(message, "date"); date && *date > 0 && *date <= 0xFFFF'FFFFLL) {
        inbound.sent_at = time_from_ms(*date * 1000);
    }
    if (const auto* text = member(message, "text"); text != nullptr && text->is_string()) {
        const auto said = text->get<std::string>();
        if (const auto parameter = start_parameter(said)) {
            inbound.content = InboundStart{*parameter};
        } else {
            inbound.content = InboundText{without_slash(said)};
        }
        return accepted(std::move(inbound));
    }
    auto file = file_of(message);
    if (!file) return ignored("message without text or file");
    inbound.content = std::move(*file);
    return accepted(std::move(inbound));
}

/// What stood on the button with this data, from the copy of our message that comes with the tap.
std::string caption_of(const json& message, std::string_view data) {
    const auto* markup = member(message, "reply_markup");
    if (markup == nullptr) return {};
    for (const auto& row : array_member(*markup, "inline_keyboard")) {
        if (!row.is_array()) continue;
        for (const auto& button : row) {
            if (text_member(button, "callback_data") == data) return text_member(button, "text");
        }
    }
    return {};
}

Received read_callback(const json& query, Inbound inbound) {
    const auto* message = member(query, "message");
    const auto chat = message == nullptr ? std::nullopt : private_chat(*message);
    if (!chat) return ignored("not a private chat");
    auto data = text_member(query, "data");
    if (data.empty()) return ignored("tap without data");
    inbound.address = *chat;
    auto caption = caption_of(*message, data);
    inbound.content = InboundChoice{std::move(data), text_member(query, "id"), std::move(caption)};
    return accepted(std::move(inbound));
}

Received read_membership(const json& change, Inbound inbound) {
    const auto chat = private_chat(change);
    if (!chat) return ignored("not a private chat");
    inbound.address = *chat;
    const auto* now = member(change, "new_chat_member");
    const auto status = now == nullptr ? std::string{} : text_member(*now, "status");
    if (status == "kicked") {
        inbound.content = InboundBlocked{};
    } else if (status == "member") {
        inbound.content = InboundReturned{};
    } else {
        return ignored("membership that neither blocks nor returns");
    }
    return accepted(std::move(inbound));
}

using Reader = Received (*)(const json&, Inbound);
struct Kind {
    const char* name;
    Reader read;
};
constexpr std::array kKinds = {Kind{"message", read_message}, Kind{"callback_query", read_callback},
                               Kind{"my_chat_member", read_membership}};

// Named in the reason, so that an operator who looks for a missing message finds why.
constexpr std::array kIgnoredKinds = {"edited_message",   "channel_post",     "edited_channel_post",
                                      "business_message", "message_reaction", "poll_answer"};

}  // namespace

Received read_telegram_update(const json& update, std::string bot_id) {
    const auto id = integer_member(update, "update_id");
    if (!id) return rejected(Verdict::malformed, "no update: update_id is missing");
    for (const auto& kind : kKinds) {
        const auto* content = member(update, kind.name);
        if (content == nullptr) continue;
        Inbound inbound;
        inbound.message_id = std::to_string(*id);
        inbound.recipient = std::move(bot_id);
        if (const auto* sender = member(*content, "from")) {
            if (bool_member(*sender, "is_bot")) return ignored("from a bot");
            inbound.language = text_member(*sender, "language_code");
        }
        return kind.read(*content, std::move(inbound));
    }
    for (const auto* kind : kIgnoredKinds) {
        if (update.contains(kind)) return ignored(kind);
    }
    return ignored("update of a kind we do not use");
}

}  // namespace askwell::adapters
