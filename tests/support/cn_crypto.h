// Hashes and ciphers of the Chinese platforms' doubles, straight from OpenSSL: written apart from the
// product's, so that a mistake in one is not mirrored in the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace askwell::test {

/// Hex SHA-1 of the sorted texts put together: WeChat's and WeCom's signature.
std::string wx_signature(std::vector<std::string> texts);
std::string sha256_hex_of(std::string_view text);
/// 32 bytes.
std::string sha256_of(std::string_view text);
std::string hmac_sha256_base64(std::string_view key, std::string_view text);

std::string to_base64(std::string_view bytes);
/// std::invalid_argument for what is no base64.
std::string from_base64(const std::string& text);

/// AES-256-CBC with PKCS#7 padding to blocks of `block` bytes.
std::string aes_seal(std::string_view key, std::string_view iv, std::string clear, std::size_t block);
/// Its inverse; std::invalid_argument when the padding is wrong.
std::string aes_open(std::string_view key, std::string_view iv, std::string_view sealed, std::size_t block);

/// An EncodingAESKey and its 32 bytes.
inline constexpr std::string_view kEncodingAesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
/// WeChat's and WeCom's envelope in base64, and what is inside for `receive_id`.
std::string wx_seal(std::string_view clear, std::string_view receive_id);
std::string wx_open(const std::string& sealed, std::string_view receive_id);

/// The text between <name> and </name>, out of its CDATA; "" when there is none.
std::string xml_text(const std::string& xml, const std::string& name);

}  // namespace askwell::test
