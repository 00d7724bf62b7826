// What WeChat messages look like on the wire: menus, templates, and the answer inside a webhook's response.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "adapters/templates.h"
#include "flows/engine.h"

namespace askwell::adapters {

/// Bytes, of a customer-service message and of an answer.
inline constexpr std::size_t kMaxWeChatText = 2048;

/// True when the message's choices fit into a menu to tap.
bool has_wechat_menu(const flows::Outgoing& message);

/// The content of a msgmenu. Precondition: has_wechat_menu().
nlohmann::json wechat_menu(const flows::Outgoing& message);

/// The variables of a template message.
nlohmann::json wechat_template_data(const Template& chosen, const flows::Outgoing& message);

/// The XML that answers a message at once; `unix_seconds` is now.
std::string wechat_answer(std::string_view to, std::string_view from, std::string_view text,
                          std::int64_t unix_seconds);

}  // namespace askwell::adapters
