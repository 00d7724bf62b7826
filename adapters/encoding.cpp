#include "adapters/encoding.h"

#include <algorithm>
#include <charconv>

#include <openssl/evp.h>

namespace askwell::adapters {

namespace {

constexpr std::string_view kLowerHex = "0123456789abcdef";
constexpr std::string_view kUpperHex = "0123456789ABCDEF";
constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

/// 0 … 15, or -1 for what is no hex digit.
int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decode_component(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool two_follow = at + 2 < text.size();
        const int high = text[at] == '%' && two_follow ? hex_value(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
        if (low >= 0) {
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            decoded += text[at] == '+' ? ' ' : text[at];
        }
    }
    return decoded;
}

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

Parameters decode_form(std::string_view text) {
    Parameters parameters;
    while (!text.empty()) {
        const auto field = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(field.size() + 1, text.size()));
        if (field.empty()) continue;
        const auto equals = field.find('=');
        const auto value = equals == std::string_view::npos ? std::string_view{} : field.substr(equals + 1);
        parameters.emplace_back(decode_component(field.substr(0, equals)), decode_component(value));
    }
    return parameters;
}

std::string encode_form(const Parameters& parameters) {
    std::string encoded;
    for (const auto& [name, value] : parameters) {
        if (!encoded.empty()) encoded += '&';
        encoded += percent_encode(name) + '=' + percent_encode(value);
    }
    return encoded;
}

const std::string* find_parameter(const Parameters& parameters, std::string_view name) {
    const auto found = std::find_if(parameters.begin(), parameters.end(),
                                    [name](const auto& candidate) { return candidate.first == name; });
    return found == parameters.end() ? nullptr : &found->second;
}

std::string_view parameter(const Parameters& parameters, std::string_view name) {
    const auto* value = find_parameter(parameters, name);
    return value == nullptr ? std::string_view{} : std::string_view{*value};
}

std::string percent_encode(std::string_view text) {
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (kUnreserved.find(c) != std::string_view::npos) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kUpperHex[byte >> 4U];
        encoded += kUpperHex[byte & 0xFU];
    }
    return encoded;
}

std::string_view query_of(std::string_view target) {
    const auto mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
}

std::string base64_encode(std::string_view bytes) {
    std::string encoded((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(encoded.data()), bytes_of(bytes),
                                     static_cast<int>(bytes.size()));
    encoded.resize(static_cast<std::size_t>(size));
    return encoded;
}

std::optional<std::string> base64_decode(std::string_view text) {
    std::string decoded(text.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()), bytes_of(text),
                                     static_cast<int>(text.size()));
    if (size < 0 || text.size() % 4 != 0) return std::nullopt;
    // OpenSSL counts padding as zero bytes and lets white space around the text pass.
    const auto padding = text.size() - std::min(text.find_last_not_of('=') + 1, text.size());
    decoded.resize(static_cast<std::size_t>(size) - std::min(padding, static_cast<std::size_t>(size)));
    if (base64_encode(decoded) != text) return std::nullopt;
    return decoded;
}

std::string hex_encode(std::string_view bytes) {
    std::string encoded;
    encoded.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        encoded += kLowerHex[byte >> 4U];
        encoded += kLowerHex[byte & 0xFU];
    }
    return encoded;
}

std::optional<std::int64_t> whole_number(std::string_view digits) {
    constexpr std::size_t kMostDigits = 15;  // as milliseconds or as seconds, no sum of two overflows
    std::uint64_t number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, failure] = std::from_chars(digits.data(), end, number);
    if (failure != std::errc{} || stop != end || digits.size() > kMostDigits) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace askwell::adapters
