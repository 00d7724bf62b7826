#include "adapters/acs3.h"

#include <algorithm>

#include "adapters/crypto.h"
#include "adapters/utc.h"

namespace askwell::adapters {

std::string acs3_query(const Acs3Call& call) {
    auto sorted = call.query;
    std::sort(sorted.begin(), sorted.end());
    return encode_form(sorted);
}

Headers acs3_headers(const Acs3Call& call, const Acs3Key& key, TimePoint now) {
    const auto body_hash = hex_encode(sha256(""));
    Headers headers = {{"host", call.host},
                       {"x-acs-action", call.action},
                       {"x-acs-content-sha256", body_hash},
                       {"x-acs-date", utc_time(now)},
                       {"x-acs-signature-nonce", call.nonce},
                       {"x-acs-version", call.version}};
    std::string lines;
    std::string names;
    for (const auto& [name, value] : headers) {
        lines += name + ':' + value + '\n';
        names += (names.empty() ? "" : ";") + name;
    }
    const auto canonical = "POST\n/\n" + acs3_query(call) + '\n' + lines + '\n' + names + '\n' + body_hash;
    const auto signature =
        hex_encode(hmac_sha256(key.secret, "ACS3-HMAC-SHA256\n" + hex_encode(sha256(canonical))));
    headers.erase(headers.begin());  // the client writes Host itself
    headers.emplace_back("Authorization", "ACS3-HMAC-SHA256 Credential=" + key.id +
                                              ",SignedHeaders=" + names + ",Signature=" + signature);
    return headers;
}

}  // namespace askwell::adapters
