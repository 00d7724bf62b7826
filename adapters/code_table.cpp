#include "adapters/code_table.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

SendOutcome unlisted(int status, bool coded) {
    const auto outcome = outcome_of_status(status);
    if (outcome != SendOutcome::sent) return outcome;
    return coded ? SendOutcome::permanent : SendOutcome::retry;
}

}  // namespace

SendResult coded_failure(const SendResponse& response, std::optional<std::int64_t> code,
                         std::span<const ErrorCode> meanings) {
    SendResult result{unlisted(response.status, code.has_value()), "",
                      fmt::format("HTTP {}", response.status), retry_after(response.headers)};
    if (!code) return result;
    result.reason += fmt::format(", code {}", *code);
    const auto found = std::find_if(meanings.begin(), meanings.end(),
                                    [&code](const ErrorCode& each) { return each.code == *code; });
    if (found != meanings.end()) {
        result.outcome = found->outcome;
        result.reason += fmt::format(": {}", found->text);
    }
    return result;
}

std::variant<TokenGrant, SendResult> token_of(const nlohmann::json& answer, std::string_view token,
                                              std::string_view lifetime, SendResult failure) {
    auto text = text_member(answer, token);
    if (text.empty()) return failure;
    constexpr std::int64_t kUnsaid = 3600;
    constexpr std::int64_t kLongest = 30 * 24 * 3600;
    const auto seconds = integer_member(answer, lifetime).value_or(kUnsaid);
    return TokenGrant{std::move(text), std::chrono::seconds{std::clamp<std::int64_t>(seconds, 0, kLongest)}};
}

nlohmann::json answer_json(const SendResponse& response) {
    flows::JsonError error;
    return flows::parse_json(response.body, error).value_or(nlohmann::json{});
}

SendRequest post_json(std::string url, const nlohmann::json& body, Headers headers,
                      std::vector<std::string> secrets) {
    headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    return {"POST", std::move(url), std::move(headers), to_text(body), std::move(secrets)};
}

}  // namespace askwell::adapters
