// The web chat's page and its assets, which are part of the binary.
#pragma once

#include <optional>
#include <string_view>

#include "bot/http.h"

namespace askwell::bot {

/// The response for /chat, its style sheet and script, and /favicon.ico; nullopt for any other path.
std::optional<HttpResponse> chat_asset(std::string_view path);

}  // namespace askwell::bot
