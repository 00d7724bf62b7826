#include "adapters/transport.h"

namespace askwell::adapters {

Reach reach_of(std::string_view address, std::string_view own) {
    const auto colon = address.find(':');
    if (colon == std::string_view::npos) return {std::string{own}, std::string{address}};
    return {std::string{address.substr(0, colon)}, std::string{address.substr(colon + 1)}};
}

std::string address_of(const Reach& reach, std::string_view own) {
    return reach.transport == own ? reach.number : reach.transport + ':' + reach.number;
}

}  // namespace askwell::adapters
