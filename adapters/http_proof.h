// How an HTTP gateway of the "http" platform proves that a webhook is its own. One of four ways; there is no
// way around choosing one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/crypto.h"
#include "adapters/settings.h"

namespace askwell::adapters {

struct HttpProof {
    enum class Kind { url_secret, header_secret, hmac, basic };
    Kind kind = Kind::url_secret;
    std::string
        secret;  ///< of the URL, of the header, the HMAC's key, or for basic "user:password" in base64
    std::string header;            ///< whose value is the proof; "" for url_secret
    std::string prefix;            ///< before the HMAC in the header ("sha256=")
    std::string message;           ///< what the HMAC covers, with {body} and {timestamp}
    std::string timestamp_header;  ///< "" when no time is proved
    Duration max_age{};
    Hash hash = Hash::sha256;
    bool base64 = false;  ///< else hex, in any case
};

/// The settings that choose and describe the proof.
std::vector<Setting> http_proof_settings();

HttpProof read_http_proof(SettingsReader& reader);

/// Why `request` is not accepted; nullopt when it is proved.
std::optional<Received> refuse_unproved(const HttpProof& proof, const WebhookRequest& request, TimePoint now);

}  // namespace askwell::adapters
