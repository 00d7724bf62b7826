// How Alibaba Cloud wants requests signed: ACS3-HMAC-SHA256. Source: its page "V3 request body and signature
// mechanism" and the SDK; held by known-answer vectors of both.
#pragma once

#include <string>

#include "adapters/adapter.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

struct Acs3Key {
    std::string id;
    std::string secret;
};

/// A call in RPC style: all parameters in the query, no body.
struct Acs3Call {
    std::string host;  ///< as sent in Host, with its port when that is not the scheme's own
    std::string action;
    std::string version;
    Parameters query;
    std::string nonce;
};

/// The query as it is sent and signed, sorted.
std::string acs3_query(const Acs3Call& call);

/// The headers that prove the POST of `call` to "/" at `now`; Host is left to the HTTP client.
Headers acs3_headers(const Acs3Call& call, const Acs3Key& key, TimePoint now);

}  // namespace askwell::adapters
