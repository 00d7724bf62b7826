#include "flows/placeholders.h"

#include <algorithm>

namespace askwell::flows {

namespace {

constexpr std::size_t kMaxName = 40;

/// One piece of a text: words as they are, or a placeholder.
struct Piece {
    std::string_view words;
    std::optional<Placeholder> placeholder;
};

/// Takes the placeholder at the front of `text`, which begins with "{".
std::optional<Placeholder> take_placeholder(std::string_view& text) {
    const auto end = text.find('}');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view inside = text.substr(1, end - 1);
    const auto bar = inside.find('|');
    const Placeholder found{inside.substr(0, bar),
                            bar == std::string_view::npos ? std::string_view{} : inside.substr(bar + 1)};
    if (!is_placeholder_name(found.name)) return std::nullopt;
    text.remove_prefix(end + 1);
    return found;
}

/// Takes the piece at the front of `text`, which is not empty.
Piece take_piece(std::string_view& text) {
    if (text.front() == '{') {
        const bool escaped = text.size() > 1 && text[1] == '{';
        if (!escaped) {
            if (const auto placeholder = take_placeholder(text)) return {{}, placeholder};
        }
        const Piece brace{text.substr(0, 1), std::nullopt};
        text.remove_prefix(escaped ? 2 : 1);
        return brace;
    }
    const auto length = std::min(text.find('{'), text.size());
    const Piece words{text.substr(0, length), std::nullopt};
    text.remove_prefix(length);
    return words;
}

}  // namespace

bool is_placeholder_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !name.empty() && name.size() <= kMaxName && std::all_of(name.begin(), name.end(), allowed);
}

std::vector<Placeholder> placeholders_in(std::string_view text) {
    std::vector<Placeholder> found;
    while (!text.empty()) {
        if (const Piece piece = take_piece(text); piece.placeholder) found.push_back(*piece.placeholder);
    }
    return found;
}

std::string fill(std::string_view text,
                 const std::function<std::optional<std::string>(std::string_view name)>& value) {
    std::string filled;
    while (!text.empty()) {
        const Piece piece = take_piece(text);
        if (!piece.placeholder) {
            filled += piece.words;
            continue;
        }
        const auto known = value(piece.placeholder->name);
        filled += known && !known->empty() ? std::string_view{*known} : piece.placeholder->fallback;
    }
    return filled;
}

}  // namespace askwell::flows
