// How Vonage's SMS API signs its webhooks. Source: the verifier of its own Node SDK.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/encoding.h"

namespace askwell::adapters {

enum class VonageMethod { md5hash, md5, sha1, sha256, sha512 };

/// By the words of the setting "signature_method"; nullopt for any other.
std::optional<VonageMethod> vonage_method(std::string_view word);

/// Lower-case hex of the signature of `parameters`, "sig" left out: the names sorted, "&name=value" each, "&"
/// and "=" inside a value written "_", nothing percent-encoded; then MD5 of that and the secret, or its HMAC.
std::string vonage_signature(const Parameters& parameters, VonageMethod method, std::string_view secret);

/// True when "sig" is that, in whatever case. False when a name repeats, for then it is open what was signed.
bool has_vonage_signature(const Parameters& parameters, VonageMethod method, std::string_view secret);

}  // namespace askwell::adapters
