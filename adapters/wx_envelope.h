// How WeChat and WeCom sign and encrypt what they send to us and what we answer. Sources: WeChat's and
// WeCom's pages on message encryption and Tencent's published samples.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/settings.h"

namespace askwell::adapters {

/// The 32 bytes of an EncodingAESKey, which is written in 43 letters and digits; nullopt for any other text.
std::optional<std::string> decode_aes_key(std::string_view encoded);

/// The same from a channel's setting "encoding_aes_key"; "" when it is absent or wrong, which `reader` is
/// told.
std::string read_aes_key(SettingsReader& reader);

/// Who signed, as it stands in the query of a webhook.
struct WxStamp {
    std::string_view signature;
    std::string_view timestamp;
    std::string_view nonce;
};

class WxEnvelope {
  public:
    /// `key` has 32 bytes, or none when nothing is ever encrypted; `receive_id` is our appid or corp id.
    WxEnvelope(std::string token, std::string key, std::string receive_id);

    /// True when the signature is the hex SHA-1 of token, timestamp, nonce and `encrypted` (where it is not
    /// empty), sorted by their bytes and put together.
    bool signed_by_platform(const WxStamp& stamp, std::string_view encrypted) const;

    bool has_key() const { return !key_.empty(); }

    /// The clear text of base64 ciphertext; nullopt unless key, padding, length and receive id all agree.
    std::optional<std::string> open(std::string_view encrypted) const;

    /// The ciphertext in base64. Precondition: has_key(), and `random` has 16 bytes.
    std::string seal(std::string_view clear, std::string_view random) const;

    /// The XML that answers in safe mode: ciphertext, its signature, time and nonce.
    std::string sealed_reply(std::string_view clear, std::string_view random, std::string_view timestamp,
                             std::string_view nonce) const;

  private:
    std::string signature(std::string_view timestamp, std::string_view nonce,
                          std::string_view encrypted) const;

    std::string token_;
    std::string key_;
    std::string receive_id_;
};

}  // namespace askwell::adapters
