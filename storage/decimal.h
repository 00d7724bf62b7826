// Decimal numbers as text, as Redis and URLs write them. Pure.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace askwell::storage {

/// A whole text that is a decimal number; nullopt for any other, and when it is too large.
template <typename Integer>
std::optional<Integer> number(std::string_view text) {
    Integer value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace askwell::storage
