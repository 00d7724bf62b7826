// Makes a platform call our webhook: registers it where the platform has an API for that, else prints what to
// enter where.
#include <cstdio>
#include <string>

#include <fmt/core.h>

#include "adapters/registry.h"
#include "bot/commands/channel.h"
#include "bot/commands/commands.h"

namespace askwell::bot {

namespace {

void warn_about(const std::string& url) {
    if (url.starts_with("https://")) return;
    fmt::print(stderr,
               "Note: {} is not https. Platforms call public https URLs only; set \"public_url\" in the "
               "configuration.\n",
               url);
}

int register_at(const Channel& channel, const adapters::SendRequest& request,
                const ChannelSetupOptions& options) {
    if (options.dry_run) {
        fmt::print("{}\n", redacted(as_http(request), request.secrets));
        return 0;
    }
    const auto response = transmit(request);
    if (!response) {
        fmt::print(stderr, "Not registered: {}.\n", response.error().message());
        return 1;
    }
    const auto result = channel.adapter->result(*response);
    if (result.outcome != adapters::SendOutcome::sent) {
        fmt::print(stderr, "The platform refused it (HTTP {}): {}\n", response->status, result.reason);
        return 1;
    }
    return 0;
}

}  // namespace

int channel_setup(const ChannelSetupOptions& options) {
    const auto found = find_configured(options.config, options.channel);
    if (!found) return 1;
    const Channel& channel = found->channel;
    const std::string url = found->public_url + "/webhooks/" + channel.name;
    const auto request = channel.adapter->registration(url);
    if (!request) {
        fmt::print("{}", adapters::find_platform(channel.platform)->setup(url));
        warn_about(url);
        return 0;
    }
    warn_about(url);
    const int code = register_at(channel, *request, options);
    if (code == 0 && !options.dry_run) fmt::print("{} now calls {}\n", channel.platform, url);
    return code;
}

}  // namespace askwell::bot
