// What the server admits before it reads a body. Two HTTP implementations in a row must agree where a request
// ends; this guard refuses every framing on which they might not (RFC 9112 §3, §5, §6 and §11.2), which the
// parser alone lets through. Pure functions; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "bot/http.h"

namespace askwell::bot {

/// Why a request is not served. All views are literals.
struct Refusal {
    int status = 400;
    std::string_view outcome;  ///< the name it is counted under, see ServerHooks::on_refused
    std::string_view detail;   ///< what is wrong and what would be right; nothing of the request
};

/// Checks the bytes of a request head, from the request line to its empty line, before anything parses them:
/// no control character but HTAB, every line ends with CRLF, no line begins with white space (obsolete
/// folding).
std::optional<Refusal> check_head_bytes(std::string_view head);

/// Checks a parsed head. `version` is 10 or 11. Admits: an origin-form target of visible ASCII; exactly one
/// Host (HTTP/1.0: at most one); as body length either nothing, one Content-Length of digits, or — HTTP/1.1
/// only — one Transfer-Encoding that is exactly "chunked"; no content coding (else 415); no expectation but
/// 100-continue (else 417).
std::optional<Refusal> check_head(std::string_view target, int version, const Headers& headers);

/// True when HTTP can carry the field: the name a token, the value without control characters but HTAB (RFC
/// 9110 §5).
bool is_valid_field(const Header& field);

/// Compares ASCII without case.
bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace askwell::bot
