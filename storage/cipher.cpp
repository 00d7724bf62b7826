#include "storage/cipher.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <stdexcept>
#include <utility>

#include <openssl/evp.h>
#include <openssl/rand.h>

namespace askwell::storage {

namespace {

constexpr char kFormat = 1;
constexpr std::size_t kKeySize = 32;
constexpr std::size_t kMaxKeyId = 16;
constexpr std::size_t kNonceSize = 12;
constexpr std::size_t kTagSize = 16;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

struct FreeCipher {
    void operator()(EVP_CIPHER* cipher) const { EVP_CIPHER_free(cipher); }
};

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes(std::string& text, std::size_t at) {
    return reinterpret_cast<unsigned char*>(text.data()) + at;
}
int size_of(std::string_view text) {
    return static_cast<int>(text.size());
}

void require(bool ok) {
    if (!ok) throw std::runtime_error("OpenSSL refuses AES-256-GCM");
}

// Fetched once: the implicit fetch behind EVP_aes_256_gcm() costs as much as encrypting a record.
const EVP_CIPHER* aes_256_gcm() {
    static const std::unique_ptr<EVP_CIPHER, FreeCipher> cipher{
        EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)};
    require(cipher != nullptr);
    return cipher.get();
}

bool is_key_id(std::string_view id) {
    return !id.empty() && id.size() <= kMaxKeyId && std::ranges::all_of(id, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
    });
}

}  // namespace

Cipher::Cipher(std::map<std::string, std::string, std::less<>> keys, std::string current)
    : keys_(std::move(keys)), current_(std::move(current)) {
    for (const auto& [id, key] : keys_) {
        if (!is_key_id(id)) throw std::invalid_argument("a key id is not 1-16 characters of [A-Za-z0-9_]");
        if (key.size() != kKeySize) throw std::invalid_argument("the key '" + id + "' is not 32 bytes long");
    }
    if (!keys_.contains(current_)) throw std::invalid_argument("the current key is not among the keys");
}

std::string Cipher::seal(std::string_view clear, std::string_view identity) const {
    std::string sealed{kFormat, static_cast<char>(current_.size())};
    sealed += current_;
    const std::size_t header = sealed.size();
    sealed.resize(header + kNonceSize + clear.size() + kTagSize);
    unsigned char* const nonce = bytes(sealed, header);
    require(RAND_bytes(nonce, kNonceSize) == 1);

    const Context context{EVP_CIPHER_CTX_new()};
    require(context != nullptr);
    int written = 0;
    require(EVP_EncryptInit_ex(context.get(), aes_256_gcm(), nullptr, bytes(keys_.find(current_)->second),
                               nonce) == 1);
    require(EVP_EncryptUpdate(context.get(), nullptr, &written, bytes(sealed), static_cast<int>(header)) ==
            1);
    require(EVP_EncryptUpdate(context.get(), nullptr, &written, bytes(identity), size_of(identity)) == 1);
    require(EVP_EncryptUpdate(context.get(), nonce + kNonceSize, &written, bytes(clear), size_of(clear)) ==
            1);
    require(EVP_EncryptFinal_ex(context.get(), nonce + kNonceSize + written, &written) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagSize,
                                bytes(sealed, sealed.size() - kTagSize)) == 1);
    return sealed;
}

Result<std::string> Cipher::open(std::string_view sealed, std::string_view identity) const {
    if (sealed.size() < 2 || sealed[0] != kFormat) return StoreErrc::corrupt;
    const std::size_t header = 2 + static_cast<unsigned char>(sealed[1]);
    if (sealed.size() < header + kNonceSize + kTagSize) return StoreErrc::corrupt;
    const auto key = keys_.find(sealed.substr(2, header - 2));
    if (key == keys_.end()) return StoreErrc::corrupt;
    const std::string_view nonce = sealed.substr(header, kNonceSize);
    const std::string_view text =
        sealed.substr(header + kNonceSize, sealed.size() - header - kNonceSize - kTagSize);
    std::string tag{sealed.substr(sealed.size() - kTagSize)};

    const Context context{EVP_CIPHER_CTX_new()};
    require(context != nullptr);
    std::string clear(text.size(), '\0');
    int written = 0;
    require(EVP_DecryptInit_ex(context.get(), aes_256_gcm(), nullptr, bytes(key->second), bytes(nonce)) == 1);
    require(EVP_DecryptUpdate(context.get(), nullptr, &written, bytes(sealed), static_cast<int>(header)) ==
            1);
    require(EVP_DecryptUpdate(context.get(), nullptr, &written, bytes(identity), size_of(identity)) == 1);
    require(EVP_DecryptUpdate(context.get(), bytes(clear, 0), &written, bytes(text), size_of(text)) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTagSize, tag.data()) == 1);
    if (EVP_DecryptFinal_ex(context.get(), bytes(clear, 0) + written, &written) != 1)
        return StoreErrc::corrupt;
    return clear;
}

}  // namespace askwell::storage
