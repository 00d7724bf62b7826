// Sends one text through a channel, or shows the request it would send.
#include <cstdio>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "bot/commands/channel.h"
#include "bot/commands/commands.h"
#include "bot/secrets.h"

namespace askwell::bot {

namespace {

/// The channel's access token: fetched when the message shall really go out, a placeholder in a dry run.
std::optional<std::string> access_token(const Channel& channel, bool dry_run) {
    const auto request = channel.adapter->token_request();
    if (!request) return std::string{};
    if (dry_run) return "ACCESS_TOKEN";
    const auto response = transmit(*request);
    if (!response) {
        fmt::print(stderr, "No access token: {}.\n", response.error().message());
        return std::nullopt;
    }
    const auto read = channel.adapter->read_token(*response);
    if (const auto* const grant = std::get_if<adapters::TokenGrant>(&read)) return grant->token;
    fmt::print(stderr, "The platform gave no access token (HTTP {}): {}\n", response->status,
               std::get<adapters::SendResult>(read).reason);
    return std::nullopt;
}

int send_all(const Channel& channel, const std::vector<adapters::SendRequest>& requests) {
    for (const auto& request : requests) {
        const auto response = transmit(request);
        if (!response) {
            fmt::print(stderr, "Not sent: {}.\n", response.error().message());
            return 1;
        }
        const auto result = channel.adapter->result(*response);
        if (result.outcome != adapters::SendOutcome::sent) {
            fmt::print(stderr, "The platform refused it (HTTP {}): {}\n", response->status, result.reason);
            return 1;
        }
        fmt::print("Sent{}.\n", result.provider_id.empty() ? "" : " as " + result.provider_id);
    }
    return 0;
}

}  // namespace

int send(const SendOptions& options) {
    const auto now = parse_time(options.at);
    const auto channel = find_channel(options.config, options.channel);
    if (!now || !channel) return 1;
    if (options.text.empty()) {
        fmt::print(stderr, "There is nothing to send. Give a text.\n");
        return 2;
    }
    flows::Outgoing message;
    message.number = 1;
    message.conversation_id = "000-00000000000000000000000000000000-1";
    message.kind = flows::MessageKind::notice;
    message.text = options.text;
    adapters::ComposeContext context;
    context.now = *now;
    context.nonce = options.nonce.empty() ? random_hex(16) : options.nonce;
    const auto token = access_token(*channel, options.dry_run);
    if (!token) return 1;
    context.access_token = *token;
    const auto requests = channel->adapter->compose(options.to, message, context);
    if (requests.empty()) {
        const bool pull = channel->traits.delivery == adapters::Delivery::pull;
        fmt::print(stderr, "Channel \"{}\" cannot be sent to from here: {}.\n", options.channel,
                   pull ? "its messages are fetched by the customer's page"
                        : "no approved template fits; add one without \"survey\" and \"message\" to its "
                          "\"templates\", with a parameter \"{text}\"");
        return 1;
    }
    if (!options.dry_run) return send_all(*channel, requests);
    for (const auto& request : requests) {
        const std::string text = as_http(request);
        fmt::print("{}\n", options.redact ? redacted(text, request.secrets) : text);
    }
    return 0;
}

}  // namespace askwell::bot
