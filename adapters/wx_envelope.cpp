#include "adapters/wx_envelope.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include <fmt/format.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "adapters/xml.h"

namespace askwell::adapters {

namespace {

constexpr std::size_t kKey = 32;
constexpr std::size_t kIv = 16;
constexpr std::size_t kRandom = 16;
constexpr std::size_t kLength = 4;
constexpr std::size_t kHead = kRandom + kLength;
constexpr std::size_t kPadding = 32;  // PKCS#7, but with a block of 32

std::string big_endian(std::size_t length) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>((length >> shift) & 0xFFU);
    return bytes;
}

std::size_t from_big_endian(std::string_view bytes) {
    std::size_t length = 0;
    for (const char c : bytes) length = length << 8U | static_cast<unsigned char>(c);
    return length;
}

std::optional<std::string_view> without_padding(std::string_view padded) {
    const auto size = static_cast<unsigned char>(padded.back());
    if (size < 1 || size > kPadding || size > padded.size()) return std::nullopt;
    const auto padding = padded.substr(padded.size() - size);
    if (padding.find_first_not_of(padded.back()) != std::string_view::npos) return std::nullopt;
    return padded.substr(0, padded.size() - size);
}

}  // namespace

std::optional<std::string> decode_aes_key(std::string_view encoded) {
    constexpr std::size_t kLetters = 43;
    if (encoded.size() != kLetters) return std::nullopt;
    // 43 letters are 258 bits: one letter more makes it 33 whole bytes, of which the last is nothing.
    auto key = base64_decode(std::string{encoded} + 'A');
    if (key) key->resize(kKey);
    return key;
}

std::string read_aes_key(SettingsReader& reader) {
    constexpr std::string_view kName = "encoding_aes_key";
    const auto encoded = reader.text(kName);
    if (encoded.empty()) return {};
    const auto key = decode_aes_key(encoded);
    if (!key) reader.error(kName, "not an EncodingAESKey", "write its 43 letters and digits");
    return key.value_or("");
}

WxEnvelope::WxEnvelope(std::string token, std::string key, std::string receive_id)
    : token_(std::move(token)), key_(std::move(key)), receive_id_(std::move(receive_id)) {}

std::string WxEnvelope::signature(std::string_view timestamp, std::string_view nonce,
                                  std::string_view encrypted) const {
    std::array<std::string_view, 4> parts = {token_, timestamp, nonce, encrypted};
    std::sort(parts.begin(), parts.end());
    return hex_encode(digest(Hash::sha1, fmt::format("{}", fmt::join(parts, ""))));
}

bool WxEnvelope::signed_by_platform(const WxStamp& stamp, std::string_view encrypted) const {
    return same_secret(signature(stamp.timestamp, stamp.nonce, encrypted), stamp.signature);
}

std::optional<std::string> WxEnvelope::open(std::string_view encrypted) const {
    const auto bytes = base64_decode(encrypted);
    if (!bytes || !has_key()) return std::nullopt;
    const auto padded = aes256_cbc_decrypt(key_, key_.substr(0, kIv), *bytes);
    if (!padded) return std::nullopt;
    const auto clear = without_padding(*padded);
    if (!clear || clear->size() < kHead) return std::nullopt;
    const auto length = from_big_endian(clear->substr(kRandom, kLength));
    if (length > clear->size() - kHead) return std::nullopt;
    if (!same_secret(receive_id_, clear->substr(kHead + length))) return std::nullopt;
    return std::string{clear->substr(kHead, length)};
}

std::string WxEnvelope::seal(std::string_view clear, std::string_view random) const {
    auto text = fmt::format("{}{}{}{}", random, big_endian(clear.size()), clear, receive_id_);
    const auto padding = kPadding - text.size() % kPadding;
    text.append(padding, static_cast<char>(padding));
    return base64_encode(aes256_cbc_encrypt(key_, key_.substr(0, kIv), text).value());
}

std::string WxEnvelope::sealed_reply(std::string_view clear, std::string_view random,
                                     std::string_view timestamp, std::string_view nonce) const {
    const auto encrypted = seal(clear, random);
    return fmt::format("<xml>{}{}<TimeStamp>{}</TimeStamp>{}</xml>", cdata_element("Encrypt", encrypted),
                       cdata_element("MsgSignature", signature(timestamp, nonce, encrypted)), timestamp,
                       cdata_element("Nonce", nonce));
}

}  // namespace askwell::adapters
