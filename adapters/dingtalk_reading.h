// Reading the messages that DingTalk gives to a robot. Source: DingTalk's page on receiving messages and the
// types of its stream SDK.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/adapter.h"

namespace askwell::adapters {

/// base64 HMAC-SHA256 of "<timestamp>\n<secret>", keyed with the secret: the sign of a robot's webhook, and
/// of what is sent to a group's custom robot. `timestamp` is in milliseconds.
std::string dingtalk_sign(std::string_view secret, std::string_view timestamp);

/// True for what may be posted to as a session webhook: an https URL of a host under dingtalk.com, without
/// port and credentials, or a URL of `trusted_origin` when that is not empty. The body that names it is not
/// signed.
bool is_session_webhook(std::string_view url, std::string_view trusted_origin);

/// True for the id of somebody who is no member of the company: only a session webhook reaches them.
bool is_outsider(std::string_view address);

/// What a verified body says to us. A session webhook that is foreign or has expired by `now` is left out.
Received read_dingtalk_message(const nlohmann::json& body, std::string_view trusted_origin, TimePoint now);

}  // namespace askwell::adapters
