// Reading a channel's settings: every problem is collected, so that its owner mends all of them at once.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "adapters/registry.h"

namespace askwell::adapters {

/// Reads one channel's JSON object against its platform's list of settings. Keeps references to both.
class SettingsReader {
  public:
    SettingsReader(const nlohmann::json& values, const std::vector<Setting>& known);

    /// A string; `fallback` when absent or empty. An error when it is required and absent or empty, or no
    /// string.
    std::string text(std::string_view name, std::string_view fallback = {});

    /// An http or https URL without white space, credentials or fragment, its trailing slashes removed; ""
    /// when absent or wrong.
    std::string url(std::string_view name, std::string_view fallback = {});

    /// Scheme and host of such a URL, for what is signed or followed by a path of ours; "" when absent or
    /// wrong.
    std::string origin(std::string_view name, std::string_view fallback = {});

    /// One of `words`, the first when absent; "" when wrong.
    std::string choice(std::string_view name, std::initializer_list<std::string_view> words);

    /// A whole number within [lowest, highest]; nullopt when absent, which is an error where it is
    /// required, or wrong.
    std::optional<long> number(std::string_view name, long lowest, long highest);

    void error(std::string_view name, std::string message, std::string remedy);

    /// `adapter` when nothing was wrong, else the errors.
    MadeAdapter made(AdapterPtr adapter);
    bool good() const { return errors_.empty(); }

    /// True when the platform lists `name` as required.
    bool required(std::string_view name) const;

  private:
    void missing(std::string_view name, std::string_view how = "missing");

    const nlohmann::json& values_;
    const std::vector<Setting>& known_;
    std::vector<SettingError> errors_;
};

/// True when `url` is "http://host…" or "https://host…".
bool is_http_url(std::string_view url);

/// The path and query of an absolute URL; "" when it has none.
std::string_view path_of(std::string_view url);

/// The host of an absolute URL, with its port where that is written.
std::string host_of(std::string_view url);

}  // namespace askwell::adapters
