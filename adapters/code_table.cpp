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

bool has_only(std::string_view text, std::string_view characters) {
    return text.find_first_not_of(characters) == std::string_view::npos;
}

}  // namespace

const CodeMeaning* meaning_of(std::span<const CodeMeaning> meanings, std::string_view code) {
    const auto found = std::find_if(meanings.begin(), meanings.end(), [code](const CodeMeaning& meaning) {
        const auto pattern = meaning.code;
        return pattern.ends_with('*') ? code.starts_with(pattern.substr(0, pattern.size() - 1))
                                      : pattern == code;
    });
    return found == meanings.end() ? nullptr : &*found;
}

std::string_view code_word(std::string_view code) {
    constexpr std::size_t kLongestWord = 80;
    constexpr std::size_t kMostDigits = 8;
    constexpr std::string_view kDigits = "0123456789";
    constexpr std::string_view kInWords = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    if (code.empty()) return {};
    const auto digits = code.substr(code.front() == '-' ? 1 : 0);
    if (has_only(digits, kDigits)) return !digits.empty() && digits.size() <= kMostDigits ? code : "";
    const bool letter_first = has_only(code.substr(0, 1), kInWords.substr(0, kInWords.find('0')));
    return letter_first && code.size() <= kLongestWord && has_only(code, kInWords) ? code : "";
}

SendResult coded_failure(const SendResponse& response, std::string_view code,
                         std::span<const CodeMeaning> meanings) {
    SendResult result{unlisted(response.status, !code.empty()), "", fmt::format("HTTP {}", response.status),
                      retry_after(response.headers)};
    if (const auto word = code_word(code); !word.empty()) result.reason += fmt::format(", code {}", word);
    if (const auto* const meaning = meaning_of(meanings, code)) {
        result.outcome = meaning->outcome;
        if (!meaning->text.empty()) result.reason += fmt::format(": {}", meaning->text);
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
