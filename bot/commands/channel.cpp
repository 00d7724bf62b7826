#include "bot/commands/channel.h"

#include <cstdio>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>
#include <fmt/core.h>

#include "bot/http_client.h"

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

}  // namespace

std::string public_url_of(const Config& config) {
    if (!config.public_url.empty()) return config.public_url;
    return "http://" + config.listen_address + ':' + std::to_string(config.listen_port);
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

std::optional<Channel> find_channel(const std::string& config_file, const std::string& name) {
    auto found = find_configured(config_file, name);
    if (!found) return std::nullopt;
    return std::move(found->channel);
}

std::optional<ConfiguredChannel> find_configured(const std::string& config_file, const std::string& name) {
    if (config_file.empty()) {
        fmt::print(stderr, "Name the configuration that has this channel: --config FILE.\n");
        return std::nullopt;
    }
    const LoadedConfig loaded = load_config(config_file, process_environment());
    for (const auto& diagnostic : loaded.diagnostics)
        fmt::print(stderr, "{}\n", flows::to_string(diagnostic));
    if (!loaded.config) return std::nullopt;
    const auto& channels = loaded.config->channels;
    const std::string url = public_url_of(*loaded.config);
    if (const auto found = channels.find(name); found != channels.end())
        return ConfiguredChannel{found->second, url};
    std::vector<const Channel*> of_platform;
    std::string known;
    for (const auto& [channel_name, channel] : channels) {
        if (channel.platform == name) of_platform.push_back(&channel);
        known += (known.empty() ? "" : ", ") + channel_name;
    }
    if (of_platform.size() == 1) return ConfiguredChannel{*of_platform.front(), url};
    fmt::print(stderr, "There is no channel \"{}\" in {}. It has: {}.\n", name, config_file,
               known.empty() ? "none" : known);
    return std::nullopt;
}

}  // namespace askwell::bot
