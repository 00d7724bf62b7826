// A hash to tell texts apart where nobody attacks: versions of surveys, orders of options, equal answers.
#pragma once

#include <cstdint>
#include <string_view>

namespace askwell::flows {

/// FNV-1a, 64 bits (Fowler, Noll, Vo; IETF draft-eastlake-fnv). The same on every machine and in every
/// version.
constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t seed = 14695981039346656037ULL) {
    std::uint64_t hash = seed;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

}  // namespace askwell::flows
