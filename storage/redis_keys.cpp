#include "storage/redis_keys.h"

#include <fmt/format.h>

namespace askwell::storage {

std::string partition_key(int partition, std::string_view name) {
    return fmt::format("{{p{:03}}}:{}", partition, name);
}

std::string contact_key(const ContactKey& key, std::string_view name) {
    return fmt::format("{{p{:03}}}:{}:{}", key.partition, name, key.digest);
}

std::string milliseconds(flows::TimePoint time) {
    return std::to_string(flows::to_unix_ms(time));
}

std::string text_of(Holder holder) {
    return std::to_string(static_cast<std::uint64_t>(holder));
}

}  // namespace askwell::storage
