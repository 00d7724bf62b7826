// The absolute URLs that we call. Pure; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace askwell::bot {

/// http(s)://host[:port][/path][?query] (RFC 9110 §4.2), cut into what a connection and a request line need.
struct Url {
    bool tls = false;
    std::string host;  ///< lower case; an IPv6 literal without its brackets
    std::uint16_t port = 0;
    std::string target;  ///< path and query, byte for byte; "/" when the URL has none

    /// The value of the Host header: brackets around IPv6, the port unless it is the scheme's own.
    std::string authority() const;
};

/// nullopt for anything else: another scheme, user information, a fragment, a bad port, characters outside
/// visible ASCII.
std::optional<Url> parse_url(std::string_view text);

}  // namespace askwell::bot
