// The few cryptographic functions that webhooks are signed with, from OpenSSL. Results are raw bytes.
#pragma once

#include <string>
#include <string_view>

namespace askwell::adapters {

/// 20 bytes. Throws std::runtime_error when OpenSSL cannot, which only a broken installation does.
std::string hmac_sha1(std::string_view key, std::string_view data);
/// 32 bytes; throws as hmac_sha1() does.
std::string hmac_sha256(std::string_view key, std::string_view data);
/// 32 bytes; throws as hmac_sha1() does.
std::string sha256(std::string_view data);

/// Compares a secret with what somebody claims it to be, in a time that depends on the length alone.
/// An empty secret equals nothing, so that a missing setting never opens a door.
bool same_secret(std::string_view secret, std::string_view claimed);

}  // namespace askwell::adapters
