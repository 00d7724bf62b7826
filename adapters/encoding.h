// The encodings of the web that webhooks and send requests are written in. Pure functions; no input makes
// them throw.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace askwell::adapters {

/// The parameters of a form or a query, in the order they came; names may repeat.
using Parameters = std::vector<std::pair<std::string, std::string>>;

/// Reads application/x-www-form-urlencoded text as the WHATWG URL standard does: "+" is a space, a "%"
/// without two hex digits stands for itself, a name without "=" has an empty value.
Parameters decode_form(std::string_view text);

/// Writes parameters as a form or a query, each byte but RFC 3986's unreserved ones percent-encoded (a space
/// is "%20").
std::string encode_form(const Parameters& parameters);

/// The first value of `name`; nullptr when there is none. Owned by `parameters`.
const std::string* find_parameter(const Parameters& parameters, std::string_view name);
/// The first value of `name`; "" when there is none.
std::string_view parameter(const Parameters& parameters, std::string_view name);

/// RFC 3986, section 2: everything but letters, digits and "-._~" as %XX.
std::string percent_encode(std::string_view text);

/// What follows the first "?" of a request target; "" without one.
std::string_view query_of(std::string_view target);

/// RFC 4648, section 4, with padding.
std::string base64_encode(std::string_view bytes);
/// nullopt unless `text` is padded base64 and nothing else.
std::optional<std::string> base64_decode(std::string_view text);

/// Lower-case hex digits, two a byte.
std::string hex_encode(std::string_view bytes);

/// A number of at most 15 digits and nothing else; nullopt for any other text.
std::optional<std::int64_t> whole_number(std::string_view digits);

}  // namespace askwell::adapters
