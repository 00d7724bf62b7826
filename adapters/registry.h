// From a channel's configuration to its adapter. The one list of platforms.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// A setting of a channel: its name, whether it must be given, whether it is secret, and what it is for.
struct Setting {
    std::string name;
    bool required = false;
    bool secret = false;
    std::string help;
};

/// One problem with a channel's settings; `pointer` is relative to the channel's object ("/auth_token").
struct SettingError {
    std::string pointer;
    std::string message;
    std::string remedy;
};

struct MadeAdapter {
    AdapterPtr adapter;  ///< null when there are errors
    std::vector<SettingError> errors;
};

struct Platform {
    std::string name;  ///< as in the configuration's "platform"
    std::string title;
    std::vector<Setting> settings;
    /// `settings` is the channel's JSON object, secrets already resolved to strings. Checks everything at
    /// once.
    MadeAdapter (*make)(const nlohmann::json& settings) = nullptr;
    /// What to enter on the platform's side, given the webhook's public URL.
    std::string (*setup)(std::string_view webhook_url) = nullptr;
};

/// Every platform there is, sorted by name.
const std::vector<Platform>& platforms();

/// Null when there is no such platform.
const Platform* find_platform(std::string_view name);

}  // namespace askwell::adapters
