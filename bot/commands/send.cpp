// Sends one text through a channel, or shows the request it would send.
#include <cstdio>
#include <string>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/core.h>

#include "bot/commands/channel.h"
#include "bot/commands/commands.h"
#include "bot/http_client.h"
#include "bot/secrets.h"

namespace askwell::bot {

namespace {

std::string host_of(const std::string& url) {
    const auto start = url.find("://") + 3;
    return url.substr(start, url.find('/', start) - start);
}

std::string target_of(const std::string& url) {
    const auto path = url.find('/', url.find("://") + 3);
    return path == std::string::npos ? "/" : url.substr(path);
}

std::string as_http(const adapters::SendRequest& request) {
    std::string text = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n", request.method, target_of(request.url),
                                   host_of(request.url));
    for (const auto& [name, value] : request.headers) {
        if (adapters::header({{name, value}}, "Host").empty()) text += fmt::format("{}: {}\r\n", name, value);
    }
    if (!request.body.empty()) text += fmt::format("Content-Length: {}\r\n", request.body.size());
    return text + "\r\n" + request.body;
}

std::string redacted(std::string text, const std::vector<std::string>& secrets) {
    for (const std::string& secret : secrets) {
        for (auto at = text.find(secret); !secret.empty() && at != std::string::npos;
             at = text.find(secret, at)) {
            text.replace(at, secret.size(), "…");
        }
    }
    return text;
}

boost::system::result<adapters::SendResponse> transmit(const adapters::SendRequest& request) {
    boost::asio::io_context context;
    HttpClient client{context.get_executor(), ClientOptions{}};
    auto result = boost::asio::co_spawn(context, client.send(request), boost::asio::use_future);
    while (result.wait_for(std::chrono::seconds{0}) != std::future_status::ready) context.run_one();
    client.close();
    return result.get();
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
    const adapters::ComposeContext context{*now, options.nonce.empty() ? random_hex(16) : options.nonce};
    const auto requests = channel->adapter->compose(options.to, message, context);
    if (requests.empty()) {
        fmt::print(
            stderr,
            "Channel \"{}\" cannot be sent to from here: its messages are fetched by the customer's page.\n",
            options.channel);
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
