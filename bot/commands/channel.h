// Finding a channel for the commands that work on one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/system/result.hpp>

#include "bot/config.h"

namespace askwell::bot {

/// The channel of this name in `config_file`, or the only one of a platform of this name; nullopt after
/// having said what is wrong.
std::optional<Channel> find_channel(const std::string& config_file, const std::string& name);

struct ConfiguredChannel {
    Channel channel;
    std::string public_url;  ///< by which platforms reach us, without a slash at the end
};
/// The same, with what the configuration says of us.
std::optional<ConfiguredChannel> find_configured(const std::string& config_file, const std::string& name);

/// A request as it goes over the wire.
std::string as_http(const adapters::SendRequest& request);
/// `text` with every secret replaced by "…".
std::string redacted(std::string text, const std::vector<std::string>& secrets);
/// Sends one request and waits for its answer.
boost::system::result<adapters::SendResponse> transmit(const adapters::SendRequest& request);

}  // namespace askwell::bot
