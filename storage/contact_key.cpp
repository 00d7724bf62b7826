#include "storage/contact_key.h"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "storage/digest.h"

namespace askwell::storage {

namespace {

constexpr std::size_t kPartitionDigits = 3;
constexpr std::size_t kDigestDigits = 32;
constexpr std::size_t kTextSize = kPartitionDigits + 1 + kDigestDigits;
constexpr std::size_t kMaxConversationDigits = 10;  // a conversation's number has 32 bits
constexpr std::size_t kMinSecret = 16;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f');
}

bool is_conversation_suffix(std::string_view text) {
    return text.size() >= 2 && text.size() <= 1 + kMaxConversationDigits && text.front() == '-' &&
           std::ranges::all_of(text.substr(1), is_digit);
}

}  // namespace

std::string ContactKey::text() const {
    return fmt::format("{:03}-{}", partition, digest);
}

std::optional<ContactKey> ContactKey::parse(std::string_view text) {
    if (text.size() < kTextSize || text[kPartitionDigits] != '-') return std::nullopt;
    const std::string_view digits = text.substr(0, kPartitionDigits);
    const std::string_view digest = text.substr(kPartitionDigits + 1, kDigestDigits);
    const std::string_view rest = text.substr(kTextSize);
    if (!std::ranges::all_of(digits, is_digit) || !std::ranges::all_of(digest, is_hex)) return std::nullopt;
    if (!rest.empty() && !is_conversation_suffix(rest)) return std::nullopt;
    const int partition = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');
    if (partition >= kPartitions) return std::nullopt;
    return ContactKey{partition, std::string{digest}};
}

ContactKeys::ContactKeys(std::string secret) : secret_(std::move(secret)) {
    if (secret_.size() < kMinSecret) {
        throw std::invalid_argument("the secret for contact keys is shorter than 16 bytes");
    }
}

ContactKey ContactKeys::of(const flows::ContactId& contact) const {
    std::string name = contact.channel;
    name += '\0';
    name += contact.address;
    std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
    unsigned int size = 0;
    if (HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()),
             reinterpret_cast<const unsigned char*>(name.data()), name.size(), mac.data(),
             &size) == nullptr) {
        throw std::runtime_error("OpenSSL cannot compute HMAC-SHA256");
    }
    const std::string_view digest{reinterpret_cast<const char*>(mac.data()), kDigestDigits / 2};
    return {mac.front(), to_hex(digest)};
}

}  // namespace askwell::storage
