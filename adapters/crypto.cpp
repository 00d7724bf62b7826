#include "adapters/crypto.h"

#include <array>
#include <limits>
#include <memory>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "adapters/encoding.h"

namespace askwell::adapters {

namespace {

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

using Digest = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::string taken(const Digest& digest, unsigned size) {
    return {reinterpret_cast<const char*>(digest.data()), size};
}

const EVP_MD* algorithm(Hash hash) {
    switch (hash) {
        case Hash::md5:
            return EVP_md5();
        case Hash::sha1:
            return EVP_sha1();
        case Hash::sha256:
            return EVP_sha256();
        case Hash::sha512:
            return EVP_sha512();
    }
    throw std::logic_error("no such hash");
}

struct FreeCipher {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

enum class Direction { decrypt = 0, encrypt = 1 };

std::optional<std::string> aes256_cbc(Direction direction, std::string_view key, std::string_view iv,
                                      std::string_view data) {
    constexpr std::size_t kKey = 32;
    constexpr std::size_t kBlock = 16;
    constexpr std::size_t kMost = std::numeric_limits<int>::max() - kBlock;
    if (key.size() != kKey || iv.size() != kBlock) return std::nullopt;
    if (data.empty() || data.size() % kBlock != 0 || data.size() > kMost) return std::nullopt;
    const std::unique_ptr<EVP_CIPHER_CTX, FreeCipher> context{EVP_CIPHER_CTX_new()};
    std::string out(data.size() + kBlock, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    int written = 0;
    int rest = 0;
    const bool done =
        context != nullptr &&
        EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes_of(key), bytes_of(iv),
                          static_cast<int>(direction)) == 1 &&
        EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1 &&
        EVP_CipherUpdate(context.get(), to, &written, bytes_of(data), static_cast<int>(data.size())) == 1 &&
        EVP_CipherFinal_ex(context.get(), to + written, &rest) == 1;
    if (!done) throw std::runtime_error("OpenSSL cannot compute AES-256-CBC");
    out.resize(static_cast<std::size_t>(written) + static_cast<std::size_t>(rest));
    return out;
}

}  // namespace

std::string digest(Hash hash, std::string_view data) {
    Digest made{};
    unsigned size = 0;
    if (EVP_Digest(data.data(), data.size(), made.data(), &size, algorithm(hash), nullptr) != 1) {
        throw std::runtime_error("OpenSSL cannot compute a hash");
    }
    return taken(made, size);
}

std::string hmac(Hash hash, std::string_view key, std::string_view data) {
    Digest made{};
    unsigned size = 0;
    if (HMAC(algorithm(hash), key.data(), static_cast<int>(key.size()), bytes_of(data), data.size(),
             made.data(), &size) == nullptr) {
        throw std::runtime_error("OpenSSL cannot compute an HMAC");
    }
    return taken(made, size);
}

std::optional<std::string> aes256_cbc_decrypt(std::string_view key, std::string_view iv,
                                              std::string_view data) {
    return aes256_cbc(Direction::decrypt, key, iv, data);
}

std::optional<std::string> aes256_cbc_encrypt(std::string_view key, std::string_view iv,
                                              std::string_view data) {
    return aes256_cbc(Direction::encrypt, key, iv, data);
}

std::string hmac_sha1(std::string_view key, std::string_view data) {
    return hmac(Hash::sha1, key, data);
}

std::string hmac_sha256(std::string_view key, std::string_view data) {
    return hmac(Hash::sha256, key, data);
}

std::string sha256(std::string_view data) {
    return digest(Hash::sha256, data);
}

std::string fingerprint(std::initializer_list<std::string_view> fields) {
    std::string whole;
    for (const auto field : fields) {
        whole += std::to_string(field.size());
        whole += ':';
        whole += field;
    }
    return "h-" + hex_encode(sha256(whole)).substr(0, 32);
}

bool same_secret(std::string_view secret, std::string_view claimed) {
    return !secret.empty() && secret.size() == claimed.size() &&
           CRYPTO_memcmp(secret.data(), claimed.data(), secret.size()) == 0;
}

}  // namespace askwell::adapters
