#include "adapters/twilio_signature.h"

#include <map>
#include <optional>
#include <set>
#include <vector>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

namespace {

/// `origin` and, where that differs, the same with or without its scheme's default port.
std::vector<std::string> origins(std::string_view origin) {
    const std::string_view port = origin.starts_with("https://") ? ":443" : ":80";
    if (origin.ends_with(port)) {
        return {std::string{origin}, std::string{origin.substr(0, origin.size() - port.size())}};
    }
    const bool other_port = origin.find(':', origin.find("://") + 3) != std::string_view::npos;
    if (other_port) return {std::string{origin}};
    return {std::string{origin}, std::string{origin} + std::string{port}};
}

std::string signed_parameters(std::string_view form) {
    std::map<std::string, std::set<std::string>> sorted;
    for (auto& [name, value] : decode_form(form)) sorted[name].insert(std::move(value));
    std::string text;
    for (const auto& [name, values] : sorted) {
        for (const auto& value : values) text += name + value;
    }
    return text;
}

/// What is signed behind the URL; nullopt when the body is not covered by any signature.
std::optional<std::string> signed_body(const WebhookRequest& request) {
    if (request.method == "GET") return std::string{};
    const auto query = decode_form(query_of(request.target));
    if (const auto* hash = find_parameter(query, "bodySHA256")) {
        return same_secret(hex_encode(sha256(request.body)), *hash) ? std::optional{std::string{}}
                                                                    : std::nullopt;
    }
    if (is_form(request.headers)) return signed_parameters(request.body);
    return request.body.empty() ? std::optional{std::string{}} : std::nullopt;
}

}  // namespace

bool has_twilio_signature(const WebhookRequest& request, std::string_view auth_token,
                          std::string_view public_origin) {
    const auto claimed = proof_header(request.headers, "X-Twilio-Signature");
    const auto body = signed_body(request);
    if (claimed.empty() || !body) return false;
    bool found = false;
    for (const auto& origin : origins(public_origin)) {
        const auto text = origin + std::string{request.target} + *body;
        found |= same_secret(base64_encode(hmac_sha1(auth_token, text)), claimed);
    }
    return found;
}

}  // namespace askwell::adapters
