// The few cryptographic functions that webhooks are signed with, from OpenSSL. Results are raw bytes.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace askwell::adapters {

/// The hashes that platforms sign with. MD5 and SHA-1 are theirs, not ours to choose.
enum class Hash { md5, sha1, sha256, sha512 };

/// Throw std::runtime_error when OpenSSL cannot, which only a broken installation does.
std::string digest(Hash hash, std::string_view data);
std::string hmac(Hash hash, std::string_view key, std::string_view data);

/// AES-256 in CBC mode without padding. nullopt unless `key` has 32 bytes, `iv` 16 and `data` a positive
/// multiple of 16.
std::optional<std::string> aes256_cbc_decrypt(std::string_view key, std::string_view iv,
                                              std::string_view data);
std::optional<std::string> aes256_cbc_encrypt(std::string_view key, std::string_view iv,
                                              std::string_view data);

/// 20 bytes. Throws std::runtime_error when OpenSSL cannot, which only a broken installation does.
std::string hmac_sha1(std::string_view key, std::string_view data);
/// 32 bytes; throws as hmac_sha1() does.
std::string hmac_sha256(std::string_view key, std::string_view data);
/// 32 bytes; throws as hmac_sha1() does.
std::string sha256(std::string_view data);

/// A key made of what a message says, for platforms that give it no id: the same fields, the same key. Tells
/// nothing of them.
std::string fingerprint(std::initializer_list<std::string_view> fields);

/// Compares a secret with what somebody claims it to be, in a time that depends on the length alone.
/// An empty secret equals nothing, so that a missing setting never opens a door.
bool same_secret(std::string_view secret, std::string_view claimed);

}  // namespace askwell::adapters
