// Webhooks of the chat platforms (WhatsApp, Messenger, LINE, Slack): adapters with the secrets of the
// vectors, and the proofs that those platforms put on, made from their documentation and independently of the
// adapters.
#pragma once

#include "tests/unit/adapters/kit.h"

namespace askwell::adapters::testkit {

inline constexpr std::string_view kVectorTime = "1767225600";  ///< unix seconds

/// Settings that agree with the vectors; `more` is merged in.
nlohmann::json whatsapp_settings();
nlohmann::json messenger_settings();
nlohmann::json line_settings();
nlohmann::json slack_settings();

AdapterPtr whatsapp();
AdapterPtr messenger();
AdapterPtr line();
AdapterPtr slack();

void sign_as_meta(Hook& hook);
void sign_as_line(Hook& hook);
void sign_as_slack(Hook& hook, std::string_view timestamp = kVectorTime);

/// A signed POST of `body`.
Hook meta_hook(std::string body);
Hook line_hook(std::string body);
Hook slack_hook(std::string body);
/// A signed form as Slack sends for taps.
Hook slack_form(std::string body);

/// A check of the URL as Meta makes it.
Hook meta_check(std::string_view mode, std::string_view token, std::string_view challenge);

/// Runs vectors/<platform>.json: each through an adapter of its own secrets, at its own time, `sending`
/// settings added; verdict, answer and every parsed field must agree.
void expect_vectors_agree(const std::string& platform, const nlohmann::json& sending);

}  // namespace askwell::adapters::testkit
