// For the sources of the doubles of SMS platforms only: hashes, JSON answers, refusals. Written apart from
// the product's code, so that a mistake in one of them is not mirrored here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "tests/support/json_answer.h"
#include "tests/support/sms_double.h"

namespace askwell::test {

/// What a platform says when it refuses. `our_fault` marks what a correct client never causes.
struct SmsRefusal {
    int status = 200;
    std::string code;
    std::string what;
    bool our_fault = true;
};

std::string sms_sha256_hex(std::string_view data);
/// Raw bytes.
std::string sms_hmac_sha256(std::string_view key, std::string_view data);
std::string sms_hex(std::string_view bytes);
std::string sms_base64(std::string_view bytes);
std::string sms_base64url(std::string_view bytes);
/// RFC 3986: everything but letters, digits and "-._~" escaped.
std::string sms_escape(std::string_view text);

std::int64_t now_seconds();
/// In UTC, or another zone by `offset`, by the pattern of strftime.
std::string clock_text(const char* pattern, seconds offset = seconds{0});

/// A string member; throws SmsRefusal with `code` when it is absent or of another type.
std::string required_text(const nlohmann::json& object, const char* name, const std::string& code);

/// Throws a refusal that is our fault unless `good`.
void require(bool good, int status, const std::string& code, const std::string& what);

}  // namespace askwell::test
