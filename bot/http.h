// HTTP as the service sees it: plain values. Beast stays inside http_server.cpp and http_client.cpp.
#pragma once

#include <string>
#include <string_view>

#include "adapters/adapter.h"

namespace askwell::bot {

using adapters::Header;
using adapters::Headers;

struct HttpRequest {
    std::string method;
    std::string target;  ///< origin-form, path and query, byte for byte as received
    Headers headers;     ///< as they stood before the body: trailers are never merged in
    std::string body;
    std::string peer;  ///< the peer's IP address, for limits; never logged

    std::string_view path() const;   ///< target up to '?'
    std::string_view query() const;  ///< after '?'; "" without one
    std::string_view header(std::string_view name) const { return adapters::header(headers, name); }
};

struct HttpResponse {
    int status = 200;
    Headers headers;  ///< Content-Type goes here; Content-Length, Date, Server and Connection are ours
    std::string body;
};

/// A response with a body and its type.
HttpResponse respond(int status, std::string content_type, std::string body);
/// RFC 9457 problem+json. `detail` says what is wrong and what would be right.
HttpResponse problem(int status, std::string_view title, std::string_view detail);
/// The standard reason phrase ("Not Found").
std::string_view reason_phrase(int status);

}  // namespace askwell::bot
