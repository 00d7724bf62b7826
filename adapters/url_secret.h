// The last resort of platforms that sign nothing: a secret as the last segment of the webhook's path.
#pragma once

#include <string_view>

#include "adapters/settings.h"

namespace askwell::adapters {

/// The setting "url_secret" as every such platform lists it.
Setting url_secret_setting();

/// Reads it: at least eight letters, digits and "-._~", so that it stands in a URL as it is.
std::string read_url_secret(SettingsReader& reader);

/// True when the path of `target` ends with "/" and `secret`; compared in constant time.
bool has_url_secret(std::string_view target, std::string_view secret);

}  // namespace askwell::adapters
