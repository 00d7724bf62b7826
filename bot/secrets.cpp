#include "bot/secrets.h"

#include <stdexcept>

#include <openssl/rand.h>

#include "adapters/crypto.h"
#include "adapters/encoding.h"

namespace askwell::bot {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    auto* const first = reinterpret_cast<unsigned char*>(bytes.data());
    if (RAND_bytes(first, static_cast<int>(count)) != 1)
        throw std::runtime_error("no random bytes to be had");
    return bytes;
}

std::string random_hex(std::size_t bytes) {
    return adapters::hex_encode(random_bytes(bytes));
}

std::string sha256_hex(std::string_view text) {
    return adapters::hex_encode(adapters::sha256(text));
}

}  // namespace askwell::bot
