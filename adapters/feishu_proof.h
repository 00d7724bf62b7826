// How Feishu proves and encrypts what it sends to us. Sources: Feishu's pages on receiving events and on
// message cards, and the verifier of its own SDK.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

struct FeishuSecrets {
    std::string encrypt_key;         ///< "" = events come in clear, and the token alone proves them
    std::string verification_token;  ///< stands in every body
    Duration max_age{};              ///< of a signature
};

/// The body of a webhook that is proven, in clear, or why it is refused:
/// - with an encrypt key: X-Lark-Signature is the hex SHA-256 of timestamp, nonce, key and raw body, the body
///   is encrypted, and the token inside is ours. Only the check of the URL comes without signature;
/// - without: the token in the body is ours;
/// - a tap on a card of the old kind: X-Lark-Signature is the hex SHA-1 of timestamp, nonce, token and raw
///   body. No event is taken by this weaker proof.
std::variant<nlohmann::json, Received> prove_feishu(const WebhookRequest& request,
                                                    const FeishuSecrets& secrets, TimePoint now);

/// True for the body of a tap on a card of the old kind.
bool is_old_card_tap(const nlohmann::json& body);

/// The clear text of base64 ciphertext; nullopt unless key and padding agree.
std::optional<std::string> open_feishu(std::string_view encrypt_key, std::string_view encrypted);

}  // namespace askwell::adapters
