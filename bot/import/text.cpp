#include "bot/import/text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <utility>

#include <fmt/core.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace askwell::import {

namespace {

/// The code point at `at`, which moves behind it; negative when the bytes are ill-formed.
UChar32 next(std::string_view text, std::size_t& at) {
    // ICU counts in 32 bits: no code point needs more than four bytes.
    const std::string_view window = text.substr(at, 4);
    std::int32_t used = 0;
    UChar32 code = 0;
    U8_NEXT(window.data(), used, static_cast<std::int32_t>(window.size()), code);
    at += static_cast<std::size_t>(used);
    return code;
}

void append(std::string& text, UChar32 code) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::int32_t used = 0;
    UBool failed = 0;
    U8_APPEND(bytes.data(), used, static_cast<std::int32_t>(bytes.size()), code, failed);
    if (!failed) text.append(bytes.data(), static_cast<std::size_t>(used));
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The length of the tag or comment that `text` begins with; 0 when "<" is just a sign.
std::size_t tag_length(std::string_view text) {
    if (text.starts_with("<!--")) {
        const auto end = text.find("-->");
        return end == std::string_view::npos ? 0 : end + 3;
    }
    const std::size_t name = text.starts_with("</") ? 2 : 1;
    if (text.size() <= name || !is_letter(text[name])) return 0;
    const auto end = text.find('>');
    return end == std::string_view::npos ? 0 : end + 1;
}

bool breaks_line(std::string_view tag) {
    const auto from = tag.find_first_not_of("</");
    const auto to = tag.find_first_of(" \t\r\n/>", from);
    const std::string name = ascii_lower(tag.substr(from, to - from));
    for (const std::string_view block : {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol"}) {
        if (name == block) return true;
    }
    return false;
}

/// Appends what the character reference at the beginning of `text` stands for; its length, or 0 when it is
/// none.
std::size_t take_entity(std::string_view text, std::string& plain) {
    constexpr std::array<std::pair<std::string_view, UChar32>, 6> kNamed{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&nbsp;", ' '}}};
    for (const auto& [name, code] : kNamed) {
        if (!text.starts_with(name)) continue;
        append(plain, code);
        return name.size();
    }
    const auto end = text.substr(0, 12).find(';');
    if (!text.starts_with("&#") || end == std::string_view::npos) return 0;
    const bool hexadecimal = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
    const char* const first = text.data() + (hexadecimal ? 3 : 2);
    std::int32_t code = 0;
    const auto read = std::from_chars(first, text.data() + end, code, hexadecimal ? 16 : 10);
    if (read.ec != std::errc{} || read.ptr != text.data() + end || code <= 0) return 0;
    append(plain, code);
    return end + 1;
}

std::string without_markup(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        std::size_t used = 0;
        if (rest.front() == '<' && (used = tag_length(rest)) != 0) {
            if (breaks_line(rest.substr(0, used))) plain += '\n';
        } else if (rest.front() == '&') {
            used = take_entity(rest, plain);
        } else if (rest.starts_with("**")) {
            used = 2;
        }
        if (used == 0) {
            plain += rest.front();
            used = 1;
        }
        at += used;
    }
    return plain;
}

/// One space for spaces, one line break for those and the spaces around them.
std::string tidy_space(std::string_view text) {
    std::string tidy;
    bool space = false;
    bool line = false;
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 code = next(text, at);
        if (code == '\n' || code == '\r') {
            line = true;
        } else if (code >= 0 && u_isUWhiteSpace(code)) {
            space = true;
        } else if (code >= 0 && u_charType(code) != U_CONTROL_CHAR) {
            if (!tidy.empty() && line) tidy += '\n';
            if (!tidy.empty() && !line && space) tidy += ' ';
            space = line = false;
            append(tidy, code);
        }
    }
    return tidy;
}

}  // namespace

std::optional<std::size_t> ill_formed_at(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        if (next(text, at) < 0) return before;
    }
    return std::nullopt;
}

std::string_view trim(std::string_view text) {
    std::size_t from = 0;
    std::size_t to = 0;
    bool begun = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t before = at;
        const UChar32 code = next(text, at);
        if (code >= 0 && u_isUWhiteSpace(code)) continue;
        if (!std::exchange(begun, true)) from = before;
        to = at;
    }
    return text.substr(from, to - from);
}

std::string ascii_lower(std::string_view text) {
    std::string lowered{text};
    for (char& c : lowered) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lowered;
}

std::string plain_text(std::string_view text) {
    return tidy_space(without_markup(text));
}

std::size_t length_of(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next(text, at);
    return count;
}

std::optional<double> to_number(std::string_view text) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() ||
        !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::string number_text(double number) {
    constexpr double kExact = 9007199254740992.0;  // doubles hold every whole number up to here
    if (number == std::floor(number) && std::abs(number) <= kExact)
        return std::to_string(static_cast<std::int64_t>(number));
    return fmt::format("{}", number);
}

}  // namespace askwell::import
