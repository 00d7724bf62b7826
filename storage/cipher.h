// AES-256-GCM over everything personal that we keep, with key ids so that keys can be rotated.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "storage/result.h"

namespace askwell::storage {

/// Immutable after construction; use from any thread. A key serves at most 2^32 seals: the limit for random
/// 96-bit nonces (NIST SP 800-38D, 8.3); rotate long before.
class Cipher {
  public:
    /// `keys`: 32 raw bytes by key id. `current` encrypts; all decrypt. Throws std::invalid_argument for keys
    /// that are not 32 bytes, ids that are not 1-16 characters of [A-Za-z0-9_], and a `current` that is not
    /// among the keys.
    Cipher(std::map<std::string, std::string, std::less<>> keys, std::string current);

    /// Sealed bytes: format 1, length of key id, key id, random 96-bit nonce, ciphertext, 128-bit tag.
    /// `identity` (the record's name) is authenticated but not stored: a value moved to another record does
    /// not open.
    std::string seal(std::string_view clear, std::string_view identity) const;
    /// StoreErrc::corrupt when altered, truncated, moved or sealed with an unknown key.
    Result<std::string> open(std::string_view sealed, std::string_view identity) const;

  private:
    std::map<std::string, std::string, std::less<>> keys_;
    std::string current_;
};

}  // namespace askwell::storage
