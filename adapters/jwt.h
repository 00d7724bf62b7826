// JSON Web Tokens in compact form (RFC 7515, 7519): checking HS256, making RS256. No other algorithm, so that
// none can be talked into.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace askwell::adapters {

/// RFC 4648, section 5, without padding.
std::string base64url_encode(std::string_view bytes);
/// nullopt unless `text` is unpadded base64url and nothing else.
std::optional<std::string> base64url_decode(std::string_view text);

/// The claims, an object, when `token` is signed with HS256 by `secret`; nullopt otherwise. Nothing of the
/// token is parsed before its signature has proved right. The claims' times are left to the caller.
std::optional<nlohmann::json> verify_hs256(std::string_view token, std::string_view secret);

/// A private key for RS256. Immutable; copies share it.
class RsaKey {
  public:
    /// nullopt unless `pem` holds an unencrypted RSA key of at least 2048 bits.
    static std::optional<RsaKey> from_pem(std::string_view pem);

    /// The token of `claims`. The same claims give the same token. Throws std::runtime_error when OpenSSL
    /// cannot, which only a broken installation does.
    std::string sign(const nlohmann::json& claims) const;

  private:
    explicit RsaKey(std::shared_ptr<void> key) : key_(std::move(key)) {}
    std::shared_ptr<void> key_;  ///< an EVP_PKEY, which this header does not name
};

}  // namespace askwell::adapters
