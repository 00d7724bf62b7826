#include "adapters/jwt.h"

#include <algorithm>
#include <stdexcept>

#include <nlohmann/json.hpp>
#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include "adapters/answers.h"
#include "adapters/crypto.h"
#include "adapters/encoding.h"
#include "flows/json_source.h"

namespace askwell::adapters {

namespace {

using nlohmann::json;

constexpr int kLeastBits = 2048;  // RFC 7518, section 3.3

/// What is base64url JSON text with an object in it.
std::optional<json> decoded_object(std::string_view part) {
    const auto text = base64url_decode(part);
    if (!text) return std::nullopt;
    flows::JsonError error;
    auto value = flows::parse_json(*text, error);
    return value && value->is_object() ? std::move(value) : std::nullopt;
}

/// OpenSSL asks for a passphrase on the terminal unless told that there is none.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

}  // namespace

std::string base64url_encode(std::string_view bytes) {
    auto text = base64_encode(bytes);
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return text;
}

std::optional<std::string> base64url_decode(std::string_view text) {
    if (text.find_first_of("+/=") != std::string_view::npos) return std::nullopt;
    std::string padded{text};
    std::replace(padded.begin(), padded.end(), '-', '+');
    std::replace(padded.begin(), padded.end(), '_', '/');
    padded.append((4 - padded.size() % 4) % 4, '=');
    return base64_decode(padded);
}

std::optional<json> verify_hs256(std::string_view token, std::string_view secret) {
    const auto last = token.rfind('.');
    const auto first = token.find('.');
    if (first == std::string_view::npos || first == last || secret.empty()) return std::nullopt;
    const auto expected = base64url_encode(hmac_sha256(secret, token.substr(0, last)));
    if (!same_secret(expected, token.substr(last + 1))) return std::nullopt;
    const auto head = decoded_object(token.substr(0, first));
    // An extension named critical must be understood (RFC 7515, section 4.1.11); we know none.
    if (!head || text_member(*head, "alg") != "HS256" || head->contains("crit")) return std::nullopt;
    return decoded_object(token.substr(first + 1, last - first - 1));
}

std::optional<RsaKey> RsaKey::from_pem(std::string_view pem) {
    const std::unique_ptr<BIO, decltype(&BIO_free)> source{
        BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), &BIO_free};
    if (source == nullptr) return std::nullopt;
    std::shared_ptr<EVP_PKEY> key{PEM_read_bio_PrivateKey(source.get(), nullptr, no_passphrase, nullptr),
                                  &EVP_PKEY_free};
    if (key == nullptr || EVP_PKEY_get_base_id(key.get()) != EVP_PKEY_RSA ||
        EVP_PKEY_get_bits(key.get()) < kLeastBits) {
        return std::nullopt;
    }
    return RsaKey{std::move(key)};
}

std::string RsaKey::sign(const json& claims) const {
    const auto input =
        base64url_encode(R"({"alg":"RS256","typ":"JWT"})") + '.' + base64url_encode(to_text(claims));
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    auto* const key = static_cast<EVP_PKEY*>(key_.get());
    std::string signature(static_cast<std::size_t>(EVP_PKEY_get_size(key)), '\0');
    std::size_t size = signature.size();
    const auto* const data = reinterpret_cast<const unsigned char*>(input.data());
    if (context == nullptr || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size, data,
                       input.size()) != 1) {
        throw std::runtime_error("OpenSSL cannot sign with RSA");
    }
    signature.resize(size);
    return input + '.' + base64url_encode(signature);
}

}  // namespace askwell::adapters
