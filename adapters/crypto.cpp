#include "adapters/crypto.h"

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace askwell::adapters {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string taken(const Digest& digest, unsigned size) {
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view data) {
    Digest digest{};
    unsigned size = 0;
    if (HMAC(hash, key.data(), static_cast<int>(key.size()), bytes_of(data), data.size(), digest.data(),
             &size) == nullptr) {
        throw std::runtime_error("OpenSSL cannot compute an HMAC");
    }
    return taken(digest, size);
}

}  // namespace

std::string hmac_sha1(std::string_view key, std::string_view data) {
    return hmac(EVP_sha1(), key, data);
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    return hmac(EVP_sha256(), key, data);
}

std::string sha256(std::string_view data) {
    Digest digest{};
    unsigned size = 0;
    if (EVP_Digest(data.data(), data.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL cannot compute SHA-256");
    }
    return taken(digest, size);
}

bool same_secret(std::string_view secret, std::string_view claimed) {
    return !secret.empty() && secret.size() == claimed.size() &&
           CRYPTO_memcmp(secret.data(), claimed.data(), secret.size()) == 0;
}

}  // namespace askwell::adapters
