#include "adapters/vonage_signature.h"

#include <algorithm>
#include <array>
#include <map>

#include "adapters/crypto.h"

namespace askwell::adapters {

namespace {

constexpr std::string_view kSignature = "sig";

struct Word {
    std::string_view word;
    VonageMethod method;
    Hash hash;
};
constexpr std::array kWords = {
    Word{"md5hash", VonageMethod::md5hash, Hash::md5}, Word{"md5", VonageMethod::md5, Hash::md5},
    Word{"sha1", VonageMethod::sha1, Hash::sha1}, Word{"sha256", VonageMethod::sha256, Hash::sha256},
    Word{"sha512", VonageMethod::sha512, Hash::sha512}};

Hash hash_of(VonageMethod method) {
    return std::find_if(kWords.begin(), kWords.end(),
                        [method](const Word& word) { return word.method == method; })
        ->hash;
}

}  // namespace

std::optional<VonageMethod> vonage_method(std::string_view word) {
    const auto* const found =
        std::find_if(kWords.begin(), kWords.end(), [word](const Word& known) { return known.word == word; });
    return found == kWords.end() ? std::nullopt : std::optional{found->method};
}

std::string vonage_signature(const Parameters& parameters, VonageMethod method, std::string_view secret) {
    const std::map<std::string_view, std::string_view> sorted(parameters.begin(), parameters.end());
    std::string text;
    for (const auto& [name, value] : sorted) {
        if (name == kSignature) continue;
        std::string clean{value};
        std::replace_if(clean.begin(), clean.end(), [](char c) { return c == '&' || c == '='; }, '_');
        text += '&' + std::string{name} + '=' + clean;
    }
    const auto hash = hash_of(method);
    return hex_encode(method == VonageMethod::md5hash ? digest(hash, text + std::string{secret})
                                                      : hmac(hash, secret, text));
}

bool has_vonage_signature(const Parameters& parameters, VonageMethod method, std::string_view secret) {
    std::map<std::string_view, int> names;
    for (const auto& [name, value] : parameters) {
        if (++names[name] > 1) return false;
    }
    std::string claimed{parameter(parameters, kSignature)};
    std::transform(claimed.begin(), claimed.end(), claimed.begin(),
                   [](char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; });
    return !secret.empty() && same_secret(vonage_signature(parameters, method, secret), claimed);
}

}  // namespace askwell::adapters
