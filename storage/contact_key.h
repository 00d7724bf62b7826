// Names for contacts that say nothing about them: keys, ids and log lines use these, never an address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "flows/conversation.h"

namespace askwell::storage {

inline constexpr int kPartitions = 256;

/// Where a contact's data lives, and its name there: "017-5f2c…", three digits of partition and 32 of a keyed
/// hash.
struct ContactKey {
    int partition = 0;   ///< 0 … kPartitions-1
    std::string digest;  ///< 32 lower-case hex digits

    std::string text() const;
    /// The inverse of text(); also accepts a conversation id ("<key>-<n>"). nullopt for anything else.
    static std::optional<ContactKey> parse(std::string_view text);
    bool operator==(const ContactKey&) const = default;
    auto operator<=>(const ContactKey&) const = default;
};

/// HMAC-SHA256(secret, channel NUL address), cut to 128 bits; the partition is its first byte.
class ContactKeys {
  public:
    /// `secret`: at least 16 bytes, else std::invalid_argument; changing it orphans every stored contact.
    explicit ContactKeys(std::string secret);
    ContactKey of(const flows::ContactId& contact) const;

  private:
    std::string secret_;
};

}  // namespace askwell::storage
