// How keys, times and numbers are written in Redis; the keys themselves are listed in README.md. Pure.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

#include "flows/time.h"
#include "storage/contact_key.h"
#include "storage/conversation_store.h"

namespace askwell::storage {

/// "{pNNN}:<name>": what a partition has one of.
std::string partition_key(int partition, std::string_view name);
/// "{pNNN}:<name>:<digest>".
std::string contact_key(const ContactKey& key, std::string_view name);

/// Since the epoch, in decimal.
std::string milliseconds(flows::TimePoint time);

std::string text_of(Holder holder);

/// A whole text that is a decimal number; nullopt for any other, and when it is too large.
template <typename Integer>
std::optional<Integer> number(std::string_view text) {
    Integer value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace askwell::storage
