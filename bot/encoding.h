// Random secrets and their printable forms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace askwell::bot {

/// `count` bytes from the operating system's generator. Throws std::runtime_error when it fails.
std::string random_bytes(std::size_t count);
/// `bytes` random bytes as lower-case hex: 2 * bytes characters.
std::string random_hex(std::size_t bytes);
std::string to_hex(std::string_view bytes);
std::string sha256_hex(std::string_view text);
std::string base64_encode(std::string_view bytes);
/// nullopt for anything that is not padded base64.
std::optional<std::string> base64_decode(std::string_view text);
/// Compares without telling by its time where two texts differ.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace askwell::bot
