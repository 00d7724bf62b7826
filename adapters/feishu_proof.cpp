#include "adapters/feishu_proof.h"

#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/freshness.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;
using Proven = std::variant<json, Received>;

constexpr std::size_t kBlock = 16;

struct Stamp {
    std::string_view timestamp;
    std::string_view nonce;
    std::string_view signature;
};

Stamp stamp_of(const Headers& headers) {
    return {proof_header(headers, "X-Lark-Request-Timestamp"), proof_header(headers, "X-Lark-Request-Nonce"),
            proof_header(headers, "X-Lark-Signature")};
}

/// A plain hash, no HMAC, is what Feishu signs with.
bool signed_with(Hash hash, std::string_view secret, const Stamp& stamp, std::string_view body) {
    if (secret.empty()) return false;
    const auto text = fmt::format("{}{}{}{}", stamp.timestamp, stamp.nonce, secret, body);
    return same_secret(hex_encode(digest(hash, text)), stamp.signature);
}

/// Why a right signature is still not taken; nullopt when it is.
std::optional<Received> judge_age(const Stamp& stamp, TimePoint now, Duration max_age) {
    const auto time = unix_seconds(stamp.timestamp);
    if (!time) return rejected(Verdict::malformed, "X-Lark-Request-Timestamp is not a number of seconds");
    if (distance(*time, now) > max_age) return rejected(Verdict::stale, "signed too long ago or ahead");
    return std::nullopt;
}

std::optional<json> parsed(std::string_view text) {
    flows::JsonError error;
    return flows::parse_json(text, error);
}

bool has_token(const json& body, std::string_view token) {
    const auto* const header = member(body, "header");
    return same_secret(token, text_member(header == nullptr ? body : *header, "token"));
}

Proven prove_clear(std::string_view body, std::string_view token) {
    auto clear = parsed(body);
    if (!clear) return rejected(Verdict::malformed, "not JSON");
    if (clear->contains("encrypt")) {
        return rejected(Verdict::malformed, "encrypted, but no encrypt_key is set");
    }
    if (!has_token(*clear, token)) return rejected(Verdict::forged, "token is not the verification_token");
    return *std::move(clear);
}

Proven prove_sealed(std::string_view body, const FeishuSecrets& secrets) {
    const auto outer = parsed(body);
    if (!outer) return rejected(Verdict::malformed, "not JSON");
    const auto text = open_feishu(secrets.encrypt_key, text_member(*outer, "encrypt"));
    if (!text) return rejected(Verdict::forged, "not encrypted with our encrypt_key");
    auto clear = parsed(*text);
    if (!clear) return rejected(Verdict::malformed, "not JSON inside the encryption");
    if (!has_token(*clear, secrets.verification_token)) {
        return rejected(Verdict::forged, "token is not the verification_token");
    }
    return *std::move(clear);
}

/// The check of the URL may come without signature: encryption and token prove it, and it says nothing.
Proven prove_check(std::string_view body, const FeishuSecrets& secrets) {
    auto proven = prove_sealed(body, secrets);
    const auto* const clear = std::get_if<json>(&proven);
    if (clear != nullptr && text_member(*clear, "type") == "url_verification") return proven;
    return rejected(Verdict::forged, "no X-Lark-Signature");
}

Proven prove_old_card(std::string_view body) {
    auto clear = parsed(body);
    if (!clear) return rejected(Verdict::malformed, "not JSON");
    if (!is_old_card_tap(*clear)) {
        return rejected(Verdict::forged, "signed as a card of the old kind, which it is not");
    }
    return *std::move(clear);
}

}  // namespace

bool is_old_card_tap(const json& body) {
    return member(body, "action") != nullptr && member(body, "header") == nullptr;
}

std::optional<std::string> open_feishu(std::string_view encrypt_key, std::string_view encrypted) {
    const auto bytes = base64_decode(encrypted);
    if (!bytes || bytes->size() <= kBlock) return std::nullopt;
    const std::string_view whole = *bytes;
    auto clear = aes256_cbc_decrypt(sha256(encrypt_key), whole.substr(0, kBlock), whole.substr(kBlock));
    if (!clear) return std::nullopt;
    const auto padding = static_cast<unsigned char>(clear->back());
    if (padding < 1 || padding > kBlock) return std::nullopt;
    const auto end = clear->size() - padding;
    if (clear->find_first_not_of(clear->back(), end) != std::string::npos) return std::nullopt;
    clear->resize(end);
    return clear;
}

Proven prove_feishu(const WebhookRequest& request, const FeishuSecrets& secrets, TimePoint now) {
    const auto stamp = stamp_of(request.headers);
    if (signed_with(Hash::sha1, secrets.verification_token, stamp, request.body)) {
        if (auto aged = judge_age(stamp, now, secrets.max_age)) return *std::move(aged);
        return prove_old_card(request.body);
    }
    if (secrets.encrypt_key.empty()) return prove_clear(request.body, secrets.verification_token);
    if (stamp.signature.empty()) return prove_check(request.body, secrets);
    if (!signed_with(Hash::sha256, secrets.encrypt_key, stamp, request.body)) {
        return rejected(Verdict::forged, "X-Lark-Signature does not match");
    }
    if (auto aged = judge_age(stamp, now, secrets.max_age)) return *std::move(aged);
    return prove_sealed(request.body, secrets);
}

}  // namespace askwell::adapters
