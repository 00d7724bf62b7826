// Random secrets, and the hash by which tokens are known. Encodings are in adapters/encoding.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace askwell::bot {

/// `count` bytes from the operating system's generator. Throws std::runtime_error when it fails.
std::string random_bytes(std::size_t count);
/// `bytes` random bytes as lower-case hex: 2 * bytes characters.
std::string random_hex(std::size_t bytes);
/// SHA-256 as 64 lower-case hex digits.
std::string sha256_hex(std::string_view text);

}  // namespace askwell::bot
