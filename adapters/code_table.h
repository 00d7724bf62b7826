// Platforms that say in a JSON answer, by a code of their own, what became of a request.
#pragma once

#include <span>
#include <string_view>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// What a platform's code means for a send.
struct CodeMeaning {
    std::string_view code;  ///< a word or a number; ends with "*" where it stands for all that begin so
    SendOutcome outcome;
    std::string_view text = {};  ///< for codes that are only numbers; ours: the platform's may repeat
                                 ///< personal data
};
/// The first of `meanings` that fits; nullptr when none does.
const CodeMeaning* meaning_of(std::span<const CodeMeaning> meanings, std::string_view code);

/// `code` when it is a platform's word or number for what went wrong: at most 80 of [A-Za-z0-9._-], the first
/// a letter, or at most eight digits, with or without a minus; else "". What else a platform says may repeat
/// the customer's number.
std::string_view code_word(std::string_view code);

/// What an answer that is no success means: its code by `meanings`, an unlisted one by the HTTP status, where
/// a 2xx with an error code is permanent. A 2xx without any code ("") came from something else than the
/// platform and may well heal. Retry-After is read from the headers.
SendResult coded_failure(const SendResponse& response, std::string_view code,
                         std::span<const CodeMeaning> meanings);

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
