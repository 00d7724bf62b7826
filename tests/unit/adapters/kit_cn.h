// WeChat, WeCom, Feishu and DingTalk as senders of webhooks: signed and encrypted here from the platforms'
// pages, independently of the adapters but for hash and cipher.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "tests/unit/adapters/kit.h"

namespace askwell::adapters::testkit {

inline constexpr std::int64_t kVectorTime = 1'767'225'600;  ///< seconds; 2026-01-01T00:00:00Z

/// The settings of the vectors and those for sending.
nlohmann::json cn_settings(std::string_view platform);
/// An adapter with these, some of them changed.
AdapterPtr cn_adapter(std::string_view platform, const nlohmann::json& changed = nlohmann::json::object());

/// Hex SHA-1 of the sorted parts put together.
std::string wx_sign(std::string_view token, std::string_view timestamp, std::string_view nonce,
                    std::string_view encrypted);
/// base64 ciphertext of `clear` for `receive_id` with the vectors' key.
std::string wx_seal(std::string_view clear, std::string_view receive_id);

/// WeChat in plain mode; `seconds` is the time that is signed.
Hook wechat_hook(std::string xml, std::int64_t seconds = kVectorTime);
/// … in safe mode.
Hook wechat_safe_hook(std::string_view xml, std::int64_t seconds = kVectorTime,
                      std::string_view appid = "wx1234567890abcdef");
Hook wecom_hook(std::string_view xml, std::int64_t seconds = kVectorTime,
                std::string_view corp_id = "ww0123456789abcdef");

/// base64 ciphertext under the vectors' encrypt key, or another.
std::string feishu_seal(std::string_view clear, std::string_view key = "feishuEncryptKey2026");
/// An encrypted and signed event.
Hook feishu_hook(std::string_view json, std::int64_t seconds = kVectorTime);
/// Signs a body as it stands.
void sign_as_feishu(Hook& hook, std::int64_t seconds = kVectorTime);

Hook dingtalk_hook(std::string json, std::int64_t milliseconds = kVectorTime * 1000);

/// The XML of a message or event: <xml> around elements with these texts, in order.
std::string wx_xml(const std::vector<std::pair<std::string, std::string>>& fields);

/// The text that a passive reply or an error of a mistake would show: the value of <name> in `xml`.
std::string xml_value(const std::string& xml, const std::string& name);

}  // namespace askwell::adapters::testkit
