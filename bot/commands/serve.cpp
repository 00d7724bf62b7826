#include <charconv>
#include <cstdio>
#include <exception>
#include <filesystem>

#include <fmt/core.h>

#include "bot/commands/commands.h"
#include "bot/config.h"
#include "bot/key_files.h"
#include "bot/live_config.h"
#include "bot/service.h"

namespace askwell::bot {

namespace {

bool apply_listen(const std::string& listen, Config& config) {
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos || colon == 0) return false;
    const char* const end = listen.data() + listen.size();
    if (std::from_chars(listen.data() + colon + 1, end, config.listen_port).ptr != end) return false;
    config.listen_address = listen.substr(0, colon);
    return true;
}

std::optional<Config> configure(const ServeOptions& options) {
    Config config;
    if (options.config.empty()) {
        config = default_config();
    } else {
        LoadedConfig loaded = load_config(options.config, process_environment());
        for (const auto& diagnostic : loaded.diagnostics)
            fmt::print(stderr, "{}\n", flows::to_string(diagnostic));
        if (!loaded.config) return std::nullopt;
        config = std::move(*loaded.config);
    }
    if (!options.data.empty()) config.data = options.data;
    if (!options.listen.empty() && !apply_listen(options.listen, config)) {
        fmt::print(stderr, "--listen {}: this is not an address and a port. Write 127.0.0.1:8080.\n",
                   options.listen);
        return std::nullopt;
    }
    return config;
}

void print_welcome(const Config& config, std::uint16_t port, bool token_is_ours) {
    const std::string base =
        fmt::format("{}://{}:{}", config.tls ? "https" : "http", config.listen_address, port);
    const std::string open = config.public_url.empty() ? base : config.public_url;
    fmt::print("Askwell is listening on {}\n", base);
    for (const auto& [name, channel] : config.channels) {
        if (channel.traits.delivery == adapters::Delivery::pull) {
            fmt::print("  web chat     {}/chat\n", open);
        } else {
            fmt::print("  {:<12} {}/webhooks/{}\n", name, open, name);
        }
    }
    fmt::print(
        "  events       {0}/v1/events\n  ledger       {0}/v1/ledger\n  health       {0}/healthz  {0}/readyz  "
        "{0}/metrics\n",
        open);
    if (token_is_ours) fmt::print("  staff token  in {}\n", (config.data / "staff-token").string());
    std::fflush(stdout);
}

}  // namespace

int serve(const ServeOptions& options) {
    try {
        auto config = configure(options);
        if (!config) return 1;
        set_log_level(config->log_level);
        std::filesystem::create_directories(config->data);
        const bool token_is_ours = config->tokens.empty();
        if (token_is_ours) obtain_staff_token(*config);
        LiveConfig live{std::move(*config)};
        LoadConfig load;
        if (!options.config.empty())
            load = [file = options.config] { return load_config(file, process_environment()); };
        return run_service(live, std::move(load),
                           [&](std::uint16_t port) { print_welcome(*live, port, token_is_ours); });
    } catch (const std::exception& error) {
        fmt::print(stderr, "askwell cannot start: {}\n", error.what());
        return 1;
    }
}

}  // namespace askwell::bot
