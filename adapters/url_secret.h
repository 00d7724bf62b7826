// The last resort of platforms that sign nothing: a secret as the last segment of the webhook's path.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/adapter.h"
#include "adapters/settings.h"

namespace askwell::adapters {

/// The setting "url_secret" as every such platform lists it.
Setting url_secret_setting();

/// Reads it: at least eight letters, digits and "-._~", so that it stands in a URL as it is.
std::string read_url_secret(SettingsReader& reader);

/// Why a webhook that is to be posted to the URL with this secret cannot be taken; nullopt when it can.
std::optional<Received> refuse_without_url_secret(const WebhookRequest& request, std::string_view secret);

/// True when the path of `target` ends with "/" and `secret`; compared in constant time.
bool has_url_secret(std::string_view target, std::string_view secret);

}  // namespace askwell::adapters
