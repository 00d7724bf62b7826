#include "storage/digest.h"

#include <array>
#include <stdexcept>

#include <openssl/evp.h>

namespace askwell::storage {

namespace {

constexpr std::size_t kShort = 16;  // 128 bits: enough that no two meet by chance

std::string hash(const EVP_MD* algorithm, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, algorithm, nullptr) != 1) {
        throw std::runtime_error("OpenSSL cannot compute a digest");
    }
    return {reinterpret_cast<const char*>(digest.data()), size};
}

/// The first 16 bytes of SHA-256(text) as a contact's key is made: the partition is the first of them.
ContactKey place_of(std::string_view text) {
    const std::string digest = hash(EVP_sha256(), text).substr(0, kShort);
    return {static_cast<unsigned char>(digest.front()), to_hex(digest)};
}

}  // namespace

std::string to_hex(std::string_view bytes) {
    static constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        hex += kDigits[value >> 4U];
        hex += kDigits[value & 15U];
    }
    return hex;
}

std::string sha1_hex(std::string_view text) {
    return to_hex(hash(EVP_sha1(), text));
}

std::string mark_of(std::string_view message_id) {
    return hash(EVP_sha256(), message_id).substr(0, kShort);
}

ContactKey place_of_provider_id(std::string_view channel, std::string_view provider_id) {
    std::string text{channel};
    text += '\0';
    text += provider_id;
    return place_of(text);
}

ContactKey place_of_note(std::string_view name) {
    return place_of(name);
}

}  // namespace askwell::storage
