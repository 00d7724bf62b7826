// How keys, times and numbers are written in Redis; the keys themselves are listed in README.md. Pure.
#pragma once

#include <string>
#include <string_view>

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

}  // namespace askwell::storage
