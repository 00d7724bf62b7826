// Platforms that say in a JSON answer, by a code of their own, what became of a request.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

struct ErrorCode {
    std::int64_t code;
    SendOutcome outcome;
    std::string_view text;  ///< ours; the platform's may repeat personal data
};

/// What an answer that is no success means: its code by `meanings`, an unlisted one by the HTTP status, where
/// a 2xx with an error code is permanent. A 2xx without any code came from something else than the platform
/// and may well heal. Retry-After is read from the headers.
SendResult coded_failure(const SendResponse& response, std::optional<std::int64_t> code,
                         std::span<const ErrorCode> meanings);

/// The token and its lifetime in seconds from the members so named; `failure` when there is no token. A token
/// whose lifetime is not said lives an hour.
std::variant<TokenGrant, SendResult> token_of(const nlohmann::json& answer, std::string_view token,
                                              std::string_view lifetime, SendResult failure);

/// The answer's JSON; null when it is none.
nlohmann::json answer_json(const SendResponse& response);

/// `body` as a request that posts JSON, in UTF-8.
SendRequest post_json(std::string url, const nlohmann::json& body, Headers headers,
                      std::vector<std::string> secrets);

}  // namespace askwell::adapters
