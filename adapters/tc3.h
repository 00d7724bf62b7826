// How Tencent Cloud wants requests signed: TC3-HMAC-SHA256. Source: its page "Signature algorithm v3" and the
// SDK; held by known-answer vectors of both.
#pragma once

#include <string>

#include "adapters/adapter.h"

namespace askwell::adapters {

struct Tc3Key {
    std::string id;
    std::string secret;
};

/// A JSON call by POST to "/".
struct Tc3Call {
    std::string service;  ///< "sms"
    std::string host;     ///< as sent in Host
    std::string action;
    std::string version;
    std::string region;
    std::string body;
    std::string content_type = "application/json";
};

/// The headers that prove `call` at `now`; content type and host are signed, as the SDK does. Host is left to
/// the HTTP client.
Headers tc3_headers(const Tc3Call& call, const Tc3Key& key, TimePoint now);

}  // namespace askwell::adapters
