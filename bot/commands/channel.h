// Finding a channel for the commands that work on one.
#pragma once

#include <optional>
#include <string>

#include "bot/config.h"

namespace askwell::bot {

/// The channel of this name in `config_file`, or the only one of a platform of this name; nullopt after
/// having said what is wrong.
std::optional<Channel> find_channel(const std::string& config_file, const std::string& name);

}  // namespace askwell::bot
