#include "adapters/uuid.h"

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::adapters {

namespace {

// Drawn once at random; another value would let requests pass twice over an upgrade.
constexpr std::string_view kNamespace = "\x7b\x0e\x5d\x91\x3c\xa4\x4f\x26\x9d\x58\xe1\x70\xb2\x4c\x83\x6f";

}  // namespace

std::string uuid_of(std::string_view name) {
    auto bytes = digest(Hash::sha1, std::string{kNamespace} + std::string{name}).substr(0, 16);
    const auto put = [&bytes](std::size_t at, unsigned keep, unsigned set) {
        bytes[at] = static_cast<char>((static_cast<unsigned char>(bytes[at]) & keep) | set);
    };
    put(6, 0x0FU, 0x50U);  // version 5
    put(8, 0x3FU, 0x80U);  // the variant of RFC 9562
    auto text = hex_encode(bytes);
    for (const std::size_t dash : {8U, 13U, 18U, 23U}) text.insert(dash, 1, '-');
    return text;
}

}  // namespace askwell::adapters
