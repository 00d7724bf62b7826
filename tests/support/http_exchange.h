// HTTP on 127.0.0.1 for tests: plain values, one blocking call, and the form encoding. Written apart from the
// product's server and client, so that a mistake in one of them is not mirrored here.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace askwell::test {

using HttpFields = std::vector<std::pair<std::string, std::string>>;

/// The first value of a field, its name compared without case; "" when absent.
std::string field(const HttpFields& fields, std::string_view name);

/// A request as a server sees it.
struct HttpQuestion {
    std::string method;
    std::string target;  ///< path and query, undecoded
    HttpFields fields;
    std::string body;
};

struct HttpAnswer {
    int status = 0;  ///< 0 = no answer at all
    HttpFields fields;
    std::string body;
    bool connected = true;  ///< false: nobody listens there, so nothing was sent
};

struct HttpCall {
    std::string method = "GET";
    std::string url;  ///< http://127.0.0.1:PORT/path only; std::invalid_argument otherwise
    HttpFields fields;
    std::string body;
};

/// Makes one call over its own connection and waits for the answer for at most `patience`.
HttpAnswer http_call(const HttpCall& call, std::chrono::milliseconds patience = std::chrono::seconds{10});

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// application/x-www-form-urlencoded, as the WHATWG URL standard writes it (space as '+').
std::string form_encode(const FormFields& form);
/// Its inverse; a '%' that no two hex digits follow stands for itself.
FormFields form_decode(std::string_view body);

/// How many UTF-16 code units a UTF-8 text has: the unit in which platforms limit texts.
std::size_t utf16_units(std::string_view text);

/// The port of an http://127.0.0.1:PORT/… URL, and what follows it ("/" at least).
std::pair<std::uint16_t, std::string> split_loopback_url(std::string_view url);

}  // namespace askwell::test
