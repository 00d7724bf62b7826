// Short hashes for names in the stores. Thread rule: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "storage/contact_key.h"

namespace askwell::storage {

/// Lower-case hex of `bytes`.
std::string to_hex(std::string_view bytes);

/// Lower-case hex SHA-1 of `text`: the name by which Redis knows a script (EVALSHA), nothing more.
std::string sha1_hex(std::string_view text);

/// The first 16 bytes, raw, of SHA-256(text): bounds the size of a dedupe mark, whatever id the platform
/// sent.
std::string mark_of(std::string_view message_id);

/// Where a provider's message id is remembered: SHA-256(channel NUL provider id), cut and partitioned as a
/// contact's key is.
ContactKey place_of_provider_id(std::string_view channel, std::string_view provider_id);

/// Where a note is kept: SHA-256(name), cut and partitioned as a contact's key is.
ContactKey place_of_note(std::string_view name);

}  // namespace askwell::storage
