#include "bot/commands/channel.h"

#include <cstdio>
#include <vector>

#include <fmt/core.h>

namespace askwell::bot {

std::optional<Channel> find_channel(const std::string& config_file, const std::string& name) {
    if (config_file.empty()) {
        fmt::print(stderr, "Name the configuration that has this channel: --config FILE.\n");
        return std::nullopt;
    }
    const LoadedConfig loaded = load_config(config_file, process_environment());
    for (const auto& diagnostic : loaded.diagnostics)
        fmt::print(stderr, "{}\n", flows::to_string(diagnostic));
    if (!loaded.config) return std::nullopt;
    const auto& channels = loaded.config->channels;
    if (const auto found = channels.find(name); found != channels.end()) return found->second;
    std::vector<const Channel*> of_platform;
    std::string known;
    for (const auto& [channel_name, channel] : channels) {
        if (channel.platform == name) of_platform.push_back(&channel);
        known += (known.empty() ? "" : ", ") + channel_name;
    }
    if (of_platform.size() == 1) return *of_platform.front();
    fmt::print(stderr, "There is no channel \"{}\" in {}. It has: {}.\n", name, config_file,
               known.empty() ? "none" : known);
    return std::nullopt;
}

}  // namespace askwell::bot
