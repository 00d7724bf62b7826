#include "adapters/tc3.h"

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/utc.h"

namespace askwell::adapters {

Headers tc3_headers(const Tc3Call& call, const Tc3Key& key, TimePoint now) {
    constexpr std::string_view kSigned = "content-type;host";
    const auto seconds = std::to_string(unix_seconds(now));
    const auto date = utc_date(now);
    const auto canonical = "POST\n/\n\ncontent-type:" + call.content_type + "\nhost:" + call.host + "\n\n" +
                           std::string{kSigned} + '\n' + hex_encode(sha256(call.body));
    const auto scope = date + '/' + call.service + "/tc3_request";
    const auto text = "TC3-HMAC-SHA256\n" + seconds + '\n' + scope + '\n' + hex_encode(sha256(canonical));
    const auto of_day = hmac_sha256("TC3" + key.secret, date);
    const auto signing_key = hmac_sha256(hmac_sha256(of_day, call.service), "tc3_request");
    return {{"Content-Type", call.content_type},
            {"X-TC-Action", call.action},
            {"X-TC-Version", call.version},
            {"X-TC-Region", call.region},
            {"X-TC-Timestamp", seconds},
            {"Authorization", "TC3-HMAC-SHA256 Credential=" + key.id + '/' + scope +
                                  ", SignedHeaders=" + std::string{kSigned} +
                                  ", Signature=" + hex_encode(hmac_sha256(signing_key, text))}};
}

}  // namespace askwell::adapters
