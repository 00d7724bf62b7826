// Names for requests that must stay the same when they are sent again.
#pragma once

#include <string>
#include <string_view>

namespace askwell::adapters {

/// The UUID of `name`, version 5 (RFC 9562, section 5.5), in a namespace of our own: always the same for the
/// same name. 36 characters in lower case.
std::string uuid_of(std::string_view name);

}  // namespace askwell::adapters
