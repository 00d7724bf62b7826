#include "adapters/settings.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace askwell::adapters {

namespace {

std::size_t host_begin(std::string_view url) {
    constexpr std::string_view kSchemeEnd = "://";
    const auto scheme = url.find(kSchemeEnd);
    return scheme == std::string_view::npos ? 0 : scheme + kSchemeEnd.size();
}

}  // namespace

SettingsReader::SettingsReader(const nlohmann::json& values, const std::vector<Setting>& known)
    : values_(values), known_(known) {
    if (!values.is_object()) {
        errors_.push_back({"", "not an object", "write the channel's settings as a JSON object"});
    }
}

bool SettingsReader::required(std::string_view name) const {
    return std::any_of(known_.begin(), known_.end(),
                       [name](const Setting& setting) { return setting.name == name && setting.required; });
}

void SettingsReader::missing(std::string_view name, std::string_view how) {
    error(name, "\"" + std::string{name} + "\" is " + std::string{how}, "this setting must be given");
}

std::string SettingsReader::text(std::string_view name, std::string_view fallback) {
    const auto found = values_.find(name);
    const bool absent = found == values_.end();
    if (!absent && !found->is_string()) {
        error(name, "not a string", "write it in double quotes");
        return {};
    }
    auto value = absent ? std::string{} : found->get<std::string>();
    if (value.empty()) value = fallback;
    if (value.empty() && required(name)) missing(name, absent ? "missing" : "empty");
    return value;
}

std::string SettingsReader::url(std::string_view name, std::string_view fallback) {
    auto value = text(name, fallback);
    while (value.ends_with('/')) value.pop_back();
    if (value.empty() || is_http_url(value)) return value;
    error(name, "not an http or https URL", "write it like https://host.example");
    return {};
}

std::string SettingsReader::origin(std::string_view name, std::string_view fallback) {
    auto value = url(name, fallback);
    if (path_of(value).empty()) return value;
    error(name, "has a path", "give scheme and host only, like https://hooks.example.com");
    return {};
}

std::string SettingsReader::choice(std::string_view name, std::initializer_list<std::string_view> words) {
    auto value = text(name, *words.begin());
    if (std::find(words.begin(), words.end(), value) != words.end()) return value;
    std::string known;
    for (const auto word : words) known += (known.empty() ? "" : ", ") + std::string{word};
    if (!value.empty()) error(name, "not one of its words", "write one of: " + known);
    return {};
}

std::optional<long> SettingsReader::number(std::string_view name, long lowest, long highest) {
    const auto found = values_.find(name);
    if (found == values_.end()) {
        if (required(name)) missing(name);
        return std::nullopt;
    }
    if (found->is_number_integer()) {
        const auto value = found->get<long>();
        if (value >= lowest && value <= highest) return value;
    }
    error(name, "not a whole number in its range",
          "write a number from " + std::to_string(lowest) + " to " + std::to_string(highest));
    return std::nullopt;
}

void SettingsReader::error(std::string_view name, std::string message, std::string remedy) {
    errors_.push_back({"/" + std::string{name}, std::move(message), std::move(remedy)});
}

MadeAdapter SettingsReader::made(AdapterPtr adapter) {
    if (!errors_.empty()) return {nullptr, std::move(errors_)};
    return {std::move(adapter), {}};
}

bool is_http_url(std::string_view url) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!url.starts_with(scheme)) continue;
        const auto rest = url.substr(scheme.size());
        const auto host = rest.substr(0, rest.find_first_of("/?"));
        const bool clean =
            std::all_of(rest.begin(), rest.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
        return clean && !host.empty() && host.find('@') == std::string_view::npos;
    }
    return false;
}

std::string_view path_of(std::string_view url) {
    const auto path = url.find_first_of("/?", host_begin(url));
    return path == std::string_view::npos ? std::string_view{} : url.substr(path);
}

std::string host_of(std::string_view url) {
    const auto rest = url.substr(host_begin(url));
    return std::string{rest.substr(0, rest.find_first_of("/?"))};
}

}  // namespace askwell::adapters
