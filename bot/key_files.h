// What the service makes for itself at its first start and keeps in its data folder, readable by nobody else.
#pragma once

#include <string>

#include "bot/config.h"

namespace askwell::bot {

/// Keys as configured, else those kept in data/keys.json, made at the first start (mode 0600). Throws
/// std::runtime_error, with the remedy, when the file is there but unreadable.
Keys obtain_keys(const Config& config);

/// A staff token for a service that has none configured: kept in data/staff-token (mode 0600), added to
/// `config`. Returns its text. Throws as obtain_keys().
std::string obtain_staff_token(Config& config);

}  // namespace askwell::bot
