#include "tests/support/cn_crypto.h"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace askwell::test {

namespace {

constexpr std::size_t kIv = 16;
constexpr std::size_t kWxBlock = 32;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string digest(const EVP_MD* hash, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), made.data(), &size, hash, nullptr);
    return {reinterpret_cast<const char*>(made.data()), size};
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += kDigits[static_cast<unsigned char>(c) / 16];
        text += kDigits[static_cast<unsigned char>(c) % 16];
    }
    return text;
}

std::string aes(bool seal, std::string_view key, std::string_view iv, std::string_view text) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{EVP_CIPHER_CTX_new(),
                                                                                  &EVP_CIPHER_CTX_free};
    std::string out(text.size() + kIv, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key), bytes_of(iv), seal ? 1 : 0);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    EVP_CipherUpdate(context.get(), to, &size, bytes_of(text), static_cast<int>(text.size()));
    if (EVP_CipherFinal_ex(context.get(), to + size, &rest) != 1)
        throw std::invalid_argument("not whole blocks");
    out.resize(static_cast<std::size_t>(size + rest));
    return out;
}

std::string wx_key() {
    return from_base64(std::string{kEncodingAesKey} + 'A').substr(0, 32);
}

}  // namespace

std::string wx_signature(std::vector<std::string> texts) {
    std::sort(texts.begin(), texts.end());
    std::string all;
    for (const std::string& text : texts) all += text;
    return hex(digest(EVP_sha1(), all));
}

std::string sha256_of(std::string_view text) {
    return digest(EVP_sha256(), text);
}

std::string sha256_hex_of(std::string_view text) {
    return hex(sha256_of(text));
}

std::string hmac_sha256_base64(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> made{};
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), made.data(),
         &size);
    return to_base64({reinterpret_cast<const char*>(made.data()), size});
}

std::string to_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string from_base64(const std::string& text) {
    std::string bytes(text.size(), '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text),
                                     static_cast<int>(text.size()));
    if (size < 0) throw std::invalid_argument("not base64");
    const auto padding = static_cast<std::size_t>(std::count(text.begin(), text.end(), '='));
    bytes.resize(static_cast<std::size_t>(size) - padding);
    return bytes;
}

std::string aes_seal(std::string_view key, std::string_view iv, std::string clear, std::size_t block) {
    const auto missing = block - clear.size() % block;
    clear.append(missing, static_cast<char>(missing));
    return aes(true, key, iv, clear);
}

std::string aes_open(std::string_view key, std::string_view iv, std::string_view sealed, std::size_t block) {
    std::string clear = aes(false, key, iv, sealed);
    const std::size_t padding = clear.empty() ? 0 : static_cast<unsigned char>(clear.back());
    if (padding < 1 || padding > block || padding > clear.size())
        throw std::invalid_argument("wrong padding");
    clear.resize(clear.size() - padding);
    return clear;
}

std::string wx_seal(std::string_view clear, std::string_view receive_id) {
    std::string text = "0123456789abcdef";
    for (int shift = 24; shift >= 0; shift -= 8) text += static_cast<char>((clear.size() >> shift) & 0xFFU);
    text += clear;
    text += receive_id;
    const std::string key = wx_key();
    return to_base64(aes_seal(key, key.substr(0, kIv), text, kWxBlock));
}

std::string wx_open(const std::string& sealed, std::string_view receive_id) {
    const std::string key = wx_key();
    const std::string text = aes_open(key, key.substr(0, kIv), from_base64(sealed), kWxBlock);
    if (text.size() < 20 + receive_id.size() || !text.ends_with(receive_id))
        throw std::invalid_argument("not for " + std::string{receive_id});
    const std::string clear = text.substr(20, text.size() - 20 - receive_id.size());
    std::size_t length = 0;
    for (std::size_t i = 16; i < 20; ++i) length = length * 256 + static_cast<unsigned char>(text[i]);
    if (length != clear.size()) throw std::invalid_argument("wrong length");
    return clear;
}

std::string xml_text(const std::string& xml, const std::string& name) {
    constexpr std::string_view kBegin = "<![CDATA[";
    auto at = xml.find('<' + name + '>');
    if (at == std::string::npos) return {};
    at += name.size() + 2;
    const auto text = xml.substr(at, xml.find("</" + name + '>', at) - at);
    if (!text.starts_with(kBegin)) return text;
    return text.substr(kBegin.size(), text.size() - kBegin.size() - 3);
}

}  // namespace askwell::test
