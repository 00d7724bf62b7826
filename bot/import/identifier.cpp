#include "bot/import/identifier.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <stdexcept>

#include <fmt/core.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include "bot/import/text.h"

namespace askwell::import {

namespace {

/// Names longer than this tell nothing more; transliteration would only take time.
constexpr std::size_t kLongestName = 1000;

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

bool is_allowed(char c) {
    return is_lower(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// FNV-1a. Written into ids, so it must never change.
std::uint32_t hash_of(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

std::unique_ptr<const icu::Transliterator> latin_rules() {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<const icu::Transliterator> rules{
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status)};
    if (U_FAILURE(status) || rules == nullptr)
        throw std::runtime_error("ICU's transliteration data are missing");
    return rules;
}

std::string latin(std::string_view name) {
    // Making them takes a millisecond. They hold no state: threads may share them.
    static const std::unique_ptr<const icu::Transliterator> rules = latin_rules();
    const std::string_view head = name.substr(0, kLongestName);
    auto text = icu::UnicodeString::fromUTF8({head.data(), static_cast<std::int32_t>(head.size())});
    rules->transliterate(text);
    std::string result;
    return text.toUTF8String(result);
}

std::string with_suffix(std::string_view id, const std::string& suffix, const IdentifierRule& rule) {
    return std::string{id.substr(0, rule.longest - suffix.size())} + suffix;
}

}  // namespace

bool is_identifier(std::string_view name, const IdentifierRule& rule) {
    return !name.empty() && name.size() <= rule.longest && is_lower(name.front()) && name != rule.reserved &&
           std::all_of(name.begin(), name.end(), is_allowed);
}

std::string identifier_for(std::string_view name, const IdentifierRule& rule) {
    if (is_identifier(name, rule)) return std::string{name};
    std::string id;
    for (const char c : latin(name)) {
        if (is_allowed(c) && c != '_') {
            id += c;
        } else if (!id.empty() && id.back() != '_') {
            id += '_';
        }
    }
    while (!id.empty() && id.back() == '_') id.pop_back();
    if (id.empty() || !is_lower(id.front()) || id == rule.reserved)
        id = std::string{rule.prefix} + (id.empty() ? "" : "_") + id;
    if (id.size() > rule.longest) id = with_suffix(id, fmt::format("_{:08x}", hash_of(name)), rule);
    return id;
}

std::vector<std::string> identifiers_for(const std::vector<std::string>& names, const IdentifierRule& rule) {
    std::vector<std::string> ids(names.size());
    std::set<std::string> taken;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (is_identifier(names[i], rule) && taken.insert(names[i]).second) ids[i] = names[i];
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!ids[i].empty()) continue;
        const std::string base = identifier_for(names[i], rule);
        ids[i] = base;
        for (int number = 2; !taken.insert(ids[i]).second; ++number)
            ids[i] = with_suffix(base, fmt::format("_{}", number), rule);
    }
    return ids;
}

}  // namespace askwell::import
